import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, insert, select, update

from store.database import Database
from store.holds import Holds
from store.outbox import Outbox
from store.outbox_rows import Leased, OutboxRow
from store.schema import briefings, chats, follows, outbox, payloads, subscriptions
from tests.clock import START, FakeClock


def row(chat_id: int = 1, key: str = "story", **changes: Any) -> OutboxRow:
    values: dict[str, Any] = {"kind": "push", "key": key, "chat_id": chat_id, "payload": {"html": key}}
    return OutboxRow(**{**values, **changes})


def states(db: Database) -> dict[str, int]:
    with db.read() as connection:
        found = connection.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))
        return {state: count for state, count in found}  # noqa: C416 - typed


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def box(db: Database, clock: FakeClock) -> Outbox:
    return Outbox(db, clock)


def add_chat(db: Database, chat_id: int, kind: str = "group", **changes: Any) -> None:
    values = {"chat_id": chat_id, "type": kind, "created_at": START, "changed_at": START, **changes}
    with db.write() as connection:
        connection.execute(insert(chats).values(values))


def add_subscription(db: Database, chat_id: int, thread_id: int = 0, **changes: Any) -> int:
    values = {"chat_id": chat_id, "thread_id": thread_id, "created_at": START, **changes}
    with db.write() as connection:
        key = connection.execute(insert(subscriptions).values(values)).inserted_primary_key
    assert key is not None
    return int(key[0])


def send(box: Outbox, leased: Leased, message_id: int) -> None:
    assert box.sending(leased)
    assert box.sent(leased, message_id)


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_writing_the_same_row_again_changes_nothing(box: Outbox, db: Database) -> None:
    assert box.put([row(1), row(2)]) == 2
    assert box.put([row(1), row(2), row(3)]) == 1
    assert states(db) == {"pending": 3}


def test_a_text_for_many_chats_is_stored_once(box: Outbox, db: Database) -> None:
    box.put(row(chat) for chat in range(5000))
    with db.read() as connection:
        assert connection.scalar(select(func.count()).select_from(payloads)) == 1


def test_a_claimed_row_is_what_was_put(box: Outbox, clock: FakeClock) -> None:
    put = row(7, payload={"html": "<b>é 🇫🇷</b>", "buttons": [], "edit": None}, thread_id=3, priority=2)
    box.put([put])
    (leased,) = box.claim("a", 5, 60)
    assert leased.payload == put.payload
    assert (leased.chat_id, leased.thread_id, leased.priority, leased.created_at) == (7, 3, 2, clock.now)


# ── claiming ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_urgent_rows_go_first_and_then_the_newest(box: Outbox, clock: FakeClock) -> None:
    box.put([row(1, "old")])
    box.put([row(2, "urgent", priority=5)])
    clock.pass_s(60)
    box.put([row(3, "new")])
    assert [leased.key for leased in box.claim("a", 10, 60)] == ["urgent", "new", "old"]


def test_a_chat_with_a_thousand_rows_takes_one_place_in_a_claim(box: Outbox) -> None:
    box.put([row(2, "quiet chat")])
    box.put([row(1, f"story {n}") for n in range(1000)])
    first = box.claim("a", 10, 60)
    assert [leased.chat_id for leased in first] == [1]
    assert [leased.chat_id for leased in box.claim("a", 10, 60, exclude_chats=[1])] == [2]


def test_parts_of_a_message_go_in_order(box: Outbox) -> None:
    box.put([row(1, part=part) for part in (2, 0, 1)])
    for part in range(3):
        (leased,) = box.claim("a", 10, 60)
        assert leased.part == part
        assert box.claim("b", 10, 60) == []
        send(box, leased, 100 + part)


def test_parts_in_two_topics_of_a_chat_do_not_wait_for_each_other(box: Outbox) -> None:
    box.put([row(1, thread_id=1), row(1, thread_id=2, part=1)])
    found = [*box.claim("a", 10, 60), *box.claim("a", 10, 60)]
    assert {leased.thread_id for leased in found} == {1, 2}


def test_a_row_waits_for_its_time(box: Outbox, clock: FakeClock) -> None:
    box.put([row(1, not_before=clock.now + timedelta(hours=8))])
    assert box.claim("a", 10, 60) == []
    clock.pass_s(8 * 3600)
    assert len(box.claim("a", 10, 60)) == 1


def test_an_expired_row_is_not_claimed_and_is_counted_when_dropped(
    box: Outbox, db: Database, clock: FakeClock
) -> None:
    box.put([row(1, expires_at=clock.now + timedelta(hours=6)), row(2)])
    clock.pass_s(6 * 3600 + 1)
    assert [leased.chat_id for leased in box.claim("a", 10, 60)] == [2]
    assert box.expire() == {"push": 1}
    assert states(db) == {"leased": 1, "cancelled": 1}


def test_a_clock_set_back_an_hour_holds_nothing_up(box: Outbox, db: Database, clock: FakeClock) -> None:
    box.put([row(1), row(2)])
    (held,) = box.claim("a", 1, 60)
    clock.pass_s(-3600)
    assert len(box.claim("b", 10, 60)) == 1
    box.recover()  # the first lease ends an hour from now: no lease is that long
    assert [leased.id for leased in box.claim("c", 10, 60)] == [held.id]
    assert states(db) == {"leased": 2}


def test_workers_that_claim_at_once_never_share_a_row(box: Outbox, db: Database) -> None:
    box.put(row(chat) for chat in range(120))
    claimed: list[int] = []
    lock = threading.Lock()

    def work(owner: int) -> None:
        while rows := box.claim(f"worker {owner}", 7, 60):
            with lock:
                claimed.extend(leased.id for leased in rows)
            for leased in rows:
                send(box, leased, leased.chat_id)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, range(3)))
    assert len(claimed) == len(set(claimed)) == 120
    assert states(db) == {"sent": 120}


# ── leases ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_worker_that_slept_through_its_lease_changes_nothing(
    box: Outbox, db: Database, clock: FakeClock
) -> None:
    box.put([row(1)])
    (stale,) = box.claim("asleep", 1, 60)
    clock.pass_s(61)
    assert box.recover().released == 1
    assert not box.sending(stale)
    (fresh,) = box.claim("awake", 1, 60)
    assert not box.sending(stale)
    assert box.sending(fresh)
    assert not box.sent(stale, 1)
    assert not box.retry_at(stale, clock.now, "late")
    assert not box.dead(stale, "late")
    assert states(db) == {"sending": 1}


def test_a_row_that_may_have_been_sent_is_unknown_and_never_sent_again(
    box: Outbox, db: Database, clock: FakeClock
) -> None:
    box.put([row(1)])
    (leased,) = box.claim("killed", 1, 60)
    assert box.sending(leased)
    assert box.recover().unknown == 0  # it may still be under way
    clock.pass_s(61)
    assert box.recover().unknown == 1
    assert box.claim("b", 10, 60) == []
    assert states(db) == {"unknown": 1}


def test_a_slow_answer_turns_unknown_into_sent(box: Outbox, db: Database, clock: FakeClock) -> None:
    box.put([row(1)])
    (leased,) = box.claim("slow", 1, 60)
    assert box.sending(leased)
    clock.pass_s(61)
    box.recover()
    assert box.sent(leased, 42)
    assert states(db) == {"sent": 1}


def test_a_briefing_is_sent_once_more_where_configured_and_only_once(
    box: Outbox, db: Database, clock: FakeClock
) -> None:
    box.put([row(1, kind="briefing")])
    for expected in ("pending", "unknown"):
        (leased,) = box.claim("killed", 1, 60)
        assert box.sending(leased)
        clock.pass_s(61)
        box.recover(resend_kinds=["briefing"])
        assert states(db) == {expected: 1}


def test_an_edit_that_may_have_arrived_is_made_again(box: Outbox, db: Database, clock: FakeClock) -> None:
    box.put([row(1, kind="correction", payload={"html": "x", "edit": 12})])
    (leased,) = box.claim("killed", 1, 60)
    assert box.sending(leased)
    clock.pass_s(61)
    assert box.recover().resent == 1
    (leased,) = box.claim("next", 1, 60)
    assert box.sending(leased)
    assert box.unknown(leased, "no answer")
    assert states(db) == {"pending": 1}


def edit(words: str, *, chat_id: int = 1, message: int = 12) -> OutboxRow:
    return row(chat_id, words, kind="correction", payload={"html": words, "edit": message})


def test_of_waiting_edits_of_a_message_only_the_newest_is_made(box: Outbox, db: Database) -> None:
    box.put([edit("old"), edit("old", chat_id=2), edit("other", message=13)])
    (mine,) = (leased for leased in box.claim("a", 9, 60) if leased.chat_id == 2)
    box.put([edit("new"), edit("new", chat_id=2)])
    assert not box.sending(mine), "what a worker holds is out of date as well"
    assert states(db) == {"leased": 1, "pending": 2, "cancelled": 2}
    box.put([edit("new"), edit("old")])
    assert states(db) == {"leased": 1, "pending": 2, "cancelled": 2}, "writing again changes nothing"


@pytest.mark.parametrize("fate", ["unknown", "not sent", "worker died"])
def test_an_edit_waits_for_an_older_one_of_the_message_that_is_under_way(
    box: Outbox, clock: FakeClock, fate: str
) -> None:
    box.put([edit("old")])
    (old,) = box.claim("a", 1, 60)
    assert box.sending(old)
    box.put([edit("new")])
    assert box.claim("b", 1, 60) == [], "the older call may be the later one to arrive"
    if fate == "unknown":
        box.unknown(old, "no answer")
    elif fate == "not sent":
        box.retry_at(old, clock.now, "no connection")
    else:
        clock.pass_s(61)
        box.recover()
    order = []
    while found := box.claim("b", 1, 60):
        order.append(found[0].payload["html"])
        send(box, found[0], 12)
    assert order == ["old", "new"]


def test_whether_anything_of_these_keys_waits(box: Outbox, clock: FakeClock) -> None:
    keys = [("push", "story"), ("update", "story.2")]
    assert not box.waits(keys)
    box.put([row(1, key="another"), row(2, not_before=clock.now + timedelta(hours=8), held=True)])
    assert box.waits(keys)
    box.cancel_chat(2)
    assert not box.waits(keys)


def test_rows_given_back_can_be_claimed_at_once(box: Outbox) -> None:
    box.put([row(1)])
    box.release(box.claim("stopping", 1, 60))
    assert len(box.claim("next", 1, 60)) == 1


def test_a_row_to_be_retried_waits_until_then(box: Outbox, clock: FakeClock) -> None:
    box.put([row(1)])
    (leased,) = box.claim("a", 1, 60)
    assert box.sending(leased)
    assert box.retry_at(leased, clock.now + timedelta(seconds=30), "no connection")
    assert box.claim("a", 1, 60) == []
    clock.pass_s(30)
    (again,) = box.claim("a", 1, 60)
    assert again.attempts == 1


# ── chats ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_silence_in_one_chat_does_not_hold_up_another(box: Outbox, db: Database, clock: FakeClock) -> None:
    add_chat(db, 1)
    box.put([row(1), row(2)])
    until = clock.now + timedelta(seconds=30)
    box.delay_chat(1, until)
    assert [leased.chat_id for leased in box.claim("a", 10, 60)] == [2]
    assert box.delayed_chats() == {1: until}
    clock.pass_s(31)
    assert [leased.chat_id for leased in box.claim("a", 10, 60)] == [1]
    assert box.delayed_chats() == {}


def test_a_blocked_chat_is_deactivated_and_keeps_only_what_was_sent(box: Outbox, db: Database) -> None:
    add_chat(db, 1)
    box.put([row(1, "sent")])
    (leased,) = box.claim("a", 1, 60)
    send(box, leased, 5)
    box.put([row(1, "waits"), row(1, "leased"), row(1, "quiet hours", held=True), row(2, "other")])
    (leased,) = box.claim("a", 1, 60, exclude_chats=[2])
    assert box.block_chat(1, "bot was blocked by the user") == 3
    assert not box.sending(leased)
    assert states(db) == {"sent": 1, "cancelled": 3, "pending": 1}
    with db.read() as connection:
        chat = connection.execute(select(chats.c.active, chats.c.inactive_reason)).one()
    assert tuple(chat) == (False, "bot was blocked by the user")


def test_a_topic_that_is_gone_ends_without_its_chat(box: Outbox, db: Database) -> None:
    add_chat(db, 1)
    add_subscription(db, 1, thread_id=4)
    add_subscription(db, 1, thread_id=5)
    box.put([row(1, thread_id=4), row(1, thread_id=5)])
    assert box.close_topic(1, 4, "message thread not found") == 1
    assert [leased.thread_id for leased in box.claim("a", 10, 60)] == [5]
    with db.read() as connection:
        found = connection.execute(select(subscriptions.c.thread_id).where(subscriptions.c.active))
        assert [each.thread_id for each in found] == [5]


def test_a_chat_that_stops_loses_what_waits(box: Outbox, db: Database) -> None:
    box.put([row(1), row(2)])
    assert box.cancel_chat(1) == 1
    assert states(db) == {"cancelled": 1, "pending": 1}


def test_held_rows_are_not_claimed(box: Outbox) -> None:
    box.put([row(1, held=True)])
    assert box.claim("a", 1, 60) == []


def test_a_group_that_becomes_a_supergroup_takes_everything_along(box: Outbox, db: Database) -> None:
    add_chat(db, -1, title="Desk")
    subscription = add_subscription(db, -1, timezone="Europe/Paris")
    box.put([row(-1, "waits"), row(-1, "held")])
    (held,) = box.claim("a", 1, 60)
    box.rekey_chat(-1, -1001)
    box.rekey_chat(-1, -1001)  # a second sender learns the same
    assert not box.sending(held)
    assert {leased.chat_id for leased in box.claim("a", 10, 60)} == {-1001}
    with db.read() as connection:
        chat = connection.execute(select(chats.c.chat_id, chats.c.type, chats.c.title)).one()
        kept = connection.execute(select(subscriptions.c.id, subscriptions.c.chat_id)).one()
    assert tuple(chat) == (-1001, "supergroup", "Desk")
    assert tuple(kept) == (subscription, -1001)


def test_two_chats_that_become_one_are_merged(box: Outbox, db: Database) -> None:
    add_chat(db, -1)
    add_chat(db, -1001, "supergroup", active=False)
    old, new = add_subscription(db, -1), add_subscription(db, -1001, language="de")
    only_old = add_subscription(db, -1, thread_id=9)
    follow = {"kind": "country", "label": "x", "created_at": START}
    when = {"next_at": START, "next_date": "2026-11-23"}
    with db.write() as connection:
        for subscription, value in ((old, "FR"), (old, "DE"), (new, "DE")):
            connection.execute(insert(follows).values(subscription_id=subscription, value=value, **follow))
        for subscription, time in ((old, "07:00"), (old, "18:00"), (new, "07:00")):
            connection.execute(
                insert(briefings).values(subscription_id=subscription, local_time=time, **when)
            )
    box.put([row(-1, "both"), row(-1001, "both"), row(-1, "old sent, new waits"), row(-1, "old only")])
    with db.write() as connection:
        sent = update(outbox).where(outbox.c.key == "old sent, new waits").values(state="sent", message_id=3)
        connection.execute(sent)
    box.put([row(-1001, "old sent, new waits")])

    box.rekey_chat(-1, -1001)

    with db.read() as connection:
        found = connection.execute(select(outbox.c.key, outbox.c.chat_id, outbox.c.state).order_by("key"))
        assert [tuple(each) for each in found] == [
            ("both", -1001, "pending"),
            ("old only", -1001, "pending"),
            ("old sent, new waits", -1001, "sent"),
        ]
        rows = connection.execute(select(follows.c.subscription_id, follows.c.value).order_by("value"))
        assert [tuple(each) for each in rows] == [(new, "DE"), (new, "FR")]
        times = connection.execute(
            select(briefings.c.subscription_id, briefings.c.local_time).order_by("local_time")
        )
        assert [tuple(each) for each in times] == [(new, "07:00"), (new, "18:00")]
        left = connection.execute(
            select(subscriptions.c.id, subscriptions.c.language).order_by(subscriptions.c.id)
        )
        assert [tuple(each) for each in left] == [(new, "de"), (only_old, "en")]
        assert connection.execute(select(chats.c.chat_id, chats.c.active)).one() == (-1001, True)


def test_old_pushes_of_a_chat_are_gathered_to_be_merged(box: Outbox, db: Database, clock: FakeClock) -> None:
    box.put([row(1, f"old {n}") for n in range(3)] + [row(2, "alone"), row(1, "briefing", kind="briefing")])
    clock.pass_s(7200)
    box.put([row(1, "fresh")])
    assert box.gather("push", clock.now - timedelta(hours=1)) == 3
    assert states(db) == {"held": 3, "pending": 3}
    (held,) = Holds(db).due(clock.now)
    assert (held.chat_id, sorted(each.key for each in held.rows)) == (1, ["old 0", "old 1", "old 2"])


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_correction_finds_every_message_it_must_change(box: Outbox) -> None:
    box.put([row(1), row(2), row(3)])
    for leased in box.claim("a", 2, 60):
        send(box, leased, 500 + leased.chat_id)
    found = {message.chat_id: message for message in box.message_ids("push", "story")}
    assert all(message.message_id == 500 + chat for chat, message in found.items())
    assert len(found) == 2
    assert all(message.payload == {"html": "story"} for message in found.values())


def test_depth_counts_rows_and_tells_how_long_the_oldest_has_waited(box: Outbox, clock: FakeClock) -> None:
    assert box.depth().oldest_s == 0
    box.put([row(1), row(2, not_before=clock.now + timedelta(hours=8))])
    clock.pass_s(90)
    depth = box.depth()
    assert depth.states == {"pending": 2}
    assert depth.oldest_s == 90


def test_pruning_forgets_finished_rows_and_their_texts_only(
    box: Outbox, db: Database, clock: FakeClock
) -> None:
    box.put([row(1, "sent"), row(2, "waits")])
    (leased,) = box.claim("a", 1, 60, exclude_chats=[2])
    send(box, leased, 1)
    clock.pass_s(86400)
    assert box.prune(clock.now) == 1
    assert states(db) == {"pending": 1}
    with db.read() as connection:
        assert connection.scalar(select(func.count()).select_from(payloads)) == 1
