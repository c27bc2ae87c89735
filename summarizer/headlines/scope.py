"""Words without which a headline would claim more, or something else: "most people", "a *former* minister", "did not pay *for the flights*".

Knows one token of a parse and what stands above it; what dropping costs otherwise is in `costs`.
"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Token

_AMOUNTS: Final = frozenset("most few little half many".split())
_OTHERWISE: Final = frozenset(
    "former ex acting interim caretaker deputy vice outgoing incoming future late ousted deposed exiled attempted failed foiled proposed planned "
    "draft fake false mock rival breakaway self-styled unofficial unrecognised unrecognized non next last past previous coming same other".split()
)
"""What makes a minister none, a coup one that failed, a law one that is not in force, May another May."""
_PLACES: Final = frozenset(("GPE", "LOC"))
_SHARED: Final = frozenset("most many some half few none all several both each".split())
_LASTING: Final = frozenset("last weigh cost measure total span".split())
"""Verbs that say nothing without their measure: "the talks lasted"."""
_CHARGING: Final = frozenset("accuse suspect convict acquit".split())
_AIMING: Final = frozenset(
    "attempt bid effort ability right failure refusal threat promise pledge vow intention".split()
)
"""Nouns that say nothing without what is attempted: "will close the border in an attempt"."""
_OCCASIONS: Final = frozenset("time moment day year instant".split())
_NARROWING: Final = frozenset(
    "prep advmod npadvmod amod nmod compound acl relcl advcl agent pcomp xcomp dative".split()
)


def narrows(token: "Token") -> bool:
    """Would what stays claim more, or otherwise, without this phrase?"""
    checks = (
        _tells_kind,
        _shares_out,
        _completes,
        _denied,
        _negates,
        _is_alternative,
        _is_occasion,
        _shares_subject,
        _says_which,
    )
    return any(check(token) for check in checks)


def _tells_kind(token: "Token") -> bool:
    """An amount, an adjective that undoes its noun, the part of a country: "southern Valdoria" is not Valdoria."""
    # "Half the four million children", "all the ministers": neither word goes.
    halved = token.dep_ == "det" and any(child.dep_ == "predet" for child in token.head.children)
    if halved or token.dep_ == "predet" or token.lower_ in {"more", "less", "fewer"}:
        return True
    if token.dep_ not in {"amod", "compound", "nmod"}:
        return False
    part = token.dep_ == "amod" and token.head.ent_type_ in _PLACES
    # "Called the raid disgraceful" is more than "called the raid"; "a fence a mile long" is a fence.
    measured = any(child.dep_ == "npadvmod" for child in token.children)
    part = part or (token.dep_ == "amod" and token.i > token.head.i and not measured)
    return part or token.lower_ in _AMOUNTS or token.lower_ in _OTHERWISE


def _shares_out(token: "Token") -> bool:
    """Of whom or where the many are: "many in Zarev wondered"."""
    return token.dep_ == "prep" and token.lower_ in {"in", "of", "among"} and token.head.lower_ in _SHARED


def _completes(token: "Token") -> bool:
    """How long what lasted did, of what somebody is accused, and what is done in "of hacking emails", which the parser takes for an adjective."""
    measure = token.head.lemma_ in _LASTING and token.dep_ in {"npadvmod", "dobj", "prep", "advmod"}
    charge = token.head.lemma_ in _CHARGING and token.dep_ == "prep" and token.lower_ in {"of", "with"}
    aim = token.head.lemma_ in _AIMING and token.dep_ in {"acl", "relcl"} and token.tag_ == "VB"
    act = token.tag_ == "VBG" and token.dep_ == "amod" and token.i > 0 and token.nbor(-1).dep_ == "prep"
    return act or aim or ((measure or charge) and token.i > token.head.i)


def _denied(token: "Token") -> bool:
    """Inside what a "not" or "no" denies: "did not pay for the flights" says less than "did not pay". Phrases after a comma are outside."""
    if token.dep_ not in _NARROWING or _follows_comma(token):
        return False
    above = token
    while above.head is not above:
        below, above = above, above.head
        if any(child.dep_ == "det" and child.lower_ == "no" for child in above.children):
            return True
        if above.pos_ in {"VERB", "AUX"}:
            # What stands before the verb is its subject or its circumstances.
            return below.i > above.i and any(child.dep_ == "neg" for child in above.children)
    return False


def _negates(token: "Token") -> bool:
    """The "no longer" of "no longer with a majority"."""
    adverb = token.dep_ in {"advmod", "npadvmod", "amod", "quantmod"}
    return adverb and any(part.lower_ in {"no", "not", "never"} for part in token.subtree)


def _is_alternative(token: "Token") -> bool:
    """The second of "stop the raids or cancel the talks": the first alone would be a promise, a threat or a fact."""
    return token.dep_ == "conj" and any(
        child.dep_ == "cc" and child.lower_ == "or" for child in token.head.children
    )


def _is_occasion(token: "Token") -> bool:
    """Words like "the last time" of "the last time the envoys met, nothing was signed"."""
    before = token.dep_ == "npadvmod" and token.lower_ in _OCCASIONS and token.i < token.head.i
    return (
        before
        and token.i + 1 < token.head.i
        and token.nbor().pos_ in {"DET", "PROPN", "NOUN", "PRON", "ADJ", "NUM"}
    )


def _shares_subject(token: "Token") -> bool:
    """The second of two who act in the plural, where the parse sees it; `checks.loses_partner` sees to the rest."""
    first = token
    while first.dep_ == "conj":
        first = first.head
    plural = any(verb.tag_ == "VBP" for verb in (first.head, *first.head.children))
    return first is not token and first.dep_ == "nsubj" and first.tag_ in {"NN", "NNP"} and plural


def _says_which(token: "Token") -> bool:
    """Of whom a rule holds: "migrants who cross the border at night will be sent back" is not all migrants."""
    subject = token.head
    if subject.dep_ not in {"nsubj", "nsubjpass"} or subject.tag_ != "NNS" or _follows_comma(token):
        return False
    verbs = (subject.head, *(child for child in subject.head.children if child.dep_ in {"aux", "auxpass"}))
    modal = any(verb.tag_ == "MD" for verb in verbs)
    if token.dep_ in {"relcl", "acl"}:
        return modal or any(verb.tag_ == "VBP" for verb in verbs)
    return modal and token.dep_ in {"amod", "prep", "compound"}


def _follows_comma(token: "Token") -> bool:
    start = token.left_edge.i
    return start > 0 and token.doc[start - 1].text in {",", ";", "–", "—", "--", "-"}
