"""Blocks into messages within Telegram's limits, without cutting markup and without losing a character.

Knows limits and tags; knows no words. A block stays whole unless it alone is longer than a message: then it is cut
at the end of a sentence, a line or a word, and its tags are closed before and opened again after the cut.
"""

import html
import re
from collections.abc import Iterable, Sequence

from bot.rendering.markup import Html, visible_units

# https://core.telegram.org/bots/api#sendmessage: 4096 characters after entity parsing, 100 entities. TDLib counts
# code points; UTF-16 units are never fewer, so this limit is safe either way. A little room is left for a "1/3".
LIMIT = 4000
ENTITIES = 95
SEPARATOR = "\n\n"
# The Bot API server refuses texts above 32 kB before parsing.
RAW_BYTES = 30_000

_TOKEN = re.compile(r"<[^>]*>|&[^;\s]{1,10};|[^<&]", re.DOTALL)


def pack(blocks: Iterable[str], *, separator: str = SEPARATOR, limit: int = LIMIT) -> tuple[Html, ...]:
    """Messages that hold all blocks in order, as few as this order allows."""
    messages: list[list[Html]] = []
    for block in blocks:
        for piece in _fitting(Html(block), limit):
            if messages and _fits([*messages[-1], piece], separator, limit):
                messages[-1].append(piece)
            else:
                messages.append([piece])
    return tuple(Html(separator.join(message)) for message in messages)


def fits(blocks: Sequence[str]) -> bool:
    """Would these blocks make one message?"""
    return _fits([Html(block) for block in blocks], SEPARATOR, LIMIT)


def _fits(pieces: Sequence[Html], separator: str, limit: int) -> bool:
    text = separator.join(pieces)
    return (
        visible_units(text) <= limit
        and text.count("</") <= ENTITIES
        and len(text.encode("utf-8", "surrogatepass")) <= RAW_BYTES
    )


def _fitting(block: Html, limit: int) -> list[Html]:
    pieces: list[Html] = []
    while block and not _fits([block], "", limit):
        head, block = split(block, limit)
        pieces.append(head)
    if block.strip():
        pieces.append(block)
    return pieces


def split(block: Html, limit: int = LIMIT) -> tuple[Html, Html]:
    """The block cut in two at the best border before the limit; both halves are balanced."""
    tokens = _TOKEN.findall(block)
    last = _last_that_fits(tokens, limit)
    cut = _best_border(tokens, last)
    open_tags = _open_tags(tokens[:cut])
    closing = "".join(f"</{_name(tag)}>" for tag in reversed(open_tags))
    head = "".join(tokens[:cut]).rstrip(" \n") + closing
    tail = "".join(open_tags) + "".join(tokens[cut:]).lstrip(" \n")
    return Html(head), Html(tail)


def _last_that_fits(tokens: list[str], limit: int) -> int:
    """How many tokens may come before the cut; at least one visible one, so that cutting always ends."""
    units = raw = tags = 0
    for index, token in enumerate(tokens):
        raw += len(token.encode("utf-8", "surrogatepass"))
        if token.startswith("<"):
            tags += token.startswith("</")
        else:
            units += visible_units(token)
        if units > limit or tags > ENTITIES or raw > RAW_BYTES - 2000:
            return max(index, _first_visible(tokens) + 1)
    return len(tokens)


def _first_visible(tokens: list[str]) -> int:
    return next(index for index, token in enumerate(tokens) if not token.startswith("<"))


def _best_border(tokens: list[str], last: int) -> int:
    """The end of a sentence or line in the last third, else of a word in the last half, else the limit itself."""
    for marks, share in ((".!?…。؟\n", 2 / 3), (" \n", 1 / 2)):
        for index in range(last, int(last * share), -1):
            if (
                index < len(tokens)
                and tokens[index] in {" ", "\n"}
                and tokens[index - 1][-1:] in marks + "»”\"'"
            ):
                return index
            if " " in marks and index < len(tokens) and tokens[index] in {" ", "\n"}:
                return index
    return last


def _open_tags(tokens: list[str]) -> list[str]:
    tags: list[str] = []
    for token in tokens:
        if token.startswith("</"):
            tags.pop()
        elif token.startswith("<"):
            tags.append(token)
    return tags


def _name(tag: str) -> str:
    return re.match(r"<([a-z-]+)", tag).group(1)  # type: ignore[union-attr]  # only our own opening tags get here


def words_of(markup: str) -> str:
    """What a reader sees of our markup."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup))
