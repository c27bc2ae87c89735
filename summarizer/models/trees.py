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
STRIDE = 4
"""Steps after which those that have reached a leaf rest. The deepest leaf lies 16 steps down, the middle one 4."""


@dataclass(frozen=True, slots=True)
class Forest:
    """All trees in flat arrays; a leaf points to itself, so that rows and trees can walk together."""

    features: int
    depth: int
    baseline: float
    roots: "NDArray[np.intp]"
    """Indexes as numpy takes them: smaller ones are widened at every step, which took longer than the steps."""
    feature: "NDArray[np.intp]"
    threshold: "Floats"
    children: "NDArray[np.intp]"
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
            roots=np.array(roots, np.intp),
            feature=np.array(feature, np.intp),
            threshold=np.array(threshold, np.float64),
            children=np.array(children, np.intp),
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
        leaves = np.tile(self.roots, rows.shape[0])
        going = np.arange(leaves.size)
        at, base = leaves, np.repeat(np.arange(rows.shape[0]) * rows.shape[1], self.roots.size)
        for step in range(1, self.depth + 1):
            cell = self.feature.take(at)
            cell += base
            goes_right = flat.take(cell) > self.threshold.take(at)
            at = self.children.take(2 * at + goes_right)
            if step % STRIDE == 0:
                leaves[going] = at
                on = self.children.take(2 * at) != at
                going, at, base = going[on], at[on], base[on]
        leaves[going] = at
        total: Floats = self.value.take(leaves).reshape(rows.shape[0], -1).sum(axis=1)
        return total
