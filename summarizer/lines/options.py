"""What each candidate sentence could contribute: whole, shortened, its opening named.

Puts openings, references and cuts together; ranks nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.lines.lengths import Option, option
from summarizer.lines.presumed import leaves_open
from summarizer.lines.references import Edit, Names, person_edit
from summarizer.text.compress import LEAST_LEFT, Cut, cuts, tidy
from summarizer.text.openings import stands_alone, start_of
from summarizer.text.structure import Sentence, Structure, is_balanced

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from summarizer.types import How

ALWAYS = frozenset(("dateline", "outlet", "connective"))
"""Cuts that carry no news for any reader; the others are made when space or worth asks for it."""
MOST_VARIANTS = 5
EARLY = 90
"""Characters in which the main clause's subject stands: "In a post on …, he said"."""
_EARLY = re.compile(r", (?:he|she|his|her)\b")
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_ASKING = frozenset(("WRB", "WP", "WP$", "WDT"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))
FRAGMENT = 10
"""Words up to which a sentence without a verb in the parse has none: captions and headings. Longer ones are mostly misread."""
BEFORE = 2
"""Sentences before a pronoun in which its person is looked for."""


def is_usable(sentence: Sentence) -> bool:
    """Could this sentence become a line, if its opening can be named?"""
    loose = start_of(sentence.text).kind == "loose" or leaves_open(sentence.text)
    return not loose and is_balanced(sentence.text)


def context(structure: Structure, sentence: Sentence) -> list[str]:
    """Texts whose parse is needed besides the sentence's own."""
    if start_of(sentence.text).kind != "person" and not _EARLY.search(sentence.text[:EARLY]):
        return []
    return [before.text for before in structure.sentences[max(0, sentence.index - BEFORE) : sentence.index]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A sentence with its parse and those of its context."""

    sentence: Sentence
    doc: "Doc"
    before: "tuple[Doc, ...]"
    presumes: frozenset[str] = frozenset()
    """Stems of what the sentence takes as known; see `presumed`."""


def options_of(structure: Structure, parsed: Parsed, names: Names) -> list[Option]:
    """Forms of one sentence that stand on their own; empty if there are none."""
    sentence = parsed.sentence
    if is_heading(parsed.doc) or (sentence.length <= FRAGMENT and not states(parsed.doc)):
        return []
    edits: list[Edit] = []
    start = start_of(sentence.text)
    if start.cut:
        edits.append(Edit((0, start.cut), ""))
    evidence = [sentence.span]
    named = person_edit(parsed.doc, parsed.before, names)
    if named:
        edits.append(named)
        evidence += _holding(structure, named.text)
    elif leans(parsed.doc):
        return []
    removable = cuts(parsed.doc)
    base = [cut for cut in removable if cut.kind in ALWAYS]
    optional = [cut for cut in removable if cut.kind not in ALWAYS]
    found: list[Option] = []
    for more in _choices(optional):
        text = apply(sentence.text, [*base, *more], edits)
        sound = stands_alone(text) and is_balanced(text) and not names.is_shared(text)
        if len(text.split()) >= LEAST_LEFT and sound:
            how: How = "copied" if text == sentence.text else "shortened"
            spans = tuple(sorted(set(evidence)))
            found.append(
                option(
                    sentence.index,
                    text,
                    how=how,
                    evidence=spans,
                    cuts=len(more) + 2 * bool(named),
                    presumes=parsed.presumes,
                )
            )
    return found


def states(doc: "Doc") -> bool:
    """Does the main clause have a verb that says when, as a statement has? "Tears amid crackdown" has none."""
    main = [token for token in doc if token.dep_ in {"ROOT", "ccomp", "parataxis", "conj"}]
    return any(part.tag_ in _FINITE for token in main for part in (token, *token.children))


def is_heading(doc: "Doc") -> bool:
    """Is nothing stated, as in "How the small parties fared in the vote." and "An assessment of the work on war, peace and trade."?"""
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    if root is None or root.i + 1 == len(doc):
        return False
    asks = doc[0].tag_ in _ASKING and doc[0].head == root and doc[0].dep_ != "nsubj"
    verbless = not any(token.pos_ in {"VERB", "AUX"} or token.dep_ in _SUBJECTS for token in doc)
    # "The Karvians host Selm on Sunday" is misread as a noun, not as one with its "of".
    goes_on = root.nbor().pos_ in {"ADP", "PUNCT"} and root.pos_ != "PROPN"
    return asks or (verbless and goes_on)


def leans(doc: "Doc") -> bool:
    """Does the main clause speak of a he or she whom the sentence does not name?"""
    from summarizer.lines.references import opening_pronoun

    return opening_pronoun(doc) is not None


def apply(text: str, removed: Sequence[Cut], edits: Sequence[Edit]) -> str:
    """The text with its cuts and its bracketed names."""
    changes = [*((cut.span, "") for cut in removed), *((edit.span, edit.text) for edit in edits)]
    pieces, last = [], 0
    for (start, end), instead in sorted(changes):
        if start < last:
            continue
        pieces += [text[last:start], instead]
        last = end
    return tidy("".join([*pieces, text[last:]])) if changes else text


def _choices(optional: Sequence[Cut]) -> list[tuple[Cut, ...]]:
    if not optional:
        return [()]
    singles = [(cut,) for cut in optional] if len(optional) > 1 else []
    return [(), tuple(optional), *singles][:MOST_VARIANTS]


def _holding(structure: Structure, bracketed: str) -> list[tuple[int, int]]:
    """Span of the sentence that has the bracketed name."""
    name = bracketed.strip("[]").removesuffix("’s")
    holder = next((sentence for sentence in structure.sentences if name in sentence.text), None)
    return [holder.span] if holder else []
