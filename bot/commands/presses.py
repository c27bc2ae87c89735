"""What each button does. Actions are one letter, to leave a button's 64 bytes to its arguments.

What comes back may be forged, so arguments are checked like typed words before they are stored.

A press that opens something is answered at once and the message follows; one that changes a setting says so in the
answer itself and edits the message it is under.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Literal

from bot.callbacks import Press
from bot.commands import archive, begin, follow, pictures, report, schedule, settings, stories
from bot.commands.desk import Desk, Replies, Visit
from bot.commands.library import KNOWN_KINDS, KnownKind
from bot.commands.owner import OwnerCommands
from bot.commands.pressed import Pressed
from bot.messages import Outgoing
from bot.rendering import keyboards
from bot.rendering import settings as drawing
from bot.texts import LANGUAGES
from bot.words import following, moments, zones
from store.follows import LIMIT, Follow
from store.weekdays import EVERY_DAY

Action = Callable[[Desk, Visit, Press], Awaitable[Pressed]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """An action, who may press, and whether the answer waits for what comes of it."""

    act: Action
    may: Literal["anyone", "admins", "owner"] = "anyone"
    says: bool = False
    """The pop-up tells what was done; otherwise the press is answered before the work."""


def _opening(opener: Callable[[Desk, Visit, str], Awaitable[Replies]]) -> Action:
    """A new message in reply to the one pressed, which stays as it is."""

    async def act(desk: Desk, visit: Visit, press: Press) -> Pressed:
        return Pressed(messages=await opener(desk, visit, press.arg(0)))

    return act


async def _timeline_picture(desk: Desk, visit: Visit, press: Press) -> Pressed:
    return Pressed(messages=await pictures.timeline(desk, visit, press.arg(0), _theme(press.arg(1))))


async def _speakers_picture(desk: Desk, visit: Visit, press: Press) -> Pressed:
    return Pressed(messages=await pictures.speakers(desk, visit, _theme(press.arg(0))))


def _theme(word: str) -> pictures.Theme:
    return "dark" if word == "dark" else "light"


async def _page(desk: Desk, visit: Visit, press: Press) -> Pressed:
    found = await stories.page(desk, visit, offset=max(0, press.int_arg(0)), country=press.arg(1))
    return Pressed(messages=found)


async def _said(desk: Desk, visit: Visit, press: Press) -> Pressed:
    asked = replace(visit, request=replace(visit.request, words=press.arg(0)))
    return Pressed(messages=await archive.said(desk, asked))


async def _more(desk: Desk, visit: Visit, press: Press) -> Pressed:
    """The second set of buttons, with what is followed or muted as it is here."""
    story = await stories.by_reference(desk, press.arg(0))
    if story is None:
        return Pressed(messages=_gone(visit))
    mine = await _story_follow(desk, visit, press.arg(0))
    rows = keyboards.more(
        story,
        visit.reader,
        following=mine is not None and not mine.muted,
        muted=mine is not None and mine.muted,
    )
    return Pressed(keyboard=rows)


async def _back(desk: Desk, visit: Visit, press: Press) -> Pressed:
    story = await stories.by_reference(desk, press.arg(0))
    return (
        Pressed(messages=_gone(visit))
        if story is None
        else Pressed(keyboard=keyboards.story(story, visit.reader))
    )


def _keeping(*, muted: bool, on: bool) -> Action:
    """Follow or mute one story, or undo it."""

    async def act(desk: Desk, visit: Visit, press: Press) -> Pressed:
        story = await stories.by_reference(desk, press.arg(0))
        if story is None or story.id is None:
            return Pressed(toast=visit.texts.plain("error.gone"))
        mine = await desk.ensure(visit)
        known = await _story_follow(desk, visit, press.arg(0))
        if on:
            wanted = Follow(kind="story", value=str(story.id), label=story.title[:200], muted=muted)
            if await desk.threads.store(desk.follows.add, mine.id, wanted) == "full":
                return Pressed(toast=visit.texts.plain("follow.too_many", count=LIMIT))
        elif known is not None and known.id is not None:
            await desk.threads.store(desk.follows.remove, mine.id, known.id)
        key = {
            (False, True): "followed",
            (False, False): "unfollowed",
            (True, True): "muted",
            (True, False): "unmuted",
        }
        rows = keyboards.more(story, visit.reader, following=on and not muted, muted=on and muted)
        said = key[(muted, on)]
        if said == "followed" and not (mine.active and mine.pushes and not mine.paused):
            said = "followed_off"
        return Pressed(toast=visit.texts.plain(f"story.{said}"), keyboard=rows)

    return act


async def _story_follow(desk: Desk, visit: Visit, ref: str) -> Follow | None:
    if visit.subscription is None:
        return None
    known = await desk.threads.store(desk.follows.of, visit.subscription.id)
    return next((item for item in known if item.kind == "story" and item.value == ref[1:]), None)


def _by_first(actions: dict[str, Action]) -> Action:
    """Several actions under one letter, told apart by their first argument."""

    async def act(desk: Desk, visit: Visit, press: Press) -> Pressed:
        chosen = actions.get(press.arg(0))
        return await chosen(desk, visit, press) if chosen else Pressed(messages=_stale(visit))

    return act


async def _follow_menu(_: Desk, visit: Visit, __: Press) -> Pressed:
    return Pressed(messages=(follow.menu(visit, edit=visit.request.message_id),))


async def _follow_list(desk: Desk, visit: Visit, press: Press) -> Pressed:
    page, here = press.int_arg(1), visit.request.message_id
    return Pressed(messages=(await follow.listing(desk, visit, page=page, edit=here),))


async def _follow_choices(desk: Desk, visit: Visit, press: Press) -> Pressed:
    page, here = press.int_arg(1), visit.request.message_id
    return Pressed(messages=(await follow.choices(desk, visit, press.arg(0), page=page, edit=here),))


async def _follow_toggle(desk: Desk, visit: Visit, press: Press) -> Pressed:
    kind, value, page = press.arg(1), press.arg(2), press.int_arg(3)
    if kind not in follow.OFFERED:
        return Pressed(toast=visit.texts.plain("error.stale"))
    said = await follow.toggle(desk, visit, kind, value, on=press.arg(0) == "on")
    changed = await desk.visit(visit.request)
    again = await follow.choices(desk, changed, kind, page=page, edit=visit.request.message_id)
    return Pressed(messages=(again,), toast=said or visit.texts.plain("error.stale"))


async def _removed(desk: Desk, visit: Visit, press: Press) -> Pressed:
    mine = visit.subscription
    toast = visit.texts.plain("follow.cleared")
    if press.arg(0) == "clear" and mine is not None:
        await desk.threads.store(desk.follows.clear, mine.id)
    elif mine is not None:
        gone = await desk.threads.store(desk.follows.remove, mine.id, press.int_arg(1))
        name = following.label(gone, visit.reader) if gone else ""
        toast = visit.texts.plain("follow.removed", name=name) if gone else visit.texts.plain("error.stale")
    again = await follow.listing(desk, visit, page=0, edit=visit.request.message_id)
    return Pressed(messages=(again,), toast=toast)


async def _chosen(desk: Desk, visit: Visit, press: Press) -> Pressed:
    """The answer to "what do you mean": a name of the archive, or just the words."""
    if press.arg(0) == "words":
        wanted = following.by_words(press.arg(1))
    else:
        kind: KnownKind = next((kind for kind in KNOWN_KINDS if kind == press.arg(1)), "person")
        known = await desk.library.known(kind, press.arg(2), 1)
        wanted = following.named(kind, known[0].label if known else press.arg(2))
    return Pressed(messages=_edited(visit, await follow.add(desk, visit, wanted)))


async def _open_follow(_: Desk, visit: Visit, __: Press) -> Pressed:
    return Pressed(messages=(follow.menu(visit),))


async def _open_briefing(_: Desk, visit: Visit, __: Press) -> Pressed:
    return Pressed(messages=(schedule.briefing_menu(visit),))


async def _open_quiet(_: Desk, visit: Visit, __: Press) -> Pressed:
    return Pressed(messages=(schedule.quiet_menu(visit),))


async def _open_language(_: Desk, visit: Visit, __: Press) -> Pressed:
    return Pressed(messages=(drawing.languages(visit.reader),))


async def _open_zone(desk: Desk, visit: Visit, _: Press) -> Pressed:
    return Pressed(messages=await schedule.timezone(desk, visit))


async def _open_settings(desk: Desk, visit: Visit, _: Press) -> Pressed:
    return Pressed(messages=await settings.settings(desk, visit))


async def _close_settings(_: Desk, visit: Visit, __: Press) -> Pressed:
    closed = Outgoing(html=visit.texts.html("settings.closed"), edit=visit.request.message_id)
    return Pressed(messages=(closed,))


async def _language(desk: Desk, visit: Visit, press: Press) -> Pressed:
    code = press.arg(1) if press.arg(1) in LANGUAGES else visit.texts.language
    return Pressed(messages=_edited(visit, await settings.set_language(desk, visit, code)))


async def _setting(desk: Desk, visit: Visit, press: Press) -> Pressed:
    """Turn one setting and draw them all again in the same message."""
    what = press.arg(0)
    if what == "on":
        await begin.start(desk, visit)
    elif what == "off":
        await begin.stop(desk, visit)
    else:
        await settings.toggle(desk, visit, what)
    changed = await desk.visit(visit.request)
    return Pressed(messages=(await settings.drawn(desk, changed, edit=visit.request.message_id),))


async def _briefing(desk: Desk, visit: Visit, press: Press) -> Pressed:
    what = press.arg(0)
    if what == "now":
        return Pressed(messages=await schedule.briefing_now(desk, visit))
    time = moments.clock(_with_colon(press.arg(1)))
    if what in {"set", "at"} and time is None:
        return Pressed(messages=_stale(visit))
    times = (time,) if time and what != "off" else ()
    # "Daily briefing at 07:30" says which days; a time of the menu does not.
    said = await schedule.set_briefings(desk, visit, times, weekdays=None if what == "at" else EVERY_DAY)
    return Pressed(messages=said)


async def _zone(desk: Desk, visit: Visit, press: Press) -> Pressed:
    if not zones.known(press.arg(0)):
        return Pressed(messages=_stale(visit))
    return Pressed(messages=_edited(visit, await schedule.set_zone(desk, visit, press.arg(0))))


async def _quiet(desk: Desk, visit: Visit, press: Press) -> Pressed:
    start, _, end = press.arg(0).partition("-")
    span = moments.span(f"{_with_colon(start)}-{_with_colon(end)}")
    if span is None and press.arg(0) != "off":
        return Pressed(messages=_stale(visit))
    return Pressed(messages=_edited(visit, await schedule.set_quiet(desk, visit, span)))


async def _mute(desk: Desk, visit: Visit, press: Press) -> Pressed:
    length = moments.length(press.arg(0))
    if length is None:
        return Pressed(messages=_stale(visit))
    return Pressed(messages=_edited(visit, await schedule.mute_until(desk, visit, desk.now() + length)))


def _with_colon(digits: str) -> str:
    """0730 → 07:30; a colon separates arguments in a button's data."""
    return f"{digits[:2]}:{digits[2:]}"


def _edited(visit: Visit, messages: Replies) -> Replies:
    """The first message in place of the one pressed: its buttons have done their work."""
    return tuple(replace(m, edit=visit.request.message_id) if i == 0 else m for i, m in enumerate(messages))


def _gone(visit: Visit) -> Replies:
    return (Outgoing(html=visit.texts.html("error.gone")),)


def _stale(visit: Visit) -> Replies:
    return (Outgoing(html=visit.texts.html("error.stale")),)


_FOLLOWING: dict[str, Action] = {
    "menu": _follow_menu,
    "list": _follow_list,
    "on": _follow_toggle,
    "off": _follow_toggle,
    "del": _removed,
    "clear": _removed,
    "name": _chosen,
    "words": _chosen,
    **dict.fromkeys(follow.OFFERED, _follow_choices),
}
_SETTINGS: dict[str, Action] = {
    "open": _open_settings,
    "close": _close_settings,
    "follow": _open_follow,
    "briefing": _open_briefing,
    "quiet": _open_quiet,
    "zone": _open_zone,
    "language": _open_language,
    "lang": _language,
    **dict.fromkeys(("on", "off", "resume", *settings.TURNED), _setting),
}


def table(owner: OwnerCommands) -> dict[str, Button]:
    """Every action by its letter."""

    async def confirm(desk: Desk, visit: Visit, press: Press) -> Pressed:
        return Pressed(
            messages=_edited(visit, await owner.confirmed(desk, visit, press.arg(0), press.arg(1)))
        )

    return {
        "o": Button(act=_opening(stories.opened)),
        "q": Button(act=_opening(stories.quotes_of)),
        "e": Button(act=_opening(stories.evidence_of)),
        "s": Button(act=_opening(stories.sources_of)),
        "t": Button(act=_opening(stories.timeline_of)),
        "l": Button(act=_opening(stories.like)),
        "i": Button(act=_timeline_picture),
        "j": Button(act=_speakers_picture),
        "n": Button(act=_page),
        "d": Button(act=_said),
        "m": Button(act=_more),
        "b": Button(act=_back),
        "w": Button(act=report.choose),
        "k": Button(act=report.kept, says=True),
        "f": Button(act=_keeping(muted=False, on=True), may="admins", says=True),
        "F": Button(act=_keeping(muted=False, on=False), may="admins", says=True),
        "x": Button(act=_keeping(muted=True, on=True), may="admins", says=True),
        "X": Button(act=_keeping(muted=True, on=False), may="admins", says=True),
        "y": Button(act=_by_first(_FOLLOWING), may="admins", says=True),
        "c": Button(act=_by_first(_SETTINGS), may="admins"),
        "g": Button(act=_briefing, may="admins"),
        "z": Button(act=_zone, may="admins"),
        "h": Button(act=_quiet, may="admins"),
        "u": Button(act=_mute, may="admins"),
        "v": Button(act=confirm, may="owner"),
        "r": Button(act=report.seen, may="owner"),
    }
