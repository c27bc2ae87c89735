"""Delivery as it is wired for real, against the Bot API server, with everything it tells others remembered."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.messages import Outgoing
from bot.threads import Threads
from bot.wire.delivery import Delivery
from bot.wire.limiter import Limiter
from bot.wire.sending import TelegramSender
from store.database import Database
from store.outbox import Outbox
from store.outbox_rows import OutboxRow
from store.schema import chats, outbox, subscriptions
from tests.botapi.client import BotApi

READ_TIMEOUT_S = 0.5


def utc_now() -> datetime:
    return datetime.now(UTC)


def row(chat_id: int, key: str = "story", **changes: Any) -> OutboxRow:
    payload = changes.pop("payload", Outgoing(html=f"<b>{key}</b>").to_json())
    return OutboxRow(**{"kind": "push", "key": key, "chat_id": chat_id, "payload": payload, **changes})


class Post:
    """One sender's delivery on one database."""

    def __init__(self, api: BotApi, db: Database, *, lost: bool = False, **changes: Any) -> None:
        self.db = db
        self.outbox = Outbox(db, utc_now)
        self.alerts: list[str] = []
        self.outcomes: list[tuple[str, str]] = []
        self.token = api.token
        self.url = api.url
        self._lost = lost
        self._changes = changes

    def run(self, until: Callable[[], bool], *, timeout_s: float = 15.0) -> None:
        """Deliver until something is true; raises what delivery raises, or AssertionError when it takes too long."""
        asyncio.run(self._run(until, timeout_s))

    async def _run(self, until: Callable[[], bool], timeout_s: float) -> None:
        stop = asyncio.Event()
        async with Bot(self.token, base_url=f"{self.url}/bot", request=self.request()) as bot:
            threads = Threads(store_threads=4)
            if self._lost:  # the connection is lost after the start: every later call meets a closed port
                bot._base_url = f"http://127.0.0.1:9/bot{bot.token}"
            delivery = self.build(bot, threads)
            running = asyncio.create_task(delivery.run(stop))
            deadline = time.monotonic() + timeout_s
            while not running.done() and not await asyncio.to_thread(until):
                if time.monotonic() > deadline:
                    stop.set()
                    await running
                    raise AssertionError(f"not within {timeout_s} s; the outbox holds {self.states()}")
                await asyncio.sleep(0.02)
            stop.set()
            await running
            threads.close()

    def request(self) -> HTTPXRequest:
        """Patience for a loopback server."""
        return HTTPXRequest(connection_pool_size=16, read_timeout=READ_TIMEOUT_S)

    def build(self, bot: Bot, threads: Threads) -> Delivery:
        """The same constructors as the composition root's."""
        given: dict[str, Any] = {"limiter": Limiter(time.monotonic), "shutdown_s": 5.0, **self._changes}
        return Delivery(
            sender=TelegramSender(bot),
            outbox=self.outbox,
            threads=threads,
            owner="test",
            clock=utc_now,
            alert=self._alert,
            observe=lambda kind, outcome, _: self.outcomes.append((kind, outcome)),
            **given,
        )

    async def _alert(self, sentence: str) -> None:
        self.alerts.append(sentence)

    # ── what the store holds ────────────────────────────────────────────────────────────────────────────────────────

    def add_chat(self, chat_id: int, kind: str, *, thread_id: int = 0) -> None:
        """A chat that hears news."""
        with self.db.write() as connection:
            values = {"chat_id": chat_id, "type": kind, "created_at": utc_now(), "changed_at": utc_now()}
            connection.execute(insert(chats).values(values))
            connection.execute(
                insert(subscriptions).values(chat_id=chat_id, thread_id=thread_id, created_at=utc_now())
            )

    def states(self, chat_id: int | None = None) -> list[str]:
        """The states of its rows, oldest first."""
        query = select(outbox.c.state).order_by(outbox.c.id)
        if chat_id is not None:
            query = query.where(outbox.c.chat_id == chat_id)
        with self.db.read() as connection:
            return list(connection.scalars(query))

    def finished(self) -> bool:
        """Nothing waits any more."""
        return not {"held", "pending", "leased", "sending"} & set(self.states())

    def active(self, chat_id: int) -> bool | None:
        """May we speak there? None: no such chat."""
        with self.db.read() as connection:
            return connection.scalar(select(chats.c.active).where(chats.c.chat_id == chat_id))

    def hears(self, chat_id: int, thread_id: int = 0) -> bool | None:
        """Is the subscription on?"""
        with self.db.read() as connection:
            return connection.scalar(
                select(subscriptions.c.active).where(
                    subscriptions.c.chat_id == chat_id, subscriptions.c.thread_id == thread_id
                )
            )
