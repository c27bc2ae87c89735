"""Markup to plain text, for titles and descriptions that arrive as HTML, escaped HTML, or plain words with a bare `<`.

Never executes, never fetches; what comes out holds no tag.
"""

import html
import re
import unicodedata
from typing import Final

# XML 1.0, section 2.2: everything else may not stand in a document, and Telegram refuses it too.
ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Direction overrides can make a headline read as its opposite; zero-width space and soft hyphen break searching.
INVISIBLE: Final = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
SCRIPT: Final = re.compile(
    r"<(script|style|noscript|iframe|template)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>|<[!?][^>]*>", re.DOTALL)
BREAK: Final = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|blockquote|section|article|figure|hr)\b[^>]*>", re.IGNORECASE
)
TAG: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9:-]*(?:\s[^<>]*|/)?>")
SPACE: Final = re.compile(r"[^\S\n]+")


def legal_text(text: str) -> str:
    """Remove the characters that XML forbids and the invisible ones that mislead."""
    return INVISIBLE.sub("", ILLEGAL.sub("", text))


def to_plain(markup: str, limit: int = 20_000) -> str:
    """Return the text of a piece of HTML: paragraphs separated by one newline, entities read, no tags.

    A `<` that opens no tag ("Oil < $50") stays. At most `limit` characters come back.
    """
    text = markup[: limit * 10]
    for _ in range(2):  # feeds escape once or twice
        text = COMMENT.sub(" ", SCRIPT.sub(" ", text))
        text = TAG.sub("", BREAK.sub("\n", text))
        if "&" not in text:
            break
        text = html.unescape(text)
    text = TAG.sub("", SCRIPT.sub(" ", text))
    lines = (SPACE.sub(" ", line).strip() for line in legal_text(text).split("\n"))
    return unicodedata.normalize("NFC", "\n".join(line for line in lines if line))[:limit]


def to_line(markup: str, limit: int = 1_000) -> str:
    """Return the text of a title: one line of plain text."""
    return " ".join(to_plain(markup, limit).split())
