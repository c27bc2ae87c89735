"""What owners see: how the bot is doing, its sources, what a new one would bring, what readers reported."""

from collections.abc import Sequence

from bot import callbacks
from bot.messages import Outgoing
from bot.rendering import lists
from bot.rendering.markup import Html, blockquote, bold, isolate, italic, join, link
from bot.rendering.reader import Reader
from store.reports import Report
from store.views import SourceHealth, SourcePreview, StatusView


def status(view: StatusView, reader: Reader) -> tuple[Outgoing, ...]:
    """One line a fact; what is empty is left out."""
    texts = reader.texts
    lines = [
        texts.html("owner.running", when=reader.moment(view.started)),
        texts.html("owner.sources", count=view.sources, failing=texts.number(len(view.failing))),
        texts.html("owner.last_pull", when=reader.moment(view.last_pull)) if view.last_pull else "",
        texts.html(
            "owner.today",
            articles=texts.plain("briefing.articles", count=view.articles_today),
            stories=texts.plain("briefing.stories", count=view.stories_today),
        ),
        texts.html("owner.reading", count=view.waiting_articles),
        join([texts.html("owner.queue", count=view.queue), _oldest(view, reader)], ", "),
        texts.html("owner.chats", count=view.chats),
        texts.html("owner.reports", count=view.reports) if view.reports else "",
        texts.html("owner.engine", engine=view.engine) if view.engine else "",
        texts.html("owner.version", version=view.version) if view.version else "",
    ]
    blocks = [
        bold(texts.html("owner.status")),
        join(lines, "\n"),
        *(_health(item, reader) for item in view.failing),
    ]
    return lists.messages(blocks)


def sources(found: Sequence[SourceHealth], reader: Reader) -> tuple[Outgoing, ...]:
    """Sources by region; failing ones say why."""
    if not found:
        return (Outgoing(html=reader.texts.html("owner.sources", count=0, failing="0")),)
    regions: dict[str, list[SourceHealth]] = {}
    for item in found:
        regions.setdefault(item.region, []).append(item)
    blocks = [
        join([bold(region), *(_health(item, reader) for item in group)], "\n")
        for region, group in regions.items()
    ]
    if not any(item.failures for item in found):
        blocks.insert(0, reader.texts.html("owner.healthy"))
    return lists.messages(blocks)


def preview(found: SourcePreview, reader: Reader, *, mark: str) -> Outgoing:
    """Titles that a source would bring, and the question whether to keep it."""
    titles = (Html(f"• {join([isolate(title, reader.texts.direction)])}") for title in found.titles[:5])
    blocks = [bold(link(found.name, found.url)), join([reader.texts.html("owner.preview"), *titles], "\n")]
    buttons = (
        (
            reader.button("owner.save", callbacks.data("v", "add", mark)),
            reader.button("owner.cancel", callbacks.data("v", "cancel", mark)),
        ),
    )
    return Outgoing(html=join(blocks, "\n\n"), buttons=buttons)


def report(found: Report, reader: Reader) -> Html:
    """The words a reader saw beside the words of the article."""
    texts = reader.texts
    where = f"#{found.story_id}" if found.story_id is not None else ""
    title = join(
        [texts.html("report.alert"), where, reader.moment(found.created_at) if found.created_at else ""],
        " · ",
    )
    parts = [title, texts.html("report.shown"), blockquote(found.shown[:_SHOWN])]
    if found.evidence:
        parts += [texts.html("report.rests_on"), blockquote(found.evidence[:_SHOWN], expandable=True)]
    return join(parts, "\n")


# Both together stay within one message; the row keeps the whole.
_SHOWN = 1500


def _oldest(view: StatusView, reader: Reader) -> Html:
    if view.oldest_queued is None:
        return Html("")
    return reader.texts.html("owner.oldest", when=reader.moment(view.oldest_queued))


def _health(item: SourceHealth, reader: Reader) -> Html:
    mark = "✓" if not item.failures and item.enabled else "✕" if item.enabled else "–"
    name = link(isolate(item.name, reader.texts.direction), item.url)
    details = [reader.texts.html("owner.a_week", count=round(item.weekly))] if item.weekly else []
    if item.failures:
        details.append(reader.texts.html("owner.failures", count=item.failures))
    line = join([f"{mark} ", name, *(Html(f" · {detail}") for detail in details)])
    return join([line, italic(item.error)], "\n") if item.error and item.failures else line
