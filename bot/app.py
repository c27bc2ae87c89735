"""The composition root: the one place where real things are chosen and put together.

Everything here is wiring; nothing decides. Heavy libraries are imported when their part is built, so that a process
that only sends never loads the model.
"""

import os
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot.alerts import Alerts
from bot.analyst import Analyst
from bot.config import Config, SourceOption
from bot.corrections import StoryCorrections
from bot.engines import open_summarizer
from bot.ingest import Ingest, IngestSettings
from bot.judge import NewsJudge
from bot.keepers import AgendaKeeper
from bot.metrics import Metrics
from bot.pipeline import Pipeline
from bot.pushes import Pushes, Readers
from bot.rendering import story as stories
from bot.stories import StoryDesk
from bot.threads import Threads
from news.types import Source
from store.agenda import Agenda
from store.articles import Articles
from store.claims import Claims
from store.corrections import Corrections
from store.database import Database
from store.entries import Entries
from store.errors import DatabaseRefusedError, StoreError
from store.follows import Follows
from store.holds import Holds
from store.ledger import Ledger
from store.library import StoredLibrary
from store.outbox import Outbox
from store.sources import Sources
from store.stories import Stories
from store.subscriptions import Subscription, Subscriptions

if TYPE_CHECKING:
    from news.reader import Reader
    from summarizer.analysis import Summarizer

log = structlog.get_logger(__name__)

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
        yield Reader(
            fetcher,
            sandbox,
            robots=robots,
            decider=decider,
            parse_s=news.parse_timeout_s,
            max_items=news.max_items,
        )


def open_database(config: Config) -> Database:
    """The configured database, migrated to this version. Raises StoreError."""
    from store.migrate import migrate

    folder = missing_database_folder(config)
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseRefusedError(
                config.store.url,
                f"the folder {folder} can't be made ({error.strerror}); choose another [store] url",
            ) from error
    database = Database(config.store.url)
    migrate(database)
    return database


def missing_database_folder(config: Config) -> Path | None:
    """Where the SQLite file will be made; None when it is there or the database is another kind."""
    prefix = "sqlite:///"
    path = config.store.url.removeprefix(prefix)
    if path in {config.store.url, "", ":memory:"} or Path(path).exists():
        return None
    return Path(path).parent


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


@dataclass(frozen=True, kw_only=True)
class Newsroom:
    """Everything from sources to told stories; knows no Telegram."""

    config: Config
    read_config: Callable[[], Config]
    """The file again, as it is now. Raises ConfigError."""
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
    corrections: StoryCorrections
    alerts: Alerts
    now: Callable[[], datetime]

    def reload(self) -> int:
        """Make the sources of the file, as it is now, the rows; how many there are. Raises ConfigError."""
        declared = declared_sources(self.read_config().sources)
        self.sources.sync(declared, self.now())
        return len(declared)

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
async def open_newsroom(config: Config, read_config: Callable[[], Config]) -> AsyncIterator[Newsroom]:
    """Build the newsroom, with the configuration's sources as rows; closes everything. Raises StoreError."""
    database = open_database(config)
    threads = Threads()
    try:
        async with open_reader(config) as reader:
            room = _newsroom(config, read_config, database, threads, reader)
            await threads.store(room.sources.sync, declared_sources(config.sources), utc_now())
            yield room
    finally:
        threads.close()
        _give_back(database)
        database.close()


def _give_back(database: Database) -> None:
    """What this process still holds, it or another may take at once. Without a database the leases run out instead."""
    try:
        Claims(database, worker_name()).release()
    except StoreError as error:
        log.warning("leases not given back", error=str(error))


def _newsroom(
    config: Config,
    read_config: Callable[[], Config],
    database: Database,
    threads: Threads,
    reader: "Reader",
) -> Newsroom:
    owner = worker_name()
    claims = Claims(database, owner)
    metrics = Metrics()
    summarizer = open_summarizer(config, metrics)
    articles = Articles(database)
    sources = Sources(database)
    archive = StoredLibrary(database)
    subscriptions = Subscriptions(database, utc_now)
    follows = Follows(database, utc_now)
    outbox = Outbox(database, utc_now)
    readers = Readers(bot_name="", now=utc_now)
    alerts = Alerts(outbox=outbox, owners=config.telegram.owners, threads=threads, now=utc_now)
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
        least_gap=timedelta(minutes=config.stories.update_gap_minutes),
        keepers=[Ledger(database), AgendaKeeper(articles, Agenda(database))],
    )
    corrections = StoryCorrections(
        corrections=Corrections(database),
        desk=desk,
        library=archive,
        outbox=outbox,
        subscriptions=subscriptions,
        readers=readers,
        now=utc_now,
    )
    return Newsroom(
        config=config,
        read_config=read_config,
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
        corrections=corrections,
        alerts=alerts,
        now=utc_now,
        ingest=Ingest(
            reader=reader,
            judge=NewsJudge(),
            sources=sources,
            entries=Entries(database),
            articles=articles,
            claims=claims,
            threads=threads,
            settings=IngestSettings(
                owner=owner,
                relevance=config.news.relevance,
                max_age=timedelta(hours=config.news.max_age_hours),
                recheck_every=timedelta(minutes=config.news.recheck_minutes),
            ),
            metrics=metrics,
            now=utc_now,
        ),
        analyst=Analyst(
            model=summarizer,
            articles=articles,
            claims=claims,
            threads=threads,
            owner=owner,
            batch=config.summarizer.batch,
            metrics=metrics,
            now=utc_now,
        ),
        pipeline=Pipeline(
            articles=articles,
            desk=desk,
            pushes=pushes,
            corrections=corrections,
            threads=threads,
            owner=owner,
            updates=config.stories.updates,
            alert=alerts,
            now=utc_now,
        ),
    )


def worker_name() -> str:
    """Names this process in leases."""
    return f"{socket.gethostname()}:{os.getpid()}"
