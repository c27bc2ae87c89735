"""Days of the week as people choose them: "Mon Wed", "Sun-Thu", «по понедельникам и четвергам», "du dimanche au jeudi".

Pure. Takes the days out of words that may name times as well and leaves everything else, so that `bot.words.moments` still sees what is
no time. Which days "weekdays" and a weekend are depends on where the chat is (`weekends`); the answer says the days back.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.words import clock_words, counts
from bot.words.days import weekday
from bot.words.weekends import WEEKEND
from store.weekdays import EVERY_DAY, SATURDAY_AND_SUNDAY, Weekdays


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the words choose."""

    days: Weekdays | None
    """None: they name none."""
    rest: str
    """The words without the days."""
    several: bool = False
    """Do the words give other days to other times: "8:00 Mon-Fri, 10:00 Sat"?"""


def chosen(words: str, *, weekend: Weekdays = SATURDAY_AND_SUNDAY) -> Chosen | None:
    """The days that the words choose; None where days are named in a way that chooses none, such as "from Monday".

    `weekend` are the days off where this is said, which "weekends" means and "weekdays" leaves.
    """
    text = clock_words.loose(words)
    sets = {"weekend": weekend, "weekdays": EVERY_DAY - weekend}
    blocks = [list(block) for _, block in groupby(_tokens(text, sets), lambda token: bool(token.kind))]
    runs = [block for block in blocks if any(token.kind in _NAMING for token in block)]
    if not runs:
        return Chosen(days=None, rest=text)
    meant = None if _each_of_several(text) else _meant(runs)
    if meant is None:
        return None
    rest = text
    for run in reversed(runs):
        rest = f"{rest[: run[0].start]} {rest[run[-1].end :]}"
    others = sum(not block[0].kind for block in blocks)
    return Chosen(days=meant, rest=rest.strip(), several=len(runs) > 1 and others > 1)


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, number or sign. What speaks of days has a kind, a letter of `_RUN`."""

    kind: str
    start: int
    end: int
    days: Weekdays = frozenset()


_NAMING = frozenset("DPSE")
# D a day, P one in the plural («понедельникам»), S several, E every day; F "from", T "to", t what is "to" between days alone,
# p «по», which is "to" only before the singular; X "except". L, which says nothing of its own, is taken out before.
_ITEM = r"F?[DP][Tt][DP]|F?[DP]pD|[DP](?!T|t.|pD)|S|E"
_RUN = re.compile(rf"[tp]?(?P<on>(?:p?(?:{_ITEM}))*)(?:X+p?(?P<off>(?:p?(?:{_ITEM}))+))?[tp]?")
_WEEKDAYS = (
    r"week ?days?|(?:work|working|business) ?days?|будн(?:и|ям|ях|ий|ие|им|их)(?: дн(?:и|ям|ях)| день)?|рабоч(?:ие|им|их|ий) (?:дн(?:и|ям|ях)|день)|"
    r"щобудня|будень|будн(?:і|ях|ям|ій|іх)(?: дн(?:і|ях|ям)| день)?|робоч(?:і|их|им|ий) (?:дн(?:і|ях|ям)|день)|"
    r"(?:jours? )?(?:ouvrables?|ouvres?)|(?:jours? de )?semaine|(?:dias? )?(?:laborables?|habiles?)|entre semana|dias de (?:semana|trabajo)|"
    r"ايام (?:العمل|الدوام)|(?<=يوم )عمل"
)
_EVERY = (
    rf"{clock_words.EVERY_DAY}|every day of the week|all (?:days|week)|7 days a week|все дни|всю неделю|без выходных|всі дні|весь тиждень|"
    r"без вихідних|toute la semaine|toda la semana|(?:طوال|طيلة) الاسبوع"
)
# Once a week is on no day that we could know.
_NO_DAYS = r"(?:chaque|une|cette|par) semaine|toutes les semaines"
_EXCEPT = r"за исключением|за винятком|a l'exception|(?:ما ?)?عدا|باستثناء"
_TOKEN = re.compile(
    rf"(?P<none>(?:{_NO_DAYS})(?!\w))|(?P<weekend>(?:{WEEKEND})(?!\w))|(?P<weekdays>(?:{_WEEKDAYS})(?!\w))|(?P<every>(?:{_EVERY})(?!\w))|"
    rf"(?P<except>(?:{_EXCEPT})(?!\w))|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)|(?P<number>\d+(?:[:.]\d+)*\w*)|(?P<dots>\.\.+)|(?P<sign>\S)"
)
_KINDS = {"weekend": "S", "weekdays": "S", "every": "E", "except": "X", "dots": "t"}
_EACH = clock_words.loose(
    "every each all каждый каждую каждое каждые каждого каждой кожен кожна кожну кожне кожні кожного кожної chaque tous toutes cada todos "
    "كل"
)
_WORDS: dict[str, str] = {
    clock_words.loose(word): kind
    for kind, words in {
        "L": f"{_EACH} on only just and the weekly , ; ، / & + . : ( ) "
        "в во на и только лишь еженедельно у й і та лише тільки щотижня "
        "le la les du de des et en seulement uniquement el los del y solo solamente unicamente "
        "يوم ايام في و فقط",
        "F": "from с со з із зі від desde من",
        "T": "to through thru till until til до au jusqu'a jusqu'au al hasta الى الي حتى حتي لغاية",
        "t": "- ‐ – — − a",
        "p": "по",
        "X": "except excluding but not кроме исключая крім окрім sauf hormis excepto salvo menos الا",
    }.items()
    for word in words.split()
}
# Says nothing beside a time; without one it asks for another time than what may be set.
_MORNINGS = frozenset("morning mornings matin matins утром вранці ранком".split())
# In Arabic also "one" and "two": days where a word before them says so.
_AMBIGUOUS = re.compile(r"(?<!كل )(?<!يوم )(?<!ايام )و?(?:احد|اثنين)")
_PLURAL = re.compile(r".+[ая][мх]")
_EVERY_FEW = re.compile(rf"(?<!\w)(?:{'|'.join(_EACH.split())}) (?:les |los )?(\d+|[^\W\d]+)(?![\w:.])")


def _tokens(text: str, sets: Mapping[str, Weekdays]) -> Iterable[_Token]:
    before = ""
    for found in _TOKEN.finditer(text):
        for token in _read(found, before, sets):
            before = token.kind
            yield token


def _read(found: re.Match[str], before: str, sets: Mapping[str, Weekdays]) -> Sequence[_Token]:
    start, end, group = found.start(), found.end(), str(found.lastgroup)
    if group in {"word", "sign"}:
        return _read_word(found, before)
    return (_Token(_KINDS.get(group, ""), start, end, sets.get(group, frozenset())),)


def _read_word(found: re.Match[str], before: str) -> Sequence[_Token]:
    word, start, end = found[0], found.start(), found.end()
    if word in _WORDS:
        return (_Token(_WORDS[word], start, end),)
    if before and before in _NAMING and word in _MORNINGS and re.search(r"\d", found.string):
        return (_Token("L", start, end),)
    if word.startswith("لل") and (last := weekday(word[2:])) is not None:
        # "To Thursday" in one word.
        return (_Token("T", start, start), _Token("D", start, end, frozenset({last})))
    number = None if _AMBIGUOUS.match(found.string, start, end) else weekday(word.removeprefix("що"))
    if number is None:
        return (_Token("", start, end),)
    return (_Token("P" if _PLURAL.fullmatch(word) else "D", start, end, frozenset({number})),)


def _each_of_several(text: str) -> bool:
    """Every two Mondays: no day of every week. In Arabic "every Monday" is "every two" as well."""
    words = (found[1] for found in _EVERY_FEW.finditer(text))
    return any(weekday(word) is None and counts.number(counts.said(word)) is not None for word in words)


def _meant(runs: Iterable[Sequence[_Token]]) -> Weekdays | None:
    """What all runs of words about days choose together."""
    on: set[int] = set()
    off: set[int] = set()
    for run in runs:
        tokens = [token for token in run if token.kind != "L"]
        found = _RUN.fullmatch("".join(token.kind for token in tokens))
        if found is None:
            return None
        for group, days in (("on", on), ("off", off)):
            days.update(_days(tokens[slice(*found.span(group))]))
    return ((frozenset(on) or EVERY_DAY) - off) or None


def _days(tokens: Sequence[_Token]) -> Iterable[int]:
    for item in re.finditer(_ITEM, "".join(token.kind for token in tokens)):
        named = [token.days for token in tokens[slice(*item.span())] if token.kind in _NAMING]
        if len(named) == 2:  # noqa: PLR2004 - from one to the other
            yield from _from_to(*named)
        else:
            yield from (day for days in named for day in days)


def _from_to(first: Weekdays, last: Weekdays) -> Iterable[int]:
    """Both included, over the week's end; from Monday to Monday is a week."""
    begin, end = *first, *last
    return ((begin + count) % 7 for count in range(((end - begin) % 7 or 7) + 1))
