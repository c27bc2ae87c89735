"""Articles by their heaviest words: finds candidates where no vector can (another encoder, a language it does not read)."""

from collections import Counter
from collections.abc import Iterable

_CROWD = 400
"""A word carried by more articles than this finds nothing in particular and is passed over."""


class WordIndex:
    """Article ids by hashed word."""

    def __init__(self) -> None:
        # Tuples: most words have one article, and a dictionary of one takes five times as much.
        self._postings: dict[int, tuple[int, ...]] = {}

    def add(self, article_id: int, words: Iterable[int]) -> None:
        """Remember an article under its words."""
        for word in words:
            self._postings[word] = (*self._postings.get(word, ()), article_id)

    def remove(self, article_id: int, words: Iterable[int]) -> None:
        """Forget it."""
        for word in words:
            found = tuple(other for other in self._postings.pop(word, ()) if other != article_id)
            if found:
                self._postings[word] = found

    def nearest(self, words: Iterable[int], count: int) -> list[int]:
        """Ids that share the most words, at least two; of equals the newest."""
        shared: Counter[int] = Counter()
        for word in words:
            found = self._postings.get(word, ())
            if len(found) <= _CROWD:
                shared.update(found)
        best = sorted(((n, key) for key, n in shared.items() if n > 1), reverse=True)
        return [key for _, key in best[:count]]
