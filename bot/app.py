"""The composition root: the one place where real things are chosen and put together.

Everything here is wiring; nothing decides. Heavy libraries are imported when their part is built, so that a process
that only sends never loads the model.
"""

import os
import socket
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.analyst import Analyst
from bot.briefings import Composer
from bot.config import Config, ConfigError, SourceOption, read_secret
from bot.ingest import Ingest, IngestSettings
from bot.judge import NewsJudge
from bot.keepers import AgendaKeeper
from bot.messages import Outgoing
from bot.metrics import Metrics
from bot.pipeline import Pipeline
from bot.pushes import Pushes, Readers
from bot.rendering import story as stories
from bot.stories import StoryDesk
from bot.threads import Threads
from news.types import Source
from store.agenda import Agenda
from store.articles import Articles
from store.briefings import Briefings, DueBriefing
from store.chats import Chats
from store.database import Database
from store.entries import Entries
from store.errors import StoreError
from store.follows import Follows
from store.holds import Holds
from store.invites import Invites
from store.ledger import Ledger
from store.library import StoredLibrary
from store.outbox import Outbox
from store.reports import Reports
from store.search import Search
from store.sources import Sources, coverage
from store.stories import Stories
from store.subscriptions import Subscription, Subscriptions
from store.views import AgendaItem, Coverage

if TYPE_CHECKING:
    from telegram import Bot

    from bot.alerts import Alerts
    from bot.briefer import Briefer
    from bot.clients import App
    from bot.commands.desk import Desk
    from bot.delivery import Delivery
    from news.reader import Reader
    from summarizer.analysis import Summarizer

PRODUCT = "Attache/0.1"


def utc_now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)


@asynccontextmanager
async def open_reader(config: Config) -> AsyncIterator["Reader"]:
    """A reader with its fetcher and its parsing processes; closes them."""
    from news.fetch import Fetcher, Limits
    from news.politeness import Decider
    from news.reader import Reader
    from news.robots import Robots
    from news.sandbox import Sandbox

    news = config.news
    fetcher = Fetcher(
        product=PRODUCT,
        contact=news.contact,
        allow_networks=news.allow_networks,
        limits=Limits(total_s=news.timeout_s, body_bytes=news.max_bytes),
    )
    sandbox = Sandbox(workers=news.parse_workers, timeout_s=news.parse_timeout_s)
    decider = Decider(
        base_s=news.interval_minutes * 60,
        shortest_s=news.min_interval_minutes * 60,
        longest_s=news.max_interval_minutes * 60,
    )
    async with fetcher, sandbox:
        robots = Robots(fetcher) if news.obey_robots else None
        yield Reader(fetcher, sandbox, robots=robots, decider=decider, parse_s=news.parse_timeout_s)


def open_database(config: Config) -> Database:
    """The configured database, migrated to this version. Raises StoreError."""
    from store.migrate import migrate

    prefix = "sqlite:///"
    if config.store.url.startswith(prefix) and len(config.store.url) > len(prefix):
        Path(config.store.url.removeprefix(prefix)).parent.mkdir(parents=True, exist_ok=True)
    database = Database(config.store.url)
    migrate(database)
    return database


def declared_sources(options: tuple[SourceOption, ...]) -> list[Source]:
    """The sources of the configuration as news knows them."""
    return [
        Source(
            name=option.name,
            url=option.url,
            kind=option.kind,
            region=option.region,
            language=option.language,
            link_selector=option.link_selector,
            enabled=option.enabled,
            requires_relevance=not option.all_diplomacy,
        )
        for option in options
    ]


def open_summarizer(config: Config, metrics: Metrics) -> "Summarizer":
    """The configured engine with the gate around it; nothing is loaded before the first article.

    Raises ConfigError when the engine lacks something.
    """
    from summarizer.building import build_summarizer

    chosen = config.summarizer
    key = read_secret("ATTACHE_ENDPOINT_KEY")
    try:
        return build_summarizer(
            engine=chosen.engine,
            model=chosen.model,
            mode=chosen.mode,
            endpoint_url=chosen.endpoint_url,
            endpoint_key=key.get_secret_value() if key else None,
            endpoint_timeout_s=chosen.endpoint_timeout_s,
            endpoint_concurrency=chosen.endpoint_concurrency,
            encoder=chosen.encoder,
            device=chosen.device,
            threads=chosen.threads,
            rejected=metrics.rejected,
            observe=metrics.endpoint_called,
        )
    except ValueError as error:
        raise ConfigError(f"[summarizer]: {error}") from error


def max_age(config: Config) -> timedelta:
    """How old an entry may be to be read."""
    return timedelta(hours=config.news.max_age_hours)


@dataclass(frozen=True, kw_only=True)
class Newsroom:
    """Everything from sources to told stories; knows no Telegram."""

    config: Config
    database: Database
    threads: Threads
    metrics: Metrics
    reader: "Reader"
    summarizer: "Summarizer"
    sources: Sources
    articles: Articles
    subscriptions: Subscriptions
    follows: Follows
    outbox: Outbox
    archive: StoredLibrary
    readers: Readers
    ingest: Ingest
    analyst: Analyst
    pipeline: Pipeline
    pushes: Pushes
    now: Callable[[], datetime]

    def problems(self) -> dict[str, str]:
        """What does not work just now, by part; empty when all is well."""
        try:
            with self.database.write():
                return {}
        except StoreError as error:
            return {"database": error.reason}

    def preview(self) -> list[str]:
        """The messages that the newest stories would go out as, in words."""
        reader = self.readers.of(Subscription(id=0, chat_id=0))
        return [stories.push(story, reader).plain for story in self.archive.latest(limit=1000)]


@asynccontextmanager
async def open_newsroom(config: Config, *, bot_name: str = "") -> AsyncIterator[Newsroom]:
    """Build the newsroom, with the configuration's sources as rows; closes everything. Raises StoreError."""
    database = open_database(config)
    threads = Threads()
    try:
        async with open_reader(config) as reader:
            room = _newsroom(config, database, threads, reader, bot_name)
            await threads.store(room.sources.sync, declared_sources(config.sources), utc_now())
            yield room
    finally:
        threads.close()
        database.close()


def _newsroom(
    config: Config, database: Database, threads: Threads, reader: "Reader", bot_name: str
) -> Newsroom:
    owner = worker_name()
    metrics = Metrics()
    summarizer = open_summarizer(config, metrics)
    articles = Articles(database)
    sources = Sources(database)
    archive = StoredLibrary(database)
    subscriptions = Subscriptions(database, utc_now)
    follows = Follows(database, utc_now)
    outbox = Outbox(database, utc_now)
    readers = Readers(bot_name=bot_name, now=utc_now)
    pushes = Pushes(
        library=archive,
        follows=follows,
        subscriptions=subscriptions,
        outbox=outbox,
        holds=Holds(database),
        readers=readers,
        now=utc_now,
        threshold=config.stories.push_relevance,
        max_age=timedelta(hours=config.delivery.push_max_age_hours),
    )
    desk = StoryDesk(
        Stories(database),
        now=utc_now,
        window=timedelta(hours=config.stories.window_hours),
        keepers=[Ledger(database), AgendaKeeper(articles, Agenda(database))],
    )
    return Newsroom(
        config=config,
        database=database,
        threads=threads,
        metrics=metrics,
        reader=reader,
        summarizer=summarizer,
        sources=sources,
        articles=articles,
        subscriptions=subscriptions,
        follows=follows,
        outbox=outbox,
        archive=archive,
        readers=readers,
        pushes=pushes,
        now=utc_now,
        ingest=Ingest(
            reader=reader,
            judge=NewsJudge(),
            sources=sources,
            entries=Entries(database),
            articles=articles,
            threads=threads,
            settings=IngestSettings(
                owner=owner,
                relevance=config.news.relevance,
                max_age=timedelta(hours=config.news.max_age_hours),
            ),
            now=utc_now,
        ),
        analyst=Analyst(
            model=summarizer,
            articles=articles,
            threads=threads,
            owner=owner,
            batch=config.summarizer.batch,
            now=utc_now,
        ),
        pipeline=Pipeline(
            articles=articles,
            desk=desk,
            pushes=pushes,
            threads=threads,
            owner=owner,
            updates=config.stories.updates,
            now=utc_now,
        ),
    )


def worker_name() -> str:
    """Names this process in leases."""
    return f"{socket.gethostname()}:{os.getpid()}"


def build_delivery(room: Newsroom, bot: "Bot", alerts: "Alerts") -> "Delivery":
    """The loop that sends, and answers to people."""
    from bot.delivery import Delivery
    from bot.limiter import Limiter
    from bot.sending import TelegramSender

    pace = room.config.delivery
    metrics = room.metrics

    def observe(kind: str, outcome: str, seconds: float) -> None:
        metrics.sends.labels(kind=kind, outcome=outcome).inc()
        metrics.send_seconds.observe(seconds)

    return Delivery(
        sender=TelegramSender(bot, paid_broadcast=pace.paid_broadcast),
        outbox=room.outbox,
        limiter=Limiter(
            time.monotonic,
            per_second=pace.per_second,
            chat_per_second=pace.per_chat_per_second,
            group_per_minute=round(pace.per_group_per_minute),
        ),
        threads=room.threads,
        owner=worker_name(),
        clock=utc_now,
        alert=alerts,
        observe=observe,
        per_second=pace.per_second,
        shutdown_s=pace.shutdown_s,
        resend_kinds=("briefing",) if pace.resend_unknown_briefings else (),
    )


def build_briefer(room: Newsroom) -> "Briefer":
    """Writes briefings when they are due."""
    from bot.briefer import Briefer
    from bot.rendering import briefing

    composer = build_composer(room)

    def draw(due: DueBriefing) -> Sequence[Outgoing]:
        until = utc_now()
        since = due.last_briefing_at or until - timedelta(hours=24)
        subscription = room.subscriptions.many([due.subscription_id])[0]
        return briefing.briefing(
            composer.view(due.subscription_id, since, until), room.readers.of(subscription)
        )

    return Briefer(
        briefings=Briefings(room.database, utc_now),
        draw=draw,
        clock=utc_now,
        catch_up=timedelta(minutes=room.config.briefing.catch_up_minutes),
        jitter_s=room.config.briefing.jitter_s,
    )


def build_composer(room: Newsroom) -> Composer:
    """Puts briefings together."""
    agenda = Agenda(room.database)

    def today(zone: ZoneInfo, now: datetime) -> Sequence[AgendaItem]:
        day = now.astimezone(zone).date()
        return agenda.between(day, day)

    def read(since: datetime) -> Coverage:
        articles, working, failed = coverage(room.database, since)
        return Coverage(articles=articles, sources=working, failed=failed)

    return Composer(
        stories=room.archive,
        follows=room.follows,
        subscriptions=room.subscriptions,
        agenda=today,
        coverage=read,
        threshold=room.config.stories.push_relevance,
        most=room.config.briefing.max_stories,
    )


def build_desk(room: Newsroom, application: "App", token: SecretStr, bot_name: str) -> "Desk":
    """Everything that commands work with."""
    from bot.access import Access, Admins, Invitations
    from bot.briefing_times import BriefingTimes
    from bot.buckets import Buckets
    from bot.clients import Administrators, derived_secret
    from bot.commands.desk import Defaults, Desk
    from bot.library import ThreadedLibrary
    from bot.operations import OwnersDesk
    from bot.pages import Pages
    from news.urls import canonical_url

    config, database, threads = room.config, room.database, room.threads
    chats, reports, invites = Chats(database, utc_now), Reports(database, utc_now), Invites(database, utc_now)
    library = ThreadedLibrary(
        stored=room.archive,
        stories=Stories(database),
        search=Search(database),
        ledger=Ledger(database),
        agenda=Agenda(database),
        composer=build_composer(room),
        threads=threads,
        now=utc_now,
        canonical=canonical_url,
    )
    pages = Pages(
        reader=room.reader,
        judge=NewsJudge(),
        model=room.summarizer,
        articles=room.articles,
        library=library,
        threads=threads,
        canonical=canonical_url,
        now=utc_now,
    )
    operations = OwnersDesk(
        reader=room.reader,
        sources=room.sources,
        articles=room.articles,
        chats=chats,
        subscriptions=room.subscriptions,
        outbox=room.outbox,
        reports=reports,
        threads=threads,
        declared=lambda: declared_sources(config.sources),
        count_stories=lambda since: len(room.archive.changed(since, utc_now(), limit=10_000)),
        engine=room.summarizer.engine,
        version=version("attache"),
        now=utc_now,
    )
    return Desk(
        chats=chats,
        subscriptions=room.subscriptions,
        follows=room.follows,
        reports=reports,
        invites=invites,
        waiting=room.outbox,
        library=library,
        reading=pages,
        operations=operations,
        briefings=BriefingTimes(Briefings(database, utc_now), build_briefer(room), threads),
        access=Access(
            config.telegram.access,
            owners=config.telegram.owners,
            allowed=config.telegram.allowed,
            invited=invites,
        ),
        admins=Admins(Administrators(application.bot)),
        invitations=Invitations(derived_secret(token, "invitations")),
        people=Buckets(config.people.person_per_minute),
        groups=Buckets(config.people.group_per_minute),
        threads=threads,
        now=utc_now,
        defaults=Defaults(timezone=config.briefing.timezone, briefing=config.briefing.time),
        bot_name=bot_name,
    )
