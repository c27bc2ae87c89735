"""Telegram's client as we use it: one Application without job queue and rate limiter, since we have our own."""

import hashlib
from collections.abc import Collection
from typing import Any

from pydantic import SecretStr
from telegram import Bot, ChatMember
from telegram.ext import Application
from telegram.request import HTTPXRequest

App = Application[Any, Any, Any, Any, Any, Any]

CONCURRENT_UPDATES = 32
"""Handlers at work at a time. One person's slow question must not keep others waiting; the store has eight threads."""
CONNECTIONS = 64
"""More than sends and handlers in flight, so that nothing waits for a connection."""
SEND_TIMEOUT_S = 20.0


def build_application(token: SecretStr, api_url: str) -> App:
    """An application that knows no handler yet and starts nothing by itself."""
    return (
        Application.builder()
        .token(token.get_secret_value())
        .base_url(f"{api_url.rstrip('/')}/bot")
        .base_file_url(f"{api_url.rstrip('/')}/file/bot")
        .request(
            HTTPXRequest(
                connection_pool_size=CONNECTIONS, read_timeout=SEND_TIMEOUT_S, write_timeout=SEND_TIMEOUT_S
            )
        )
        .updater(None)
        .job_queue(None)
        .concurrent_updates(CONCURRENT_UPDATES)
        .build()
    )


class Administrators:
    """Asks Telegram who administers a chat."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def __call__(self, chat_id: int) -> Collection[int]:
        """User ids. Raises TelegramError."""
        members = await self._bot.get_chat_administrators(chat_id)
        kinds = {ChatMember.ADMINISTRATOR, ChatMember.OWNER}
        return [member.user.id for member in members if member.status in kinds]


def derived_secret(token: SecretStr, purpose: str) -> bytes:
    """A secret of our own that every process of one bot knows and nobody can turn back into the token."""
    return hashlib.sha256(f"{purpose}:{token.get_secret_value()}".encode()).digest()
