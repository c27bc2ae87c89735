"""Answers to people: sent at once and before every push, not through the outbox.

Knows what to do when an answer fails; a person asks again, so nothing is kept. Where a push of unknown fate is never sent again, an
answer is, once: who hears nothing asks again, and would read it twice all the same.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace

import structlog

from bot.messages import Outgoing
from bot.patience import PatientStore
from bot.wire.calls import Calls
from bot.wire.refusals import Cause, Refusal
from store.outbox import Outbox

log = structlog.get_logger(__name__)

# A person waits for an answer; later than this it helps nobody.
WITHIN_S = 60.0
FIRST_PAUSE_S = 0.5
REPEATS = 1
"""Times that an answer is sent again which may have arrived. Edits are repeated for as long as anybody waits."""


class Answers:
    """Answers people."""

    def __init__(
        self,
        *,
        calls: Calls,
        outbox: Outbox,
        store: PatientStore,
        observe: Callable[[str, str, float], None],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._calls = calls
        self._outbox = outbox
        self._store = store
        self._observe = observe
        self._monotonic = monotonic

    async def answer(
        self, outgoing: Outgoing, chat_id: int, thread_id: int = 0, reply_to: int | None = None
    ) -> int | None:
        """Send or edit; return the message's id, or None when it could not be done."""
        if reply_to is not None:
            outgoing = replace(outgoing, reply_to=reply_to)
        began, pause, unknown = self._monotonic(), FIRST_PAUSE_S, 0
        while await self._calls.turn(chat_id, within_s=self._left(began)):
            result = await self._calls.call(outgoing, chat_id, thread_id)
            if isinstance(result, int) or result.cause is Cause.UNCHANGED:
                self._observe("answer", "sent", self._monotonic() - began)
                return result if isinstance(result, int) else outgoing.edit
            unknown += result.cause is Cause.UNKNOWN and outgoing.edit is None
            again, chat_id = await self._again(result, chat_id, thread_id, pause)
            if unknown > REPEATS or again is None or again > self._left(began):
                self._gave_up(chat_id, result.cause.value, result.text, began)
                return None
            await asyncio.sleep(again)
            pause *= 2
        self._gave_up(chat_id, Cause.FLOOD.value, "no turn in time", began)
        return None

    async def _again(
        self, refusal: Refusal, chat_id: int, thread_id: int, pause: float
    ) -> tuple[float | None, int]:
        """After how many seconds to try again (None: not at all), and in which chat."""
        again: float | None = None
        match refusal.cause:
            case Cause.NOT_SENT | Cause.UNKNOWN:
                again = pause
            case Cause.FLOOD:
                again = refusal.retry_after_s
            case Cause.MIGRATED:
                assert refusal.new_chat_id is not None
                await self._store.attempt(self._outbox.rekey_chat, chat_id, refusal.new_chat_id)
                again, chat_id = 0.0, refusal.new_chat_id
            case Cause.BLOCKED:
                await self._store.attempt(self._outbox.block_chat, chat_id, refusal.text)
            case Cause.TOPIC_CLOSED:
                await self._store.attempt(self._outbox.close_topic, chat_id, thread_id, refusal.text)
            case _:
                pass
        return again, chat_id

    def _left(self, began: float) -> float:
        return WITHIN_S - (self._monotonic() - began)

    def _gave_up(self, chat_id: int, outcome: str, why: str, began: float) -> None:
        self._observe("answer", outcome, self._monotonic() - began)
        log.warning("not answered", chat=chat_id, outcome=outcome, why=why)
