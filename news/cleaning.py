"""The second pass over an article's lines: what the extractor leaves in and no reader would call the article.

Pure text in, spans out. Decides line by line, by the nature of boilerplate (`news.lines`), the place of the line in the
text, the title, and lines that the same site repeats under other articles. Offsets into the given text survive, so that
what is derived from the clean text can be shown in the original.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final

from news import lines as kind

Span = tuple[int, int]
"""[start, end) in code points."""

WORD: Final = re.compile(r"\w+")
DENSE: Final = re.compile("[\u3040-\u9fff\u0e00-\u0e7f]")
# Lines of news prose are sentences of this many words; shorter ones may be headings, captions or labels.
PROSE_WORDS: Final = 9
LONGEST_LABEL: Final = 320
LONGEST_CAPTION: Final = 600
LONGEST_BIO: Final = 900
LARGEST_TAIL: Final = 0.35
"""Of the text's words: what is more than this is no tail."""
SMALLEST_LIST: Final = 3
LINKS_OF_A_LIST: Final = 0.4
LOOSE_WORDS: Final = 25
BYLINE_WORDS: Final = 9
RUBRIC_WORDS: Final = 3
LAST_SENTENCES: Final = 2
"""Who wrote it is said after the article, or before its last remark."""
FEW_ADDRESSES: Final = 3
"""Lines that are only an address are contacts; a text with more of them is a list of links, and keeps them."""
# Nothing of an article is called a tail of related links before this share of its prose has passed.
TAIL_SHARE: Final = 0.5
HEAD_LINES: Final = 6
LONGEST_HEAD: Final = 30
"""Lines without a sentence at the beginning; a longer run is a list, not a head."""
TITLE_LIKENESS: Final = 0.88
SHORTEST_TITLE: Final = 8
"""Characters. "News" as a title would take every line that says so."""
# Too little left means that the rules were wrong about this text: it is then given back whole.
LEAST_LEFT: Final = 0.2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the given text, trimmed."""

    start: int
    end: int
    text: str
    words: int
    """A script without spaces counts three characters as one word."""
    is_prose: bool
    """Does it read like a sentence of an article?"""

    @classmethod
    def at(cls, start: int, text: str) -> "Line":
        """Make a line of trimmed text."""
        words = len(WORD.findall(text)) + len(DENSE.findall(text)) // 3
        is_prose = words >= PROSE_WORDS and kind.SENTENCE_END.search(text) is not None
        return cls(start, start + len(text), text, words, is_prose)


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanText:
    """Clean text and the way back to where each piece stood."""

    text: str
    """Kept lines, separated by one newline."""
    spans: tuple[Span, ...]
    """Of the kept lines in the given text, in order."""
    starts: tuple[int, ...]
    """Of the same lines in `text`."""

    def to_source(self, span: Span) -> Span:
        """Map a span of the clean text to the given text. Raises ValueError if it is not within the clean text."""
        start, end = span
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(
                f"[{start}, {end}) is not within the {len(self.text)} characters of the clean text"
            )
        return self._position(start), self._position(end - 1) + 1 if end > start else self._position(start)

    def _position(self, offset: int) -> int:
        if not self.starts:
            return 0
        index = max(0, bisect_right(self.starts, offset) - 1)
        start, end = self.spans[index]
        return min(start + offset - self.starts[index], end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known of a text's page. Lines are compared as `line_key` makes them."""

    titles: tuple[str, ...] = ()
    """The headline, in all the ways the page words it."""
    repeated: Collection[str] = ()
    """Lines that this site has under other articles too."""
    links: Collection[str] = ()
    """Lines that are nothing but a link to another page."""


def clean(text: str, title: str | None = None, around: Surroundings | None = None) -> CleanText:
    """Remove the lines that are no part of the article."""
    lines = split_lines(text)
    around = around or Surroundings()
    if title and title not in around.titles:
        around = replace(around, titles=(title, *around.titles))
    reasons = classify(lines, around)
    kept = [line for line, reason in zip(lines, reasons, strict=True) if reason is None]
    if sum(line.words for line in kept) < LEAST_LEFT * sum(line.words for line in lines):
        kept = list(lines)
    starts, length = [], 0
    for line in kept:
        starts.append(length)
        length += len(line.text) + 1
    return CleanText(
        text="\n".join(line.text for line in kept),
        spans=tuple((line.start, line.end) for line in kept),
        starts=tuple(starts),
    )


def line_key(text: str) -> str:
    """The form in which a site's repeated lines are compared: letters and digits, in lower case."""
    return " ".join(WORD.findall(text.casefold()))


def split_lines(text: str) -> list[Line]:
    """Cut a text into trimmed lines that are not empty, with their places."""
    return [
        Line.at(match.start() + match[0].index(trimmed), trimmed)
        for match in re.finditer(r"[^\r\n\u2028\u2029\u0085]+", text)
        if (trimmed := match[0].strip())
    ]


def classify(lines: Sequence[Line], around: Surroundings) -> list[str | None]:
    """Return the reason to drop each line, or None."""
    prose_before, prose_total = _prose_counts(lines)
    titles = [key for title in around.titles if len(key := line_key(title)) >= SHORTEST_TITLE]
    reasons: list[str | None] = []
    for index, line in enumerate(lines):
        before, after = prose_before[index], prose_total - prose_before[index]
        in_head = index < HEAD_LINES or (before == 0 and index < LONGEST_HEAD)
        in_tail = before >= prose_total * TAIL_SHARE or after == 0
        reasons.append(
            _by_words(line)
            or _by_page(line, around, in_tail=in_tail)
            or _by_title(line, titles, in_head=in_head)
            or (_in_head(line, index, title_seen=bool(titles), before=before) if in_head else None)
            or (_in_tail(line, prose_after=after) if in_tail else None)
        )
    _drop_repeats(lines, reasons)
    addresses = [
        index for index, line in enumerate(lines) if not _is_long(line) and kind.ADDRESS.match(line.text)
    ]
    for index in addresses if len(addresses) <= FEW_ADDRESSES else ():
        reasons[index] = reasons[index] or "address"
    _drop_announced(lines, reasons, prose_total)
    _drop_link_tail(lines, reasons)
    _drop_loose_ends(lines, reasons)
    return reasons


def _prose_counts(lines: Sequence[Line]) -> tuple[list[int], int]:
    counts, total = [], 0
    for line in lines:
        counts.append(total)
        total += line.is_prose
    return counts, total


def _is_long(line: Line) -> bool:
    return len(line.text) > LONGEST_LABEL


def _by_words(line: Line) -> str | None:
    """Reasons that hold anywhere in the text."""
    if kind.SEPARATOR.match(line.text):
        return "separator"
    if len(line.text) <= LONGEST_CAPTION and kind.CREDIT_AT_END.search(line.text):
        return "credit"
    if _is_long(line) or _is_quoted(line):
        return None
    for reason, pattern in ANYWHERE:
        if pattern.search(line.text):
            return reason
    return None


ANYWHERE: Final = (
    ("credit", kind.CREDIT),
    ("author", kind.AUTHOR),
    ("call to the reader", kind.CALL),
    ("related", kind.RELATED),
    ("related heading", kind.RELATED_HEADING),
    ("reading time", kind.READING_TIME),
    ("date", kind.ONLY_TIME),
    ("author", kind.POSTED),
    ("author", kind.SIGNED),
    ("related", kind.LABELLED),
)


def _by_page(line: Line, around: Surroundings, *, in_tail: bool) -> str | None:
    """A line that the site has elsewhere too, or that is only a link. A background sentence within the article stays."""
    if line.is_prose and not kind.TEASER_END.search(line.text) and not in_tail:
        return None
    key = line_key(line.text)
    if key in around.repeated:
        return "repeated on the site"
    return "link" if key in around.links else None


def _is_quoted(line: Line) -> bool:
    """A line of direct speech is the article's, whatever words it has."""
    if line.text[:1] not in "\"“„«‘'":
        return False
    return line.is_prose or line.text.rstrip(".,")[-1:] in "\"”“»’'"


def _by_title(line: Line, titles: Sequence[str], *, in_head: bool) -> str | None:
    mine = line_key(line.text)
    if mine in titles:
        return "title"
    if not in_head or line.is_prose:
        return None
    alike = (SequenceMatcher(None, mine, theirs).ratio() for theirs in titles if len(mine) < 2 * len(theirs))
    return "title" if max(alike, default=0.0) >= TITLE_LIKENESS else None


def _in_head(line: Line, index: int, *, title_seen: bool, before: int) -> str | None:
    if _is_long(line):
        return None
    if (
        kind.DATELINE.search(line.text)
        or kind.BARRED.match(line.text)
        or (kind.BYLINE.match(line.text) and line.words <= BYLINE_WORDS)
    ):
        return "author"
    # A rubric ("World", "INTERVIEW:") stands first and is no sentence.
    if (
        title_seen
        and before == 0
        and index <= 1
        and line.words <= RUBRIC_WORDS
        and not kind.SENTENCE_END.search(line.text)
    ):
        return "rubric"
    return None


def _in_tail(line: Line, *, prose_after: int) -> str | None:
    if not _is_long(line) and kind.DATELINE.search(line.text):
        return "date"
    if prose_after == 0 and not _is_long(line) and kind.KEYWORDS.match(line.text):
        return "keywords"
    if (
        prose_after <= LAST_SENTENCES
        and len(line.text) <= LONGEST_BIO
        and (kind.BIO.search(line.text) or (kind.BYLINE.match(line.text) and line.words <= BYLINE_WORDS))
    ):
        return "author"
    return None


def _drop_announced(lines: Sequence[Line], reasons: list[str | None], prose_total: int) -> None:
    """Drop what follows a heading such as "Read more": titles and teasers, until prose resumes.

    Near the end all that follows goes if it reads like a list of teasers; within the article only a teaser that breaks
    off, or a link.
    """
    seen = 0
    for index, reason in enumerate(reasons):
        seen += lines[index].is_prose
        if reason != "related heading":
            continue
        rest = range(index + 1, len(lines))
        if seen >= prose_total * TAIL_SHARE and _is_teaser_list([lines[follower] for follower in rest]):
            for follower in rest:
                reasons[follower] = reasons[follower] or "announced"
            return
        for follower in rest:
            if not kind.TEASER_END.search(lines[follower].text) and reasons[follower] is None:
                break
            reasons[follower] = reasons[follower] or "announced"


def _drop_repeats(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Drop what the text says a second time, word for word: captions, pull quotes, a page that holds itself twice.

    Short lines ("No comment.") and an interviewer's questions may be said twice.
    """
    seen: set[str] = set()
    for index, line in enumerate(lines):
        key = line_key(line.text)
        if reasons[index] is None and line.is_prose and not line.text.endswith(("?", "？", "؟")):
            if key in seen:
                reasons[index] = "said before"
            seen.add(key)


def _drop_link_tail(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Drop an end that is links in turn with their teasers: "More from us" without the words."""
    total, words, links, begin = sum(line.words for line in lines), 0, 0, None
    for index in range(len(lines) - 1, len(lines) // 2 - 1, -1):
        words += lines[index].words
        links += reasons[index] == "link"
        if words > LARGEST_TAIL * total:
            break
        size = len(lines) - index
        if reasons[index] == "link" and size >= SMALLEST_LIST and links >= LINKS_OF_A_LIST * size:
            begin = index
    if begin is not None:
        reasons[begin:] = [reason or "announced" for reason in reasons[begin:]]


def _is_teaser_list(lines: Sequence[Line]) -> bool:
    """Titles, alone or in turn with one sentence each; an article's end has sentences in a row."""
    return bool(lines) and sum(1 for line in lines if not line.is_prose) * 5 >= len(lines) * 2


def _drop_loose_ends(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Drop what little trails behind the last sentence among lines that were dropped: a name, a counter, a tag."""
    last = max(
        (index for index, line in enumerate(lines) if reasons[index] is None and line.is_prose), default=None
    )
    if last is None:
        return
    tail = range(last + 1, len(lines))
    loose = [index for index in tail if reasons[index] is None]
    light = sum(lines[index].words for index in loose) <= LOOSE_WORDS
    if len(loose) * 2 <= len(tail) and light:
        for index in loose:
            reasons[index] = "loose end"


def headline_of(text: str) -> tuple[str | None, int]:
    """Split a plain text into its headline and the place where the rest begins.

    A headline is a first line that stands alone, is short, and is no sentence.
    """
    lines = split_lines(text)
    if len(lines) < 2:  # noqa: PLR2004 - a headline needs an article
        return None, 0
    first, second = lines[0], lines[1]
    stands_alone = (
        "\n" in text[first.end : second.start].replace("\r\n", "\n").removeprefix("\n")
        or second.words > 2 * first.words
    )
    is_sentence = first.text.endswith((".", "。", "۔", ",", ";")) and not first.text.endswith("...")
    if stands_alone and not is_sentence and first.words <= 30 and len(first.text) <= 250:  # noqa: PLR2004 - the longest headlines seen
        return first.text, first.end
    return None, 0
