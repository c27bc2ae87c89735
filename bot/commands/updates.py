"""Telegram's updates as requests. Knows the client's objects; decides nothing.

Edited messages are no requests: a command acts once, when it is sent.
"""

import re

from telegram import CallbackQuery, Message, MessageEntity, Update, User
from telegram import Chat as TelegramChat

from bot import callbacks
from bot.commands.reception import story_of
from bot.commands.request import Place, Request, asks, links_in
from bot.words import by_word
from store.chats import Chat

_GONE = frozenset({"left", "kicked"})


def request_of(message: Message, bot_name: str) -> Request | None:
    """The request in a message, or None when it is for another bot or by nobody who may ask."""
    if message.is_automatic_forward or (
        message.from_user and message.from_user.is_bot and not _anonymous(message)
    ):
        return None
    command, words, for_us = _command(message, bot_name)
    if not for_us:
        return None
    spoken = None if command else _spoken_to(message, bot_name)
    reply = _replied(message)
    user = None if _anonymous(message) else message.from_user
    return Request(
        chat=chat_of(message.chat),
        command=command,
        words=words if spoken is None else spoken,
        by_name=spoken is not None,
        thread_id=_thread(message),
        user_id=user.id if user else None,
        as_chat=_anonymous(message) or message.chat.type == TelegramChat.CHANNEL,
        language_code=user.language_code if user else None,
        message_id=message.message_id,
        links=_links(message),
        reply_links=_links(reply) if reply else (),
        reply_ref=_story(reply, bot_name) if reply else None,
        reply_to_other=reply is not None,
        reply_words=_words_of(reply, bot_name) if reply else "",
        location=Place(message.location.latitude, message.location.longitude) if message.location else None,
    )


def press_of(query: CallbackQuery) -> Request | None:
    """The press of a button under a message; None when the message is too old for Telegram to say where it was."""
    message = query.message
    if message is None:
        return None
    # An inaccessible (deleted or old) message has a chat and an id, which is all an answer needs.
    thread = _thread(message) if isinstance(message, Message) else 0
    return Request(
        chat=chat_of(message.chat),
        thread_id=thread,
        user_id=query.from_user.id,
        language_code=query.from_user.language_code,
        message_id=message.message_id,
        press=callbacks.parse(query.data),
    )


def member_of(update: Update) -> tuple[Request, bool, str] | None:
    """Our own membership changed: the place, whether we may speak there now, and the new status."""
    change = update.my_chat_member
    if change is None:
        return None
    user: User = change.from_user
    request = Request(
        chat=chat_of(change.chat),
        user_id=user.id,
        language_code=user.language_code,
    )
    status = str(change.new_chat_member.status)
    here = status not in _GONE
    if here and change.chat.type == TelegramChat.CHANNEL:
        here = bool(getattr(change.new_chat_member, "can_post_messages", False))
    return request, here, status


def chat_of(chat: TelegramChat) -> Chat:
    """The chat as the store knows it."""
    return Chat(chat_id=chat.id, type=str(chat.type), title=chat.title, username=chat.username)


def _anonymous(message: Message) -> bool:
    """Written in the chat's own name: by an administrator who stays anonymous."""
    return message.sender_chat is not None and message.sender_chat.id == message.chat.id


def _thread(message: Message) -> int:
    """The forum topic. In other supergroups replies carry a thread id as well, which is no topic."""
    return (message.message_thread_id or 0) if message.is_topic_message else 0


def _command(message: Message, bot_name: str) -> tuple[str, str, bool]:
    """Command and words; False when it names another bot. A plain message has no command."""
    text = message.text or message.caption or ""
    first = next((entity for entity in message.entities if entity.offset == 0), None)
    if first is None or first.type != MessageEntity.BOT_COMMAND:
        return "", text.strip(), True
    head = message.parse_entity(first)
    name, _, addressed = head[1:].partition("@")
    if addressed and addressed.lower() != bot_name.lower():
        return "", "", False
    return name.lower(), text[len(head) :].strip(), True


def _spoken_to(message: Message, bot_name: str) -> str | None:
    """What is said to the bot by its name ("@bot who met in Vienna?", "Who met in Vienna, @bot?"), without the name.

    None where the name is only mentioned, as in a forwarded message or a credit ("via @bot").
    """
    if message.forward_origin is not None or message.chat.type == TelegramChat.CHANNEL:
        return None
    text = message.text or message.caption or ""
    named = re.compile(rf"(?<![\w@])@{re.escape(bot_name)}\b[\s,:—–-]*", re.IGNORECASE)
    words = " ".join(named.sub(" ", text).split())
    if named.match(text):
        return words
    found = named.search(text)
    if found is None or not asks(words):
        return None
    asked = by_word.asked_of_us(" ".join(text[found.end() :].split()))
    return asked or re.sub(r"[\s,]+(?=[?؟]$)", "", words)


def _replied(message: Message) -> Message | None:
    """The message replied to; the one that opens a topic stands above every message in it and says nothing."""
    reply = message.reply_to_message
    return None if reply is None or reply.forum_topic_created is not None else reply


def _words_of(message: Message, bot_name: str) -> str:
    """What a person wrote. Our own answers are nothing to look up."""
    author = message.from_user.username if message.from_user else None
    return (
        "" if (author or "").lower() == bot_name.lower() else (message.text or message.caption or "").strip()
    )


def _links(message: Message) -> tuple[str, ...]:
    found: list[str] = []
    parsed = message.parse_entities([MessageEntity.URL, MessageEntity.TEXT_LINK])
    captioned = message.parse_caption_entities([MessageEntity.URL, MessageEntity.TEXT_LINK])
    for entity, text in {**parsed, **captioned}.items():
        url = entity.url if entity.type == MessageEntity.TEXT_LINK else text
        if url:
            found.append(url if "://" in url else f"https://{url}")
    found += links_in(message.text or message.caption or "")
    return tuple(dict.fromkeys(url for url in found if not _telegram(url)))


def _telegram(url: str) -> bool:
    """Links to chats and buttons of ours are no articles."""
    return url.lower().startswith(("https://t.me/", "http://t.me/", "tg://"))


def _story(message: Message, bot_name: str) -> str | None:
    """The story of a message of ours, by its buttons."""
    author = message.from_user.username if message.from_user else None
    if message.reply_markup is None or (author or "").lower() != bot_name.lower():
        return None
    rows = message.reply_markup.inline_keyboard
    return story_of([getattr(button, "callback_data", None) for row in rows for button in row])
