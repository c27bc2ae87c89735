"""What deletion must not make of a sentence: broken quotations, ends where nothing can end, halves of asides, phrases run into one.

Knows a parsed sentence and which of its tokens were kept; does not choose them (`from_sentence` does).
"""

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from summarizer.headlines.marks import PAUSES, is_shown
from summarizer.text.people_words import OFFICES
from summarizer.text.speaker_words import PEOPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

OPEN_MARKS: Final = frozenset("\"'“‘„«»")
_OPENING: Final = frozenset("“«`") | {"``"}
_MARKS: Final = _OPENING | frozenset('"”»') | {"''"}
_ASIDES: Final = frozenset(("acl", "relcl", "appos", "advcl"))
_BREAKS: Final = frozenset((":", ";"))
_SAYING: Final = frozenset("say tell write add report".split())
_NAMED: Final = frozenset(("ORG", "GPE", "LOC", "FAC", "EVENT", "LAW"))
_HE: Final = frozenset("he him his she her hers".split())
_ABOUT: Final = frozenset("about around nearly almost roughly approximately over under".split())
_NOMINAL: Final = frozenset(("NUM", "NOUN", "PROPN", "ADJ"))
_NAMING: Final = _NOMINAL | {"PRON"}


def is_unsound(doc: "Doc", kept: frozenset[int]) -> bool:
    """Does any check of this module refuse what is left?"""
    checks = (
        breaks_words,
        breaks_off,
        runs_together,
        loses_measure,
        lacks_link,
        loses_pause,
        splits_noun,
        runs_into_subject,
        loses_partner,
        loses_alternative,
        is_garbled,
        lacks_person,
    )
    return any(check(doc, kept) for check in checks)


def indivisible(doc: "Doc") -> dict[int, int]:
    """Tokens that stay or go together, by the number of their group: quoted words, phrases that commas set off, names of bodies and places.

    "Two leaders, known as Omar and Nasri, were killed" may lose its aside, and never becomes "known as Nasri".
    """
    groups = [*_quoted(doc), *_set_off(doc), *_names(doc)]
    return {i: number for number, group in enumerate(groups) for i in group}


def breaks_words(doc: "Doc", kept: frozenset[int]) -> bool:
    """Is some of a group kept and not all?"""
    return any(
        0 < sum(i in kept for i in group) < len(group)
        for group in (*_quoted(doc), *_set_off(doc), *_names(doc))
    )


def _quoted(doc: "Doc") -> list[list[int]]:
    """Words between two quotation marks, run by run."""
    found: list[list[int]] = []
    inside = False
    spoken: list[int] = []
    for token in doc:
        if token.text in _MARKS:
            inside = token.text in _OPENING or (token.text == '"' and not inside)
            found.append(spoken)
            spoken = []
        elif inside and not token.is_punct:
            spoken.append(token.i)
    return [run for run in found if run]


def _set_off(doc: "Doc") -> list[list[int]]:
    """Words of each outermost phrase that begins at a comma."""
    found: list[list[int]] = []
    for token in doc:
        first = token.left_edge.i
        begins = token.dep_ in _ASIDES and first > 0 and doc[first - 1].text == ","
        if begins and not (found and first <= found[-1][-1]):
            found.append([part.i for part in token.subtree if not part.is_punct])
    return found


def _names(doc: "Doc") -> list[list[int]]:
    """Words of each name of a body or a place, its article aside: "the Council on Distant Affairs" is no "Council"."""
    every = ([token for token in name if not token.is_punct] for name in doc.ents if name.label_ in _NAMED)
    return [
        [token.i for token in name if token.lower_ not in {"the", "a", "an"}]
        for name in every
        if len(name) > 1
    ]


def breaks_off(doc: "Doc", kept: frozenset[int]) -> bool:
    """Does this end where the sentence cannot: at a verb that it goes on from ("the crew believed"), before its "of"?"""
    last = doc[max(i for i in kept if not doc[i].is_punct)]
    rest = (token for token in doc[last.i + 1 :] if token.i not in kept)
    following = next(rest, None)
    if following is None:
        return False
    if last.dep_ == "prep":
        return True
    if last.pos_ in {"VERB", "AUX"}:
        # "Reported on Monday", "arrived here", "said Tuesday" may end at the verb.
        loose = following.pos_ in {"ADP", "ADV"} or following.ent_type_ in {"DATE", "TIME"}
        return not loose and not (following.is_punct and following.text not in OPEN_MARKS)
    wanted = {"of", "than"} if last.pos_ in {"NOUN", "PROPN"} else {"of", "than", "to"}
    return following.lower_ in wanted and last in {following.head, following.head.head}


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


def loses_measure(doc: "Doc", kept: frozenset[int]) -> bool:
    """Is "about" kept of "about a mile long", "nearly" of "nearly 60 km"?"""
    pairs = pairwise(doc)
    return any(
        left.lower_ in _ABOUT
        and left.i in kept
        and right.i not in kept
        and (right.like_num or right.dep_ == "det")
        for left, right in pairs
    )


def lacks_link(doc: "Doc", kept: frozenset[int]) -> bool:
    """Is the middle of three kept without its neighbour's comma or "and": "would double aid make a push"?"""
    return any(
        token.dep_ == "conj"
        and token.i in kept
        and not any(
            doc[i].dep_ == "cc" or (doc[i].text in {",", ";"} and {i - 1, i + 1} <= kept)
            for i in kept
            if token.head.i < i < token.i
        )
        for token in doc
    )


def runs_into_subject(doc: "Doc", kept: frozenset[int]) -> bool:
    """Does a subject now stand right behind words that were apart from it: "papers leaked to the daily show Orlan" without its "show"?"""
    starts = {
        min(i for i in kept if i >= token.left_edge.i): token
        for token in doc
        if token.i in kept and token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ in {"NOUN", "PROPN"}
    }
    return any(
        right.i in starts and left not in starts[right.i].subtree and left.pos_ in _NAMING
        for left, right in _drawn_together(doc, kept)
    )


def loses_pause(doc: "Doc", kept: frozenset[int]) -> bool:
    """Have two words lost the comma between them: "a new ad, a group of exiles" is no "ad group of exiles"?"""
    return any(
        (doc[i].text in _BREAKS and left.lemma_ not in _SAYING)
        or (doc[i].text in PAUSES and {left.pos_, right.pos_} <= _NAMING)
        for left, right in _drawn_together(doc, kept)
        for i in range(left.i + 1, right.i)
    )


def splits_noun(doc: "Doc", kept: frozenset[int]) -> bool:
    """Is "ceasefire" kept of "the war and ceasefire negotiations", where the parser saw three things?"""
    return any(
        left.i in kept
        and right.i not in kept
        and left.dep_ == right.dep_ == "conj"
        and left.pos_ == right.pos_ == "NOUN"
        for left, right in pairwise(doc)
    )


def loses_partner(doc: "Doc", kept: frozenset[int]) -> bool:
    """Has one of two who act in the plural gone: "Orlan hope to avoid a vote"?"""
    for subject in (token for token in doc if token.i in kept and token.dep_ in {"nsubj", "nsubjpass"}):
        verbs = (subject.head, *(c for c in subject.head.children if c.dep_ in {"aux", "auxpass"}))
        plural = any(verb.tag_ == "VBP" or verb.lower_ == "were" for verb in verbs)
        links = [i for i in range(subject.i, subject.head.i) if doc[i].lower_ == "and"]
        if plural and links and subject.tag_ in {"NN", "NNP"} and kept.isdisjoint(links):
            return True
    return False


def loses_alternative(doc: "Doc", kept: frozenset[int]) -> bool:
    """Has what stands before an "or" gone: "will run the country or until elections are held"?"""
    return any(
        doc[i].lower_ == "or" and i > 0 and not doc[i - 1].is_punct and i - 1 not in kept for i in kept
    )


def is_garbled(doc: "Doc", kept: frozenset[int]) -> bool:
    """Does it open with words in which the parser saw no part of the sentence: "House vote, President Orlan said in a speech"?"""
    lost = [doc[i] for i in kept if doc[i].dep_ == "dep" and doc[i].head.dep_ == "ROOT" and i < doc[i].head.i]
    return any(doc[min(token.right_edge.i + 1, len(doc) - 1)].text in {",", '"', "”"} for token in lost)


def _drawn_together(doc: "Doc", kept: frozenset[int]) -> "Iterator[tuple[Token, Token]]":
    """Neighbours that were none, and that no comma parts."""
    words = sorted(i for i in kept if not doc[i].is_punct)
    for left, right in pairwise(words):
        between = [doc[i] for i in range(left + 1, right)]
        gone = any(token.i not in kept and token.dep_ != "det" for token in between)
        if gone and not any(token.text in PAUSES and is_shown(token, kept) for token in between):
            yield doc[left], doc[right]


def lacks_person(doc: "Doc", kept: frozenset[int]) -> bool:
    """Is there a "he" before whom nobody stands who could be meant: "Valdoria and Karvia claim he is a partner"?"""
    first = next((i for i in sorted(kept) if doc[i].lower_ in _HE), None)
    if first is None:
        return False
    before = (doc[i] for i in kept if i < first)
    return not any(
        token.ent_type_ == "PERSON"
        or (token.pos_ == "PROPN" and token.ent_type_ not in {"GPE", "LOC", "NORP", "DATE"})
        or (token.tag_ == "NN" and token.lemma_ in PEOPLE | OFFICES)
        for token in before
    )


def _apart(left: "Token", right: "Token") -> bool:
    """An apposition, or two objects of one verb."""
    objects = left.dep_ == right.dep_ == "dobj" and left.head.i == right.head.i
    return objects or bool(right.dep_ == "appos")
