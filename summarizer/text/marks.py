"""Where quotation marks open and close.

Knows marks, paragraphs and nothing else: not whether the words between two marks were said by anybody. Pairing is done
paragraph by paragraph, because a mark that was forgotten must not turn the rest of the article inside out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from summarizer.types import Span

How = Literal["paired", "unclosed", "to_end", "unopened"]

_TOKEN = re.compile(r"''|``|‘‘|’’|[“”‟„«»\"＂「」『』‹›]")
_SINGLE = re.compile(r"[‘’‚]")
_ALWAYS_OPEN = frozenset(["``", "‘‘", "‟", "„", "「", "『"])
_ALWAYS_CLOSE = frozenset(["’’", "」", "』"])
_STRAIGHT = frozenset(['"', "＂", "''"])
_FAMILY: Final[dict[str, str]] = {
    **dict.fromkeys("“”‟„", "curly"),
    **dict.fromkeys(["``", "‘‘", "’’"], "curly"),
    **dict.fromkeys("«»", "angle"),
    **dict.fromkeys("‹›", "single angle"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "double corner"),
    **dict.fromkeys(['"', "＂"], "straight"),
    "''": "two singles",
    **dict.fromkeys("‘’‚", "single"),
}


GAP = 4
"""Characters of white space and the end of a sentence before a mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Text between two marks of one paragraph, the outermost pair only."""

    start: int
    end: int
    """The words, without marks and outer white space."""
    outer_start: int
    outer_end: int
    """The same with the marks that were there."""
    how: How
    """`paired`; `unclosed`: a new mark opened first; `to_end`: open at the paragraph's end, as in a quotation that goes on
    in the next paragraph; `unopened`: only the closing mark is there."""


def paragraphs(text: str) -> tuple[Span, ...]:
    """Non-empty lines of `text` in order; offsets leave the line breaks out."""
    return tuple(
        (m.start(), m.end()) for m in re.finditer(r"[^\n\r\u2028\u2029]+", text) if m.group().strip()
    )


def strip_span(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends; empty spans stay at `start`."""
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def runs(text: str) -> tuple[Run, ...]:
    """Every outermost marked run of `text`, in order, none overlapping another."""
    found: list[Run] = []
    spans = paragraphs(text)
    for start, end in spans:
        found.extend(_Paragraph(text, start, end).runs())
    if not found:
        # Single marks are quotation marks only in a text that has no others: elsewhere they are inner
        # quotations and apostrophes.
        for start, end in spans:
            found.extend(_single_runs(text, start, end))
    return tuple(found)


@dataclass(slots=True)
class _Open:
    family: str
    mark: int
    inner: int
    glyph: str


class _Paragraph:
    """One left-to-right pass over the marks of a paragraph with a stack of those still open."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        self._stack: list[_Open] = []
        self._found: list[Run] = []

    def runs(self) -> Iterator[Run]:
        for match in _TOKEN.finditer(self._text, self._start, self._end):
            self._read(match.group(), match.start(), match.end())
        if self._stack:
            self._emit(self._stack[0], self._end, self._end, "to_end")
        yield from self._found

    def _before(self, at: int) -> str:
        return self._text[at - 1] if at > self._start else " "

    def _after(self, at: int) -> str:
        return self._text[at] if at < self._end else " "

    def _read(self, glyph: str, at: int, after: int) -> None:
        if glyph in _STRAIGHT:
            self._read_straight(glyph, at, after)
        elif self._opens(glyph, at, after):
            self._open(glyph, at, after)
        else:
            self._close(glyph, at, after)

    def _opens(self, glyph: str, at: int, after: int) -> bool:
        if glyph in _ALWAYS_OPEN:
            return True
        if glyph in _ALWAYS_CLOSE:
            return False
        before, following = self._before(at), self._after(after)
        loose_left = before.isspace() or before in "([—–-:"
        tight_right = following.isalnum() or following in "¿¡…["
        # German and others close „ with “; « and » point either way; Swedish and Finnish open with ”.
        expected = self._stack[-1].glyph if self._stack else ""
        if glyph == "“":
            return not (expected == "„" and not (loose_left and tight_right))
        if glyph in "«‹":
            return not (expected in "»›" and expected and not (loose_left and tight_right))
        if glyph in "»›":
            return not self._stack_has(_FAMILY[glyph]) and loose_left and tight_right
        return not self._stack and loose_left and tight_right  # ”

    def _stack_has(self, family: str) -> bool:
        return any(o.family == family for o in self._stack)

    def _open(self, glyph: str, at: int, after: int) -> None:
        family = _FAMILY[glyph]
        # A second opening curly mark with nothing else open: the first was never closed.
        if family == "curly" and self._stack and all(o.family == "curly" for o in self._stack):
            self._emit(self._stack[0], at, at, "unclosed")
            self._stack.clear()
        self._stack.append(_Open(family, at, after, glyph))

    def _close(self, glyph: str, at: int, after: int) -> None:
        family = _FAMILY[glyph]
        level = next((i for i in reversed(range(len(self._stack))) if self._stack[i].family == family), None)
        if level is None:
            if not self._stack:
                self._close_unopened(at, after)
            elif self._stack[0].glyph in _STRAIGHT and family == "curly":
                self._close_level(0, at, after)
            return
        self._close_level(level, at, after)

    def _close_level(self, level: int, at: int, after: int) -> None:
        opened = self._stack[level]
        del self._stack[level:]
        if not self._stack:
            self._emit(opened, at, after, "paired")

    def _close_unopened(self, at: int, after: int) -> None:
        """A closing mark alone: the paragraph's beginning was said, when nothing else of it is marked."""
        before, following = self._before(at), self._after(after)
        closes = (before.isalnum() or before in ",.!?…") and (following.isspace() or following in ",.;")
        if closes and not self._found and before in ",.!?":
            self._emit(_Open("", self._start, self._start, ""), at, after, "unopened")

    def _read_straight(self, glyph: str, at: int, after: int) -> None:
        before, following = self._before(at), self._after(after)
        if self._stack_has(_FAMILY[glyph]):
            if len(self._stack) == 1 and before.isspace() and following.isupper() and self._ends_before(at):
                # "One paragraph. "The next one," he said: a text that lost its line breaks.
                self._emit(self._stack.pop(), at, at, "unclosed")
                self._stack.append(_Open(_FAMILY[glyph], at, after, glyph))
                return
            self._close(glyph, at, after)
        elif not self._stack:
            if before.isdigit() and not following.isalpha() and following != '"':
                return  # inches and seconds: 6'2"
            self._stack.append(_Open(_FAMILY[glyph], at, after, glyph))
        elif before.isspace() or (before in "(—-" and not following.isspace()):
            self._stack.append(_Open(_FAMILY[glyph], at, after, glyph))
        else:
            self._close_level(0, at, after)  # opened curly, closed straight

    def _ends_before(self, at: int) -> bool:
        """Whether a sentence ends before the white space before a mark."""
        # A few characters back, not all of them: a page without line breaks may hold ten thousand marks.
        return self._text[max(self._start, at - GAP) : at].rstrip()[-1:] in {".", "!", "?"}

    def _emit(self, opened: _Open, at: int, after: int, how: How) -> None:
        start, end = strip_span(self._text, opened.inner, at)
        if start < end:
            self._found.append(Run(start=start, end=end, outer_start=opened.mark, outer_end=after, how=how))


def _single_runs(text: str, start: int, end: int) -> Iterator[Run]:
    """British single marks: ‘ before a letter opens; ’ closes before a space or punctuation, not inside a word."""
    opened: int | None = None
    for match in _SINGLE.finditer(text, start, end):
        at = match.start()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if match.group() in "‘‚":
            if match.group() == "‘" and opened is not None and text[opened] == "‚":
                yield from _single_run(text, opened, at)
                opened = None
            elif (before.isspace() or before in "(—–[") and after.isalnum():
                opened = at
        elif opened is not None and not after.isalnum() and (before in ",.!?…" or not after.isspace()):
            yield from _single_run(text, opened, at)
            opened = None


def _single_run(text: str, opened: int, at: int) -> Iterator[Run]:
    start, end = strip_span(text, opened + 1, at)
    if start < end:
        yield Run(start=start, end=end, outer_start=opened, outer_end=at + 1, how="paired")
