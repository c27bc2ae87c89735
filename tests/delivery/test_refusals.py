from collections.abc import Callable

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.wire.refusals import Cause, classify


def because(error: TelegramError, cause: Exception) -> Callable[[], TelegramError]:
    def raised() -> TelegramError:
        try:
            raise error from cause
        except TelegramError as caught:
            return caught

    return raised


@pytest.mark.parametrize(
    ("cause", "expected"),
    [
        (httpx.ConnectError("refused"), Cause.NOT_SENT),
        (httpx.ConnectTimeout("slow"), Cause.NOT_SENT),
        (httpx.PoolTimeout("busy"), Cause.NOT_SENT),
        (httpx.ProxyError("no"), Cause.NOT_SENT),
        (httpx.ReadTimeout("silence"), Cause.UNKNOWN),
        (httpx.WriteTimeout("stuck"), Cause.UNKNOWN),
        (httpx.ReadError("reset"), Cause.UNKNOWN),
        (httpx.WriteError("reset"), Cause.UNKNOWN),
        (httpx.RemoteProtocolError("closed"), Cause.UNKNOWN),
        (ValueError("bad JSON"), Cause.UNKNOWN),
    ],
)
def test_what_broke_tells_whether_the_message_can_have_arrived(cause: Exception, expected: Cause) -> None:
    error = TimedOut() if isinstance(cause, httpx.TimeoutException) else NetworkError("httpx")
    assert classify(because(error, cause)()).cause is expected


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (NetworkError("Internal Server Error"), Cause.UNKNOWN),
        (NetworkError("Bad Gateway"), Cause.UNKNOWN),
        (TelegramError("Invalid server response"), Cause.UNKNOWN),
        (NetworkError("Request Entity Too Large"), Cause.REFUSED),
        (Conflict("terminated by other getUpdates request"), Cause.NOT_SENT),
        (Forbidden("Forbidden: bot was blocked by the user"), Cause.BLOCKED),
        (Forbidden("Forbidden: bot was kicked from the supergroup chat"), Cause.BLOCKED),
        (Forbidden("Forbidden: user is deactivated"), Cause.BLOCKED),
        (BadRequest("Chat not found"), Cause.BLOCKED),
        (BadRequest("Not enough rights to send text messages to the chat"), Cause.BLOCKED),
        (BadRequest("Need administrator rights in the channel chat"), Cause.BLOCKED),
        (BadRequest("PEER_ID_INVALID"), Cause.BLOCKED),
        (BadRequest("Message thread not found"), Cause.TOPIC_CLOSED),
        (BadRequest("TOPIC_CLOSED"), Cause.TOPIC_CLOSED),
        (BadRequest("Message is not modified: specified new message content …"), Cause.UNCHANGED),
        (BadRequest("Can't parse entities: unsupported start tag"), Cause.UNREADABLE),
        (BadRequest("BUTTON_URL_INVALID"), Cause.UNREADABLE),
        (BadRequest("Message is too long"), Cause.REFUSED),
        (BadRequest("Message to edit not found"), Cause.GONE),
        (BadRequest("Message can't be edited"), Cause.GONE),
        (BadRequest("MESSAGE_ID_INVALID"), Cause.GONE),
        (BadRequest("Not enough rights to send photos to the chat"), Cause.REFUSED),
        (BadRequest("not enough rights to send video notes to the chat"), Cause.REFUSED),
        (BadRequest("CHAT_SEND_PHOTOS_FORBIDDEN"), Cause.REFUSED),
        (BadRequest("CHAT_SEND_MEDIA_FORBIDDEN"), Cause.REFUSED),
        (BadRequest("CHAT_SEND_PLAIN_FORBIDDEN"), Cause.BLOCKED),
        (BadRequest("Have no rights to send a message"), Cause.BLOCKED),
        (InvalidToken("Unauthorized"), Cause.STOP),
        (KeyError("a bug of ours"), Cause.REFUSED),
    ],
)
def test_what_telegram_says_has_one_meaning(error: Exception, expected: Cause) -> None:
    assert classify(error).cause is expected


def test_a_flood_says_for_how_long() -> None:
    refusal = classify(RetryAfter(17))
    assert (refusal.cause, refusal.retry_after_s) == (Cause.FLOOD, 17)


def test_a_flood_without_a_number_waits_all_the_same() -> None:
    refusal = classify(NetworkError("Too Many Requests: retry later"))
    assert refusal.cause is Cause.FLOOD
    assert refusal.retry_after_s > 0


def test_a_migration_says_where_to() -> None:
    refusal = classify(ChatMigrated(-1001))
    assert (refusal.cause, refusal.new_chat_id) == (Cause.MIGRATED, -1001)


def test_a_refused_token_is_not_repeated() -> None:
    assert "12345:" not in classify(InvalidToken("The token `12345:abc` was rejected")).text
