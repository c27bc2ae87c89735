"""Numbers and dates as values: "1.2 million", "1,200,000" and "1.2m" are one number; "3 May" and "May 3rd" one day.

Pure text. Knows English number words and the separators of several languages; does not know what is counted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from summarizer.types import Span

_UNITS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
}
_TENS = {
    w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_ORDINALS = {
    w: n
    for n, w in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
_SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "mn": 10**6, "bn": 10**9,
    "tn": 10**12, "k": 1_000, "m": 10**6, "b": 10**9, "mio": 10**6, "mrd": 10**9, "millionen": 10**6, "milliarden": 10**9,
    "millions": 10**6, "milliards": 10**9, "millones": 10**6,
}  # fmt: skip
_VAGUE = {
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 1_000,
    "millions": 10**6,
    "billions": 10**9,
    "dozen": 12,
}
_CURRENCIES = {
    "$": "usd", "us$": "usd", "usd": "usd", "dollar": "usd", "dollars": "usd", "€": "eur", "eur": "eur", "euro": "eur",
    "euros": "eur", "£": "gbp", "gbp": "gbp", "pound": "gbp", "pounds": "gbp", "¥": "jpy", "yen": "jpy", "yuan": "cny",
    "renminbi": "cny", "₽": "rub", "rouble": "rub", "roubles": "rub", "ruble": "rub", "rubles": "rub", "₴": "uah",
    "hryvnia": "uah", "hryvnias": "uah", "₹": "inr", "rupee": "inr", "rupees": "inr", "franc": "chf", "francs": "chf",
    "#": "gbp",
}  # fmt: skip
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}

_DIGITS = r"\d{1,3}(?:[,.'’\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_NUMBER = re.compile(
    rf"""(?P<currency>US\$|[$€£¥₽₴₹#]|\b(?:USD|EUR|GBP|CHF)\b)?\s?
    (?:(?P<clock>\d{{1,2}}:\d{{2}})|(?P<digits>{_DIGITS}))
    (?:(?P<ordinal>st|nd|rd|th)\b)?
    (?:[\s-]?(?P<scale>hundred|thousand|millionen|milliarden|milliards|millones|millions?|billion|trillion|mio|mrd|bn|mn|tn|[kmb])\b)?
    (?:[\s-]?(?P<unit>%|per\s?cent|pct|percentage\s+points?|dollars?|euros?|pounds?|yen|yuan|renminbi|r[uo]u?bles?|hryvnias?|rupees?|francs?)(?!\w))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORDS = sorted(
    [*_UNITS, *_TENS, *_ORDINALS, "hundred", "thousand", "million", "billion", "trillion"],
    key=len,
    reverse=True,
)
_ONE_WORD = rf"(?:{'|'.join(_WORDS)})"
_WORDY = re.compile(
    rf"\b(?:(?P<article>a)\s+(?=hundred\b|thousand\b|million\b|billion\b))?(?P<words>{_ONE_WORD}(?:(?:[\s-]+|\s+and\s+){_ONE_WORD})*)\b"
    r"(?:\s+(?P<unit>per\s?cent|pct|dollars?|euros?|pounds?|yen|yuan|r[uo]u?bles?|rupees?))?",
    re.IGNORECASE,
)
_VAGUE_WORD = re.compile(rf"\b(?:{'|'.join(_VAGUE)})\b", re.IGNORECASE)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_MONTH = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_MONTH})|(?P<m2>{_MONTH})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)\b(?![:.,]?\d)",
    re.IGNORECASE,
)
_MONTH_WORD = re.compile(rf"\b(?P<m>{_MONTH})\b\.?", re.IGNORECASE)
_WEEKDAY = re.compile(
    rf"\b(?P<w>{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})(?:(?<=day)s)?\b", re.IGNORECASE
)
_RELATIVE = re.compile(
    r"\b(yesterday|today|tomorrow|tonight|last (?:week|month|year)|next (?:week|month|year))\b", re.IGNORECASE
)
_SHORT = 3
"""Letters of an abbreviated month."""
_DAYS = 31
"""Up to it "the 3rd" and "3 May" may be one number."""
_AMBIGUOUS_NAMES = frozenset("may march mar sat sun mon wed jan".split())
"""Months and weekdays that are also words or names: taken as dates only with a capital and a date's company."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number where it stands, with every value it may have."""

    text: str
    span: Span
    values: frozenset[Decimal]
    unit: str | None = None
    """"%" or a currency's code; None when the text names none."""
    ordinal: bool = False
    vague: bool = False
    """ "hundreds": an order of magnitude, not a count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWord:
    """A weekday, a month, a day of a month or a relative day where it stands; `key` is equal for equal dates."""

    text: str
    span: Span
    key: str


def numbers(text: str) -> tuple[Number, ...]:
    """Every number of the text, in digits, in words or vague, in order."""
    found = [*_in_digits(text), *_in_words(text), *_vague(text)]
    return tuple(sorted(found, key=lambda n: n.span))


def dates(text: str) -> tuple[DateWord, ...]:
    """Every weekday, month, day of a month and relative day of the text, in order."""
    found: list[DateWord] = []
    taken: list[Span] = []
    for m in _DAY_MONTH.finditer(text):
        month = MONTHS[(m["m1"] or m["m2"]).casefold()]
        found.append(DateWord(text=m.group(), span=m.span(), key=f"day:{month}-{int(m['d1'] or m['d2'])}"))
        found.append(DateWord(text=m["m1"] or m["m2"], span=m.span(), key=f"month:{month}"))
        taken.append(m.span())
    for m in _MONTH_WORD.finditer(text):
        if any(a <= m.start() < b for a, b in taken) or not _is_month(text, m):
            continue
        found.append(DateWord(text=m.group(), span=m.span(), key=f"month:{MONTHS[m['m'].casefold()]}"))
    for m in _WEEKDAY.finditer(text):
        word = m["w"]
        if word.casefold() in _AMBIGUOUS_NAMES and not (
            word[0].isupper() and text[m.end() : m.end() + 1] in {".", ","}
        ):
            continue
        found.append(DateWord(text=m.group(), span=m.span(), key=f"weekday:{WEEKDAYS[word.casefold()]}"))
    found.extend(
        DateWord(text=m.group(), span=m.span(), key=f"relative:{m.group().casefold()}")
        for m in _RELATIVE.finditer(text)
    )
    return tuple(sorted(found, key=lambda d: d.span))


def _is_month(text: str, match: re.Match[str]) -> bool:
    word = match["m"]
    if word.casefold() not in _AMBIGUOUS_NAMES:
        # "dec" and "oct" in lower case are rarely months outside lower-cased text; full names always are.
        return len(word) > _SHORT or word[0].isupper()
    before = text[: match.start()].rstrip().rsplit(" ", 1)[-1].casefold()
    after = text[match.end() :].lstrip(" ,")[:4]
    return (
        before in {"in", "of", "since", "until", "by", "last", "next", "early", "late", "mid", "this", "from"}
        or after.isdigit()
    )


def _in_digits(text: str) -> Iterator[Number]:
    for m in _NUMBER.finditer(text):
        if m.start("digits") > 0 and text[m.start("digits") - 1].isalpha() and m["currency"] is None:
            continue  # the 9 of "MIG9" is part of a name
        start = m.start() + len(m.group()) - len(m.group().lstrip())
        if m["clock"]:
            hours, minutes = m["clock"].split(":")
            yield Number(
                text=m["clock"], span=m.span("clock"), values=frozenset({Decimal(f"{int(hours)}.{minutes}")})
            )
            continue
        values = frozenset(_scaled(_readings(m["digits"]), m["scale"], certain=bool(m["currency"])))
        unit = _unit(m["unit"]) or _unit(m["currency"])
        yield Number(
            text=m.group().strip(),
            span=(start, m.end()),
            values=values,
            unit=unit,
            ordinal=bool(m["ordinal"]),
        )


def _readings(digits: str) -> set[Decimal]:
    """What the digits may mean: "1.200" is 1.2 to one reader and 1,200 to another."""
    grouped = re.fullmatch(r"\d{1,3}(?:[,.'’\u00a0\u202f]\d{3})+", digits)
    out: set[str] = set()
    if grouped:
        out.add(re.sub(r"\D", "", digits))
        if digits.count(".") == 1 and "," not in digits:
            out.add(digits)
    else:
        head, _, tail = digits.replace(",", ".").rpartition(".")
        out.add(f"{re.sub(chr(92) + 'D', '', head)}.{tail}" if head else tail)
    values: set[Decimal] = set()
    for value in out:
        try:
            values.add(Decimal(value).normalize())
        except (
            InvalidOperation
        ):  # superscripts and other digits Decimal does not read: no value, so nothing supports it
            continue
    return values


def _scaled(values: set[Decimal], scale: str | None, *, certain: bool) -> set[Decimal]:
    if scale is None:
        return values
    factor = _SCALES[scale.casefold()]
    scaled = {(value * factor).normalize() for value in values}
    # "5m" without a currency may be metres.
    return scaled | values if len(scale) == 1 and not certain else scaled


def _unit(word: str | None) -> str | None:
    if word is None:
        return None
    word = re.sub(r"\s+", " ", word.casefold())
    if word.startswith(("%", "per", "pct")):
        return "%"
    return _CURRENCIES.get(word)


def _in_words(text: str) -> Iterator[Number]:
    for m in _WORDY.finditer(text):
        words = [w for w in re.split(r"[\s-]+", m["words"].casefold()) if w != "and"]
        if text[max(0, m.start() - 12) : m.start()].rstrip()[-1:].isdigit() and words[0] in _SCALES:
            continue  # "1.2 million" was read in digits
        for value, ordinal in _values_of_words(words):
            yield Number(
                text=m.group(),
                span=m.span(),
                values=frozenset({value}),
                unit=_unit(m["unit"]),
                ordinal=ordinal,
            )


def _values_of_words(words: list[str]) -> Iterator[tuple[Decimal, bool]]:
    """The number the words spell; "two three" are two numbers."""
    total, current, open_, last = 0, 0, False, ""
    for word in words:
        if word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if _SCALES[word] >= _SCALES["thousand"]:
                total, current = total + current, 0
            open_ = True
        else:
            value = _UNITS.get(word, _TENS.get(word, _ORDINALS.get(word, 0)))
            fits = not open_ or last in _SCALES or (last in _TENS and value < min(_TENS.values()))
            if not fits:
                yield Decimal(total + current).normalize(), last in _ORDINALS
                total, current = 0, 0
            current += value
            open_ = True
        last = word
    if open_:
        yield Decimal(total + current).normalize(), last in _ORDINALS


def _vague(text: str) -> Iterator[Number]:
    for m in _VAGUE_WORD.finditer(text):
        before = text[: m.start()].rstrip()
        if before[-1:].isdigit():
            continue
        value = Decimal(_VAGUE[m.group().casefold()]).normalize()
        yield Number(text=m.group(), span=m.span(), values=frozenset({value}), vague=True)


def number_supported(number: Number, source: tuple[Number, ...]) -> bool:
    """Whether the source has that number, with that unit, as that kind."""
    if number.unit is not None and all(other.unit != number.unit for other in source):
        return False
    return any(_same(number, other) for other in source)


def _same(ours: Number, theirs: Number) -> bool:
    if ours.vague:
        low = min(ours.values)
        return (theirs.vague and ours.values == theirs.values) or any(
            2 * low <= value < 1_000 * low for value in theirs.values
        )
    if theirs.vague and theirs.text.casefold() != "dozen":
        return False
    if not ours.values & theirs.values:
        return False
    if ours.ordinal and not theirs.ordinal and max(ours.values) > _DAYS:
        return False
    return ours.unit is None or theirs.unit is None or ours.unit == theirs.unit
