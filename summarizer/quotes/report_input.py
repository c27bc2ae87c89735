"""A reading as numbers: what the network that finds reported speech is told about each word and each pair of words.

Knows tokens, the dependency tree and word lists; is given what each word means (`word_states`). Knows no parameters; `evals/fit_indirect.py` trains on exactly these arrays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from summarizer.quotes.reading import Reading
from summarizer.text.cues import NOUNS, SAY, STRONG
from summarizer.text.people_words import OFFICES, ORGANISATION_WORDS

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

REACH: Final = 60
"""Tokens on either side of a cue in which its words are looked for; 99 % of the train data's contents lie inside."""
CLIMB: Final = 3
"""Steps up the tree from a cue that are told apart."""

_POS: Final = {p: k + 1 for k, p in enumerate("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SPACE SYM VERB X".split())}  # fmt: skip
_TAGS: Final = {
    t: k + 1
    for k, t in enumerate(
        """$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS
        RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX _SP ``""".split()
    )
}
_DEPS: Final = {
    d: k + 1
    for k, d in enumerate(
        """ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative dep det
        dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj predet prep prt
        punct quantmod relcl xcomp""".split()
    )
}
POS_SIZE: Final = 20
TAG_SIZE: Final = 60
DEP_SIZE: Final = 50
"""Rows of the embedding tables; 0 is a label that the parser did not have when the network was trained."""
FLAGS: Final = 7

SELF: Final = 98
UNDER: Final = 99
"""In the cue's own subtree, but under no child of it."""
ABOVE: Final = 100
BESIDE: Final = 154
RELATIONS: Final = 320
"""Rows of the relation table: 1–51 under a child of the cue with that label, 100–103 under an ancestor, from 154 under a sister
with that label."""
EDGES: Final = 9
DISTANCES: Final = 26


@dataclass(frozen=True, slots=True)
class Window:
    """The tokens around one cue, as the cue sees them."""

    first: int
    last: int
    relation: Ints
    """Where each stands in the tree."""
    edges: Floats
    """Whether each begins or ends a subtree that matters, and shares the cue's sentence."""
    distance: Ints
    """Logarithmic, signed, from 0."""


class ReportInput:
    """The arrays of one reading; `states`: (tokens, SIZE) of `word_states`."""

    def __init__(self, reading: Reading, states: Floats) -> None:
        self._tokens = reading.tokens
        self.children = reading.children
        self.size = len(reading.tokens)
        tokens = reading.tokens
        lemmas = [t.lemma for t in tokens]
        self.states = states
        self.pos = np.array([_POS.get(t.pos, 0) for t in tokens], np.int64)
        self.tag = np.array([_TAGS.get(t.tag, 0) for t in tokens], np.int64)
        self.dep = np.array([_DEPS.get(t.dep, 0) for t in tokens], np.int64)
        self.head = np.array([t.head for t in tokens], np.int64)
        self.paragraph = np.array([t.paragraph for t in tokens], np.int64)
        self.sentence = np.array([t.sentence for t in tokens], np.int64)
        self.flags = self._flags(lemmas)

    def _flags(self, lemmas: Sequence[str]) -> Floats:
        opens = np.diff(self.sentence, prepend=-1) != 0
        rows = [
            (t.quoted, t.text[:1].isupper(), w in SAY, w in STRONG, w in NOUNS, w in OFFICES or w in ORGANISATION_WORDS)
            for t, w in zip(self._tokens, lemmas, strict=True)
        ]  # fmt: skip
        return np.column_stack([np.array(rows, np.float32).reshape(-1, 6), opens]).astype(np.float32)

    @cached_property
    def neighbours(self) -> tuple[Ints, Ints, Ints]:
        """Previous and next token of the same paragraph and the head; `size` where there is none."""
        at = np.arange(self.size)
        fresh = np.diff(self.paragraph, prepend=-1) != 0
        before = np.where(fresh, self.size, at - 1)
        after = np.where(np.append(fresh[1:], values=True), self.size, at + 1)
        return before, after, np.where(self.head == at, self.size, self.head)

    @cached_property
    def families(self) -> tuple[Ints, Ints, Ints]:
        """All children, those of one head together; the heads; where the children of each begin."""
        own = np.nonzero(self.head != np.arange(self.size))[0]
        children = own[np.argsort(self.head[own], kind="stable")]
        heads, firsts = np.unique(self.head[children], return_index=True)
        return children, heads, firsts

    @cached_property
    def shares(self) -> Floats:
        """What each child of a token counts in the sum over them: one over the root of their number."""
        return np.array([1 / max(1, len(c)) ** 0.5 for c in self.children], np.float32)

    @cached_property
    def subtrees(self) -> tuple[list[int], list[int]]:
        """First and last token of each token's subtree."""
        low, high = list(range(self.size)), list(range(self.size))
        heads = self.head.tolist()
        # Children before heads: deepest first.
        for i in sorted(range(self.size), key=self._depths.__getitem__, reverse=True):
            head = heads[i]
            low[head] = min(low[head], low[i])
            high[head] = max(high[head], high[i])
        return low, high

    @cached_property
    def _depths(self) -> list[int]:
        heads = self.head.tolist()
        depths = [-1] * self.size
        for i in range(self.size):
            path: list[int] = []
            at = i
            while depths[at] < 0 and heads[at] != at and len(path) < 200:  # noqa: PLR2004 — a broken parse must not loop
                path.append(at)
                at = heads[at]
            base = max(0, depths[at])
            depths[at] = base
            for step, node in enumerate(reversed(path), 1):
                depths[node] = base + step
        return depths

    @cached_property
    def _borders(self) -> tuple[Ints, Ints]:
        return (
            np.searchsorted(self.paragraph, self.paragraph, "left"),
            np.searchsorted(self.paragraph, self.paragraph, "right") - 1,
        )

    def window(self, cue: int) -> Window:
        """The tokens within reach of a cue, in its paragraph."""
        first = max(int(self._borders[0][cue]), cue - REACH)
        last = min(int(self._borders[1][cue]), cue + REACH)
        size = last - first + 1
        relation = np.zeros(size, np.int64)
        edges = np.zeros((size, EDGES), np.float32)
        low, high = self.subtrees

        def mark(node: int, value: int, column: int) -> None:
            a, b = max(low[node], first) - first, min(high[node], last) - first
            if a > b:
                return
            relation[a : b + 1] = value
            if low[node] >= first:
                edges[a, column] = 1
            if high[node] <= last:
                edges[b, column + 1] = 1

        for up, ancestor in reversed(list(enumerate(self._above(cue), 1))):
            mark(ancestor, ABOVE + up, 4)
            for sister in self.children[ancestor]:
                if not low[sister] <= cue <= high[sister]:
                    mark(sister, BESIDE + int(self.dep[sister]) if up == 1 else ABOVE + up, 2)
        mark(cue, UNDER, 6)
        for child in self.children[cue]:
            mark(child, 1 + int(self.dep[child]), 0)
        relation[cue - first] = SELF
        edges[:, 8] = self.sentence[first : last + 1] == self.sentence[cue]
        return Window(first, last, relation, edges, _distances(cue, first, last))

    def _above(self, cue: int) -> list[int]:
        found: list[int] = []
        at = cue
        while int(self.head[at]) != at and len(found) < CLIMB:
            at = int(self.head[at])
            found.append(at)
        return found


def _distances(cue: int, first: int, last: int) -> Ints:
    away = np.arange(first, last + 1) - cue
    steps = np.sign(away) * np.ceil(np.log2(np.abs(away) + 1) * 1.5)
    found: Ints = np.clip(steps + 12, 0, DISTANCES - 2).astype(np.int64)
    return found
