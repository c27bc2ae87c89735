"""What a person asked, as a value: who, where, which command, with which words, in reply to what.

Knows no client of Telegram; `bot.commands.updates` makes it from an update.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from bot.callbacks import Press
from store.chats import Chat

_LINK = re.compile(r"https?://[^\s<>\"'«»“”]+", re.IGNORECASE)


class Place(NamedTuple):
    """A point on Earth, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One message or press of a button, addressed to the bot."""

    chat: Chat
    command: str = ""
    """Without slash and bot name, lower case; empty for plain words and presses."""
    words: str = ""
    """What follows the command."""
    by_name: bool = False
    """Plain words that call the bot by its name, which makes them a request also in a group."""
    thread_id: int = 0
    """Forum topic; 0 outside of topics."""
    user_id: int | None = None
    """None for anonymous administrators and channel posts."""
    as_chat: bool = False
    """Sent in the chat's own name, which only its administrators can do."""
    language_code: str | None = None
    message_id: int | None = None
    links: tuple[str, ...] = ()
    """Addresses in the message, written out or behind words."""
    reply_links: tuple[str, ...] = ()
    reply_ref: str | None = None
    """The story (`s12`) or article (`a7`) of our message that this one replies to."""
    reply_to_other: bool = False
    """It replies to a message, of whatever content."""
    reply_words: str = ""
    """What somebody else wrote in the message that this one replies to."""
    location: Place | None = None
    press: Press | None = None

    @property
    def private(self) -> bool:
        """A chat with one person."""
        return self.chat.type == "private"

    @property
    def channel(self) -> bool:
        """A channel, where nobody but administrators writes."""
        return self.chat.type == "channel"


LONGEST_LINE = 300
"""Characters of words that are looked up or read as a name, a time, a place: a message has up to 4096."""


LONGEST_QUESTION = 200
"""Characters that somebody asks or looks up; a longer message is a text."""
_FEWEST_WORDS = 12
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!?…؟]+[\"'”»]?\s+(?=[^\W\d_])")
"""Between two sentences; "U.N. envoy" is inside of one."""


def one_line(text: str) -> str:
    """Words to look up: single spaces, and no more of them than anybody looks up.

    What reads them may then try every way to split them, and an answer that repeats them fits into a message.
    """
    flat = " ".join(text.split())
    return (
        flat if len(flat) <= LONGEST_LINE else flat[:LONGEST_LINE].rpartition(" ")[0] or flat[:LONGEST_LINE]
    )


def asks(text: str) -> bool:
    """Whether this ends as a question does."""
    return text.endswith(("?", "؟"))


def questions(text: str) -> tuple[str, ...]:
    """The questions in a message that asks several, each to be answered alone; else the whole message.

    A remark before or between them ("We talked of it. Who signed?") belongs to the question it stands before.
    """
    parts = tuple(part.strip() for part in _QUESTION.findall(text))
    whole = len("".join(parts).replace(" ", "")) == len(text.replace(" ", ""))
    several = whole and 1 < len(parts) <= _MOST_QUESTIONS and all(" " in part for part in parts)
    return tuple(_JOINED.sub(r"\1", part) for part in parts) if several else (text,)


_QUESTION = re.compile(r"[^?؟]+[?؟]+(?=\s|$)")
_JOINED = re.compile(r"^(¿?)(?:and|also|а|и|а ещё|а также|та|і|й|et|y) ", re.IGNORECASE)
_MOST_QUESTIONS = 3
"""More in one message are a text about questions."""


def pasted(text: str) -> bool:
    """Whether this is a text and not words to look up: longer than a question, or several sentences of some length."""
    flat = " ".join(text.split())
    several = len(_SENTENCE_END.findall(flat)) > 0 and flat.count(" ") + 1 >= _FEWEST_WORDS
    return (len(flat) > LONGEST_QUESTION and not flat.lstrip("#").isdigit()) or several


def links_in(text: str) -> tuple[str, ...]:
    """Addresses written out in a text, without the punctuation after them."""
    return tuple(_trimmed(found) for found in _LINK.findall(text))


def _trimmed(url: str) -> str:
    url = url.rstrip(".,;:!?…'\"»”")
    # "(see https://example.org/a_(b))": a closing bracket belongs to the address only when it was opened in it.
    while url.endswith((")", "]")) and url.count("(") + url.count("[") < url.count(")") + url.count("]"):
        url = url[:-1]
    return url
