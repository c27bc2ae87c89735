"""A forest of boosted decision trees, read from plain JSON and scored with numpy.

Knows arrays; does not know what the features mean or how the trees were grown (`evals/fit_quotes.py` grows them).
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

BLOCK = 64
"""Rows scored at once: rows times trees then fit the processor's cache."""


@dataclass(frozen=True, slots=True)
class Forest:
    """All trees in flat arrays: a leaf points to itself, so that every row walks the same number of steps."""

    features: int
    depth: int
    baseline: float
    roots: "NDArray[np.int32]"
    feature: "NDArray[np.int32]"
    threshold: "Floats"
    children: "NDArray[np.int32]"
    """Left and right child of node n at 2n and 2n + 1."""
    value: "Floats"

    @classmethod
    def load(cls, path: Path) -> "Forest":
        """Reads a file written by `dump`."""
        return cls.from_json(json.loads(path.read_text(encoding="utf-8")))

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Forest":
        """`data["trees"]` is a list of trees, each a list of nodes: `[value]` or `[feature, threshold, left, right]`."""
        import numpy as np

        feature: list[int] = []
        threshold: list[float] = []
        children: list[int] = []
        value: list[float] = []
        roots: list[int] = []
        for tree in data["trees"]:
            base = len(feature)
            roots.append(base)
            for k, node in enumerate(tree):
                leaf = len(node) == 1
                feature.append(0 if leaf else node[0])
                threshold.append(0.0 if leaf else node[1])
                children += [base + k, base + k] if leaf else [base + node[2], base + node[3]]
                value.append(node[0] if leaf else 0.0)
        return cls(
            features=data["features"],
            depth=data["depth"],
            baseline=data["baseline"],
            roots=np.array(roots, np.int32),
            feature=np.array(feature, np.int32),
            threshold=np.array(threshold, np.float64),
            children=np.array(children, np.int32),
            value=np.array(value, np.float64),
        )

    def probabilities(self, rows: "Floats") -> "Floats":
        """Probability of the positive class for each row."""
        import numpy as np

        if rows.shape[0] == 0:
            return np.zeros(0)
        if rows.shape[1] != self.features:
            raise ValueError(
                f"The forest was grown on {self.features} features, not on {rows.shape[1]}: fit it again."
            )
        scores = [self._sum(rows[k : k + BLOCK]) for k in range(0, rows.shape[0], BLOCK)]
        score: Floats = self.baseline + np.concatenate(scores)
        return 1.0 / (1.0 + np.exp(-score))

    def _sum(self, rows: "Floats") -> "Floats":
        """Leaf values of a block of rows, summed over the trees."""
        import numpy as np

        flat = np.ascontiguousarray(rows).ravel()
        base = (np.arange(rows.shape[0], dtype=np.int32) * rows.shape[1])[:, None]
        at = np.repeat(self.roots[None, :], rows.shape[0], axis=0)
        for _ in range(self.depth):
            goes_right = flat.take(base + self.feature.take(at)) > self.threshold.take(at)
            at = self.children.take(2 * at + goes_right)
        total: Floats = self.value.take(at).sum(axis=1)
        return total
