"""What a model is told, and its answer made harmless.

Templates are data (`prompts/*.toml`); the article goes between delimiters it cannot close. Knows nothing of who answers
and does not judge whether the answer is true.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_MARKUP = re.compile(
    r"<[^<>\n]{1,200}>|!?\[([^\[\]\n]*)\]\([^()\s]*\)|[*_`#~]{2,}|^\s*(?:[-*•#>]+|\d{1,2}[.)])\s+",
    re.MULTILINE,
)
_LINK = re.compile(
    r"(?:https?://|www\.|tg://)\S+|[\w.+-]+@[\w-]+\.\w{2,}|@\w{3,}|\b(?:[\w-]+\.)+(?:com|org|net|info|io|me|ru|biz|xyz|link)\b\S*",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"^\s*(?:(?:sure|certainly|of course|okay)\s*[!,.:]\s*)?"
    r"(?:(?:here(?:'s| is| are)[^:\n]{0,80}|rewritten(?: sentence| line)?|line|summary|headline|answer|output)\s*:\s*)?",
    re.IGNORECASE,
)
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_ALLOWED_FIELDS = frozenset({"instruction", "data"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One request to a model: what it is told, and the article's words as data."""

    instruction: str
    data: str
    source: str
    """The words to rewrite or summarise alone, for models that follow no instructions."""
    most_words: int
    """Words of the longest answer that is of use."""


@cache
def template(name: str) -> Mapping[str, str]:
    """A prompt template of `prompts/`, by file name without its ending.

    Raises:
        ValueError: it does not hold exactly `instruction` and `data`.

    """
    raw = tomllib.loads(
        files("summarizer").joinpath(f"writers/prompts/{name}.toml").read_text(encoding="utf-8")
    )
    if set(raw) != _ALLOWED_FIELDS:
        raise ValueError(
            f"prompts/{name}.toml must hold exactly instruction and data, not: {', '.join(sorted(raw))}"
        )
    return raw


def fill(name: str, *, source: str, most_words: int, lines: int = 1, **data: str) -> Prompt:
    """The named template with its values; every value of `data` is untrusted and fenced."""
    parts = template(name)
    return Prompt(
        instruction=parts["instruction"].format(words=most_words, lines=lines).strip(),
        # One pass, so that "{line}" inside an article is not a field.
        data=parts["data"].format(**{key: fence(value) for key, value in data.items()}).strip(),
        source=fence(source),
        most_words=most_words,
    )


def fence(text: str) -> str:
    """Untrusted text that cannot close the delimiters it is put between, forge a chat template's marks or hide characters."""
    text = (
        text.replace("<<<", "‹")
        .replace(">>>", "›")
        .replace("<|", "‹")
        .replace("|>", "›")
        .replace("[INST]", "(INST)")
    )
    return "".join(c for c in text if c == "\n" or unicodedata.category(c)[0] != "C")


def clean(answer: str) -> str:
    """One plain line of a model's answer: no links, markup, control characters, lead-in or surrounding marks."""
    text = _THOUGHT.sub(" ", answer)
    text = re.sub(r"[\r\u2028\u2029\x0b\x0c]", "\n", text)
    text = "".join(c if c == "\n" or unicodedata.category(c)[0] != "C" else " " for c in text)
    text = _LINK.sub(" ", _MARKUP.sub(lambda m: m.group(1) or " ", text))
    text = " ".join(line.strip() for line in text.split("\n") if line.strip())
    text = re.sub(r"[<>]", " ", _LEAD_IN.sub("", text, count=1))
    return _unwrapped(re.sub(r"\s+", " ", text).strip())


def _unwrapped(text: str) -> str:
    """Without quotation marks that only wrap the whole answer."""
    for left, right in ('""', "“”", "''", "‘’"):
        inner = text[1:-1]
        if (
            len(text) > 1
            and text[0] == left
            and text[-1] == right
            and left not in inner
            and right not in inner
        ):
            return inner.strip()
    return text
