"""From a mention to a person: who "he", "Putin" or "the foreign minister" is, or nobody when the article leaves it open.

Knows the reading and the people of the article. Does not choose between mentions (`quote_ranker` does) and never makes up a
name: what it returns are offsets of the article.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from summarizer.entities import Name, People, Person, names, office_words
from summarizer.people_words import FEMALE_TITLES, HONORIFICS, MALE_TITLES, OFFICES
from summarizer.reading import Candidate, Reading
from summarizer.types import Span

REACH: Final = 6
"""Paragraphs back in which the antecedent of a pronoun is looked for."""
_FEMALE: Final = frozenset(["she", "her", "hers", "herself"])
_MALE: Final = frozenset(["he", "him", "his", "himself"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Who a mention is."""

    person: Person | None = None
    name: Span | None = None
    """The full name, or the organisation's or country's name."""
    role: Span | None = None
    confidence: float = 0.0
    """0 … 1 that the name is right, given that the mention is."""


NOBODY: Final = Resolution()


class Resolver:
    """Resolves the mentions of one article."""

    def __init__(self, reading: Reading, people: People) -> None:
        self._r, self._p = reading, people
        self._mentions = sorted((m, p) for p in people.people for m in p.mentions)

    def resolve(self, candidate: Candidate, last: Person | None = None, last_paragraph: int = -9) -> Resolution:
        """`last` spoke in the previous quotation, in paragraph `last_paragraph`."""
        root = self._r.tokens[candidate.root]
        low = root.text.lower()
        if low in _MALE or low in _FEMALE:
            return self._pronoun(root.start, low, candidate, last, last_paragraph)
        if low in {"who", "whom", "that", "which"}:
            return self._relative(candidate)
        if low in {"i", "we", "you", "they", "it", "them", "us", "me", "one", "others", "some", "many"}:
            return NOBODY
        name = self._name_in(candidate)
        if name is not None:
            return self._named(name)
        apposed = self._apposed(candidate)
        if apposed is not None:
            return self._named(apposed)
        return self._described(candidate)

    def _name_in(self, candidate: Candidate) -> Name | None:
        r = self._r
        root = r.tokens[candidate.root]
        if not root.text[:1].isupper():
            return None
        # A mention may begin inside a longer name: widen to the word borders the spelling gives.
        start = max(0, candidate.start - 60)
        window = r.text[start : candidate.end + 40]
        for name in names(window):
            if name.start + start <= root.start < name.end + start:
                title = (name.title[0] + start, name.title[1] + start) if name.title else None
                return Name(start=name.start + start, end=name.end + start, words=name.words, title=title)
        return None

    def _named(self, name: Name) -> Resolution:
        known = self._p.of_surname(name.words[-1])
        if len(name.words) >= 2:
            known = [p for p in known if name.words[0] in p.words] or ([p for p in known if len(known) == 1 and _title_only(name)])
        if not known and len(name.words) == 1:
            # "Hillary" alone, or a first element of a double surname.
            known = [p for p in self._p.people if name.words[0] in p.words]
        if len(known) > 1:
            known = [self._which(known, name)]
        if known:
            return _of_person(known[0], 0.97)
        role = name.title if name.title and self._r.text[slice(*name.title)].strip(".") not in HONORIFICS else None
        whole = (name.start, name.end)
        return Resolution(name=whole, role=role, confidence=0.8 if len(name.words) > 1 else 0.6)

    def _which(self, known: Sequence[Person], name: Name) -> Person:
        gender = None
        if name.title:
            words = set(re.findall(r"[a-z]+", self._r.text[slice(*name.title)].lower()))
            gender = "m" if words & MALE_TITLES else "f" if words & FEMALE_TITLES else None
            offices = office_words(self._r.text[slice(*name.title)])
            held = [p for p in known if any(offices & office_words(w) for w in p.roles)]
            if len(held) == 1:
                return held[0]
        kept = [p for p in known if gender is None or p.gender in {gender, None}] or list(known)
        before = [p for p in kept if any(m <= name.start for m in p.mentions)] or kept
        return max(before, key=lambda p: (len(p.mentions), -p.start))

    def _apposed(self, candidate: Candidate) -> Name | None:
        r = self._r
        for child in r.children[candidate.root]:
            token = r.tokens[child]
            if token.dep == "appos" and token.text[:1].isupper() and not token.quoted:
                found = next((n for n in names(r.text[candidate.end : token.end + 30]) if n.start <= token.start - candidate.end < n.end), None)
                if found and len(found.words) >= 2:
                    base = candidate.end
                    return Name(start=found.start + base, end=found.end + base, words=found.words, title=None)
        return None

    def _relative(self, candidate: Candidate) -> Resolution:
        r = self._r
        verb = r.tokens[candidate.root].head
        if r.tokens[verb].dep != "relcl":
            return NOBODY
        head = r.tokens[verb].head
        mention = next((c for c in r.candidates if c.root == head), None)
        if mention is None or mention.start >= candidate.start:
            return NOBODY
        found = self.resolve(mention)
        return Resolution(person=found.person, name=found.name, role=found.role, confidence=found.confidence * 0.9)

    def _pronoun(self, at: int, low: str, candidate: Candidate, last: Person | None, last_paragraph: int) -> Resolution:
        gender = "f" if low in _FEMALE else "m"
        r = self._r
        home = candidate.paragraph
        sentence = r.tokens[candidate.root].sentence
        scores: dict[int, float] = {}
        people: dict[int, Person] = {}
        for offset, person in self._mentions:
            paragraph = r.paragraph_of(offset)
            if offset >= at or paragraph < home - REACH or r.quoted[offset]:
                continue
            if person.gender not in {gender, None}:
                continue
            key = id(person)
            people[key] = person
            value = self._mention_score(offset, person, sentence, home - paragraph)
            if person.gender is None:
                value -= 0.7
            scores[key] = max(scores.get(key, -99.0), value)
        if last is not None and last.gender in {gender, None} and home - last_paragraph <= 2:
            people[id(last)] = last
            scores[id(last)] = scores.get(id(last), -2.0) + 1.2
        if not scores:
            return NOBODY
        order = sorted(scores, key=scores.__getitem__, reverse=True)
        best = people[order[0]]
        margin = scores[order[0]] - (scores[order[1]] if len(order) > 1 else -3.0)
        return _of_person(best, 1 / (1 + math.exp(-(0.4 + 1.5 * margin))))

    def _mention_score(self, offset: int, person: Person, sentence: int, paragraphs: int) -> float:
        r = self._r
        k = r.token_at(offset)
        value = 0.15 * math.log1p(len(person.mentions)) - 0.45 * paragraphs
        if k < 0 or r.tokens[k].end <= offset:  # not parsed
            return value - 1.0
        last = k
        end = offset + len(person.surname)
        while last + 1 < len(r.tokens) and r.tokens[last + 1].start < end and r.tokens[last + 1].paragraph == r.tokens[k].paragraph:
            last += 1
        root = k
        while r.tokens[root].dep in {"compound", "flat", "nmod"} and r.tokens[root].head != root and r.tokens[root].head - root in {1, 2, 3}:
            root = r.tokens[root].head
        token = r.tokens[root]
        value -= 0.35 * min(6, max(0, sentence - token.sentence))
        if token.dep in {"nsubj", "nsubjpass"}:
            value += 1.0
            if r.tokens[token.head].dep == "ROOT":
                value += 0.5
        elif token.dep in {"poss", "compound", "nmod"}:
            value -= 0.3
        return value

    def _described(self, candidate: Candidate) -> Resolution:
        r = self._r
        if r.tokens[candidate.root].text.lower() not in OFFICES:
            return self._thing(candidate)
        words = office_words(candidate.text)
        head = next(iter(office_words(r.tokens[candidate.root].text)))
        definite = candidate.text.lower().startswith(("the ", "his ", "her ", "their ", "its ", "this "))
        if not definite:
            return NOBODY
        fits: list[tuple[float, Person]] = []
        for person in self._p.people:
            before = [m for m in person.mentions if m < candidate.start]
            if not before:
                continue
            held = [office_words(w) for w in person.roles]
            near = 0.05 * max(0, 8 - (candidate.paragraph - r.paragraph_of(before[-1])))
            if any(words <= h for h in held):
                fits.append((1.0 + near, person))
            elif any(head in h and not _clash(words, h) for h in held):
                fits.append((0.6 + near, person))
        if not fits:
            return NOBODY
        fits.sort(key=lambda f: -f[0])
        margin = fits[0][0] - (fits[1][0] if len(fits) > 1 else 0.0)
        return _of_person(fits[0][1], 0.9 if margin > 0.3 else 0.6)

    def _thing(self, candidate: Candidate) -> Resolution:
        return NOBODY


def _clash(words: frozenset[str], held: frozenset[str]) -> bool:
    """Both say more than the office, and not the same: "the U.S. president" is no "Russian president"."""
    return bool(words - held) and bool(held - words)


def _title_only(name: Name) -> bool:
    return all(w.lower() in OFFICES for w in name.words[:-1])


def _of_person(person: Person, confidence: float) -> Resolution:
    return Resolution(person=person, name=(person.start, person.end), role=person.role, confidence=confidence)
