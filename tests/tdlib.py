"""Telegram's own parser of message markup: TDLib, through the third-party package `tdjson`. Works without a network.

Knows markup. Knows nothing of chats, of the Bot API server built on it, or of Attaché.
Offsets are UTF-16 units, as in the Bot API.
"""

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import tdjson

# TDLib's names of entity types → the Bot API's. What a bot can't send or see is left out.
KINDS = {
    "Bold": "bold",
    "Italic": "italic",
    "Underline": "underline",
    "Strikethrough": "strikethrough",
    "Spoiler": "spoiler",
    "Code": "code",
    "Pre": "pre",
    "PreCode": "pre",
    "TextUrl": "text_link",
    "Url": "url",
    "Hashtag": "hashtag",
    "Cashtag": "cashtag",
    "BotCommand": "bot_command",
    "Mention": "mention",
    "BlockQuote": "blockquote",
    "ExpandableBlockQuote": "expandable_blockquote",
    "EmailAddress": "email",
    "PhoneNumber": "phone_number",
}

# Client.cpp of the Bot API server refuses longer markup before it parses it.
MARKUP_BYTES = 1 << 15


class Refused(ValueError):  # noqa: N818 (Telegram's answer, not an error of ours)
    """Telegram would refuse this markup; the message is Telegram's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A text without its markup, and what the markup said."""

    text: str
    entities: tuple[dict[str, Any], ...]


def parse_html(markup: str) -> Parsed:
    """What Telegram makes of `markup` sent with parse_mode HTML; raises `Refused`."""
    return parse(markup, {"@type": "textParseModeHTML"})


def parse(markup: str, mode: dict[str, Any]) -> Parsed:
    """As `parse_html`, for any of TDLib's parse modes."""
    if len(markup.encode()) > MARKUP_BYTES:
        raise Refused("text is too long")
    answer = _execute({"@type": "parseTextEntities", "text": markup, "parse_mode": mode})
    if answer["@type"] == "error":
        message = str(answer["message"])
        raise Refused(message[:1].lower() + message[1:])
    return Parsed(text=answer["text"], entities=_entities(answer))


def detect(text: str) -> tuple[dict[str, Any], ...]:
    """What Telegram finds in plain text by itself: commands, addresses, mentions, hashtags."""
    return _entities(_execute({"@type": "getTextEntities", "text": text}))


def utf16_slice(text: str, offset: int, length: int) -> str:
    """The part of `text` that an entity covers."""
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le")


def _entities(answer: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    found = []
    for entity in answer.get("entities", ()):
        kind = KINDS.get(entity["type"]["@type"].removeprefix("textEntityType"))
        if kind is None:
            continue
        link = {"url": entity["type"]["url"]} if "url" in entity["type"] else {}
        found.append({"type": kind, "offset": entity["offset"], "length": entity["length"], **link})
    return tuple(found)


def _execute(request: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(_library()(json.dumps(request).encode()))
    return answer


@functools.cache
def _library() -> Callable[[bytes], bytes]:
    execute: Callable[[bytes], bytes] = tdjson.td_execute
    # TDLib logs to stderr by default; 0 keeps fatal errors only.
    execute(json.dumps({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0}).encode())
    return execute
