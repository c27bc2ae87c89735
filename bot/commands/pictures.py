"""Pictures on request: a story's timeline, the week's speakers. Drawn off the loop, one at a time."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Literal

from bot.commands.desk import Desk, Replies, Visit, tell
from bot.commands.stories import story_number
from bot.messages import Outgoing
from bot.rendering.markup import Html, bold, isolate, join
from bot.rendering.reader import Reader
from bot.texts import Texts
from store.views import Speakers, Timeline

Theme = Literal["light", "dark"]
WEEK = timedelta(days=7)
# Captions hold 1024 units; a headline is far shorter.
_CAPTION = 900


async def timeline(desk: Desk, visit: Visit, ref: str, theme: Theme) -> Replies:
    """A story's timeline."""
    number = story_number(ref)
    found = await desk.library.timeline(number) if number is not None else None
    if found is None:
        return tell(visit, "error.gone")
    title = isolate(found.title[:_CAPTION], visit.texts.direction)
    caption = join([bold(visit.texts.html("timeline.title")), title], " · ")
    return await _drawn(desk, visit, caption, lambda: _timeline(found, visit.reader, theme))


async def speakers(desk: Desk, visit: Visit, theme: Theme) -> Replies:
    """Who was quoted most in the last seven days."""
    found = await desk.library.speakers(desk.now() - WEEK)
    if not found.counts:
        return tell(visit, "speakers.none")
    caption = bold(visit.texts.html("speakers.title"))
    return await _drawn(desk, visit, caption, lambda: _speakers(found, visit.texts, theme))


async def _drawn(desk: Desk, visit: Visit, caption: Html, draw: Callable[[], bytes | None]) -> Replies:
    # matplotlib is not for several threads at once.
    async with desk.drawing:
        picture = await desk.threads.store(draw)
    if picture is None:
        return tell(visit, "timeline.no_picture")
    words = join([caption, visit.texts.html("error.no_pictures")], "\n\n")
    return (Outgoing(html=caption, picture=picture, words=words),)


def _timeline(found: Timeline, reader: Reader, theme: Theme) -> bytes | None:
    """None when a script is one that we can't draw."""
    from bot import charts

    def dated(moment: datetime) -> str:
        # With its day even today: a picture is sent on and looked at later.
        local = reader.local(moment)
        return f"{reader.day(local.date())}{reader.texts.comma}{local:%H:%M}"

    shown = (words for entry in found.entries for words in (entry.text, entry.outlet, dated(entry.at)))
    if not _drawable([found.title, *shown]):
        return None
    return charts.timeline(found.title, found.entries, when=dated, theme=theme)


def _speakers(found: Speakers, texts: Texts, theme: Theme) -> bytes | None:
    from bot import charts

    title, together = texts.plain("speakers.title"), texts.plain("speakers.together")
    subtitle = texts.plain("speakers.subtitle")
    if not _drawable([title, together, subtitle, *(name for name, _ in found.counts)]):
        return None
    return charts.speakers(
        title, found.counts, found.pairs, subtitle=subtitle, pairs_title=together, theme=theme
    )


def _drawable(texts: Sequence[str]) -> bool:
    from bot import charts

    return all(charts.can_draw(text) for text in texts)
