"""A story as people see it: the message that is pushed, and what its buttons open.

Draws `StoryView`s; knows neither where they come from nor when they are sent.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.messages import Outgoing
from bot.rendering import keyboards
from bot.rendering.lines import (
    ARROW,
    meta,
    not_told,
    note,
    outlet_link,
    paragraph,
    quotation,
    quotations,
    quoted,
    sentence,
)
from bot.rendering.markup import Html, blockquote, bold, escape, isolate, join, link, to_passage
from bot.rendering.packing import LIMIT, fits, pack, split
from bot.rendering.reader import Reader
from store.views import ConflictView, LineView, QuoteView, SideView, SourceView, StoryView, Timeline

# How many quotes go out with the first message, by length; the Quotes button has them all.
_QUOTES = {"short": 0, "normal": 2, "long": 3}
# Sources named in the line under a story; the Sources button has them all.
_NAMED = 3


def push(
    story: StoryView,
    reader: Reader,
    *,
    reply_to: int | None = None,
    corrected: datetime | None = None,
    quote_gone: bool = False,
) -> Outgoing:
    """The message a story is told in. An update is sent in reply to the first one; a correction edits it."""
    head = [_headline(story, reader), *_notes(story, reader, corrected, quote_gone), *_telling(story, reader)]
    untold = not_told(story.quotes, _told(story, reader))
    quotes = quotations(untold[: _QUOTES[reader.length]], reader)
    tail = [*(_conflict(conflict, reader) for conflict in story.conflicts[:2]), _published(story, reader)]
    return Outgoing(
        html=_one_message(head, quotes, tail),
        buttons=keyboards.story(story, reader),
        reply_to=reply_to,
        preview_url=_first_url(story) if reader.previews else None,
    )


def _one_message(head: list[Html], quotes: list[Html], tail: list[Html]) -> Html:
    """A push is one message. Quotes too long for it wait behind their button; the source line never goes."""
    for kept in range(len(quotes), -1, -1):
        blocks = [block for block in (*head, *quotes[:kept], *tail) if block]
        if fits(blocks):
            return join(blocks, "\n\n")
    # Only a headline of several thousand characters gets here, which no newspaper writes.
    return join([split(join(head, "\n\n"), LIMIT // 2)[0], *(block for block in tail[-1:] if block)], "…\n\n")


def withdrawn(story: StoryView, reader: Reader) -> Outgoing:
    """What replaces a story whose article was taken back: the headline, and that it no longer stands."""
    outlet = story.sources[0].outlet if story.sources else ""
    struck = Html(f"<s>{escape(story.title)}</s>")
    return Outgoing(html=join([struck, reader.texts.html("story.withdrawn", outlet=outlet)], "\n\n"))


def quotes(story: StoryView, found: Sequence[QuoteView], reader: Reader) -> tuple[Outgoing, ...]:
    """All whole quotes of a story, each with its link. A word in quotation marks says little without its sentence."""
    whole = [quote for quote in found if quote.kind in {"direct", "unmarked"}]
    if not whole:
        return (Outgoing(html=reader.texts.html("quotes.none")),)
    title = _titled("quotes.title", story.title, reader)
    blocks = [title, *(quotation(quote, reader, linked=True) for quote in whole)]
    return _messages(blocks, buttons=keyboards.wrong(story, reader), separator="\n")


def evidence(story: StoryView, reader: Reader) -> tuple[Outgoing, ...]:
    """Every sentence of the message beside the sentences of the article it rests on; then those of the other lengths."""
    shown = _shown(story, reader)
    told = {line.text for line in shown}
    rest = [line for line in _all_lines(story) if line.text not in told]
    blocks = [join([_titled("evidence.title", story.title, reader), note("evidence.intro", reader)], "\n")]
    blocks += [_evidence(line, reader) for line in shown]
    if rest:
        key = "evidence.short" if _is_long(story, reader) else "evidence.long"
        blocks += [note(key, reader), *(_evidence(line, reader) for line in rest)]
    if not any(line.evidence for line in (*shown, *rest)):
        blocks = [_titled("evidence.title", story.title, reader), reader.texts.html("evidence.none")]
    return _messages(blocks, buttons=keyboards.wrong(story, reader))


def sources(story: StoryView, reader: Reader) -> tuple[Outgoing, ...]:
    """All outlets with links and times, newest first."""
    blocks = [_titled("sources.title", story.title, reader)]
    return _messages([*blocks, *(_source(source, reader) for source in story.sources)], separator="\n\n")


def timeline(found: Timeline, reader: Reader) -> tuple[Outgoing, ...]:
    """A story's developments, oldest first."""
    if len(found.entries) < 2:  # noqa: PLR2004 - one entry is no development
        return (Outgoing(html=reader.texts.html("timeline.none", title=found.title)),)
    blocks = [_titled("timeline.title", found.title, reader)]
    for entry in found.entries:
        outlet = outlet_link(entry.outlet, to_passage(entry.url, entry.text), reader)
        blocks.append(join([meta([bold(reader.moment(entry.at)), outlet], reader), entry.text], "\n"))
    return _messages(blocks, buttons=keyboards.pictures(found.story_id, reader))


def _headline(story: StoryView, reader: Reader) -> Html:
    if not story.is_update:
        return bold(story.title)
    return join([Html(f"🔄 {reader.texts.html('story.update')}"), bold(story.title)], "\n")


def _notes(story: StoryView, reader: Reader, corrected: datetime | None, quote_gone: bool) -> list[Html]:
    found = []
    if corrected is not None:
        found.append(Html(f"✏️ {reader.texts.html('story.corrected', when=reader.moment(corrected))}"))
    if quote_gone:
        found.append(note("story.quote_gone", reader))
    if story.kind in {"opinion", "interview"}:
        found.append(note(f"story.{story.kind}", reader))
    if story.summary_only:
        found.append(note("story.summary_only", reader))
    if story.lead_only:  # last: it ends in a colon
        found.append(note("story.lead_only", reader))
    return found


def _telling(story: StoryView, reader: Reader) -> list[Html]:
    """Short: the first sentence. Normal: the push. Long: the bullets when there are some."""
    if _is_long(story, reader):
        marks = footnotes(story, story.bullets)
        return [
            join(
                (
                    Html(f"• {sentence(line, mark=mark)}")
                    for line, mark in zip(story.bullets, marks, strict=True)
                ),
                "\n",
            )
        ]
    lines = _told(story, reader)
    return [paragraph(lines, footnotes(story, lines))] if lines else []


def _told(story: StoryView, reader: Reader) -> tuple[LineView, ...]:
    """The lines of the pushed message."""
    return story.lines[:1] if reader.length == "short" else _shown(story, reader)


def _is_long(story: StoryView, reader: Reader) -> bool:
    return reader.length == "long" and bool(story.bullets)


def _shown(story: StoryView, reader: Reader) -> tuple[LineView, ...]:
    """What the message says of the story; who keeps pushes short sees all lines once the story is opened."""
    return story.bullets if _is_long(story, reader) else story.lines


def footnotes(story: StoryView, lines: Sequence[LineView]) -> list[str]:
    """An arrow a sentence when there is one source; numbers of the source line when there are several."""
    order = _cited(story)
    if len(order) < 2:  # noqa: PLR2004 - one source needs no number
        return [ARROW] * len(lines)
    return [f"[{order.index(line.url) + 1}]" if line.url in order else ARROW for line in lines]


def _cited(story: StoryView) -> list[str]:
    """Addresses in the order of first citation."""
    return list(dict.fromkeys(line.url for line in (*story.lines, *story.bullets)))


def _published(story: StoryView, reader: Reader) -> Html:
    """Outlet, time and link of what was cited; then how many outlets more."""
    order = _cited(story)
    known = {source.url: source for source in story.sources}
    cited = [known[url] for url in order if url in known] or list(story.sources[:1])
    named = cited[:_NAMED]
    several = len(order) > 1
    parts: list[str] = []
    for source in named:
        number = f"[{order.index(source.url) + 1}] " if several and source.url in order else ""
        parts.append(Html(f"{number}{_outlet(source, reader)}"))
    more = len({source.outlet for source in story.sources} - {source.outlet for source in named})
    if more:
        parts.append(reader.texts.html("story.others", count=more))
    return meta(parts, reader)


def _outlet(source: SourceView, reader: Reader) -> Html:
    outlet = outlet_link(source.outlet, source.url, reader)
    return join([outlet, reader.moment(source.published) if source.published else ""], " ")


def _conflict(conflict: ConflictView, reader: Reader) -> Html:
    title = Html(f"⚖️ {bold(reader.texts.html('story.differ'))}")
    if conflict.kind == "statement":
        return join([title, *(_statement(side, reader) for side in conflict.sides)], "\n")
    sides = [
        Html(
            f"{escape(side.claim)} ({outlet_link(side.outlet, to_passage(side.url, side.evidence or side.claim), reader)})"
        )
        for side in conflict.sides
    ]
    return join([join([title, conflict.about], " · "), join(sides, " / ")], "\n")


def _statement(side: SideView, reader: Reader) -> Html:
    """The outlet's sentence, or somebody's words in marks: each whole, so that nobody's point is bent."""
    words = quoted(side.claim, side.language) if side.speaker else side.claim
    outlet = outlet_link(side.outlet, to_passage(side.url, side.claim), reader)
    speaker = isolate(side.speaker, reader.texts.direction) if side.speaker else ""
    return blockquote(join([words, Html(f"— {join([speaker, outlet], ' · ')}")], "\n"))


def _evidence(line: LineView, reader: Reader) -> Html:
    origin = outlet_link(line.outlet, to_passage(line.url, _first(line.evidence, line.text)), reader)
    when = reader.moment(line.published) if line.published else ""
    label = meta(
        [join([_HOW[line.how], reader.texts.html(f"evidence.{line.how}")], " "), join([origin, when], " ")],
        reader,
    )
    body = blockquote(join(line.evidence, "\n"), expandable=sum(map(len, line.evidence)) > _FOLD_EVIDENCE)
    # A copied sentence is its own evidence: said once, not twice.
    shown = [] if line.how == "copied" and len(line.evidence) == 1 else [bold(line.text)]
    return join([*shown, *([body] if line.evidence else [line.text]), label], "\n")


_HOW = {"copied": "✓", "shortened": "✂︎", "rewritten": "✎"}
# About six lines on a phone.
_FOLD_EVIDENCE = 400


def _source(source: SourceView, reader: Reader) -> Html:
    details = [source.outlet, reader.moment(source.published) if source.published else ""]
    if source.language and source.language != reader.texts.language:
        details.append(source.language.upper())
    if source.wire_copy:
        details.append(reader.texts.html("story.wire"))
    shown = [isolate(detail, reader.texts.direction) for detail in details if detail]
    return join([link(source.title or source.outlet, source.url), meta(shown, reader)], "\n")


def _titled(key: str, title: str, reader: Reader) -> Html:
    label = reader.texts.html(key)
    return join([bold(label), isolate(title, reader.texts.direction)], " · ")


def _all_lines(story: StoryView) -> list[LineView]:
    seen: dict[str, LineView] = {}
    for line in (*story.lines, *story.bullets):
        seen.setdefault(line.text, line)
    return list(seen.values())


def _first(texts: Iterable[str], default: str) -> str:
    return next(iter(texts), default)


def _first_url(story: StoryView) -> str | None:
    cited = _cited(story)
    return cited[0] if cited else next((source.url for source in story.sources), None)


def _messages(
    blocks: Sequence[Html], *, buttons: keyboards.Rows = (), separator: str = "\n\n"
) -> tuple[Outgoing, ...]:
    """As many messages as it takes; the buttons under the last."""
    parts = pack(blocks, separator=separator)
    last = len(parts) - 1
    return tuple(
        Outgoing(html=part, buttons=buttons if index == last else ()) for index, part in enumerate(parts)
    )
