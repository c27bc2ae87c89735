"""A chat gets another id: a group that becomes a supergroup takes everything along.

Knows every table that names a chat. One transaction: a crash leaves either the old chat or the new one.
"""

from datetime import datetime

from sqlalchemy import Connection, and_, case, delete, exists, select, update
from sqlalchemy.sql import ColumnElement

from store.database import insert_into
from store.schema import briefings, chats, follows, outbox, reports, subscriptions

# Which of two copies of one message to keep: what Telegram has, then what it may have, then what still waits.
_RANK = {
    "sent": 5,
    "sending": 4,
    "unknown": 3,
    "leased": 2,
    "pending": 2,
    "held": 2,
    "dead": 1,
    "cancelled": 0,
}


def move_chat(connection: Connection, old: int, new: int, *, now: datetime) -> None:
    """Give everything of chat `old` to chat `new`; where both have the same thing, the new chat's own stays.

    Doing it twice changes nothing, so two senders may both learn of the same move.
    """
    if old == new:
        return
    _move_chat_row(connection, old, new, now)
    _move_subscriptions(connection, old, new)
    _move_outbox(connection, old, new)
    connection.execute(update(reports).where(reports.c.chat_id == old).values(chat_id=new))
    connection.execute(delete(chats).where(chats.c.chat_id == old))


def _move_chat_row(connection: Connection, old: int, new: int, now: datetime) -> None:
    # Locked, so that of two senders with the same news the second waits and then finds nothing left to do.
    query = select(chats).where(chats.c.chat_id == old).with_for_update()
    row = connection.execute(query).mappings().first()
    if row is None:
        return
    here = {
        "type": "supergroup",
        "active": True,
        "inactive_reason": None,
        "changed_at": now,
        "flood_until": None,
    }
    moved = insert_into(connection, chats).values({**row, **here, "chat_id": new})
    connection.execute(moved.on_conflict_do_update(index_elements=["chat_id"], set_=here))


def _move_subscriptions(connection: Connection, old: int, new: int) -> None:
    theirs = connection.execute(
        select(subscriptions.c.id, subscriptions.c.thread_id).where(subscriptions.c.chat_id == old)
    ).all()
    for ours, thread in theirs:
        kept = connection.scalar(
            select(subscriptions.c.id).where(
                subscriptions.c.chat_id == new, subscriptions.c.thread_id == thread
            )
        )
        if kept is None:
            connection.execute(update(subscriptions).where(subscriptions.c.id == ours).values(chat_id=new))
            continue
        other = follows.alias()
        same: ColumnElement[bool] = and_(
            other.c.subscription_id == kept, other.c.kind == follows.c.kind, other.c.value == follows.c.value
        )
        connection.execute(
            update(follows)
            .where(follows.c.subscription_id == ours, ~exists().where(same))
            .values(subscription_id=kept)
        )
        briefing = briefings.alias()
        same = and_(briefing.c.subscription_id == kept, briefing.c.local_time == briefings.c.local_time)
        connection.execute(
            update(briefings)
            .where(briefings.c.subscription_id == ours, ~exists().where(same))
            .values(subscription_id=kept)
        )
        # What is left of it, the new chat has already; the rows go with their subscription.
        connection.execute(delete(subscriptions).where(subscriptions.c.id == ours))


def _move_outbox(connection: Connection, old: int, new: int) -> None:
    other = outbox.alias()
    twin = and_(
        other.c.kind == outbox.c.kind,
        other.c.key == outbox.c.key,
        other.c.thread_id == outbox.c.thread_id,
        other.c.part == outbox.c.part,
    )
    ours, theirs = _rank(outbox.c.state), _rank(other.c.state)
    better = exists().where(twin, other.c.chat_id == new, theirs >= ours)
    connection.execute(delete(outbox).where(outbox.c.chat_id == old, better))
    left = exists().where(twin, other.c.chat_id == old)
    connection.execute(delete(outbox).where(outbox.c.chat_id == new, left))
    # A row in a worker's hands carries the old id in memory: a new fence makes it come back for the new one. A row
    # being sent is the worker's to finish: its call fails with the same news, or has arrived.
    connection.execute(
        update(outbox)
        .where(outbox.c.chat_id == old, outbox.c.state == "leased")
        .values(state="pending", fence=outbox.c.fence + 1, leased_until=None)
    )
    connection.execute(update(outbox).where(outbox.c.chat_id == old).values(chat_id=new))


def _rank(state: ColumnElement[str]) -> ColumnElement[int]:
    return case(_RANK, value=state, else_=0)
