"""The terminal side of a chat, with a Bot API client that remembers."""

import io
from typing import Any, cast

import pytest
from rich.console import Console

from bot.demo.chat import Chat
from tests.botapi.client import BotApi, Sent, User

ANA = User(id=1, name="Ana")


def message(number: int, text: str, *labels: str, method: str = "sendMessage") -> Sent:
    row = tuple({"text": label, "callback_data": f"1{label}"} for label in labels)
    return Sent(
        seq=number,
        at=0.0,
        method=method,
        chat_id=ANA.id,
        message_id=100 + number,
        thread_id=None,
        text=text,
        html=text,
        entities=(),
        buttons=(row,) if row else (),
        reply_to=None,
        silent=False,
        preview=None,
        fields={},
    )


class RememberingApi:
    """Gives the messages it is given; keeps what the person did."""

    def __init__(self, *messages: Sent) -> None:
        self.messages = list(messages)
        self.did: list[tuple[Any, ...]] = []

    def wait_for_news(self, *, after: int, wait_s: float) -> list[Sent]:
        del wait_s
        return self.messages[after:]

    def say(self, chat: User, text: str, *, reply_to: Sent | None = None) -> None:
        self.did.append(("say", chat.name, text, reply_to.message_id if reply_to else None))

    def press(self, sent: Sent, button: str | int, *, by: User) -> None:
        self.did.append(("press", sent.message_id, sent.button(button)["text"], by.name))


def seat(*messages: Sent) -> tuple[Chat, RememberingApi, io.StringIO]:
    api, screen = RememberingApi(*messages), io.StringIO()
    chat = Chat(cast("BotApi", api), ANA, Console(file=screen, width=40, highlight=False))
    chat.show_news(wait_s=0)
    return chat, api, screen


TWO = (
    message(1, "First story", "Quotes", "Sources"),
    message(2, "Second story", "Quotes", "More"),
    message(3, "Bye"),
)


@pytest.mark.parametrize(
    ("typed", "done"),
    [
        ("/latest", ("say", "Ana", "/latest", None)),
        ("2", ("press", 102, "More", "Ana")),
        ("#1 2", ("press", 101, "Sources", "Ana")),
        ("#1 /summary", ("say", "Ana", "/summary", 101)),
        ("2 ministers?", ("say", "Ana", "2 ministers?", None)),
    ],
)
def test_what_is_typed_becomes_a_message_a_reply_or_a_press(typed: str, done: tuple[Any, ...]) -> None:
    chat, api, _ = seat(*TWO)
    chat.enter(typed)
    assert api.did == [done]


@pytest.mark.parametrize("typed", ["7", "#3 1", "0"])
def test_a_button_that_is_not_there_is_said_so(typed: str) -> None:
    chat, api, screen = seat(*TWO)
    chat.enter(typed)
    assert api.did == []
    assert "no button" in screen.getvalue()


def test_an_edited_message_keeps_its_number_and_says_that_it_was_edited() -> None:
    edited = message(4, "First story, corrected", "Quotes", method="editMessageText")
    old = message(1, "First story", "Quotes")
    changed = Sent(
        **{**{name: getattr(edited, name) for name in Sent.__slots__}, "message_id": old.message_id}
    )
    _, _, screen = seat(old, message(2, "Second"), changed)
    assert "edited · #1" in screen.getvalue()


def test_a_press_by_label_takes_the_newest_message_that_has_it() -> None:
    chat, api, _ = seat(*TWO)
    assert chat.press("quotes")
    assert api.did == [("press", 102, "Quotes", "Ana")]
    assert not chat.press("Timeline")


def test_waiting_for_something_that_never_comes_ends() -> None:
    chat, _, _ = seat(*TWO)
    assert not chat.show_until(bool, timeout=0.2, calm_s=0.05)
