"""Wire copies: the same text under another outlet's name. MinHash on shingles of five characters. Pure.

A signature is 512 bytes, to be stored with the article; the share of equal places in two signatures estimates the
Jaccard similarity of the texts (Broder 1997), within about 0.09 with 128 places.
"""

import re
from array import array
from datetime import datetime
from typing import Final

PLACES: Final = 128
SHINGLE: Final = 5
"""Characters. Words would do for English, not for Chinese or Japanese."""
SEED: Final = 1
"""Part of the stored format: another seed makes signatures that cannot be compared with these."""
SAME_TEXT: Final = 0.5
"""Three outlets' own reports of one event reach 0.35 at most (45 events, 135 pairs); a wire copy with a third of its
paragraphs cut stays above 0.6."""
BYTES: Final = PLACES * 4
_AT_ONCE: Final = 1024
"""Signatures compared at a time: what is compared needs little memory beside what is kept."""


def signature(text: str) -> bytes:
    """Return the signature of a text: `BYTES` bytes, or none at all for a text without letters."""
    from datasketch import MinHash

    plain = re.sub(r"\W+", " ", text.casefold()).strip()
    if not plain:
        return b""
    shingles = {plain[start : start + SHINGLE].encode() for start in range(max(1, len(plain) - SHINGLE + 1))}
    sketch = MinHash(num_perm=PLACES, seed=SEED)
    sketch.update_batch(sorted(shingles))
    raw: bytes = sketch.hashvalues.astype(">u4").tobytes()
    return raw


class SignatureWindow:
    """Signatures of the articles of some days, in one block of memory: 30,000 take 16 MB and are compared in some 10 ms."""

    def __init__(self) -> None:
        self._rows = bytearray()
        self._keys = array("q")
        self._times = array("d")
        self._known: set[int] = set()

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, key: int, at: datetime, raw: bytes) -> None:
        """Remember the signature of an article first seen at a time; one known, or of a text without letters, is passed over."""
        if len(raw) == BYTES and key not in self._known:
            self._rows += raw
            self._keys.append(key)
            self._times.append(at.timestamp())
            self._known.add(key)

    def forget(self, before: datetime) -> None:
        """Drop what was first seen before a time, as far as it was added in that order."""
        limit = before.timestamp()
        count = next((place for place, at in enumerate(self._times) if at >= limit), len(self._times))
        self._known.difference_update(self._keys[:count])
        del self._rows[: count * BYTES], self._keys[:count], self._times[:count]

    def copies_of(self, raw: bytes) -> list[int]:
        """Keys of the articles that a text copies or that copy it, in the order they were added."""
        import numpy as np

        if len(raw) != BYTES or not self._keys:
            return []
        rows = np.frombuffer(self._rows, dtype=">u4").reshape(-1, PLACES)
        one = np.frombuffer(raw, dtype=">u4")
        return [
            self._keys[start + int(place)]
            for start in range(0, len(rows), _AT_ONCE)
            for place in np.flatnonzero((rows[start : start + _AT_ONCE] == one).mean(axis=1) >= SAME_TEXT)
        ]
