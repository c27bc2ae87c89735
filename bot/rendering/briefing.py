"""The briefing: what changed first, then the new by region, today's events, and how much was read for it."""

import re
from collections.abc import Sequence

from bot.messages import Outgoing
from bot.rendering import keyboards, lists
from bot.rendering.lines import not_told, quotation, sentence
from bot.rendering.markup import Html, bold, isolate, italic, join
from bot.rendering.reader import Reader
from store.views import BriefingView, Coverage, LineView, StoryView

# Sentences a story by length; the short briefing is headlines only.
_SENTENCES = {"short": 0, "normal": 1, "long": 2}
# Words of all sentences together: what is read over a coffee. Stories beyond keep their headline and their button.
_WORDS = {"short": 0, "normal": 150, "long": 400}


def briefing(view: BriefingView, reader: Reader) -> tuple[Outgoing, ...]:
    """One or more messages; numbered buttons under the last open the stories."""
    texts = reader.texts
    stories = [*view.changed, *view.stories]
    if not stories:
        nothing = "briefing.nothing_followed" if view.following else "briefing.nothing"
        quiet = texts.html(nothing, when=reader.since(view.since))
        return lists.messages([_title(view, reader), quiet, *_ending(view, reader)])
    regions = by_region(view.stories, reader)
    ordered = [*view.changed, *(story for _, group in regions for story in group)]
    numbers = {id(story): number for number, story in enumerate(ordered, start=1)}
    told = _sentences(ordered, reader, changed=len(view.changed))
    blocks = [_title(view, reader)]
    if view.changed:
        blocks.append(_heading(texts.html("briefing.changed")))
        blocks += [_item(story, told[id(story)], reader, numbers[id(story)]) for story in view.changed]
    for region, group in regions:
        blocks.append(_heading(region))
        blocks += [_item(story, told[id(story)], reader, numbers[id(story)], quotes=True) for story in group]
    if view.left_out:
        blocks.append(join([texts.html("story.others", count=view.left_out), "/latest"], " · "))
    blocks += _ending(view, reader)
    return lists.messages(_headings_with_their_first(blocks), buttons=keyboards.numbered(ordered, reader))


def digest(stories: Sequence[StoryView], reader: Reader) -> tuple[Outgoing, ...]:
    """What quiet hours held back, in one message."""
    blocks = [bold(reader.texts.html("briefing.digest"))]
    told = _sentences(stories, reader)
    blocks += [
        _item(story, told[id(story)], reader, number, quotes=True)
        for number, story in enumerate(stories, start=1)
    ]
    return lists.messages(blocks, buttons=keyboards.numbered(stories, reader))


def by_region(stories: Sequence[StoryView], reader: Reader) -> list[tuple[str, list[StoryView]]]:
    """Stories by the region's name in the reader's language, regions in order of their first story."""
    groups: dict[str, list[StoryView]] = {}
    for story in stories:
        # By name: what an operator calls «Европа» is one heading with our "Europe".
        groups.setdefault(region_name(story.region, reader), []).append(story)
    return list(groups.items())


def region_name(region: str, reader: Reader) -> str:
    """The region in the reader's language; as the operator wrote it when we have no word for it."""
    key = "region." + "_".join(re.findall(r"[a-z]+", region.lower().replace(" and ", " ")))
    return reader.texts.plain(key) if key in reader.texts else region


def coverage(found: Coverage, reader: Reader) -> Html:
    """How much was read, and which sources could not be."""
    texts = reader.texts
    read = texts.html(
        "briefing.coverage",
        articles=texts.html("briefing.articles", count=found.articles),
        sources=texts.html("briefing.sources", count=found.sources),
    )
    parts = [read]
    if found.failed:
        parts.append(texts.html("briefing.failed", names=join(_isolated(found.failed, reader), texts.comma)))
    return italic(join(parts, " "))


def _isolated(names: Sequence[str], reader: Reader) -> list[str]:
    return [isolate(name, reader.texts.direction) for name in names]


def _title(view: BriefingView, reader: Reader) -> Html:
    texts = reader.texts
    count = len(view.changed) + len(view.stories)
    title = bold(f"{texts.plain('briefing.title')} · {reader.weekday(reader.today)}")
    if not count:
        return title
    since = texts.html("briefing.since", when=reader.since(view.since))
    return join([title, join([texts.html("briefing.stories", count=count), since], " ")], "\n")


def _heading(text: str) -> Html:
    return Html(f"▎{bold(text)}")


def _sentences(
    stories: Sequence[StoryView], reader: Reader, *, changed: int = 0
) -> dict[int, tuple[LineView, ...]]:
    """What is said of each story, by identity, while the briefing's words last; of the first `changed` what is new."""
    left = _WORDS[reader.length]
    told = {}
    for position, story in enumerate(stories):
        new = tuple(line for line in story.lines if line.is_new) if position < changed else ()
        lines = (new or story.lines)[: _SENTENCES[reader.length]]
        words = sum(len(line.text.split()) for line in lines)
        told[id(story)] = lines if words <= left else ()
        left -= words if words <= left else 0
    return told


def _item(
    story: StoryView, told: Sequence[LineView], reader: Reader, number: int, *, quotes: bool = False
) -> Html:
    title = bold(join([f"{number}. ", isolate(story.title, reader.texts.direction)]))
    body = join((sentence(line) for line in told), " ")
    # Where accounts differ, one sentence of one of them is not the whole of it: the opened story has both sides.
    differ = Html(f"⚖️ {reader.texts.html('story.differ')}") if story.conflicts and told else ""
    parts = [title, body, join([lists.origin(story, reader), differ], " · ")]
    if quotes and reader.length == "long" and told:
        parts += [quotation(quote, reader) for quote in not_told(story.quotes, told)[:1]]
    return join(parts, "\n")


def _ending(view: BriefingView, reader: Reader) -> list[Html]:
    blocks = []
    if view.agenda:
        events = (lists.event(entry, reader) for entry in view.agenda)
        blocks.append(join([_heading(reader.texts.html("briefing.agenda")), *events], "\n"))
    if view.coverage is not None:
        blocks.append(coverage(view.coverage, reader))
    return blocks


def _headings_with_their_first(blocks: list[Html]) -> list[Html]:
    """A heading never ends a message: it is one block with the story after it."""
    kept: list[Html] = []
    for block in blocks:
        if kept and kept[-1].startswith("▎") and "\n" not in kept[-1]:
            kept[-1] = join([kept[-1], block], "\n\n")
        else:
            kept.append(block)
    return kept
