"""The forest's arithmetic."""

import numpy as np
import pytest

from summarizer.trees import Forest

STUMP = [[0, 0.5, 1, 2], [-1.0], [2.0]]
DEEP = [[1, 3.0, 1, 2], [0.25], [0, 9.0, 3, 4], [-0.5], [0.5]]


def grown(*trees: list[list[float]]) -> Forest:
    return Forest.from_json({"features": 2, "depth": 2, "baseline": 0.1, "trees": list(trees)})


@pytest.mark.parametrize(
    ("row", "score"),
    [
        ([0.5, 0], 0.1 - 1 + 0.25),
        ([0.6, 4], 0.1 + 2 - 0.5),
        ([9.5, 4], 0.1 + 2 + 0.5),
        ([0, 3], 0.1 - 1 + 0.25),
    ],
)
def test_every_tree_adds_the_leaf_a_row_falls_into(row: list[float], score: float) -> None:
    (probability,) = grown(STUMP, DEEP).probabilities(np.array([row], float))
    assert probability == pytest.approx(1 / (1 + np.exp(-score)))


def test_no_rows_give_no_probabilities() -> None:
    assert grown(STUMP).probabilities(np.zeros((0, 0))).size == 0


def test_rows_of_another_width_are_refused() -> None:
    with pytest.raises(ValueError, match="fit it again"):
        grown(STUMP).probabilities(np.zeros((1, 3)))
