# ruff: noqa: ARG002 - fakes take what the real ones take
"""A desk for tests: the real stores on SQLite, a library that answers from memory, a Telegram that remembers."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count

from bot.access import Access, Admins, Invitations, Mode
from bot.buckets import Buckets
from bot.callbacks import parse
from bot.commands.desk import Desk
from bot.commands.library import Known, KnownKind, UnreadableError
from bot.commands.reception import Reception
from bot.commands.request import Request
from bot.library import nearest
from bot.messages import Button, Outgoing
from bot.rendering.keyboards import Rows
from bot.threads import Threads
from store.chats import Chat, Chats
from store.database import Database
from store.follows import Follows, fold
from store.invites import Invites
from store.outbox import Outbox
from store.reports import Reports
from store.subscriptions import Subscriptions
from store.views import (
    AgendaItem,
    Answer,
    BriefingView,
    Match,
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
from store.weekdays import EVERY_DAY, Weekdays
from tests.bot import samples
from tests.tdlib import parse_html

OWNER, ANNA, BORIS = 1, 1001, 1002
PRIVATE = Chat(chat_id=ANNA, type="private")
GROUP = Chat(chat_id=-100500, type="supergroup", title="Newsroom")
CHANNEL = Chat(chat_id=-100700, type="channel", title="Bulletin")


@dataclass
class Clock:
    """Time that moves when told."""

    now: datetime = samples.NOW

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


class MemoryLibrary:
    """Answers from a list of stories."""

    def __init__(self, stories: Sequence[StoryView]) -> None:
        self.stories = list(stories)
        self.said_of: dict[str, Said] = {}
        self.answers: dict[str, Answer] = {}
        self.events: list[AgendaItem] = []
        self.names: dict[KnownKind, list[str]] = {"person": [], "organisation": [], "source": []}
        self.broken: Exception | None = None
        self.takes_s = 0.0

    async def latest(
        self, limit: int, *, offset: int = 0, country: str | None = None, since: datetime | None = None
    ) -> Sequence[StoryView]:
        if self.broken is not None:
            raise self.broken
        assert 0 <= offset < 2**63, "no database takes such an offset"
        found = [s for s in self.stories if country is None or country in s.countries]
        return [s for s in found if since is None or s.updated >= since][offset : offset + limit]

    async def important(self, limit: int, *, since: datetime, until: datetime) -> Sequence[StoryView]:
        return [s for s in self.stories if since < s.updated <= until][:limit]

    async def story(self, story_id: int) -> StoryView | None:
        return next((story for story in self.stories if story.id == story_id), None)

    async def article(self, article_id: int) -> StoryView | None:
        return next((s for s in self.stories if any(line.article_id == article_id for line in s.lines)), None)

    async def article_by_url(self, url: str) -> StoryView | None:
        return next((s for s in self.stories if any(source.url == url for source in s.sources)), None)

    async def quotes(self, story_id: int) -> Sequence[QuoteView]:
        story = await self.story(story_id)
        return story.quotes if story else ()

    async def latest_quotes(self, limit: int, *, person: str | None = None) -> Sequence[QuoteView]:
        every = [quote for story in self.stories for quote in story.quotes]
        return [q for q in every if person is None or fold(person) in fold(q.speaker or "")][:limit]

    async def said(
        self, person: str, *, about: str = "", since: date | None = None, until: date | None = None
    ) -> Said:
        return self.said_of.get(fold(person), Said(name=person))

    async def nearest_speakers(self, name: str) -> Sequence[str]:
        return nearest(name, self.names["person"])

    async def search(self, words: str, limit: int = 8) -> Sequence[StoryLink]:
        await asyncio.sleep(self.takes_s)
        wanted = fold(words).split()
        counts = [(sum(word in fold(s.title) for word in wanted), s) for s in self.stories if s.id]
        most = max((count for count, _ in counts), default=0)
        match: Match = "named" if most == len(wanted) else "part"
        hits = [s for count, s in counts if count == most > 0]
        return [StoryLink(id=s.id or 0, title=s.title, published=s.updated, match=match) for s in hits][
            :limit
        ]

    async def ask(self, question: str) -> Answer:
        return self.answers.get(question, Answer(question=question))

    async def agenda(self, country: str | None = None) -> Sequence[AgendaItem]:
        return [event for event in self.events if country is None or country in event.countries]

    async def timeline(self, story_id: int) -> Timeline | None:
        return samples.TIMELINE if story_id == samples.TIMELINE.story_id else None

    async def more_like(self, story_id: int) -> Sequence[StoryLink]:
        return [
            StoryLink(id=s.id or 0, title=s.title, published=s.updated)
            for s in self.stories
            if s.id != story_id
        ]

    async def briefing(self, subscription_id: int, since: datetime, until: datetime) -> BriefingView:
        return BriefingView(since=since, until=until, stories=tuple(self.stories), coverage=samples.COVERAGE)

    async def speakers(self, since: datetime) -> Speakers:
        every = [quote.speaker or "" for story in self.stories for quote in story.quotes]
        return Speakers(counts=tuple((name, 1) for name in every if name.isascii()))

    async def known(self, kind: KnownKind, words: str = "", limit: int = 40) -> Sequence[Known]:
        names = [name for name in self.names[kind] if fold(words) in fold(name)]
        return [Known(value=fold(name), label=name) for name in names[:limit]]


class MemoryReading:
    """Pages by address."""

    def __init__(self) -> None:
        self.pages: dict[str, StoryView | UnreadableError] = {}
        self.read: list[str] = []

    async def summarize_url(self, url: str) -> StoryView:
        self.read.append(url)
        page = self.pages.get(url, UnreadableError(url, "not_found"))
        if isinstance(page, UnreadableError):
            raise page
        return page


class MemoryOperations:
    """Remembers what the owner did."""

    def __init__(self) -> None:
        self.sent: list[Outgoing] = []
        self.known: dict[str, SourcePreview] = {}

    async def status(self) -> StatusView:
        return StatusView(started=samples.NOW - timedelta(days=2), sources=31, articles_today=214, chats=3)

    async def sources(self) -> Sequence[SourceHealth]:
        return [SourceHealth(name=name, url=found.url) for name, found in self.known.items()]

    async def preview_source(self, url: str) -> SourcePreview:
        if "bad" in url:
            raise UnreadableError(url, "timeout")
        return SourcePreview(name="Ostland Gazette", url=url, titles=("Envoy <recalled>", "Talks & tea"))

    async def add_source(self, preview: SourcePreview, *, added_by: int | None) -> None:
        self.known[preview.name] = preview

    async def remove_source(self, name: str) -> bool:
        return self.known.pop(name, None) is not None

    async def reload(self) -> int:
        return 31

    async def broadcast(self, outgoing: Outgoing) -> int:
        self.sent.append(outgoing)
        return 3


class MemoryBriefings:
    """Times by subscription."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.kept: dict[int, tuple[tuple[str, ...], Weekdays, str]] = {}

    async def times(self, subscription_id: int) -> tuple[str, ...]:
        return self.kept.get(subscription_id, ((), EVERY_DAY, ""))[0]

    async def weekdays(self, subscription_id: int) -> Weekdays:
        return self.kept.get(subscription_id, ((), EVERY_DAY, ""))[1]

    async def set(
        self, subscription_id: int, times: Sequence[str], *, weekdays: Weekdays, timezone: str
    ) -> datetime | None:
        self.kept[subscription_id] = (tuple(times), weekdays, timezone)
        return self._clock.now + timedelta(hours=12) if times else None


@dataclass
class Sent:
    """A message that went out."""

    outgoing: Outgoing
    chat_id: int
    thread_id: int
    reply_to: int | None
    message_id: int


@dataclass
class MemoryTelegram:
    """Remembers what was sent, and lets Telegram's own parser look at every message."""

    sent: list[Sent] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    keyboards: list[Rows] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    typed: list[tuple[int, int]] = field(default_factory=list)
    numbers: "count[int]" = field(default_factory=lambda: count(500))

    async def answer(
        self, outgoing: Outgoing, chat_id: int, thread_id: int = 0, reply_to: int | None = None
    ) -> int | None:
        check(outgoing)
        number = outgoing.edit or next(self.numbers)
        self.sent.append(Sent(outgoing, chat_id, thread_id, reply_to, number))
        return number

    async def typing(self, chat_id: int, thread_id: int) -> None:
        self.typed.append((chat_id, thread_id))

    async def toast(self, press_id: str, text: str = "") -> None:
        self.toasts.append(text)

    async def keyboard(self, chat_id: int, message_id: int, rows: Rows) -> None:
        self.keyboards.append(rows)

    async def leave(self, chat_id: int) -> None:
        self.left.append(chat_id)


def check(outgoing: Outgoing) -> str:
    """The text as Telegram shows it; fails when it would refuse the message."""
    parsed = parse_html(outgoing.html)
    assert 1 <= len(parsed.text.encode("utf-16-le")) // 2 <= 4096
    assert len(parsed.entities) <= 100
    for row in outgoing.buttons:
        for button in row:
            assert button.text
            assert (button.data is None) != (button.url is None)
            assert button.data is None or 1 <= len(button.data.encode()) <= 64
    return parsed.text


class Counter:
    """The bot as a person meets it."""

    def __init__(
        self,
        database: Database,
        *,
        stories: Sequence[StoryView] = (),
        mode: Mode = "open",
        allowed: Collection[int] = (),
        per_minute: float = 600,
    ) -> None:
        self.clock = Clock()
        self.library = MemoryLibrary(stories)
        self.reading = MemoryReading()
        self.operations = MemoryOperations()
        self.telegram = MemoryTelegram()
        self.admins_of: dict[int, set[int]] = {GROUP.chat_id: {ANNA}}
        self.admin_calls = 0
        self.outbox = Outbox(database, self.clock)
        invites = Invites(database, self.clock)
        self.desk = Desk(
            chats=Chats(database, self.clock),
            subscriptions=Subscriptions(database, self.clock),
            follows=Follows(database, self.clock),
            reports=Reports(database, self.clock),
            invites=invites,
            waiting=self.outbox,
            library=self.library,
            reading=self.reading,
            operations=self.operations,
            briefings=MemoryBriefings(self.clock),
            access=Access(mode, owners={OWNER}, allowed=allowed, invited=invites),
            admins=Admins(self._admins, seconds=self.clock.seconds),
            invitations=Invitations(b"secret", seconds=self.clock.seconds),
            people=Buckets(per_minute, seconds=self.clock.seconds),
            groups=Buckets(per_minute, seconds=self.clock.seconds),
            threads=Threads(store_threads=2),
            now=self.clock,
            bot_name="attache_bot",
        )
        self.reception = Reception(self.desk, self.telegram, self.telegram)
        self._messages = count(10)

    async def _admins(self, chat_id: int) -> Collection[int]:
        self.admin_calls += 1
        return self.admins_of.get(chat_id, set())

    async def says(
        self,
        text: str,
        *,
        chat: Chat = PRIVATE,
        user: int | None = ANNA,
        **more: object,
    ) -> list[Outgoing]:
        """What a person writes, and what comes back."""
        command, words = "", text
        if text.startswith("/"):
            command, _, words = text[1:].partition(" ")
        values = {"language_code": "en", "message_id": next(self._messages), **more}
        before = len(self.telegram.sent)
        await self.reception.message(
            Request(chat=chat, user_id=user, command=command, words=words.strip(), **values)  # type: ignore[arg-type]  # the fields of Request
        )
        return [sent.outgoing for sent in self.telegram.sent[before:]]

    async def taps(
        self, button: Button | str, *, chat: Chat = PRIVATE, user: int = ANNA, message_id: int = 77
    ) -> list[Outgoing]:
        """What a press of a button brings."""
        data = button if isinstance(button, str) else button.data
        before = len(self.telegram.sent)
        request = Request(
            chat=chat, user_id=user, language_code="en", message_id=message_id, press=parse(data)
        )
        await self.reception.press(request, "press")
        return [sent.outgoing for sent in self.telegram.sent[before:]]

    def close(self) -> None:
        self.desk.threads.close()


def texts_of(messages: Sequence[Outgoing]) -> str:
    """All messages as a reader sees them."""
    return "\n---\n".join(check(message) for message in messages)


def button(messages: Sequence[Outgoing], text: str) -> Button:
    """The button whose text begins so, under the last message that has one."""
    for message in reversed(messages):
        for row in message.buttons:
            for found in row:
                if found.text.startswith(text):
                    return found
    shown = [b.text for m in messages for row in m.buttons for b in row]
    raise AssertionError(f"no button {text!r} among {shown}")
