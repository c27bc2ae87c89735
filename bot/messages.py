"""A message to send, as a value: what rendering makes, the outbox stores and delivery sends.

Knows nothing of Telegram's client; the HTML in it is already escaped, balanced and within the limits.
"""

import html
import re
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """An inline button: either callback data (1–64 bytes) or a URL."""

    text: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One message of at most 4096 UTF-16 units after entity parsing."""

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    silent: bool = False
    preview_url: str | None = None
    """The one link to preview; None shows no preview."""
    reply_to: int | None = None
    edit: int | None = None
    """Edit this message instead of sending a new one."""
    picture: bytes | None = None
    """A PNG to show above the text, which is its caption then (1024 UTF-16 units). Only for answers, never queued."""

    words: str | None = None
    """HTML to send instead where pictures may not be sent."""

    @property
    def plain(self) -> str:
        """The same words without markup: what goes out when Telegram refuses the markup."""
        return html.unescape(re.sub(r"<[^>]+>", "", self.html))

    def to_json(self) -> dict[str, Any]:
        """For the outbox. Raises ValueError for a message with a picture: rows hold no bytes."""
        if self.picture is not None:
            raise ValueError("a message with a picture can't be queued")
        value = asdict(self)
        del value["picture"], value["words"]
        return value

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Outgoing":
        """From the outbox."""
        rows = tuple(tuple(Button(**button) for button in row) for row in value.get("buttons", ()))
        return cls(**{**value, "buttons": rows})
