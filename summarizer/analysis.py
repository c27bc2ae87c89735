"""Everything the summarizer knows of a document, from one call.

Puts engine, quotes and vectors together; decides nothing about any of them.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from summarizer.builtin import BuiltInEngine
from summarizer.encoder import Encoder
from summarizer.engine import Engine
from summarizer.sentences import sentences
from summarizer.syntax import Syntax
from summarizer.types import Analysis, Document

VECTOR_SENTENCES = 6
"""A document's vector is made of its title and this many first sentences: where news says what it is about."""


class Summarizer:
    """Summary, quotes and vector of documents. One thread at a time."""

    def __init__(self, *, engine: Engine, encoder: Encoder, syntax: Syntax) -> None:
        self._engine = engine
        self._encoder = encoder
        self._syntax = syntax

    @property
    def engine(self) -> str:
        """Name of the engine that writes the summaries."""
        return self._engine.name

    def analyse(self, documents: Sequence[Document]) -> list[Analysis]:
        """One analysis per document, in order."""
        summaries = self._engine.summarize(documents)
        vectors = self.vectors(documents)
        return [
            Analysis(
                summary=summary,
                key_quotes=(),
                quotes=(),
                vector=vector if self._reads(summary.language) else (),
            )
            for summary, vector in zip(summaries, vectors, strict=True)
        ]

    def vectors(self, documents: Sequence[Document]) -> list[tuple[float, ...]]:
        """A unit-length vector per document, whatever its language; all zeros for an empty one."""
        texts = [_opening(document) for document in documents]
        rows = self._encoder.encode([text for own in texts for text in own])
        ends = np.cumsum([len(own) for own in texts])
        vectors = []
        for own, end in zip(texts, ends, strict=True):
            total = rows[end - len(own) : end].sum(axis=0)
            vectors.append(tuple((total / max(float(np.linalg.norm(total)), 1e-9)).tolist()))
        return vectors

    def _reads(self, language: str) -> bool:
        return language == "en" or self._encoder.multilingual


def _opening(document: Document) -> list[str]:
    text = document.text[:6000]
    spans = sentences(text)[:VECTOR_SENTENCES]
    title = [document.title] if document.title else []
    return title + [text[start:end] for start, end in spans]


def build_summarizer(
    *,
    engine: str = "built-in",
    encoder: Path | str | None = None,
    device: str = "auto",
) -> Summarizer:
    """The summarizer that a configuration asks for. Nothing is loaded before the first document.

    Raises:
        ValueError: no engine of that name.

    """
    encoding, syntax = Encoder(encoder, device=device), Syntax()
    if engine != "built-in":
        raise ValueError(f'There is no engine "{engine}"; choose "built-in"')
    return Summarizer(engine=BuiltInEngine(encoder=encoding, syntax=syntax), encoder=encoding, syntax=syntax)
