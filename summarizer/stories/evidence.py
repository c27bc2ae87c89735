"""Whether a sentence names a day, a place or a reason, or looks ahead, in the six languages of the interface.

Pure, by word lists and prepositions: knows no calendar and no map. In another language it knows nothing, and says so.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from summarizer.stories import arabic_months

_NEVER: Final = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What shows, in one language, that a sentence has the kind of thing asked for."""

    dated: "re.Pattern[str]"
    since: "re.Pattern[str]"
    """A beginning that lasts: a day of another event is no answer to "since when"."""
    placed: "re.Pattern[str]"
    """A place after its preposition, or the dateline of a report."""
    reason: "re.Pattern[str]"
    maybe_reason: "re.Pattern[str]"
    """Words that also tell an order in time or a topic ("after", "over")."""
    ahead: "re.Pattern[str]"
    """What is still to come."""
    maybe_dated: "re.Pattern[str]" = _NEVER
    """A month, a year or a season, where another sentence may have the day."""
    maybe_ahead: "re.Pattern[str]" = _NEVER
    """Words of what is announced, which is often the news itself and not what follows it ("will")."""


def evidence(language: str) -> Evidence | None:
    """The words of a language; None where none are known."""
    return _arabic() if language == "ar" else _EVIDENCE.get(language)


def _pattern(words: str) -> "re.Pattern[str]":
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


_YEAR: Final = r"(?:19|20)\d\d"
_WEEKDAYS: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTHS: Final = r"january|february|march|april|june|july|august|september|october|november|december"
_MONTHS_AND_MAY: Final = rf"(?:{_MONTHS}|may)"
_EVIDENCE: Final = {
    "en": Evidence(
        dated=_pattern(
            rf"{_WEEKDAYS}|today|tomorrow|yesterday|tonight|midnight|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTHS_AND_MAY}|"
            rf"{_MONTHS_AND_MAY} \d{{1,2}}|(?:end|middle|beginning|start) of the (?:week|month|year)|(?:with)?in \w+ (?:days|weeks|months)"
        ),
        # "May" without a preposition is a verb.
        maybe_dated=_pattern(
            rf"{_MONTHS}|(?:in|by|since|until|of|from) may|{_YEAR}|(?:next|last|this) (?:week|month|year|spring|summer|autumn|winter)|"
            r"(?:in|by|until|since|before) (?:spring|summer|autumn|winter|the new year)"
        ),
        since=_pattern(r"since|ago|in force"),
        placed=re.compile(
            r"\b(?:in|at|near|on|outside|off|from|to|across)\s(?:the\s)?(?:\w+\s){0,2}?(?!Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|January|February|"
            r"March|April|May|June|July|August|September|October|November|December)[A-ZÀ-Þ]\w|^[A-ZÀ-Þ]{3,}[A-ZÀ-Þ ]*[,(–—-]"
        ),
        reason=_pattern(
            r"because|due to|owing to|thanks to|in order to|so that|so as to|in protest|to protest|to prevent|to avoid|in response|"
            r"in retaliation|in breach of|as a result|prompted|reasons?|for fear|that is why"
        ),
        maybe_reason=_pattern(
            r"blam(?:ed|es|ing)|accus(?:ed|es|ing)|suspect(?:ed|s)?|over|after|following|since(?!\s(?:\d|then|last|the\s\d|"
            r"january|february|march|april|may|june|july|august|september|october|november|december|mon|tue|wed|thu|fri|sat|sun))"
        ),
        ahead=_pattern(
            r"still|expected|due|scheduled|next|would decide|decide|(?:is|are|has|have) to|must|remains? to|soon|plans?"
        ),
        maybe_ahead=_pattern(
            rf"will|would|(?:for|from|by|until|between) (?:\d+|{_WEEKDAYS}|{_MONTHS_AND_MAY})"
        ),
    ),
    "ru": Evidence(
        dated=_pattern(
            r"понедельник\w*|вторник\w*|сред[ауы]|четверг\w*|пятниц\w*|суббот\w*|воскресень\w*|январ\w+|феврал\w+|март[ае]?|апрел\w+|ма[йея]|"
            rf"июн[яеь]|июл[яеь]|август\w*|сентябр\w+|октябр\w+|ноябр\w+|декабр\w+|сегодня|завтра|вчера|полночь|полуночи|{_YEAR}|"
            r"весной|летом|осенью|зимой|(?:следующ|прошл)\w+ (?:недел|месяц|год)\w*"
        ),
        since=_pattern(
            rf"с (?:\d|{_YEAR}|прошл\w+|январ\w+|феврал\w+|март\w+|апрел\w+|ма[я]|июн\w+|июл\w+)[^.]*|назад|вступил\w*"
        ),
        placed=re.compile(
            r"(?<!\w)(?:[Вв]о?|[Нн]а|[Уу]|[Пп]од|[Оо]коло|[Вв]озле|[Бб]лиз|[Ии]з|[Дд]о|[Чч]ерез)\s(?:\w+\s){0,2}?[А-ЯЁ]\w|^[А-ЯЁ]{3,}"
        ),
        reason=_pattern(
            r"потому что|поскольку|так как|из-за|по причине|ввиду|в связи с|в ответ|чтобы|в знак протеста|за то|благодаря"
        ),
        maybe_reason=_pattern(r"после|обвин\w+|подозрев\w+|по подозрению"),
        ahead=_pattern(r"ещ[её]|будет|будут|предстоит|должн[аоы]|ожида\w+|намерен\w*|следующ\w+|планиру\w+"),
    ),
    "uk": Evidence(
        dated=_pattern(
            r"понеділ\w+|вівтор\w+|серед[ауи]|четвер\w*|п['’]ятниц\w+|субот\w+|неділ[яюі]|січ\w+|лют(?:ого|ий|ому)|берез\w+|квіт\w+|трав(?:ня|ень|ні)|"
            rf"черв\w+|лип(?:ня|ень|ні)|серп\w+|верес\w+|жовт\w+|листопад\w*|груд\w+|сьогодні|завтра|вчора|учора|опівноч\w*|{_YEAR}|"
            r"навесні|влітку|восени|взимку|(?:наступн|минул)\w+ (?:тиж|місяц|р[оі])\w+"
        ),
        since=_pattern(
            rf"(?:з|із|від) (?:\d|{_YEAR}|минул\w+|січ\w+|лют\w+|берез\w+|квіт\w+)[^.]*|тому|набу\w+ чинності"
        ),
        placed=re.compile(
            r"(?<!\w)(?:[ВвУу]|[Нн]а|[Пп]ід|[Бб]іля|[Пп]облизу|[Зз]|[Іі]з|[Дд]о|[Чч]ерез)\s(?:\w+\s){0,2}?[А-ЯІЇЄҐ]\w|^[А-ЯІЇЄҐ]{3,}"
        ),
        reason=_pattern(
            r"тому що|оскільки|бо|через|у зв['’]язку|у відповідь|щоб|на знак протесту|за те|завдяки"
        ),
        maybe_reason=_pattern(r"після|звинува\w+|підозр\w+"),
        ahead=_pattern(r"ще|буде|будуть|має|мають|очіку\w+|відбудеться|відбудуться|наступн\w+|плану\w+"),
    ),
    "fr": Evidence(
        dated=_pattern(
            r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|février|(?:\d|en|de|début|fin|mi) ?mars|avril|(?:\d{1,2}|en|depuis|de|fin) mai|"
            rf"juin|juillet|août|septembre|octobre|novembre|décembre|aujourd['’]hui|demain|hier|minuit|{_YEAR}|"
            r"(?:semaine|mois|an|année) (?:prochaine?|derni[eè]re?)|(?:au|cet|en) (?:printemps|été|automne|hiver)"
        ),
        since=_pattern(r"depuis|à partir d\w+|il y a|en vigueur|jusqu\w+"),
        placed=re.compile(
            r"(?<!\w)(?:[ÀàEe]n?|[Aa]ux?|[Dd]ans|[Pp]rès d[e’']|[Ss]ur|[Vv]ers|[Dd]epuis)\s?(?:l['’]|la\s|le\s|les\s)?(?:\w+\s){0,2}?[A-ZÀ-Þ]\w|^[A-ZÀ-Þ]{3,}"
        ),
        reason=_pattern(
            r"parce qu\w*|en raison|à cause|puisque|faute de|afin|pour protester|en réponse|en signe|grâce|car|en représailles|de peur"
        ),
        maybe_reason=_pattern(r"après|suite à|à la suite|accus\w+|soupçonn\w+|pour"),
        ahead=_pattern(
            r"encore|doit|doivent|devra|devront|prévue?s?|attendue?s?|prochaine?s?|\w+ront|\w+era"
        ),
    ),
    "es": Evidence(
        dated=_pattern(
            r"lunes|martes|miércoles|jueves|viernes|sábado|domingo|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|"
            rf"noviembre|diciembre|hoy|mañana|ayer|medianoche|{_YEAR}|(?:semana|mes|año) (?:próxim[oa]|pasad[oa]|que viene)|"
            r"(?:próxim[oa]|pasad[oa]) (?:semana|mes|año)|en (?:primavera|verano|otoño|invierno)"
        ),
        since=_pattern(r"desde|a partir de|hace|en vigor|hasta"),
        placed=re.compile(
            r"(?<!\w)(?:[Ee]n|[Aa]l?|[Cc]erca de|[Ss]obre|[Dd]esde|[Hh]acia)\s(?:el\s|la\s|los\s|las\s)?(?:\w+\s){0,3}?[A-ZÀ-Þ]\w|^[A-ZÀ-Þ]{3,}"
        ),
        reason=_pattern(
            r"porque|debido a|a causa|ya que|puesto que|en respuesta|en protesta|para (?:evitar|impedir|protestar)|por temor|gracias a|en represalia"
        ),
        maybe_reason=_pattern(r"tras|después de|acus\w+|sospech\w+|por"),
        ahead=_pattern(r"aún|todavía|debe|deben|deberán?|previst[oa]s?|próxim[oa]s?|\w+(?:rá|rán)"),
    ),
}


@cache
def _arabic() -> Evidence:
    """Apart, because its months are looked up."""
    return Evidence(
        dated=_pattern(
            rf"(?:و|ب|ل)?(?:الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد|{arabic_months.pattern()}|"
            rf"اليوم|غدا|أمس|{_YEAR}|(?:الأسبوع|الشهر|العام) (?:المقبل|الماضي|القادم))"
        ),
        since=_pattern(r"منذ|ابتداء|اعتبارا|حتى"),
        placed=_pattern(r"(?:في|قرب|عند|إلى|داخل|بمدينة)\s\w+"),
        reason=_pattern(r"بسبب|لأن\w*|نتيجة|احتجاجا?|ردا|نظرا|لكي|خشية|بفضل"),
        maybe_reason=_pattern(r"بعد|إثر|عقب|اتهم\w*"),
        ahead=_pattern(r"س[يت]\w+|من المقرر|من المتوقع|لا يزال|المقبل\w*"),
    )
