"""From rows of the outbox to Telegram: the one loop that sends, with one branch a cause of failure.

Knows the outbox and how many calls to make; knows nothing of what is said. `sending` is committed before the call, and
what came of it is written however long the database keeps us waiting: nothing new is sent meanwhile.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from datetime import datetime, timedelta

import structlog

from bot.answers import Answers
from bot.messages import Outgoing
from bot.patience import PatientStore
from bot.threads import Threads
from bot.wire.calls import Calls, TokenRefusedError
from bot.wire.limiter import Limiter
from bot.wire.refusals import Cause, Refusal
from bot.wire.sending import Sends
from store.outbox import Outbox
from store.outbox_rows import Leased

log = structlog.get_logger(__name__)

# How many rows to hold, in seconds of sending: fewer and every message costs a claim; more and urgent news waits.
HAND_S = 1.0
# A message takes seconds; after this a worker is dead or its machine sleeps.
LEASE_S = 120.0
# Rows that have waited this part of their lease in hand go back.
STALE = 0.3
POLL_S = 1.0
HOUSEKEEPING_S = 15.0


class Delivery:
    """Sends what the outbox holds and what people are answered.

    `clock` is wall time in UTC, `monotonic` never jumps. `alert` tells the owners a sentence and must not raise.
    `observe(kind, outcome, seconds)` counts. At most `in_flight` calls run at once, which is also the most a crash can
    leave unknown.
    """

    def __init__(
        self,
        *,
        sender: Sends,
        outbox: Outbox,
        limiter: Limiter,
        threads: Threads,
        owner: str,
        clock: Callable[[], datetime],
        alert: Callable[[str], Awaitable[None]],
        observe: Callable[[str, str, float], None],
        monotonic: Callable[[], float] = time.monotonic,
        in_flight: int = 5,
        per_second: float = 25.0,
        lease_s: float = LEASE_S,
        shutdown_s: float = 10.0,
        housekeeping_s: float = HOUSEKEEPING_S,
        resend_kinds: Collection[str] = (),
    ) -> None:
        self._outbox = outbox
        self._limiter = limiter
        self._store = PatientStore(threads)
        self._calls = Calls(sender=sender, limiter=limiter, alert=alert, on_refused=self._token_refused)
        self._answers = Answers(calls=self._calls, outbox=outbox, store=self._store, observe=observe)
        self._owner = owner
        self._clock = clock
        self._alert = alert
        self._observe = observe
        self._monotonic = monotonic
        self._in_flight = in_flight
        self._hand_size = max(in_flight, round(per_second * HAND_S))
        self._lease_s = lease_s
        self._shutdown_s = shutdown_s
        self._housekeeping_s = housekeeping_s
        self._resend_kinds = tuple(resend_kinds)
        self._hand: list[Leased] = []
        self._claimed_at = 0.0
        self._look_at = 0.0
        self._tidy_at = 0.0
        self._under_way: set[asyncio.Task[None]] = set()
        self._bell = asyncio.Event()
        self._refused: TokenRefusedError | None = None

    async def answer(
        self, outgoing: Outgoing, chat_id: int, thread_id: int = 0, reply_to: int | None = None
    ) -> int | None:
        """Answer a person: at once, before every push. Returns the message's id; None when it could not be sent."""
        return await self._answers.answer(outgoing, chat_id, thread_id, reply_to)

    # ── the loop ────────────────────────────────────────────────────────────────────────────────────────────────────

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop`, then finish what is in flight. Raises TokenRefusedError."""
        watch = asyncio.create_task(self._ring_on(stop))
        try:
            await self._remember_silences()
            while not stop.is_set() and self._refused is None:
                self._bell.clear()
                await self._tidy()
                await self._claim()
                wait = self._start_calls()
                await self._rest(wait)
        finally:
            watch.cancel()
            await self._finish()
        if self._refused is not None:
            raise self._refused

    async def wake(self) -> None:
        """Look at the outbox now: something has been put in."""
        self._look_at = 0.0
        self._bell.set()

    async def _ring_on(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._bell.set()

    async def _rest(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._bell.wait()

    async def _claim(self) -> None:
        """Fill the hand when it has run low."""
        now = self._monotonic()
        if self._hand and (self._limiter.pause_s() > 0 or now - self._claimed_at > STALE * self._lease_s):
            await self._give_back()
        if len(self._hand) > self._hand_size // 4 or self._limiter.pause_s() > 0 or now < self._look_at:
            return
        busy = self._limiter.busy_chats()
        excluded = sorted({*busy, *(row.chat_id for row in self._hand)})
        wanted = self._hand_size - len(self._hand)
        rows = await self._store.attempt(
            self._outbox.claim, self._owner, wanted, self._lease_s, exclude_chats=excluded
        )
        if not self._hand:
            self._claimed_at = now
        self._hand.extend(rows or [])
        if not rows:
            self._look_at = now + min([POLL_S, *busy.values()])

    def _start_calls(self) -> float:
        """Start every call that may be made now; return how long to rest."""
        rest = POLL_S
        waiting: list[Leased] = []
        for row in self._hand:
            if len(self._under_way) >= self._in_flight:
                waiting.append(row)
                continue
            wait = self._limiter.take(row.chat_id)
            if wait > 0:
                waiting.append(row)
                rest = min(rest, wait)
                continue
            call = asyncio.create_task(self._deliver(row))
            self._under_way.add(call)
            call.add_done_callback(self._called)
        self._hand = waiting
        return rest if waiting else min(rest, max(0.0, self._look_at - self._monotonic()))

    def _called(self, call: asyncio.Task[None]) -> None:
        self._under_way.discard(call)
        self._bell.set()
        if not call.cancelled() and (error := call.exception()) is not None:
            log.error("delivery has a bug", error=repr(error), exc_info=error)

    async def _tidy(self) -> None:
        now = self._monotonic()
        if now < self._tidy_at:
            return
        self._tidy_at = now + self._housekeeping_s
        found = await self._store.attempt(self._outbox.recover, resend_kinds=self._resend_kinds)
        if found is None:
            return
        if found.released or found.unknown or found.resent:
            log.warning("rows recovered", released=found.released, unknown=found.unknown, resent=found.resent)
        late = await self._store.attempt(self._outbox.expire)
        for kind, rows in (late or {}).items():
            log.warning("too old to send", kind=kind, rows=rows)

    async def _finish(self) -> None:
        """Hear back from the calls under way, within the limit, and give the rest back."""
        await self._give_back()
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=self._shutdown_s)
            for call in late:
                call.cancel()
            if late:
                await asyncio.wait(late)
                log.warning("stopped with calls under way", calls=len(late))

    async def _give_back(self) -> None:
        rows, self._hand = self._hand, []
        if rows:
            await self._store.attempt(self._outbox.release, rows)

    async def _remember_silences(self) -> None:
        silences = await self._store.attempt(self._outbox.delayed_chats)
        for chat_id, until in (silences or {}).items():
            self._limiter.silence(chat_id, (until - self._clock()).total_seconds())

    # ── one row ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _deliver(self, row: Leased) -> None:
        try:
            outgoing = Outgoing.from_json(row.payload)
        except (TypeError, KeyError, AttributeError) as error:
            await self._store.surely(self._outbox.dead, row, f"unreadable payload: {error}")
            await self._alert(
                f"A {row.kind} for chat {row.chat_id} can't be read, so it was not sent: {error}"
            )
            return
        if not await self._store.surely(self._outbox.sending, row):
            return  # the lease is lost: the row is somebody else's to send
        began = self._monotonic()
        result = await self._calls.call(outgoing, row.chat_id, row.thread_id)
        outcome = await self._settle(row, result)
        self._observe(row.kind, outcome, self._monotonic() - began)

    async def _settle(self, row: Leased, result: int | Refusal) -> str:
        """Write what became of a row; return the outcome's name."""
        if isinstance(result, Refusal) and result.cause is not Cause.UNCHANGED:
            await self._refuse(row, result)
            log.warning(
                "not delivered",
                row=row.id,
                kind=row.kind,
                chat=row.chat_id,
                why=f"{result.cause.value}: {result.text}",
            )
            refused: str = result.cause.value
            return refused
        message_id = result if isinstance(result, int) else row.edits
        assert message_id is not None, "only an edit can change nothing"
        if not await self._store.surely(self._outbox.sent, row, message_id):
            log.warning("sent, but the row was no longer ours", row=row.id, chat=row.chat_id)
        return "sent"

    async def _refuse(self, row: Leased, refusal: Refusal) -> None:
        """One branch a cause."""
        surely, outbox = self._store.surely, self._outbox
        match refusal.cause:
            case Cause.NOT_SENT:
                await surely(outbox.retry_at, row, self._soon(row), refusal.text)
            case Cause.UNKNOWN:
                await surely(outbox.unknown, row, refusal.text, resend=row.kind in self._resend_kinds)
            case Cause.FLOOD:
                until = self._clock() + timedelta(seconds=refusal.retry_after_s)
                await surely(outbox.retry_at, row, until, refusal.text)
                await surely(outbox.delay_chat, row.chat_id, until)
            case Cause.BLOCKED:
                await surely(outbox.dead, row, refusal.text)
                await surely(outbox.block_chat, row.chat_id, refusal.text)
            case Cause.GONE:
                await surely(outbox.dead, row, refusal.text)  # nobody is to do anything about it: no alert
            case Cause.TOPIC_CLOSED:
                await surely(outbox.dead, row, refusal.text)
                await surely(outbox.close_topic, row.chat_id, row.thread_id, refusal.text)
            case Cause.MIGRATED:
                assert refusal.new_chat_id is not None
                await surely(outbox.rekey_chat, row.chat_id, refusal.new_chat_id)
                await surely(outbox.retry_at, row, self._clock(), refusal.text)
            case Cause.STOP:
                await surely(outbox.retry_at, row, self._clock(), refusal.text)
            case _:
                await surely(outbox.dead, row, refusal.text)
                await self._alert(f"A {row.kind} could not be sent to chat {row.chat_id}: {refusal.text}")

    def _soon(self, row: Leased) -> datetime:
        seconds = min(300.0, 2.0 ** min(row.attempts, 8))
        return self._clock() + timedelta(seconds=seconds * random.uniform(0.5, 1.0))  # noqa: S311 - spread, not secrecy

    def _token_refused(self, error: TokenRefusedError) -> None:
        self._refused = error
        self._bell.set()
