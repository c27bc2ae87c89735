"""The archive as handlers ask for it: the store's answers, and what `summarizer.stories` makes of stored texts.

Calls go through the store's threads. `Library` in `bot.commands.library` says what each one means.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING, Protocol

from bot.commands.library import Known, KnownKind
from store.follows import fold, stem
from store.library import Passage
from store.search import Hit, names, words_of
from store.views import (
    AgendaItem,
    Answer,
    BriefingView,
    LineView,
    Match,
    QuoteView,
    Said,
    Speakers,
    StoryLink,
    StoryView,
    Timeline,
    TimelineEntry,
    WordingChange,
)
from summarizer.stories.answers import Candidate, answers, introduction
from summarizer.stories.person_questions import person_question
from summarizer.stories.timeline import timeline
from summarizer.stories.wording import Words, changes

if TYPE_CHECKING:
    from bot.threads import Threads
    from store.agenda import Agenda
    from store.ledger import Ledger
    from store.library import StoredLibrary
    from store.search import Search
    from store.stories import Stories

AHEAD = timedelta(days=365)
"""How far /agenda looks: summits and rounds of talks are set many months ahead, and what is announced is seldom more than a page."""
LOOKED_INTO = 40
"""Articles whose sentences are compared with a question."""
LATELY = timedelta(days=30)
SPEAKERS, PAIRS = 10, 5
MAX_QUOTES = 30
COMPARED = 500
"""People whose names are compared with one that was not found."""
_SHORT_NAME = 3


class Composes(Protocol):
    """Puts a briefing together; synchronous."""

    def view(self, subscription_id: int, since: datetime, until: datetime) -> BriefingView:
        """The news of a span for one subscription."""
        ...


class ThreadedLibrary:
    """Answers from the store."""

    def __init__(
        self,
        *,
        stored: "StoredLibrary",
        stories: "Stories",
        search: "Search",
        ledger: "Ledger",
        agenda: "Agenda",
        composer: Composes,
        threads: "Threads",
        now: Callable[[], datetime],
        canonical: Callable[[str], str],
    ) -> None:
        self._stored = stored
        self._stories = stories
        self._search = search
        self._ledger = ledger
        self._agenda = agenda
        self._composer = composer
        self._threads = threads
        self._now = now
        self._canonical = canonical

    async def latest(
        self, limit: int, *, offset: int = 0, country: str | None = None, since: datetime | None = None
    ) -> Sequence[StoryView]:
        """Newest stories first."""
        return await self._threads.store(
            self._stored.latest, limit, offset=offset, country=country, since=since
        )

    async def important(self, limit: int, *, since: datetime, until: datetime) -> Sequence[StoryView]:
        """Stories with news between two moments, most important first."""
        return await self._threads.store(self._stored.changed, since, until, limit)

    async def story(self, story_id: int) -> StoryView | None:
        """A story; one merged into another gives the other."""
        return await self._threads.store(self._stored.story, story_id)

    async def article(self, article_id: int) -> StoryView | None:
        """An article as a story of its own."""
        return await self._threads.store(self._stored.article, article_id)

    async def article_by_url(self, url: str) -> StoryView | None:
        """What is stored of this address, in any of its spellings."""
        return await self._threads.store(self._stored.article_by_url, self._canonical(url))

    async def quotes(self, story_id: int) -> Sequence[QuoteView]:
        """All direct quotes of a story."""
        return await self._threads.store(self._stored.quotes, story_id)

    async def latest_quotes(self, limit: int, *, person: str | None = None) -> Sequence[QuoteView]:
        """Newest key quotes, of one person if named."""
        return await self._threads.store(self._latest_quotes, limit, person)

    async def said(
        self, person: str, *, about: str = "", since: date | None = None, until: date | None = None
    ) -> Said:
        """The ledger of one person; both days are included."""
        return await self._threads.store(self._said, person, about, since, until)

    async def nearest_speakers(self, name: str) -> Sequence[str]:
        """Names of people quoted lately that look like this one, the nearest first."""
        return await self._threads.store(self._nearest, name)

    async def search(self, words: str, limit: int = 8) -> Sequence[StoryLink]:
        """Best matches first."""
        return await self._threads.store(self._found, words, limit)

    async def ask(self, question: str) -> Answer:
        """Sentences that answer, or none."""
        return await self._threads.store(self._ask, question)

    async def agenda(self, country: str | None = None) -> Sequence[AgendaItem]:
        """Announced events from today on."""
        today = self._now().date()
        return await self._threads.store(self._agenda.between, today, today + AHEAD, country=country)

    async def timeline(self, story_id: int) -> Timeline | None:
        """A story's developments."""
        return await self._threads.store(self._timeline, story_id)

    async def more_like(self, story_id: int) -> Sequence[StoryLink]:
        """Similar stories."""
        return await self._threads.store(self._stored.more_like, story_id)

    async def briefing(self, subscription_id: int, since: datetime, until: datetime) -> BriefingView:
        """The news of a span for one subscription."""
        return await self._threads.store(self._composer.view, subscription_id, since, until)

    async def speakers(self, since: datetime) -> Speakers:
        """Who was quoted most since then."""
        return await self._threads.store(self._speakers, since)

    async def known(self, kind: KnownKind, words: str = "", limit: int = 40) -> Sequence[Known]:
        """People, organisations or sources, most present lately first; those that `words` name."""
        return await self._threads.store(self._known, kind, words, limit)

    def _latest_quotes(self, limit: int, person: str | None) -> list[QuoteView]:
        if person is None:
            return self._stored.latest_quotes(limit)
        found = self._ledger.find(person)
        # Of several people of one name nobody's: under it they would read as one.
        return self._stored.latest_quotes(limit, person_ids=[found[0].id]) if len(found) == 1 else []

    def _said(self, person: str, about: str, since: date | None, until: date | None) -> Said:
        found = self._ledger.find(person)
        if len(found) != 1:
            return Said(name=person, did_you_mean=tuple(one.name for one in found[:8]))
        start = None if since is None else datetime.combine(since, time(), tzinfo=UTC)
        end = None if until is None else datetime.combine(until, time.max, tzinfo=UTC)
        said = self._ledger.said([found[0].id], since=start, until=end)
        wanted = set(words_of(about))
        chosen = [quote for quote in said if wanted <= _stems(quote.text)]
        return Said(
            name=found[0].name,
            role=found[0].role,
            quotes=tuple(chosen[:MAX_QUOTES]),
            changes=_changes(chosen),
        )

    def _nearest(self, name: str) -> list[str]:
        people = self._ledger.busiest(self._now() - LATELY, COMPARED)
        return nearest(name, [person.name for person, _ in people])

    def _found(self, words: str, limit: int) -> list[StoryLink]:
        best: dict[int, Hit] = {}
        for hit in self._search.find(words, limit=5 * limit):
            if hit.story_id is not None:
                best.setdefault(hit.story_id, hit)
        return [_matched(words, link, best[link.id]) for link in self._stored.links(list(best))[:limit]]

    def _ask(self, question: str) -> Answer:
        person = person_question(question)
        known = self._ledger.find(person.name) if person and person.wants == "office" else []
        looked_for = known[0].name if len(known) == 1 else question
        hits = self._search.find(looked_for, limit=LOOKED_INTO, any_word=True)
        passages = {one.article_id: one for one in self._stored.passages([hit.article_id for hit in hits])}
        candidates = [_candidate(one) for one in passages.values()]
        found = introduction(known[0].name, known[0].role or "", candidates) if len(known) == 1 else ()
        found = found or answers(question, candidates)
        lines = []
        for one in found:
            passage = passages[one.key]
            sentence = passage.text[one.span[0] : one.span[1]]
            lines.append(
                LineView(
                    text=" ".join(sentence.split()),
                    outlet=passage.outlet,
                    url=passage.url,
                    evidence=(sentence,),
                    article_id=passage.article_id,
                    published=passage.published,
                )
            )
        cited = [passages[one.key].story_id for one in found]
        stories = self._stored.links(list(dict.fromkeys(story for story in cited if story is not None)))
        return Answer(question=question, lines=tuple(lines), stories=tuple(stories))

    def _timeline(self, story_id: int) -> Timeline | None:
        view = self._stored.story(story_id)
        if view is None or view.id is None:
            return None
        accounts = self._stories.accounts(view.id)
        addresses = {
            one.article_id: one.url for one in self._stored.passages([a.article_id for a in accounts])
        }
        outlets = {account.article_id: account.outlet for account in accounts}
        entries = tuple(
            TimelineEntry(
                at=one.at, text=one.text, outlet=outlets[one.article_id], url=addresses[one.article_id]
            )
            for one in timeline(accounts)
        )
        return Timeline(story_id=view.id, title=view.title, entries=entries)

    def _speakers(self, since: datetime) -> Speakers:
        counts = tuple((person.name, count) for person, count in self._ledger.busiest(since, SPEAKERS))
        return Speakers(counts=counts, pairs=tuple(self._ledger.together(since, PAIRS)))

    def _known(self, kind: KnownKind, words: str, limit: int) -> list[Known]:
        since = self._now() - LATELY
        if kind == "person":
            people = (
                self._ledger.find(words)[:limit]
                if words
                else [one for one, _ in self._ledger.busiest(since, limit)]
            )
            return [Known(value=fold(person.name), label=person.name) for person in people]
        names = self._stored.organisations(since) if kind == "organisation" else self._stored.outlets()
        folded = fold(words)
        return [Known(value=fold(name), label=name) for name in names if folded in fold(name)][:limit]


def _candidate(passage: Passage) -> Candidate:
    return Candidate(
        key=passage.article_id,
        title=passage.title,
        text=passage.text,
        story=passage.story_id,
        language=passage.language or "en",
        published=passage.published,
    )


def _matched(words: str, link: StoryLink, hit: Hit) -> StoryLink:
    called = " ".join((hit.title, link.title, *link.about))
    match: Match = "part" if not hit.whole else "named" if names(words, called) else "whole"
    return replace(link, snippet=hit.snippet, match=match)


def nearest(name: str, names: Sequence[str]) -> list[str]:
    """At most three of the names: those that look like it whole or in one of their words, the nearest first.

    Four letters of five must be the same: "marcheti" is Marchetti, "Ivan" is nobody else.
    """
    spelled: dict[str, list[str]] = {}
    for known in names:
        folded = fold(known)
        for spelling in {folded, *(word for word in folded.split() if len(word) > _SHORT_NAME)}:
            spelled.setdefault(spelling, []).append(known)
    close = get_close_matches(fold(name), list(spelled), n=3, cutoff=0.8)
    return list(dict.fromkeys(known for spelling in close for known in spelled[spelling]))[:3]


def _stems(text: str) -> set[str]:
    return {stem(word) for word in fold(text).replace("-", " ").split()}


def _changes(quotes: Sequence[QuoteView]) -> tuple[WordingChange, ...]:
    known = {quote.id: quote for quote in quotes if quote.id is not None and quote.said_at is not None}
    words = [
        Words(id=key, text=quote.text, at=quote.said_at) for key, quote in known.items() if quote.said_at
    ]
    return tuple(
        WordingChange(subject=change.subject, earlier=known[change.earlier], later=known[change.later])
        for change in changes(words)
    )
