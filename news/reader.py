"""A source → its new entries; an entry → its article. Orders the calls; decides nothing about time (`news.politeness`).

::

    read_source:   state ─fetch→ bytes ─sandbox: feed or list page→ entries ─clamp, deduplicate→ Pull
    read_article:  address ─robots, fetch→ bytes ─sandbox: extract, else extract_fast→ Article, else the feed's own text
"""

import hashlib
import random
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final, Protocol, TypeVar

from news.cleaning import line_key
from news.errors import (
    ChallengeError,
    FeedError,
    FetchError,
    NewsError,
    NoArticleError,
    OverviewError,
    ParseLimitError,
    RobotsError,
)
from news.extract import extract, extract_fast, from_entry
from news.feeds import ITEM_CAP, Feed, is_feed, newest_first, parse_feed
from news.fetch import PAGE_TYPES, Fetched
from news.listpages import FeedLink, discover_feeds, parse_list_page
from news.overviews import is_overview
from news.politeness import Answer, Decider, Failure
from news.types import Article, Entry, FetchState, Pull, Source
from news.urls import canonical_url, site_of, web_url

R = TypeVar("R")

NOT_PAGES: Final = (
    "application/pdf",
    "image/",
    "audio/",
    "video/",
    "application/zip",
    "application/octet-stream",
    "application/msword",
)
EMPTY_IS_SUSPECT: Final = 2
"""A source that answers 200 twice running without entries has moved or changed its shape."""
REPEATS: Final = 3
"""A line under this many articles of one site is the site's, not the article's."""
SITES: Final = 500
LINES_PER_SITE: Final = 400
LONG_KEY: Final = 200


class Gets(Protocol):
    """Fetches an address. Raises FetchError and its kinds."""

    async def get(
        self, url: str, *, etag: str | None = ..., last_modified: str | None = ..., accept: str = ...
    ) -> Fetched:
        """Return the answer: 200 with a body, or 304."""
        ...


class Runs(Protocol):
    """Runs a parser where it can be killed. Raises what it raises, and ParseLimitError."""

    async def run(
        self, function: Callable[..., R], *args: object, timeout_s: float | None = ..., **kwargs: object
    ) -> R:
        """Return what the function returns."""
        ...


class Allows(Protocol):
    """Knows which pages a site asks us not to read."""

    async def allows(self, url: str) -> bool:
        """May this page be read?"""
        ...


def utc_now() -> datetime:
    """Return the time, aware, in UTC."""
    return datetime.now(UTC)


class Reader:
    """Reads sources and articles. Every failure of one source stays in its Pull; articles raise NewsError."""

    def __init__(
        self,
        fetcher: Gets,
        sandbox: Runs,
        *,
        robots: Allows | None = None,
        decider: Decider | None = None,
        parse_s: float = 15.0,
        max_items: int = ITEM_CAP,
        now: Callable[[], datetime] = utc_now,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._fetcher = fetcher
        self._sandbox = sandbox
        self._robots = robots
        self._decider = decider or Decider()
        self._parse_s = parse_s
        self._max_items = max_items
        self._now = now
        self._chance = chance
        self._site_lines = SiteLines()

    async def read_source(self, source: Source, state: FetchState) -> Pull:
        """Check a source once. Never raises NewsError: a failure is a Pull with status "failed" and its reason."""
        url = state.url or source.url
        try:
            if source.kind == "page":  # a feed is published for programs, a page is not
                await self._obey_robots(url)
            answer = await self._fetcher.get(url, etag=state.etag, last_modified=state.last_modified)
            body_hash = hashlib.sha256(answer.body).hexdigest() if answer.body else None
            if answer.not_modified or body_hash == state.body_hash:
                return self._unchanged(source, state, answer)
            feed = await self._parse(source, answer)
        except NewsError as error:
            return self._failed(source, state, error)
        return self._new(source, state, answer, feed, body_hash)

    async def preview(self, url: str) -> tuple[Source, Pull]:
        """Find out what an address yields, for a person who wants to add it.

        A feed is taken as a feed; a page that announces one leads to it; any other page is read as a list of links.
        Returns the source to declare and its first pull. Raises NewsError when the address yields nothing.
        """
        if web_url(url) is None:
            raise FetchError(url, "is no http(s) address; check it", permanent=True)
        answer = await self._fetcher.get(url)
        source = Source(name=site_of(answer.final_url), url=answer.moved_to or url)
        try:
            return self._previewed(source, answer, await self._parse(source, answer))
        except FeedError:
            for link in (await self._discover(answer))[:3]:
                if (found := await self._try_feed(link)) is not None:
                    return found
        page = replace(source, kind="page")
        return self._previewed(page, answer, await self._parse(page, answer))

    async def read_article(self, entry: Entry | str) -> Article:
        """Read the article of an entry, or of an address. Raises NewsError when there is none to be had.

        When the page cannot be had but the feed carried text, that text is the article, marked `summary_only` unless
        the feed had it whole.
        """
        hint = entry if isinstance(entry, Entry) else None
        url = hint.url if hint is not None else str(entry)
        try:
            return await self._read_page(url, hint)
        except NewsError as error:
            if hint is None or not (hint.content or hint.summary):
                raise
            try:
                article = from_entry(hint)
            except NoArticleError:
                raise error from None
            return replace(
                article, warnings=(*article.warnings, f"the feed's own text, because the page {error.reason}")
            )

    async def _read_page(self, url: str, hint: Entry | None) -> Article:
        if web_url(url) is None:
            raise FetchError(url or "the entry", "has no http(s) address to read", permanent=True)
        await self._obey_robots(url)
        answer = await self._fetcher.get(url, accept=PAGE_TYPES)
        if (answer.content_type or "").startswith(NOT_PAGES):
            raise NoArticleError(url, f"is {answer.content_type}, not a web page")
        final = answer.final_url
        repeated = self._site_lines.repeated(site_of(final))
        if is_feed(answer.body):
            raise OverviewError(url, "feed")
        article = await self._article(answer, hint, repeated)
        self._site_lines.observe(site_of(final), article)
        return article

    async def _article(self, answer: Fetched, hint: Entry | None, repeated: Collection[str]) -> Article:
        """The article on a page. What a feed leads to is one; an address that a person gives may lead to a list of them."""
        try:
            article = await self._extract(answer, hint, repeated)
        except NoArticleError as error:
            if hint is None and await self._is_overview(answer, ""):
                raise OverviewError(answer.final_url, "list") from error
            raise
        if hint is None and await self._is_overview(answer, article.text):
            raise OverviewError(answer.final_url, "list")
        return article

    async def _is_overview(self, answer: Fetched, text: str) -> bool:
        try:
            return await self._sandbox.run(
                is_overview,
                answer.body,
                answer.final_url,
                text,
                charset=answer.charset,
                timeout_s=self._parse_s,
            )
        except (FeedError, ParseLimitError):
            return False

    async def _obey_robots(self, url: str) -> None:
        if self._robots is not None and not await self._robots.allows(url):
            raise RobotsError(url, "the site's robots.txt asks programs not to read this page")

    async def _extract(self, answer: Fetched, hint: Entry | None, repeated: Collection[str]) -> Article:
        url, body, charset = answer.final_url, answer.body, answer.charset
        try:
            return await self._sandbox.run(
                extract, body, url, hint=hint, charset=charset, repeated=repeated, timeout_s=self._parse_s
            )
        except ParseLimitError:
            return await self._sandbox.run(
                extract_fast,
                body,
                url,
                hint=hint,
                charset=charset,
                repeated=repeated,
                timeout_s=self._parse_s,
            )

    async def _parse(self, source: Source, answer: Fetched) -> Feed:
        if source.kind == "page":
            return await self._sandbox.run(
                parse_list_page, answer.body, answer.final_url, source.link_selector,
                charset=answer.charset, timeout_s=self._parse_s,
            )  # fmt: skip
        kind = answer.content_type
        typed = f"{kind}; charset={answer.charset}" if kind and answer.charset else kind
        return await self._sandbox.run(
            parse_feed, answer.body, answer.final_url, typed, timeout_s=self._parse_s
        )

    async def _discover(self, answer: Fetched) -> tuple[FeedLink, ...]:
        return await self._sandbox.run(
            discover_feeds, answer.body, answer.final_url, charset=answer.charset, timeout_s=self._parse_s
        )

    async def _try_feed(self, link: FeedLink) -> tuple[Source, Pull] | None:
        source = Source(name=link.title or site_of(link.url), url=link.url)
        try:
            answer = await self._fetcher.get(link.url)
            return self._previewed(source, answer, await self._parse(source, answer))
        except NewsError:
            return None

    def _previewed(self, source: Source, answer: Fetched, feed: Feed) -> tuple[Source, Pull]:
        language = (feed.language or "")[:2].lower() or None
        named = replace(source, name=feed.title or source.name, language=language)
        return named, self._new(named, FetchState(), answer, feed, None)

    def _new(
        self, source: Source, state: FetchState, answer: Fetched, feed: Feed, body_hash: str | None
    ) -> Pull:
        now = self._now()
        entries = usable(feed.entries, now)[: self._max_items]
        outcome = Answer(
            kind="new", etag=answer.etag, last_modified=answer.last_modified, body_hash=body_hash, entries=entries,
            ttl_s=feed.ttl_s, max_age=answer.max_age, retry_after=answer.retry_after, moved_to=answer.moved_to,
        )  # fmt: skip
        after = self._decider.after(state, outcome, now=now, chance=self._chance())
        warnings = list(feed.warnings)
        if after.empty_pulls >= EMPTY_IS_SUSPECT:
            warnings.append(f"answered {after.empty_pulls} times running without entries; it may have moved")
        if answer.moved_to:
            warnings.append(f"has moved for good to {answer.moved_to}")
        return Pull(
            source=source,
            state=after,
            status="new",
            entries=entries,
            title=feed.title,
            warnings=tuple(warnings),
        )

    def _unchanged(self, source: Source, state: FetchState, answer: Fetched) -> Pull:
        outcome = Answer(
            kind="unchanged", etag=answer.etag, last_modified=answer.last_modified, max_age=answer.max_age,
            retry_after=answer.retry_after, moved_to=answer.moved_to,
        )  # fmt: skip
        after = self._decider.after(state, outcome, now=self._now(), chance=self._chance())
        return Pull(source=source, state=after, status="unchanged")

    def _failed(self, source: Source, state: FetchState, error: NewsError) -> Pull:
        fetch = error if isinstance(error, FetchError) else None
        failure = Failure(
            reason=str(error),
            status=fetch.status if fetch else None,
            retry_after=fetch.retry_after if fetch else None,
            challenge=isinstance(error, ChallengeError),
        )
        after = self._decider.after(state, failure, now=self._now(), chance=self._chance())
        return Pull(source=source, state=after, status="failed", error=f"{source.name}: {error.reason}")


def usable(entries: Sequence[Entry], now: datetime) -> tuple[Entry, ...]:
    """Return the entries that can be followed, newest first: with an address, each once, none dated in the future."""
    seen: set[str] = set()
    kept = []
    for entry in entries:
        key = canonical_url(entry.url)
        if not entry.url or entry.id in seen or key in seen:
            continue
        seen |= {entry.id, key}
        kept.append(
            replace(entry, published=_not_after(entry.published, now), updated=_not_after(entry.updated, now))
        )
    return newest_first(kept)


def _not_after(moment: datetime | None, now: datetime) -> datetime | None:
    return None if moment is None else min(moment, now)


class SiteLines:
    """Remembers which short lines a site puts under its articles. Forgets the sites it has not met for longest."""

    def __init__(self) -> None:
        self._sites: OrderedDict[str, OrderedDict[str, set[str]]] = OrderedDict()

    def observe(self, site: str, article: Article) -> None:
        """Count the lines of one article, once for each address."""
        lines = self._sites.setdefault(site, OrderedDict())
        self._sites.move_to_end(site)
        for line in article.text.split("\n"):
            if key := line_key(line):
                urls = lines.setdefault(
                    hashlib.sha256(key.encode()).hexdigest()[:16] if len(key) > LONG_KEY else key, set()
                )
                if len(urls) < REPEATS:
                    urls.add(article.url)
        while len(lines) > LINES_PER_SITE:
            lines.popitem(last=False)
        while len(self._sites) > SITES:
            self._sites.popitem(last=False)

    def repeated(self, site: str) -> frozenset[str]:
        """Return the keys of lines seen under enough articles of the site."""
        return frozenset(key for key, urls in self._sites.get(site, {}).items() if len(urls) >= REPEATS)
