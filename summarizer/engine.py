"""The seam between what wants summaries and what writes them."""

from collections.abc import Sequence
from typing import Protocol

from summarizer.types import Document, Summary


class Engine(Protocol):
    """Writes the summary of each document.

    Raises nothing for a document's content: an empty, foreign or odd text gives a summary with fewer or no lines. An
    engine whose model cannot be loaded raises its own error on the first call. Not safe for concurrent threads.
    """

    @property
    def name(self) -> str:
        """What the operator's configuration calls it."""

    def summarize(self, documents: Sequence[Document]) -> list[Summary]:
        """One summary per document, in order."""
        ...
