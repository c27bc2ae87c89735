"""Articles by their heaviest words: finds candidates where no vector can (another encoder, a language it does not read)."""

from collections import Counter
from collections.abc import Iterable

_CROWD = 400
"""A word carried by more articles than this finds nothing in particular and is passed over."""


class WordIndex:
    """Article ids by hashed word."""

    def __init__(self) -> None:
        self._postings: dict[int, dict[int, None]] = {}

    def add(self, article_id: int, words: Iterable[int]) -> None:
        """Remember an article under its words."""
        for word in words:
            self._postings.setdefault(word, {})[article_id] = None

    def remove(self, article_id: int, words: Iterable[int]) -> None:
        """Forget it."""
        for word in words:
            found = self._postings.get(word)
            if found is not None:
                found.pop(article_id, None)
                if not found:
                    del self._postings[word]

    def nearest(self, words: Iterable[int], count: int) -> list[int]:
        """Ids that share the most words, at least two; of equals the newest."""
        shared: Counter[int] = Counter()
        for word in words:
            found = self._postings.get(word, {})
            if len(found) <= _CROWD:
                shared.update(found.keys())
        best = sorted(((n, key) for key, n in shared.items() if n > 1), reverse=True)
        return [key for _, key in best[:count]]
