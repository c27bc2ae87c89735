"""Who hears a story and when: fan-out, quiet hours, digests, updates; on both databases."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.pushes import Pushes, Readers, UndrawableError, facts, held_until
from store.chats import Chat, Chats
from store.database import Database
from store.follows import Follow, Follows, wants
from store.holds import Holds
from store.outbox import Outbox
from store.schema import outbox
from store.subscriptions import Subscription, Subscriptions
from store.views import LineView, SourceView, StoryView
from tests.pipeline.conftest import Clock


@dataclass
class FakeLibrary:
    """Stories by id."""

    stories: dict[int, StoryView] = field(default_factory=dict)

    def story(self, story_id: int) -> StoryView | None:
        return self.stories.get(story_id)


def story(number: int, **values: object) -> StoryView:
    """A story of Kestria, important enough for everybody."""
    at = datetime(2031, 3, 4, 8, 0, tzinfo=UTC)
    url = f"https://kestria.example/{number}"
    line = LineView(text=f"Envoys met, round {number}.", outlet="Kestria Today", url=url)
    view = StoryView(
        id=number,
        title=f"Talks, round {number}",
        updated=at,
        created=at,
        lines=(line,),
        sources=(SourceView(outlet="Kestria Today", url=url, title="Talks", published=at),),
        countries=("KZ",),
        importance=0.9,
    )
    return replace(view, **values)  # type: ignore[arg-type]  # keyword values of one frozen value


@dataclass
class Newsroom:
    """Real stores around a fake library."""

    pushes: Pushes
    library: FakeLibrary
    subscriptions: Subscriptions
    follows: Follows
    chats: Chats
    outbox: Outbox
    database: Database

    def chat(self, chat_id: int, **settings: object) -> int:
        """A private chat that said /start; returns its subscription."""
        self.chats.meet(Chat(chat_id=chat_id, type="private"))
        started = self.subscriptions.start(chat_id, 0, language="en", timezone="UTC")
        subscription = self.subscriptions.find(chat_id)
        assert subscription is not None, started
        if settings:
            self.subscriptions.change(subscription.id, **settings)
        return subscription.id

    def rows(self, kind: str) -> list[tuple[int, str, str]]:
        """(chat, key, state) of a kind, in order."""
        query = select(outbox).where(outbox.c.kind == kind).order_by(outbox.c.chat_id, outbox.c.id)
        with self.database.read() as connection:
            return [(row.chat_id, row.key, row.state) for row in connection.execute(query)]


@pytest.fixture
def room(db: Database, clock: Clock) -> Newsroom:
    library = FakeLibrary()
    subscriptions, follows = Subscriptions(db, clock), Follows(db, clock)
    box = Outbox(db, clock)
    pushes = Pushes(
        library=library,
        follows=follows,
        subscriptions=subscriptions,
        outbox=box,
        holds=Holds(db),
        readers=Readers(bot_name="attache_bot", now=clock),
        now=clock,
        threshold=0.6,
        max_age=timedelta(hours=12),
    )
    return Newsroom(
        pushes=pushes,
        library=library,
        subscriptions=subscriptions,
        follows=follows,
        chats=Chats(db, clock),
        outbox=box,
        database=db,
    )


def test_a_story_reaches_each_chat_once_however_often_it_is_told(room: Newsroom) -> None:
    room.chat(1)
    room.chat(2)
    room.library.stories[7] = story(7)
    assert room.pushes.tell(7) == 2
    assert room.pushes.tell(7) == 0
    assert room.rows("push") == [(1, "7", "pending"), (2, "7", "pending")]


def test_a_minor_story_reaches_only_those_who_follow_something_of_it(room: Newsroom) -> None:
    room.chat(1)
    follower = room.chat(2)
    room.follows.add(follower, Follow(kind="country", value="KZ", label="Kestria"))
    room.library.stories[7] = story(7, importance=0.3)
    room.pushes.tell(7)
    assert [chat for chat, _, _ in room.rows("push")] == [2]


def test_quiet_hours_hold_and_then_merge_what_piled_up(room: Newsroom, clock: Clock) -> None:
    room.chat(1, quiet_from="08:00", quiet_to="12:00")
    for number in (7, 8):
        room.library.stories[number] = story(number)
        room.pushes.tell(number)
    assert [state for _, _, state in room.rows("push")] == ["held", "held"]
    assert room.pushes.release() == 0
    clock.forward(hours=3, minutes=1)
    assert room.pushes.release() == 1
    assert room.pushes.release() == 0
    assert [state for _, _, state in room.rows("push")] == ["cancelled", "cancelled"]
    assert room.rows("digest") == [(1, "2031-03-04T12:00", "pending")]
    (leased,) = room.outbox.claim("me", 10, 60)
    assert "Talks, round 7" in leased.payload["html"]
    assert "Talks, round 8" in leased.payload["html"]


def test_one_held_story_comes_as_itself(room: Newsroom, clock: Clock) -> None:
    room.chat(1, quiet_from="08:00", quiet_to="12:00")
    room.library.stories[7] = story(7)
    room.pushes.tell(7)
    clock.forward(hours=4)
    assert room.pushes.release() == 1
    assert room.rows("push") == [(1, "7", "pending")]


def test_when_sending_is_behind_a_chats_old_pushes_become_one_message(room: Newsroom, clock: Clock) -> None:
    room.chat(1)
    for number in (7, 8, 9):
        room.library.stories[number] = story(number)
        room.pushes.tell(number)
    assert room.pushes.release() == 0, "they have only just been written"
    clock.forward(hours=1, minutes=1)
    room.library.stories[10] = story(10)
    room.pushes.tell(10)
    assert room.pushes.release() == 1
    assert [state for _, _, state in room.rows("push")] == ["cancelled"] * 3 + ["pending"]
    (digest,) = room.rows("digest")
    assert digest[2] == "pending"


def test_a_held_story_that_is_gone_is_dropped(room: Newsroom, clock: Clock) -> None:
    room.chat(1, quiet_from="08:00", quiet_to="12:00")
    room.library.stories[7] = story(7)
    room.pushes.tell(7)
    del room.library.stories[7]
    clock.forward(hours=4)
    assert room.pushes.release() == 0
    assert room.rows("push") == [(1, "7", "cancelled")]


def test_a_held_story_says_what_it_says_when_it_is_let_go(room: Newsroom, clock: Clock) -> None:
    room.chat(1, quiet_from="08:00", quiet_to="12:00")
    room.library.stories[7] = story(7)
    room.pushes.tell(7)
    corrected = replace(story(7).lines[0], text="Fourteen, not twelve, were detained.")
    room.library.stories[7] = story(7, lines=(corrected,))
    clock.forward(hours=4)
    assert room.pushes.release() == 1
    (leased,) = room.outbox.claim("me", 10, 60)
    assert "Fourteen, not twelve" in leased.payload["html"]


def test_of_two_held_stories_the_one_that_is_gone_is_not_sent_beside_the_other(
    room: Newsroom, clock: Clock
) -> None:
    room.chat(1, quiet_from="08:00", quiet_to="12:00")
    for number in (7, 8):
        room.library.stories[number] = story(number)
        room.pushes.tell(number)
    del room.library.stories[7]
    clock.forward(hours=4)
    assert room.pushes.release() == 1
    assert room.rows("push") == [(1, "7", "cancelled"), (1, "8", "pending")]


def test_a_development_answers_the_message_that_each_chat_had(room: Newsroom) -> None:
    room.chat(1)
    room.library.stories[7] = story(7)
    room.pushes.tell(7)
    (leased,) = room.outbox.claim("me", 10, 60)
    room.outbox.sending(leased)
    room.outbox.sent(leased, 501)
    room.chat(2)  # came later and never had the first message
    room.library.stories[7] = story(7, is_update=True)
    assert room.pushes.update(7, 2) == 1
    assert room.pushes.update(7, 2) == 0
    (again,) = room.outbox.claim("me", 10, 60)
    assert (again.chat_id, again.payload["reply_to"]) == (1, 501)


def told_before_the_night(room: Newsroom, clock: Clock) -> None:
    """Chat 1 has story 7 as its message 501 and then goes to sleep."""
    mine = room.chat(1)
    room.library.stories[7] = story(7)
    room.pushes.tell(7)
    (leased,) = room.outbox.claim("me", 10, 60)
    room.outbox.sending(leased)
    room.outbox.sent(leased, 501)
    room.subscriptions.change(mine, muted_until=clock() + timedelta(hours=20))


def test_a_held_development_says_what_it_says_when_it_is_let_go_and_still_answers(
    room: Newsroom, clock: Clock
) -> None:
    told_before_the_night(room, clock)
    room.library.stories[7] = story(7, is_update=True)
    assert room.pushes.update(7, 2) == 1
    corrected = replace(story(7).lines[0], text="Fourteen, not twelve, were detained.")
    room.library.stories[7] = story(7, is_update=True, lines=(corrected,))
    clock.forward(hours=20)
    assert room.pushes.release() == 1
    (leased,) = room.outbox.claim("me", 10, 60)
    assert "Fourteen, not twelve" in leased.payload["html"]
    assert leased.payload["reply_to"] == 501


def test_of_two_held_developments_of_a_story_the_later_is_told(room: Newsroom, clock: Clock) -> None:
    told_before_the_night(room, clock)
    room.library.stories[7] = story(7, is_update=True)
    room.pushes.update(7, 2)
    room.pushes.update(7, 3)
    clock.forward(hours=20)
    assert room.pushes.release() == 1
    assert room.rows("update") == [(1, "7.2", "cancelled"), (1, "7.3", "pending")]


def test_a_story_and_its_development_that_were_held_come_as_one(room: Newsroom, clock: Clock) -> None:
    follower = room.chat(1, quiet_from="08:00", quiet_to="12:00")
    room.follows.add(follower, Follow(kind="story", value="7", label="Talks"))
    room.library.stories[7] = story(7)
    room.pushes.tell(7)
    room.library.stories[7] = story(7, is_update=True)
    assert room.pushes.update(7, 2) == 1
    clock.forward(hours=4)
    assert room.pushes.release() == 1
    assert (room.rows("push"), room.rows("update")) == ([(1, "7", "pending")], [(1, "7.2", "cancelled")])


def test_a_held_development_comes_in_one_message_with_what_else_waited(room: Newsroom, clock: Clock) -> None:
    told_before_the_night(room, clock)
    room.library.stories |= {7: story(7, is_update=True), 8: story(8)}
    room.pushes.update(7, 2)
    room.pushes.tell(8)
    clock.forward(hours=20)
    assert room.pushes.release() == 1
    (leased,) = room.outbox.claim("me", 10, 60)
    assert leased.kind == "digest"
    assert all(title in leased.payload["html"] for title in ("Talks, round 7", "Talks, round 8"))


def test_a_held_development_of_a_story_that_is_gone_is_dropped(room: Newsroom, clock: Clock) -> None:
    told_before_the_night(room, clock)
    room.pushes.update(7, 2)
    del room.library.stories[7]
    clock.forward(hours=20)
    assert room.pushes.release() == 0
    assert room.rows("update") == [(1, "7.2", "cancelled")]


def test_a_development_reaches_those_who_follow_the_story_and_not_those_who_muted_it(room: Newsroom) -> None:
    room.chat(1)
    muted = room.chat(2)
    room.library.stories[7] = story(7)
    room.pushes.tell(7)
    for message, leased in enumerate(room.outbox.claim("me", 10, 60), start=501):
        room.outbox.sending(leased)
        room.outbox.sent(leased, message)
    room.follows.add(muted, Follow(kind="story", value="7", label="Talks", muted=True))
    follower = room.chat(3)  # came later and asked for this story
    room.follows.add(follower, Follow(kind="story", value="7", label="Talks"))
    room.library.stories[7] = story(7, is_update=True)
    assert room.pushes.update(7, 2) == 2
    assert [chat for chat, _, _ in room.rows("update")] == [1, 3]


BROKEN: list[dict[str, object]] = [{"timezone": "Foo/Bar"}, {"quiet_from": "aa:bb", "quiet_to": "cc:dd"}]


@pytest.mark.parametrize("settings", BROKEN)
def test_settings_that_cannot_be_read_are_one_chats_loss(room: Newsroom, settings: dict[str, object]) -> None:
    broken = room.chat(1)
    room.chat(2)
    room.library.stories[7] = story(7)
    room.pushes.tell(7)
    for message, leased in enumerate(room.outbox.claim("me", 10, 60), start=501):
        room.outbox.sending(leased)
        room.outbox.sent(leased, message)
    room.subscriptions.change(broken, **settings)
    room.library.stories |= {7: story(7, is_update=True), 8: story(8)}
    room.pushes.tell(8)
    room.pushes.update(7, 2)
    assert 2 in {chat for chat, key, _ in room.rows("push") if key == "8"}
    assert 2 in {chat for chat, _, _ in room.rows("update")}


def test_held_stories_are_let_go_whatever_became_of_one_chats_settings(room: Newsroom, clock: Clock) -> None:
    night = {"quiet_from": "08:00", "quiet_to": "12:00"}
    broken = room.chat(1, **night)
    room.chat(2, **night)
    for number in (7, 8):
        room.library.stories[number] = story(number)
        room.pushes.tell(number)
    room.subscriptions.change(broken, timezone="Foo/Bar", length="no length")
    clock.forward(hours=3, minutes=1)
    room.pushes.release()
    assert {chat for chat, _, _ in room.rows("digest")} >= {2}
    assert "held" not in {state for _, _, state in room.rows("push")}


def test_a_stopped_chat_hears_nothing(room: Newsroom) -> None:
    room.chat(1, active=False)
    room.chat(2, paused=True)
    room.library.stories[7] = story(7)
    assert room.pushes.tell(7) == 0


@pytest.mark.parametrize(
    ("settings", "until"),
    [
        ({}, None),
        ({"quiet_from": "08:00", "quiet_to": "10:00"}, "10:00"),
        ({"quiet_from": "22:00", "quiet_to": "07:00"}, None),
        ({"muted_for": 1}, "10:00"),
        ({"muted_for": 1, "quiet_from": "09:30", "quiet_to": "11:00"}, "11:00"),
        ({"muted_for": -1}, None),
    ],
)
def test_a_mute_and_quiet_hours_end_when_the_later_of_them_ends(
    settings: dict[str, object], until: str | None
) -> None:
    now = datetime(2031, 3, 4, 9, 0, tzinfo=UTC)
    hours = settings.pop("muted_for", None)
    if isinstance(hours, int):
        settings["muted_until"] = now + timedelta(hours=hours)
    subscription = Subscription(id=1, chat_id=1, **settings)  # type: ignore[arg-type]  # keyword values
    found = held_until(subscription, now)
    assert (None if found is None else f"{found:%H:%M}") == until


FOLLOWS: Sequence[Sequence[Follow]] = (
    (),
    (Follow(kind="country", value="KZ", label="Kestria"),),
    (Follow(kind="country", value="FR", label="France"),),
    (Follow(kind="words", value="envoy", label="envoys"),),
    (Follow(kind="words", value="envoy", label="envoys", excluded=("round",)),),
    (Follow(kind="words", value="", label="-round", excluded=("round",)),),
    (Follow(kind="story", value="7", label="Talks", muted=True),),
    (Follow(kind="story", value="7", label="Talks"), Follow(kind="country", value="FR", label="France")),
    (Follow(kind="source", value="kestria today", label="Kestria Today"),),
)


@pytest.mark.parametrize("importance", [0.3, 0.9])
def test_a_briefing_wants_exactly_what_a_push_would_bring(room: Newsroom, importance: float) -> None:
    view = story(7, importance=importance)
    expected = set()
    for number, follows in enumerate(FOLLOWS, start=1):
        subscription = room.chat(number)
        for follow in follows:
            room.follows.add(subscription, follow)
        if wants(room.follows.of(subscription), facts(view), threshold=0.6):
            expected.add(subscription)
    assert set(room.follows.audience(facts(view), threshold=0.6)) == expected
    assert expected


def undrawable(number: int) -> StoryView:
    """A story that drawing stumbles over."""
    return story(number, quotes=(None,))


def test_a_story_that_can_be_drawn_for_nobody_is_an_error_and_not_told(room: Newsroom) -> None:
    room.chat(1)
    room.chat(2)
    room.library.stories[7] = undrawable(7)
    with pytest.raises(UndrawableError, match="chats: 2"):
        room.pushes.tell(7)
    room.library.stories[7] = story(7)
    assert room.pushes.tell(7) == 2


def test_a_story_that_nobody_is_to_hear_needs_no_drawing(room: Newsroom) -> None:
    room.library.stories[7] = undrawable(7)
    assert room.pushes.tell(7) == 0


def test_a_development_that_can_be_drawn_for_nobody_is_an_error(room: Newsroom) -> None:
    follower = room.chat(1)
    room.follows.add(follower, Follow(kind="story", value="7", label="x"))
    room.library.stories[7] = undrawable(7)
    with pytest.raises(UndrawableError, match="chats: 1"):
        room.pushes.update(7, 2)


def test_one_chat_that_cannot_be_drawn_for_is_that_chats_loss_alone(room: Newsroom) -> None:
    room.chat(1)
    room.chat(2, length="endless")
    room.library.stories[7] = story(7)
    assert room.pushes.tell(7) == 1
