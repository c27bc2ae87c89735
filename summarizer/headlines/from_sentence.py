"""A headline of at most twelve words from a sentence, stripped to its bones.

Deletion only, by whole phrases of the parse; which words a headline keeps is fitted (`evals/fit_headline.py`), what a
deletion costs is in `costs`, what must not come of it in `checks`. Titles are `from_title`'s.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from summarizer.headlines.checks import indivisible, is_unsound
from summarizer.headlines.costs import NEVER, cost_of_dropping, is_witness
from summarizer.headlines.from_title import HEADLINE_WORDS, is_headline
from summarizer.headlines.marks import PAUSES, empty_marks, ends_opening, joins
from summarizer.text.compress import is_protected, tidy
from summarizer.text.openings import stands_alone
from summarizer.text.structure import is_balanced

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SAY: Final = frozenset("say announce report tell add state note".split())
"""Verbs of plain report. What somebody claimed, denied or warned of keeps its speaker."""
_SINGLE: Final = re.compile(r"(?<!\w)['‘’]|['‘’](?!\w)")
_POSSESSIVE: Final = re.compile(r"(?<=s)['’](?= \w)")
"""The mark of "the ministers’ talks" is no quotation's."""
_EMPTY: Final = re.compile(r"\(\s*\)|\[\s*\]|[\"“]\s*[\"”]|(?<!\w)['‘]\s+['’](?!\w)|‘’")
"""Marks whose words all went."""
REPORT_COST: Final = -1.0
MOST_TOKENS: Final = 120
LEAST_TOLD: Final = 5
"""Words of content from which a headline says enough: "President Orlan has lashed out" is bare. Less serves where nothing else is sound."""
_CONTENT: Final = frozenset("NOUN PROPN VERB ADJ ADV NUM".split())
_LEANING: Final = frozenset("also however meanwhile".split())
"""Words that lean on what was said before, and nothing was."""


class Headliner:
    """Strips a parsed sentence down to a headline."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights

    def headline(self, doc: "Doc", most_words: int = HEADLINE_WORDS) -> str | None:
        """The best text of at most `most_words` words that deletion reaches; None if it reaches none.

        Exact: a knapsack over the tree of dependencies, in which a phrase goes whole or keeps its head.
        """
        root = next((token for token in doc if token.dep_ == "ROOT"), None)
        if root is None or not _is_statement(root) or len(doc) > MOST_TOKENS:
            return None  # the parse went wrong
        starts = [(root, 0.0), *((token, REPORT_COST) for token in reported(root))]
        starts = [(start, cost) for start, cost in starts if _has_subject(start)]
        whole = indivisible(doc)
        tables = [(self._table(start, most_words, whole), cost) for start, cost in starts]
        reached = [
            (_tells_little(doc, kept), value - cost, kept)
            for table, cost in tables
            for value, kept in table
            if kept
        ]
        for _, value, kept in sorted(reached, key=lambda found: (found[0], -found[1])):
            # Below, something that the sentence cannot do without is gone: "The crew believed".
            if value < -NEVER / 2 or is_unsound(doc, kept):
                continue
            text = render(doc, kept)
            if len(text.split()) <= most_words and is_headline(text) and stands_alone(text):
                return text
        return None

    def _table(
        self, token: "Token", most: int, whole: Mapping[int, int]
    ) -> list[tuple[float, frozenset[int]]]:
        """For each number of words up to `most`, the best way to keep this token and of its phrases what fits.

        `whole`: the group of each token that stays or goes with others.
        """
        own = _words(token)
        table = [(-math.inf, frozenset[int]())] * (most + 1)
        if own > most:
            return table
        worth = self.keep(token) - self._weights.get("threshold", 0.0) * own
        table[own] = (worth, frozenset((token.i,)))
        for child in token.children:
            if child.dep_ in {"cc", "punct"} or (child.lower_ in _LEANING and child.dep_ == "advmod"):
                continue
            below = self._table(child, most, whole)
            for link in _links(child):
                below = _join(below, self._table(link, most, whole), NEVER, most)
            together = child.i in whole and whole[child.i] == whole.get(token.i)
            table = _join(table, below, NEVER if together else cost_of_dropping(child), most)
        for child in token.children:
            if child.dep_ == "punct":
                table = _join(table, self._table(child, most, whole), 0.0, most)
        return table

    def keep(self, token: "Token") -> float:
        """Probability that a person's headline keeps this word."""
        score = sum(self._weights.get(name, 0.0) * amount for name, amount in token_features(token))
        return 1.0 / (1.0 + math.exp(-score))


def token_features(token: "Token") -> Iterator[tuple[str, float]]:
    """Named features of one word of a lead sentence."""
    doc = token.doc
    depth, head, report = 0, token, 0.0
    while head.head is not head and depth < 15:  # noqa: PLR2004 - deeper is as deep
        if head.dep_ in {"relcl", "acl", "advcl", "appos", "parataxis"}:
            yield f"under:{head.dep_}", 1.0
        head = head.head
        depth += 1
    if head.lemma_ in _SAY:
        inside = any(a.dep_ == "ccomp" for a in (token, *token.ancestors))
        report = 0.0 if inside else 1.0
    yield "bias", 1.0
    yield f"pos:{token.pos_}", 1.0
    yield f"dep:{token.dep_}", 1.0
    yield f"entity:{token.ent_type_ or 'none'}", 1.0
    yield "depth", depth / 5.0
    yield "place", token.i / max(1, len(doc))
    yield "early", float(token.i < HEADLINE_WORDS)
    yield "report", report
    yield "length", len(token.text) / 8.0


def _is_statement(root: "Token") -> bool:
    """A verb that says when ("met", "has met"; not the "calling" of a caption), without a "before" of its own."""
    helpers = [child for child in root.children if child.dep_ in {"aux", "auxpass"}]
    # "The document being drawn up" says no when.
    being = bool(helpers) and all(child.lower_ == "being" for child in helpers)
    finite = root.pos_ in {"VERB", "AUX"} and not being and (root.tag_ != "VBG" or bool(helpers))
    return finite and not any(child.dep_ == "mark" for child in root.children)


def _tells_little(doc: "Doc", kept: frozenset[int]) -> bool:
    return sum(_words(doc[i]) for i in kept if doc[i].pos_ in _CONTENT) < LEAST_TOLD


def _has_subject(verb: "Token") -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass", "csubj", "expl"} for child in verb.children)


def reported(root: "Token") -> Iterator["Token"]:
    """What a witness reports plainly: the headline may state it. Whoever has a side in it, or an outlet, keeps what it says."""
    if root.lemma_ not in _SAY or any(child.dep_ in {"neg", "aux"} for child in root.children):
        return
    if not any(child.dep_ == "nsubj" and is_witness(child) for child in root.children):
        return
    for child in root.children:
        subject = any(part.dep_ in {"nsubj", "nsubjpass", "expl"} for part in child.children)
        if child.dep_ == "ccomp" and subject:
            rest = {token.i for token in root.doc} - {token.i for token in child.subtree} - {root.i}
            if not is_protected(rest, root.doc, numbers=False):
                yield child


def _join(
    table: "list[tuple[float, frozenset[int]]]",
    child: "list[tuple[float, frozenset[int]]]",
    cost: float,
    most: int,
) -> "list[tuple[float, frozenset[int]]]":
    """Dropping the child costs `cost`; keeping it takes words."""
    joined = [(value - cost, kept) for value, kept in table]
    for size, (value, kept) in enumerate(table):
        if not kept:
            continue
        for more in range(most - size + 1):
            worth, phrase = child[more]
            if phrase and value + worth > joined[size + more][0]:
                joined[size + more] = (value + worth, kept | phrase)
    return joined


def _links(token: "Token") -> list["Token"]:
    """The "and" that comes with the second of two."""
    if token.dep_ != "conj":
        return []
    links = [part for part in token.head.children if part.dep_ == "cc" and part.i < token.i]
    return links[-1:]


def _words(token: "Token") -> int:
    """1 for a token that begins a word, 0 for the rest of one and for punctuation."""
    begins = token.i == 0 or bool(token.doc[token.i - 1].whitespace_)
    return int(begins and not token.is_punct)


def render(doc: "Doc", kept: frozenset[int]) -> str:
    """The kept tokens as text; a comma stays only where nothing beside it went, a quotation mark only with its partner."""
    pieces: list[str] = []
    empty = empty_marks(doc, kept)
    for token in doc:
        if token.i in empty:
            continue
        # The parser may hang the comma before "Orlan said" on a phrase that went.
        if token.i not in kept and not (pieces and ends_opening(token)):
            if pieces and token.whitespace_ and not pieces[-1].endswith(" "):
                pieces.append(" ")
            continue
        lonely = token.text in PAUSES and not joins(token, kept) and not (pieces and ends_opening(token))
        pieces.append(token.whitespace_ if lonely else token.text_with_ws)
    # A comma before a mark that went has no space of its own.
    text = re.sub(r",(?=[^\W\d_])", ", ", _EMPTY.sub("", "".join(pieces)))
    quoted = re.findall(r'["“]([^"“”]+)["”]', text)
    if not is_balanced(text) or any(words.strip(" .,") not in doc.text for words in quoted):
        # Words were deleted between the marks: what is left is nobody's verbatim.
        text = re.sub(r"[\"“”()\[\]]", "", text)
    marks = len(_SINGLE.findall(text))
    if marks % 2 and marks > len(_POSSESSIVE.findall(text)):
        text = _SINGLE.sub("", text)
    return tidy(text).rstrip(" .,;:–—-")


@cache
def load_headliner() -> Headliner:
    """With the shipped weights."""
    text = files("summarizer").joinpath("parameters/headline.json").read_text(encoding="utf-8")
    return Headliner(json.loads(text))
