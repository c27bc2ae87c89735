"""Telegram's own menus: commands per scope and language, and what the bot says about itself before the first message."""

from collections.abc import Collection

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.commands.menu import ALL, NEWS, YOURS, Item
from bot.texts import DEFAULT, LANGUAGES, Texts, texts

log = structlog.get_logger(__name__)

_GROUP = (*NEWS, *(item for item in YOURS if item.name in {"following", "help"}))
_ADMINS = (*NEWS, *YOURS)


def scopes() -> tuple[tuple[BotCommandScope, tuple[Item, ...]], ...]:
    """Everybody's scopes, and the commands shown in each."""
    return (
        (BotCommandScopeAllPrivateChats(), (*NEWS, *YOURS)),
        (BotCommandScopeAllGroupChats(), _GROUP),
        (BotCommandScopeAllChatAdministrators(), _ADMINS),
    )


def commands(items: Collection[Item], words: Texts) -> list[BotCommand]:
    """The menu in one language; /start is a button of Telegram's own in private chats, but not in groups."""
    return [BotCommand(item.name, words.plain(f"command.{item.name}")) for item in items if item.menu]


async def publish(bot: Bot, owners: Collection[int] = ()) -> None:
    """Bring Telegram's menus and descriptions up to date. Asks first: setting them again and again is rate-limited.

    A refusal is a warning: the bot works without menus.
    """
    for code in (None, *(language for language in LANGUAGES if language != DEFAULT)):
        words = texts(code or DEFAULT)
        try:
            for scope, items in scopes():
                await _commands(bot, commands(items, words), scope, code)
            await _descriptions(bot, words, code)
        except TelegramError as error:
            log.warning("menus not updated", language=words.language, error=str(error))
            return
    for owner in owners:
        try:
            await _commands(bot, commands(ALL, texts(DEFAULT)), BotCommandScopeChat(owner), None)
        except TelegramError as error:
            # Before the owner's first /start there is no such chat.
            log.info("owner's menu not set", owner=owner, error=str(error))


async def _commands(bot: Bot, wanted: list[BotCommand], scope: BotCommandScope, code: str | None) -> None:
    if list(await bot.get_my_commands(scope=scope, language_code=code)) != wanted:
        await bot.set_my_commands(wanted, scope=scope, language_code=code)


async def _descriptions(bot: Bot, words: Texts, code: str | None) -> None:
    short = words.plain("bot.short")
    if (await bot.get_my_short_description(language_code=code)).short_description != short:
        await bot.set_my_short_description(short, language_code=code)
    long = words.plain("bot.description")
    if (await bot.get_my_description(language_code=code)).description != long:
        await bot.set_my_description(long, language_code=code)
