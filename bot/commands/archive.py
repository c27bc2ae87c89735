"""/search, /ask, /said and /agenda: what the archive knows, each with its source."""

import re
from datetime import date

from bot.commands import speakers, stories
from bot.commands.desk import Desk, Replies, Visit, tell
from bot.commands.request import pasted, questions
from bot.rendering import lists
from bot.words import by_word, following
from bot.words.ahead import days_ahead
from bot.words.narrowing import Narrowed, narrowed
from store.follows import stems
from store.search import unread
from store.views import Answer
from summarizer.stories.person_questions import person_question

# "about" as people write it in our languages, for /said.
_ABOUT = r"about|on|regarding|о|об|про|à propos de|sur|sobre|acerca de|щодо|عن|حول"
_PARTS = re.compile(rf"(?P<name>.+?)(?:\s+(?:{_ABOUT})\s+(?P<about>.+))?", re.IGNORECASE)


async def search(desk: Desk, visit: Visit) -> Replies:
    """/search words [-without] [since day] [until day] [source:name] [lang:code] [country:name]"""
    if visit.words and pasted(visit.text):
        return tell(visit, "search.too_long")
    asked = narrowed(visit.words, visit.reader.today)
    if odd := asked.odd or unread(asked.query):
        return tell(visit, "search.bad", words=odd)
    if not asked.words:
        return tell(visit, "search.ask")
    return await stories.found(desk, visit, asked.query, shown=_shown(visit, asked))


async def looked_up(desk: Desk, visit: Visit) -> Replies:
    """Words without a command: days that limit them are read as in /search, what is none is words."""
    words = by_word.bare(visit.words)
    asked = narrowed(words, visit.reader.today)
    if asked.odd or not asked.words:
        return await stories.found(desk, visit, words)
    return await stories.found(desk, visit, asked.query, shown=_shown(visit, asked))


def _shown(visit: Visit, asked: Narrowed) -> str:
    """What was looked for, with its days as this reader writes them."""
    # The answer has quotation marks of its own around what was looked for.
    whole = re.fullmatch(r'"([^"]+)"', asked.words)
    return visit.texts.comma.join(
        [whole[1] if whole else asked.words, *_limits(visit, asked.since, asked.until)]
    )


def _limits(visit: Visit, since: date | None, until: date | None) -> list[str]:
    texts, reader = visit.texts, visit.reader
    limits = [texts.plain("said.since", date=reader.day(since))] if since else []
    return limits + ([texts.plain("said.until", date=reader.day(until))] if until else [])


def asks_for_words(words: str) -> bool:
    """Whether this asks what somebody said, which many type without a question mark."""
    asked = person_question(words)
    return asked is not None and asked.wants == "words"


async def ask(desk: Desk, visit: Visit) -> Replies:
    """/ask question"""
    if not visit.words:
        return tell(visit, "ask.ask")
    return [reply for question in questions(visit.words) for reply in await _answered(desk, visit, question)]


async def _answered(desk: Desk, visit: Visit, question: str) -> Replies:
    asked = person_question(question)
    if asked is not None and asked.wants == "words":
        found = await desk.library.said(asked.name, about=asked.about)
        if found.quotes:
            return lists.said(found, visit.reader, about=asked.about)
        if found.did_you_mean:
            return (speakers.choice(found.did_you_mean, visit.texts.html("said.which")),)
    answer = await desk.library.ask(question)
    if asked is not None and asked.about and answer.lines and not _touches(answer, asked.about):
        # Something by the person, but not on that: to whoever reads it as the answer it would be a false one.
        return tell(visit, "said.none_about", name=asked.name, about=asked.about)
    return lists.answer(answer, visit.reader, named=question != visit.words)


def _touches(found: Answer, about: str) -> bool:
    wanted = stems(about)
    texts = (*(line.text for line in found.lines), *(quote.text for quote in found.quotes))
    return any(wanted & stems(text) for text in texts)


async def asked_or_looked_up(desk: Desk, visit: Visit) -> Replies:
    """What begins as a question and has no question mark: its answer, else the stories with these words."""
    found = await desk.library.ask(visit.words)
    if found.lines or found.quotes:
        return lists.answer(found, visit.reader)
    return await looked_up(desk, visit)


async def said(desk: Desk, visit: Visit) -> Replies:
    """/said person [about words] [since day] [until day]"""
    parts = _PARTS.fullmatch(visit.words)
    # The days may stand after the name or after the subject.
    name, topic = (
        narrowed(part or "", visit.reader.today)
        for part in (parts.group("name", "about") if parts else ("", ""))
    )
    if odd := name.odd or topic.odd:
        return tell(visit, "search.bad", words=odd)
    if not name.words:
        return tell(visit, "said.ask")
    about, since, until = topic.words, topic.since or name.since, topic.until or name.until
    found = await desk.library.said(name.words, about=about, since=since, until=until)
    if found.quotes:
        return lists.said(found, visit.reader, about=about, since=since, until=until)
    if found.did_you_mean:
        return (speakers.choice(found.did_you_mean, visit.texts.html("said.which")),)
    return await _none_said(desk, visit, name.words, about, _limits(visit, since, until))


async def _none_said(desk: Desk, visit: Visit, name: str, about: str, limits: list[str]) -> Replies:
    if near := await speakers.near(desk, name):
        return (speakers.choice(near, visit.texts.html("said.nearest", name=name)),)
    if limits:
        # Before these days there may be some.
        within = [visit.texts.plain("said.about", words=about), *limits] if about else limits
        return tell(visit, "said.none_limits", name=name, limits=visit.texts.comma.join(within))
    return (
        tell(visit, "said.none_about", name=name, about=about)
        if about
        else tell(visit, "said.none", name=name)
    )


async def agenda(desk: Desk, visit: Visit) -> Replies:
    """/agenda [country, or words of what is announced]"""
    words = visit.words
    where = following.country(words) if words else None
    if words and where is None:
        return await _agenda_of_words(desk, visit, words)
    found = await desk.library.agenda(where)
    name = following.country_name(where, visit.texts) if where else ""
    if where and not found:
        return tell(visit, "agenda.none_country", name=name)
    title = visit.texts.html("agenda.country", name=name) if where else visit.texts.html("agenda.title")
    return lists.agenda(found, title, visit.reader)


async def _agenda_of_words(desk: Desk, visit: Visit, words: str) -> Replies:
    if (days := days_ahead(words, visit.reader.today)) is not None:
        within = [event for event in await desk.library.agenda() if days.first <= event.on <= days.last]
        return lists.agenda(within, visit.texts.html("agenda.title"), visit.reader)
    wanted = stems(words)
    found = [event for event in await desk.library.agenda() if wanted and wanted <= stems(event.text)]
    if not found:
        return tell(visit, "agenda.none_words", words=words)
    return lists.agenda(found, visit.texts.html("agenda.country", name=words), visit.reader)
