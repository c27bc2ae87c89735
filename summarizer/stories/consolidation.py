"""The second look: stories that turned out to be one are merged, one that turned out to be two is split.

One-pass filing depends on the order of arrival; this does not. It regroups the window by average link and keeps story ids
stable: a group keeps the id that most of its articles have. Pure but for the clusterer it reads.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from summarizer.stories.clustering import Clusterer

LARGEST = 300
"""Articles regrouped at once. A larger tangle is first cut at its weaker links."""
_STEP = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Articles that belong together and the story that they are, or None for one that must begin."""

    articles: tuple[int, ...]
    story_id: int | None


def consolidate(clusterer: Clusterer, *, touched: Iterable[int] | None = None) -> tuple[Group, ...]:
    """Groups whose articles are not all filed under one story of their own.

    `touched`: only the surroundings of these articles (those filed since the last look); None looks at everything.
    Average link stops where the mean margin is below zero; two groups without a single likely pair can't reach it, so that
    looking at connected parts one by one gives what looking at everything would.
    """
    changed: list[Group] = []
    for part in _parts(clusterer, clusterer.articles() if touched is None else touched):
        groups = _average_link(clusterer, part)
        changed += [group for group in _keep_ids(clusterer, groups) if _differs(clusterer, group)]
    return tuple(changed)


def _parts(clusterer: Clusterer, touched: Iterable[int]) -> list[list[int]]:
    """Articles connected with the touched ones by likely pairs or by a common story, oldest first."""
    seen: set[int] = set()
    parts = []
    for start in sorted(touched):
        if start not in seen and start in clusterer:
            part = _around(clusterer, start)
            seen.update(part)
            parts.append(sorted(part))
    return [piece for part in sorted(parts) for piece in _cut(clusterer, part)]


def _around(clusterer: Clusterer, start: int) -> set[int]:
    found, waiting = {start}, [start]
    while waiting:
        article = waiting.pop()
        near = {*clusterer.beside(article), *(other for other, _ in clusterer.likely(article))} - found
        found |= near
        waiting += near
    return found


def _cut(clusterer: Clusterer, part: list[int]) -> list[list[int]]:
    if len(part) <= LARGEST:
        return [part]
    inside, least = set(part), 0.0
    edges = [
        (one, other, margin)
        for one in part
        for other, margin in clusterer.likely(one)
        if one < other and other in inside
    ]
    pieces = [part]
    while max(map(len, pieces)) > LARGEST and least < 1.0:
        least += _STEP
        pieces = _connected(part, [(one, other) for one, other, margin in edges if margin >= least])
    return [piece for piece in pieces if 1 < len(piece) <= LARGEST]


def _connected(part: Iterable[int], edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    parent = {key: key for key in part}

    def root(key: int) -> int:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for first, second in edges:
        parent[max(root(first), root(second))] = min(root(first), root(second))
    pieces: dict[int, list[int]] = {}
    for key in sorted(parent):
        pieces.setdefault(root(key), []).append(key)
    return list(pieces.values())


def _average_link(clusterer: Clusterer, part: Sequence[int]) -> list[tuple[int, ...]]:
    size = len(part)
    if size == 1:
        return [tuple(part)]
    margins = np.full((size, size), -np.inf)
    for i in range(size):
        for j in range(i):
            margins[i, j] = margins[j, i] = clusterer.margin(part[i], part[j])
    groups: dict[int, list[int]] = {i: [part[i]] for i in range(size)}
    while len(groups) > 1:
        flat = int(np.argmax(margins))
        first, second = sorted(divmod(flat, size))
        if margins[first, second] < 0:
            break
        one, other = len(groups[first]), len(groups[second])
        merged = (one * margins[first] + other * margins[second]) / (one + other)
        merged[[first, second]] = -np.inf
        margins[first], margins[:, first] = merged, merged
        margins[second], margins[:, second] = -np.inf, -np.inf
        groups[first] += groups.pop(second)
    return [tuple(sorted(members)) for members in groups.values()]


def _keep_ids(clusterer: Clusterer, groups: Iterable[tuple[int, ...]]) -> list[Group]:
    """Every group takes the story that most of its articles are filed under, the largest group first."""
    taken: set[int] = set()
    result = []
    for members in sorted(groups, key=lambda group: (-len(group), group)):
        counts = Counter(story for key in members if (story := clusterer.story_of(key)) is not None)
        choice = [
            story
            for story, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            if story not in taken
        ]
        taken.update(choice[:1])
        result.append(Group(articles=members, story_id=choice[0] if choice else None))
    return result


def _differs(clusterer: Clusterer, group: Group) -> bool:
    return any(clusterer.story_of(key) != group.story_id for key in group.articles)
