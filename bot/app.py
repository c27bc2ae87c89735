"""The composition root: the one place where real things are chosen and put together.

Everything here is wiring; nothing decides. Heavy libraries are imported when their part is built, so that a process
that only sends never loads the model.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import Config, SourceOption
from news.types import Source
from store.database import Database

if TYPE_CHECKING:
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


def open_summarizer(config: Config) -> "Summarizer":
    """The configured engine with the gate around it; nothing is loaded before the first article."""
    from summarizer.analysis import build_summarizer

    return build_summarizer(engine=config.summarizer.engine, device=config.summarizer.device)


def max_age(config: Config) -> timedelta:
    """How old an entry may be to be read."""
    return timedelta(hours=config.news.max_age_hours)
