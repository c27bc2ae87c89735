"""Joins the reception to python-telegram-bot: which update goes where, and the one error handler."""

from collections.abc import Callable
from typing import Any

import structlog
from telegram import Update
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.commands import inline, updates
from bot.commands.courtesies import Courtesies
from bot.commands.desk import Desk
from bot.commands.reception import Answering, Reception
from bot.wire.clients import App

log = structlog.get_logger(__name__)

Context = ContextTypes.DEFAULT_TYPE


def register(application: App, desk: Desk, answers: Answering) -> Reception:
    """Add every handler; returns the reception, for those who want to put questions to it directly."""
    reception = Reception(desk, answers, Courtesies(application.bot))
    new = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
    application.add_handler(MessageHandler(new & filters.StatusUpdate.MIGRATE, _moved(reception)))
    application.add_handler(MessageHandler(new & ~filters.StatusUpdate.ALL, _message(reception)))
    application.add_handler(CallbackQueryHandler(_press(reception)))
    application.add_handler(InlineQueryHandler(_inline(desk)))
    application.add_handler(ChatMemberHandler(_member(reception), ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_error_handler(failed)
    return reception


def _message(reception: Reception) -> Callable[[Update, Context], Any]:
    async def handle(update: Update, context: Context) -> None:
        message = update.effective_message
        request = updates.request_of(message, context.bot.username) if message else None
        if request is not None:
            await reception.message(request)

    return handle


def _press(reception: Reception) -> Callable[[Update, Context], Any]:
    async def handle(update: Update, _: Context) -> None:
        query = update.callback_query
        if query is None:
            return
        request = updates.press_of(query)
        if request is None:
            await query.answer()
            return
        await reception.press(request, query.id)

    return handle


def _inline(desk: Desk) -> Callable[[Update, Context], Any]:
    async def handle(update: Update, _: Context) -> None:
        if update.inline_query is not None:
            await inline.answer(desk, update.inline_query)

    return handle


def _member(reception: Reception) -> Callable[[Update, Context], Any]:
    async def handle(update: Update, _: Context) -> None:
        change = updates.member_of(update)
        if change is None:
            return
        request, here, status = change
        await (reception.joined(request) if here else reception.left(request, status))

    return handle


def _moved(reception: Reception) -> Callable[[Update, Context], Any]:
    async def handle(update: Update, _: Context) -> None:
        message = update.effective_message
        if message is not None and message.migrate_to_chat_id is not None:
            await reception.moved(message.chat.id, message.migrate_to_chat_id)

    return handle


async def failed(update: object, context: Context) -> None:
    """What no handler expected: the whole traceback, but nothing that a person wrote."""
    where = update.effective_chat.id if isinstance(update, Update) and update.effective_chat else None
    log.error("update failed", chat=where, exc_info=context.error)
