"""Several things in one message: newest stories, what a search found, who said what, what is coming up.

Every list is complete: what does not fit goes into a second message or behind a button, never away.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from bot import callbacks
from bot.messages import Outgoing
from bot.rendering import keyboards
from bot.rendering.lines import comma_after, meta, outlet_link, quotation, quoted, sentence
from bot.rendering.markup import Html, blockquote, bold, isolate, join, to_passage
from bot.rendering.packing import pack
from bot.rendering.reader import Reader
from store.views import AgendaItem, Answer, LineView, QuoteView, Said, StoryLink, StoryView, WordingChange


def latest(
    stories: Sequence[StoryView], title: Html, reader: Reader, *, first: int = 1, next_page: str | None = None
) -> tuple[Outgoing, ...]:
    """Numbered stories with their first sentence; a button opens each, and one more the next page."""
    blocks = [
        bold(title),
        *(item(story, reader, number) for number, story in enumerate(stories, start=first)),
    ]
    buttons = keyboards.numbered(stories, reader, first=first)
    if next_page is not None and not reader.channel:
        buttons = (*buttons, (reader.button("latest.more", next_page),))
    return messages(blocks, buttons=buttons)


def item(story: StoryView, reader: Reader, number: int | None = None) -> Html:
    """A story in a list: headline, first sentence, outlet and time."""
    prefix = f"{number}. " if number is not None else ""
    told = story.lines[: 0 if reader.length == "short" else 1]
    paragraphs: list[Html] = [bold(join([prefix, isolate(story.title, reader.texts.direction)]))]
    if told:
        paragraphs.append(join((sentence(line) for line in told), " "))
    paragraphs.append(origin(story, reader))
    return join(paragraphs, "\n")


def origin(story: StoryView, reader: Reader) -> Html:
    """The newest outlet with its link and time, then how many more."""
    if not story.sources:
        return Html("")
    source = story.sources[0]
    outlet = outlet_link(source.outlet, source.url, reader)
    when = reader.moment(source.published or story.updated)
    more = len({source.outlet for source in story.sources}) - 1
    return meta(
        [join([outlet, when], " "), reader.texts.html("story.others", count=more) if more else ""], reader
    )


def links(title: Html, found: Sequence[StoryLink], reader: Reader) -> tuple[Outgoing, ...]:
    """What a search found, or what is like a story."""
    blocks = [bold(title)]
    blocks += [_link(hit, reader, number) for number, hit in enumerate(found, start=1)]
    return messages(blocks, buttons=keyboards.numbered(found, reader))


def _link(hit: StoryLink, reader: Reader, number: int) -> Html:
    outlets = reader.texts.html("story.outlets", count=hit.outlets) if hit.outlets > 1 else hit.outlet
    shown = isolate(outlets, reader.texts.direction)
    title = bold(join([f"{number}. ", isolate(hit.title, reader.texts.direction)]))
    return join([title, hit.snippet, meta([shown, reader.moment(hit.published)], reader)], "\n")


def said(
    found: Said, reader: Reader, *, about: str = "", since: date | None = None, until: date | None = None
) -> tuple[Outgoing, ...]:
    """One person's words, newest first, each with date, outlet and link; changed wording side by side."""
    texts = reader.texts
    who = comma_after(found.name).join(part for part in (found.name, found.role) if part)
    title = bold(texts.html("said.title", name=who))
    limits = [texts.html("said.about", words=about)] if about else []
    limits += [texts.html("said.since", date=reader.day(since))] if since else []
    limits += [texts.html("said.until", date=reader.day(until))] if until else []
    # What stands side by side is not said once more in the list.
    beside = [quote for change in found.changes for quote in (change.earlier, change.later)]
    blocks = [meta([title, join(limits, texts.comma)], reader)]
    blocks += [_change(change, reader) for change in found.changes]
    blocks += [_words(quote, reader) for quote in found.quotes if quote not in beside]
    return messages(blocks)


def _words(quote: QuoteView, reader: Reader) -> Html:
    when = reader.day(reader.local(quote.said_at).date()) if quote.said_at else ""
    outlet = outlet_link(quote.outlet, to_passage(quote.url, quote.text), reader)
    via = reader.texts.html("story.via", outlet=quote.via) if quote.via else ""
    tail = meta([when, outlet, via], reader)
    return blockquote(
        join([quoted(quote.text, quote.language), tail], "\n"), expandable=len(quote.text) > _FOLD
    )


# Shorter than in a story: here many quotes follow one another.
_FOLD = 240


def _change(change: WordingChange, reader: Reader) -> Html:
    title = meta([bold(reader.texts.html("said.changed")), change.subject], reader)
    sides = [
        join([reader.texts.html(key), _words(quote, reader)], "\n")
        for key, quote in (("said.earlier", change.earlier), ("said.later", change.later))
    ]
    return join([title, *sides], "\n")


def answer(found: Answer, reader: Reader, *, named: bool = False) -> tuple[Outgoing, ...]:
    """Sentences of stored articles that answer a question, each cited; or that there are none.

    `named`: it is one of several questions, so that "nothing" has to say on which.
    """
    texts = reader.texts
    if not found.lines and not found.quotes:
        blocks = [*([bold(found.question)] if named else []), texts.html("ask.nothing")]
    else:
        blocks = [meta([bold(texts.html("ask.title")), found.question], reader)]
        blocks += [_cited(lines, reader) for lines in _by_article(found.lines)]
        blocks += [quotation(quote, reader, linked=True) for quote in found.quotes]
    if found.stories:
        titles = (
            join([f"{n}. ", isolate(hit.title, texts.direction)])
            for n, hit in enumerate(found.stories, start=1)
        )
        blocks.append(join([bold(texts.html("ask.see")), *titles], "\n"))
    return messages(blocks, buttons=keyboards.numbered(found.stories, reader))


def _by_article(lines: Iterable[LineView]) -> list[list[LineView]]:
    found: dict[str, list[LineView]] = {}
    for line in lines:
        found.setdefault(line.url, []).append(line)
    return list(found.values())


def _cited(lines: Sequence[LineView], reader: Reader) -> Html:
    """Sentences of one article, which is named once; each has a link to its place."""
    first = lines[0]
    alone = len(lines) == 1
    url = to_passage(first.url, first.text) if alone else first.url
    outlet = outlet_link(first.outlet, url, reader)
    when = reader.moment(first.published) if first.published else ""
    words = [blockquote(line.text if alone else sentence(line)) for line in lines]
    return join([*words, meta([join([outlet, when], " ")], reader)], "\n")


def quote_list(title: Html, found: Sequence[QuoteView], reader: Reader) -> tuple[Outgoing, ...]:
    """Quotes of several stories."""
    return messages([bold(title), *(quotation(quote, reader, linked=True) for quote in found)])


def agenda(items: Sequence[AgendaItem], title: Html, reader: Reader) -> tuple[Outgoing, ...]:
    """Announced events by day."""
    if not items:
        return (Outgoing(html=reader.texts.html("agenda.none")),)
    blocks = [bold(title)]
    for day, group in groupby(sorted(items, key=lambda item: item.on), key=lambda item: item.on):
        heading = reader.texts.html("agenda.today") if day == reader.today else reader.weekday(day)
        blocks.append(join([bold(heading), *(event(entry, reader) for entry in group)], "\n"))
    return messages(blocks)


def event(entry: AgendaItem, reader: Reader) -> Html:
    """One announced event: the article's sentence, its outlet, and the day it was written when that was another.

    "Tomorrow" and "on Monday" count from there.
    """
    outlet = outlet_link(entry.outlet, to_passage(entry.url, entry.text), reader)
    written = None if entry.published is None else reader.local(entry.published).date()
    day = "" if written is None or written == reader.today else reader.day(written)
    origin = join([outlet, day], reader.texts.comma)
    return join(["• ", entry.text, Html(" ("), origin, Html(")")])


def messages(blocks: Iterable[Html], *, buttons: keyboards.Rows = ()) -> tuple[Outgoing, ...]:
    """As many messages as the blocks need; the buttons are under the last."""
    parts = pack([block for block in blocks if block])
    last = len(parts) - 1
    return tuple(
        Outgoing(html=part, buttons=buttons if index == last else ()) for index, part in enumerate(parts)
    )


def page_data(offset: int, country: str = "") -> str:
    """What the "more stories" button carries."""
    return callbacks.data("n", offset, country)
