"""Which rows of the outbox go next, as a query that stays fast with 100,000 of them waiting.

Knows the index it walks; leasing what it finds is `store.outbox`.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, Exists, Subquery, exists, func, or_, select, true

from store.schema import outbox

WAITING = ("held", "pending", "leased")
UNFINISHED = (*WAITING, "sending")
# How many rows to look at for one to claim, so that a chat with several waiting rows doesn't crowd out the others.
WINDOW = 8


def walk_the_index(connection: Connection) -> None:
    """Before a claim, in its transaction: read the queue in the order of its index."""
    # PostgreSQL's statistics lag behind a fan-out: believing that next to nothing waits, it sorts everything that does
    # (125 ms a claim over 20,000 rows). Without these two it reads the index in order and stops (2 ms).
    if connection.dialect.name == "postgresql":
        connection.execute(
            select(
                func.set_config("enable_bitmapscan", "off", true()),
                func.set_config("enable_seqscan", "off", true()),
            )
        )


def candidates(now: datetime, limit: int, exclude_chats: Collection[int]) -> Subquery:
    """The ids of the rows to claim: at most one a chat, urgent and newest first.

    No part goes before its predecessor, and no edit before an older one of the same message: the newest must stay.
    """
    # A window of the best rows rather than all of them: 100,000 waiting rows would be sorted at every claim.
    # A chat that fills the whole window is excluded by the caller next time, so nobody starves.
    best = (
        select(outbox.c.id, outbox.c.chat_id, outbox.c.priority)
        .where(
            outbox.c.state == "pending",
            outbox.c.not_before <= now,
            or_(outbox.c.expires_at.is_(None), outbox.c.expires_at > now),
            outbox.c.chat_id.not_in(exclude_chats),
            ~_waits_for_a_part(),
            ~_waits_for_an_edit(),
        )
        .order_by(outbox.c.priority.desc(), outbox.c.id.desc())
        .limit(WINDOW * limit)
        .subquery("best")
    )
    order = (best.c.priority.desc(), best.c.id.desc())
    turn = func.row_number().over(partition_by=best.c.chat_id, order_by=order)
    turns = select(best.c.id, best.c.priority, turn.label("turn")).subquery("turns")
    return (
        select(turns.c.id)
        .where(turns.c.turn == 1)
        .order_by(turns.c.priority.desc(), turns.c.id.desc())
        .limit(limit)
        .subquery("chosen")
    )


def _waits_for_a_part() -> Exists:
    earlier = outbox.alias("earlier")
    return exists().where(
        earlier.c.kind == outbox.c.kind,
        earlier.c.key == outbox.c.key,
        earlier.c.chat_id == outbox.c.chat_id,
        earlier.c.thread_id == outbox.c.thread_id,
        earlier.c.part < outbox.c.part,
        earlier.c.state.in_(UNFINISHED),
    )


def _waits_for_an_edit() -> Exists:
    older = outbox.alias("older")
    return exists().where(
        outbox.c.edits.is_not(None),
        older.c.chat_id == outbox.c.chat_id,
        older.c.edits == outbox.c.edits,
        older.c.id < outbox.c.id,
        older.c.state.in_(UNFINISHED),
    )
