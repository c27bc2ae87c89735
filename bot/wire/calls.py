"""One call to Telegram, in turn, and what its failure means for all the others.

Knows the limiter and a sender; knows no outbox. Everything that is sent goes through here, pushes and answers alike.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import structlog

from bot.messages import Outgoing
from bot.wire.limiter import Limiter
from bot.wire.refusals import Cause, Refusal, classify
from bot.wire.sending import Sends

log = structlog.get_logger(__name__)

# Telegram or the network is away: pauses double from the first to the last, so that an outage of an hour turns a few
# rows unknown and not 90,000.
OUTAGE_FIRST_S, OUTAGE_LAST_S = 0.5, 60.0


# Whether it is the picture that may not be sent or anything at all, Telegram's words do not always tell.
_OF_A_PICTURE = (Cause.BLOCKED, Cause.REFUSED)


class TokenRefusedError(Exception):
    """Telegram refuses the token: nothing can be sent until the operator replaces it."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram refuses the bot's token: take a valid one from @BotFather, put it where the configuration "
            "says, and start again. Nothing that waits is lost."
        )


class Calls:
    """Calls Telegram. `alert` tells the owners a sentence and must not raise; `on_refused` hears of a bad token."""

    def __init__(
        self,
        *,
        sender: Sends,
        limiter: Limiter,
        alert: Callable[[str], Awaitable[None]],
        on_refused: Callable[[TokenRefusedError], None],
    ) -> None:
        self._sender = sender
        self._limiter = limiter
        self._alert = alert
        self._on_refused = on_refused
        self._outages = 0

    async def turn(self, chat_id: int, *, within_s: float = 60.0) -> bool:
        """Wait until an answer may go to this chat. False: it would take longer than `within_s`."""
        left = within_s
        while (wait := self._limiter.take(chat_id, answer=True)) > 0:
            if wait > left:
                return False
            left -= wait
            await asyncio.sleep(wait)
        return True

    async def call(self, outgoing: Outgoing, chat_id: int, thread_id: int) -> int | Refusal:
        """Send, and return the message's id; where Telegram can't read our markup, once more with the plain words.

        A picture that is refused is said in words: what comes of them tells whether we may speak there at all.
        """
        result = await self._once(outgoing, chat_id, thread_id, plain=False)
        if outgoing.picture is not None and isinstance(result, Refusal) and result.cause in _OF_A_PICTURE:
            outgoing = replace(outgoing, picture=None, html=outgoing.words or outgoing.html)
            if await self.turn(chat_id):
                result = await self._once(outgoing, chat_id, thread_id, plain=False)
            else:
                result = replace(result, cause=Cause.REFUSED)
        if isinstance(result, Refusal) and result.cause is Cause.UNREADABLE:
            await self._alert(f"Telegram could not read our markup, so plain words went out: {result.text}")
            if await self.turn(chat_id):
                result = await self._once(outgoing, chat_id, thread_id, plain=True)
        return result

    async def _once(self, outgoing: Outgoing, chat_id: int, thread_id: int, *, plain: bool) -> int | Refusal:
        try:
            message_id = await self._sender.send(outgoing, chat_id, thread_id, plain=plain)
        except (
            Exception
        ) as error:  # whatever it is, a row must not stay in limbo: `classify` knows every kind
            refusal = classify(error)
            self._heard(refusal, chat_id)
            return refusal
        self._outages = 0
        return message_id

    def _heard(self, refusal: Refusal, chat_id: int) -> None:
        if refusal.cause in (Cause.NOT_SENT, Cause.UNKNOWN):
            self._limiter.pause(min(OUTAGE_LAST_S, OUTAGE_FIRST_S * 2.0 ** min(self._outages, 10)))
            self._outages += 1
            return
        self._outages = 0
        if refusal.cause is Cause.FLOOD and self._limiter.flooded(chat_id, refusal.retry_after_s):
            log.warning("Telegram slows us down", pause_s=round(self._limiter.pause_s(), 1))
        if refusal.cause is Cause.STOP:
            self._on_refused(TokenRefusedError())
