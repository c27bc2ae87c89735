"""The other side of the server: a test or the demo plays people, reads what the bot did, and breaks things.

JSON in, JSON out, on the same port under /__test; loopback only.
"""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests import tdlib
from tests.botapi.rates import Rates
from tests.botapi.wire import Server
from tests.botapi.world import Json

MAX_WAIT_S = 30.0


class Control:
    """One method a route; the body's fields are its arguments."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._world = server.world

    def routes(self) -> list[web.RouteDef]:
        """All of them, POST /__test/NAME."""
        doors: list[Callable[..., Awaitable[Any]]] = [
            self.user,
            self.chat,
            self.say,
            self.rewrite,
            self.delete,
            self.press,
            self.ask,
            self.membership,
            self.migrate,
            self.change,
            self.fault,
            self.mend,
            self.rates,
            self.revoke,
            self.sent,
            self.refused,
            self.calls,
            self.menu,
        ]
        return [web.post(f"/__test/{door.__name__}", _route(door)) for door in doors]

    # ── people and places ───────────────────────────────────────────────────────────────────────────────────────────

    async def user(self, **facts: Any) -> Json:
        """A person and the private chat with the bot."""
        user = {"is_bot": False, **facts}
        self._world.add_user(user=user)
        return user

    async def chat(self, **facts: Any) -> Json:
        """A group, supergroup or channel."""
        return self._world.add_chat(**facts).public()

    async def change(self, *, chat_id: int, **facts: Any) -> bool:
        """Change a fact of a chat: deactivated, topics, members …"""
        chat = self._world.chat(chat_id)
        for key, value in facts.items():
            if key in ("topics", "members"):
                getattr(chat, key).update({int(number): what for number, what in value.items()})
            else:
                setattr(chat, key, value)
        return True

    # ── what people do ──────────────────────────────────────────────────────────────────────────────────────────────

    async def say(self, *, chat_id: int, user_id: int | None, text: str, **how: Any) -> Json:
        """Write; tells whether the bot sees it."""
        chat = self._world.chat(chat_id)
        user = self._world.users[user_id] if user_id is not None else None
        update = self._world.say(chat, user, text, **how)
        message = next(iter(update.values()))
        seen = self._world.reaches_bot(chat, message)
        if seen:
            await self._server.push(update)
        return {"message": message, "seen": seen}

    async def rewrite(self, *, chat_id: int, message_id: int, text: str) -> bool:
        """Edit an own message."""
        await self._server.push(self._world.rewrite(self._world.chat(chat_id), message_id, text))
        return True

    async def delete(self, *, chat_id: int, message_id: int) -> bool:
        """Delete a message; bots are not told."""
        self._world.delete(self._world.chat(chat_id), message_id)
        return True

    async def press(self, *, chat_id: int, user_id: int, message_id: int, data: str) -> str:
        """Press a button; returns the callback's number."""
        chat = self._world.chat(chat_id)
        update = self._world.press(chat, self._world.users[user_id], message_id, data)
        await self._server.push(update)
        return str(update["callback_query"]["id"])

    async def ask(self, *, user_id: int, query: str, offset: str = "") -> str:
        """Ask inline; returns the query's number."""
        update = self._world.ask_inline(self._world.users[user_id], query, offset)
        await self._server.push(update)
        return str(update["inline_query"]["id"])

    async def membership(self, *, chat_id: int, user_id: int, status: str) -> bool:
        """Add, promote, remove or block the bot."""
        chat = self._world.chat(chat_id)
        await self._server.push(self._world.set_bot_status(chat, self._world.users[user_id], status))
        return True

    async def migrate(self, *, chat_id: int, new_id: int, announce: bool = True) -> int:
        """Turn a group into a supergroup; without `announce` the bot learns it from a refused message."""
        updates = self._world.migrate(self._world.chat(chat_id), new_id)
        for update in updates if announce else ():
            await self._server.push(update)
        return new_id

    # ── what goes wrong ─────────────────────────────────────────────────────────────────────────────────────────────

    async def fault(self, **plan: Any) -> bool:
        """Plan a fault."""
        self._server.faults.add(plan)
        return True

    async def mend(self) -> bool:
        """Forget all planned faults."""
        self._server.faults.clear()
        return True

    async def rates(self, *, strict: bool) -> bool:
        """Count messages strictly, or not at all."""
        self._server.rates = Rates() if strict else None
        return True

    async def revoke(self, *, revoked: bool = True) -> bool:
        """The token is no longer good."""
        self._server.revoked = revoked
        return True

    # ── what the bot did ────────────────────────────────────────────────────────────────────────────────────────────

    async def sent(self, *, after: int = 0, wait_s: float = 0.0) -> list[Json]:
        """Everything after entry `after`; waits up to `wait_s` for the first."""
        deadline = time.monotonic() + min(wait_s, MAX_WAIT_S)
        async with self._server.news:
            while len(self._server.sent) <= after:
                remaining = deadline - time.monotonic()
                if remaining <= 0:
                    break
                try:
                    await asyncio.wait_for(self._server.news.wait(), remaining)
                except TimeoutError:
                    break
        return self._server.sent[after:]

    async def refused(self) -> list[Json]:
        """Every call that got an error, with whose fault it was."""
        return self._server.refused

    async def calls(self) -> list[Json]:
        """Every call: method and time."""
        return self._server.calls

    async def menu(self) -> dict[str, list[Json]]:
        """Command menus: "scope/language" → commands."""
        return self._world.commands


def _route(door: Callable[..., Awaitable[Any]]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        try:
            result = await door(**json.loads(await request.read() or b"{}"))
        except (KeyError, TypeError, ValueError, LookupError, tdlib.Refused) as error:
            return web.json_response({"error": f"{door.__name__}: {error!r}"}, status=400)
        except Exception as error:  # a test wants to read what is wrong, whatever it is
            return web.json_response({"error": f"{door.__name__}: {error!r}"}, status=500)
        return web.json_response(result)

    return answer
