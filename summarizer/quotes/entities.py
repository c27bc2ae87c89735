"""Who is named in an article: full names with the role the article gives them.

Knows who of the capitalised is a person. Does not know who said what, nor anything that the article does not say: every name
and every role is a slice of it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from summarizer.text.names import SUFFIXES, Name, headlines, is_title, names
from summarizer.text.people_words import (
    FEMALE_NAMES,
    FEMALE_TITLES,
    HONORIFICS,
    MALE_NAMES,
    MALE_TITLES,
    NOT_NAMES,
    OFFICE_MODIFIERS,
    ORGANISATION_WORDS,
)
from summarizer.text.roles import of_office, office_words, role_after, role_before, with_modifiers
from summarizer.types import Span

Gender = Literal["m", "f"]
_ACTS = re.compile(
    r"(?:,)?\s(?:who\b|has\b|had\b|became\b|told\b|said\b|says\b|will\b|was (?:born|asked|elected|named|appointed)\b|claimed\b|insisted\b|wrote\b|asked\b)"
)
"""What people do and places do not; "is" and "was" are said of both."""
_CAPITAL = re.compile(r"\b[A-Z][\w’'\u2010\u2011-]*[\w]")
_PAIR = re.compile(r"\b([A-Z][\w’'\u2010\u2011-]*\w) (?=([A-Z][\w’'\u2010\u2011-]*\w))")
_SAYING = (
    re.compile(
        r"\b([A-Z][\w’'\u2010\u2011-]*\w)(?:,[^,.\n]{0,40},)?\s(?:said|says|told|added|wrote|asked|noted|warned|argued|insisted)\b"
    ),
    re.compile(r"\b(?:said|says|added)\s(?:[A-Z][\w’'.\u2010\u2011-]+\s){0,2}([A-Z][\w’'\u2010\u2011-]*\w)"),
)
_PLACED = re.compile(r"\b(?:[Tt]he|in|from|to)\s([A-Z][\w’'\u2010\u2011-]*\w)")
_INSIDE = re.compile(r"\bin\s([A-Z][\w’'\u2010\u2011-]*\w)")
_ROYAL: Final = frozenset(
    "king queen prince princess emir sultan emperor empress grand-duke duke duchess".split()
)
MOST_OF_A_ROLE: Final = 60
"""Characters: a longer wording of the same office says too much."""
TWICE: Final = 2
"""Once may be chance."""


@dataclass(slots=True, eq=False)
class Person:
    """Somebody whom the article names in full, and every place where it does or uses the surname."""

    name: str
    start: int
    """Where the fullest name stands first."""
    words: tuple[str, ...]
    full: bool = True
    """False for somebody whom the article calls by the surname only ("Mr. Varga")."""
    role: Span | None = None
    gender: Gender | None = None
    leaning: Gender | None = None
    """What an unknown given name sounds like; never enough to exclude anybody."""
    mentions: list[int] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    """All wordings of offices seen with the name, lower case, to match "the minister"."""

    @property
    def end(self) -> int:
        """One past the name."""
        return self.start + len(self.name)

    @property
    def surname(self) -> str:
        """The word by which news calls people: the last one that is no suffix."""
        kept = [w for w in self.words if w.lower().strip(".") not in SUFFIXES]
        return kept[-1] if kept else self.words[-1]


class People:
    """The persons of an article. Built once; asked by offset or by words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.people: list[Person] = []
        self.lower = frozenset(re.findall(r"\b[a-zà-ÿ][\w’'\u2010\u2011-]+", text))
        self._capitals = Counter(_CAPITAL.findall(text))
        self._pairs = Counter(_PAIR.findall(text))
        self._said = Counter(word for pattern in _SAYING for word in pattern.findall(text))
        self._inside = Counter(_INSIDE.findall(text))
        self._placed = frozenset(_PLACED.findall(text))
        capitalised = headlines(text)
        self._headlines = " ".join(text[a:b] for a, b in capitalised)
        singles = self._add_full_names(capitalised)
        self._by_surname: dict[str, list[Person]] = {}
        for person in self.people:
            person.gender = _gender_of_given(person.words[0]) or person.gender
            self._by_surname.setdefault(person.surname.lower().replace("'", "’"), []).append(person)
        self._add_surnames(singles)
        for name in singles:
            self._add_single(name)
        for person in self.people:
            person.mentions.sort()
            _lean(person)

    def _add_full_names(self, capitalised: Sequence[Span]) -> list[Name]:
        """Everybody with a name of two words or more; the other names are returned."""
        others: list[Name] = []
        for found in names(self.text):
            if any(a <= found.start < b for a, b in capitalised):
                continue  # "Ana Lind Calls Brandt": capitals tell nothing there
            name = self._cut(found)
            if len(name.words) >= 2 and self._is_person(name):  # noqa: PLR2004 — a name of two words
                self._add(name)
            else:
                others.append(name)
        return others

    def of_surname(self, surname: str) -> list[Person]:
        """Persons with this last name, in the order of their full names."""
        return self._by_surname.get(surname.lower().replace("'", "’"), [])

    def _cut(self, name: Name) -> Name:
        """Of "Ana Lind Election Day" the first two words, where Lind is called so elsewhere and the rest is no name."""
        words = name.words
        given = words[0] in MALE_NAMES or words[0] in FEMALE_NAMES
        if (
            len(words) >= 3  # noqa: PLR2004 — a country and a name
            and not name.title
            and not given
            and self.text[name.start - 3 : name.start] == "of "
        ):
            # "Minister of Trade of Kestria Ana Lind", "Director of Public Prosecutions Ana Lind"
            known = (
                k for k in range(1, len(words) - 1) if words[k] in MALE_NAMES or words[k] in FEMALE_NAMES
            )
            first = next(known, 1)
            start = name.start + sum(len(word) + 1 for word in words[:first])
            if of_office(self.text, start) is not None:
                return Name(start=start, end=name.end, words=words[first:], title=None)
        if len(words) < 4 or not given or not self._alone(words[1], words[0]):  # noqa: PLR2004 — longer than a name with a middle one
            return name
        end = self.text.index(words[1], name.start) + len(words[1])
        return Name(start=name.start, end=end, words=words[:2], title=name.title)

    def _alone(self, surname: str, before: str) -> bool:
        return self._capitals[surname] > self._pairs[before, surname] + (surname in self.lower)

    def _is_person(self, name: Name) -> bool:
        low = [w.lower().strip(".") for w in name.words]
        given = name.words[0] in MALE_NAMES or name.words[0] in FEMALE_NAMES
        opens = re.split(r"['’]", low[0])[0]
        if any(w in ORGANISATION_WORDS for w in low[given:]) or opens in NOT_NAMES or low[-1] in NOT_NAMES:
            return False
        if not given and low[0] in OFFICE_MODIFIERS:
            return False
        if len(name.words) > 5 or any(w.isupper() and len(w) > 3 for w in name.words):  # noqa: PLR2004 — longer or louder is a headline
            return False
        return bool(name.title) or given or self._acts(name) or self._called_so(name, low)

    def _acts(self, name: Name) -> bool:
        """Does what people do, or is of an age, a party or an office."""
        after = self.text[name.end : name.end + 60]
        return (
            re.match(r",\s+\d\d\b|\s+\((?:[DR]-|\d\d)", after) is not None
            or self._office_near(name)
            or _ACTS.match(after) is not None
        )

    def _called_so(self, name: Name, low: Sequence[str]) -> bool:
        """Its last word speaks elsewhere, or stands alone there as surnames do and places do not."""
        surname, before = name.words[-1], name.words[-2]
        alone = self._capitals[surname] - self._pairs[before, surname]
        odd = name.words[0].lower().endswith(("ern", "ian")) or low[0] in self.lower or low[-1] in self.lower
        if self._inside[surname] > self._said[surname]:
            return False  # "Say Mexico", where things happen in Mexico
        return self._said[surname] > 0 or (alone >= TWICE and not odd)

    def _office_near(self, name: Name) -> bool:
        return role_before(self.text, name.start) is not None or role_after(self.text, name.end) is not None

    def _add(self, name: Name) -> None:
        known = next((p for p in self.people if _same(p.words, name.words)), None)
        if known is None:
            known = Person(self.text[name.start : name.end], name.start, name.words)
            self.people.append(known)
        elif len(name.words) > len(known.words):
            known.name, known.start, known.words = self.text[name.start : name.end], name.start, name.words
        known.mentions.append(name.start)
        self._learn(known, name)

    def _add_surnames(self, singles: list[Name]) -> None:
        """People without a given name in the article: "Mr. Varga", "President Varga", "Varga said"."""
        for name in singles:
            if len(name.words) != 1 or self._known(name) or len(name.words[0]) < 3:  # noqa: PLR2004 — initials
                continue
            whole = self._in_headline(name.words[0])
            if not name.title and not self._speaks_often(name.words[0]) and whole is None:
                continue
            if (
                name.words[0].lower() in NOT_NAMES
                or name.words[0].lower() in ORGANISATION_WORDS
                or is_title(name.words[0])
                or name.words[0].isupper()
            ):
                continue
            person = whole or Person(self.text[name.start : name.end], name.start, name.words, full=False)
            self.people.append(person)
            self._by_surname.setdefault(person.surname.lower().replace("'", "’"), []).append(person)

    def _known(self, name: Name) -> bool:
        """Somebody of this surname whom the title does not contradict: "Mr. Lind" is not Ana Lind."""
        gender = _gender_of_title(self.text[slice(*name.title)]) if name.title else None
        known = self.of_surname(name.words[0])
        return any(gender is None or p.gender in {gender, None} for p in known)

    def _in_headline(self, surname: str) -> Person | None:
        """Somebody whose given name stands in a headline only: "Ana Lind Goes To Kestra" above "Lind said"."""
        if surname not in self._headlines:
            return None
        for match in re.finditer(rf"\b([A-Z][\w’'\u2010\u2011-]*\w) {re.escape(surname)}\b", self._headlines):
            if match.group(1) in MALE_NAMES or match.group(1) in FEMALE_NAMES:
                words = (match.group(1), surname)
                start = self.text.index(match.group())
                return Person(match.group(), start, words, gender=_gender_of_given(words[0]))
        return None

    def _speaks_often(self, word: str) -> bool:
        """Twice a subject of "said" and never with an article before it; countries and houses say things too, so they are asked for a title."""
        if word.lower() in self.lower:
            return False
        return self._said[word] >= TWICE and word not in self._placed

    def _add_single(self, name: Name) -> None:
        if len(name.words) != 1:
            return
        found = self.which(self.of_surname(name.words[0]), name)
        if found is not None:
            found.mentions.append(name.start)
            self._learn(found, name)

    def which(self, known: Sequence[Person], name: Name) -> Person | None:
        """Whom of a family a surname means: whom the title fits, else whom the article has named most so far."""
        if not known:
            return None
        gender = None
        if name.title:
            wording = self.text[slice(*name.title)]
            gender = _gender_of_title(wording)
            held = [p for p in known if any(office_words(wording) & office_words(w) for w in p.roles)]
            if len(held) == 1:
                return held[0]
            if wording.split()[-1].lower() in _ROYAL:
                # "Crown Prince Omar" is no Mr Omar: those who reign go by their given names.
                return next((p for p in self.people if p.words[0] == name.words[0]), None)
        kept = [p for p in known if p.gender == gender] if gender else []
        kept = kept or [p for p in known if gender is None or p.gender is None] or list(known)
        before = [p for p in kept if p.start <= name.start] or kept
        return max(before, key=lambda p: (sum(m <= name.start for m in p.mentions), -p.start))

    def _learn(self, person: Person, name: Name) -> None:
        role = None
        if name.title:
            words = self.text[slice(*name.title)]
            last = words.split()[-1].strip(".")
            person.gender = person.gender or _gender_of_title(words)
            # "the ambassador to the United Nations Ana Lind": where she works is no office.
            if last not in HONORIFICS and any(map(is_title, words.split())):
                role = of_office(self.text, name.start) or with_modifiers(self.text, name.title)
        role = role or role_before(self.text, name.start) or role_after(self.text, name.end)
        if role is None:
            return
        wording = self.text[slice(*role)]
        person.gender = person.gender or _gender_of_title(wording)
        person.roles.append(wording.lower())
        if person.role is None or self._says_more(wording, self.text[slice(*person.role)]):
            person.role = role

    @staticmethod
    def _says_more(new: str, old: str) -> bool:
        """As "Kestrian Foreign Minister" does after "Foreign Minister"."""
        return len(old) < len(new) <= MOST_OF_A_ROLE and new.lower().endswith(" " + old.lower())


def _same(known: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """One person: same last word and compatible given name ("Hillary Rodham Clinton", "Hillary Clinton")."""
    a = [w for w in known if w.lower().strip(".") not in SUFFIXES]
    b = [w for w in new if w.lower().strip(".") not in SUFFIXES]
    if b and a and {w.lower() for w in b} <= {w.lower() for w in a}:
        return True
    return (
        bool(a and b)
        and a[-1] == b[-1]
        and (a[0] == b[0] or (len(a[0].strip(".")) == 1 and a[0][0] == b[0][0]))
    )


def _gender_of_title(words: str) -> Gender | None:
    for word in re.findall(r"[a-z-]+", words.lower()):
        if word in MALE_TITLES:
            return "m"
        if word in FEMALE_TITLES:
            return "f"
    return None


def _lean(person: Person) -> None:
    """What is likely of somebody of whom nothing tells a man from a woman."""
    if person.gender is not None:
        return
    last = person.words[0][-1:]
    if not person.full:
        person.leaning = "m"  # most of those whom news calls by title and surname alone
    elif last == "a":
        person.leaning = "f"
    elif last not in "aeiy":
        person.leaning = "m"


def _gender_of_given(word: str) -> Gender | None:
    male, female = word in MALE_NAMES, word in FEMALE_NAMES
    if male == female:
        return None
    return "m" if male else "f"
