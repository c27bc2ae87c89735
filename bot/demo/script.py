"""The conversation that the demo plays when nobody sits at the terminal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.demo.chat import Chat
from bot.demo.site import Site

if TYPE_CHECKING:
    from tests.botapi.client import Sent

PATIENCE_S = 40.0
BEFORE = ("grain-transit", "shipping-sanctions", "ambassador-summoned")
"""What the outlets have published before the bot looks for the first time."""
CALM_S = 1.2
"""An answer may be several messages; after this much silence it is complete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One step and what is expected of the bot; `missing` is said when it does not come."""

    act: Callable[[Chat, Site], bool]
    """Returns False when it could not be done: there is no such button."""
    expect: str
    missing: str


def open_stage(site: Site) -> None:
    """Publish what is old news when the bot arrives: told only when asked."""
    for slug in BEFORE:
        site.publish(slug, minutes_ago=120)


def _publish(slug: str, note: str) -> Callable[[Chat, Site], bool]:
    def act(chat: Chat, site: Site) -> bool:
        site.publish(slug)
        chat.note(note)
        return True

    return act


def _press(label: str) -> Callable[[Chat, Site], bool]:
    def act(chat: Chat, site: Site) -> bool:
        del site
        return chat.press(label)

    return act


def _say(text: str) -> Callable[[Chat, Site], bool]:
    def act(chat: Chat, site: Site) -> bool:
        chat.say(text.replace("{home}", site.home))
        return True

    return act


SCENES = (
    Scene(act=_say("/start"), expect="", missing="no answer to /start"),
    Scene(
        act=_publish("border-talks", "… a minute later, The Meridian Courier publishes an article."),
        expect="Valdoria",
        missing="the story was not pushed",
    ),
    Scene(act=_press("Quotes"), expect="Marchetti", missing="no quotes"),
    Scene(act=_press("Evidence"), expect="Orrin", missing="no evidence"),
    Scene(act=_say("/latest"), expect="", missing="no answer to /latest"),
    Scene(
        act=_say("/summary {home}/meridian/shipping-sanctions"),
        expect="sanctions",
        missing="no summary of a link",
    ),
    Scene(
        act=_say("What did Marchetti say about compensation?"),
        expect="compensation",
        missing="no answer to a question",
    ),
)


OPENING = SCENES[:4]
"""As much as fits a picture: a story, its quotes, its evidence."""


def play(chat: Chat, site: Site, scenes: tuple[Scene, ...] = SCENES) -> list[str]:
    """Play the scenes; returns what did not come, empty when all is well."""
    missing = []
    for scene in scenes:
        expected = _holds(scene.expect)
        if not scene.act(chat, site) or not chat.show_until(expected, timeout=PATIENCE_S, calm_s=CALM_S):
            missing.append(scene.missing)
    return missing


def _holds(text: str) -> Callable[[list["Sent"]], bool]:
    return lambda got: any(text.lower() in one.text.lower() for one in got)
