"""Where accounts of one event differ: the same thing counted differently by different outlets.

Pure. Two outlets differ on a point when sentences that otherwise speak of the same give another number of the same things.
Shown as it is written, never averaged.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from summarizer.gate.numbers import MONTHS, numbers
from summarizer.gate.words import FUNCTION, WORD, fold, stem
from summarizer.stories.overlap import containment
from summarizer.stories.types import Account, Difference, Side
from summarizer.text.sentences import sentences
from summarizer.types import Span

SENTENCES = 8
"""Of each article: the counts that outlets differ on stand at the top."""
SAME_POINT = 0.4
"""Shared weight of two sentences, numbers apart, for them to speak of the same."""
ROUNDED = Decimal("0.05")
"""Numbers this near are one number, rounded differently."""
_UNITS = {
    "usd": "dollars",
    "eur": "euros",
    "gbp": "pounds",
    "jpy": "yen",
    "rub": "roubles",
    "uah": "hryvnias",
    "%": "per cent",
}
_UNCOUNTED = frozenset(
    "year years month months day days hour hours minute minutes week weeks time times old".split()
)
_HEDGES = frozenset("at least more than over about around nearly almost some up to fewer less".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of things, where it stands."""

    thing: str
    """Stem of the noun counted, or the unit."""
    label: str
    value: frozenset[Decimal]
    written: str
    sentence: str
    span: Span
    article_id: int
    revision: int
    outlet: str


def differences(accounts: Sequence[Account]) -> tuple[Difference, ...]:
    """Points on which outlets differ, most outlets first; of one outlet its newest article counts."""
    newest: dict[str, Account] = {}
    for account in sorted(accounts, key=lambda one: (one.published, one.article_id)):
        newest[account.outlet] = account
    found = [count for account in newest.values() for count in _counts(account)]
    groups = _same_points(found)
    result = [_difference(group) for group in groups]
    return tuple(sorted((one for one in result if one), key=lambda one: -len(one.sides)))


def _counts(account: Account) -> tuple[Count, ...]:
    return _counts_in(account.text, account.article_id, account.revision, account.outlet)


@lru_cache(maxsize=512)
def _counts_in(text: str, article_id: int, revision: int, outlet: str) -> tuple[Count, ...]:
    """Read once: a story's articles are looked at again with every article that joins it."""
    return tuple(_each_count(text, article_id, revision, outlet))


def _each_count(text: str, article_id: int, revision: int, outlet: str) -> Iterable[Count]:
    for start, end in sentences(text)[:SENTENCES]:
        sentence = text[start:end]
        for number in numbers(sentence):
            if number.ordinal or number.vague:
                continue
            label = number.unit or _counted(sentence[number.span[1] :])
            if label is None or _is_calendar(sentence, number.span):
                continue
            yield Count(
                thing=stem(fold(label)),
                label=label,
                value=number.values,
                written=number.text.strip(),
                sentence=sentence,
                span=(start, end),
                article_id=article_id,
                revision=revision,
                outlet=outlet,
            )


def _counted(after: str) -> str | None:
    """The noun that a number counts: the next word of content, "of the" and one adjective aside."""
    words = [match.group() for match in WORD.finditer(after[:60])][:3]
    plural = [
        word
        for word in words
        if word[-1:] == "s" or fold(word) in {"people", "men", "women", "children", "troops"}
    ]
    chosen = next(iter(plural), None)
    if chosen is None or fold(chosen) in _UNCOUNTED | FUNCTION or re.match(r"\s*[.,;:)]", after):
        return None
    return chosen


def _is_calendar(sentence: str, span: Span) -> bool:
    text = sentence[span[0] : span[1]].strip()
    near = {fold(match.group()) for match in WORD.finditer(sentence[max(0, span[0] - 12) : span[1] + 12])}
    return bool(re.fullmatch(r"(?:19|20)\d\d|\d{1,2}:\d\d", text)) or bool(near & set(MONTHS) - {"may"})


def _same_points(counts: Sequence[Count]) -> list[list[Count]]:
    groups: list[list[Count]] = []
    for count in counts:
        for group in groups:
            first = group[0]
            if (
                first.thing == count.thing
                and all(one.outlet != count.outlet for one in group)
                and containment(first.sentence, count.sentence) >= SAME_POINT
            ):
                group.append(count)
                break
        else:
            groups.append([count])
    return groups


def _difference(group: Sequence[Count]) -> Difference | None:
    """A point when some two of the numbers can't both be meant."""
    if not any(_apart(one, other) for one in group for other in group):
        return None
    sides = tuple(
        Side(claim=_claim(one), article_id=one.article_id, evidence=one.span, revision=one.revision)
        for one in group
    )
    return Difference(about=_UNITS.get(group[0].label, group[0].label), sides=sides)


def _apart(one: Count, other: Count) -> bool:
    """Not the same number, nor one rounded from the other ("more than 700 billion" and "716 billion")."""
    if one.value & other.value:
        return False
    low, high = sorted((max(one.value), max(other.value)))
    return low < high * (1 - ROUNDED)


def _claim(count: Count) -> str:
    """The number as written, with its hedge: "at least 14"."""
    before = count.sentence[: count.sentence.find(count.written)].split()
    hedge: list[str] = []
    while before and fold(before[-1]) in _HEDGES and len(hedge) < 3:  # noqa: PLR2004 - "no more than"
        hedge.insert(0, before.pop())
    return " ".join([*hedge, count.written]).lower() if hedge else count.written
