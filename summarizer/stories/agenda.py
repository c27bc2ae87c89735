"""What an article announces: sentences that say what will happen, and on which day.

Pure but for `dateparser`, which resolves the words of a date against the day of the article. Only a date that can be one
day, on or after the article's own, counts; "next week" and "in the coming days" are no dates.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from summarizer.stories import arabic_months
from summarizer.text.datelines import news_start
from summarizer.text.sentences import sentences
from summarizer.types import Span

FURTHEST = timedelta(days=400)
"""Later dates are goals ("by 2035"), not appointments."""
_OPENING_WORDS = 1
"""Before a date at the head of a sentence: "On", "Next", "Am"."""
READ = 8_000
LONGEST = 400
"""Characters of a sentence: longer ones are lists and background."""

_AHEAD = {
    "en": r"\b(?:will|is (?:set|due|scheduled|expected|planned|to)|are (?:set|due|scheduled|expected|planned|to)|plans? to|"
    r"scheduled (?:for|to)|slated (?:for|to)|deadline|takes? place (?:on|next)|shall|begins? on|starts? on|opens? on|by the end of)\b",
    "ru": r"\b(?:состоится|состоятся|пройд[её]т|пройдут|запланирован\w*|намечен\w*|встретится|встретятся|посетит|начн[её]тся|"
    r"начнутся|ожидается|будет|будут|прибудет|проведут|провед[её]т|"
    r"(?:договорил|условил)(?:ись|ся|ась) (?:провести|встретиться|начать|возобновить|открыть|подписать|продолжить))\b",
    "uk": r"\b(?:відбудеться|відбудуться|пройде|заплановано|зустрінеться|відвідає|почнеться|буде|очікується|"
    r"домовил(?:ися|ись|ася) (?:провести|зустрітися|почати|відновити|відкрити|підписати|продовжити))\b",
    "fr": r"\b(?:aura lieu|auront lieu|se tiendra|se tiendront|se réunira|rencontrera|est prévue?|sera|seront|doit|doivent|débutera|"
    r"rouvrira|rouvriront|reprendront|convenu(?:es?|s)? de \w+(?:er|ir|re))\b",
    "es": r"\b(?:tendrá lugar|se celebrará|se reunirá|se reunirán|está previst[oa]|será|visitará|comenzará|viajará|"
    r"reabrirán?|reanudarán?|(?:acordaron|acordó|decidieron|decidió) \w+(?:[aei]r|[aei]rse))\b",
    "de": r"\b(?:wird|werden|soll|sollen|findet|geplant|beginnt)\b",
    "ar": r"\b[وف]?(?:س[يت](?:عقد|نعقد|جر[يى]|لتقي|بدأ|ستضيف|زور|ستأنف|جتمع|قام|وقع|فتتح)\w*|المقرر|المزمع)\b",
}
_MONTHS = {
    "en": "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec",
    "ru": "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря",
    "uk": "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    "de": "januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember",
}
_WEEKDAYS = {
    "en": "monday|tuesday|wednesday|thursday|friday|saturday|sunday",
    "ru": "понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье",
    "uk": "понеділок|вівторок|середу|четвер|п’ятницю|суботу|неділю",
    "fr": "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
    "es": "lunes|martes|miércoles|jueves|viernes|sábado|domingo",
    "ar": "الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد",
    "de": "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag",
}
_TOMORROW = {
    "en": "tomorrow", "ru": "завтра", "uk": "завтра", "fr": "demain", "es": "mañana", "de": "morgen", "ar": "غدا|غداً",
}  # fmt: skip
_PAST = {
    "en": r"\b(?:was|were|had|took place|last|said on|told|met on|ago|signed on|killed|yesterday|"
    r"(?<!be )(?:announced|declared|confirmed|reported|stated))\b",
    "ru": r"\b(?:был[аио]?|прош[её]л|прошл\w+|закрыт\w*|подписанн\w+|достигнут\w*|сообщил\w*|заявил\w*|соглашени\w+ от)\b",
    "uk": r"\b(?:бул[аио]|був|минул\w+|закрит\w*|підписан\w+|досягнут\w*|повідоми\w+|заяви\w+|угод\w+ від)\b",
    "fr": r"\b(?:était|étaient|fermée?s?|depuis|dernier|signée?s?|conclue?s?|a déclaré|a annoncé)\b",
    "es": r"\b(?:fue|fueron|estaba|cerrad[oa]s?|desde|pasado|firmad[oa]s?|alcanzad[oa]s?|dijo|anunció)\b",
    "ar": r"(?:\bمنذ\b|\bالماضي|\bكان|\bالموقع|\bالمغلق|\bقال\b|\bأعلن)",
}
"""What came before a date makes it one of the past."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """Something announced for a day: `text == article[start:end]`."""

    on: date
    text: str
    span: Span


def announcements(text: str, published: datetime, language: str | None) -> tuple[Announcement, ...]:
    """What the article announces, each day and sentence once, in order of the text."""
    code = language or "en"
    if code not in _AHEAD:
        return ()
    found: list[Announcement] = []
    ahead = re.compile(_AHEAD[code], re.IGNORECASE)
    for start, end in sentences(text[:READ]):
        sentence = text[start:end]
        cue = ahead.search(sentence)
        if cue is None or end - start > LONGEST:
            continue
        on = _day_after(sentence, cue, published, code)
        if on is not None:
            begin = start + news_start(sentence, code)
            found.append(Announcement(on=on, text=text[begin:end], span=(begin, end)))
    return tuple(found)


def _day_after(sentence: str, cue: re.Match[str], published: datetime, code: str) -> date | None:
    """The first date after the announcing word that a day can be made of; a date before it only in the same clause."""
    dates = list(_dates(sentence, code))
    after = [match for match in dates if match.start() >= cue.start()]
    # "On Tuesday ministers will …"; elsewhere a date before the announcing word belongs to what was said or done that day.
    opening = [match for match in dates if len(sentence[: match.start()].split()) <= _OPENING_WORDS]
    before = [match for match in opening if match.end() <= cue.start()]
    for match in after or before[-1:]:
        if _is_of_the_past(sentence[max(cue.end(), match.start() - 30) : match.start()], code):
            continue
        resolved = resolve(match.group(), published, code)
        if resolved is not None:
            return resolved
    return None


def _is_of_the_past(before: str, code: str) -> bool:
    return code in _PAST and re.search(_PAST[code], before, re.IGNORECASE) is not None


def _dates(sentence: str, code: str) -> Iterator[re.Match[str]]:
    month = arabic_months.pattern() if code == "ar" else _MONTHS[code]
    weekday = _WEEKDAYS[code]
    numbered = rf"\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?(?:{month})\b(?:,?\s+(?:de\s+)?20\d\d)?"
    named = rf"(?:{month})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+20\d\d)?"
    pattern = rf"\b(?:{numbered}|{named}|20\d\d-\d\d-\d\d|(?:{weekday})|{_TOMORROW[code]})\b"
    return re.finditer(pattern, sentence, re.IGNORECASE)


def resolve(words: str, published: datetime, language: str) -> date | None:
    """The day that the words mean on the day the article was published; None for a past or far one."""
    import dateparser

    settings = {
        "RELATIVE_BASE": published.replace(tzinfo=None),
        "PREFER_DATES_FROM": "future",
        "REQUIRE_PARTS": ["day", "month"] if re.search(r"\d", words) else [],
        "DATE_ORDER": "DMY",
    }
    said = arabic_months.common(words) if language == "ar" else words
    parsed = dateparser.parse(said, languages=[language], settings=settings)
    if parsed is None:
        return None
    day = parsed.date()
    if not re.search(r"20\d\d", words) and day < published.date():
        return None
    return day if published.date() <= day <= published.date() + FURTHEST else None
