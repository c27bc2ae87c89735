"""From Telegram's updates to requests and back, with python-telegram-bot whole and Telegram in memory."""

import json
from collections.abc import AsyncIterator
from itertools import count
from typing import Any

import pytest
from telegram import Update
from telegram.ext import Application, ApplicationBuilder

from bot import menus
from bot.commands.register import register
from bot.texts import LANGUAGES
from bot.wire.receiving import ALLOWED_UPDATES
from store.views import Answer
from tests.bot import samples
from tests.bot.desk import ANNA, BORIS, CHANNEL, GROUP, Counter
from tests.bot.telegram import ME, TOKEN, MemoryRequest
from tests.tdlib import parse_html

pytestmark = pytest.mark.anyio

PERSON = {"id": ANNA, "type": "private", "first_name": "Anna"}
NEWSROOM = {"id": GROUP.chat_id, "type": "supergroup", "title": "Newsroom", "is_forum": True}
BULLETIN = {"id": CHANNEL.chat_id, "type": "channel", "title": "Bulletin"}
USER = {"id": ANNA, "is_bot": False, "first_name": "Anna", "language_code": "en"}


class Wire:
    """An application that is fed updates by hand."""

    def __init__(
        self, counter: Counter, application: Application[Any, Any, Any, Any, Any, Any], request: MemoryRequest
    ) -> None:
        self.counter = counter
        self.application = application
        self.request = request
        self._numbers = count(1)

    async def feed(self, kind: str, value: dict[str, Any]) -> list[str]:
        """What went out because of one update."""
        sent = self.counter.telegram.sent
        before = len(sent)
        update = Update.de_json({"update_id": next(self._numbers), kind: value}, self.application.bot)
        await self.application.process_update(update)
        return [one.outgoing.plain for one in sent[before:]]

    async def says(
        self, text: str, *, kind: str = "message", chat: dict[str, Any] = PERSON, **more: Any
    ) -> list[str]:
        """A message with Telegram's own entities."""
        parsed = parse_html(text)
        entities = [*parsed.entities, *_commands(parsed.text)]
        value = {
            "message_id": next(self._numbers),
            "date": 1,
            "chat": chat,
            "from": USER,
            "text": parsed.text,
            "entities": entities,
        }
        return await self.feed(kind, {**value, **more})


def _commands(text: str) -> list[dict[str, Any]]:
    return (
        [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
        if text.startswith("/")
        else []
    )


@pytest.fixture
async def wire(counter: Counter) -> AsyncIterator[Wire]:
    request = MemoryRequest()
    application = (
        ApplicationBuilder().token(TOKEN).request(request).get_updates_request(MemoryRequest()).build()
    )
    register(application, counter.desk, counter.telegram)
    await application.initialize()
    yield Wire(counter, application, request)
    await application.shutdown()


@pytest.mark.parametrize("text", ["/latest", "/latest@attache_bot", "/LATEST@Attache_Bot"])
async def test_a_command_for_us_is_answered(wire: Wire, text: str) -> None:
    assert "Newest stories" in (await wire.says(text))[0]


async def test_a_command_for_another_bot_is_not_ours(wire: Wire) -> None:
    assert await wire.says("/latest@other_bot") == []
    assert await wire.says("/latest@other_bot", chat=NEWSROOM) == []


@pytest.mark.parametrize(
    "text", ["@attache_bot, border talks", "@Attache_Bot border talks", "@attache_bot\nborder talks"]
)
async def test_in_a_group_the_bot_may_be_asked_by_its_name(wire: Wire, text: str) -> None:
    assert "border" in (await wire.says(text, chat=NEWSROOM))[0]
    assert wire.counter.telegram.sent[-1].reply_to is not None


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Guys, does @attache_bot know who met in Vienna?", "who met in Vienna?"),
        ("А @attache_bot знает, кто встретился в Вене?", "кто встретился в Вене?"),
        ("Est-ce que @attache_bot sait qui préside ?", "qui préside ?"),
        ("¿Sabe @attache_bot quién preside?", "¿Sabe quién preside?"),
        ("Does @attache_bot know?", "Does know?"),
    ],
)
async def test_a_question_about_what_the_bot_knows_is_asked_itself(wire: Wire, text: str, asked: str) -> None:
    story = wire.counter.library.stories[0]
    wire.counter.library.answers[asked] = Answer(question=asked, lines=story.lines[:1])
    assert asked in (await wire.says(text, chat=NEWSROOM))[0]


@pytest.mark.parametrize("text", ["Who met in Vienna, @attache_bot?", "Who met in Vienna? @attache_bot"])
async def test_a_question_may_end_with_the_name(wire: Wire, text: str) -> None:
    asked = "Who met in Vienna?"
    story = wire.counter.library.stories[0]
    wire.counter.library.answers[asked] = Answer(question=asked, lines=story.lines[:1])
    assert asked in (await wire.says(text, chat=NEWSROOM))[0]


@pytest.mark.parametrize(
    "text",
    [
        "border talks",
        "Border talks resume, via @attache_bot",
        "mail me@attache_bot border talks?",
        "@attache_bot2 border talks",
        "@other_bot border talks?",
    ],
)
async def test_who_only_mentions_the_bot_in_a_group_does_not_ask_it(wire: Wire, text: str) -> None:
    assert await wire.says(text, chat=NEWSROOM) == []


async def test_forwarded_messages_and_posts_of_channels_do_not_ask_by_name(wire: Wire) -> None:
    text = "@attache_bot border talks"
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Boris"}
    assert await wire.says(text, chat=NEWSROOM, forward_origin=origin) == []
    assert await wire.says(text, kind="channel_post", chat=BULLETIN, sender_chat=BULLETIN) == []


async def test_the_bare_name_under_a_link_sums_it_up(wire: Wire) -> None:
    link = "https://sada.example/news/1"
    told = {"message_id": 5, "date": 1, "chat": NEWSROOM, "from": {**USER, "id": BORIS}, "text": link}
    assert "فالدوريا" in (await wire.says("@attache_bot", chat=NEWSROOM, reply_to_message=told))[0]
    asked = await wire.says("@attache_bot what is this about?", chat=NEWSROOM, reply_to_message=told)
    assert "فالدوريا" in asked[0]
    # A screenful of commands would be scrolled past by everybody; in private it is what one asks for.
    assert (await wire.says("@attache_bot", chat=NEWSROOM))[0].startswith("Hello, everyone.")
    assert "What I can do" in (await wire.says("@attache_bot"))[0]


async def test_the_bare_name_under_words_is_about_those(wire: Wire) -> None:
    told = {"message_id": 5, "date": 1, "chat": NEWSROOM, "from": {**USER, "id": BORIS}}
    question = {**told, "text": "Who won?"}
    wire.counter.library.answers["Who won?"] = Answer(question="Who won?", lines=samples.crossing().lines[:1])
    assert (
        "From the articles · Who won?"
        in (await wire.says("@attache_bot", chat=NEWSROOM, reply_to_message=question))[0]
    )
    words = {**told, "text": "crossings"}
    assert (
        "Found for “crossings”" in (await wire.says("@attache_bot", chat=NEWSROOM, reply_to_message=words))[0]
    )
    ours = {**told, "from": ME, "text": "Who won?"}
    assert (
        "no link in that message"
        in (await wire.says("@attache_bot", chat=NEWSROOM, reply_to_message=ours))[0]
    )


async def test_a_command_after_the_name_is_a_command(wire: Wire) -> None:
    for said in ("@attache_bot /latest", "@attache_bot latest", "@attache_bot что нового?"):
        assert "Newest stories" in (await wire.says(said, chat=NEWSROOM))[0]
    boris: dict[str, Any] = {"from": {**USER, "id": BORIS}}
    refused = await wire.says("@attache_bot follow Norway", chat=NEWSROOM, **boris)
    assert "Only administrators" in refused[0]
    assert "I don't know /foo" in (await wire.says("@attache_bot /foo", chat=NEWSROOM))[0]
    assert await wire.says("latest", chat=NEWSROOM) == []


async def test_edited_messages_and_other_bots_are_left_alone(wire: Wire) -> None:
    assert await wire.says("/latest", kind="edited_message") == []
    bot: dict[str, Any] = {"from": {**USER, "is_bot": True}}
    assert await wire.says("/latest", **bot) == []
    assert "edited_message" not in ALLOWED_UPDATES


async def test_a_reply_brings_its_links_or_its_story(wire: Wire) -> None:
    link = "https://sada.example/news/1"
    told = {"message_id": 5, "date": 1, "chat": NEWSROOM, "from": {**USER, "id": BORIS}}
    hidden = {
        **told,
        "text": "read this",
        "entities": [{"type": "text_link", "offset": 0, "length": 4, "url": link}],
    }
    assert "فالدوريا" in (await wire.says("/summary", chat=NEWSROOM, reply_to_message=hidden))[0]
    captioned = {
        **told,
        "caption": link,
        "caption_entities": [{"type": "url", "offset": 0, "length": len(link)}],
    }
    assert "فالدوريا" in (await wire.says("/summary", chat=NEWSROOM, reply_to_message=captioned))[0]
    keyboard = {"inline_keyboard": [[{"text": "Quotes", "callback_data": "1q:s12"}]]}
    ours = {**told, "from": ME, "text": "x", "reply_markup": keyboard}
    assert "road, not the wall" in (await wire.says("/quotes", chat=NEWSROOM, reply_to_message=ours))[0]
    foreign = {**ours, "from": {**ME, "username": "other_bot"}}
    assert "no link" in (await wire.says("/summary", chat=NEWSROOM, reply_to_message=foreign))[0]


async def test_the_message_that_opens_a_topic_is_no_message_replied_to(wire: Wire) -> None:
    opening = {
        "message_id": 7,
        "date": 1,
        "chat": NEWSROOM,
        "forum_topic_created": {"name": "East", "icon_color": 1},
    }
    topic: dict[str, Any] = {"message_thread_id": 7, "is_topic_message": True, "reply_to_message": opening}
    assert "Newest stories" in (await wire.says("/summary", chat=NEWSROOM, **topic))[0]
    assert wire.counter.telegram.sent[-1].thread_id == 7


async def test_a_reply_thread_outside_of_forums_is_no_topic(wire: Wire) -> None:
    await wire.says("/summary", chat=NEWSROOM, message_thread_id=7)
    assert wire.counter.telegram.sent[-1].thread_id == 0


async def test_anonymous_administrators_and_channel_posts_speak_for_their_chat(wire: Wire) -> None:
    group_bot = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    author: dict[str, Any] = {"sender_chat": NEWSROOM, "from": group_bot}
    assert "Done" in (await wire.says("/start", chat=NEWSROOM, **author))[0]
    post = {"message_id": 3, "date": 1, "chat": BULLETIN, "sender_chat": BULLETIN, "text": "/start"}
    entities = [{"type": "bot_command", "offset": 0, "length": 6}]
    assert "channel is set up" in (await wire.feed("channel_post", {**post, "entities": entities}))[0]


async def test_posts_forwarded_from_a_linked_channel_are_no_requests(wire: Wire) -> None:
    assert await wire.says("/start", chat=NEWSROOM, sender_chat=BULLETIN, is_automatic_forward=True) == []


def _press(data: str, message: dict[str, Any]) -> dict[str, Any]:
    return {"id": "77", "from": USER, "chat_instance": "x", "data": data, "message": message}


async def test_a_press_is_answered_also_on_a_message_that_is_gone(wire: Wire) -> None:
    gone = {"message_id": 5, "date": 0, "chat": PERSON}
    assert "Tarek Omun" in (await wire.feed("callback_query", _press("1q:s12", gone)))[0]
    assert len(wire.request.of("answerCallbackQuery")) == 1
    await wire.feed(
        "callback_query",
        {"id": "78", "from": USER, "chat_instance": "x", "data": "1q:s12", "inline_message_id": "i"},
    )
    assert len(wire.request.of("answerCallbackQuery")) == 2


async def test_more_puts_other_buttons_under_the_message(wire: Wire) -> None:
    await wire.feed(
        "callback_query", _press("1m:s12", {"message_id": 5, "date": 1, "chat": PERSON, "text": "x"})
    )
    (changed,) = wire.request.of("editMessageReplyMarkup")
    assert "Timeline" in changed["reply_markup"]


async def test_a_refused_courtesy_breaks_nothing(wire: Wire) -> None:
    wire.request.refuse = {
        "editMessageReplyMarkup": "message to edit not found",
        "answerCallbackQuery": "query is too old",
    }
    message = {"message_id": 5, "date": 1, "chat": PERSON, "text": "x"}
    assert await wire.feed("callback_query", _press("1m:s12", message)) == []
    assert "Tarek Omun" in (await wire.feed("callback_query", _press("1q:s12", message)))[0]


def _member(chat: dict[str, Any], old: str, new: str, **more: Any) -> dict[str, Any]:
    extra = {"until_date": 0} if new == "kicked" else {}
    return {
        "chat": chat,
        "from": USER,
        "date": 1,
        "old_chat_member": {"user": ME, "status": old, **({"until_date": 0} if old == "kicked" else {})},
        "new_chat_member": {"user": ME, "status": new, **extra, **more},
    }


async def test_being_added_removed_and_blocked(wire: Wire) -> None:
    assert "Hello, everyone" in (await wire.feed("my_chat_member", _member(NEWSROOM, "left", "member")))[0]
    await wire.feed("my_chat_member", _member(NEWSROOM, "member", "kicked"))
    assert wire.counter.desk.chats.get(GROUP.chat_id).active is False  # type: ignore[union-attr]  # it was met above
    assert await wire.feed("my_chat_member", _member(PERSON, "kicked", "member")) == []
    await wire.feed("my_chat_member", _member(PERSON, "member", "kicked"))
    assert wire.counter.desk.chats.get(ANNA).active is False  # type: ignore[union-attr]  # it was met above


async def test_a_migration_moves_the_chat(wire: Wire) -> None:
    old = {"id": -5, "type": "group", "title": "Newsroom"}
    wire.counter.admins_of[-5] = {ANNA}
    await wire.says("/start", chat=old)
    await wire.feed("message", {"message_id": 9, "date": 1, "chat": old, "migrate_to_chat_id": -1005})
    assert wire.counter.desk.subscriptions.find(-1005) is not None


async def test_pictures_and_stickers_without_words_get_help_in_private_only(wire: Wire) -> None:
    photo = {"message_id": 9, "date": 1, "from": USER, "photo": []}
    assert await wire.feed("message", {**photo, "chat": NEWSROOM}) == []
    assert "What I can do" in (await wire.feed("message", {**photo, "chat": PERSON}))[0]


@pytest.mark.parametrize(("words", "titles"), [("", 3), ("crossings", 1), ("nothing of the kind", 0)])
async def test_inline_mode_offers_stories(wire: Wire, words: str, titles: int) -> None:
    await wire.feed("inline_query", {"id": "1", "from": USER, "query": words, "offset": ""})
    (answer,) = wire.request.of("answerInlineQuery")
    results = json.loads(answer["results"])
    assert len(results) == titles
    for result in results:
        content = result["input_message_content"]
        assert parse_html(content["message_text"]).text
        buttons = [b for row in result["reply_markup"]["inline_keyboard"] for b in row]
        assert all("url" in found and "callback_data" not in found for found in buttons)
    if not titles:
        assert "No story" in answer["button"]


async def test_menus_are_set_once_in_every_language_and_asked_for_after(wire: Wire) -> None:
    bot = wire.application.bot
    await menus.publish(bot, owners=(1,))
    assert len(wire.request.of("setMyCommands")) == 3 * len(LANGUAGES) + 1
    assert len(wire.request.of("setMyDescription")) == len(LANGUAGES)
    wire.request.calls.clear()
    await menus.publish(bot, owners=(1,))
    assert {name for name, _ in wire.request.calls} == {
        "getMyCommands",
        "getMyDescription",
        "getMyShortDescription",
    }


async def test_refused_menus_stop_nothing(wire: Wire) -> None:
    wire.request.refuse = {"setMyCommands": "Too bad"}
    await menus.publish(wire.application.bot)
