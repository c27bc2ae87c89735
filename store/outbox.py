"""The outbox: what is to be said to which chat, and what became of it.

Knows states, leases and order; knows nothing of Telegram or of what a payload means, except that a payload with `edit`
changes an old message. Telegram has no idempotency key, so exactly-once does not exist: a row goes
`pending → leased → sending → sent | unknown | dead | cancelled`, and `sending` is committed before the call. Whoever finds
an expired `sending` row can't know whether the message arrived and calls it `unknown`.

Every lease raises the row's `fence`; a write carries the fence it was given, so a worker that slept through its lease
changes nothing.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Update,
    and_,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    tuple_,
    update,
)

from store.chat_moves import move_chat
from store.database import Database
from store.outbox_queue import UNFINISHED, WAITING, candidates, walk_the_index
from store.outbox_rows import (
    Depth,
    Leased,
    OutboxRow,
    Recovered,
    SentMessage,
    put_rows,
    read_payloads,
)
from store.schema import chats, outbox, payloads, subscriptions

# Short transactions: 2,000 rows take about 0.1 s, so a fan-out never holds SQLite's lock against a command.
CHUNK = 2000
# A lease further ahead than any lease lasts was written before the clock was set back.
LONGEST_LEASE = timedelta(minutes=30)


class Outbox:
    """The outbox of one database. `clock` gives the time in UTC."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._clock = clock

    # ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def put(self, rows: Iterable[OutboxRow]) -> int:
        """Write rows, in short transactions; return how many were new. Safe to repeat after a failure."""
        remaining = iter(rows)
        new = 0
        while chunk := list(islice(remaining, CHUNK)):
            with self._db.write() as connection:
                new += put_rows(connection, chunk, now=self._clock())
        return new

    # ── claiming ────────────────────────────────────────────────────────────────────────────────────────────────────

    def claim(
        self, owner: str, limit: int, lease_s: float, *, exclude_chats: Collection[int] = ()
    ) -> list[Leased]:
        """Lease up to `limit` rows that may go now, at most one a chat, urgent and newest first.

        `exclude_chats` are chats that can't take a message now. A row waits while an earlier part of its message is
        unfinished.
        """
        now = self._clock()
        if limit <= 0:
            return []
        chosen = candidates(now, limit, exclude_chats)
        # Hidden from the indexes: with a plain `state = …` SQLite walks every waiting row to find these few.
        still_pending = func.coalesce(outbox.c.state, "") == "pending"
        locked = (
            select(outbox.c.id)
            .where(outbox.c.id.in_(select(chosen.c.id)), still_pending)
            .with_for_update(skip_locked=True)
            .cte("locked")
        )
        statement = (
            update(outbox)
            .where(outbox.c.id.in_(select(locked.c.id)))
            .values(
                state="leased",
                fence=outbox.c.fence + 1,
                leased_by=owner,
                leased_until=now + timedelta(seconds=lease_s),
            )
            .returning(*(outbox.c[name] for name in _LEASED), outbox.c.payload_id)
        )
        with self._db.write() as connection:
            walk_the_index(connection)
            found = connection.execute(statement).mappings().all()
            bodies = read_payloads(connection, {row["payload_id"] for row in found})
        leased = [
            Leased(**{name: row[name] for name in _LEASED}, payload=bodies[row["payload_id"]])
            for row in found
        ]
        return sorted(leased, key=lambda row: (-row.priority, -row.id))

    def release(self, rows: Sequence[Leased]) -> None:
        """Give leased rows back unsent."""
        with self._db.write() as connection:
            for row in rows:
                connection.execute(_transition(row, ("leased",), state="pending", leased_until=None))

    # ── what became of a row ────────────────────────────────────────────────────────────────────────────────────────

    def sending(self, row: Leased) -> bool:
        """Commit that the call is about to be made. False: the lease is lost, the row must not be sent.

        Safe to repeat before the call: under this fence nobody else can have written `sending`.
        """
        return self._write(row, ("leased", "sending"), state="sending", attempts=row.attempts + 1)

    def sent(self, row: Leased, message_id: int) -> bool:
        """It arrived. True also where `recover` already called it unknown."""
        return self._write(
            row,
            ("sending", "unknown", "sent"),
            state="sent",
            message_id=message_id,
            sent_at=self._clock(),
            error=None,
            leased_until=None,
        )

    def unknown(self, row: Leased, error: str, *, resend: bool = False) -> bool:
        """It may or may not have arrived. `resend` puts it back, once: for an edit, or where a repeat does no harm."""
        if row.edits is not None or (resend and row.attempts < 1):
            return self.retry_at(row, self._clock(), error)
        return self._write(row, ("sending", "unknown"), state="unknown", error=error[:500], leased_until=None)

    def dead(self, row: Leased, error: str) -> bool:
        """It can never be sent."""
        return self._write(row, _IN_HAND, state="dead", error=error[:500], leased_until=None)

    def retry_at(self, row: Leased, when: datetime, error: str) -> bool:
        """It was certainly not sent: back in the queue, not before `when`."""
        return self._write(
            row, _IN_HAND, state="pending", not_before=when, error=error[:500], leased_until=None
        )

    def _write(self, row: Leased, states: tuple[str, ...], **values: Any) -> bool:
        with self._db.write() as connection:
            return connection.execute(_transition(row, states, **values)).rowcount == 1

    # ── chats ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def delay_chat(self, chat_id: int, until: datetime) -> None:
        """Telegram wants silence in this chat until then."""
        with self._db.write() as connection:
            connection.execute(
                update(outbox)
                .where(outbox.c.chat_id == chat_id, outbox.c.state == "pending", outbox.c.not_before < until)
                .values(not_before=until)
            )
            connection.execute(update(chats).where(chats.c.chat_id == chat_id).values(flood_until=until))

    def delayed_chats(self) -> dict[int, datetime]:
        """Chats that Telegram wants silence in, and until when: what a restart must remember."""
        with self._db.read() as connection:
            rows = connection.execute(
                select(chats.c.chat_id, chats.c.flood_until).where(chats.c.flood_until > self._clock())
            )
            return {row.chat_id: row.flood_until for row in rows}

    def block_chat(self, chat_id: int, reason: str) -> int:
        """We may not speak there any more: deactivate the chat and drop what waits for it; return how many rows."""
        with self._db.write() as connection:
            connection.execute(
                update(chats)
                .where(chats.c.chat_id == chat_id)
                .values(active=False, inactive_reason=reason[:500], changed_at=self._clock())
            )
            return connection.execute(_cancel(outbox.c.chat_id == chat_id, reason)).rowcount

    def close_topic(self, chat_id: int, thread_id: int, reason: str) -> int:
        """The topic is gone, the chat is not: end its subscription and drop what waits for it."""
        with self._db.write() as connection:
            connection.execute(
                update(subscriptions)
                .where(subscriptions.c.chat_id == chat_id, subscriptions.c.thread_id == thread_id)
                .values(active=False)
            )
            here = and_(outbox.c.chat_id == chat_id, outbox.c.thread_id == thread_id)
            return connection.execute(_cancel(here, reason)).rowcount

    def cancel_chat(
        self, chat_id: int, *, thread_id: int | None = None, reason: str = "no longer wanted"
    ) -> int:
        """Drop everything that waits for a chat or one topic of it, as after /stop; return how many rows."""
        where = outbox.c.chat_id == chat_id
        if thread_id is not None:
            where = and_(where, outbox.c.thread_id == thread_id)
        with self._db.write() as connection:
            return connection.execute(_cancel(where, reason)).rowcount

    def rekey_chat(self, old: int, new: int) -> None:
        """A group became a supergroup: everything of the old chat belongs to the new one, merged where both have it."""
        with self._db.write() as connection:
            move_chat(connection, old, new, now=self._clock())

    # ── time passes ─────────────────────────────────────────────────────────────────────────────────────────────────

    def recover(self, *, resend_kinds: Collection[str] = ()) -> Recovered:
        """Take back what dead workers held: leased rows wait again, rows they may have sent become unknown.

        Rows of `resend_kinds` are sent once more instead, and edits always are.
        """
        now = self._clock()
        expired = or_(outbox.c.leased_until <= now, outbox.c.leased_until > now + LONGEST_LEASE)
        again = or_(
            outbox.c.edits.is_not(None), and_(outbox.c.kind.in_(resend_kinds), outbox.c.attempts <= 1)
        )
        lost = "the sender stopped between sending and hearing back"
        back: dict[str, Any] = {"state": "pending", "leased_until": None}
        with self._db.write() as connection:
            released = connection.execute(
                update(outbox).where(outbox.c.state == "leased", expired).values(**back)
            ).rowcount
            resent = connection.execute(
                update(outbox).where(outbox.c.state == "sending", expired, again).values(**back, error=lost)
            ).rowcount
            unknown = connection.execute(
                update(outbox)
                .where(outbox.c.state == "sending", expired)
                .values(state="unknown", leased_until=None, error=lost)
            ).rowcount
        return Recovered(released=released, unknown=unknown, resent=resent)

    def expire(self) -> dict[str, int]:
        """Cancel waiting rows that are no longer worth sending; return how many of each kind."""
        late = and_(outbox.c.state == "pending", outbox.c.expires_at <= self._clock())
        query = select(outbox.c.kind, func.count().label("rows")).where(late).group_by(outbox.c.kind)
        with (
            self._db.read() as connection
        ):  # looked for without a lock: there is nothing to write, almost always
            counts = {row.kind: row.rows for row in connection.execute(query)}
        if counts:
            with self._db.write() as connection:
                connection.execute(update(outbox).where(late).values(state="cancelled", error="expired"))
        return counts

    def gather(self, kind: str, before: datetime, *, at_least: int = 3) -> int:
        """Hold waiting rows of a kind written before `before`, where a chat has several: `store.holds` merges them.

        When sending has fallen behind, one message with five headlines is worth more than five stale ones. Returns how
        many rows.
        """
        place = tuple_(outbox.c.chat_id, outbox.c.thread_id)
        old = and_(outbox.c.state == "pending", outbox.c.kind == kind, outbox.c.created_at < before)
        due = and_(old, outbox.c.not_before <= self._clock())
        crowded = (
            select(outbox.c.chat_id, outbox.c.thread_id)
            .where(due)
            .group_by(outbox.c.chat_id, outbox.c.thread_id)
            .having(func.count() >= at_least)
        )
        with self._db.read() as connection:  # as above: almost always there is nothing to do
            if not connection.execute(crowded.limit(1)).first():
                return 0
        with self._db.write() as connection:
            return connection.execute(
                update(outbox).where(due, place.in_(crowded)).values(state="held", not_before=self._clock())
            ).rowcount

    def prune(self, before: datetime) -> int:
        """Forget finished rows written before `before`, and payloads nobody uses; return how many rows."""
        finished = and_(outbox.c.state.not_in(UNFINISHED), outbox.c.created_at < before)
        with self._db.write() as connection:
            gone = connection.execute(delete(outbox).where(finished)).rowcount
            used = exists().where(outbox.c.payload_id == payloads.c.id)
            connection.execute(delete(payloads).where(payloads.c.used_at < before, ~used))
        return gone

    # ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def depth(self) -> Depth:
        """Unfinished rows by state, and how long the oldest that may go has waited."""
        now = self._clock()
        # Finished rows are many and stay for weeks: counting them would take seconds.
        states = (
            select(outbox.c.state, func.count().label("rows"))
            .where(outbox.c.state.in_(UNFINISHED))
            .group_by(outbox.c.state)
        )
        since = case(
            (outbox.c.not_before > outbox.c.created_at, outbox.c.not_before), else_=outbox.c.created_at
        )
        first = select(func.min(since)).where(outbox.c.state == "pending", outbox.c.not_before <= now)
        with self._db.read() as connection:
            counts = {row.state: row.rows for row in connection.execute(states)}
            oldest = connection.scalar(first)
        return Depth(states=counts, oldest_s=max(0.0, (now - oldest).total_seconds()) if oldest else 0.0)

    def waits(self, keys: Collection[tuple[str, str]]) -> bool:
        """Is a message of one of these (kind, key) still to be sent?"""
        here = tuple_(outbox.c.kind, outbox.c.key).in_(list(keys))
        with self._db.read() as connection:
            query = select(outbox.c.id).where(here, outbox.c.state.in_(UNFINISHED)).limit(1)
            return connection.scalar(query) is not None

    def written(self, kind: str, beginning: str) -> set[tuple[int, str]]:
        """Chat and key of every row of a kind whose key begins so, whatever became of it."""
        query = select(outbox.c.chat_id, outbox.c.key).where(
            outbox.c.kind == kind, outbox.c.key.startswith(beginning, autoescape=True)
        )
        with self._db.read() as connection:
            return {(row.chat_id, row.key) for row in connection.execute(query)}

    def message_ids(self, kind: str, key: str) -> list[SentMessage]:
        """Every message that carried this row's key and arrived, with what it said: for corrections."""
        query = (
            select(
                outbox.c.chat_id,
                outbox.c.thread_id,
                outbox.c.part,
                outbox.c.message_id,
                outbox.c.sent_at,
                outbox.c.payload_id,
            )
            .where(outbox.c.kind == kind, outbox.c.key == key, outbox.c.state == "sent")
            .order_by(outbox.c.id)
        )
        with self._db.read() as connection:
            found = connection.execute(query).mappings().all()
            bodies = read_payloads(connection, {row["payload_id"] for row in found})
        return [
            SentMessage(
                **{name: row[name] for name in row if name != "payload_id"}, payload=bodies[row["payload_id"]]
            )
            for row in found
        ]


_IN_HAND = ("leased", "sending", "unknown")
_LEASED = (
    "id",
    "fence",
    "kind",
    "key",
    "chat_id",
    "thread_id",
    "part",
    "priority",
    "not_before",
    "expires_at",
    "attempts",
    "created_at",
)


def _transition(row: Leased, states: tuple[str, ...], **values: Any) -> Update:
    return (
        update(outbox)
        .where(outbox.c.id == row.id, outbox.c.fence == row.fence, outbox.c.state.in_(states))
        .values(**values)
    )


def _cancel(where: ColumnElement[bool], reason: str) -> Update:
    return (
        update(outbox)
        .where(where, outbox.c.state.in_(WAITING))
        .values(state="cancelled", error=reason[:500], leased_until=None, fence=outbox.c.fence + 1)
    )
