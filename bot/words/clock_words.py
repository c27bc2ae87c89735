"""Times of day as people say them: "half past seven", «в 7 утра», "à 7 heures et demie", "a las 7 de la tarde".

Pure. Turns what it knows into 07:30 and leaves the rest as it is, so that `bot.words.moments` still sees what is no time.
"""

import re
import unicodedata
from collections.abc import Callable

from bot.words import counts

EVERY_DAY = (
    r"\b(?:every ?day|each day|daily|каждый день|ежедневно|щодня|кожного дня|tous les jours|chaque jour|todos los dias|cada dia|"
    r"diariamente)\b|كل يوم|يوميا"
)
"""A pattern of what says "every day", for text that `loose` made."""
_EVERY_DAY = re.compile(rf"{EVERY_DAY}|\b(?:every morning|каждое утро|chaque matin)\b")
_EVERY_EVENING = re.compile(r"\bevery evening (?:at )?(\d{1,2}(?:[:.]\d\d)?)(?![\w:])")
_NOON = re.compile(r"\b(?:noon|midday|полдень|полдня|полудень|опівдні|midi|mediodia)\b|الظهر")
_MIDNIGHT = re.compile(r"\b(?:midnight|полночь|опівночі|minuit|medianoche)\b|منتصف الليل")
# Hours as ordinals: "half of the eighth" is half past seven, "at the eighth" is eight.
_OF = "первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого"
_ON = "першу другу третю четверту п'яту шосту сьому восьму дев'яту десяту одинадцяту дванадцяту"
_AT = "першій другій третій четвертій п'ятій шостій сьомій восьмій дев'ятій десятій одинадцятій дванадцятій"
_NO_HOURS = frozenset({"a", "an", "un", "couple"})


def loose(words: str) -> str:
    """Small letters without accents, Western digits, single spaces and one kind of apostrophe."""
    digits = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in words)
    plain = unicodedata.normalize("NFKD", digits.casefold().translate(_APOSTROPHES))
    # The breve stays: й is a letter of its own.
    kept = (sign for sign in plain if not unicodedata.combining(sign) or sign == "\u0306")
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


_APOSTROPHES = str.maketrans("’ʼ`", "'''")


def clocks_in(words: str) -> str:
    """The words with every time that is said turned into digits, and without "every day" and "at"."""
    text = _MIDNIGHT.sub("00:00", _NOON.sub("12:00", _EVERY_DAY.sub(" ", loose(words))))
    for pattern, clock in _SAID:
        text = pattern.sub(clock, text)
    text = _WORD.sub(lambda found: str(_HOURS[found[0]]), text)
    for pattern, clock in _PARTS:
        text = pattern.sub(clock, text)
    text = _HALF_DAY.sub(_of_the_day, _EVERY_EVENING.sub(r"\1 in the evening", text))
    return " ".join(_FILLERS.sub(" ", _FULL.sub(r"\1:00", text)).split())


def _table(words: str) -> dict[str, int]:
    return {loose(word): hour for hour, word in enumerate(words.split(), start=1)}


_OF_HOURS, _ON_HOURS = _table(_OF), _table(_ON)
_HOURS = _table(_AT) | {loose(word): hour for hour, word in counts.SPELLED if word not in _NO_HOURS}
_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, _HOURS), key=len, reverse=True))})(?!\w)")


def _past(minutes: int) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{int(found[1])}:{minutes:02}"


def _to(minutes: int) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{(int(found[1]) - 1) % 24}:{60 - minutes:02}"


def _half_of(hours: dict[str, int]) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{hours[found[1]] - 1}:30"


_SAID = (
    (re.compile(rf"(?:\bв )?\bпол(?:овин[аеу] )?({'|'.join(_OF_HOURS)})\b"), _half_of(_OF_HOURS)),
    (re.compile(rf"(?:\b[ов] )?\bпів на ({'|'.join(map(re.escape, _ON_HOURS))})\b"), _half_of(_ON_HOURS)),
)
_HOUR = r"(\d{1,2})(?: ?h| heures?)?"
_PARTS = (
    (re.compile(r"\bhalf past (\d{1,2})\b"), _past(30)),
    (re.compile(r"\b(?:a )?quarter past (\d{1,2})\b"), _past(15)),
    (re.compile(r"\b(?:a )?quarter to (\d{1,2})\b"), _to(15)),
    (re.compile(rf"\b{_HOUR} (?:et demie?|y media)\b"), _past(30)),
    (re.compile(rf"\b{_HOUR} (?:et quart|y cuarto)\b"), _past(15)),
    (re.compile(rf"\b{_HOUR} (?:moins (?:le )?quart|menos cuarto)\b"), _to(15)),
    (re.compile(r"\b(\d{1,2}) (?:و ?)?(?:ال)?نصف"), _past(30)),
    (re.compile(r"\b(\d{1,2}) thirty\b"), _past(30)),
)
_MORNING = r"in the morning|a\.? ?m\.?|утра|ранку|du matin|de la manana|صباحا|صباح"
_EVENING = r"in the (?:afternoon|evening)|p\.? ?m\.?|дня|вечера|вечора|du soir|de l'apres-midi|de la tarde|مساء|بعد الظهر"
_NIGHT = r"at night|ночи|ночі|de la noche|du nuit|ليلا"
_UNIT = r"o'?clock|h|heures?|horas?|ч|час(?:а|ов)?|год|годин[аиу]?"
_HALF_DAY = re.compile(
    rf"\b(\d{{1,2}})(?:[:.h](\d\d))?(?: ?(?:{_UNIT}))? ?(?:({_MORNING})|({_EVENING})|({_NIGHT}))(?!\w)"
)
_FULL = re.compile(rf"\b(\d{{1,2}}) (?:{_UNIT})(?![\w:])")
_FILLERS = re.compile(
    r"(?<![\w:])(?:at|on|every|around|about|and|в|во|около|и|о|об|та|й|і|a|as|et|vers|les|en|las|la|y|الساعة|في|عند|و|at the)(?![\w:])"
)
_SMALL_HOURS = 6


def _of_the_day(found: re.Match[str]) -> str:
    """Hours of a clock face to hours of the day; an hour that is none stays as it was written."""
    hour, minutes = int(found[1]), found[2] or "00"
    if not 1 <= hour <= 12:  # noqa: PLR2004 - a clock face
        # "19:00 in the evening" is said, "0 in the morning" too; "13pm" is a slip.
        return found[0] if re.search(r"[ap]\.? ?m\b", found[0]) else f"{hour}:{minutes}"
    late = bool(found[4]) or (bool(found[5]) and _SMALL_HOURS <= hour < 12)  # noqa: PLR2004 - a clock face
    return f"{hour % 12 + 12 * late:02}:{minutes}"
