"""One message to Telegram: an `Outgoing` as a call of python-telegram-bot.

Knows the Bot API's arguments; knows no queue, no limit and no retry. Errors come as the library raises them.
"""

from typing import Protocol

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode

from bot.messages import Button, Outgoing

# In a forum, messages of the "General" topic carry thread 1, but sending to thread 1 is refused.
GENERAL_TOPIC = 1


class Sends(Protocol):
    """What delivery sends with. Raises `telegram.error.TelegramError`."""

    async def send(self, outgoing: Outgoing, chat_id: int, thread_id: int, *, plain: bool = False) -> int:
        """Send or edit; return the message's id. `plain`: only the words, no markup and no buttons."""


class TelegramSender:
    """Sends with a bot. `paid_broadcast` lets Telegram charge Stars for going past its free rate."""

    def __init__(self, bot: Bot, *, paid_broadcast: bool = False) -> None:
        self._bot = bot
        self._paid_broadcast = True if paid_broadcast else None

    async def send(self, outgoing: Outgoing, chat_id: int, thread_id: int, *, plain: bool = False) -> int:
        """Send or edit; return the message's id."""
        if outgoing.edit is not None:
            return await self._edit(outgoing, outgoing.edit, chat_id, plain=plain)
        if outgoing.picture is not None:
            return await self._picture(outgoing, outgoing.picture, chat_id, thread_id, plain=plain)
        message = await self._bot.send_message(
            chat_id,
            outgoing.plain if plain else outgoing.html,
            parse_mode=None if plain else ParseMode.HTML,
            link_preview_options=_preview(outgoing),
            message_thread_id=thread_id if thread_id > GENERAL_TOPIC else None,
            disable_notification=True if outgoing.silent else None,
            reply_parameters=_reply(outgoing.reply_to),
            reply_markup=None if plain else _keyboard(outgoing.buttons),
            allow_paid_broadcast=self._paid_broadcast,
        )
        return message.message_id

    async def _picture(
        self, outgoing: Outgoing, picture: bytes, chat_id: int, thread_id: int, *, plain: bool
    ) -> int:
        message = await self._bot.send_photo(
            chat_id,
            picture,
            caption=outgoing.plain if plain else outgoing.html,
            parse_mode=None if plain else ParseMode.HTML,
            message_thread_id=thread_id if thread_id > GENERAL_TOPIC else None,
            disable_notification=True if outgoing.silent else None,
            reply_parameters=_reply(outgoing.reply_to),
            reply_markup=None if plain else _keyboard(outgoing.buttons),
            allow_paid_broadcast=self._paid_broadcast,
        )
        return message.message_id

    async def _edit(self, outgoing: Outgoing, message_id: int, chat_id: int, *, plain: bool) -> int:
        changed = await self._bot.edit_message_text(
            outgoing.plain if plain else outgoing.html,
            chat_id=chat_id,
            message_id=message_id,
            parse_mode=None if plain else ParseMode.HTML,
            link_preview_options=_preview(outgoing),
            reply_markup=None if plain else _keyboard(outgoing.buttons),
        )
        return changed.message_id if isinstance(changed, Message) else message_id


def _preview(outgoing: Outgoing) -> LinkPreviewOptions:
    if outgoing.preview_url is None:
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(url=outgoing.preview_url)


def _reply(message_id: int | None) -> ReplyParameters | None:
    if message_id is None:
        return None
    # The message may be deleted by the time we answer; the answer goes out all the same.
    return ReplyParameters(message_id, allow_sending_without_reply=True)


def _keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(button.text, callback_data=button.data, url=button.url) for button in row]
            for row in rows
        ]
    )
