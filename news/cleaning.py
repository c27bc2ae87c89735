"""The second pass over an article's lines: what the extractor leaves in and no reader would call the article.

Pure text in, spans out. Decides line by line, by the nature of boilerplate (`news.lines`), the place of the line in the
text, the title, and lines that the same site repeats under other articles. Offsets into the given text survive, so that
what is derived from the clean text can be shown in the original.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from news import lines as kind

Span = tuple[int, int]
"""[start, end) in code points."""

WORD: Final = re.compile(r"\w+")
# Lines of news prose are sentences of this many words; shorter ones may be headings, captions or labels.
PROSE_WORDS: Final = 9
LONGEST_LABEL: Final = 320
# Nothing of an article is called a tail of related links before this share of its prose has passed.
TAIL_SHARE: Final = 0.5
HEAD_LINES: Final = 6
TITLE_LIKENESS: Final = 0.88
# Too little left means that the rules were wrong about this text: it is then given back whole.
LEAST_LEFT: Final = 0.2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the given text, trimmed."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        """Count of words; a script without spaces counts three characters as one."""
        dense = sum(1 for character in self.text if "\u3040" <= character <= "\u9fff" or "\u0e00" <= character <= "\u0e7f")
        return len(WORD.findall(self.text)) + dense // 3

    @property
    def is_prose(self) -> bool:
        """Does it read like a sentence of an article?"""
        return self.words >= PROSE_WORDS and kind.SENTENCE_END.search(self.text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanText:
    """Clean text and the way back to where each piece stood."""

    text: str
    """Kept lines, separated by one newline."""
    spans: tuple[Span, ...]
    """Of the kept lines in the given text, in order."""
    starts: tuple[int, ...]
    """Of the same lines in `text`."""
    dropped: tuple[tuple[str, str], ...] = ()
    """(reason, line), in order, for whoever wants to know."""

    def to_source(self, span: Span) -> Span:
        """Map a span of the clean text to the given text. Raises ValueError if it is not within the clean text."""
        start, end = span
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"[{start}, {end}) is not within the {len(self.text)} characters of the clean text")
        return self._position(start), self._position(end - 1) + 1 if end > start else self._position(start)

    def _position(self, offset: int) -> int:
        if not self.starts:
            return 0
        index = max(0, bisect_right(self.starts, offset) - 1)
        start, end = self.spans[index]
        return min(start + offset - self.starts[index], end)


def clean(text: str, title: str | None = None, repeated: Collection[str] = ()) -> CleanText:
    """Remove the lines that are no part of the article.

    `repeated` holds lines, as `line_key` makes them, that this site has under other articles too.
    """
    lines = split_lines(text)
    reasons = classify(lines, title, repeated)
    kept = [line for line, reason in zip(lines, reasons, strict=True) if reason is None]
    if sum(line.words for line in kept) < LEAST_LEFT * sum(line.words for line in lines):
        kept, reasons = list(lines), [None] * len(lines)
    starts, length = [], 0
    for line in kept:
        starts.append(length)
        length += len(line.text) + 1
    return CleanText(
        text="\n".join(line.text for line in kept),
        spans=tuple((line.start, line.end) for line in kept),
        starts=tuple(starts),
        dropped=tuple((reason, line.text) for line, reason in zip(lines, reasons, strict=True) if reason),
    )


def clean_text(text: str, title: str | None = None) -> list[Span]:
    """Return the spans of the lines to keep."""
    return list(clean(text, title).spans)


def line_key(text: str) -> str:
    """The form in which a site's repeated lines are compared: letters and digits, in lower case."""
    return " ".join(WORD.findall(text.casefold()))


def split_lines(text: str) -> list[Line]:
    """Cut a text into trimmed lines that are not empty, with their places."""
    found = []
    for match in re.finditer(r"[^\r\n\u2028\u2029\u0085]+", text):
        trimmed = match[0].strip()
        if trimmed:
            start = match.start() + match[0].index(trimmed)
            found.append(Line(start, start + len(trimmed), trimmed))
    return found


def classify(lines: Sequence[Line], title: str | None, repeated: Collection[str]) -> list[str | None]:
    """Return the reason to drop each line, or None."""
    prose_before, prose_total = _prose_counts(lines)
    reasons: list[str | None] = []
    for index, line in enumerate(lines):
        in_head = index < HEAD_LINES or prose_before[index] == 0
        in_tail = prose_before[index] >= prose_total * TAIL_SHARE or prose_before[index] == prose_total
        after = prose_total - prose_before[index]
        reason = (
            _by_words(line)
            or _by_site(line, repeated, in_tail=in_tail)
            or _by_title(line, title, in_head=in_head)
            or (_in_head(line, title_seen=bool(title), before=prose_before[index]) if in_head else None)
            or (_in_tail(line, prose_after=after) if in_tail else None)
        )
        reasons.append(reason)
    _drop_announced(lines, reasons)
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
    if _is_long(line) or _is_quoted(line.text):
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
)


def _by_site(line: Line, repeated: Collection[str], *, in_tail: bool) -> str | None:
    """A line that the site has elsewhere too; a background sentence within the article stays."""
    if not repeated or line_key(line.text) not in repeated or (line.is_prose and not in_tail):
        return None
    return "repeated on the site"


def _is_quoted(text: str) -> bool:
    """A line of direct speech is the article's, whatever words it has."""
    return text[:1] in "\"“„«‘'" and text.rstrip(".,")[-1:] in "\"”“»’'"


def _by_title(line: Line, title: str | None, *, in_head: bool) -> str | None:
    if not title:
        return None
    mine, theirs = line_key(line.text), line_key(title)
    if not theirs or len(theirs) < 8:  # noqa: PLR2004 - "News" as a title would take every line that says so
        return None
    if mine == theirs:
        return "title"
    if in_head and not line.is_prose and len(mine) < 2 * len(theirs) and SequenceMatcher(None, mine, theirs).ratio() >= TITLE_LIKENESS:
        return "title"
    return None


def _in_head(line: Line, *, title_seen: bool, before: int) -> str | None:
    if kind.DATELINE.search(line.text) or kind.BYLINE.match(line.text) and line.words <= 9:
        return "author"
    # A rubric ("World", "INTERVIEW:") stands before the first sentence and is no sentence.
    if title_seen and before == 0 and line.words <= 3 and not kind.SENTENCE_END.search(line.text):
        return "rubric"
    return None


def _in_tail(line: Line, *, prose_after: int) -> str | None:
    if kind.DATELINE.search(line.text):
        return "date"
    if prose_after <= 2 and not _is_long(line) and (kind.BIO.search(line.text) or (kind.BYLINE.match(line.text) and line.words <= 7)):
        return "author"
    return None


def _drop_announced(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Drop what follows a heading such as "Read more": titles and teasers, until prose resumes."""
    for index, reason in enumerate(reasons):
        if reason != "related heading":
            continue
        for follower in range(index + 1, len(lines)):
            line = lines[follower]
            if line.is_prose and not kind.TEASER_END.search(line.text):
                break
            reasons[follower] = reasons[follower] or "announced"


def _drop_loose_ends(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Drop what trails behind the last sentence: titles of other articles, tags, counters.

    One loose line is kept: an article may end in a verse or a signature.
    """
    last = max((index for index, line in enumerate(lines) if reasons[index] is None and line.is_prose), default=None)
    if last is None:
        return
    loose = [index for index in range(last + 1, len(lines)) if reasons[index] is None]
    if any(reasons[index] for index in range(last + 1, len(lines))) or len(loose) > 2:  # noqa: PLR2004 - a list, not a line
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
    stands_alone = "\n" in text[first.end : second.start].replace("\r\n", "\n").removeprefix("\n") or second.words > 2 * first.words
    is_sentence = first.text.endswith((".", "。", "۔", ",", ";")) and not first.text.endswith("...")
    if stands_alone and not is_sentence and first.words <= 30 and len(first.text) <= 250:  # noqa: PLR2004 - the longest headlines seen
        return first.text, first.end
    return None, 0


def sources_of(spans: Sequence[Span], clean_text_: CleanText) -> Iterator[Span]:
    """Map several spans at once."""
    return (clean_text_.to_source(span) for span in spans)
