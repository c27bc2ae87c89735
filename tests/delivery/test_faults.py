"""Every failure × private chat, group, channel: what Telegram received, and what the store holds."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest

from bot.messages import Button, Outgoing
from bot.wire.calls import TokenRefusedError
from store.database import Database
from store.outbox_rows import OutboxRow
from tests.botapi.client import BotApi
from tests.delivery.post import Post, row

PLACES: dict[str, Callable[[BotApi], int]] = {
    "private": lambda api: api.user("Ana").id,
    "group": lambda api: api.group("Desk").id,
    "channel": lambda api: api.channel("News").id,
}


@pytest.fixture(scope="module")
def server() -> Iterator[BotApi]:
    with BotApi.start() as running:
        yield running


@pytest.fixture
def api(server: BotApi) -> BotApi:
    server.mend()
    return server


@pytest.fixture
def post(api: BotApi, sqlite: Database) -> Post:
    return Post(api, sqlite)


@pytest.fixture
def places(api: BotApi, post: Post) -> list[int]:
    """A private chat, a group and a channel: what is true of one must be true of all."""
    numbers = [make(api) for make in PLACES.values()]
    for number, kind in zip(numbers, PLACES, strict=True):
        post.add_chat(number, kind)
    return numbers


@pytest.fixture
def other(api: BotApi, post: Post) -> int:
    """A chat where nothing goes wrong: it must hear its news whatever happens to the first."""
    number = api.user("Ben").id
    post.add_chat(number, "private")
    return number


def received(api: BotApi, chat: int) -> list[str]:
    return [sent.text for sent in api.sent(chat)]


@pytest.mark.parametrize("fault", ["blocked", "kicked", "deactivated", "chat_not_found", "no_rights"])
def test_a_chat_we_may_not_speak_in_is_left_and_its_rows_are_dropped(
    api: BotApi, post: Post, places: list[int], other: int, fault: str
) -> None:
    for chat in places:
        api.fault(fault, chat=chat)
        post.outbox.put([row(chat, "one"), row(chat, "two"), row(chat, "held", held=True)])
    post.outbox.put([row(other)])
    post.run(post.finished)
    for chat in places:
        assert received(api, chat) == []
        assert sorted(post.states(chat)) == ["cancelled", "cancelled", "dead"]
        assert post.active(chat) is False
    assert (received(api, other), post.states(other), post.active(other)) == (["story"], ["sent"], True)


@pytest.mark.parametrize(
    ("fault", "arrives"),
    [
        ("internal", False),
        ("bad_gateway", False),
        ("gateway_timeout", True),
        ("truncated", True),
        ("hang", False),
        ("drop_before", False),
        ("drop_after", True),
    ],
)
def test_what_may_have_arrived_is_unknown_and_never_sent_again(
    api: BotApi, post: Post, places: list[int], other: int, fault: str, arrives: bool
) -> None:
    for chat in places:
        api.fault(fault, chat=chat)
    post.outbox.put([row(chat) for chat in (*places, other)])
    post.run(post.finished)
    assert (received(api, other), post.states(other)) == (["story"], ["sent"])
    post.outbox.put([row(chat, "next") for chat in places])
    post.run(post.finished)
    for chat in places:
        assert received(api, chat) == (["story", "next"] if arrives else ["next"])
        assert post.states(chat) == ["unknown", "sent"]
        assert post.active(chat) is True


def test_a_flood_is_waited_out_and_the_message_arrives_once(
    api: BotApi, post: Post, places: list[int], other: int
) -> None:
    api.fault("flood", chat=places[0], retry_after=2)
    api.fault("flood", chat=places[1], retry_after=2)
    post.outbox.put([row(chat) for chat in (*places, other)])
    post.run(post.finished)
    assert [received(api, chat) for chat in places] == [["story"]] * 3
    assert [post.states(chat) for chat in places] == [["sent"]] * 3
    (unhurt,) = api.sent(other)
    assert all(api.sent(chat)[0].at - unhurt.at >= 1.5 for chat in places[:2])
    assert post.outcomes.count(("push", "flood")) == 2


def test_several_chats_flooded_at_once_silence_everybody(
    api: BotApi, post: Post, places: list[int], other: int
) -> None:
    for chat in places:
        api.fault("flood", chat=chat, retry_after=2)
    # Put last, it would go first: by then three chats have been told to wait.
    post.outbox.put([row(chat, priority=5) for chat in places])
    post.outbox.put([row(other)])
    post.run(post.finished)
    assert [received(api, chat) for chat in (*places, other)] == [["story"]] * 4
    calls = sorted(call["at"] for call in api.calls("sendMessage"))[-7:]
    assert max(later - earlier for earlier, later in pairwise(calls)) >= 1.5
    assert [post.states(chat) for chat in (*places, other)] == [["sent"]] * 4


def test_markup_that_telegram_cannot_read_goes_once_more_as_plain_words(
    api: BotApi, post: Post, places: list[int]
) -> None:
    buttons = ((Button(text="Quotes", data="q:1"),),)
    text = Outgoing(html="<b>Valdoria &amp; Kestria</b> &lt;talk&gt;", buttons=buttons)
    for chat in places:
        api.fault("parse", chat=chat)
        post.outbox.put([row(chat, payload=text.to_json())])
    post.run(post.finished)
    for chat in places:
        (sent,) = api.sent(chat)
        assert (sent.text, sent.entities, sent.buttons) == ("Valdoria & Kestria <talk>", (), ())
        assert post.states(chat) == ["sent"]
    assert len(post.alerts) == 3


def test_words_that_telegram_refuses_twice_are_dead_and_the_owners_hear_of_it(
    api: BotApi, post: Post, places: list[int]
) -> None:
    for chat in places:
        api.fault("parse", chat=chat, times=2)
        post.outbox.put([row(chat), row(chat, "next")])
    post.run(post.finished)
    for chat in places:
        assert sorted(post.states(chat)) == ["dead", "sent"]
        assert len(received(api, chat)) == 1
    assert len(post.alerts) == 6


def test_a_message_that_can_never_be_sent_is_dead_and_the_next_one_goes(
    api: BotApi, post: Post, places: list[int]
) -> None:
    for chat in places:
        post.outbox.put([row(chat, "long", payload=Outgoing(html="x" * 5000).to_json()), row(chat, "next")])
    post.run(post.finished)
    for chat in places:
        assert received(api, chat) == ["next"]
        assert sorted(post.states(chat)) == ["dead", "sent"]
        assert post.active(chat) is True


def test_a_payload_that_cannot_be_read_is_dead_and_the_next_one_goes(
    api: BotApi, post: Post, places: list[int]
) -> None:
    for chat in places:
        post.outbox.put([row(chat, "odd", payload={"html": "x", "unheard_of": 1}), row(chat, "next")])
    post.run(post.finished)
    for chat in places:
        assert received(api, chat) == ["next"]
        assert sorted(post.states(chat)) == ["dead", "sent"]
    assert len(post.alerts) == 3


def test_a_group_that_moved_takes_its_rows_along(api: BotApi, post: Post, other: int) -> None:
    group = api.group("Desk")
    post.add_chat(group.id, "group")
    moved = api.migrate(group, announce=False)
    post.outbox.put([row(group.id, "one"), row(group.id, "two"), row(other)])
    post.run(post.finished)
    assert sorted(received(api, moved.id)) == ["one", "two"]
    assert post.states(moved.id) == ["sent", "sent"]
    assert (post.active(group.id), post.active(moved.id)) == (None, True)
    assert post.hears(moved.id) is True
    assert received(api, other) == ["story"]


def test_a_topic_that_is_gone_ends_and_its_chat_does_not(api: BotApi, post: Post) -> None:
    forum = api.group("Desk", topics=("Talks",))
    post.add_chat(forum.id, "supergroup", thread_id=99)
    post.outbox.put(
        [
            row(forum.id, "gone", thread_id=99),
            row(forum.id, "here", thread_id=forum.topics["Talks"]),
            row(forum.id, "general", thread_id=1),
        ]
    )
    post.run(post.finished)
    assert sorted((sent.text, sent.thread_id) for sent in api.sent(forum)) == [
        ("general", None),
        ("here", forum.topics["Talks"]),
    ]
    assert (post.active(forum.id), post.hears(forum.id, 99)) == (True, False)


def first_messages(post: Post, places: list[int]) -> dict[int, int]:
    """Send a story to all; the message's id by chat."""
    post.outbox.put([row(chat) for chat in places])
    post.run(post.finished)
    return {sent.chat_id: sent.message_id for sent in post.outbox.message_ids("push", "story")}


def edit(chat: int, html: str, message_id: int) -> OutboxRow:
    return row(chat, html, kind="correction", payload=Outgoing(html=html, edit=message_id).to_json())


def test_an_edit_that_changes_nothing_counts_as_made(api: BotApi, post: Post, places: list[int]) -> None:
    messages = first_messages(post, places)
    for html in ("<b>story</b>", "<b>story</b> (corrected)"):
        post.outbox.put([edit(chat, html, message) for chat, message in messages.items()])
        post.run(post.finished)
    for chat in places:
        assert post.states(chat) == ["sent", "sent", "sent"]
        assert received(api, chat) == ["story", "story (corrected)"]


def test_a_message_that_a_reader_deleted_is_not_corrected_and_alerts_nobody(
    post: Post, places: list[int]
) -> None:
    messages = first_messages(post, places)
    post.outbox.put([edit(chat, "<b>corrected</b>", message + 1000) for chat, message in messages.items()])
    post.run(post.finished)
    for chat in places:
        assert sorted(post.states(chat)) == ["dead", "sent"]
        assert post.active(chat) is True
    assert post.alerts == []


@pytest.mark.parametrize("fault", ["drop_after", "hang", "bad_gateway", "internal"])
def test_an_edit_whose_fate_is_unknown_is_made_again(
    api: BotApi, post: Post, places: list[int], fault: str
) -> None:
    messages = first_messages(post, places)
    for chat, message in messages.items():
        api.fault(fault, chat=chat, method="editMessageText")
        post.outbox.put([edit(chat, "<b>corrected</b>", message)])
    post.run(post.finished)
    for chat in places:
        assert post.states(chat) == ["sent", "sent"]
        assert received(api, chat)[-1] == "corrected"


def test_a_refused_token_stops_everything_with_one_sentence_and_loses_nothing(
    api: BotApi, post: Post, places: list[int]
) -> None:
    api.fault("unauthorized", times=50)
    post.outbox.put([row(chat) for chat in places])
    with pytest.raises(TokenRefusedError, match="@BotFather"):
        post.run(post.finished)
    assert post.states() == ["pending"] * 3
    assert [received(api, chat) for chat in places] == [[]] * 3
    api.mend()
    post.run(post.finished)
    assert [received(api, chat) for chat in places] == [["story"]] * 3


def test_a_briefing_is_sent_once_more_only_where_configured(
    api: BotApi, sqlite: Database, places: list[int]
) -> None:
    for kinds, expected in (((), "unknown"), (("briefing",), "sent")):
        post = Post(api, sqlite, resend_kinds=kinds)
        for chat in places:
            api.fault("hang", chat=chat)
            post.outbox.put([row(chat, f"morning {kinds}", kind="briefing")])
        post.run(post.finished)
        for chat in places:
            assert post.states(chat)[-1] == expected


def test_without_a_connection_rows_wait_and_go_when_it_is_back(
    api: BotApi, sqlite: Database, post: Post, places: list[int]
) -> None:
    post.outbox.put([row(chat) for chat in places])
    away = Post(api, sqlite, lost=True)
    away.run(lambda: ("push", "not sent") in away.outcomes)
    assert post.states() == ["pending"] * 3
    post.run(post.finished)
    for chat in places:
        assert (received(api, chat), post.states(chat)) == (["story"], ["sent"])
