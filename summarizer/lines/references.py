"""Who a line means: its opening "He" becomes a name in [brackets], its bare surname a full one, or the line is not used.

Reads parses; guesses nothing: when two people could be meant, nobody is.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.text.people_words import OFFICES
from summarizer.text.speaker_words import PEOPLE
from summarizer.types import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Chunk

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_SPEECH = frozenset(
    "say tell add state note stress warn declare announce explain insist argue write claim call urge describe reiterate".split()
)
_PERSONS = OFFICES | PEOPLE
_NOT_PERSON = frozenset(
    ("GPE", "LOC", "ORG", "NORP", "FAC", "DATE", "TIME", "EVENT", "PRODUCT", "LAW", "LANGUAGE", "WORK_OF_ART")
)
_HE = frozenset(("he", "his", "him"))
_SHE = frozenset(("she", "her", "hers"))
_HIS_TITLE = re.compile(r"\b(?:Mr|Sir|Lord|King|Prince|Sheikh|Emir|Sultan|Pope)\b\.?$")
_HER_TITLE = re.compile(r"\b(?:Mrs|Ms|Miss|Lady|Dame|Queen|Princess|Baroness|Duchess)\b\.?$")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*")
_SURNAME = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?([^\W\d_][\w’'-]*?)(?=[’']s\b|[\s,]|$)")
_PARTICLES = frozenset("al bin ibn von van de der da di du la le el ben abu ul den dos del".split())


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of a sentence to be replaced by a bracketed text; an empty span inserts."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """A mention of somebody before the line."""

    name: str
    subject: bool
    """The subject of its sentence's main verb, and that verb is one of speech."""
    sex: str
    """"m", "f" or "": what a title before the name says."""


def person_edit(sentence: "Doc", before: "Sequence[Doc]", names: "Names") -> Edit | None:
    """Name the "he" or "she" that the sentence's main clause opens with, from the one or two sentences before it.

    None when nobody, or more than one person, could be meant. Two people are told apart only when the nearest sentence
    is speech by one of them and this sentence goes on ("He added …").
    """
    pronoun = opening_pronoun(sentence)
    if pronoun is None:
        return None
    if any(map(_speaks_of_somebody, before)):
        return None
    sex = "m" if pronoun.lower_ in _HE else "f"
    people = [person for doc in before for person in people_of(doc) if person.sex in {"", sex}]
    unique = {names.full(person.name) for person in people}
    if not all(names.knows(name) for name in unique):
        # Somebody or something by a name that the parse does not know for a person: it might be meant.
        return None
    name = unique.pop() if len(unique) == 1 else _speaker_going_on(sentence, before, sex, names)
    if not name:
        return None
    possessive = pronoun.tag_ == "PRP$"
    ending = "’s" if possessive else ""
    return Edit((pronoun.idx, pronoun.idx + len(pronoun)), f"[{name}{ending}]")


def _speaker_going_on(sentence: "Doc", before: "Sequence[Doc]", sex: str, names: "Names") -> str:
    root = next((token for token in sentence if token.dep_ == "ROOT"), None)
    if not before or root is None or root.lemma_ not in _SPEECH:
        return ""
    speakers = {names.full(p.name) for p in people_of(before[-1]) if p.subject and p.sex in {"", sex}}
    return speakers.pop() if len(speakers) == 1 else ""


def opening_pronoun(sentence: "Doc") -> "Token | None":
    """The he or she that the sentence opens with or that its main clause speaks of ("In a post, he said …").

    "The envoy said he would leave" and "After his call, the envoy left" name theirs.
    """
    if len(sentence) and sentence[0].lower_ in _HE | _SHE:
        return sentence[0]
    root = next((token for token in sentence if token.dep_ == "ROOT"), None)
    subject = (
        next((child for child in root.children if child.dep_ in _SUBJECTS), None)
        if root is not None
        else None
    )
    if subject is None or any(map(_may_name, sentence[: subject.i])):
        return None
    if subject.lower_ in _HE | _SHE:
        return subject
    return next(
        (child for child in subject.children if child.dep_ == "poss" and child.lower_ in _HE | _SHE), None
    )


def _may_name(token: "Token") -> bool:
    """Could this be a person's name? "Twitter" in "a Twitter exchange" could not."""
    if token.pos_ != "PROPN" or token.ent_type_ in _NOT_PERSON:
        return False
    return not (token.dep_ == "compound" and token.head.pos_ != "PROPN")


def _speaks_of_somebody(doc: "Doc") -> bool:
    """Is a person without a name the subject of a clause: "the spokesman of President Mbeki resigned"? He may be meant."""
    return any(
        token.pos_ == "NOUN"
        and token.dep_ in _SUBJECTS
        and token.lemma_.lower() in _PERSONS
        and not any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in token.children)
        for token in doc
    )


def people_of(doc: "Doc") -> list[Person]:
    """Mentions of people by name, outside places and organisations."""
    found = []
    for chunk in doc.noun_chunks:
        name = _name(chunk)
        if not name:
            continue
        root = chunk.root
        head = root.head
        subject = root.dep_ in _SUBJECTS and head.lemma_ in _SPEECH
        front = doc.text[max(0, name.start_char - 12) : name.start_char].rstrip()
        sex = "m" if _HIS_TITLE.search(front) else "f" if _HER_TITLE.search(front) else ""
        found.append(Person(name.text.removesuffix("'s").removesuffix("’s"), subject, sex))
    return found


def _name(chunk: "Chunk") -> "Chunk | None":
    root = chunk.root
    if root.pos_ != "PROPN" or root.ent_type_ in _NOT_PERSON:
        return None
    start = root.i
    doc = root.doc
    while start > chunk.start and doc[start - 1].ent_type_ == "PERSON" and root.ent_type_ == "PERSON":
        start -= 1
    return doc[start : root.i + 1]


class Names:
    """Full names of an article by their last word."""

    def __init__(self, docs: "Sequence[Doc]", text: str) -> None:
        self._full: dict[str, set[str]] = {}
        for doc in docs:
            for entity in doc.ents:
                if entity.label_ == "PERSON":
                    self._add(" ".join(entity.text.split()), text)

    def _add(self, name: str, text: str) -> None:
        name = name.removesuffix("'s").removesuffix("’s").strip(' ,."“”')
        parts = name.split()
        proper = all(part[:1].isupper() or part.lower() in _PARTICLES for part in parts)
        if 2 <= len(parts) <= 4 and proper and _NAME.fullmatch(parts[-1]) and name in text:  # noqa: PLR2004 - first name to double surname
            self._full.setdefault(parts[-1], set()).add(name)

    def full(self, name: str) -> str:
        """The full form of a name; itself when the article has none, or more than one."""
        forms = self._full.get(name.rsplit(maxsplit=1)[-1], set()) if name else set()
        if len(name.split()) > 1 or len(forms) != 1:
            return name
        return next(iter(forms))

    def knows(self, name: str) -> bool:
        """Is this the full name of a person of the article?"""
        return any(name in forms for forms in self._full.values())

    def introduction(self, text: str) -> tuple[Edit, str] | None:
        """First names to insert before the bare surname with which a line opens ("[Petar] Orlan said"), and the full name.

        None where the line opens otherwise, or nobody or more than one person has that surname.
        """
        surname = _opening_name(text)
        full = self.full(surname.group(1)) if surname else ""
        if surname is None or full == surname.group(1):
            return None
        first = full[: -len(surname.group(1))].strip()
        at = surname.start(1)
        return (Edit((at, at), f"[{first}] "), full) if first else None

    def is_shared(self, text: str) -> bool:
        """Does a line open with a bare surname that two people of the article have?"""
        surname = _opening_name(text)
        return surname is not None and len(self._full.get(surname.group(1), ())) > 1


def _opening_name(text: str) -> re.Match[str] | None:
    """Group 1: the one capitalised word, a title such as "Mr" aside, with which a line opens."""
    found = _SURNAME.match(text)
    return None if found is None or text[found.end() : found.end() + 2].strip()[:1].isupper() else found
