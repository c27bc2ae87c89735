"""What a button carries: an action and its arguments in at most 64 bytes.

Knows the wire form only; `bot.commands.presses` knows what each action does.
"""

import re
from dataclasses import dataclass

LIMIT_BYTES = 64
_NUMBER = re.compile(r"-?\d{1,15}")
# The first character is the form's version: buttons of another version are recognised as stale, not misread.
VERSION = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """One press of a button."""

    action: str
    args: tuple[str, ...] = ()

    def int_arg(self, index: int) -> int:
        """An argument as a number; 0 when it is missing, none, or longer than any that we write."""
        found = self.arg(index)
        return int(found) if _NUMBER.fullmatch(found) else 0

    def arg(self, index: int) -> str:
        """An argument; empty when it is missing."""
        return self.args[index] if index < len(self.args) else ""


def data(action: str, *args: object) -> str:
    """The data of a button. Raises ValueError when it would not fit: shorten the arguments first."""
    text = ":".join((VERSION + action, *(str(arg) for arg in args)))
    if len(text.encode()) > LIMIT_BYTES:
        raise ValueError(f"callback data {text!r} is longer than {LIMIT_BYTES} bytes")
    return text


def fits(action: str, *args: object) -> bool:
    """Would this fit into a button?"""
    return len(":".join((VERSION + action, *(str(arg) for arg in args))).encode()) <= LIMIT_BYTES


def parse(text: str | None) -> Press | None:
    """The press, or None when it isn't ours or of another version."""
    # What PostgreSQL refuses in a text is in no button of ours.
    if not text or not text.startswith(VERSION) or "\0" in text:
        return None
    action, *args = text[1:].split(":")
    return Press(action=action, args=tuple(args)) if action else None
