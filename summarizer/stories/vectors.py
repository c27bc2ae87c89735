"""The nearest vectors of a window by brute force: a matrix product, no index.

A window holds some ten thousand articles; an approximate index would save little and lose neighbours. Kept as
float32 rows in one growing array; a removed row is reused.
"""

import numpy as np

_FIRST = 1024


class VectorIndex:
    """Vectors by article id."""

    def __init__(self) -> None:
        self._rows: np.ndarray = np.zeros((0, 0), np.float32)
        self._ids = np.zeros(0, np.int64)
        self._slot: dict[int, int] = {}
        self._free: list[int] = []
        self._used = 0

    def add(self, article_id: int, vector: np.ndarray) -> None:
        """Remember a unit-length vector; one of no length or of another encoder's size is not searched."""
        if not vector.size or (self._rows.size and vector.size != self._rows.shape[1]):
            return
        slot = self._free.pop() if self._free else self._used
        if slot >= len(self._rows):
            self._grow(vector.size)
        self._used = max(self._used, slot + 1)
        self._rows[slot] = vector
        self._ids[slot] = article_id
        self._slot[article_id] = slot

    def remove(self, article_id: int) -> None:
        """Forget it."""
        slot = self._slot.pop(article_id, None)
        if slot is not None:
            self._rows[slot] = 0.0
            self._ids[slot] = -1
            self._free.append(slot)

    def nearest(self, vector: np.ndarray, count: int) -> list[int]:
        """Ids of the most similar, at most `count`, in no particular order."""
        if not self._slot or vector.size != self._rows.shape[1]:
            return []
        cosines = self._rows[: self._used] @ vector.astype(np.float32)
        count = min(count, self._used)
        best = np.argpartition(-cosines, count - 1)[:count]
        return [int(self._ids[slot]) for slot in best if self._ids[slot] >= 0]

    def _grow(self, size: int) -> None:
        rows = np.zeros((max(_FIRST, 2 * len(self._rows)), size), np.float32)
        ids = np.full(len(rows), -1, np.int64)
        rows[: self._used], ids[: self._used] = (
            self._rows[: self._used] if self._used else 0.0,
            self._ids[: self._used],
        )
        self._rows, self._ids = rows, ids
