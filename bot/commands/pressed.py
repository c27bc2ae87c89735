"""What comes of a press of a button, as a value."""

from dataclasses import dataclass

from bot.commands.desk import Replies
from bot.messages import Outgoing
from bot.rendering.keyboards import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What comes of a press."""

    messages: Replies = ()
    """To send; those with `edit` change the message under the finger."""
    toast: str = ""
    """A line over the chat for a moment."""
    elsewhere: tuple[tuple[int, Outgoing], ...] = ()
    """Chat ids and messages for them: what owners should see at once."""
    keyboard: Rows | None = None
    """New buttons under the same message."""
