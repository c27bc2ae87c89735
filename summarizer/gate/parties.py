"""Whether two parties of an article could be one: surnames, countries and their peoples, offices, capitals.

Pure words. Says "could be one" wherever it does not know: an alarm is raised only about those that cannot.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from summarizer.gate.acts import Party
from summarizer.gate.alarms import COMMON, related
from summarizer.gate.facts import PEOPLES, country_key, is_title
from summarizer.gate.ground import Ground, Sentence
from summarizer.gate.numbers import MONTHS, WEEKDAYS
from summarizer.gate.words import FUNCTION, SENTENCE_OPENERS, Token

_CAPITALS: Final = {
    capital: country
    for country, capitals in {
        "us": "washington white house pentagon", "uk": "london downing whitehall", "russia": "moscow kremlin", "ukraine": "kyiv kiev",
        "france": "paris elysee", "germany": "berlin", "china": "beijing", "japan": "tokyo", "iran": "tehran", "israel": "jerusalem",
        "turkey": "ankara", "poland": "warsaw", "spain": "madrid", "eu": "brussels", "korea": "seoul pyongyang",
        "syria": "damascus", "iraq": "baghdad", "lebanon": "beirut", "afghanistan": "kabul taliban", "pakistan": "islamabad",
        "cuba": "havana", "greece": "athens", "ireland": "dublin", "portugal": "lisbon", "netherlands": "hague", "sweden": "stockholm",
        "norway": "oslo", "denmark": "copenhagen", "finland": "helsinki", "qatar": "doha", "yemen": "sanaa houthi houthis", "libya": "tripoli",
        "sudan": "khartoum", "oman": "muscat",
    }.items()
    for capital in capitals.split()
}  # fmt: skip
"""Seats of governments that stand for them."""
_LINKING: Final = frozenset("of the for and".split())
_NO_NAMES: Final = SENTENCE_OPENERS | FUNCTION | frozenset(WEEKDAYS) | frozenset(MONTHS)
_REACH: Final = 8
"""Words on either side of an office that may name its holder and what it is an office of."""


_PLACING: Final = frozenset("in at on near the a an across from into around".split())
"""Words that stand before places and things, seldom before people."""
_ACRONYM: Final = 6
"""Letters of the longest acronym."""
_FULL: Final = 2
"""Words of a full name."""


class Known:
    """What the words of one article say about who is who; computed once an article."""

    def __init__(self, ground: Ground) -> None:
        self.belongs: dict[str, set[str]] = {}
        """Of a person's name the places that the article puts beside its office."""
        self.people: set[str] = set()
        self.listed: set[frozenset[str]] = set()
        """Names that the article puts side by side: "Tovia and Karelle"."""
        self._capitalised: dict[str, list[str]] = {}
        for word in ground.capitalised:
            self._capitalised.setdefault(word[:COMMON], []).append(word)
        runs: list[tuple[str, tuple[str, ...]]] = []
        for sentence in ground.sentences:
            self.listed.update(_side_by_side(sentence))
            runs += _runs(sentence)
            for people, places in _offices(sentence):
                self.people.update(people)
                for name in people:
                    self.belongs.setdefault(name, set()).update(places)
        placed = {n for before, run in runs if before in _PLACING for n in run}
        self.people |= {n for _, run in runs if len(run) == _FULL for n in run} - placed
        self.offices_of = frozenset(p for places in self.belongs.values() for p in places)
        """Places of which the article names an office."""

    def placed(self, name: str) -> bool:
        """Whether the name is a country's or people's, or an office is held there."""
        return (
            name in PEOPLES
            or name in _CAPITALS
            or any(related(name, other) for other in self._capitalised.get(name[:COMMON], ()))
            or any(_one(name, place) for place in self.offices_of)
        )


class Parties:
    """Who is who for one sentence: what its article says, and the labels that the parser gives to the names there."""

    def __init__(self, known: Known, kinds: Iterable[tuple[str, str]] = ()) -> None:
        self._known = known
        self._labels: dict[str, Counter[str]] = {}
        for name, label in kinds:
            self._labels.setdefault(name, Counter())[label] += 1

    def overlap(self, ours: Iterable[str], theirs: Iterable[str]) -> bool:
        """Whether one name of ours may be one of theirs: equal, a country beside its people, initials."""
        ours, theirs = list(ours), list(theirs)
        return (
            any(_one(a, b) for a in ours for b in theirs)
            or any(_spells(a, theirs) for a in ours)
            or any(_spells(b, ours) for b in theirs)
        )

    def differ(self, ours: Sequence[Party], theirs: Sequence[Party]) -> bool:
        """Whether nobody of ours can be somebody of theirs."""
        return bool(ours) and bool(theirs) and all(self._apart(a, b) for a in ours for b in theirs)

    def _apart(self, a: Party, b: Party) -> bool:
        if a.pronoun or b.pronoun or not a.names or not b.names or self.overlap(a.names, b.names):
            return False
        if self._person(a) and self._person(b):
            return True
        if not a.own and not b.own and a.nouns & b.nouns and self._owned(a) and self._owned(b):
            return True
        if self._person(a) or self._person(b):
            person, other = (a, b) if self._person(a) else (b, a)
            return self._outside(person, other)
        beside = any(frozenset((m, n)) in self._known.listed for m in a.own or a.of for n in b.own or b.of)
        return beside or (self._actor(a) and self._actor(b))

    def _outside(self, person: Party, other: Party) -> bool:
        """A person and a country, ministry or office that the article gives to others."""
        if not self._actor(other):
            return False
        places = {p for name in person.own for p in self._known.belongs.get(name, ())} | person.of
        if places:
            return not self.overlap(places, other.names)
        # "The Russian leader": somebody else holds an office of that country.
        return other.office and self.overlap(other.of, self._known.offices_of)

    def _person(self, one: Party) -> bool:
        if not one.own:
            return False
        if one.own & self._known.people:
            return True
        seen = sum((self._labels.get(name, Counter()) for name in one.own), Counter[str]())
        return not self._placed(one.own) and bool(seen) and seen.most_common(1)[0][0] == "PERSON"

    def _owned(self, one: Party) -> bool:
        """Whether it is somebody's: "Holt's government". The parser's label is not enough: it takes a country for a person."""
        return bool(one.of & self._known.people)

    def _actor(self, one: Party) -> bool:
        """Whether it is, or belongs to, a country or the like that the article treats as one."""
        return self._placed(one.own or one.of)

    def _placed(self, names: Iterable[str]) -> bool:
        return any(self._known.placed(n) for n in names)


def _side_by_side(sentence: Sentence) -> Iterator[frozenset[str]]:
    """Two single names with "and", "or" or "nor" between."""
    words = sentence.words
    for first, middle, second in zip(words, words[1:], words[2:], strict=False):
        if middle.folded in {"and", "or", "nor"} and _is_name(first) and _is_name(second):
            yield frozenset((first.folded, second.folded))


def _runs(sentence: Sentence) -> list[tuple[str, tuple[str, ...]]]:
    """Names in a row, each row with the word before it."""
    out: list[tuple[str, list[str]]] = []
    last: Token | None = None
    for word in sentence.words:
        if not _is_name(word):
            last = word
            continue
        joined = last is not None and _is_name(last) and _gap(sentence, last) in {" ", "\u00a0", "-"}
        if joined:
            out[-1][1].append(word.folded)
        else:
            out.append((last.folded if last else "", [word.folded]))
        last = word
    return [(before, tuple(run)) for before, run in out]


def _gap(sentence: Sentence, word: Token) -> str:
    """The character behind the word."""
    at = word.end - sentence.span[0]
    return sentence.text[at : at + 1]


def _one(a: str, b: str) -> bool:
    first, second = _key(a), _key(b)
    return first == second or related(a, b)


def _spells(short: str, names: Sequence[str]) -> bool:
    """Whether the letters of a short name, or of what a capital stands for, begin the words of a long one: EU, European Union."""
    letters = _key(short)
    return len(names) > 1 and 1 < len(letters) <= _ACRONYM and set(letters) <= {n[0] for n in names}


def _key(name: str) -> str:
    return _CAPITALS.get(name, country_key(name))


def _offices(sentence: Sentence) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """People and places beside each office: "Kestrian Foreign Minister Tomas Brandl", "President Sigrun Dahl of Ostland"."""
    words = sentence.words
    for index, word in enumerate(words):
        ends = is_title(word.folded) and not (index + 1 < len(words) and is_title(words[index + 1].folded))
        if ends:
            before, after = _run(words, index, -1), _run(words, index, 1)
            people, places = _parted(before, after, sentence)
            if people:
                yield frozenset(people), frozenset(places)


def _run(words: Sequence[Token], index: int, step: int) -> list[Token]:
    """Capitalised, linking and title words from the office onwards, nearest first."""
    out: list[Token] = []
    for offset in range(1, _REACH + 1):
        at = index + step * offset
        if not 0 <= at < len(words):
            break
        word = words[at]
        if not (word.capitalised or word.folded in _LINKING or is_title(word.folded)):
            break
        out.append(word)
    return out


def _parted(before: list[Token], after: list[Token], sentence: Sentence) -> tuple[set[str], set[str]]:
    people: set[str] = set()
    places: set[str] = set()
    previous = ""
    for word in after:
        if word.folded in {"and", "the"} and previous != "of":
            break
        if _is_name(word):
            (places if previous in {"of", "for"} else people).add(word.folded)
        previous = previous if word.folded == "the" else word.folded
    for word in before:
        if word.folded in {"and", "of", "for"}:
            break
        if _is_name(word):
            (people if _gap(sentence, word) == "," and not people else places).add(word.folded)
    return people, places


def _is_name(word: Token) -> bool:
    return word.capitalised and not is_title(word.folded) and word.folded not in _NO_NAMES
