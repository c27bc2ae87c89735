"""Amounts in a sentence: a number with the unit that says of what, in the six languages of the interface.

Pure, by word lists. Unit words of one language mean nothing else in the others, so that a sentence's language need not be known. A day,
a year or the time of day is a number and no amount.
"""

import re
from typing import Final, Literal

Unit = Literal["money", "time", "length", "power", "weight", "share"]

_NUMBER: Final = (
    r"(?:\d+(?:[.,\u00a0\u202f]\d+)*|an?|another|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|dozens?|hundreds|"
    r"thousands|millions|several|half|none|"
    r"од(?:ин|на|но|ного)|дв[аеоі]|двух|двох|тр[иі]|тр[её]х|трьох|четыре|четыр[её]х|чотири|пять|пяти|п['’]ять|шесть|шести|шість|семь|"
    r"сім|восемь|вісім|девять|дев['’]ять|десять|двенадцать|дванадцять|двадцать|двадцять|тридцать|тридцять|сорок|пол|пів|"
    r"une?|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante|soixante|cent|"
    r"una?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta|cuarenta|cincuenta|cien|"
    r"ثلاثة?|أربعة?|خمسة?|ستة?|سبعة?|ثمانية?|تسعة?|عشرة?|عشرون|عشرين|مئة|مائة)"
)
_SIZE: Final = (
    r"(?:(?:hundred|thousand|million|billion|trillion|тысяч\w*|тисяч\w*|миллион\w*|мільйон\w*|миллиард\w*|мільярд\w*|млн|млрд|тыс|тис|"
    r"mille|mil|millions?|milliards?|millón|millones|ألف|آلاف|مليون|ملايين|مليار)\.?\s(?:d[e’']\s?)?)"
)
_UNITS: Final[dict[Unit, str]] = {
    "money": (
        r"crowns?|dollars?|euros?|pounds?|dinars?|roubles?|rubles?|hryvnias?|yuan|yen|francs?|pesos?|rupees?|lira|rials?|dirhams?|zlotys?|"
        r"shekels?|krona|kroner|"
        r"крон\w*|доллар\w*|долар\w*|евро|євро|рубл\w*|грив\w*|фунт\w*|динар\w*|юан\w*|couronnes?|livres?|roubles?|coronas?|dólares|libras?|"
        r"كرون\w*|دولارا?|يورو|ريالا?|دينارا?|درهما?|ليرة|جنيها?|روبل"
    ),
    "time": (
        r"(?:second|minute|hour|day|week|month|year|decade|centur(?:y|ie))s?|дн(?:я|ей|і|ів)|день|сут\w+|недел\w+|тижн\w+|тиждень|месяц\w*|"
        r"місяц\w*|лет|года?|год(?:ы|ов)|рок(?:и|ів|у)|час(?:а|ов)?|годин\w*|минут\w*|хвилин\w*|heures?|jours?|semaines?|mois|ans?|années?|minutes|"
        r"horas?|d[ií]as?|semanas?|mes(?:es)?|años?|minutos?|يوما?|أيام|أسبوعا?|أسابيع|شهرا?|أشهر|سنة|سنوات|عاما?|أعوام|ساعة|ساعات|دقيقة|دقائق"
    ),
    "length": (
        r"(?:kilo|centi|milli)?met(?:re|er)s?|kms?|miles?|feet|foot|километр\w*|кілометр\w*|метр\w*|км|миль|kilomètres?|mètres?|kilómetros?|metros?|"
        r"كيلومترا?|كيلومترات|مترا?|أمتار"
    ),
    "power": r"(?:kilo|mega|giga|tera)watts?|[kKMGT]Wh?|(?:кило|кіло|мега|[гґ][иі]га)ват\w*|mégawatts?|megavatios?|gigavatios?|ميغاواط|غيغاواط",
    "weight": (
        r"tonnes?|tons?|barrels?|lit(?:re|er)s?|kilos?|kilograms?|grams?|bushels?|gallons?|hectares?|acres?|cubic|square|doses|"
        r"тонн\w*|баррел\w*|барел\w*|литр\w*|літр\w*|килограмм\w*|гектар\w*|barils?|litres?|kilogrammes?|toneladas?|barriles|litros?|hectáreas?|"
        r"طنا?|أطنان|برميلا?|براميل|لترا?"
    ),
    "share": r"per\s?cent|percent|percentage|процент\w*|відсотк\w*|pour cent|por ciento|في المئة|بالمئة",
}
_SIGNS: Final[dict[Unit, str]] = {"money": r"|[$€£¥₽₴]\s?\d|\d\s?[$€£¥₽₴]", "share": r"|\d\s?%"}
_AMOUNTS: Final = {
    unit: re.compile(
        rf"(?<!\w){_NUMBER}[\s-](?:and\sa\shalf\s)?{_SIZE}?(?:[^\W\d]+\s)??(?:{words})(?!\w){_SIGNS.get(unit, '')}",
        re.IGNORECASE,
    )
    for unit, words in _UNITS.items()
}
_DAYS_AND_HOURS: Final = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?(?=jan|feb|mar|apr|may\b|jun|jul|aug|sep|oct|nov|dec|янв|фев|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек|"
    r"січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру|de\s(?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic)|janv|févr|avr|mai|juin|juil|août|"
    r"déc|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر)|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s\d{1,2}|(?:19|20)\d\d|\d{1,2}[:.]\d\d)\b",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(rf"(?<!\w)(?!an?\b|another\b|une?\b|una\b){_NUMBER}(?!\w)", re.IGNORECASE)


def amounts(sentence: str, *units: Unit) -> bool:
    """Has the sentence an amount in one of these units?"""
    return any(_AMOUNTS[unit].search(sentence) for unit in units)


def counts(sentence: str) -> tuple[int, ...]:
    """Where each number that may count something ends."""
    blanked = _DAYS_AND_HOURS.sub(lambda found: " " * len(found.group()), sentence)
    return tuple(found.end() for found in _COUNT.finditer(blanked))
