"""The summary corpora as the evaluations read them: articles, references, folds without near-duplicates across them.

Encodings are kept in a cache folder, so that a second run takes seconds.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.models.encoder import Encoder, Vectors
from summarizer.types import Document

FOLDS = 5
SHARED_SHINGLES = 10
"""Articles that share this many runs of eight words are one article to the folds: corpora overlap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An article with what people wrote about it."""

    id: str
    corpus: str
    style: str
    """"bullets" (a few sentences) or "sentence"."""
    text: str
    references: tuple[str, ...]
    fold: int = 0


def load(data: Path, corpora: Sequence[str]) -> list[Example]:
    """Examples of several corpora, with folds."""
    rows = [
        (name, json.loads(line)) for name in corpora for line in _lines(data / "summaries" / f"{name}.jsonl")
    ]
    folds = _folds([row["text"] for _, row in rows])
    return [
        Example(
            id=str(row["id"]),
            corpus=name,
            style="sentence" if name == "one_sentence" or row.get("style") == "one-sentence" else "bullets",
            text=row["text"],
            references=(row["reference"],),
            fold=fold,
        )
        for (name, row), fold in zip(rows, folds, strict=True)
    ]


def documents(examples: Sequence[Example]) -> list[Document]:
    """What the summarizer is given: the text, known to be English."""
    return [Document(text=example.text, language="en") for example in examples]


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def _folds(texts: Sequence[str]) -> list[int]:
    groups = list(range(len(texts)))

    def top(index: int) -> int:
        while groups[index] != index:
            groups[index] = groups[groups[index]]
            index = groups[index]
        return index

    for left, right in _overlapping(texts):
        groups[top(left)] = top(right)
    # A hash of the group's own text: adding a corpus does not move the others' folds.
    return [int(hashlib.sha256(texts[top(i)].encode()).hexdigest(), 16) % FOLDS for i in range(len(texts))]


def _overlapping(texts: Sequence[str]) -> list[tuple[int, int]]:
    holders: dict[int, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        words = text.lower().split()
        for shingle in {hash(tuple(words[i : i + 8])) for i in range(max(1, len(words) - 7))}:
            holders[shingle].append(index)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for holding in holders.values():
        # A phrase that many articles have is a formula of the trade.
        if 1 < len(holding) < 8:
            for other in holding[1:]:
                shared[holding[0], other] += 1
    return [pair for pair, count in shared.items() if count >= SHARED_SHINGLES]


class RememberingEncoder(Encoder):
    """Encodes each text once, ever: vectors lie in a folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._file = folder / "vectors.npz"
        self._known: dict[str, Any] = {}
        folder.mkdir(parents=True, exist_ok=True)
        if self._file.exists():
            with np.load(self._file) as saved:
                self._known = dict(zip(saved["keys"].tolist(), saved["rows"], strict=True))

    def encode(self, texts: Sequence[str], *, max_tokens: int | None = None) -> Vectors:
        """As `Encoder.encode`; only the engine's own length is remembered."""
        if max_tokens is not None:
            return super().encode(texts, max_tokens=max_tokens)
        keys = [hashlib.blake2b(text.encode(), digest_size=12).hexdigest() for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if new:
            self._known |= dict(zip(new, super().encode(list(new.values())), strict=True))
        return np.stack([self._known[key] for key in keys]).astype(np.float32) if keys else super().encode([])

    def save(self) -> None:
        """Write what was learnt."""
        np.savez(self._file, keys=np.array(list(self._known)), rows=np.stack(list(self._known.values())))
