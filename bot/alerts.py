"""Telling the owners that something needs them: a row of the outbox to each, the same sentence once an hour."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime

import structlog

from bot.messages import Outgoing
from bot.rendering.markup import escape
from bot.threads import Threads
from store.errors import StoreError
from store.outbox import Outbox
from store.outbox_rows import OutboxRow

log = structlog.get_logger(__name__)

PRIORITY = 50


class Alerts:
    """Sentences for the owners. Calling it never raises: an alert about a broken store can't go through the store."""

    def __init__(
        self, *, outbox: Outbox, owners: Sequence[int], threads: Threads, now: Callable[[], datetime]
    ) -> None:
        self._outbox = outbox
        self._owners = tuple(owners)
        self._threads = threads
        self._now = now

    async def __call__(self, sentence: str) -> None:
        """Tell every owner once an hour."""
        log.warning("alert", said=sentence)
        digest = hashlib.sha256(sentence.encode()).hexdigest()[:16]
        key = f"{self._now():%Y-%m-%dT%H}.{digest}"
        payload = Outgoing(html=f"⚠️ {escape(sentence)}").to_json()
        rows = [
            OutboxRow(kind="alert", key=key, chat_id=owner, payload=payload, priority=PRIORITY)
            for owner in self._owners
        ]
        try:
            await self._threads.store(self._outbox.put, rows)
        except StoreError as error:
            log.error("alert not stored", error=str(error))
