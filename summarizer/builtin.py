"""The built-in engine: the article's own sentences, chosen and shortened.

Orders the steps; every decision lies in the module of its name.
"""

from collections.abc import Sequence

from summarizer.encoder import Encoder
from summarizer.structure import Sentence, Structure, is_balanced, read
from summarizer.syntax import Syntax
from summarizer.types import Document, Line, Summary

PUSH_LINES, PUSH_WORDS = 2, 55
BULLET_LINES, BULLET_WORDS = 3, 80
HEADLINE_WORDS = 12


class BuiltInEngine:
    """Extracts; never writes a word the article does not have, but for a name in [brackets]."""

    name = "built-in"

    def __init__(self, *, encoder: Encoder, syntax: Syntax) -> None:
        self._encoder = encoder
        self._syntax = syntax

    def summarize(self, documents: Sequence[Document]) -> list[Summary]:
        """One summary per document, in order."""
        return [_lead(read(document)) for document in documents]


def _lead(structure: Structure) -> Summary:
    usable = [s for s in structure.sentences if s.length > 4 and is_balanced(s.text)]  # noqa: PLR2004
    title = " ".join((structure.document.title or "").split())
    return Summary(
        language=structure.language,
        headline=Line(text=title, how="copied", evidence=()) if title else None,
        push=_fit(usable, PUSH_LINES, PUSH_WORDS),
        bullets=_fit(usable, BULLET_LINES, BULLET_WORDS),
        kind=structure.kind,
        lead_only=True,
    )


def _fit(usable: Sequence[Sentence], most: int, words: int) -> tuple[Line, ...]:
    lines: list[Line] = []
    for sentence in usable:
        if sentence.length <= words and len(lines) < most:
            lines.append(Line(text=sentence.text, how="copied", evidence=(sentence.span,)))
            words -= sentence.length
    return tuple(lines)
