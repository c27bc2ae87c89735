"""Updates from Telegram, whichever way they come: what polling and the webhook share.

Knows how to reach Telegram at the start and what a refused token means; hands updates to the application's queue and
knows nothing of what is done with them. Build the application with `.updater(None)`: we receive, it handles.
"""

import asyncio
from collections.abc import Callable
from typing import Any

import structlog
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.wire.calls import TokenRefusedError
from bot.wire.clients import App

log = structlog.get_logger(__name__)

ALLOWED_UPDATES = (
    "message",
    "channel_post",
    "callback_query",
    "inline_query",
    "my_chat_member",
)
"""What the handlers are for. Telegram leaves out my_chat_member and inline choices unless asked; edited messages are not asked
for, since a command acts once."""
FIRST_PAUSE_S, LAST_PAUSE_S = 1.0, 30.0


async def connect(application: App, stop: asyncio.Event) -> bool:
    """Initialise the application, as soon as Telegram can be reached. False: stopped before.

    Raises TokenRefusedError.
    """

    async def begin() -> None:
        await application.initialize()

    return await persistently(begin, stop, doing="reach Telegram")


async def persistently(action: Callable[[], Any], stop: asyncio.Event, *, doing: str) -> bool:
    """Do something until it works, saying once that it does not. False: stopped before. Raises TokenRefusedError."""
    pause, said = FIRST_PAUSE_S, False
    while not stop.is_set():
        try:
            await action()
        except InvalidToken:
            # The library's error repeats the token.
            raise TokenRefusedError from None
        except TelegramError as error:
            if not said:
                log.warning("not possible yet; trying again", doing=doing, error=str(error))
                said = True
            wait = max(pause, retry_after_s(error))
            pause = min(LAST_PAUSE_S, pause * 2)
            await rest(stop, wait)
            continue
        return True
    return False


def retry_after_s(error: TelegramError) -> float:
    """How long Telegram wants us to wait; 0 when it does not say."""
    # The public attribute is deprecated as a number and not yet a timedelta everywhere.
    return error._retry_after.total_seconds() if isinstance(error, RetryAfter) else 0.0  # noqa: SLF001


async def rest(stop: asyncio.Event, seconds: float) -> None:
    """Sleep, unless stopped."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
