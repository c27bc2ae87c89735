"""Wire copies: which article of the last days a new text repeats.

What the store has is read once and kept up to date: every process compares in its own memory, and reads only what arrived since.
"""

import threading
from datetime import datetime, timedelta

from news.duplicates import SignatureWindow
from store.articles import Articles

WINDOW = timedelta(days=3)
"""Wire copies appear within a day; three cover a weekend."""
_LATE = 100
"""Ids read again with every catch-up: another process may commit a lower one after us."""


class Copies:
    """The signatures of the window. Any number of threads."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self._window = SignatureWindow()
        self._newest_id = 0
        self._lock = threading.Lock()

    def oldest_of(self, signature: bytes, now: datetime) -> int | None:
        """The first article that a text with this signature copies; None for news. Raises StoreError."""
        with self._lock:
            self._catch_up(now)
            found = self._window.copies_of(signature)
        return self._articles.oldest(found)

    def _catch_up(self, now: datetime) -> None:
        since = now - WINDOW
        for article_id, seen_at, raw in self._articles.signatures(since, after_id=self._newest_id - _LATE):
            self._window.add(article_id, seen_at, raw)
            self._newest_id = max(self._newest_id, article_id)
        self._window.forget(since)
