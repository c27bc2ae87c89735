"""A Telegram message as a terminal shows it.

Bold is bold, quotations are indented, links can be clicked, buttons are numbered choices; it fits a phone's width.

Knows the Bot API's entities (offsets in UTF-16 units) and rich; nothing of who sent what.
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console
from rich.text import Text

MAX_WIDTH = 76
STYLES = {
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "strikethrough": "strike",
    "spoiler": "reverse",
    "code": "cyan",
    "pre": "cyan",
    "bot_command": "cyan",
    "hashtag": "cyan",
    "mention": "cyan",
    "url": "underline",
}
QUOTES = ("blockquote", "expandable_blockquote")
# A footnote mark is a link too, but its address would drown the sentence.
SHORT_LINK = 3

Entity = Mapping[str, Any]


def lines(text: str, entities: Sequence[Entity], console: Console, *, width: int) -> list[Text]:
    """The message wrapped to `width` columns."""
    styled = _styled(text, entities, show_addresses=not console.is_terminal)
    found: list[Text] = []
    for part, quoted in _parts(styled):
        margin = 2 if quoted else 0
        wrapped = part.wrap(console, width - margin)
        if quoted:
            found += [Text.assemble(("│ ", "dim"), line) for line in wrapped]
        else:
            found += list(wrapped)
    for line in found:
        line.rstrip()
    return found


def buttons(rows: Sequence[Sequence[Entity]], *, width: int) -> list[Text]:
    """Rows of `[1] Label`, broken where the terminal ends."""
    found: list[Text] = []
    number = 0
    for row in rows:
        line = Text()
        for button in row:
            number += 1
            choice = Text(f"[{number}]", style="bold green")
            if button["text"] != str(number):
                choice = Text.assemble(choice, " ", str(button["text"]))
            if line.cell_len and line.cell_len + 2 + choice.cell_len > width:
                found.append(line)
                line = Text()
            line = Text.assemble(line, "  ", choice) if line.cell_len else choice
        found.append(line)
    return found


def _styled(text: str, entities: Sequence[Entity], *, show_addresses: bool) -> Text:
    """The text with styles; quotations carry the pseudo-style "quote" for `_parts`."""
    where = _code_points(text)
    spans = [(where[one["offset"]], where[one["offset"] + one["length"]], one) for one in entities]
    added = _addresses(spans) if show_addresses else []
    styled = Text(_with(text, added), style="")
    for start, end, entity in spans:
        kind = str(entity["type"])
        # What was added behind a link stands within the quotation that ends there, and outside every other style.
        moved = (
            start + _before(added, start, inclusive=True),
            end + _before(added, end, inclusive=kind in QUOTES),
        )
        if kind in QUOTES:
            styled.stylize("quote", *moved)
        elif kind == "text_link":
            styled.stylize(f"underline link {entity['url']}", *moved)
        elif kind in STYLES:
            styled.stylize(STYLES[kind], *moved)
    return styled


def _addresses(spans: Iterable[tuple[int, int, Entity]]) -> list[tuple[int, str]]:
    """Where addresses are to be added, and what: behind each link, without the scheme and what follows the path."""
    found = []
    for start, end, entity in spans:
        if entity["type"] == "text_link" and end - start > SHORT_LINK:
            parts = urlsplit(str(entity["url"]))
            found.append((end, f" ‹{parts.netloc}{parts.path}›"))
    return sorted(found)


def _with(text: str, added: Sequence[tuple[int, str]]) -> str:
    pieces, last = [], 0
    for position, words in added:
        pieces += [text[last:position], words]
        last = position
    return "".join([*pieces, text[last:]])


def _before(added: Sequence[tuple[int, str]], position: int, *, inclusive: bool = False) -> int:
    """How many characters were added before a position of the text (and at it)."""
    return sum(len(words) for at, words in added if at < position or (inclusive and at == position))


def _parts(styled: Text) -> list[tuple[Text, bool]]:
    """Cut into quotations and what stands between them."""
    spans = [span for span in styled.spans if span.style == "quote"]
    rest = styled.copy()
    rest.spans = [span for span in styled.spans if span.style != "quote"]
    borders = sorted({0, len(styled), *(span.start for span in spans), *(span.end for span in spans)})
    found = []
    for start, end in itertools.pairwise(borders):
        quoted = any(span.start <= start and end <= span.end for span in spans)
        part = rest[start:end]
        # The newline on either side of a quotation is already the end of a line here.
        plain = part.plain
        if not quoted and start > 0 and plain.startswith("\n"):
            part = part[1:]
        if part.plain.endswith("\n"):
            part = part[:-1]
        if part.plain or not quoted:
            found.append((part, quoted))
    return [(part, quoted) for part, quoted in found if part.plain or len(found) == 1]


def _code_points(text: str) -> list[int]:
    """Code point of every UTF-16 offset."""
    where = []
    for index, char in enumerate(text):
        where += [index] * (2 if ord(char) > 0xFFFF else 1)  # noqa: PLR2004 (the last of UTF-16's single units)
    return [*where, len(text)]
