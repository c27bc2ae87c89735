"""Where sentences begin and end, as offsets into the text.

Knows the punctuation of many scripts, abbreviations and quotation marks; knows no model and changes no character.
"""

import re
from itertools import pairwise
from statistics import median

from summarizer.types import Span

_CLOSERS = "\"'”’»)]」』】›"
_STOP = re.compile(
    rf"[.!?…]+[{re.escape(_CLOSERS)}]*(?:[ \u00a0\u202f]»)?(?=\s|$|(?<=[^\W\d_][.!?])[A-ZА-ЯЁÄÖÜÉ“«]|(?<=[”\"»’])[A-ZА-ЯЁÄÖÜÉ“«])"
    # Scripts that write no space, or no capital, after a full stop.
    rf"|[。！？؟۔।॥։።]+[{re.escape(_CLOSERS)}]*"
    # A break of the page's own.
    r"|\n+"
)
_WIDE_STOP = re.compile("[。！？؟۔।॥։።]")
_NEXT = re.compile(r"\s*([\"'“”‘’«»(\[–—-]*\s?)(\S?)([^\s,.;:!?\"”’]*)")
_LAST_WORD = re.compile(r"(?:[^\W_]+\.)*[^\W_]+$")

_TITLES = frozenset(
    (
        "mr mrs ms mx dr prof sen rep gen col lt gov st capt cmdr sgt maj adm brig hon rev fr sr sra srta "
        "dra mme mlle vs no nos art arts fig vol pp cf approx dept est hr frau nr abs str bzw ca d.h z.b u.a "
        "им ул тов св акад проф ген стр см напр пр exmo ilmo dña d messrs ven amb sec pres"
    ).split()
)
"""Abbreviations that something always follows."""

_MAYBE_LAST = frozenset(
    (
        "u.s u.n u.k e.u u.s.a u.s.s.r d.c a.m p.m a.d b.c inc ltd co corp jr etc jan feb mar apr jun jul aug "
        "sept sep oct nov dec mon tue tues wed thu thurs fri sat sun ee.uu ph.d m.d b.a al bros usw т.д т.п т.е "
        "г гг в вв руб коп млн млрд тыс чел р т.к н.э"
    ).split()
)
"""Abbreviations that may end a sentence: they do when a usual opener follows."""

_OPENERS = frozenset(
    (
        "the a an in on at it its he she they we his her their this that these those but and or so if when while as "
        "after before for from since with however meanwhile according there under both earlier last one no not some "
        "most many by to what why how who all during despite although though despite still also another asked "
        "в на он она они это но и по с как после если при для"
    ).split()
)
_MONTHS = frozenset(
    (
        "januar jänner februar märz april mai juni juli august september oktober november dezember "
        "janvier février mars avril juin juillet août septembre octobre novembre décembre "
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря "
        "ledna února března dubna května června července srpna září října listopadu prosince"
    ).split()
)
_WRAPPED_LINE = (45, 95)
"""Median length of the lines of text wrapped at a typewriter's width."""


def sentences(text: str) -> list[Span]:
    """Spans of the sentences: in order, not overlapping, trimmed; together they hold every visible character.

    A line break ends a sentence except in text wrapped at a fixed width. A quotation of several sentences is several
    spans, so a span's quotation marks may be unbalanced.
    """
    wrapped = _is_wrapped(text)
    spans: list[Span] = []
    start = 0
    for stop in _STOP.finditer(text):
        if not _ends_here(text, start, stop, wrapped=wrapped):
            continue
        _add(text, start, stop.end(), spans)
        start = stop.end()
    _add(text, start, len(text), spans)
    return spans


def _ends_here(text: str, start: int, stop: "re.Match[str]", *, wrapped: bool) -> bool:  # noqa: PLR0911 - a branch a script
    mark = stop.group()
    if mark[0] == "\n":
        return _breaks(text, stop, wrapped=wrapped)
    if _WIDE_STOP.match(mark):
        return True
    following = _NEXT.match(text, stop.end())
    opener, first, rest = following.groups() if following else ("", "", "")
    if not first and not opener:
        return True
    if first.islower() and not opener.strip(" -–—"):
        return False
    if mark.startswith("...") or mark[0] == "…":
        return first.isupper() or first.isdigit() or not first
    if mark[0] != "." or len(mark) > 1:
        # "Why?" Putin asked: the capital of a name after a closing mark is settled by the parse of the whole, so
        # only a lower-case continuation keeps the two together.
        return True
    return _period_ends(text, start, stop.start(), (first + rest).casefold())


def _period_ends(text: str, start: int, at: int, following: str) -> bool:
    found = _LAST_WORD.search(text, max(start, at - 24), at)
    if found is None:
        return True
    word = found.group()
    low = word.casefold()
    if low in _TITLES:
        return False
    if low in _MAYBE_LAST or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word):
        return following in _OPENERS
    if len(word) == 1 and word.isalpha():
        # An initial ("J. Smith"), unless it is the pronoun or a lone letter of an answer.
        return word == "I" or (word.islower() and following in _OPENERS)
    if re.fullmatch(r"\d{1,2}", word):
        alone = not text[start : found.start()].strip()
        return not alone and following not in _MONTHS
    return True


def _breaks(text: str, stop: "re.Match[str]", *, wrapped: bool) -> bool:
    if len(stop.group()) > 1 or re.match(r"[ \t]*\n", text[stop.end() : stop.end() + 80]):
        return True
    if wrapped:
        return False
    before = text[: stop.start()][-1:]
    after = text[stop.end() : stop.end() + 1]
    return not (after.islower() and (before.isalnum() or before in ",-–—"))


def _is_wrapped(text: str) -> bool:
    """Wrapped at a fixed width: most lines are of one length and end in the middle of a sentence."""
    lines = [line.strip() for line in text[:20_000].split("\n")]
    full = [line for line, after in pairwise(lines) if line and after]
    if len(full) < 4:  # noqa: PLR2004 - fewer lines say nothing about width
        return False
    low, high = _WRAPPED_LINE
    broken = sum(line[-1] not in ".!?…:" + _CLOSERS for line in full)
    return low <= median(map(len, full)) <= high and broken > 0.6 * len(full)


MARKS_ALONE = 4
"""A full stop and up to three closing marks."""


def _add(text: str, start: int, end: int, spans: list[Span]) -> None:
    piece = text[start:end]
    inner = piece.strip()
    if not inner:
        return
    begin = start + len(piece) - len(piece.lstrip())
    # Marks alone (a closing quotation mark after a space, a row of stars) belong to the sentence before them.
    if (
        spans
        and not any(map(str.isalnum, inner))
        and len(inner) <= MARKS_ALONE
        and "\n" not in text[spans[-1][1] : begin]
    ):
        spans[-1] = (spans[-1][0], begin + len(inner))
        return
    spans.append((begin, begin + len(inner)))
