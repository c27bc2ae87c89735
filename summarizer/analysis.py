"""Everything the summarizer knows of a document, from one call.

Puts engine, quotes and vectors together; decides nothing about any of them.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from summarizer.encoder import Encoder
from summarizer.engine import Engine
from summarizer.key_quotes import choose
from summarizer.quotes import QuoteExtractor
from summarizer.stories.vector import MAX_TOKENS, combine, passages
from summarizer.syntax import Syntax
from summarizer.types import Analysis, Document, Summary


class Summarizer:
    """Summary, quotes and vector of documents. One thread at a time."""

    def __init__(self, *, engine: Engine, encoder: Encoder, syntax: Syntax) -> None:
        self._engine = engine
        self._encoder = encoder
        self._extractor = QuoteExtractor(syntax)

    @property
    def engine(self) -> str:
        """Name of the engine that writes the summaries."""
        return self._engine.name

    def analyse(self, documents: Sequence[Document]) -> list[Analysis]:
        """One analysis per document, in order."""
        summaries = self._engine.summarize(documents)
        vectors = self.vectors(documents)
        return [
            self._analysis(document, summary, vector)
            for document, summary, vector in zip(documents, summaries, vectors, strict=True)
        ]

    def _analysis(self, document: Document, summary: Summary, vector: tuple[float, ...]) -> Analysis:
        reads = self._reads(summary.language)
        quotes = self._extractor.extract(replace(document, language=summary.language))
        return Analysis(
            summary=summary,
            key_quotes=choose(document, quotes, summary, self._encoder if reads else None),
            quotes=quotes,
            vector=vector if reads else (),
        )

    def vectors(self, documents: Sequence[Document]) -> list[tuple[float, ...]]:
        """A unit-length vector per document, whatever its language; all zeros for an empty one."""
        texts = [passages(document.title, document.text) for document in documents]
        rows = self._encoder.encode([text for own in texts for text in own], max_tokens=MAX_TOKENS)
        ends = np.cumsum([len(own) for own in texts])
        return [
            tuple(combine(list(rows[end - len(own) : end]), rows.shape[1]).tolist())
            for own, end in zip(texts, ends, strict=True)
        ]

    def _reads(self, language: str) -> bool:
        return language == "en" or self._encoder.multilingual
