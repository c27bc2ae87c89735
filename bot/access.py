"""Who may use the bot, and who may change a chat's settings.

Decides from plain values and one question to Telegram, whose answer is kept for a minute: long enough for a person
who taps through settings, short enough that a demoted administrator is out soon.
"""

import hashlib
import hmac
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Awaitable, Callable, Collection
from typing import Literal, Protocol

Mode = Literal["open", "invite", "list"]
KEEP_S = 60.0
_CHATS_KEPT = 5000


class Invited(Protocol):
    """Who was invited (store.invites)."""

    def has(self, user_id: int) -> bool:
        """May this person use the bot?"""


class Access:
    """May this person, or this chat, use the bot at all?"""

    def __init__(
        self, mode: Mode, *, owners: Collection[int], allowed: Collection[int], invited: Invited
    ) -> None:
        self.mode = mode
        self.owners = frozenset(owners)
        self._allowed = frozenset(allowed)
        self._invited = invited

    def owner(self, user_id: int | None) -> bool:
        """Does the bot belong to this person?"""
        return user_id in self.owners

    def may_use(self, *, user_id: int | None, chat_id: int, chat_invited_by: int | None = None) -> bool:
        """Synchronous, with at most one look into the store.

        In a group everybody may ask once somebody who may use the bot has added it.
        """
        if self.mode == "open" or self.owner(user_id):
            return True
        if user_id in self._allowed or chat_id in self._allowed:
            return True
        if self.mode == "list":
            return False
        people = {person for person in (user_id, chat_invited_by) if person is not None}
        return any(person in self.owners or self._invited.has(person) for person in people)


class Admins:
    """Administrators of a chat, as Telegram says."""

    def __init__(
        self,
        fetch: Callable[[int], Awaitable[Collection[int]]],
        *,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetch = fetch
        self._seconds = seconds
        self._known: dict[int, tuple[float, frozenset[int]]] = {}

    async def may_change(self, *, chat_id: int, chat_type: str, user_id: int | None, as_chat: bool) -> bool:
        """May this person change settings here? Raises what `fetch` raises."""
        if chat_type == "private" or as_chat:
            return True
        if user_id is None:
            return False
        return user_id in await self._of(chat_id)

    def forget(self, chat_id: int) -> None:
        """Ask again next time: somebody's rights changed."""
        self._known.pop(chat_id, None)

    async def _of(self, chat_id: int) -> frozenset[int]:
        known = self._known.get(chat_id)
        if known is not None and self._seconds() < known[0]:
            return known[1]
        admins = frozenset(await self._fetch(chat_id))
        if len(self._known) >= _CHATS_KEPT:
            self._known.clear()
        self._known[chat_id] = (self._seconds() + KEEP_S, admins)
        return admins


class Invitations:
    """Links that let people in: signed and dated, so that nothing has to be stored until one is used."""

    def __init__(self, secret: bytes, *, seconds: Callable[[], float] = time.time) -> None:
        self._key = hashlib.sha256(b"attache invitation" + secret).digest()
        self._seconds = seconds

    def make(self, *, owner: int, valid_s: float) -> str:
        """A deep-link payload: at most 64 of A-Z a-z 0-9 _ -."""
        body = int(self._seconds() + valid_s).to_bytes(5, "big") + owner.to_bytes(8, "big")
        return urlsafe_b64encode(body + self._sign(body)).decode().rstrip("=")

    def read(self, payload: str) -> int | None:
        """Who invited, or None when the link is expired or not ours."""
        try:
            raw = urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
        except ValueError:
            return None
        body, signature = raw[:13], raw[13:]
        if len(raw) != 13 + _SIGNATURE or not hmac.compare_digest(signature, self._sign(body)):
            return None
        if int.from_bytes(body[:5], "big") < self._seconds():
            return None
        return int.from_bytes(body[5:], "big")

    def _sign(self, body: bytes) -> bytes:
        return hmac.digest(self._key, body, "sha256")[:_SIGNATURE]


# 96 bits: far beyond guessing through Telegram, and the payload keeps to 40 characters.
_SIGNATURE = 12
