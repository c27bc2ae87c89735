"""The running bot: what starts in which role, in which order, and how it stops.

Knows the order of starting and stopping; what each part does is its own business.
"""

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from typing import Literal

import structlog
from pydantic import SecretStr
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot import menus
from bot.alerts import Alerts
from bot.app import Newsroom, build_briefer, build_delivery, build_desk, open_newsroom
from bot.calls import TokenRefusedError
from bot.clients import App, build_application
from bot.commands.register import register
from bot.config import Config
from bot.schedule import Job, Schedule
from bot.server import Server

log = structlog.get_logger(__name__)

Role = Literal["all", "bot", "ingest", "summarize", "send"]
ROLES: tuple[Role, ...] = ("all", "bot", "ingest", "summarize", "send")
RETRY_START_S = 5.0
"""Between attempts to reach Telegram at the start: a server that boots before its network must come up by itself."""


class StartError(Exception):
    """The bot can't run; one sentence for the operator."""


async def run(config: Config, token: SecretStr | None, role: Role, stop: asyncio.Event) -> None:
    """Run until `stop`. Raises StartError and StoreError."""
    began = time.perf_counter()
    async with AsyncExitStack() as stack:
        room = await stack.enter_async_context(open_newsroom(config))
        jobs = _news_jobs(room, role)
        if role in {"all", "bot", "send"}:
            if token is None:
                raise StartError(WITHOUT_IDENTITY)
            jobs += await stack.enter_async_context(_telegram(room, token, role, stop))
        schedule = Schedule(tuple(jobs))
        schedule.start()
        stack.callback(schedule.stop)
        await stack.enter_async_context(_server(room))
        log.info(
            "started", role=role, seconds=round(time.perf_counter() - began, 2), engine=room.summarizer.engine
        )
        await stop.wait()
        log.info("stopping", role=role)


WITHOUT_IDENTITY = (
    "TELEGRAM_BOT_TOKEN is not set. Ask @BotFather in Telegram for one (/newbot takes a minute) and set it, or name a "
    "file that holds it in TELEGRAM_BOT_TOKEN_FILE. To look around without a token: make demo"
)


def stop_on_signals(stop: asyncio.Event) -> None:
    """SIGTERM and SIGINT end the run."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)


def _news_jobs(room: Newsroom, role: Role) -> list[Job]:
    jobs: list[Job] = []
    if role in {"all", "ingest"}:
        jobs.append(Job(name="ingest", every_s=2, wake=room.ingest.drain))
        jobs.append(Job(name="recheck", every_s=300, wake=room.ingest.recheck))
    if role in {"all", "summarize"}:
        jobs.append(Job(name="analyse", every_s=1, wake=room.analyst.drain))
        jobs.append(Job(name="file", every_s=1, wake=room.pipeline.drain))
    if role in {"all", "ingest"}:
        jobs.append(Job(name="prune", every_s=3600, wake=_pruning(room)))
    return jobs


def _pruning(room: Newsroom) -> Callable[[], Awaitable[None]]:
    async def prune() -> None:
        before = room.now() - timedelta(days=room.config.store.retention_days)
        gone = await room.threads.store(room.articles.prune, before)
        messages = await room.threads.store(room.outbox.prune, room.now() - timedelta(days=30))
        if gone or messages:
            log.info("pruned", articles=gone, messages=messages)

    return prune


@asynccontextmanager
async def _telegram(
    room: Newsroom, token: SecretStr, role: Role, stop: asyncio.Event
) -> AsyncIterator[list[Job]]:
    """Delivery and commands; yields the jobs that go with them."""
    application = build_application(token, room.config.telegram.api_url)
    name = await _introduce(application, room, stop)
    room.readers.bot_name = name
    alerts = Alerts(
        outbox=room.outbox, owners=room.config.telegram.owners, threads=room.threads, now=room.now
    )
    delivery = build_delivery(room, application.bot, alerts)
    jobs: list[Job] = []
    async with AsyncExitStack() as stack:
        stack.push_async_callback(application.shutdown)
        if role in {"all", "send"}:
            sending = asyncio.create_task(_sending(delivery.run, stop))
            stack.push_async_callback(_finished, sending)
            stack.callback(stop.set)  # whatever ends the run, delivery must hear of it before it is waited for
            jobs.append(Job(name="release", every_s=20, wake=lambda: room.threads.store(room.pushes.release)))
        if role in {"all", "bot"}:
            register(application, build_desk(room, application, token, name), delivery)
            briefer = build_briefer(room)
            jobs.append(Job(name="briefings", every_s=10, wake=lambda: room.threads.store(briefer.tick)))
            await application.start()
            stack.push_async_callback(application.stop)
            await _listen(application, stack)
            asyncio.get_running_loop().create_task(
                menus.publish(application.bot, room.config.telegram.owners)
            )
        yield jobs


async def _introduce(application: App, room: Newsroom, stop: asyncio.Event) -> str:
    """Ask Telegram who we are, as long as it takes; raises StartError when the token is wrong."""
    while True:
        try:
            await application.initialize()
        except InvalidToken:
            raise StartError(
                "Telegram does not know this token. Copy it again from @BotFather into TELEGRAM_BOT_TOKEN."
            ) from None
        except NetworkError as error:
            log.warning("telegram not reached", api=room.config.telegram.api_url, error=str(error))
            try:
                await asyncio.wait_for(stop.wait(), RETRY_START_S)
            except TimeoutError:
                continue
            raise StartError("stopped before Telegram could be reached") from None
        else:
            return str(application.bot.username)


async def _listen(application: App, stack: AsyncExitStack) -> None:
    from bot.commands.register import ALLOWED_UPDATES

    updater = application.updater
    assert updater is not None

    def conflict(error: TelegramError) -> None:
        log.warning("updates not received", error=str(error))

    await updater.start_polling(allowed_updates=list(ALLOWED_UPDATES), error_callback=conflict)
    stack.push_async_callback(updater.stop)


async def _sending(deliver: Callable[[asyncio.Event], Awaitable[None]], stop: asyncio.Event) -> None:
    """Deliver until stopped; a refused token ends the whole run."""
    try:
        await deliver(stop)
    except TokenRefusedError as error:
        stop.set()
        raise StartError(str(error)) from error


async def _finished(task: "asyncio.Task[None]") -> None:
    await task


@asynccontextmanager
async def _server(room: Newsroom) -> AsyncIterator[None]:
    listen = room.config.server.listen
    if not listen:
        yield
        return

    async def problems() -> dict[str, str]:
        return await room.threads.store(room.problems)

    server = Server(listen=listen, metrics=room.metrics, problems=problems)
    try:
        await server.start()
    except OSError as error:
        raise StartError(f"server.listen = {listen!r}: {error.strerror}; choose another port") from error
    try:
        yield
    finally:
        await server.stop()
