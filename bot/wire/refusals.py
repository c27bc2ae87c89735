"""Why a call to Telegram failed, told by its cause.

Pure: an exception of python-telegram-bot in, a `Refusal` out. What to do about it is `bot.wire.delivery`. The library folds
many causes into NetworkError, so the exception below it (`__cause__`) decides whether the message can have arrived.
"""

from dataclasses import dataclass
from enum import Enum

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)


class Cause(Enum):
    """What a failed call means."""

    NOT_SENT = "not sent"
    """It certainly did not arrive; try again."""
    UNKNOWN = "unknown"
    """It may have arrived."""
    FLOOD = "flood"
    """Too fast; try again after `retry_after_s`."""
    UNCHANGED = "unchanged"
    """An edit that changes nothing: the message already says it."""
    UNREADABLE = "unreadable"
    """Telegram can't read our markup or buttons; the plain words may still go."""
    BLOCKED = "blocked"
    """We may not speak in this chat, or it is gone."""
    GONE = "gone"
    """The message to edit is no more: whoever deleted it needs no correction."""
    TOPIC_CLOSED = "topic closed"
    """The chat is there, its topic is not."""
    MIGRATED = "migrated"
    """The chat is now `new_chat_id`."""
    REFUSED = "refused"
    """This message can never be sent."""
    STOP = "stop"
    """Telegram refuses the token: nothing can be sent at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A failed call."""

    cause: Cause
    text: str
    retry_after_s: float = 0.0
    new_chat_id: int | None = None


# httpx raises these before the first byte of the request has left.
_BEFORE_SENDING = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)

_MEDIA = (
    "photo",
    "video",
    "document",
    "audio",
    "voice",
    "animation",
    "gif",
    "sticker",
    "media",
    "poll",
    "game",
)
_MEDIA_CODES = (
    "photos",
    "videos",
    "roundvideos",
    "docs",
    "audios",
    "voices",
    "gifs",
    "stickers",
    "media",
    "polls",
    "games",
)
# Words of Telegram's 400 answers, lower case; collected from the sources of its Bot API server (Client.cpp) and TDLib.
_WORDS: tuple[tuple[Cause, tuple[str, ...]], ...] = (
    (Cause.UNCHANGED, ("message is not modified",)),
    (
        Cause.UNREADABLE,
        ("can't parse", "unsupported start tag", "can't find end", "button_", "inline keyboard"),
    ),
    (Cause.GONE, ("message to edit not found", "message can't be edited", "message_id_invalid")),
    # Before the rights of the whole chat: where pictures may not be sent, words may.
    (
        Cause.REFUSED,
        (
            *(f"rights to send {what}" for what in _MEDIA),
            *(f"chat_send_{what}_forbidden" for what in _MEDIA_CODES),
        ),
    ),
    (Cause.TOPIC_CLOSED, ("message thread not found", "topic_closed", "topic_deleted", "topic closed")),
    (
        Cause.BLOCKED,
        (
            "chat not found",
            "user not found",
            "peer_id_invalid",
            "chat_write_forbidden",
            "chat_send_plain_forbidden",
            "chat_restricted",
            "not enough rights",
            "have no rights",
            "no rights to send",
            "need administrator rights",
            "bot is not a member",
            "user_is_blocked",
            "user is deactivated",
            "input_user_deactivated",
            "group chat was deactivated",
            "channel_private",
        ),
    ),
)

DEFAULT_RETRY_AFTER_S = 5.0


def classify(error: BaseException) -> Refusal:
    """The cause of a failed call."""
    text = " ".join(str(error).split())[:300]
    match error:
        case RetryAfter():
            # The public attribute is deprecated as a number and not yet a timedelta everywhere.
            seconds = error._retry_after.total_seconds()  # noqa: SLF001
            refusal = Refusal(cause=Cause.FLOOD, text=text, retry_after_s=seconds)
        case ChatMigrated():
            refusal = Refusal(cause=Cause.MIGRATED, text=text, new_chat_id=error.new_chat_id)
        case InvalidToken():
            # The library's own text contains the token.
            refusal = Refusal(cause=Cause.STOP, text="Telegram refuses the token")
        case Forbidden():
            refusal = Refusal(cause=Cause.BLOCKED, text=text)
        case BadRequest():
            refusal = _bad_request(text)
        case Conflict():
            refusal = Refusal(cause=Cause.NOT_SENT, text=text)
        case TelegramError():
            refusal = _network(error, text)
        case _:
            # A bug of ours: the message is neither lost silently nor tried forever.
            refusal = Refusal(cause=Cause.REFUSED, text=f"{type(error).__name__}: {text}")
    return refusal


def _bad_request(text: str) -> Refusal:
    lowered = text.lower()
    for cause, words in _WORDS:
        if any(word in lowered for word in words):
            return Refusal(cause=cause, text=text)
    return Refusal(cause=Cause.REFUSED, text=text)


def _network(error: TelegramError, text: str) -> Refusal:
    lowered = text.lower()
    if lowered.startswith("too many requests"):
        return Refusal(cause=Cause.FLOOD, text=text, retry_after_s=DEFAULT_RETRY_AFTER_S)
    if lowered.startswith("request entity too large"):
        return Refusal(cause=Cause.REFUSED, text=text)
    if isinstance(error.__cause__, _BEFORE_SENDING):
        return Refusal(cause=Cause.NOT_SENT, text=text)
    return Refusal(cause=Cause.UNKNOWN, text=text)
