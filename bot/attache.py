"""The running bot: what starts in which role, in which order, and how it stops.

Knows the order of starting and stopping; what each part does is its own business.
"""

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from types import TracebackType
from typing import Literal, Self
from urllib.parse import urlsplit

import structlog
from pydantic import SecretStr

from bot import menus
from bot.app import Newsroom, open_newsroom, worker_name
from bot.assembly import build_briefer, build_delivery, build_desk, build_watch
from bot.commands.register import register
from bot.config import Config, ConfigError, read_webhook_secret
from bot.leading import lead
from bot.schedule import Job, Schedule
from bot.server import Server
from bot.wire.calls import TokenRefusedError
from bot.wire.clients import App, build_application
from bot.wire.polling import Polling
from bot.wire.receiving import connect
from bot.wire.webhook import Webhook
from store.errors import StoreError
from store.leases import Leases
from store.stories import Stories

log = structlog.get_logger(__name__)

Role = Literal["all", "bot", "ingest", "summarize", "send"]
Work = Callable[[asyncio.Event], Awaitable[None]]

FILE_EVERY_S = 0.5
WITHOUT_IDENTITY = (
    "TELEGRAM_BOT_TOKEN is not set. Ask @BotFather in Telegram for one (/newbot takes a minute) and set it, or name a "
    "file that holds it in TELEGRAM_BOT_TOKEN_FILE. To look around without a token: make demo"
)


class StartError(Exception):
    """The bot can't run as configured; one sentence for the operator."""


class Crew:
    """Long-running work: the first that fails stops the rest, and all are waited for.

    Leaving the block sets `stop`, waits, and raises what failed first.
    """

    def __init__(self, stop: asyncio.Event) -> None:
        self._stop = stop
        self._tasks: list[asyncio.Task[None]] = []
        self._failed: Exception | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        await asyncio.gather(*self._tasks)
        if error is None and self._failed is not None:
            raise self._failed

    def start(self, work: Awaitable[None]) -> None:
        """Begin work that ends when `stop` is set."""
        self._tasks.append(asyncio.ensure_future(self._watched(work)))

    async def _watched(self, work: Awaitable[None]) -> None:
        try:
            await work
        except Exception as error:  # kept and raised when all have ended
            self._failed = self._failed or error
            self._stop.set()


async def run(
    config: Config,
    token: SecretStr | None,
    role: Role,
    stop: asyncio.Event,
    read_config: Callable[[], Config],
) -> None:
    """Run until `stop`. SIGHUP reads the sources again. Raises StartError, StoreError and ConfigError."""
    began = time.perf_counter()
    try:
        async with open_newsroom(config, read_config) as room, _server(room), Crew(stop) as crew:
            jobs = _news_jobs(room, role)
            if role in {"all", "summarize"}:
                crew.start(_lead(room, "filing", _filing(room), stop))
            if role in {"all", "bot", "send"}:
                async with _telegram(room, _needed(token), role, stop) as own:
                    await _work(room, [*jobs, *own], role, stop, began)
            else:
                await _work(room, jobs, role, stop, began)
    except TokenRefusedError as error:
        raise StartError(str(error)) from error


def stop_on_signals(stop: asyncio.Event) -> None:
    """SIGTERM and SIGINT end the run."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)


async def _work(room: Newsroom, jobs: list[Job], role: Role, stop: asyncio.Event, began: float) -> None:
    schedule = Schedule(tuple(jobs))
    schedule.start()
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, _reload_soon(room))
    try:
        seconds = round(time.perf_counter() - began, 2)
        log.info("started", role=role, seconds=seconds, engine=room.summarizer.engine)
        await stop.wait()
        log.info("stopping", role=role)
    finally:
        schedule.stop()
        await room.threads.halt()


def _reload_soon(room: Newsroom) -> Callable[[], None]:
    """What SIGHUP does: read the sources again; a mistake in the file leaves them as they are."""
    tasks: set[asyncio.Task[None]] = set()

    async def reload() -> None:
        try:
            log.info("sources read again", sources=await room.threads.store(room.reload))
        except (ConfigError, StoreError) as error:
            log.error("sources not read again", error=str(error))

    def soon() -> None:
        task = asyncio.get_running_loop().create_task(reload())
        tasks.add(task)  # the loop keeps no reference of its own
        task.add_done_callback(tasks.discard)

    return soon


def _needed(token: SecretStr | None) -> SecretStr:
    if token is None:
        raise StartError(WITHOUT_IDENTITY)
    return token


def _lead(room: Newsroom, name: str, work: Work, stop: asyncio.Event) -> Awaitable[None]:
    """Work that one process does at a time."""
    return lead(
        name,
        work,
        stop,
        leases=Leases(room.database, room.now),
        threads=room.threads,
        owner=worker_name(),
    )


def _news_jobs(room: Newsroom, role: Role) -> list[Job]:
    jobs: list[Job] = []
    if role in {"all", "ingest"}:
        jobs.append(Job(name="ingest", every_s=2, wake=room.ingest.drain))
        recheck_s = min(300.0, max(1.0, room.config.news.recheck_minutes * 15))
        jobs.append(Job(name="recheck", every_s=recheck_s, wake=room.ingest.recheck))
        jobs.append(Job(name="prune", every_s=3600, wake=_pruning(room)))
    if role in {"all", "summarize"}:
        jobs.append(Job(name="analyse", every_s=1, wake=room.analyst.drain))
        jobs.append(Job(name="withdraw", every_s=10, wake=lambda: room.threads.store(room.corrections.sweep)))
    return jobs


def _filing(room: Newsroom) -> Work:
    """Articles go into stories in one order, so one process files them."""

    async def work(lost: asyncio.Event) -> None:
        # Who filed before us files no more: what it held when it was killed is ours now.
        await room.threads.store(room.articles.free, "analysed")
        while not lost.is_set():
            await room.pipeline.drain()
            try:
                await asyncio.wait_for(lost.wait(), FILE_EVERY_S)
            except TimeoutError:
                continue

    return work


def _pruning(room: Newsroom) -> Callable[[], Awaitable[None]]:
    async def prune() -> None:
        before = room.now() - timedelta(days=room.config.store.retention_days)
        gone = await room.threads.store(room.articles.prune, before)
        stories = await room.threads.store(Stories(room.database).prune, before)
        messages = await room.threads.store(room.outbox.prune, room.now() - timedelta(days=30))
        if gone or stories or messages:
            log.info("pruned", articles=gone, stories=stories, messages=messages)

    return prune


@asynccontextmanager
async def _telegram(
    room: Newsroom, token: SecretStr, role: Role, stop: asyncio.Event
) -> AsyncIterator[list[Job]]:
    """Delivery and commands; yields the jobs that go with them."""
    application = build_application(token, room.config.telegram.api_url)
    jobs: list[Job] = []
    async with AsyncExitStack() as stack:
        stack.push_async_callback(application.shutdown)
        if not await connect(application, stop):
            yield jobs
            return
        room.readers.bot_name = name = application.bot.username
        owners = room.config.telegram.owners
        delivery = build_delivery(room, application.bot)
        await stack.enter_async_context(own := Crew(stop))
        if role in {"all", "send"}:
            own.start(_lead(room, f"sender:{application.bot.id}", delivery.run, stop))
            jobs.append(Job(name="watch", every_s=15, wake=build_watch(room).look))
            jobs.append(Job(name="release", every_s=20, wake=lambda: room.threads.store(room.pushes.release)))
        if role in {"all", "bot"}:
            register(application, build_desk(room, application, token, name), delivery)
            briefer = build_briefer(room)
            jobs.append(Job(name="briefings", every_s=10, wake=lambda: room.threads.store(briefer.tick)))
            receiving = _receiving(room, application, stop)
            await stack.enter_async_context(serving(application, stop, receiving))
            own.start(menus.publish(application.bot, owners))
        yield jobs


@asynccontextmanager
async def serving(application: App, stop: asyncio.Event, receiving: Awaitable[None]) -> AsyncIterator[None]:
    """The application handles what `receiving` puts into its queue.

    Nothing is received any more when it stops: it handles what is in the queue then, and drops what comes after, which
    Telegram takes for handled.
    """
    await application.start()
    try:
        async with Crew(stop) as crew:
            crew.start(receiving)
            yield
    finally:
        await application.stop()


def _receiving(room: Newsroom, application: App, stop: asyncio.Event) -> Awaitable[None]:
    telegram = room.config.telegram
    secret = read_webhook_secret(room.config)
    if secret is None:
        polling = Polling(application, alert=room.alerts)
        # One process polls; the others stand by and take over when it dies.
        return _lead(room, f"poller:{application.bot.id}", polling.run, stop)
    url = telegram.webhook_url or ""
    host, port = _address(telegram.webhook_listen)
    try:
        webhook = Webhook(
            application,
            url=url,
            host=host,
            port=port,
            secret=secret.get_secret_value(),
            alert=room.alerts,
            path=urlsplit(url).path or "/",
        )
    except ValueError as error:
        raise StartError(str(error)) from error
    return _webhook(webhook, telegram.webhook_listen, stop)


def _address(listen: str) -> tuple[str, int]:
    """Host and port of an option that the configuration has checked."""
    host, _, port = listen.rpartition(":")
    return host or "127.0.0.1", int(port)


async def _webhook(webhook: Webhook, listen: str, stop: asyncio.Event) -> None:
    try:
        await webhook.run(stop)
    except OSError as error:
        raise StartError(
            f"telegram.webhook_listen = {listen!r}: {error.strerror}; choose another port"
        ) from error


@asynccontextmanager
async def _server(room: Newsroom) -> AsyncIterator[None]:
    listen = room.config.server.listen
    if not listen:
        yield
        return

    async def problems() -> dict[str, str]:
        return await room.threads.store(room.problems)

    host, port = _address(listen)
    server = Server(host=host, port=port, metrics=room.metrics, problems=problems)
    try:
        await server.start()
    except OSError as error:
        raise StartError(f"server.listen = {listen!r}: {error.strerror}; choose another port") from error
    try:
        yield
    finally:
        await server.stop()
