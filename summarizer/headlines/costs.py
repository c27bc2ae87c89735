"""What dropping a phrase of a parsed sentence does to a headline: nothing, some worth, or never.

Hand-set, by reading what came out. Knows one token and what hangs on it; the search is in `from_sentence`.
"""

from typing import TYPE_CHECKING, Final

from summarizer.headlines.scope import narrows
from summarizer.text.compress import is_protected

if TYPE_CHECKING:
    from spacy.tokens import Token

NEVER: Final = 1e6
COSTS: Final = {
    "appos": 0.0, "relcl": 0.0, "parataxis": 0.0, "advcl": 0.0, "npadvmod": 0.0, "advmod": 0.1, "acl": 0.3,
    "nmod": 0.3, "poss": 2.5, "dative": 0.8, "agent": 0.6, "predet": 0.0, "intj": 0.0,
    "dep": 0.3, "meta": 0.0, "preconj": 0.0,
}  # fmt: skip
"""Of dropping a phrase, by its relation to its head, in kept words; set by hand, by reading what came out."""
_ASKING: Final = frozenset(("WRB", "WP", "WP$", "WDT"))
"""Tags of "how", "who", "whose", "which": "wondered how it would end" is no "wondered it would end"."""
_HYPHENS: Final = frozenset("-–/")
_WITNESSES: Final = frozenset(
    "police official authority court hospital doctor medic firefighter rescuer".split()
)
_SHARES: Final = frozenset(
    "% percent half third quarter fifth majority most many some share part none all each any".split()
)
_OFFICES: Final = frozenset(
    "minister ministry office secretary affairs council nations general court bank party state".split()
)


def cost_of_dropping(token: "Token") -> float:
    """What dropping this phrase costs, in kept words; `NEVER` where the rest would say something else."""
    if token.is_punct:
        return 0.0
    if token.dep_ == "mark" and token.lower_ == "that" and token.head.dep_ == "ccomp":
        return 0.0
    if token.tag_ in _ASKING or _limits(token) or narrows(token):
        return NEVER
    if _divides(token) or _ascribes(token) or _is_joined(token):
        return NEVER
    return _phrase_cost(token)


def is_witness(token: "Token") -> bool:
    """Somebody whose report of a fact is nobody's side of it: the police, a court, officials whose country is not named."""
    named = any(part.ent_type_ in {"NORP", "GPE"} for part in token.subtree)
    return token.lemma_.lower() in _WITNESSES and not named


def _ascribes(token: "Token") -> bool:
    """Is this "according to the ministry"? Without it the headline would vouch for what the ministry says."""
    if token.head.lower_ == "according":
        return True
    return token.lower_ == "according" and not any(
        is_witness(part) for part in token.subtree if part.dep_ == "pobj"
    )


def _limits(token: "Token") -> bool:
    """Would what stays claim more without this? A negation, a hedge, a condition does; a whole aside with its own does not."""
    conditions = {"if", "unless", "whether"}
    marked = any(child.dep_ == "mark" and child.lower_ in conditions for child in token.children)
    # "Only after both sides sign"; "two of its drones" is not "two of drones".
    marked = marked or any(child.lower_ == "only" and child.dep_ == "advmod" for child in token.children)
    marked = marked or (token.tag_ == "PRP$" and token.head.dep_ == "pobj" and token.head.head.head.like_num)
    if token.dep_ in {"conj", "relcl"} and token.pos_ == "VERB":
        return marked  # "and claimed that …" is a statement of its own, not a limit to the one before
    if token.head.tag_ in {"JJR", "RBR"}:
        return True  # "a fifth more than before" is not "more"
    if (
        token.lower_ in {"more", "less", "fewer"}
        and token.i + 1 < len(token.doc)
        and token.nbor().lower_ == "than"
    ):
        return True  # "more than a quarter" is not "than a quarter"
    # "At least 72", "about a mile", "groups such as": a number or an example without its bounds is another one.
    above = (token.head, token.head.head)
    bounds = any(each.like_num or each.dep_ == "nummod" for each in above) or token.lower_ == "such"
    return marked or bounds or is_protected([token.i], token.doc, numbers=False)


def _divides(token: "Token") -> bool:
    """Does this say of what a share or a measure is: "four in ten of the people *under siege*", "*a mile* long", "tonnes *a year*"?"""
    if token.dep_ == "npadvmod":
        each = any(child.lower_ in {"a", "an", "each", "every"} for child in token.children)
        return token.head.pos_ in {"ADJ", "ADV"} or (each and token.head.pos_ == "NOUN")
    of = token.head.head
    shared = token.head.dep_ == "pobj" and of.lower_ in {"of", "in"}
    share = of.head.like_num or of.head.lower_ in _SHARES or of.head.dep_ == "nummod"
    return shared and share and token.dep_ in {"prep", "acl", "relcl", "amod", "compound"}


def _is_joined(token: "Token") -> bool:
    """Part of a word with a hyphen."""
    doc = token.doc
    before = token.i > 0 and doc[token.i - 1].text in _HYPHENS and not doc[token.i - 1].whitespace_
    after = token.i + 1 < len(doc) and doc[token.i + 1].text in _HYPHENS and not token.whitespace_
    return before or after


def _phrase_cost(token: "Token") -> float:  # noqa: PLR0911 - a return a relation
    if token.dep_ == "det":
        if token.ent_iob_ == "I" or _is_in_name(token) or token.head.dep_ == "npadvmod":
            return NEVER  # Doctors of the World, Save the Children; 3 tonnes a year
        return 0.0 if token.lower_ in {"a", "an", "the"} else NEVER
    if token.dep_ == "aux":
        others = sum(child.dep_ in {"aux", "auxpass"} for child in token.head.children)
        # "has agreed" may be "agreed"; "has been" may not be "been".
        regular = token.head.tag_ == "VBN" and token.head.lower_.endswith("ed")
        denied = any(child.dep_ == "neg" for child in token.head.children)
        return 0.0 if token.lemma_ == "have" and regular and others == 1 and not denied else NEVER
    if token.dep_ == "conj":
        return 0.2 if token.pos_ in {"VERB", "AUX"} else 1.5
    if token.dep_ == "compound":
        return 0.1 if token.head.ent_type_ == "PERSON" and token.ent_type_ != "PERSON" else 2.5
    if token.dep_ == "prep":
        return _completion_cost(token)
    if token.dep_ == "advmod" and any(child.dep_ == "prep" for child in token.children):
        return 1.5  # "ordered his army back to the barracks"
    if token.dep_ == "amod":
        # "foreign minister" and "prime minister" are one office.
        return 2.5 if token.head.lower_ in _OFFICES else 0.15
    return COSTS.get(token.dep_, NEVER)


def _is_in_name(article: "Token") -> bool:
    """An article between two capitals, where the parser saw no name: "Save the Children estimates"."""
    at, doc = article.i, article.doc
    inside = 1 < at < len(doc) - 1 or (at == 1 and doc[0].pos_ != "ADP")
    return bool(inside and article.is_lower and doc[at - 1].is_title and doc[at + 1].is_title)


def _completion_cost(token: "Token") -> float:
    """The more a head needs its phrase ("head of", "met with", "serves as"), the dearer."""
    objects = [child for child in token.children if child.dep_ == "pobj"]
    if any(child.ent_type_ in {"DATE", "TIME"} for child in objects):
        return 0.0
    if token.lower_ in {"of", "between"}:
        return 1.0
    # A mark may stand between: "is “concerned” about".
    between = token.doc[token.head.i + 1 : token.i] if token.i > token.head.i else [token]
    direct = token.head.pos_ in {"VERB", "AUX"} and all(part.is_quote for part in between)
    if direct and token.lower_ == "as":
        return NEVER  # "serves as a bridge"
    if direct and token.lower_ in {"at", "of", "to"} and token.head.tag_ == "VBN":
        return 3.0  # "is aimed at the rebels"
    return 1.5 if direct else 0.2
