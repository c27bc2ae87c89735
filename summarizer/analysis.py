"""Everything the summarizer knows of a document, from one call.

Puts engine, quotes and vectors together; decides nothing about any of them.
"""

from collections.abc import Sequence
from dataclasses import replace

from summarizer.engine import Engine
from summarizer.models.ahead import Ahead
from summarizer.models.encoder import Encoder, Vectors
from summarizer.models.syntax import Syntax
from summarizer.quotes.extraction import QuoteExtractor
from summarizer.quotes.key_quotes import choose
from summarizer.stories.vector import MAX_TOKENS, combine, passages
from summarizer.types import Analysis, Document, Summary


class Summarizer:
    """Summary, quotes and vector of documents. One thread at a time."""

    def __init__(self, *, engine: Engine, encoder: Encoder, syntax: Syntax) -> None:
        self._engine = engine
        self._encoder = encoder
        self._extractor = QuoteExtractor(syntax, encoder)

    @property
    def engine(self) -> str:
        """Name of the engine that writes the summaries."""
        return self._engine.name

    def analyse(self, documents: Sequence[Document]) -> list[Analysis]:
        """One analysis per document, in order."""
        summaries = self._engine.summarize(documents)
        with Ahead(self._passages) as ahead:
            for document in documents:
                ahead.add(passages(document.title, document.text))
            return [
                self._analysis(document, summary, ahead)
                for document, summary in zip(documents, summaries, strict=True)
            ]

    def _analysis(self, document: Document, summary: Summary, ahead: Ahead) -> Analysis:
        reads = self._reads(summary.language)
        quotes = self._extractor.extract(replace(document, language=summary.language))
        shown = choose(document, quotes, summary, self._encoder if reads else None)
        vector = _vector(ahead.take())
        return Analysis(summary=summary, key_quotes=shown, quotes=quotes, vector=vector if reads else ())

    def vectors(self, documents: Sequence[Document]) -> list[tuple[float, ...]]:
        """A unit-length vector per document, whatever its language; all zeros for an empty one."""
        return [_vector(self._passages(passages(each.title, each.text))) for each in documents]

    def _passages(self, texts: Sequence[str]) -> Vectors:
        return self._encoder.encode(texts, max_tokens=MAX_TOKENS)

    def _reads(self, language: str) -> bool:
        return language == "en" or self._encoder.multilingual


def _vector(rows: Vectors) -> tuple[float, ...]:
    return tuple(combine(list(rows), rows.shape[1]).tolist())
