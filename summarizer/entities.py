"""Who is named in an article: full names with the role the article gives them, found by spelling and titles.

Knows names, titles and appositions. Does not know who said what, nor anything that the article does not say: every name and
every role is a slice of it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from summarizer.people_words import (
    FEMALE_NAMES,
    FEMALE_TITLES,
    HONORIFICS,
    MALE_NAMES,
    MALE_TITLES,
    NOT_NAMES,
    OFFICE_MODIFIERS,
    OFFICES,
    ORGANISATION_WORDS,
)
from summarizer.types import Span

Gender = Literal["m", "f"]

_WORD = re.compile(r"(?:[A-Z]\.){2,}(?=\s[A-Z])|[^\W\d_](?:[\w’'-]*\w)?|(?<=\s)[A-Z]\.")
_NICKNAME = re.compile(r"[\"“][A-Z]\w+[\"”] (?=[A-Z])")
_PARTICLES: Final = frozenset(
    "de da di del della dos du la le van von der den ter bin ibn al el ul zu y".split()
)
_SUFFIX: Final = frozenset(["jr", "sr", "ii", "iii", "iv"])
_ADJECTIVE = re.compile(
    r"^[A-Z]\w+(?:ian|ean|ish|ese|ani|aqi|aeli|eli|can|sian|nian|ench|eek|ch|ti|wiss|rab|i)$|^(?:U\.?S|UK|EU|UN|NATO|American|German)$"
)
_APPOSITION = re.compile(r",\s+([^,.;:!?()“”\"\n]{3,90}?)(?=,|\.|;|\)|\swho\b|\swhose\b|\n|$)")
_BEFORE_COMMA = re.compile(r"([^,.;:!?()“”\"\n]{3,80}),\s*$")
_ACTS = re.compile(r"(?:,)?\s(?:who\b|has\b|had\b|became\b|told\b|said\b|says\b|will\b|was (?:born|asked|elected|named|appointed)\b|claimed\b|insisted\b|wrote\b|asked\b)")
"""What people do and places do not; "is" and "was" are said of both."""
_ROLE_END = re.compile(
    r"\s+(?:in (?:his|her|its|their)|who|that|which|when|where|said|says|told|has|had|is|was|will|would)\b.*$"
)


_CAPITAL = re.compile(r"\b[A-Z][\w’'-]*[\w]")
_PAIR = re.compile(r"\b([A-Z][\w’'-]*\w) (?=([A-Z][\w’'-]*\w))")
_SAYING = (
    re.compile(r"\b([A-Z][\w’'-]*\w)(?:,[^,.\n]{0,40},)?\s(?:said|says|told|added|wrote|asked|noted|warned|argued|insisted)\b"),
    re.compile(r"\b(?:said|says|added)\s(?:[A-Z][\w’'.-]+\s){0,2}([A-Z][\w’'-]*\w)"),
)
_PLACED = re.compile(r"\b(?:[Tt]he|in|from|to)\s([A-Z][\w’'-]*\w)")
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
        kept = [w for w in self.words if w.lower().strip(".") not in _SUFFIX]
        return kept[-1] if kept else self.words[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One capitalised sequence of the text, split into the title in front and the name."""

    start: int
    end: int
    words: tuple[str, ...]
    title: Span | None
    """Words before the name that are an office ("Russian President"), or an honorific."""


def names(text: str) -> Iterator[Name]:
    """Every capitalised sequence that may be a name, in order."""
    group: list[tuple[int, int, str]] = []
    for match in _WORD.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        possessive = word.endswith(("’s", "'s"))
        if possessive:
            word, end = word[:-2], end - 2
        gap = text[group[-1][1] : start] if group else ""
        joined = group and (
            gap == " "
            or (gap in {". ", ", "} and word in {"Jr", "Sr"})
            or (gap == ". " and _abbreviation(group[-1][2]))
        )
        capital = word[:1].isupper()
        if group and not (joined and (capital or word in _PARTICLES)):
            yield from _name(text, group)
            group = []
        if capital:
            group.append((start, end, word))
        elif group and word in _PARTICLES:
            group.append((start, end, word))
        if possessive and group:
            yield from _name(text, group)
            group = []
    if group:
        yield from _name(text, group)


def _title_case(text: str) -> list[Span]:
    """Lines whose long words nearly all have capitals: headlines, where a capital makes no name."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        words = [w for w in re.findall(r"[^\W\d_]{4,}", line.group()) if w]
        if len(words) >= 4 and sum(w[0].isupper() for w in words) > 0.8 * len(words):  # noqa: PLR2004 — fewer words are a name
            found.append(line.span())
    return found


def _abbreviation(word: str) -> bool:
    return len(word.rstrip(".")) == 1 or word in {
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Sen",
        "Rep",
        "Gov",
        "Gen",
        "Col",
        "Lt",
        "Adm",
        "Prof",
        "St",
        "Sgt",
        "Capt",
        "Rev",
        "Maj",
        "Amb",
        "Jr",
        "Sr",
    }


def _name(text: str, group: list[tuple[int, int, str]]) -> Iterator[Name]:
    while group and group[-1][2] in _PARTICLES:
        group.pop()
    while group and group[0][2].lower() in NOT_NAMES and group[0][2] not in HONORIFICS:
        group = group[1:]
    if not group:
        return
    first = 0
    for k, (_, _, word) in enumerate(group[:-1]):
        if _titular(word) and not (k + 1 < len(group) and group[k + 1][2] in {"of", "for"}):
            first = k + 1
    first = max(first, _given_after_body(group, first))
    title = None
    if first:
        title = (group[0][0], group[first - 1][1])
        if text[title[1] : title[1] + 1] == ".":
            title = (title[0], title[1] + 1)
    rest = group[first:]
    if len(rest) > 2 and rest[-1][2].lower().strip(".") in _SUFFIX:  # noqa: PLR2004 — a name of two words and "Jr"
        rest = rest[:-1]
    yield Name(start=rest[0][0], end=rest[-1][1], words=tuple(w for _, _, w in rest), title=title)


def _given_after_body(group: list[tuple[int, int, str]], first: int) -> int:
    """ "House Newt Gingrich", "Fox Sean Hannity": where a given name follows a body or a nation, the name starts there."""
    for k in range(first + 1, len(group) - 1):
        if group[k][2] in MALE_NAMES or group[k][2] in FEMALE_NAMES:
            before = [w for _, _, w in group[first:k]]
            if any(
                w.lower() in ORGANISATION_WORDS or w.lower() in OFFICE_MODIFIERS or _ADJECTIVE.match(w)
                for w in before
            ):
                return k
            return first
    return first


def _titular(word: str) -> bool:
    low = word.lower().strip(".")
    return low in OFFICES or word in HONORIFICS or low in MALE_TITLES or low in FEMALE_TITLES


class People:
    """The persons of an article. Built once; asked by offset or by words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.people: list[Person] = []
        self.lower = frozenset(re.findall(r"\b[a-zà-ÿ][\w’'-]+", text))
        self._capitals = Counter(_CAPITAL.findall(text))
        self._pairs = Counter(_PAIR.findall(text))
        self._said = Counter(word for pattern in _SAYING for word in pattern.findall(text))
        self._placed = frozenset(_PLACED.findall(text))
        singles: list[Name] = []
        headlines = _title_case(text)
        for name in names(text):
            if any(a <= name.start < b for a, b in headlines):
                continue  # "Ana Lind Calls Brandt": capitals tell nothing there
            if len(name.words) >= 2 and self._is_person(name):
                self._add(name)
            else:
                singles.append(name)
        self._by_surname: dict[str, list[Person]] = {}
        for person in self.people:
            self._by_surname.setdefault(person.surname.lower().replace("'", "’"), []).append(person)
        self._add_surnames(singles)
        for name in singles:
            self._add_single(name)
        for person in self.people:
            person.mentions.sort()
            if person.gender is None and person.full:
                person.gender = _gender_of_given(person.words[0])
                person.leaning = "f" if person.words[0][-1:] == "a" else "m" if person.words[0][-1:] not in "aeiy" else None

    def of_surname(self, surname: str) -> list[Person]:
        """Persons with this last name, in the order of their full names."""
        return self._by_surname.get(surname.lower().replace("'", "’"), [])

    def _is_person(self, name: Name) -> bool:
        low = [w.lower().strip(".") for w in name.words]
        given = name.words[0] in MALE_NAMES or name.words[0] in FEMALE_NAMES
        if any(w in ORGANISATION_WORDS for w in low[given:]) or low[0] in NOT_NAMES:
            return False
        if len(name.words) > 5 or any(w.isupper() and len(w) > 3 for w in name.words):
            return False
        if name.title or given:
            return True
        after = self.text[name.end : name.end + 60]
        if re.match(r",\s+\d\d\b|\s+\((?:[DR]-|\d\d)", after) or self._office_near(name):
            return True
        if _ACTS.match(after):
            return True
        surname, given = name.words[-1], name.words[-2]
        alone = self._capitals[surname] - self._pairs[given, surname]
        odd = name.words[0].lower().endswith(("ern", "ian")) or low[0] in self.lower or low[-1] in self.lower
        return self._said[surname] > 0 or (alone >= TWICE and not odd)

    def _office_near(self, name: Name) -> bool:
        return _role_before(self.text, name.start) is not None or _role_after(self.text, name.end) is not None

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
            if len(name.words) != 1 or self.of_surname(name.words[0]) or len(name.words[0]) < 3:  # noqa: PLR2004 — initials
                continue
            if not name.title and not self._speaks_often(name.words[0]):
                continue
            if (
                name.words[0].lower() in NOT_NAMES
                or name.words[0].lower() in ORGANISATION_WORDS
                or _titular(name.words[0])
                or name.words[0].isupper()
            ):
                continue
            person = Person(self.text[name.start : name.end], name.start, name.words, full=False)
            self.people.append(person)
            self._by_surname.setdefault(person.surname.lower().replace("'", "’"), []).append(person)

    def _speaks_often(self, word: str) -> bool:
        """Twice a subject of "said" and never with an article before it; countries and houses say things too, so they are asked for a title."""
        if word.lower() in self.lower:
            return False
        return self._said[word] >= TWICE and word not in self._placed

    def _add_single(self, name: Name) -> None:
        found = self.of_surname(name.words[-1])
        if len(found) == 1 and len(name.words) == 1:
            found[0].mentions.append(name.start)
            self._learn(found[0], name)

    def _learn(self, person: Person, name: Name) -> None:
        role = None
        if name.title:
            words = self.text[slice(*name.title)]
            last = words.split()[-1].strip(".")
            person.gender = person.gender or _gender_of_title(words)
            if last not in HONORIFICS:
                role = _extend_left(self.text, name.title)
        role = role or _role_before(self.text, name.start) or _role_after(self.text, name.end)
        if role is None:
            return
        wording = self.text[slice(*role)]
        person.gender = person.gender or _gender_of_title(wording)
        person.roles.append(wording.lower())
        if person.role is None:
            person.role = role


def _same(known: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """One person: same last word and compatible given name ("Hillary Rodham Clinton", "Hillary Clinton")."""
    a = [w for w in known if w.lower().strip(".") not in _SUFFIX]
    b = [w for w in new if w.lower().strip(".") not in _SUFFIX]
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


def _gender_of_given(word: str) -> Gender | None:
    male, female = word in MALE_NAMES, word in FEMALE_NAMES
    if male == female:
        return None
    return "m" if male else "f"


def _extend_left(text: str, title: Span) -> Span:
    """Takes modifiers in front of a title into it: "former" in "former President", "Kremlin" in "Kremlin spokesman"."""
    start = title[0]
    while True:
        match = re.search(r"([\w’'.-]+) $", text[max(0, start - 40) : start])
        if not match:
            break
        word = match.group(1)
        low = word.lower().strip(".")
        if not (
            low in OFFICE_MODIFIERS
            or low in OFFICES
            or _ADJECTIVE.match(word)
            or (word[:1].isupper() and low not in NOT_NAMES)
        ):
            break
        if (
            text[max(0, start - len(match.group()) - 2) : start - len(match.group())] in {". ", "? ", "! "}
            and low in NOT_NAMES
        ):
            break
        start -= len(match.group())
    return start, title[1]


def _role_before(text: str, at: int) -> Span | None:
    """ "Kremlin spokesman NAME" (no comma) and "the ministry's spokeswoman, NAME"."""
    before = text[max(0, at - 120) : at]
    match = re.search(r"([\w’'-]+) $", before)
    if match and match.group(1).lower() in OFFICES:
        end = at - 1
        return _extend_left(text, (end - len(match.group(1)), end))
    comma = _BEFORE_COMMA.search(before)
    if comma is None or not _holds_office(comma.group(1)):
        return None
    words = comma.group(1)
    cut = max(
        words.rfind(" " + d + " ") + len(d) + 2 if f" {d} " in f" {words}" else 0
        for d in (
            "the",
            "a",
            "an",
            "by",
            "to",
            "with",
            "from",
            "and",
            "said",
            "told",
            "its",
            "their",
            "of the",
        )
    )
    start = at - len(before) + comma.start(1) + max(0, min(cut, len(words)))
    end = at - len(before) + comma.end(1)
    return _clean_role(text, start, end)


def _role_after(text: str, at: int) -> Span | None:
    """ "NAME, Kestria's foreign minister," up to the closing comma."""
    match = _APPOSITION.match(text, at)
    if match is None or not _holds_office(match.group(1)):
        return None
    return _clean_role(text, match.start(1), match.end(1))


_CLAUSE = re.compile(
    r"^(?:and|but|or|who|which|said|says|speaking|told|when|while|as|in|on|at|after|before|with|for|to|from|by|he|she|they|it|we|i|"
    r"according|where|was|is|has|had|would|will|if|because|then|also)\b",
    re.IGNORECASE,
)
_VERBAL = re.compile(
    r"\b(?:said|says|told|was|were|is|are|has|had|will|would|did|added|noted|wrote|called|asked)\b"
)


_NAMED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|President|Senator|Minister|Secretary|Governor|Chancellor)\.? [A-Z]\w+|\band [A-Z]\w+ [A-Z]"
)
"""An apposition that names somebody else is a list, not a role."""


def _holds_office(words: str) -> bool:
    if _CLAUSE.match(words) or _VERBAL.search(words):
        return False
    return not _NAMED.search(words) and any(w.lower() in OFFICES for w in re.findall(r"[A-Za-z-]+", words))


def _clean_role(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    tail = _ROLE_END.search(words)
    if tail:
        end = start + tail.start()
    lead = re.match(
        r"\s*(?:(?:the|a|an|then|his|her|its|their|our|my|fellow)\s+)*", text[start:end], re.IGNORECASE
    )
    start += lead.end() if lead else 0
    while end > start and text[end - 1].isspace():
        end -= 1
    if not _holds_office(text[start:end]) or end - start > 80:
        return None
    return start, end


def office_words(wording: str) -> frozenset[str]:
    """The words of a role or description that say which office: nouns, and modifiers cut to a stem."""
    return frozenset(
        _stem(w)
        for w in _iter_words(wording)
        if w.lower() not in {"the", "a", "an", "of", "and", "for", "his", "her", "its", "their"}
    )


def _iter_words(wording: str) -> Iterable[str]:
    return re.findall(r"[A-Za-zÀ-ÿ.-]+", wording.replace("’s", "").replace("'s", ""))


_SHORT: Final = {"sen": "senator", "rep": "congressman", "representative": "congressman", "gov": "governor", "gen": "general", "amb": "ambassador"}


def _stem(word: str) -> str:
    low = word.lower().replace(".", "")
    if low in {"us", "american", "america", "united"}:
        return "us"
    if low in {"uk", "british", "britain"}:
        return "uk"
    low = _SHORT.get(low, low)
    return low if low in OFFICES else low[:4]
