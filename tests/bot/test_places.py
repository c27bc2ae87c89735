"""Chats, subscriptions, invitations and reports as rows, on both engines."""

from datetime import UTC, datetime

import pytest

from store.chats import Chat, Chats
from store.database import Database
from store.invites import Invites
from store.reports import Report, Reports
from store.subscriptions import Subscriptions

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def clock() -> datetime:
    return NOW


@pytest.fixture
def chats(db: Database) -> Chats:
    return Chats(db, clock)


@pytest.fixture
def subscriptions(db: Database, chats: Chats) -> Subscriptions:
    chats.meet(Chat(chat_id=-5, type="supergroup", title="Newsroom"))
    return Subscriptions(db, clock)


def test_who_first_added_us_stays_and_a_chat_comes_back_to_life(chats: Chats) -> None:
    chats.meet(Chat(chat_id=-5, type="group", title="Old", invited_by=7))
    chats.leave(-5, "kicked")
    assert chats.count_active() == 0
    chats.meet(Chat(chat_id=-5, type="supergroup", title="New", invited_by=8))
    assert chats.get(-5) == Chat(chat_id=-5, type="supergroup", title="New", invited_by=7, active=True)
    assert chats.count_active() == 1
    assert chats.get(-6) is None


def test_starting_stopping_and_starting_again(subscriptions: Subscriptions) -> None:
    mine, began = subscriptions.start(-5, language="fr", timezone="Europe/Paris")
    assert (began, mine.active, mine.language, mine.chat_type) == ("new", True, "fr", "supergroup")
    assert subscriptions.start(-5, language="ru")[1] == "already"
    subscriptions.change(mine.id, active=False)
    again, began = subscriptions.start(-5, language="ru")
    assert (began, again.language) == ("back", "fr")
    subscriptions.change(mine.id, paused=True, muted_until=NOW)
    resumed, began = subscriptions.start(-5)
    assert (began, resumed.paused, resumed.muted_until) == ("back", False, None)
    assert subscriptions.find(-5) == resumed


def test_a_topic_has_its_chats_settings_until_it_has_its_own(subscriptions: Subscriptions) -> None:
    chat, _ = subscriptions.start(-5, timezone="Asia/Almaty")
    assert subscriptions.find(-5, 7) == chat
    topic = subscriptions.ensure(-5, 7)
    assert (topic.thread_id, topic.timezone, topic.active) == (7, "Asia/Almaty", False)
    subscriptions.change(topic.id, timezone="Europe/Paris")
    assert subscriptions.ensure(-5, 7).timezone == "Europe/Paris"
    assert subscriptions.find(-5) == chat
    assert subscriptions.find(-6, 7) is None


def test_places_that_hear_notices_come_in_steps(subscriptions: Subscriptions, chats: Chats) -> None:
    made = [subscriptions.start(-5, thread)[0].id for thread in range(5)]
    subscriptions.change(made[1], active=False)
    first = subscriptions.hearing(limit=2)
    rest = subscriptions.hearing(after=first[-1].id, limit=10)
    assert [one.id for one in (*first, *rest)] == [made[0], made[2], made[3], made[4]]
    assert [one.id for one in subscriptions.many([made[4], made[1]])] == [made[1], made[4]]
    chats.leave(-5, "kicked")
    assert subscriptions.hearing() == []


def test_an_invitation_is_kept_once(db: Database) -> None:
    invites = Invites(db, clock)
    assert not invites.has(7)
    invites.add(7, 1)
    invites.add(7, 2)
    assert invites.has(7)


def test_a_report_of_something_pruned_is_kept_all_the_same(db: Database) -> None:
    reports = Reports(db, clock)
    report = Report(chat_id=1, user_id=2, what="quote", shown="“x”", evidence="", story_id=99, article_id=98)
    number = reports.add(report)
    assert number is not None
    assert reports.add(report) is None
    assert [(one.shown, one.story_id, one.created_at) for one in reports.waiting()] == [("“x”", None, NOW)]
    assert reports.count_waiting() == 1
    reports.seen(number)
    assert reports.waiting() == []
