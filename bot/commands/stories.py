"""/latest, /summary, /quotes, /timeline and what the buttons under a story open."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.commands import speakers
from bot.commands.desk import Desk, Replies, Visit, tell
from bot.commands.library import UnreadableError
from bot.commands.request import links_in, pasted
from bot.messages import Outgoing
from bot.rendering import keyboards, lists
from bot.rendering import story as stories
from bot.rendering.markup import Html, code, join
from bot.texts import LANGUAGES, texts
from bot.words import days, following
from store.views import StoryLink, StoryView

PAGE = 5
"""Stories a page: what fits a phone's screen or two."""
_TODAY = {"today": "latest.today", "week": "latest.week"}
_NEAR = 5
"""Stories to choose from where the words name none."""
_QUOTES = 6
_URL_SHOWN = 60
_DAY_LIMIT, _WEEK_LIMIT = 10, 15


async def latest(desk: Desk, visit: Visit) -> Replies:
    """/latest [country]"""
    words = visit.words
    if not words:
        return await page(desk, visit, offset=0)
    country = following.country(words)
    if country is None:
        return await found(desk, visit, words, none="latest.unknown")
    return await page(desk, visit, offset=0, country=country)


async def page(desk: Desk, visit: Visit, *, offset: int, country: str = "") -> Replies:
    """Newest stories from `offset` on."""
    found = list(await desk.library.latest(PAGE + 1, offset=offset, country=country or None))
    name = following.country_name(country, visit.texts) if country else ""
    if not found:
        return tell(visit, "latest.none_country", name=name) if country else tell(visit, "latest.none")
    title = visit.texts.html("latest.country", name=name) if country else visit.texts.html("latest.title")
    more = lists.page_data(offset + PAGE, country) if len(found) > PAGE else None
    return _listed(desk, visit, found[:PAGE], title, first=offset + 1, next_page=more)


async def summary(desk: Desk, visit: Visit) -> Replies:
    """/summary — newest; by link, reply, number, words, or of some days."""
    links = visit.request.links or links_in(visit.text)
    if links:
        return await by_link(desk, visit, links[0])
    return await (_by_words(desk, visit) if visit.words else _by_reply(desk, visit))


async def _by_reply(desk: Desk, visit: Visit) -> Replies:
    request = visit.request
    if request.reply_ref:
        return await opened(desk, visit, request.reply_ref)
    if request.reply_links:
        return await by_link(desk, visit, request.reply_links[0])
    return tell(visit, "summary.no_link") if request.reply_to_other else await page(desk, visit, offset=0)


async def _by_words(desk: Desk, visit: Visit) -> Replies:
    words = visit.words
    if (span := _span(words)) is not None:
        return await _since(desk, visit, span)
    if (number := _number(words)) is not None:
        return await by_number(desk, visit, number)
    if (meant := days.span(words, visit.reader.today, lengths=False)) is not None:
        return await _within(desk, visit, meant)
    if days.means_days(words):
        return tell(visit, "summary.which", words=words)
    if pasted(visit.text):
        return tell(visit, "search.too_long")
    hits = await desk.library.search(words, _NEAR)
    named = _named(hits)
    return await opened(desk, visit, named) if named else _offered(desk, visit, hits)


def _named(hits: Sequence[StoryLink]) -> str | None:
    """The best story that the words name; None where one could only be guessed at."""
    return next((f"s{hit.id}" for hit in hits if hit.match == "named"), None)


def _offered(desk: Desk, visit: Visit, hits: Sequence[StoryLink]) -> Replies:
    """The stories that the words may mean, to choose from: another story than the one asked for is no answer."""
    words = visit.words
    if not hits:
        return tell(visit, "summary.no_words", words=words)
    key = "search.near" if hits[0].match == "part" else "search.which"
    return _links(desk, visit, visit.texts.html(key, words=words), hits)


def _links(desk: Desk, visit: Visit, title: Html, hits: Sequence[StoryLink]) -> Replies:
    desk.shown.remember(visit.request, {number: hit.id for number, hit in enumerate(hits, start=1)})
    return lists.links(title, hits, visit.reader)


async def by_link(desk: Desk, visit: Visit, url: str) -> Replies:
    """The story at an address: as stored, or read now."""
    known = await desk.library.article_by_url(url)
    if known is None:
        try:
            known = await desk.reading.summarize_url(url)
        except UnreadableError as error:
            return _unreadable(desk, visit, error, url)
    return (_shown(known, visit),)


def _unreadable(desk: Desk, visit: Visit, error: UnreadableError, url: str) -> Replies:
    """Why a page is not summed up; owners can have what a feed or a list brings by itself."""
    (said,) = tell(visit, f"unreadable.{error.reason}", detail=error.detail)
    named = replace(said, html=join([code(shortened(url)), said.html], "\n"))
    if error.reason not in {"feed", "list"} or not desk.access.owner(visit.request.user_id):
        return (named,)
    (more,) = tell(visit, "unreadable.add", url=error.url)
    return (replace(named, html=join([named.html, more.html], "\n\n")),)


def shortened(url: str) -> str:
    """An address to be recognised: without scheme, and no longer than a line."""
    bare = re.sub(r"^https?://(?:www\.)?", "", url, flags=re.IGNORECASE).rstrip("/")
    return bare if len(bare) <= _URL_SHOWN else f"{bare[: _URL_SHOWN - 1]}…"


async def by_number(desk: Desk, visit: Visit, number: int) -> Replies:
    """A story by its number in the list last shown here, else in the newest."""
    story_id = desk.shown.story(visit.request, number)
    if story_id is not None:
        return await opened(desk, visit, f"s{story_id}")
    found = await desk.library.latest(1, offset=number - 1) if number > 0 else ()
    return (_shown(found[0], visit),) if found else tell(visit, "summary.no_story", number=number)


async def opened(desk: Desk, visit: Visit, ref: str) -> Replies:
    """A story or article by reference."""
    story = await by_reference(desk, ref)
    return tell(visit, "error.gone") if story is None else (_shown(story, visit),)


def _shown(story: StoryView, visit: Visit) -> Outgoing:
    """A story that was asked for: who keeps pushes short still wants to read the one they open."""
    reader = visit.reader
    return stories.push(story, replace(reader, length="normal") if reader.length == "short" else reader)


def story_number(ref: str) -> int | None:
    """12 of `s12`; None for anything else, which a forged button may carry."""
    return int(ref[1:]) if re.fullmatch(r"s\d{1,15}", ref) else None


def _number(words: str) -> int | None:
    """A number in a list, as people write it."""
    return int(words.lstrip("#")) if re.fullmatch(r"#?-?\d{1,9}", words) else None


async def by_reference(desk: Desk, ref: str) -> StoryView | None:
    """`s12` is a story, `a7` an article."""
    if not re.fullmatch(r"[sa]\d{1,15}", ref):
        return None
    number = int(ref[1:])
    return await (desk.library.story(number) if ref[0] == "s" else desk.library.article(number))


async def quotes(desk: Desk, visit: Visit) -> Replies:
    """/quotes [person]; in reply to a story, its quotes. A name that several people have is asked about."""
    if not visit.words and visit.request.reply_ref:
        return await quotes_of(desk, visit, visit.request.reply_ref)
    meant = await desk.library.known("person", visit.words) if visit.words else ()
    if len(meant) > 1:
        return (speakers.choice([person.label for person in meant], visit.texts.html("said.which")),)
    found = await desk.library.latest_quotes(_QUOTES, person=visit.words or None)
    if not found and visit.words and (near := await speakers.near(desk, visit.words)):
        return (speakers.choice(near, visit.texts.html("said.nearest", name=visit.words)),)
    if not found:
        return tell(visit, "quotes.nothing", name=visit.words) if visit.words else tell(visit, "latest.none")
    name = (
        visit.texts.html("said.title", name=found[0].speaker or visit.words)
        if visit.words
        else visit.texts.html("quotes.latest")
    )
    return lists.quote_list(name, found, visit.reader)


async def quotes_of(desk: Desk, visit: Visit, ref: str) -> Replies:
    """All quotes of a story."""
    story = await by_reference(desk, ref)
    if story is None:
        return tell(visit, "error.gone")
    found = await desk.library.quotes(story.id) if story.id is not None else story.quotes
    return stories.quotes(story, found, visit.reader)


async def evidence_of(desk: Desk, visit: Visit, ref: str) -> Replies:
    """Each sentence beside its source."""
    story = await by_reference(desk, ref)
    return tell(visit, "error.gone") if story is None else stories.evidence(story, visit.reader)


async def sources_of(desk: Desk, visit: Visit, ref: str) -> Replies:
    """All outlets of a story."""
    story = await by_reference(desk, ref)
    return tell(visit, "error.gone") if story is None else stories.sources(story, visit.reader)


async def timeline(desk: Desk, visit: Visit) -> Replies:
    """/timeline — of the story replied to, of a number or of words."""
    words = visit.words
    ref = visit.request.reply_ref or await _counted(desk, visit)
    if ref is not None:
        return await timeline_of(desk, visit, ref)
    if not words:
        return await page(desk, visit, offset=0)
    number = _number(words)
    if number is not None:
        return tell(visit, "summary.no_story", number=number)
    hits = await desk.library.search(words, _NEAR)
    named = _named(hits)
    return await timeline_of(desk, visit, named) if named else _offered(desk, visit, hits)


async def timeline_of(desk: Desk, visit: Visit, ref: str) -> Replies:
    """How a story developed."""
    number = story_number(ref)
    found = await desk.library.timeline(number) if number is not None else None
    return tell(visit, "error.gone") if found is None else stories.timeline(found, visit.reader)


async def like(desk: Desk, visit: Visit, ref: str) -> Replies:
    """Similar stories."""
    number = story_number(ref)
    found = await desk.library.more_like(number) if number is not None else ()
    if not found:
        return tell(visit, "like.none")
    return _links(desk, visit, visit.texts.html("like.title"), found)


async def found(
    desk: Desk, visit: Visit, words: str, *, shown: str = "", none: str = "search.none"
) -> Replies:
    """What the archive has for words; `shown` is how the answer calls them, `none` the text when there is nothing."""
    hits = await desk.library.search(words)
    if not hits:
        return tell(visit, none, words=shown or words)
    key = "search.near" if hits[0].match == "part" else "search.title"
    return _links(desk, visit, visit.texts.html(key, words=shown or words), hits)


async def _counted(desk: Desk, visit: Visit) -> str | None:
    """The story that a number means."""
    number = _number(visit.words)
    if number is None:
        return None
    shown = desk.shown.story(visit.request, number)
    if shown is not None:
        return f"s{shown}"
    newest = await desk.library.latest(1, offset=number - 1) if number > 0 else ()
    return f"s{newest[0].id}" if newest else None


async def _since(desk: Desk, visit: Visit, span: str) -> Replies:
    reader = visit.reader
    midnight = datetime.combine(reader.today, time(), tzinfo=reader.zone)
    since, limit = (midnight, _DAY_LIMIT) if span == "today" else (midnight - timedelta(days=6), _WEEK_LIMIT)
    found = await desk.library.latest(limit, since=since)
    title = visit.texts.html(_TODAY[span])
    if not found:
        return tell(visit, "latest.none")
    *messages, last = _listed(desk, visit, found, title)
    # A week is long enough for the question who spoke most in it.
    more = keyboards.speakers(reader) if span == "week" else ()
    return (*messages, replace(last, buttons=(*last.buttons, *more)))


async def _within(desk: Desk, visit: Visit, span: days.Span) -> Replies:
    """The most important stories of some days."""
    reader = visit.reader
    first, after = (
        datetime.combine(day, time(), tzinfo=reader.zone)
        for day in (span.first, span.last + timedelta(days=1))
    )
    found = await desk.library.important(_WEEK_LIMIT, since=first, until=after)
    shown = " – ".join(dict.fromkeys((reader.day(span.first), reader.day(span.last))))
    if not found:
        return tell(visit, "latest.none_span", days=shown)
    return _listed(desk, visit, found, visit.texts.html("latest.span", days=shown))


def _span(words: str) -> str | None:
    """`today` or `week` when the words say so in any of our languages."""
    wanted = words.casefold().strip()
    for span, key in _TODAY.items():
        names = {texts(language).plain(key).casefold() for language in LANGUAGES}
        if wanted in names | {span}:
            return span
    return None


def _listed(
    desk: Desk,
    visit: Visit,
    found: Sequence[StoryView],
    title: Html,
    *,
    first: int = 1,
    next_page: str | None = None,
) -> Replies:
    numbers = {number: story.id for number, story in enumerate(found, start=first) if story.id is not None}
    desk.shown.remember(visit.request, numbers)
    return lists.latest(found, title, visit.reader, first=first, next_page=next_page)
