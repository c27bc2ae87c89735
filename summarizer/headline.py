"""A headline of at most twelve words: the article's own title if it serves, or a sentence stripped to its bones.

Deletion only, by whole phrases of the parse; which words a headline keeps is fitted (`evals/fit_headline.py`).
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from summarizer.compress import is_protected, tidy

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HEADLINE_WORDS = 12
LEAST_WORDS = 4
_SITE: Final = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")
_RUBRIC: Final = re.compile(
    r"^(?:(?:live|watch|video|exclusive|breaking|opinion|analysis|explainer|update \d*|updated|factbox|photos?|interview)\s*[:|–—-]+\s*)+",
    re.IGNORECASE,
)
_SAY: Final = frozenset("say announce report tell add state note".split())
"""Verbs of plain report. What somebody claimed, denied or warned of keeps its speaker."""


def title_headline(title: str) -> str | None:
    """The title without site and rubric, if it is a statement of a headline's length."""
    text = _RUBRIC.sub("", " ".join(title.split()))
    shorter = _SITE.sub("", text)
    if len(shorter.split()) >= LEAST_WORDS:
        text = shorter
    words = len(text.split())
    if text.endswith("?") or words < LEAST_WORDS:
        return None
    if words <= HEADLINE_WORDS:
        return text
    head = re.split(r"[;]\s|\s[–—|]\s", text)[0].rstrip(" ,:")
    return head if LEAST_WORDS <= len(head.split()) <= HEADLINE_WORDS else None


@dataclass(frozen=True, slots=True)
class Unit:
    """Tokens that only go together."""

    tokens: frozenset[int]
    kind: str


class Headliner:
    """Strips a parsed sentence down to a headline."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights

    def headline(self, doc: "Doc", most_words: int = HEADLINE_WORDS) -> str | None:
        """The best sentence of at most `most_words` words that deletion reaches; None if it reaches none."""
        value = [self.keep(token) - self._weights.get("threshold", 0.3) for token in doc]
        keep = frozenset(token.i for token in doc)
        units = list(units_of(doc))
        while True:
            gains = [
                (self._gain(unit, keep, value, most_words, doc), k)
                for k, unit in enumerate(units)
                if unit.tokens & keep
            ]
            if not gains:
                break
            gain, best = max(gains)
            if gain <= 0 and word_count(doc, keep) <= most_words:
                break
            keep -= units.pop(best).tokens
        text = render(doc, keep)
        return text if LEAST_WORDS <= len(text.split()) <= most_words else None

    def _gain(self, unit: Unit, keep: frozenset[int], value: list[float], most: int, doc: "Doc") -> float:
        """Worth of removing: by what the words are worth, and while too long, per word won."""
        going = unit.tokens & keep
        loss = sum(value[i] for i in going)
        if len(keep - going) < LEAST_WORDS:
            return -math.inf
        now = word_count(doc, keep)
        if now <= most:
            return -loss
        won = now - word_count(doc, keep - going)
        # Cutting far below the limit throws away words for nothing.
        over = max(0, most - (now - won))
        return -(loss + 0.35 * over) / max(0.3, won)

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


def units_of(doc: "Doc") -> Iterator[Unit]:
    """What may go, largest grammar first."""
    yield from _reports(doc)
    for token in doc:
        subtree = frozenset(part.i for part in token.subtree)
        if token.dep_ == "det" and token.lower_ in {"a", "an", "the"}:
            yield Unit(frozenset((token.i,)), "det")
        elif token.dep_ == "aux" and token.lemma_ == "have" and token.head.tag_ == "VBN":
            yield Unit(frozenset((token.i,)), "aux")
        elif token.dep_ in {
            "appos",
            "relcl",
            "acl",
            "advcl",
            "parataxis",
            "npadvmod",
            "prep",
            "advmod",
            "amod",
            "nmod",
            "dative",
        }:
            if (
                token.dep_ == "prep"
                and token.lower_ in {"of", "by", "between"}
                and token.head.pos_ != "PROPN"
            ):
                continue
            if not is_protected(subtree, doc, numbers=False):
                yield Unit(subtree | _comma_before(doc, subtree), token.dep_)
        elif token.dep_ == "conj":
            link = frozenset(
                t.i for t in doc[token.head.i : token.i] if t.dep_ in {"cc", "punct"} and t.head == token.head
            )
            if not is_protected(subtree, doc, numbers=False):
                yield Unit(subtree | link, "conj")
        elif token.dep_ == "compound" and token.head.ent_type_ == "PERSON" and token.ent_type_ != "PERSON":
            yield Unit(frozenset((token.i,)), "compound")
        elif token.dep_ == "poss" and token.pos_ != "PRON" and len(subtree) > 1:
            yield Unit(subtree, "poss")


def _reports(doc: "Doc") -> Iterator[Unit]:
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    if root is None or root.lemma_ not in _SAY or any(child.dep_ == "neg" for child in root.children):
        return
    for child in root.children:
        if child.dep_ == "ccomp" and any(
            part.dep_ in {"nsubj", "nsubjpass", "expl"} for part in child.children
        ):
            inside = frozenset(part.i for part in child.subtree)
            outside = frozenset(token.i for token in doc) - inside
            if not is_protected(outside - {root.i}, doc, numbers=False):
                yield Unit(outside | frozenset(_opening_that(doc, inside)), "report")


def _opening_that(doc: "Doc", inside: frozenset[int]) -> Iterator[int]:
    first = min(inside)
    if doc[first].lower_ == "that" and doc[first].dep_ == "mark":
        yield first


def _comma_before(doc: "Doc", subtree: frozenset[int]) -> frozenset[int]:
    first = min(subtree)
    return frozenset((first - 1,)) if first and doc[first - 1].text == "," else frozenset()


def word_count(doc: "Doc", keep: frozenset[int]) -> int:
    """Words as a reader counts them."""
    return len(render(doc, keep).split())


def render(doc: "Doc", keep: frozenset[int]) -> str:
    """The kept tokens as text."""
    pieces = []
    for token in doc:
        if token.i in keep:
            pieces.append(token.text_with_ws)
        elif pieces and token.whitespace_ and not pieces[-1].endswith(" "):
            pieces.append(" ")
    return tidy("".join(pieces)).rstrip(" .,;:–—-")


@cache
def load_headliner() -> Headliner:
    """With the shipped weights."""
    text = files("summarizer").joinpath("parameters/headline.json").read_text(encoding="utf-8")
    return Headliner(json.loads(text))
