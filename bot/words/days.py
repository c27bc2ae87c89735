"""Days and spans of days as people say them in our languages: "yesterday", "la semaine dernière", «с 1 ноября», 1.11.2026.

Pure: today comes from the caller. What leaves the year or the week open means the newest that has begun, since news is
asked for backwards. A week begins on Monday.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from babel import Locale

from bot.texts import LANGUAGES
from bot.words import counts
from store.follows import stem
from summarizer.stories import arabic_months

Unit = Literal["day", "week", "month", "year"]

_ONE_DAY = timedelta(days=1)
_WEEK, _YEAR_MONTHS = 7, 12
# Days from today, by the folded words of all our languages.
_NEAR = {
    0: "today|сегодня|сегодняшнего дня|сьогодні|сьогоднішнього дня|aujourd hui|hoy|اليوم",
    -1: "yesterday|вчера|вчерашнего дня|вчора|учора|вчорашнього дня|hier|ayer|امس|البارحة",
    -2: "(?:the )?day before yesterday|позавчера|позавчора|avant-hier|avant hier|anteayer|antier|اول امس",
    1: "tomorrow|завтра|завтрашнего дня|завтрашнього дня|demain|manana|غدا|الغد",
}
_UNITS: tuple[tuple[Unit, str], ...] = (
    ("day", r"days?|день|дня|дней|дні|дня|днів|jours?|dias?|يوم|ايام|يوما|الايام"),
    ("week", r"weeks?|недел\w*|тиждень|тиж?н\w+|тижд\w+|semaines?|semanas?|اسبوع|الاسبوع|اسابيع|الاسابيع"),
    ("month", r"months?|месяц\w*|місяц\w*|mois|mes|meses|شهر|الشهر|اشهر|شهور"),
    ("year", r"years?|год|года|году|лет|рік|рок\w*|років|ans?|annees?|anos?|سنة|السنة|عام|العام|سنوات|اعوام"),
)
# Arabic says "two days" in one word.
_PAIRS: dict[str, Unit] = {
    "يومين": "day",
    "اسبوعين": "week",
    "شهرين": "month",
    "سنتين": "year",
    "عامين": "year",
}
_ANY_UNIT = "|".join(pattern for _, pattern in _UNITS)
_LAST = (
    r"last|past|previous|прошл\w+|прошедш\w+|минувш\w+|последн\w+|минул\w+|попередн\w+|останн\w+|derniere?s?|passee?s?|pasad[oa]s?|"
    r"ultim[oa]s?|الماضي|الماضية|السابق|الاخير|الاخيرة"
)
_THIS = r"this|the current|current|эт(?:ой|ого|а|от|у|и)|текущ\w+|ц(?:ього|ей|і|ю|ієї|ьому)|поточн\w+|cette|ce|est[ea]|هذا|هذه|الجاري"
_ARTICLES = r"(?:(?:the|la|le|les|l|el|los|las|du|de|on|в|во|у|يوم) )?"
_AGO_BEFORE, _AGO_AFTER = r"il y a|hace|desde hace|قبل|منذ", r"ago|назад|тому"
_NUMBER = rf"\d{{1,4}}|{counts.WORD}"
_AGO = re.compile(
    rf"(?:(?:{_AGO_BEFORE}) )?(?:(?P<count>{_NUMBER}) )?(?P<unit>{_ANY_UNIT})(?: (?:{_AGO_AFTER}))?|"
    rf"(?:(?:{_AGO_BEFORE}) )?(?P<pair>{'|'.join(_PAIRS)})"
)
_LENGTH = re.compile(rf"(?:(?:{_NUMBER}) )?(?:{_ANY_UNIT})|{'|'.join(_PAIRS)}")
_RECENT = re.compile(
    rf"{_ARTICLES}(?:(?:{_LAST}) (?P<count>{_NUMBER})|(?P<count2>{_NUMBER}) (?:{_LAST})) (?P<unit>{_ANY_UNIT})"
)
_SPAN = re.compile(
    rf"{_ARTICLES}(?:(?:(?P<last>{_LAST})|(?P<this>{_THIS})) (?P<unit>{_ANY_UNIT})|"
    rf"(?P<unit2>{_ANY_UNIT}) (?:(?P<last2>{_LAST})|(?P<this2>{_THIS})))"
)
_NEXT = r"next|coming|следующ\w+|ближайш\w+|будущ\w+|наступн\w+|prochaine?s?|proxim[oa]s?|القادم|القادمة|المقبل|المقبلة"
_STRETCHES = rf"{_ANY_UNIT}|weekends?|week-end|выходн\w+|вихідн\w+|fin(?:es)? de semana|عطلة"
_WHICH = rf"{_LAST}|{_THIS}|{_NEXT}|{_NUMBER}"
_STRETCH = re.compile(
    rf"{_ARTICLES}(?:(?:{_WHICH}) ){{0,2}}(?:{_STRETCHES})(?: (?:{_LAST}|{_NEXT}))?|{'|'.join(_PAIRS)}"
)
_COMING = re.compile(rf"{_ARTICLES}(?:(?:{_NEXT}) (?P<unit>{_ANY_UNIT})|(?P<unit2>{_ANY_UNIT}) (?:{_NEXT}))")
_YEAR = r"(?:[, ]*(?:de |del )?(?P<year>(?:19|20)\d\d)(?: (?:года|г|року|р))?)?"
_YEAR2 = _YEAR.replace("<year>", "<year2>")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_TURNED = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d\d))?\.?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From the first day to the last, both included."""

    first: date
    last: date


def span(words: str, today: date, *, lengths: bool = True) -> Span | None:
    """The days that the words mean; None when they mean none.

    A day is a span of one; "last week" is Monday to Sunday, "November" the whole month, "the last 3 days" ends today.
    With `lengths`, "3 days" alone is three days ago, as in "depuis 3 jours"; without, as in «дети с 5 лет», no day.
    """
    numbers = _by_numbers(words.strip().translate(_DIGITS), today)
    if numbers is not None:
        return numbers
    text = counts.said(words)
    if not lengths and _LENGTH.fullmatch(text):
        return None
    readers: Iterable[Callable[[str, date], Span | None]]
    readers = (_near, _relative, _recent, _ago, _by_month, _weekday)
    try:
        return next((found for read in readers if (found := read(text, today)) is not None), None)
    except (ValueError, OverflowError):  # the 31st of February; four thousand years ago
        return None


def coming(words: str, today: date) -> date | None:
    """The day that the words mean when it lies ahead: the next Monday, the next 1st of November, the Monday of next week.

    None when they mean no day, a past one or today.
    """
    text = counts.said(words)
    if found := _COMING.fullmatch(text):
        unit = _unit(found["unit"] or found["unit2"])
        return _whole(unit, today).last + _ONE_DAY
    past = span(words, today, lengths=False)
    if past is None or past.first > today:
        return None if past is None else past.first
    if weekday(re.sub(rf"^{_ARTICLES}", "", text)) is not None:
        return past.first + _WEEK * _ONE_DAY
    dated = _by_numbers(words.strip(), today) or _by_month(text, today)
    return _next_year(past.first, today) if dated and not re.search(r"(?:19|20)\d\d", text) else None


def _next_year(day: date, today: date) -> date | None:
    """A day without a year, which was found in the past."""
    for year in range(today.year, today.year + 9):
        try:
            found = day.replace(year=year)
        except ValueError:
            continue
        if found > today:
            return found
    return None


def means_days(words: str) -> bool:
    """Do the words speak of a stretch of time, whether or not `span` can say which: "next week", "last weekend", "month"?"""
    return bool(_STRETCH.fullmatch(counts.said(words)))


_ARABIC = re.compile("[\u0621-\u064a]")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def _by_numbers(text: str, today: date) -> Span | None:
    try:
        if found := _ISO.fullmatch(text):
            year, month, day = int(found[1]), int(found[2]), found[3]
            return _one(date(year, month, int(day))) if day else _month(year, month)
        if found := _TURNED.fullmatch(text):
            return _one(_dated(int(found[1]), int(found[2]), found[3], today))
    except ValueError:
        pass
    return None


def _near(text: str, today: date) -> Span | None:
    for distance, words in _NEAR.items():
        if re.fullmatch(words, text):
            return _one(today + distance * _ONE_DAY)
    return None


def _relative(text: str, today: date) -> Span | None:
    """Last week, this month."""
    found = _SPAN.fullmatch(text)
    if found is None:
        return None
    unit = _unit(found["unit"] or found["unit2"])
    return _whole(unit, _back(unit, 1, today) if found["last"] or found["last2"] else today)


def _recent(text: str, today: date) -> Span | None:
    """The last three days."""
    found = _RECENT.fullmatch(text)
    count = counts.number(found["count"] or found["count2"]) if found else None
    if found is None or count is None:
        return None
    return Span(first=_back(_unit(found["unit"]), count, today), last=today)


def _ago(text: str, today: date) -> Span | None:
    """Three days ago; "three days" alone, as in "depuis 3 jours"."""
    found = _AGO.fullmatch(text)
    if found is None:
        return None
    if found["pair"]:
        return _one(_back(_PAIRS[found["pair"]], 2, today))
    bare = found["count"] is None
    if bare and text == found["unit"] and not _ARABIC.match(text):
        return None  # "week" alone says no day; in Arabic it is one week
    count = 1 if bare else counts.number(found["count"])
    return None if count is None else _one(_back(_unit(found["unit"]), count, today))


def _by_month(text: str, today: date) -> Span | None:
    """1 November, November 1st, November 2026, 2026."""
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|го|е)?"
    pattern = rf"{_ARTICLES}(?:{day} (?:of |de )?)?(?P<month>{months}){_YEAR}|(?P<month2>{months}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?{_YEAR2}"
    if re.fullmatch(r"(?:19|20)\d\d(?: (?:года|году|г|року|р))?", text):
        return _whole("year", date(int(text[:4]), 1, 1))
    found = re.fullmatch(pattern, text)
    if found is None:
        return None
    month = _months()[found["month"] or found["month2"]]
    day_of, year = found["day"] or found["day2"], found["year"] or found["year2"]
    if day_of:
        return _one(_dated(int(day_of), month, year, today))
    return _month(int(year) if year else _dated(1, month, None, today).year, month)


def _weekday(text: str, today: date) -> Span | None:
    """Monday: the newest, today if it is one; "last Monday" is before today."""
    found = re.fullmatch(rf"{_ARTICLES}(?:(?P<last>{_LAST}) )?(?P<day>.+?)(?: (?P<last2>{_LAST}))?", text)
    number = weekday(found["day"]) if found else None
    if found is None or number is None:
        return None
    back = (today.weekday() - number) % _WEEK
    return _one(today - (back or _WEEK * bool(found["last"] or found["last2"])) * _ONE_DAY)


def _one(day: date) -> Span:
    return Span(first=day, last=day)


def _month(year: int, month: int) -> Span:
    return _whole("month", date(year, month, 1))


def _whole(unit: Unit, day: date) -> Span:
    """The week, month or year that a day is in."""
    if unit == "week":
        monday = day - day.weekday() * _ONE_DAY
        return Span(first=monday, last=monday + 6 * _ONE_DAY)
    if unit == "month":
        return Span(first=day.replace(day=1), last=day.replace(day=monthrange(day.year, day.month)[1]))
    return _one(day) if unit == "day" else Span(first=date(day.year, 1, 1), last=date(day.year, 12, 31))


def _back(unit: Unit, count: int, today: date) -> date:
    """Today so long ago; the last day of a month that is too short."""
    if unit in {"day", "week"}:
        return today - count * (_ONE_DAY if unit == "day" else _WEEK * _ONE_DAY)
    months = today.year * _YEAR_MONTHS + today.month - 1 - count * (1 if unit == "month" else _YEAR_MONTHS)
    year, month = months // _YEAR_MONTHS, months % _YEAR_MONTHS + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    """A day of the year; without one, the newest that has come. Raises ValueError when there is no such day."""
    if year is not None:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)  # noqa: PLR2004 - "26"
    # The 29th of February is found in the last year that had one.
    for back in range(8):
        try:
            found = date(today.year - back, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise ValueError(f"no day {day}.{month}.")


def _unit(word: str) -> Unit:
    return next(unit for unit, pattern in _UNITS if re.fullmatch(pattern, word))


@cache
def _months() -> dict[str, int]:
    """Names of months, folded, as CLDR has them, those of every Arab country included."""
    locales = [Locale.parse(code) for code in dict.fromkeys((*LANGUAGES, *arabic_months.LOCALES))]
    return {counts.said(name): number for locale in locales for number, name in _named(locale.months)}


def weekday(words: str) -> int | None:
    """The day of the week, Monday is 0, that the words name in any of our languages, in any form; None for other words."""
    text = counts.said(words)
    return None if text in _NO_WEEKDAYS else _weekdays().get(_stemmed(text))


# "Among", which bends as Wednesday does.
_NO_WEEKDAYS = frozenset({"среди", "серед"})


@cache
def _weekdays() -> dict[str, int]:
    # Ukrainian loses a vowel when it bends these; the rest is what CLDR and our stems lack.
    found = {"понеділк": 0, "вівторк": 1, "четверг": 3, "dimanch": 6, "воскресен": 6}
    found |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3, "ثلاثا": 1, "اربعا": 2}
    for locale in map(Locale.parse, LANGUAGES):
        found |= {_stemmed(counts.said(name)): number for number, name in _named(locale.days)}
    return found


def _named(names: object) -> Iterable[tuple[int, str]]:
    """CLDR's wide and abbreviated names, in the forms for a date and for standing alone."""
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            yield from names[context][width].items()  # type: ignore[index]  # babel gives mappings of mappings


def _stemmed(text: str) -> str:
    return " ".join(stem(word) for word in text.split())
