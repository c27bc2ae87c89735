"""The Bot API server, driven by the unmodified python-telegram-bot client. If these hold, tests on it mean something."""

import asyncio
import json
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)
from telegram.request import HTTPXRequest

from tests.botapi.client import BotApi

# An offset that confirms everything before it.
FAR = 2**40


@pytest.fixture(scope="module")
def api() -> Iterator[BotApi]:
    with BotApi.start() as server:
        yield server


Ask = Callable[[Callable[[Bot], Coroutine[Any, Any, Any]]], Any]


@pytest.fixture
def ask(api: BotApi) -> Ask:
    """Run one conversation of an initialised bot."""

    def run(talk: Callable[[Bot], Coroutine[Any, Any, Any]]) -> Any:
        async def main() -> Any:
            request = HTTPXRequest(read_timeout=2.0)
            async with Bot(api.token, base_url=f"{api.url}/bot", request=request) as bot:
                return await talk(bot)

        return asyncio.run(main())

    return run


def test_a_message_with_markup_comes_back_parsed_by_telegrams_own_parser(api: BotApi, ask: Ask) -> None:
    ana = api.user("Ana")
    sent = ask(lambda bot: bot.send_message(ana.id, "<b>Valdoria</b> &amp; Kestria", parse_mode="HTML"))
    assert (sent.text, [(e.type, e.length) for e in sent.entities]) == ("Valdoria & Kestria", [("bold", 8)])
    (entry,) = api.sent(ana)
    assert (entry.text, entry.html) == ("Valdoria & Kestria", "<b>Valdoria</b> &amp; Kestria")


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        ("<p>Talks</p>", "Unsupported start tag"),
        ("<b>Talks", "Can't find end tag"),
        ("a < b", "Unsupported start tag"),
        ("x" * 4097, "too long"),
        ("<b> </b>", "empty"),
        ("".join(f"<b>{i}</b> " for i in range(101)), "101 entities"),
    ],
)
def test_markup_that_telegram_would_refuse_is_refused_and_remembered(
    api: BotApi, ask: Ask, markup: str, complaint: str
) -> None:
    ana = api.user("Ana")
    with pytest.raises(BadRequest, match=f"(?i){complaint}"):
        ask(lambda bot: bot.send_message(ana.id, markup, parse_mode="HTML"))
    assert complaint in api.refused()[-1]["description"]
    assert api.sent(ana) == []


def test_a_keyboard_a_reply_a_preview_and_a_topic_arrive_as_sent(api: BotApi, ask: Ask) -> None:
    ana = api.user("Ana")
    desk = api.group("Desk", members=(ana,), topics=("Talks",))
    question = api.say(desk, "/latest", by=ana, topic="Talks")
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Quotes", callback_data="q:1")]])
    message = ask(
        lambda bot: bot.send_message(
            desk.id,
            "Here",
            reply_markup=keyboard,
            message_thread_id=desk.topics["Talks"],
            reply_parameters=ReplyParameters(question["message_id"]),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            disable_notification=True,
        )
    )
    assert message.message_thread_id == desk.topics["Talks"]
    entry = api.wait_for(desk, "Here")
    assert (entry.thread_id, entry.reply_to, entry.labels) == (
        desk.topics["Talks"],
        question["message_id"],
        ["Quotes"],
    )
    assert (entry.silent, entry.preview) == (True, {"is_disabled": True})


def test_typing_can_be_shown_in_a_topic(api: BotApi, ask: Ask) -> None:
    desk = api.group("Desk", members=(api.user("Ana"),), topics=("Talks",))
    assert ask(lambda bot: bot.send_chat_action(desk.id, "typing", message_thread_id=desk.topics["Talks"]))


@pytest.mark.parametrize("thread", [1, 999_999])
def test_the_general_topic_and_an_unknown_one_cannot_be_addressed(api: BotApi, ask: Ask, thread: int) -> None:
    desk = api.group("Desk", topics=("Talks",))
    with pytest.raises(BadRequest, match="thread not found"):
        ask(lambda bot: bot.send_message(desk.id, "Hi", message_thread_id=thread))


def test_an_edit_changes_the_message_and_one_that_changes_nothing_is_refused(api: BotApi, ask: Ask) -> None:
    ana = api.user("Ana")

    async def talk(bot: Bot) -> None:
        message = await bot.send_message(ana.id, "One")
        await bot.edit_message_text("<i>Two</i>", ana.id, message.message_id, parse_mode="HTML")
        with pytest.raises(BadRequest, match="not modified"):
            await bot.edit_message_text("<i>Two</i>", ana.id, message.message_id, parse_mode="HTML")
        with pytest.raises(BadRequest, match="Message to edit not found"):
            await bot.edit_message_text("Three", ana.id, 999_999)

    ask(talk)
    assert [one.text for one in api.sent(ana)] == ["One", "Two"]


def test_people_write_press_and_ask_and_a_polling_bot_hears_all_of_it(api: BotApi, ask: Ask) -> None:
    ana = api.user("Ana", language="fr")
    desk = api.group("Desk", members=(ana,))
    channel = api.channel("Wire")

    async def talk(bot: Bot) -> list[Any]:
        await bot.get_updates(offset=FAR)
        await bot.send_message(
            ana.id,
            "Press",
            reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]]),
        )
        heard: list[Any] = []

        def act() -> str:
            api.say(ana, "/start now")
            api.say(desk, "just chatting", by=ana)
            api.say(desk, "/latest@AttacheTestBot", by=ana)
            api.say(channel, "/start")
            api.add_bot(desk, by=ana, status="administrator")
            api.ask(ana, "kestria")
            return api.press(api.wait_for(ana, "Press"), "Yes", by=ana)

        callback = await asyncio.to_thread(act)
        offset = 0
        while len(heard) < 6:
            for update in await bot.get_updates(offset=offset, timeout=2):
                heard.append(update)
                offset = update.update_id + 1
        await bot.answer_callback_query(heard[-1].callback_query.id, text="Done")
        assert (await asyncio.to_thread(api.pressed, callback)).text == "Done"
        with pytest.raises(BadRequest, match="Query is too old"):
            await bot.answer_callback_query("5")
        return heard

    heard = ask(talk)
    texts = [u.effective_message.text for u in heard if u.effective_message and not u.callback_query]
    assert texts == ["/start now", "/latest@AttacheTestBot", "/start"]
    assert heard[0].message.entities[0].type == "bot_command"
    assert heard[0].effective_user.language_code == "fr"
    assert heard[2].channel_post.sender_chat.title == "Wire"
    assert heard[3].my_chat_member.new_chat_member.status == "administrator"
    assert heard[4].inline_query.query == "kestria"


def test_a_second_poller_is_told_of_the_conflict(api: BotApi, ask: Ask) -> None:
    async def talk(bot: Bot) -> None:
        first = asyncio.create_task(bot.get_updates(offset=-1, timeout=3))
        await asyncio.sleep(0.3)
        async with Bot(api.token, base_url=f"{api.url}/bot") as second:
            with pytest.raises(Conflict):
                await second.get_updates(timeout=1)
        await first

    api.say(api.user("Ana"), "/start")
    ask(lambda bot: bot.get_updates(offset=FAR))
    ask(talk)


@pytest.mark.parametrize(
    ("kind", "error", "sent"),
    [
        ("flood", RetryAfter, 0),
        ("blocked", Forbidden, 0),
        ("kicked", Forbidden, 0),
        ("deactivated", Forbidden, 0),
        ("chat_not_found", BadRequest, 0),
        ("parse", BadRequest, 0),
        ("migrated", ChatMigrated, 0),
        ("unauthorized", InvalidToken, 0),
        ("hang", TimedOut, 0),
        ("drop_before", NetworkError, 0),
        ("drop_after", NetworkError, 1),
        ("bad_gateway", NetworkError, 0),
        ("gateway_timeout", NetworkError, 1),
        ("truncated", Exception, 1),
    ],
)
def test_every_planned_fault_is_played_once_and_then_all_is_well(
    api: BotApi, ask: Ask, kind: str, error: type[Exception], sent: int
) -> None:
    ana = api.user("Ana")
    before = len(api.refused())
    api.fault(kind, chat=ana, migrate_to=-100777)

    async def talk(bot: Bot) -> None:
        with pytest.raises(error):
            await bot.send_message(ana.id, "News")
        assert await asyncio.to_thread(lambda: len(api.sent(ana))) == sent
        await bot.send_message(ana.id, "News")

    ask(talk)
    assert len(api.sent(ana)) == sent + 1
    assert len(api.refused()) == before, "a planned fault is not the bot's mistake"


def test_a_chat_that_has_gone_answers_as_telegram_does(api: BotApi, ask: Ask) -> None:
    ana, ben = api.user("Ana"), api.user("Ben")
    group = api.group("Desk", members=(ana,))
    channel = api.channel("Wire")
    api.block(ana)
    api.change(ben, deactivated=True)
    api.change(channel, bot="left")
    new = api.migrate(group, announce=False)

    async def talk(bot: Bot) -> None:
        with pytest.raises(Forbidden, match="blocked"):
            await bot.send_message(ana.id, "News")
        with pytest.raises(Forbidden, match="deactivated"):
            await bot.send_message(ben.id, "News")
        with pytest.raises(Forbidden, match="not a member of the channel"):
            await bot.send_message(channel.id, "News")
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(77, "News")
        with pytest.raises(ChatMigrated) as moved:
            await bot.send_message(group.id, "News")
        assert moved.value.new_chat_id == new.id
        await bot.send_message(new.id, "News")

    ask(talk)


def test_a_webhook_gets_every_update_with_its_secret_and_what_failed_is_tried_again(
    api: BotApi, ask: Ask
) -> None:
    got: list[tuple[str | None, Any]] = []
    answers = iter([500, 200, 200])

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            got.append((self.headers["X-Telegram-Bot-Api-Secret-Token"], body))
            self.send_response(next(answers))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Hook) as hook:
        threading.Thread(target=hook.serve_forever, args=(0.05,), daemon=True).start()
        address = f"http://127.0.0.1:{hook.server_address[1]}/hook"
        ask(lambda bot: bot.set_webhook(address, secret_token="s3cret", drop_pending_updates=True))
        api.say(api.user("Ana"), "/start")
        deadline = time.monotonic() + 5
        while len(got) < 2:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        ask(lambda bot: bot.delete_webhook())
        hook.shutdown()
    assert [secret for secret, _ in got] == ["s3cret", "s3cret"]
    assert got[0] == got[1], "the same update again after an error"


def test_inline_cards_are_read_by_the_parser_too(api: BotApi, ask: Ask) -> None:
    ana = api.user("Ana")

    def card(text: str) -> InlineQueryResultArticle:
        content = InputTextMessageContent(text, parse_mode="HTML")
        return InlineQueryResultArticle("1", "Talks", content)

    ask(lambda bot: bot.answer_inline_query(api.ask(ana, "talks"), [card("<b>Talks</b>")]))
    with pytest.raises(BadRequest, match=r"Unsupported start tag|unsupported start tag"):
        ask(lambda bot: bot.answer_inline_query(api.ask(ana, "talks"), [card("<p>Talks</p>")]))
    with pytest.raises(BadRequest, match="Query is too old"):
        ask(lambda bot: bot.answer_inline_query("5", []))


def test_files_and_pictures_arrive_with_their_captions(api: BotApi, ask: Ask) -> None:
    ana = api.user("Ana")
    ask(
        lambda bot: bot.send_document(
            ana.id, b"x", filename="a.opml", caption="<b>Sources</b>", parse_mode="HTML"
        )
    )
    ask(lambda bot: bot.send_photo(ana.id, b"x", caption="Timeline"))
    assert [(one.method, one.text) for one in api.sent(ana)] == [
        ("sendDocument", "Sources"),
        ("sendPhoto", "Timeline"),
    ]


def test_members_and_administrators_are_known(api: BotApi, ask: Ask) -> None:
    ana, ben = api.user("Ana"), api.user("Ben")
    group = api.group("Desk", members=(ana,), admins=(ben,))

    async def talk(bot: Bot) -> list[Any]:
        chat = await bot.get_chat(group.id)
        assert chat.title == "Desk"
        admins = await bot.get_chat_administrators(group.id)
        return [
            [admin.user.first_name for admin in admins],
            (await bot.get_chat_member(group.id, ana.id)).status,
            (await bot.get_chat_member(group.id, ben.id)).status,
            (await bot.get_chat_member(group.id, bot.id)).status,
            (await bot.get_chat_member(group.id, 5)).status,
        ]

    assert ask(talk) == [["Ben"], "member", "administrator", "member", "left"]


def test_strict_rates_answer_with_the_seconds_to_wait(api: BotApi, ask: Ask) -> None:
    ana = api.user("Ana")
    api.strict_rates()

    async def talk(bot: Bot) -> None:
        for _ in range(3):
            await bot.send_message(ana.id, "News")
        with pytest.raises(RetryAfter) as flood:
            await bot.send_message(ana.id, "News")
        # The public attribute warns until its type changes.
        assert 1 <= flood.value._retry_after.total_seconds() <= 3

    try:
        ask(talk)
    finally:
        api.strict_rates(strict=False)


def test_command_menus_are_kept_per_scope_and_bad_commands_refused(api: BotApi, ask: Ask) -> None:
    async def talk(bot: Bot) -> None:
        await bot.set_my_commands([("latest", "Newest stories")], language_code="en")
        with pytest.raises(BadRequest, match="Bot_command_invalid"):
            await bot.set_my_commands([("Latest!", "Newest stories")])

    ask(talk)
    assert api.menu()["default/en"] == ["latest"]


def test_the_server_ends_with_the_test_that_started_it() -> None:
    with BotApi.start() as server:
        port = server.port
    time.sleep(0.1)
    with pytest.raises(OSError, match="refused"):
        BotApi(port, token="", username="").calls()


def test_a_revoked_token_is_refused_whatever_is_asked() -> None:
    with BotApi.start() as server:
        server.revoke()

        async def talk() -> None:
            async with Bot(server.token, base_url=f"{server.url}/bot"):
                pass

        with pytest.raises(InvalidToken):
            asyncio.run(talk())
