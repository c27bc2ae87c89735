"""Which of a sentence's punctuation a headline keeps: a comma between words that both stayed, or behind what opens the sentence.

Knows a parsed sentence and which of its tokens were kept.
"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PAUSES: Final = frozenset((",", ";", ":", "-", "–", "—", "--"))
_OPENING: Final = frozenset(("advcl", "prep", "npadvmod"))
"""Relations of what may stand before the subject: "In Zarev, …", "Although it rained, …"."""


def is_shown(mark: "Token", kept: frozenset[int]) -> bool:
    """Does this pause stay in the text?"""
    return ends_opening(mark) or (mark.i in kept and joins(mark, kept))


def joins(mark: "Token", kept: frozenset[int]) -> bool:
    """Are both neighbours of a pause kept? An article behind it may have gone."""
    doc, after = mark.doc, mark.i + 1
    if after < len(doc) and doc[after].dep_ == "det" and after not in kept:
        after += 1
    return {mark.i - 1, after} <= kept


def ends_opening(token: "Token") -> bool:
    """The comma between what stands before the subject and the subject: "Speaking in Zarev, Orlan warned", "…, Orlan said"."""
    root = next((each for each in token.doc if each.dep_ == "ROOT"), None)
    if token.text != "," or root is None:
        return False
    subject = next((child for child in root.children if child.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    if subject is None or token.i >= subject.left_edge.i:
        return False
    reported = any(child.dep_ == "ccomp" and child.i < token.i for child in root.children)
    if reported:
        return bool(token.head == root or token.i == subject.left_edge.i - 1)
    opened = any(child.dep_ in _OPENING and child.left_edge.i < token.i for child in root.children)
    last = all(between.text != "," for between in token.doc[token.i + 1 : subject.left_edge.i])
    return bool(token.head == root or (opened and last))


def empty_marks(doc: "Doc", kept: frozenset[int]) -> set[int]:
    """Double quotation marks around words that went; the parser may hang one on a word that stays."""
    marks = [token.i for token in doc if token.text in {'"', "“", "”"}]
    pairs = zip(marks[::2], marks[1::2], strict=False)
    return {
        i
        for first, last in pairs
        if not any(inside in kept and not doc[inside].is_punct for inside in range(first + 1, last))
        for i in (first, last)
    }
