"""People whom an article brings in by what they are, mostly without a full name: "Lind's wife, Hana, said", "a nurse told reporters", "Omar blamed him".

Knows nouns for people and the parse. A "she" right after one of them is hers, and so nobody's whom we could name.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from summarizer.quotes.entities import Gender, People, Person
from summarizer.quotes.reading import Reading
from summarizer.text.people_words import FEMALE_NAMES, FEMALE_TITLES, MALE_NAMES, MALE_TITLES, OFFICES
from summarizer.text.roles import office_words
from summarizer.text.speaker_words import PEOPLE

_FEMALE: Final = FEMALE_TITLES | frozenset(
    "woman girl wife daughter mother sister widow niece aunt grandmother".split()
)
_MALE: Final = MALE_TITLES | frozenset(
    "man boy husband son father brother widower nephew uncle grandfather".split()
)
_KIN: Final = frozenset(
    """wife daughter mother sister widow niece aunt grandmother husband son father brother widower nephew uncle grandfather
    cousin friend neighbour neighbor colleague""".split()
)
_MANY: Final = frozenset(
    """majority minority half third quarter hundred thousand dozen crowd public community camp side faction wing band trio panel jury
    team elite mainstream establishment leadership chorus source regime administration cabinet junta presidency ministry palace
    tribunal regulator watchdog think-tank thinktank people royal other another some many most few all none one self person
    man woman candidate nominee politician""".split()
)
"""Words for several people, for none in particular, or for whoever the story is about."""
_SOMEBODY: Final = (OFFICES | PEOPLE | _KIN) - _MANY
_GIVEN: Final = MALE_NAMES | FEMALE_NAMES
_ANYBODY: Final = frozenset("man woman girl boy person resident".split())
"""Somebody only when brought in: "one woman said"; "the woman" may be whom the story is about."""
_INDEFINITE: Final = frozenset("a an one another".split())
_AFTER: Final = re.compile(r"(?:[^.,;:\n\"“”]{0,50},)?\s(?:[A-Z][\w’'.\u2010\u2011-]*\s){0,3}")
"""Between the noun and a name that is the same person's: "colleague from the coast, Senator "."""


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A subject that is one person without a full name."""

    offset: int
    paragraph: int
    gender: Gender | None
    offices: frozenset[str]
    """The word for what the person is; empty for a given name."""
    new: bool
    """Surely somebody else than whoever was named before: "a nurse", "the brother", "Omar"."""
    owned: bool
    """Somebody's: "her spokesman" is not she."""
    person: Person | None = None
    """Whose full name stands beside the words: "his deputy, Vera Lind"."""

    def may_be(self, gender: Gender) -> bool:
        """Whether "he" or "she" may mean this person."""
        return self.gender in {gender, None}

    def is_not(self, person: Person) -> bool:
        """Whether the words cannot mean this person."""
        if self.person is not None:
            return person is not self.person
        held = [office_words(role) for role in person.roles]
        return self.new or ((bool(held) or self.owned) and not any(self.offices & h for h in held))


def unnamed(reading: Reading, people: People) -> list[Unnamed]:
    """The unnamed subjects outside quotation marks, in order."""
    mentions = sorted(((m, p) for p in people.people for m in p.mentions), key=lambda found: found[0])
    known = {word for person in people.people for word in person.words}
    return list(_found(reading, known, mentions))


def _found(reading: Reading, known: set[str], mentions: Sequence[tuple[int, Person]]) -> Iterator[Unnamed]:
    for k, token in enumerate(reading.tokens):
        if token.quoted or token.tag in {"NNS", "NNPS"} or not _rules(reading, k):
            continue
        noun = token.lemma
        if token.text in _GIVEN and token.text not in known and _alone(reading, k):
            yield Unnamed(
                token.start, token.paragraph, _of_name(token.text), frozenset(), new=True, owned=False
            )
        elif token.pos == "NOUN" and (noun in _SOMEBODY or (noun in _ANYBODY and _is_new(reading, k))):
            person = _named(reading, k, mentions)
            gender = person.gender if person else "f" if noun in _FEMALE else "m" if noun in _MALE else None
            beside = [reading.tokens[c] for c in reading.children[k]]
            yield Unnamed(
                token.start, token.paragraph, gender, office_words(noun),
                new=noun in _KIN or _is_new(reading, k),
                owned=any(t.dep == "poss" and (t.text.lower() in {"his", "her"} or t.text in known) for t in beside),
                person=person,
            )  # fmt: skip


def _is_new(reading: Reading, k: int) -> bool:
    """Somebody not spoken of before: "a nurse", "one woman"."""
    beside = (reading.tokens[c] for c in reading.children[k])
    return any(t.text.lower() in _INDEFINITE and t.dep in {"det", "nummod"} for t in beside)


def _rules(reading: Reading, k: int) -> bool:
    """Subject of a sentence and not of what somebody says in it; a verb before its ROOT is a quotation's neighbour."""
    token = reading.tokens[k]
    if token.dep not in {"nsubj", "nsubjpass"}:
        return False
    verb = reading.tokens[token.head]
    if any(reading.tokens[c].text.lower() in {"any", "no", "every", "each"} for c in reading.children[k]):
        return False
    return verb.dep == "ROOT" or (verb.dep == "ccomp" and verb.head > token.head)


def _alone(reading: Reading, k: int) -> bool:
    """A given name and nothing beside it."""
    parts = [k, *(c for c in reading.children[k] if reading.tokens[c].dep in {"compound", "flat"})]
    after = reading.text[reading.tokens[k].end : reading.tokens[k].end + 2]
    return len(parts) == 1 and not re.match(r"\s[A-Z]", after)


def _named(reading: Reading, k: int, mentions: Sequence[tuple[int, Person]]) -> Person | None:
    """Who stands with a full name right beside the noun: "his deputy, Vera Lind", "Vera Lind, his deputy"."""
    end = reading.tokens[k].end
    beside = {"det", "amod", "compound", "poss"}
    start = reading.tokens[
        min([k, *(c for c in reading.children[k] if reading.tokens[c].dep in beside)])
    ].start
    comma = reading.text[:start].rstrip()[-1:] == ","
    near = bisect_left(mentions, start - 40, key=lambda found: found[0])
    for mention, person in mentions[near : near + 20]:  # a page of names must not cost minutes
        if end < mention <= end + 80 and _AFTER.fullmatch(reading.text, end, mention):
            return person
        if comma and start - 40 < mention < start:
            return person
    return None


def _of_name(word: str) -> Gender | None:
    male, female = word in MALE_NAMES, word in FEMALE_NAMES
    return None if male == female else "m" if male else "f"
