"""What deletion must not make of a sentence: broken quotations, ends where nothing can end, two phrases run into one.

Knows a parsed sentence and which of its tokens were kept; does not choose them (`headline` does).
"""

from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OPEN_MARKS: Final = frozenset("\"'“‘„«»")
_NOMINAL: Final = frozenset(("NUM", "NOUN", "PROPN", "ADJ"))


def breaks_words(doc: "Doc", kept: frozenset[int]) -> bool:
    """Does this keep some of what stands between two quotation marks and not all?"""
    inside = False
    spoken: list[int] = []
    for token in doc:
        if token.text in {'"', "“", "”", "``", "''"}:
            inside = token.text in {"“", "``"} or (token.text == '"' and not inside)
            if 0 < sum(i in kept for i in spoken) < len(spoken):
                return True
            spoken = []
        elif inside and not token.is_punct:
            spoken.append(token.i)
    return False


def breaks_off(doc: "Doc", kept: frozenset[int]) -> bool:
    """Does this end where the sentence cannot: at a verb that it goes on from ("the crew believed"), before its "of"?"""
    last = doc[max(kept)]
    if last.i + 1 >= len(doc):
        return False
    following = doc[last.i + 1]
    if last.pos_ in {"VERB", "AUX"}:
        return not (following.is_punct and following.text not in OPEN_MARKS) and following.pos_ != "ADP"
    return following.lower_ in {"of", "to", "than"} and last in {following.head, following.head.head}


def runs_together(doc: "Doc", kept: frozenset[int]) -> bool:
    """Do two phrases now stand as one: "126 people 14 women" of "126 people and 92 rebels, among them 14 women"?

    Where a number, an apposition or a second object is one of the two, a reader counts or names wrongly.
    """
    beside = pairwise(doc[i] for i in sorted(kept) if not doc[i].is_punct)
    return any(
        left.pos_ in _NOMINAL
        and right.pos_ in _NOMINAL
        and (_apart(left, right) or ((left.like_num or right.like_num) and left.head.i != right.i))
        and not all(i in kept for i in range(left.i, right.i))
        for left, right in beside
    )


def _apart(left: "Token", right: "Token") -> bool:
    """An apposition, or two objects of one verb."""
    objects = left.dep_ == right.dep_ == "dobj" and left.head.i == right.head.i
    return objects or bool(right.dep_ == "appos")
