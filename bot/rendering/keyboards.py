"""Rows of buttons under messages. What each carries is read back by `bot.commands.presses`.

In channels a press must not post for everybody, so buttons there are links that open the private chat.
"""

from collections.abc import Sequence
from urllib.parse import quote, urlencode

from bot import callbacks
from bot.messages import Button
from bot.rendering.markup import web_address
from bot.rendering.reader import Reader
from store.views import StoryLink, StoryView

Rows = tuple[tuple[Button, ...], ...]


def reference(story: StoryView) -> str | None:
    """`s12` for a story, `a7` for an article that belongs to none, None when nothing of it is stored."""
    if story.id is not None:
        return f"s{story.id}"
    return f"a{story.article_id}" if story.article_id is not None else None


def deep_link(reader: Reader, payload: str) -> str | None:
    """A link that opens the private chat with `/start payload`."""
    return f"https://t.me/{reader.bot}?start={payload}" if reader.bot else None


def story(view: StoryView, reader: Reader) -> Rows:
    """Quotes · Evidence · Sources, then Original · More."""
    ref = reference(view)
    first: list[Button] = []
    if ref is not None:
        wanted = [("story.quotes", "q"), ("story.evidence", "e"), ("story.sources", "s")]
        if not view.quotes:
            wanted = wanted[1:]
        first = [button for key, action in wanted if (button := _opening(key, action, ref, reader, view))]
    second: list[Button] = []
    if (url := _original(view)) is not None:
        second.append(Button(text=f"{reader.texts.plain('story.original')} ↗", url=url))
    if ref is not None and not reader.channel:
        second.append(Button(text=f"{reader.texts.plain('story.more')} ⋯", data=callbacks.data("m", ref)))
    return tuple(tuple(row) for row in (first, second) if row)


def more(view: StoryView, reader: Reader, *, following: bool = False, muted: bool = False) -> Rows:
    """The second set under a story, in place of the first."""
    ref = reference(view) or ""
    rows: list[tuple[Button, ...]] = []
    if view.id is not None:
        rows.append(
            (
                reader.button("story.timeline", callbacks.data("t", ref)),
                reader.button("story.like", callbacks.data("l", ref)),
            )
        )
        follow = ("story.unfollow", "F") if following else ("story.follow", "f")
        mute = ("story.unmute", "X") if muted else ("story.mute", "x")
        rows.append(tuple(reader.button(key, callbacks.data(action, ref)) for key, action in (follow, mute)))
    last = [reader.button("story.wrong", callbacks.data("w", ref))]
    if (url := share(view, reader)) is not None:
        last.insert(0, Button(text=reader.texts.plain("story.share"), url=url))
    rows.append(tuple(last))
    rows.append((Button(text=f"‹ {reader.texts.plain('story.back')}", data=callbacks.data("b", ref)),))
    return tuple(rows)


def share(view: StoryView, reader: Reader) -> str | None:
    """Telegram's own dialogue for passing a link on; the link opens the story with us."""
    target = deep_link(reader, f"story_{reference(view)}") if reference(view) else None
    if target is None:
        return None
    return "https://t.me/share/url?" + urlencode({"url": target, "text": view.title[:200]}, quote_via=quote)


def pictures(story_id: int, reader: Reader) -> Rows:
    """A timeline as a picture, for light and dark screens."""
    return _light_and_dark(reader, "timeline.picture", "i", f"s{story_id}")


def speakers(reader: Reader) -> Rows:
    """The week's speakers as a picture."""
    return _light_and_dark(reader, "speakers.title", "j")


def _light_and_dark(reader: Reader, key: str, action: str, *args: str) -> Rows:
    if reader.channel:
        return ()
    themes = (("☀️", "light"), ("🌙", "dark"))
    name = reader.texts.plain(key)
    return (
        tuple(
            Button(text=f"{name} {sign}", data=callbacks.data(action, *args, theme)) for sign, theme in themes
        ),
    )


def wrong(view: StoryView, reader: Reader) -> Rows:
    """A button to report a mistake, under quotes and evidence."""
    ref = reference(view)
    if ref is None or reader.channel:
        return ()
    return ((reader.button("story.wrong", callbacks.data("w", ref)),),)


def numbered(stories: Sequence[StoryLink | StoryView], reader: Reader, *, first: int = 1) -> Rows:
    """1 2 3 … to open the stories of a list, up to five in a row."""
    buttons = []
    for number, item in enumerate(stories, start=first):
        if item.id is None:
            continue
        if reader.channel:
            url = deep_link(reader, f"story_s{item.id}")
            if url is not None:
                buttons.append(Button(text=str(number), url=url))
        else:
            buttons.append(Button(text=str(number), data=callbacks.data("o", f"s{item.id}")))
    return tuple(tuple(buttons[start : start + 5]) for start in range(0, len(buttons), 5))


def _opening(key: str, action: str, ref: str, reader: Reader, view: StoryView) -> Button | None:
    text = reader.texts.plain(key)
    if action == "s" and len(view.sources) > 1:
        text = f"{text} · {reader.texts.number(len(view.sources))}"
    if not reader.channel:
        return Button(text=text, data=callbacks.data(action, ref))
    url = deep_link(reader, f"{_PAYLOADS[action]}_{ref}")
    return Button(text=text, url=url) if url is not None else None


_PAYLOADS = {"q": "quotes", "e": "evidence", "s": "sources"}


def _original(view: StoryView) -> str | None:
    urls = [line.url for line in view.lines] + [source.url for source in view.sources]
    return next((url for url in urls if web_address(url)), None)
