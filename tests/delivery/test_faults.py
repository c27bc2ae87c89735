"""Every failure × private chat, group, channel: what Telegram received, and what the store holds."""

from collections.abc import Callable, Iterator

import pytest

from bot.calls import TokenRefusedError
from bot.messages import Button, Outgoing
from store.database import Database
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


@pytest.fixture(params=list(PLACES))
def place(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def chat(place: str, api: BotApi, post: Post) -> int:
    number = PLACES[place](api)
    post.add_chat(number, place)
    return number


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
    api: BotApi, post: Post, chat: int, other: int, fault: str
) -> None:
    api.fault(fault, chat=chat)
    post.outbox.put([row(chat, "one"), row(chat, "two"), row(chat, "held", held=True), row(other)])
    post.run(post.finished)
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
    api: BotApi, post: Post, chat: int, other: int, fault: str, arrives: bool
) -> None:
    api.fault(fault, chat=chat)
    post.outbox.put([row(chat), row(other)])
    post.run(post.finished)
    assert received(api, chat) == (["story"] if arrives else [])
    assert post.states(chat) == ["unknown"]
    assert post.active(chat) is True
    assert (received(api, other), post.states(other)) == (["story"], ["sent"])
    post.outbox.put([row(chat, "next")])
    post.run(post.finished)
    assert received(api, chat)[-1] == "next"


def test_a_flood_is_waited_out_and_the_message_arrives_once(
    api: BotApi, post: Post, chat: int, other: int
) -> None:
    api.fault("flood", chat=chat, retry_after=2)
    post.outbox.put([row(chat), row(other)])
    post.run(post.finished)
    assert (received(api, chat), post.states(chat)) == (["story"], ["sent"])
    first, last = api.sent(other)[0].at, api.sent(chat)[0].at
    assert last - first >= 1.5
    assert post.outcomes.count(("push", "flood")) == 1


def test_markup_that_telegram_cannot_read_goes_once_more_as_plain_words(
    api: BotApi, post: Post, chat: int
) -> None:
    api.fault("parse", chat=chat)
    buttons = ((Button(text="Quotes", data="q:1"),),)
    text = Outgoing(html="<b>Valdoria &amp; Kestria</b> &lt;talk&gt;", buttons=buttons)
    post.outbox.put([row(chat, payload=text.to_json())])
    post.run(post.finished)
    (sent,) = api.sent(chat)
    assert (sent.text, sent.entities, sent.buttons) == ("Valdoria & Kestria <talk>", (), ())
    assert post.states(chat) == ["sent"]
    assert len(post.alerts) == 1


def test_words_that_telegram_refuses_twice_are_dead_and_the_owners_hear_of_it(
    api: BotApi, post: Post, chat: int
) -> None:
    api.fault("parse", chat=chat, times=2)
    post.outbox.put([row(chat), row(chat, "next")])
    post.run(post.finished)
    assert sorted(post.states(chat)) == ["dead", "sent"]
    assert len(received(api, chat)) == 1
    assert len(post.alerts) == 2


def test_a_message_that_can_never_be_sent_is_dead_and_the_next_one_goes(
    api: BotApi, post: Post, chat: int
) -> None:
    post.outbox.put([row(chat, "long", payload=Outgoing(html="x" * 5000).to_json()), row(chat, "next")])
    post.run(post.finished)
    assert received(api, chat) == ["next"]
    assert sorted(post.states(chat)) == ["dead", "sent"]
    assert post.active(chat) is True


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


def test_an_edit_that_changes_nothing_counts_as_made(api: BotApi, post: Post, chat: int) -> None:
    post.outbox.put([row(chat)])
    post.run(post.finished)
    (sent,) = post.outbox.message_ids("push", "story")
    same = Outgoing(html="<b>story</b>", edit=sent.message_id).to_json()
    changed = Outgoing(html="<b>story</b> (corrected)", edit=sent.message_id).to_json()
    post.outbox.put([row(chat, "same", kind="correction", payload=same)])
    post.run(post.finished)
    post.outbox.put([row(chat, "better", kind="correction", payload=changed)])
    post.run(post.finished)
    assert post.states(chat) == ["sent", "sent", "sent"]
    assert received(api, chat)[-1] == "story (corrected)"


@pytest.mark.parametrize("fault", ["drop_after", "hang", "bad_gateway", "internal"])
def test_an_edit_whose_fate_is_unknown_is_made_again(api: BotApi, post: Post, chat: int, fault: str) -> None:
    post.outbox.put([row(chat)])
    post.run(post.finished)
    (sent,) = post.outbox.message_ids("push", "story")
    api.fault(fault, chat=chat, method="editMessageText")
    changed = Outgoing(html="<b>corrected</b>", edit=sent.message_id).to_json()
    post.outbox.put([row(chat, "better", kind="correction", payload=changed)])
    post.run(post.finished)
    assert post.states(chat) == ["sent", "sent"]
    assert received(api, chat)[-1] == "corrected"


def test_a_refused_token_stops_everything_with_one_sentence_and_loses_nothing(
    api: BotApi, post: Post, chat: int, other: int
) -> None:
    api.fault("unauthorized", times=50)
    post.outbox.put([row(chat), row(other)])
    with pytest.raises(TokenRefusedError, match="@BotFather"):
        post.run(post.finished)
    assert post.states() == ["pending", "pending"]
    assert received(api, chat) == received(api, other) == []
    api.mend()
    post.run(post.finished)
    assert (received(api, chat), received(api, other)) == (["story"], ["story"])


def test_a_briefing_is_sent_once_more_only_where_configured(api: BotApi, sqlite: Database, chat: int) -> None:
    for kinds, expected in (((), "unknown"), (("briefing",), "sent")):
        post = Post(api, sqlite, resend_kinds=kinds)
        api.fault("hang", chat=chat)
        post.outbox.put([row(chat, f"morning {kinds}", kind="briefing")])
        post.run(post.finished)
        assert post.states(chat)[-1] == expected


def test_without_a_connection_rows_wait_and_go_when_it_is_back(
    api: BotApi, sqlite: Database, post: Post, chat: int
) -> None:
    post.outbox.put([row(chat)])

    away = Post(api, sqlite, lost=True)
    away.run(lambda: ("push", "not sent") in away.outcomes)
    assert post.states(chat) == ["pending"]
    post.run(post.finished)
    assert (received(api, chat), post.states(chat)) == (["story"], ["sent"])
