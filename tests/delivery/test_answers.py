import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator

import pytest
from telegram import Bot

from bot.messages import Outgoing
from bot.threads import Threads
from bot.wire.delivery import Delivery
from store.database import Database
from tests.botapi.client import BotApi
from tests.delivery.post import Post, row

HELLO = Outgoing(html="<b>Hello</b>")


@pytest.fixture(scope="module")
def server() -> Iterator[BotApi]:
    with BotApi.start() as running:
        yield running


@pytest.fixture
def api(server: BotApi) -> BotApi:
    server.mend()
    server.strict_rates(strict=False)
    return server


@pytest.fixture
def post(api: BotApi, sqlite: Database) -> Post:
    return Post(api, sqlite)


def talk(post: Post, conversation: Callable[[Delivery], Awaitable[None]]) -> None:
    """Delivery running, and somebody asking."""

    async def main() -> None:
        async with Bot(post.token, base_url=f"{post.url}/bot", request=post.request()) as bot:
            threads, stop = Threads(store_threads=4), asyncio.Event()
            delivery = post.build(bot, threads)
            running = asyncio.create_task(delivery.run(stop))
            try:
                await conversation(delivery)
            finally:
                stop.set()
                await running
                threads.close()

    asyncio.run(main())


def test_an_answer_goes_where_it_was_asked(api: BotApi, post: Post) -> None:
    ana = api.user("Ana")
    forum = api.group("Desk", members=(ana,), topics=("Talks",))
    asked = api.say(forum, "/latest", by=ana, topic="Talks")

    async def conversation(delivery: Delivery) -> None:
        thread = forum.topics["Talks"]
        sent = await delivery.answer(HELLO, forum.id, thread, reply_to=asked["message_id"])
        assert sent == api.sent(forum)[-1].message_id

    talk(post, conversation)
    (answer,) = api.sent(forum)
    assert (answer.thread_id, answer.reply_to) == (forum.topics["Talks"], asked["message_id"])


def test_an_answer_edits_a_message_and_editing_nothing_is_fine(api: BotApi, post: Post) -> None:
    ana = api.user("Ana").id

    async def conversation(delivery: Delivery) -> None:
        sent = await delivery.answer(HELLO, ana)
        for _ in range(2):
            assert await delivery.answer(Outgoing(html="<i>Bye</i>", edit=sent), ana) == sent

    talk(post, conversation)
    assert [sent.text for sent in api.sent(ana)] == ["Hello", "Bye"]


def test_a_person_is_answered_before_hundreds_of_waiting_pushes(api: BotApi, post: Post) -> None:
    readers = [api.user(f"Reader {number}").id for number in range(300)]
    ana = api.user("Ana").id
    post.outbox.put([row(reader) for reader in readers])
    waits: list[float] = []

    async def conversation(delivery: Delivery) -> None:
        await asyncio.sleep(1.0)
        for _ in range(3):
            asked = time.monotonic()
            assert await delivery.answer(HELLO, ana)
            waits.append(time.monotonic() - asked)

    talk(post, conversation)
    assert post.states().count("pending") > 100, "pushes were still waiting"
    assert max(waits) < 1.0, "a second would be 25 pushes"


@pytest.mark.parametrize("fault", ["flood", "parse"])
def test_an_answer_that_can_be_given_is_given(api: BotApi, post: Post, fault: str) -> None:
    ana = api.user("Ana").id
    api.fault(fault, chat=ana)

    async def conversation(delivery: Delivery) -> None:
        assert await delivery.answer(HELLO, ana)

    talk(post, conversation)
    assert [sent.text for sent in api.sent(ana)] == ["Hello"]


@pytest.mark.parametrize("fault", ["blocked", "chat_not_found"])
def test_an_answer_that_cannot_be_given_is_none_and_not_repeated(api: BotApi, post: Post, fault: str) -> None:
    ana = api.user("Ana").id
    post.add_chat(ana, "private")
    api.fault(fault, chat=ana)

    async def conversation(delivery: Delivery) -> None:
        assert await delivery.answer(HELLO, ana) is None

    talk(post, conversation)
    assert api.sent(ana) == []
    assert post.active(ana) is False


PICTURE = Outgoing(html="<b>Timeline</b>", picture=b"png", words="<b>In words</b>")


@pytest.mark.parametrize("fault", ["no_photos", "no_rights", "chat_not_found"])
def test_a_picture_that_may_not_be_sent_is_said_in_words(api: BotApi, post: Post, fault: str) -> None:
    desk = api.group("Desk").id
    post.add_chat(desk, "group")
    api.fault(fault, chat=desk, method="sendPhoto")

    async def conversation(delivery: Delivery) -> None:
        assert await delivery.answer(PICTURE, desk)

    talk(post, conversation)
    assert [sent.text for sent in api.sent(desk)] == ["In words"]
    assert post.active(desk) is True


def test_where_neither_pictures_nor_words_may_be_sent_we_are_silent(api: BotApi, post: Post) -> None:
    desk = api.group("Desk").id
    post.add_chat(desk, "group")
    api.fault("no_rights", chat=desk, method="*", times=2)

    async def conversation(delivery: Delivery) -> None:
        assert await delivery.answer(PICTURE, desk) is None

    talk(post, conversation)
    assert api.sent(desk) == []
    assert post.active(desk) is False


@pytest.mark.parametrize(("fault", "received"), [("internal", 1), ("drop_before", 1), ("drop_after", 2)])
def test_an_answer_that_may_not_have_arrived_is_given_once_more(
    api: BotApi, post: Post, fault: str, received: int
) -> None:
    ana = api.user("Ana").id
    api.fault(fault, chat=ana)

    async def conversation(delivery: Delivery) -> None:
        assert await delivery.answer(HELLO, ana)

    talk(post, conversation)
    assert [sent.text for sent in api.sent(ana)] == ["Hello"] * received


def test_an_answer_is_given_no_third_time(api: BotApi, post: Post) -> None:
    ana = api.user("Ana").id
    post.add_chat(ana, "private")
    for _ in range(3):
        api.fault("drop_after", chat=ana)

    async def conversation(delivery: Delivery) -> None:
        assert await delivery.answer(HELLO, ana) is None

    talk(post, conversation)
    assert [sent.text for sent in api.sent(ana)] == ["Hello"] * 2
    assert post.active(ana), "who may have heard us is no reason to leave"


def test_an_answer_follows_a_group_that_moved(api: BotApi, post: Post) -> None:
    group = api.group("Desk")
    post.add_chat(group.id, "group")
    moved = api.migrate(group, announce=False)

    async def conversation(delivery: Delivery) -> None:
        assert await delivery.answer(HELLO, group.id)

    talk(post, conversation)
    assert [sent.text for sent in api.sent(moved.id)] == ["Hello"]
    assert (post.active(group.id), post.active(moved.id)) == (None, True)


def test_a_push_put_in_and_announced_goes_at_once(api: BotApi, post: Post) -> None:
    ana = api.user("Ana").id

    async def conversation(delivery: Delivery) -> None:
        await asyncio.sleep(0.6)  # it has looked and found nothing
        await asyncio.to_thread(post.outbox.put, [row(ana)])
        began = time.monotonic()
        await delivery.wake()
        await asyncio.to_thread(api.wait_for, ana, "story")
        assert time.monotonic() - began < 0.9

    talk(post, conversation)


def test_a_thousand_stories_for_one_chat_do_not_starve_the_others(api: BotApi, post: Post) -> None:
    api.strict_rates()
    loud, quiet = api.user("Loud").id, [api.user(f"Quiet {number}").id for number in range(30)]
    post.outbox.put([row(reader) for reader in quiet])
    post.outbox.put([row(loud, f"story {number}") for number in range(1000)])
    post.run(lambda: all(post.states(reader) == ["sent"] for reader in quiet))
    assert 1 <= len(api.sent(loud)) <= 10
    assert api.refused(about="rate") == []
