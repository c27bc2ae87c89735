"""/settings and /language: one message whose buttons change it."""

from bot.commands.desk import Desk, Replies, Visit, tell
from bot.messages import Outgoing
from bot.rendering import settings as drawing
from bot.texts import LANGUAGES, texts
from store.follows import fold
from store.subscriptions import Subscription

TURNED = ("pushes", "previews", "length")
"""Settings that one tap turns to their next value."""
LENGTHS = ("short", "normal", "long")


async def settings(desk: Desk, visit: Visit) -> Replies:
    """/settings"""
    return (await drawn(desk, visit),)


async def drawn(desk: Desk, visit: Visit, *, edit: int | None = None) -> Outgoing:
    """The settings of this place as they are now."""
    mine = await desk.ensure(visit)
    followed = await desk.threads.store(desk.follows.of, mine.id)
    return drawing.settings(
        mine,
        desk.reader(visit.request, mine),
        times=await desk.briefings.times(mine.id),
        weekdays=await desk.briefings.weekdays(mine.id),
        following=sum(not item.muted for item in followed),
        edit=edit,
    )


async def language(desk: Desk, visit: Visit) -> Replies:
    """/language [code or name]"""
    if not visit.words:
        return (drawing.languages(visit.reader),)
    wanted = fold(visit.words)
    known = {fold(name): code for code, name in drawing.LANGUAGE_NAMES.items()}
    # As each of our languages calls each: "arabe" is asked for in a French sentence, "Arabic" by whoever shares the chat.
    known |= {
        fold(texts(one).locale.languages.get(code, code)): code for one in LANGUAGES for code in LANGUAGES
    }
    code = wanted if wanted in LANGUAGES else known.get(wanted)
    if code is None:
        names = visit.texts.comma.join(drawing.LANGUAGE_NAMES.values())
        return tell(visit, "settings.language_bad", words=visit.words, names=names)
    return await set_language(desk, visit, code)


async def set_language(desk: Desk, visit: Visit, code: str) -> Replies:
    """The bot speaks this language here; it says so in it."""
    mine = await desk.ensure(visit)
    await change(desk, mine, language=code)
    return tell(await desk.visit(visit.request), "settings.language_set")


async def change(desk: Desk, mine: Subscription, **values: object) -> None:
    """Write settings."""
    await desk.threads.store(desk.subscriptions.change, mine.id, **values)


async def toggle(desk: Desk, visit: Visit, what: str) -> None:
    """Turn a setting to its next value."""
    mine = await desk.ensure(visit)
    following: dict[str, dict[str, object]] = {
        "pushes": {"pushes": not mine.pushes},
        "previews": {"previews": not mine.previews},
        "length": {"length": LENGTHS[(LENGTHS.index(mine.length) + 1) % len(LENGTHS)]},
        "resume": {"paused": False, "muted_until": None},
    }
    await change(desk, mine, **following[what])
