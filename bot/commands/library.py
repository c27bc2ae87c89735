"""What handlers ask for and don't do themselves: the archive, reading a page, and the owner's operations.

Protocols only. `bot.library` answers from the store; tests answer from memory. Errors that the store raises go
through to the one error handler.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from bot.messages import Outgoing
from store.views import (
    AgendaItem,
    Answer,
    BriefingView,
    QuoteView,
    Said,
    SourceHealth,
    SourcePreview,
    Speakers,
    StatusView,
    StoryLink,
    StoryView,
    Timeline,
)
from store.weekdays import Weekdays

Reason = Literal[
    "not_found", "no_article", "feed", "list", "blocked", "timeout", "unsafe", "too_big", "other"
]
KnownKind = Literal["person", "organisation", "source"]
KNOWN_KINDS: tuple[KnownKind, ...] = ("person", "organisation", "source")


class UnreadableError(Exception):
    """A page that can't be summed up. `detail` is one sentence for reason "other"."""

    def __init__(self, url: str, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{url}: {reason} {detail}".strip())
        self.url = url
        self.reason: Reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A person, organisation or source that the archive knows: what to store and what to show."""

    value: str
    label: str


class Library(Protocol):
    """The read side: what was published and said. Nothing found is None or empty, never an error."""

    async def latest(
        self, limit: int, *, offset: int = 0, country: str | None = None, since: datetime | None = None
    ) -> Sequence[StoryView]:
        """Newest stories first."""

    async def important(self, limit: int, *, since: datetime, until: datetime) -> Sequence[StoryView]:
        """Stories with news between two moments, most important first."""

    async def story(self, story_id: int) -> StoryView | None:
        """A story; one merged into another gives the other."""

    async def article(self, article_id: int) -> StoryView | None:
        """An article as a story of its own."""

    async def article_by_url(self, url: str) -> StoryView | None:
        """What is stored of this address, in any of its spellings."""

    async def quotes(self, story_id: int) -> Sequence[QuoteView]:
        """All direct quotes of a story."""

    async def latest_quotes(self, limit: int, *, person: str | None = None) -> Sequence[QuoteView]:
        """Newest key quotes, of one person if named; none when several people have the name (`known` tells them)."""

    async def said(
        self, person: str, *, about: str = "", since: date | None = None, until: date | None = None
    ) -> Said:
        """The ledger of one person; both days are included."""

    async def nearest_speakers(self, name: str) -> Sequence[str]:
        """Names of people quoted lately that look like this one, the nearest first."""

    async def search(self, words: str, limit: int = 8) -> Sequence[StoryLink]:
        """Best matches first."""

    async def ask(self, question: str) -> Answer:
        """Sentences that answer, or none."""

    async def agenda(self, country: str | None = None) -> Sequence[AgendaItem]:
        """Announced events from today on."""

    async def timeline(self, story_id: int) -> Timeline | None:
        """A story's developments."""

    async def more_like(self, story_id: int) -> Sequence[StoryLink]:
        """Similar stories."""

    async def briefing(self, subscription_id: int, since: datetime, until: datetime) -> BriefingView:
        """The news of a span for one subscription."""

    async def speakers(self, since: datetime) -> Speakers:
        """Who was quoted most since then."""

    async def known(self, kind: KnownKind, words: str = "", limit: int = 40) -> Sequence[Known]:
        """People, organisations or sources, most present lately first; those that `words` name."""


class Reading(Protocol):
    """Reads pages on request."""

    async def summarize_url(self, url: str) -> StoryView:
        """Fetch, extract, summarise and store a page. Raises UnreadableError."""


class Operations(Protocol):
    """What owners can do. Raises UnreadableError for addresses that can't be used."""

    async def status(self) -> StatusView:
        """How the bot is doing."""

    async def sources(self) -> Sequence[SourceHealth]:
        """All sources with their health."""

    async def preview_source(self, url: str) -> SourcePreview:
        """What a source would bring."""

    async def add_source(self, preview: SourcePreview, *, added_by: int | None) -> None:
        """Keep a source."""

    async def remove_source(self, name: str) -> bool:
        """Drop a source that was added in a chat or switch off a configured one; False when there is none."""

    async def reload(self) -> int:
        """Read the sources of the configuration again; how many there are."""

    async def broadcast(self, outgoing: Outgoing) -> int:
        """Queue a notice to every active subscription; to how many."""


class Briefings(Protocol):
    """When briefings come."""

    async def times(self, subscription_id: int) -> tuple[str, ...]:
        """Local times, sorted: ("07:30", "18:00")."""

    async def weekdays(self, subscription_id: int) -> Weekdays:
        """The days they come on; every day where there are none."""

    async def set(
        self, subscription_id: int, times: Sequence[str], *, weekdays: Weekdays, timezone: str
    ) -> datetime | None:
        """Replace all times (none: no briefings); when the next one comes."""


class Waiting(Protocol):
    """What waits to be sent."""

    def cancel_chat(self, chat_id: int, *, thread_id: int | None = None, reason: str = "") -> int:
        """Drop it for a chat or topic; how many messages. Synchronous, like all of the store."""
