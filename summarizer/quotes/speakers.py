"""From a mention to a person: who "he", "Putin" or "the foreign minister" is, or nobody when the article leaves it open.

Knows the reading and the people of the article. Does not choose between mentions (`ranker` does) and never makes up a
name: what it returns are offsets of the article.
"""

import re
from dataclasses import dataclass
from typing import Final

from summarizer.quotes.antecedents import FEMALE, MALE, Antecedents
from summarizer.quotes.entities import People, Person
from summarizer.quotes.reading import Candidate, Reading
from summarizer.text.names import Name, is_title, names
from summarizer.text.people_words import FEMALE_TITLES, HONORIFICS, MALE_TITLES, OFFICES
from summarizer.text.roles import of_office, office_words
from summarizer.types import Span

_OPEN: Final = frozenset("i we you they it them us me one others some many this these those there".split())
"""Mentions that we do not resolve."""
_HIGH_OFFICES: Final = frozenset(
    "president premier minister chancellor leader king queen pope emir sultan governor".split()
)
"""Offices that a story gives to one person at a time; "the spokesman" may be anybody's."""


_ANYBODY: Final = frozenset(
    """spokesman spokeswoman spokesperson official officer aide adviser advisor source host editor anchor reporter correspondent
    analyst expert economist historian survivor witness resident student worker member judge justice professor attorney
    prosecutor doctor nurse physician teacher farmer colonel major captain lieutenant sergeant sgt capt maj col lt researcher
    scientist scholar fellow lecturer manager owner consultant executive director delegate veteran activist chief head
    deputy coordinator commander""".split()
)
"""Offices of which an article has several, often without a name: "the official" is nobody named before."""
_BESIDES: Final = frozenset(
    "politician candidate nominee lawmaker legislator billionaire businessman businesswoman tycoon author writer".split()
)
"""What somebody may be besides an office."""
_PAST: Final = frozenset("former ex then one-time onetime".split())
_DESCRIBERS: Final = OFFICES | frozenset(
    "lady mogul magnate star neurosurgeon front-runner frontrunner democrat republican laureate incumbent challenger tory".split()
)
_OWNED: Final = re.compile(r"\b([A-Z][\w’'\u2010\u2011-]*?\w)['’]s\s")
"""As in "Lind's former strategist": whoever it is, it is not Lind."""
_OF: Final = re.compile(r"\s(?:of|for)\s")
LONG_OFFICE: Final = 80
"""Characters from the first word of an office to the name after it."""
BESIDE_OFFICE: Final = 0.95
"""Sure as a name is: it stands there."""
MOST_WORDS: Final = 6
"""Of a name; more capitalised words in a row are a line all in capitals."""
_BY_PLACE: Final = 0.75
"""Of the probability that a pronoun there would mean the person: seven in ten were right in train articles read for it."""
_MARGIN: Final = 0.3
"""Half of what an exact office counts more than a like one."""


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

    def __init__(self, reading: Reading, people: People, antecedents: Antecedents) -> None:
        self._r, self._p = reading, people
        self._antecedents = antecedents
        self._learn_offices()

    def resolve(self, candidate: Candidate) -> Resolution:
        """The person, organisation or country that a mention names, or `NOBODY`."""
        root = self._r.tokens[candidate.root]
        low = root.text.lower()
        if low in MALE or low in FEMALE:
            return self._pronoun(candidate.root)
        if low in {"who", "whom", "that", "which"}:
            return self._relative(candidate)
        if low in _OPEN:
            return NOBODY
        name = self._name_in(candidate)
        if name is not None and not self._is_office(name):
            return self._named(name)
        apposed = self._apposed(candidate)
        if apposed is not None:
            return self._named(apposed)
        titled = self._titled(candidate)
        return _of_person(titled, BESIDE_OFFICE) if titled else self._described(candidate)

    def _titled(self, candidate: Candidate) -> Person | None:
        """Whoever is named right after a long office that begins with the mention: "Director of Public Works Ana Lind"."""
        if not _OF.match(self._r.text, candidate.end):
            return None
        for person in self._p.people:
            for mention in person.mentions:
                if candidate.end < mention <= candidate.end + LONG_OFFICE:
                    office = of_office(self._r.text, mention)
                    if office is not None and office[0] <= candidate.start < office[1]:
                        return person
        return None

    def _learn_offices(self) -> None:
        """As in: "The Morvanian president added" after a paragraph about one person without an office gives it to that person."""
        r = self._r
        for candidate in r.candidates:
            token = r.tokens[candidate.root]
            if token.text.lower() not in _HIGH_OFFICES or token.dep not in {"nsubj", "nsubjpass"}:
                continue
            lead = re.match(r"[Tt]he\s+(?=\S+\s)", candidate.text)
            if lead is None:
                continue
            words = office_words(candidate.text)
            if any(_same_seat(words, office_words(w)) for p in self._p.people for w in p.roles):
                continue
            near = [p for p in self._p.people if self._near(p, candidate)]
            free = [p for p in near if all(_clash(words, office_words(w)) is False for w in p.roles)]
            if len(free) == 1 and free[0].role is None:
                free[0].role = (candidate.start + lead.end(), candidate.end)
                free[0].roles.append(candidate.text.lower())

    def _near(self, person: Person, candidate: Candidate) -> bool:
        first = self._r.paragraphs[max(0, candidate.paragraph - 1)][0]
        return any(first <= m < candidate.start for m in person.mentions)

    def _name_in(self, candidate: Candidate) -> Name | None:
        r = self._r
        root = r.tokens[candidate.root]
        if not root.text[:1].isupper():
            return None
        # A mention may begin inside a longer name: widen to the word borders the spelling gives.
        start = _word_start(r.text, max(0, candidate.start - 60))
        window = r.text[start : candidate.end + 40]
        for name in names(window):
            if (
                name.start + start
                <= root.start
                < name.end + start + (5 if root.text.strip(".") in {"Jr", "Sr"} else 0)
            ):
                if len(name.words) > MOST_WORDS:
                    return None
                title = (name.title[0] + start, name.title[1] + start) if name.title else None
                return Name(start=name.start + start, end=name.end + start, words=name.words, title=title)
        return None

    def _is_office(self, name: Name) -> bool:
        """As "the Secretary-General", and no "Mr. King" of whom the article knows the given name."""
        return len(name.words) == 1 and is_title(name.words[0]) and not self._p.of_surname(name.words[0])

    def _named(self, name: Name) -> Resolution:
        known = self._p.of_surname(name.words[-1])
        if len(name.words) >= 2:  # noqa: PLR2004 — a given name to compare
            whole = [p for p in known if p.full and p.words == name.words[-len(p.words) :]]
            known = (
                [p for p in known if name.words[0] in p.words]
                or whole
                or ([p for p in known if len(known) == 1 and _title_only(name)])
            )
        if not known and len(name.words) == 1:
            # "Hillary" alone, or a first element of a double surname.
            known = [p for p in self._p.people if name.words[0] in p.words]
        person = self._p.which(known, name)
        if person is not None:
            return _of_person(person, 0.97)
        role = (
            name.title
            if name.title and self._r.text[slice(*name.title)].strip(".") not in HONORIFICS
            else None
        )
        return Resolution(
            name=(name.start, name.end), role=role, confidence=0.8 if len(name.words) > 1 else 0.6
        )

    def _apposed(self, candidate: Candidate) -> Name | None:
        r = self._r
        for child in r.children[candidate.root]:
            token = r.tokens[child]
            if token.dep == "appos" and token.text[:1].isupper() and not token.quoted:
                found = next(
                    (
                        n
                        for n in names(r.text[candidate.end : token.end + 30])
                        if n.start <= token.start - candidate.end < n.end
                    ),
                    None,
                )
                if found and len(found.words) >= 2:  # noqa: PLR2004 — a full name
                    base = candidate.end
                    return Name(start=found.start + base, end=found.end + base, words=found.words, title=None)
        office = r.tokens[candidate.root].text.lower() in OFFICES
        beside = re.compile(r",?\s" if office else r"\s").match(r.text, candidate.end)
        if beside is None or not r.text[beside.end() : beside.end() + 1].isupper():
            return None
        found = next((n for n in names(r.text[beside.end() : beside.end() + 60]) if n.start == 0), None)
        if found and len(found.words) >= 2 and self._p.of_surname(found.words[-1]):  # noqa: PLR2004 — a full name
            return Name(start=beside.end(), end=beside.end() + found.end, words=found.words, title=None)
        return None

    def _relative(self, candidate: Candidate) -> Resolution:
        r = self._r
        beside = next((c for c in reversed(r.candidates) if c.end <= candidate.start <= c.end + 2), None)
        name = self._name_in(beside) if beside is not None else None
        if name is not None and len(name.words) >= 2:  # noqa: PLR2004 — "Felix Orban, who", whatever the parse makes of it
            found = self._named(name)
            if found.person is not None:
                return found
        verb = candidate.root
        for _ in range(3):
            verb = r.tokens[verb].head
            if r.tokens[verb].dep == "relcl":
                break
        head = r.tokens[verb].head
        mention = next((c for c in r.candidates if c.root == head and c.start < candidate.start), None)
        if mention is None:  # the word before "who" is what the clause is about
            mention = next((c for c in reversed(r.candidates) if c.end <= candidate.start <= c.end + 3), None)
        if mention is None or mention.root == candidate.root:
            return NOBODY
        found = self.resolve(mention)
        if (
            found.name is None and r.tokens[mention.root].dep == "appos"
        ):  # "Felix Orban, the negotiator, who …"
            above = next((c for c in r.candidates if c.root == r.tokens[mention.root].head), None)
            found = self.resolve(above) if above is not None and above.start < mention.start else found
        return Resolution(
            person=found.person, name=found.name, role=found.role, confidence=found.confidence * 0.9
        )

    def _pronoun(self, token: int) -> Resolution:
        found = self._antecedents.of(token)
        return _of_person(found[0], found[1]) if found else NOBODY

    def _described(self, candidate: Candidate) -> Resolution:
        r = self._r
        if r.tokens[candidate.root].text.lower() not in _DESCRIBERS:
            return NOBODY
        wording = r.text[candidate.start : self._end_of_office(candidate)]
        words = office_words(wording)
        head = next(iter(office_words(r.tokens[candidate.root].text)), "")
        definite = candidate.text.lower().startswith(
            ("the ", "his ", "her ", "their ", "its ", "this ")
        ) or _OWNED.match(candidate.text)
        if not definite:
            return NOBODY
        fits: list[tuple[float, Person]] = []
        for person in self._p.people:
            before = [m for m in person.mentions if m < candidate.start]
            if not before:
                continue
            held = [office_words(w) for w in person.roles]
            near = 0.05 * max(0, 8 - (candidate.paragraph - r.paragraph_of(before[-1])))
            if any(words <= h or _same_seat(words, h) for h in held):
                fits.append((1.0 + near, person))
            elif any(head in h and not _clash(words, h) for h in held):
                fits.append((0.6 + near, person))
        if not fits:
            return self._by_place(candidate, wording)
        fits.sort(key=lambda f: -f[0])
        rivals = [p for value, p in fits if fits[0][0] - value <= _MARGIN]
        if len(rivals) == 1:
            return _of_person(rivals[0], 0.9)
        found = self._antecedents.like(candidate.root, lambda p: p not in rivals)
        return _of_person(found[0], 0.9 * found[1]) if found else NOBODY

    def _end_of_office(self, candidate: Candidate) -> int:
        """One past "of state" in "the former secretary of state and current nominee"."""
        r = self._r
        for child in r.children[candidate.root]:
            if child > candidate.root and r.tokens[child].text == "of":
                return max([candidate.end, *(r.tokens[g].end for g in r.children[child])])
        return candidate.end

    def _by_place(self, candidate: Candidate, wording: str) -> Resolution:
        """Another name for whoever the text is about: "Lind won. The former judge said …", if nothing speaks against it."""
        if self._r.tokens[candidate.root].text.lower() in _ANYBODY and not _OWNED.search(wording):
            return NOBODY
        words = wording.lower().split()
        owner = _OWNED.search(wording)
        if words[0] != "the" and owner is None:
            return NOBODY
        gender = (
            "f" if FEMALE_TITLES.intersection(words) else "m" if MALE_TITLES.intersection(words) else None
        )
        offices = office_words(wording)
        # "The mayor" is not the general named before; "the former senator" and "the candidate" may be the minister.
        single = bool(offices & OFFICES - _BESIDES) and not _PAST.intersection(words)

        def unlike(person: Person) -> bool:
            other = gender is not None and person.gender not in {gender, None}
            held = [office_words(w) for w in person.roles]
            clashes = any(offices & h & OFFICES and _clash(offices, h) for h in held)
            elsewhere = single and bool(held) and not any(offices & h & OFFICES for h in held)
            return other or clashes or elsewhere or bool(owner and person.surname == owner[1])

        found = self._antecedents.like(candidate.root, unlike)
        return _of_person(found[0], _BY_PLACE * found[1]) if found else NOBODY


def _word_start(text: str, at: int) -> int:
    """The offset, or the end of the word that it would cut."""
    while 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
        at += 1
    return at


def _clash(words: frozenset[str], held: frozenset[str]) -> bool:
    """Both say more than the office, and not the same: "the U.S. president" is no "Russian president"."""
    return bool(words - held) and bool(held - words)


def _same_seat(words: frozenset[str], held: frozenset[str]) -> bool:
    """One country and two words for its head: "the Russian leader" is the "Russian president"."""
    offices = frozenset(_HIGH_OFFICES)
    return (
        bool((words & held) - OFFICES)
        and bool(words & offices)
        and bool(held & offices)
        and ("leader" in words | held or bool(words & held & offices))
    )


def _title_only(name: Name) -> bool:
    return all(w.lower() in OFFICES for w in name.words[:-1])


def _of_person(person: Person, confidence: float) -> Resolution:
    return Resolution(person=person, name=(person.start, person.end), role=person.role, confidence=confidence)
