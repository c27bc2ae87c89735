"""/search, /ask, /said and /agenda: what the archive knows, each with its source."""

import re

from bot import following, moments
from bot.commands import people, stories
from bot.commands.desk import Desk, Replies, Visit, tell
from bot.commands.request import pasted
from bot.rendering import lists
from store.search import unread
from summarizer.stories.person_questions import person_question

# "about" and "since" as people write them in our languages, for /said.
_ABOUT = r"about|on|regarding|о|об|про|à propos de|sur|sobre|acerca de|щодо|عن|حول"
_SINCE = r"since|from|с|с\s+даты|від|з|depuis|desde|منذ"
_PARTS = re.compile(
    rf"(?P<name>.+?)(?:\s+(?:{_ABOUT})\s+(?P<about>.+?))?(?:\s+(?:{_SINCE})\s+(?P<since>\d[\d./-]+))?",
    re.IGNORECASE,
)

_SINCE_DATE = re.compile(rf"(?P<words>.+?)\s+(?:{_SINCE})\s+(?P<since>\d[\d./-]+)", re.IGNORECASE)
_COUNTRY = re.compile(r"(?<!\S)country:(\"[^\"]+\"|\S+)", re.IGNORECASE)
_DATED = re.compile(r"(?<!\S)(since|until):(\d[\d./-]+)", re.IGNORECASE)


async def search(desk: Desk, visit: Visit) -> Replies:
    """/search words [-without] [since:date] [until:date] [source:name] [lang:code] [country:name]"""
    if not visit.words:
        return tell(visit, "search.ask")
    if pasted(visit.text):
        return tell(visit, "search.too_long")
    words = narrowed(visit.words)
    if odd := unread(words):
        return tell(visit, "search.bad", words=odd)
    return await stories.found(desk, visit, words)


def narrowed(words: str) -> str:
    """Filters as people write them, as the archive reads them: "since 1.5.2026", "country:Kazakhstan"."""
    found = _SINCE_DATE.fullmatch(words)
    if found and (day := moments.day(found["since"])):
        words = f"{found['words']} since:{day.isoformat()}"

    def code_of(match: re.Match[str]) -> str:
        known = following.country(match[1].strip('"'))
        return match.group() if known is None else f"country:{known}"

    def iso(match: re.Match[str]) -> str:
        day = moments.day(match[2])
        return match.group() if day is None else f"{match[1]}:{day.isoformat()}"

    return _DATED.sub(iso, _COUNTRY.sub(code_of, words))


async def ask(desk: Desk, visit: Visit) -> Replies:
    """/ask question"""
    if not visit.words:
        return tell(visit, "ask.ask")
    asked = person_question(visit.words)
    if asked is not None and asked.wants == "words":
        found = await desk.library.said(asked.name, about=asked.about)
        if found.quotes:
            return lists.said(found, visit.reader, about=asked.about)
        if found.did_you_mean:
            return (people.which(visit, found.did_you_mean),)
    return lists.answer(await desk.library.ask(visit.words), visit.reader)


async def said(desk: Desk, visit: Visit) -> Replies:
    """/said person [about words] [since date]"""
    # "since:2031-05-01", as /search has it, too.
    parts = _PARTS.fullmatch(visit.words.replace("since:", "since "))
    if parts is None:
        return tell(visit, "said.ask")
    about, since = parts["about"] or "", moments.day(parts["since"]) if parts["since"] else None
    if parts["since"] and since is None:
        return tell(visit, "search.bad", words=parts["since"])
    found = await desk.library.said(parts["name"], about=about, since=since)
    if found.quotes:
        return lists.said(found, visit.reader, about=about, since=since)
    if found.did_you_mean:
        return (people.which(visit, found.did_you_mean),)
    if about:
        return tell(visit, "said.none_about", name=parts["name"], about=about)
    return tell(visit, "said.none", name=parts["name"])


async def agenda(desk: Desk, visit: Visit) -> Replies:
    """/agenda [country]"""
    where = following.country(visit.words) if visit.words else None
    if visit.words and where is None:
        return tell(visit, "agenda.none")
    found = await desk.library.agenda(where)
    name = following.country_name(where, visit.texts) if where else ""
    title = visit.texts.html("agenda.country", name=name) if where else visit.texts.html("agenda.title")
    return lists.agenda(found, title, visit.reader)
