"""The calls besides messages: typing, pop-ups, other buttons, leaving. None raises; a failed courtesy is a debug line."""

from collections.abc import Awaitable, Collection

import structlog
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.rendering.keyboards import Rows

log = structlog.get_logger(__name__)

# https://core.telegram.org/bots/api#answercallbackquery
TOAST = 200


class Courtesies:
    """`bot.commands.reception.Telegram` over python-telegram-bot."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def typing(self, chat_id: int, thread_id: int) -> None:
        """Show that we are at it."""
        await self._try(
            self._bot.send_chat_action(chat_id, ChatAction.TYPING, message_thread_id=thread_id or None)
        )

    async def toast(self, press_id: str, text: str = "") -> None:
        """Answer a press; longer words than a pop-up takes end in an ellipsis."""
        shown = text if len(text) <= TOAST else f"{text[: TOAST - 1]}…"
        # Two lines fit over the chat; what is longer stays until it is read.
        await self._try(
            self._bot.answer_callback_query(press_id, shown or None, show_alert=len(shown) > _LINE)
        )

    async def keyboard(self, chat_id: int, message_id: int, rows: Rows) -> None:
        """Put other buttons under a message."""
        markup = inline_keyboard(rows)
        await self._try(
            self._bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id, reply_markup=markup)
        )

    async def leave(self, chat_id: int) -> None:
        """Leave a chat where we may not be."""
        await self._try(self._bot.leave_chat(chat_id))

    async def admins(self, chat_id: int) -> Collection[int]:
        """User ids of administrators. Raises TelegramError: guessing would let anybody in."""
        return {member.user.id for member in await self._bot.get_chat_administrators(chat_id)}

    async def _try(self, call: Awaitable[object]) -> None:
        try:
            await call
        except TelegramError as error:
            log.debug("courtesy refused", error=str(error))


_LINE = 80


def inline_keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Our rows as Telegram's keyboard."""
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(b.text, callback_data=b.data, url=b.url) for b in row] for row in rows]
    )
