"""From titles and texts to features: encodes and reads articles that are not stored (command line, evaluation)."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

import numpy as np

from summarizer.gate.words import FUNCTION, WORD, fold
from summarizer.stories.features import Features, features
from summarizer.stories.vector import MAX_TOKENS, combine, passages

ENGLISH = 0.15
"""Share of function words in a text without accents: about .4 in English news, .18 in a flash full of names."""
PLAIN = 0.98
"""Of the words must be plain Latin for that."""


class Encodes(Protocol):
    """What is needed of `summarizer.models.encoder.Encoder`."""

    multilingual: bool

    def encode(self, texts: Sequence[str], *, max_tokens: int | None = None) -> np.ndarray:
        """One unit-length row per text."""


class Detects(Protocol):
    """What is needed of a language detector."""

    def __call__(self, text: str) -> str | None:
        """ISO 639-1 code, or None when unsure."""


class ArticleReader:
    """Features of articles given as {"title", "text", "date"?, "language"?}."""

    def __init__(self, encoder: Encodes, detect: Detects) -> None:
        self._encoder = encoder
        self._detect = detect

    @classmethod
    def build(cls, encoder: str | None = None) -> "ArticleReader":
        """With the packaged encoder or the one named."""
        from summarizer.models.encoder import Encoder
        from summarizer.text.language import detect

        return cls(Encoder(encoder), detect)

    def read(self, rows: Sequence[Mapping[str, Any]]) -> list[Features]:
        """In order; encoded together."""
        known = [(str(row.get("title") or ""), str(row.get("text") or "")) for row in rows]
        languages = [
            row.get("language") or self._language(f"{title}\n{text}")
            for row, (title, text) in zip(rows, known, strict=True)
        ]
        texts = [
            passages(*pair) if self._reads(language) else []
            for pair, language in zip(known, languages, strict=True)
        ]
        vectors = (
            self._encoder.encode([text for own in texts for text in own], max_tokens=MAX_TOKENS)
            if any(texts)
            else np.zeros((0, 0))
        )
        result, at = [], 0
        for row, (title, text), language, own in zip(rows, known, languages, texts, strict=True):
            vector = combine(list(vectors[at : at + len(own)]), vectors.shape[1]) if own else None
            at += len(own)
            published = _date(row.get("date"))
            result.append(
                features(title=title, text=text, vector=vector, published=published, language=language)
            )
        return result

    def _language(self, text: str) -> str | None:
        """Detection errs on a flash of two lines full of foreign names; English function words settle it."""
        found = [match.group() for match in WORD.finditer(text[:1000])]
        words = [fold(word) for word in found if word.isascii()]
        if len(words) >= PLAIN * len(found) and sum(word in FUNCTION for word in words) >= ENGLISH * max(
            1, len(words)
        ):
            return "en"
        return self._detect(text)

    def _reads(self, language: str | None) -> bool:
        return language in {None, "en"} or self._encoder.multilingual


def _date(value: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
