"""The border: the only place that makes HTML. Whatever is not `Html` is untrusted and escaped here.

Telegram's HTML: https://core.telegram.org/bots/api#html-style. Feed and page text can hold markup, control
characters and direction overrides, so all three are dealt with before anything else sees it.
"""

import html
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

# C0 and C1 controls but line feed, which Telegram strips or refuses; the direction embeddings, overrides and isolates
# (UAX #9), with which a headline could turn the words after it around; and lone surrogates, which can't be encoded.
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_RTL = frozenset({"R", "AL"})

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
RIGHT_TO_LEFT_MARK = "\u200f"


class Html(str):
    """Markup that we made: balanced, escaped, of Telegram's tags only."""

    __slots__ = ()


def clean(text: str) -> str:
    """Untrusted text without control characters; tabs become spaces."""
    return _CONTROLS.sub(lambda found: " " if found.group() == "\t" else "", text)


def escape(text: str) -> Html:
    """Text as markup; markup stays as it is."""
    if isinstance(text, Html):
        return text
    return Html(html.escape(clean(text), quote=False))


def join(parts: Iterable[str], separator: str = "") -> Html:
    """Parts, each escaped unless it is markup, with a separator."""
    return Html(escape(separator).join(escape(part) for part in parts if part))


def bold(text: str) -> Html:
    """Bold."""
    return Html(f"<b>{escape(text)}</b>")


def italic(text: str) -> Html:
    """Italic."""
    return Html(f"<i>{escape(text)}</i>")


def code(text: str) -> Html:
    """Monospaced; one tap copies it."""
    return Html(f"<code>{escape(text)}</code>")


def blockquote(text: str, *, expandable: bool = False) -> Html:
    """A block quotation; an expandable one shows its first lines until tapped. They don't nest."""
    return Html(f"<blockquote{' expandable' if expandable else ''}>{escape(text)}</blockquote>")


def link(text: str, url: str) -> Html:
    """A link when the address is one we may link to, otherwise the text alone."""
    safe = web_address(url)
    return Html(f'<a href="{html.escape(safe)}">{escape(text)}</a>') if safe else escape(text)


def web_address(url: str) -> str | None:
    """The address if it is http(s) with a host and no spaces or controls; None for everything else."""
    cleaned = url.strip()
    if (
        not cleaned
        or len(cleaned) > _ADDRESS_LENGTH
        or any(c.isspace() or unicodedata.category(c) == "Cc" for c in cleaned)
    ):
        return None
    try:
        parts = urlsplit(cleaned)
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        return None
    return cleaned


def to_passage(url: str, sentence: str) -> str:
    """The address of a sentence on a page: browsers scroll to it and mark it (WICG text fragments).

    Long sentences are given by their first and last words, so that the address stays short; a page without them
    opens at its top, as if nothing had been added.
    """
    words = clean(sentence).split()
    if not words or web_address(url) is None:
        return url
    ends = [words] if len(words) <= _PASSAGE_WORDS * 2 else [words[:_PASSAGE_WORDS], words[-_PASSAGE_WORDS:]]
    # "-" delimits prefix and suffix in a text directive, so it has to be encoded as well.
    spot = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in ends)
    base, hash_, fragment = url.partition("#")
    if ":~:" in fragment:
        return url
    address = f"{base}#{fragment}:~:text={spot}" if hash_ else f"{base}#:~:text={spot}"
    return address if len(address) <= _PASSAGE_LENGTH else url


# Longer ones are tracking or an attack; servers refuse them at about this length.
_ADDRESS_LENGTH = 2000
# Four words at each end were unique within every article of a page sampled by hand, and survive a comma or a
# mark that the page sets differently further in.
_PASSAGE_WORDS = 4
# Cyrillic and Arabic letters take six characters each when encoded; longer addresses make the markup of a
# briefing outgrow what the Bot API takes (32 kB).
_PASSAGE_LENGTH = 700


def isolate(text: str, base: str) -> str:
    """Text set apart from its surroundings when it holds characters of the other direction than `base`."""
    if text.startswith(FIRST_STRONG_ISOLATE) and text.endswith(POP_ISOLATE) and isinstance(text, Html):
        return text
    wanted = _RTL if base == "ltr" else frozenset({"L"})
    visible = re.sub(r"<[^>]*>", "", text) if isinstance(text, Html) else clean(text)
    if not any(unicodedata.bidirectional(character) in wanted for character in visible):
        return text
    wrapped = f"{FIRST_STRONG_ISOLATE}{escape(text)}{POP_ISOLATE}"
    return Html(wrapped)


def visible_units(markup: str) -> int:
    """Length in UTF-16 units of what is left of our markup when it has been parsed."""
    text = html.unescape(re.sub(r"<[^>]*>", "", markup))
    return len(text.encode("utf-16-le")) // 2
