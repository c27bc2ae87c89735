import asyncio
import json
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from telegram import Update, WebhookInfo
from telegram.ext import Application, ExtBot, TypeHandler
from telegram.request import HTTPXRequest

from bot.attache import serving
from bot.wire.calls import TokenRefusedError
from bot.wire.clients import App
from bot.wire.polling import Polling
from bot.wire.receiving import connect
from bot.wire.webhook import HEALTH_PATH, SECRET_HEADER, Webhook
from tests.botapi.client import BotApi
from tests.delivery.waiting import within

SECRET = "a-secret-of-some-length"


class Owners:
    """Who is told what goes wrong."""

    def __init__(self) -> None:
        self.told: list[str] = []

    async def tell(self, sentence: str) -> None:
        self.told.append(sentence)


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi.start() as server:
        yield server


def application(api: BotApi, url: str | None = None) -> App:
    builder = Application.builder().token(api.token).base_url(f"{url or api.url}/bot").updater(None)
    builder = builder.request(HTTPXRequest()).get_updates_request(HTTPXRequest())
    built: App = builder.build()
    return built


async def told(app: App) -> str:
    update = await asyncio.wait_for(app.update_queue.get(), 15)
    assert isinstance(update, Update)
    assert update.effective_message is not None
    return update.effective_message.text or ""


async def while_running(
    run: Callable[[asyncio.Event], Awaitable[None]], talk: Callable[[], Awaitable[None]]
) -> None:
    stop = asyncio.Event()
    running = asyncio.ensure_future(run(stop))
    try:
        await talk()
    finally:
        stop.set()
        await asyncio.wait_for(running, 5)


def test_polling_brings_what_people_write_and_confirms_it(api: BotApi) -> None:
    ana = api.user("Ana")

    async def main() -> None:
        app = application(api)
        await app.initialize()

        async def talk() -> None:
            for words in ("/start", "/help"):
                api.say(ana, words)
                assert await told(app) == words

        await while_running(Polling(app, alert=Owners().tell, poll_s=5).run, talk)
        again = await app.bot.get_updates(timeout=0)
        assert again == (), "confirmed at the end, so the next start does not see it again"
        await app.shutdown()

    asyncio.run(main())


def test_a_second_poller_is_reported_once_in_one_clear_sentence(api: BotApi) -> None:
    owners = Owners()

    async def main() -> None:
        first, second = application(api), application(api)
        for app in (first, second):
            await app.initialize()

        async def rivals(stop: asyncio.Event) -> None:
            async with asyncio.TaskGroup() as both:
                for app in (first, second):
                    both.create_task(Polling(app, alert=owners.tell, poll_s=2).run(stop))

        async def talk() -> None:
            await within(10, lambda: bool(owners.told))

        await while_running(rivals, talk)
        for app in (first, second):
            await app.shutdown()

    asyncio.run(main())
    assert "same token" in owners.told[0]


def test_a_webhook_set_behind_our_back_is_told_apart_from_a_second_poller(api: BotApi) -> None:
    owners = Owners()

    async def main() -> None:
        app = application(api)
        await app.initialize()

        async def talk() -> None:
            await within(5, lambda: any(call["method"] == "getUpdates" for call in api.calls()))
            await app.bot.set_webhook("http://127.0.0.1:9/elsewhere")
            await within(10, lambda: bool(owners.told))

        await while_running(Polling(app, alert=owners.tell, poll_s=1).run, talk)
        await app.shutdown()

    asyncio.run(main())
    assert "webhook" in owners.told[0]


def test_a_token_revoked_while_polling_stops_with_one_sentence(api: BotApi) -> None:
    async def main() -> None:
        app = application(api)
        await app.initialize()
        running = asyncio.ensure_future(Polling(app, alert=Owners().tell, poll_s=1).run(asyncio.Event()))
        await asyncio.sleep(0.3)
        api.revoke()
        with pytest.raises(TokenRefusedError, match="@BotFather"):
            await asyncio.wait_for(running, 10)
        await app.shutdown()

    asyncio.run(main())


def test_a_token_refused_at_the_start_never_shows_in_the_error(api: BotApi) -> None:
    api.revoke()

    async def main() -> None:
        app = application(api)
        with pytest.raises(TokenRefusedError) as caught:
            await connect(app, asyncio.Event())
        await app.bot.request.shutdown()  # an application that never began can't shut down itself
        assert api.token not in str(caught.value)
        assert caught.value.__cause__ is None

    asyncio.run(main())


def test_a_start_without_a_network_waits_and_can_be_stopped(api: BotApi) -> None:
    async def main() -> None:
        stop = asyncio.Event()
        asyncio.get_running_loop().call_later(0.3, stop.set)
        assert not await asyncio.wait_for(connect(application(api, "http://127.0.0.1:9"), stop), 5)

    asyncio.run(main())


def post(url: str, body: bytes, **headers: str) -> int:
    request = urllib.request.Request(url, data=body, method="POST", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""


def free_port() -> int:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def hook(app: App, port: int, **changes: Any) -> Webhook:
    given: dict[str, Any] = {"secret": SECRET, "path": "/telegram", "alert": Owners().tell, **changes}
    return Webhook(app, url=f"http://127.0.0.1:{port}/telegram", host="127.0.0.1", port=port, **given)


def test_the_webhook_brings_what_people_write(api: BotApi) -> None:
    ana = api.user("Ana")

    async def main() -> None:
        app = application(api)
        await app.initialize()
        webhook = hook(app, free_port())

        async def talk() -> None:
            await within(5, lambda: any(call["method"] == "setWebhook" for call in api.calls()))
            await asyncio.to_thread(api.say, ana, "/start")
            assert await told(app) == "/start"

        await while_running(webhook.run, talk)
        await app.shutdown()

    asyncio.run(main())


def test_the_webhook_refuses_forgeries_and_survives_rubbish(api: BotApi) -> None:
    forged = json.dumps({"update_id": 1}).encode()

    async def main() -> None:
        app = application(api)
        await app.initialize()
        port = free_port()
        base = f"http://127.0.0.1:{port}"
        webhook = hook(app, port)

        async def talk() -> None:
            await within(5, lambda: webhook.listening_on is not None)
            right = {SECRET_HEADER: SECRET}
            assert await asyncio.to_thread(post, f"{base}/telegram", forged) == 403
            assert (
                await asyncio.to_thread(post, f"{base}/telegram", forged, **{SECRET_HEADER: "x" * 23}) == 403
            )
            assert await asyncio.to_thread(post, f"{base}/elsewhere", forged, **right) == 404
            assert app.update_queue.empty()
            for rubbish in (b"", b"[]", b"{", b'{"update_id": 5, "message": 7}', b"\xff\xfe"):
                assert await asyncio.to_thread(post, f"{base}/telegram", rubbish, **right) == 200
            assert await asyncio.to_thread(post, f"{base}/telegram", b"x" * 2_000_000, **right) == 413
            assert await asyncio.to_thread(post, f"{base}/telegram", forged, **right) == 200
            assert (await asyncio.to_thread(get, base + HEALTH_PATH)) == (200, "ok\n")
            assert (await asyncio.to_thread(get, f"{base}/telegram"))[0] == 405

        await while_running(webhook.run, talk)
        await app.shutdown()

    asyncio.run(main())


class SlowToSay(ExtBot[None]):
    """Telegram takes its time to say how its webhook fares."""

    async def get_webhook_info(self, *_: Any, **__: Any) -> WebhookInfo:
        await asyncio.sleep(60)
        raise AssertionError("nobody waits so long")


def test_a_webhook_that_stops_closes_its_door_at_once(api: BotApi) -> None:
    async def main() -> None:
        bot: Any = SlowToSay(api.token, base_url=f"{api.url}/bot")
        app: App = Application.builder().bot(bot).updater(None).build()
        await app.initialize()
        port = free_port()
        webhook = hook(app, port)

        async def talk() -> None:
            await within(5, lambda: any(call["method"] == "setWebhook" for call in api.calls()))

        await while_running(webhook.run, talk)
        with pytest.raises(urllib.error.URLError):
            await asyncio.to_thread(get, f"http://127.0.0.1:{port}{HEALTH_PATH}")
        await app.shutdown()

    asyncio.run(main())


def test_what_was_received_while_it_stops_is_handled(api: BotApi) -> None:
    handled: list[int] = []

    async def handle(update: object, _: Any) -> None:
        assert isinstance(update, Update)
        handled.append(update.update_id)

    async def main() -> None:
        app = application(api)
        app.add_handler(TypeHandler(Update, handle))
        await app.initialize()
        stop = asyncio.Event()

        async def receiving() -> None:
            await app.update_queue.put(Update(1))
            await stop.wait()
            await asyncio.sleep(0.1)  # a request that was under way
            await app.update_queue.put(Update(2))

        async with serving(app, stop, receiving()):
            await within(5, lambda: handled == [1])
        assert handled == [1, 2]
        await app.shutdown()

    asyncio.run(main())


@pytest.mark.parametrize("secret", ["", "short", "with spaces in it, long enough"])
def test_a_webhook_without_a_good_secret_is_refused(api: BotApi, secret: str) -> None:
    with pytest.raises(ValueError, match="secret"):
        hook(application(api), 1, secret=secret)
