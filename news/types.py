"""Values of what was published. Frozen, at the bottom of the import graph; every time is aware and in UTC."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

SourceKind = Literal["feed", "page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A place that publishes: a feed, or an HTML page that lists links to articles."""

    name: str
    url: str
    kind: SourceKind = "feed"
    region: str = "World"
    language: str | None = None
    """ISO 639-1 code that the source declares or the operator expects; detection has the last word."""
    link_selector: str | None = None
    """CSS selector of the article links on a list page; None discovers them."""
    enabled: bool = True
    requires_relevance: bool = True
    """False for a ministry whose every release is diplomacy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed or a list page, before its page has been read."""

    id: str
    """guid or id as the feed gives it; else the URL; else a hash of title and content."""
    url: str
    title: str
    summary: str = ""
    """Plain text of the description, markup removed."""
    content: str = ""
    """HTML of the full content when the feed carries it, untrusted."""
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    """The outlet, when an aggregator names it (`<source>` of Google News)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The clean text of one publication. Offsets of everything derived from it are code points into `text`."""

    url: str
    """Canonical URL."""
    title: str
    text: str
    """Paragraphs separated by one newline; no boilerplate."""
    language: str | None = None
    published: datetime | None = None
    authors: tuple[str, ...] = ()
    site: str | None = None
    section: str | None = None
    summary_only: bool = False
    """A paywall stub or a feed description: less than the whole article."""
    warnings: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """Is this diplomacy, and about whom?"""

    score: float
    """0 … 1; at or above `threshold` of the configuration the article is kept."""
    reasons: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    """Keys of `news.relevance.SUBJECTS`, such as "talks", "sanctions", "ceasefire"."""
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2 codes, most mentioned first."""
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchState:
    """What is remembered of a source between two checks. Written by `news.politeness`, kept as a row by the store."""

    url: str = ""
    """Where the source lives now, after permanent redirects; empty until it has moved."""
    etag: str | None = None
    """Opaque, sent back as it came."""
    last_modified: str | None = None
    """Opaque, sent back as it came."""
    body_hash: str | None = None
    """SHA-256 of the last body, for servers that know neither header."""
    next_check_at: datetime | None = None
    """None: due at once, never checked."""
    checked_at: datetime | None = None
    succeeded_at: datetime | None = None
    """The last time that it answered properly, changed or not."""
    interval_s: float = 1800.0
    """How often it publishes, in seconds between checks, before jitter, freshness and failures are applied."""
    failures: int = 0
    """In a row."""
    empty_pulls: int = 0
    """Answers in a row that were fine and held no entries; two are worth telling the operator."""
    muted: bool = False
    """Gone for good (410): kept in the configuration, not asked again."""
    error: str | None = None
    """The last failure in words; None after a success."""


PullStatus = Literal["new", "unchanged", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """What one check of a source brought: entries, newest first, and the state to store with them."""

    source: Source
    state: FetchState
    status: PullStatus
    entries: tuple[Entry, ...] = ()
    title: str = ""
    """The feed's own title, for previews."""
    error: str | None = None
    """Why it failed, one sentence that names the subject."""
    warnings: tuple[str, ...] = ()
    """Such as: answered twice without entries; moved for good to another address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The difference between two versions, in the order of the text."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    title_before: str | None = None
    """The old title, if it changed."""
    substantial: bool = False
    """Worth redoing the summary and telling readers who had the old one."""

    @property
    def changed(self) -> bool:
        """Is there any difference?"""
        return bool(self.added or self.removed or self.title_before)
