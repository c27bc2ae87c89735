"""The forest's arithmetic."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models.trees import STRIDE, Forest

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


Tree = list[list[float]]


@st.composite
def trees(draw: st.DrawFn) -> tuple[Tree, int]:
    """A tree of random shape and its depth."""
    nodes: Tree = []

    def grow(left: int) -> tuple[int, int]:
        at = len(nodes)
        nodes.append([draw(st.floats(-1, 1))])
        if left and draw(st.booleans()):
            feature, threshold = draw(st.integers(0, 1)), draw(st.floats(-1, 1))
            (low, deep), (high, deeper) = grow(left - 1), grow(left - 1)
            nodes[at] = [feature, threshold, low, high]
            return at, 1 + max(deep, deeper)
        return at, 0

    _, depth = grow(2 * STRIDE + 1)
    return nodes, depth


def leaf(tree: Tree, row: list[float]) -> float:
    node = tree[0]
    while len(node) > 1:
        node = tree[int(node[3] if row[int(node[0])] > node[1] else node[2])]
    return node[0]


@given(st.lists(trees(), min_size=1, max_size=4), st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1)), min_size=1, max_size=5))  # fmt: skip
def test_a_walk_that_rests_at_leaves_ends_where_a_plain_one_does(
    grown_trees: list[tuple[Tree, int]], rows: list[tuple[float, float]]
) -> None:
    depth = max(own for _, own in grown_trees)
    forest = Forest.from_json(
        {"features": 2, "depth": depth, "baseline": 0.0, "trees": [tree for tree, _ in grown_trees]}
    )
    scores = [sum(leaf(tree, list(row)) for tree, _ in grown_trees) for row in rows]
    assert forest.probabilities(np.array(rows)).tolist() == pytest.approx(
        [1 / (1 + np.exp(-score)) for score in scores]
    )
