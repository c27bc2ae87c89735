"""Who "he" and "she" are: every pronoun of an article resolved in order, each becoming a mention for the next.

Knows grammar, distance and gender; the weights come from `parameters/quotes_pronouns.json` (`evals/fit_pronouns.py`). Leaves a
pronoun open when two people fit nearly as well.
"""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from summarizer.quotes.entities import Gender, People, Person
from summarizer.quotes.reading import Reading
from summarizer.quotes.unnamed import unnamed
from summarizer.text.cues import SAY

PARAMETERS: Final = Path(__file__).parent.parent / "parameters" / "quotes_pronouns.json"
FEMALE: Final = frozenset(["she", "her", "hers", "herself"])
MALE: Final = frozenset(["he", "him", "his", "himself"])
REACH: Final = 6
"""Paragraphs back in which an antecedent is looked for."""
SURE: Final = 0.9
"""Probability from which a pronoun tells the gender of whom it means."""
AHEAD: Final = 0.95
"""Probability that "In her memoirs, Ana Lind writes" means Lind's memoirs; set by hand."""
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_DOUBT: Final = {"agrees": 0.4, "silent": 0.7, "differs": 2.5}
"""Taken, in log odds, from a person of unknown gender whose given name sounds like the pronoun, like nothing, or like the other."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named, or meant by a pronoun that was resolved."""

    offset: int
    person: Person
    token: int
    """Index of its head token, -1 where the paragraph was not parsed."""
    paragraph: int
    sentence: int
    subject: bool
    main: bool
    """Subject of the sentence's main clause."""
    oblique: bool
    pronoun: bool
    speaks: bool


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A he or she outside quotation marks."""

    token: int
    gender: Gender
    paragraph: int
    sentence: int


_Pool = dict[int, tuple[Person, list[Mention]]]
"""People within reach before a pronoun, with their mentions there, newest first."""


@cache
def _weights() -> tuple[float, ...]:
    return tuple(json.loads(PARAMETERS.read_text(encoding="utf-8"))["weights"])


class Antecedents:
    """Resolves the pronouns of one article at construction."""

    def __init__(self, reading: Reading, people: People, weights: Sequence[float] | None = None) -> None:
        self._r = reading
        self._weights = weights
        self._mentions: list[Mention] = []
        self._found: dict[int, tuple[Person, float]] = {}
        self._unnamed = unnamed(reading, people)
        self._shaded: set[int] = set()
        named = sorted((m, n, p) for n, p in enumerate(people.people) for m in p.mentions)
        pronouns = list(_pronouns(reading))
        at = 0
        subjects = {
            m.token: m.person
            for m in (self._named(o, p) for o, _, p in named)
            if m is not None and m.token >= 0
        }
        for pronoun in pronouns:
            at = self._name_until(reading.tokens[pronoun.token].start, named, at)
            self._resolve(pronoun, self._ahead(pronoun, subjects))
        self._name_until(len(reading.text), named, at)

    def _name_until(self, offset: int, named: Sequence[tuple[int, int, Person]], at: int) -> int:
        """Takes the names before `offset` into the mentions; the index of the next one."""
        while at < len(named) and named[at][0] < offset:
            mention = self._named(named[at][0], named[at][2])
            if mention:
                self._mentions.append(mention)
            at += 1
        return at

    def of(self, token: int) -> tuple[Person, float] | None:
        """The person a pronoun token means, with the probability; None when nobody fits."""
        return self._found.get(token)

    def like(self, token: int, unlike: Callable[[Person], bool]) -> tuple[Person, float] | None:
        """Whom a pronoun in a token's place would mean, among people who are not `unlike`: for "the senator"."""
        t = self._r.tokens[token]
        place = Pronoun(token, "m", t.paragraph, t.sentence)
        earlier = [m for m in self._mentions if m.offset < t.start]
        pool = {k: v for k, v in self._within(place, earlier).items() if not unlike(v[0])}
        return self._best(place, pool, list(pool.values()), doubt=False)

    def surnames(self) -> dict[int, str]:
        """Pronoun token → surname of the person it most likely means, in lower case."""
        return {token: person.surname.lower() for token, (person, _) in self._found.items()}

    def candidates(self, pronoun: Pronoun) -> _Pool:
        """People mentioned within reach before a pronoun, with these mentions."""
        return self._within(pronoun, self._mentions)

    def _within(self, pronoun: Pronoun, earlier: Sequence[Mention]) -> _Pool:
        found: _Pool = {}
        for mention in reversed(earlier):
            if mention.paragraph < pronoun.paragraph - REACH:
                break
            found.setdefault(id(mention.person), (mention.person, []))[1].append(mention)
        return found

    def _named(self, offset: int, person: Person) -> Mention | None:
        r = self._r
        if r.quoted[offset]:
            return None
        paragraph = r.paragraph_of(offset)
        k = r.token_at(offset)
        if k < 0 or r.tokens[k].paragraph != paragraph or r.tokens[k].end <= offset:
            nothing = {"subject": False, "main": False, "oblique": False, "pronoun": False, "speaks": False}
            return Mention(offset, person, -1, paragraph, -1, **nothing)
        root = k
        for _ in range(4):
            token = r.tokens[root]
            if token.dep in {"compound", "flat", "nmod"} and 0 < token.head - root <= 3:  # noqa: PLR2004 — within the name
                root = token.head
        return self._at(offset, person, root, pronoun=False)

    def _at(self, offset: int, person: Person, root: int, *, pronoun: bool) -> Mention:
        token = self._r.tokens[root]
        head = self._r.tokens[token.head]
        subject = token.dep in _SUBJECTS
        return Mention(
            offset, person, root, token.paragraph, token.sentence, subject, subject and head.dep == "ROOT",
            token.dep in {"poss", "compound", "nmod"}, pronoun, subject and head.lemma in SAY,
        )  # fmt: skip

    def _ahead(self, pronoun: Pronoun, named: Mapping[int, Person]) -> Person | None:
        """The subject that a sentence names after it began with what is his or hers: "In her memoirs, Ana Lind writes"."""
        r, at = self._r, pronoun.token
        if r.tokens[at].dep != "poss":
            return None
        path = [at]
        while r.tokens[at].head != at:
            at = r.tokens[at].head
            path.append(at)
        fronted = len(path) > 2 and r.tokens[path[-2]].dep == "prep" and path[-2] < pronoun.token  # noqa: PLR2004 — it, its phrase, the verb
        subject = next(
            (c for c in r.children[at] if r.tokens[c].dep in _SUBJECTS and c > pronoun.token), None
        )
        if not fronted or subject is None:
            return None
        if subject in named:
            return named[subject] if named[subject].gender in {pronoun.gender, None} else None
        # "Kestria's envoy to the Council Ana Lind": the name hangs below what she is.
        within = [named[k] for k in self._below(subject) if k in named and named[k].gender == pronoun.gender]
        return within[0] if len({id(person) for person in within}) == 1 else None

    def _below(self, token: int) -> list[int]:
        """The tokens under one in the tree."""
        found = list(self._r.children[token])
        for child in found:  # grows as it goes: a tree may be deeper than calls may
            found += self._r.children[child]
        return found

    def _resolve(self, pronoun: Pronoun, ahead: Person | None) -> None:
        if ahead is not None:
            self._found[pronoun.token] = (ahead, AHEAD)
            start = self._r.tokens[pronoun.token].start
            self._mentions.append(self._at(start, ahead, pronoun.token, pronoun=True))
            return
        pool = self.candidates(pronoun)
        fits = [(p, ms) for p, ms in pool.values() if p.gender in {pronoun.gender, None}]
        found = self._best(pronoun, pool, fits, doubt=True)
        if found is None:
            return
        if self._is_shaded(pronoun, found[0], pool):
            if self._speaks(pronoun.token):
                return
            self._shaded.add(self._r.tokens[pronoun.token].start)
        elif found[1] >= SURE and found[0].gender is None:
            found[0].gender = pronoun.gender
        self._found[pronoun.token] = found
        self._mentions.append(
            self._at(self._r.tokens[pronoun.token].start, found[0], pronoun.token, pronoun=True)
        )

    def _speaks(self, token: int) -> bool:
        t = self._r.tokens[token]
        return t.dep in _SUBJECTS and self._r.tokens[t.head].lemma in SAY

    def _is_shaded(self, pronoun: Pronoun, person: Person, pool: _Pool) -> bool:
        """Whether somebody without a name, and surely not this person, is the newest subject that the pronoun may mean."""
        at = self._r.tokens[pronoun.token].start
        fits = [ms for p, ms in pool.values() if p.gender in {pronoun.gender, None}]
        named = [m.offset for ms in fits for m in ms if m.subject and m.offset not in self._shaded]
        newest = max(named, default=-1)
        return any(
            newest < rival.offset < at
            and pronoun.paragraph - rival.paragraph <= 1
            and rival.may_be(pronoun.gender)
            and rival.is_not(person)
            for rival in self._unnamed
        )

    def _best(
        self, pronoun: Pronoun, pool: _Pool, fits: Sequence[tuple[Person, list[Mention]]], *, doubt: bool
    ) -> tuple[Person, float] | None:
        if not fits:
            return None
        weights = self._weights if self._weights is not None else _weights()
        scores = []
        for person, mentions in fits:
            row = self.row(pronoun, person, mentions, pool)
            value = sum(w * x for w, x in zip(weights, row, strict=True))
            scores.append(value - (_doubt(person, pronoun.gender) if doubt else 0.0))
        best = max(range(len(scores)), key=scores.__getitem__)
        total = sum(math.exp(s - scores[best]) for s in scores)
        # Somebody not mentioned by name within reach may be meant: one candidate alone is never quite sure.
        alone = min(0.97, 1 / (1 + math.exp(-(3.0 + 0.5 * scores[best]))))
        return fits[best][0], 1 / total if len(scores) > 1 else alone

    def row(
        self,
        pronoun: Pronoun,
        person: Person,
        mentions: Sequence[Mention],
        pool: _Pool,
    ) -> list[float]:
        """What speaks for a person; `mentions` newest first."""
        last = mentions[0]
        newest = all(last.offset >= ms[0].offset for _, ms in pool.values())
        gap = (
            pronoun.sentence - last.sentence
            if last.sentence >= 0
            else 3 + 2 * (pronoun.paragraph - last.paragraph)
        )
        before = [m for m in mentions if m.sentence == pronoun.sentence - 1]
        same = [m for m in mentions if m.sentence == pronoun.sentence]
        subjects = [ms[0] for _, ms in pool.values() if any(m.subject for m in ms)]
        newest_subject = next((m for m in mentions if m.subject), None)
        leads = newest_subject is not None and all(
            newest_subject.offset >= next((m.offset for m in ms if m.subject), -1) for _, ms in pool.values()
        )
        token = self._r.tokens[pronoun.token]
        speaking = token.dep in _SUBJECTS and self._r.tokens[token.head].lemma in SAY
        spoke = next((m for m in mentions if m.speaks), None)
        newest_spoke = max(
            (next((m.offset for m in ms if m.speaks), -1) for _, ms in pool.values()), default=-1
        )
        start = self._r.paragraphs[pronoun.paragraph][0]
        opening = self._r.tokens[pronoun.token].start - start < 3  # noqa: PLR2004 — the pronoun opens the paragraph
        return [
            min(gap, 8), min(pronoun.paragraph - last.paragraph, 6), newest, last.subject, last.main, last.oblique, last.pronoun,
            any(m.main for m in before), any(m.subject for m in before), any(m.main for m in same), any(m.subject for m in same), bool(same),
            leads, bool(subjects) and newest_subject is None, math.log1p(len(person.mentions)),
            math.log1p(len([m for m in mentions if m.paragraph >= pronoun.paragraph - 2])), last.speaks,
            opening and last.main, opening and newest, math.log1p(sum(m.subject for m in mentions)),
            speaking and spoke is not None, speaking and spoke is not None and spoke.offset >= newest_spoke, speaking and last.speaks and newest,
            *self._around(pronoun, person, mentions, pool, speaking=speaking),
        ]  # fmt: skip

    def _around(
        self, pronoun: Pronoun, person: Person, mentions: Sequence[Mention], pool: _Pool, *, speaking: bool
    ) -> list[float]:
        """Whether the person rules the sentence, the paragraph or the one before, or was just introduced."""
        last = mentions[0]
        home = pronoun.paragraph
        here = [m for ms in pool.values() for m in ms[1] if m.paragraph == home]
        above = [m for ms in pool.values() for m in ms[1] if m.paragraph == home - 1]
        governs = any(m.token >= 0 and m.token in self._rulers(pronoun.token) for m in mentions)
        leads_here = _first_subject(here) is person
        leads_above = not here and _first_subject(above) is person
        closes_above = not here and _last_subject(above) is person
        alone_above = not here and bool(above) and all(m.person is person for m in above)
        alone_here = bool(here) and all(m.person is person for m in here)
        introduced = not here and last.paragraph == home - 1 and person.mentions[0] == last.offset
        spoke_near = any(m.speaks and home - m.paragraph <= 1 for m in mentions)
        spoke_last = _last_speaker(here or above) is person
        values = (
            leads_here,
            leads_above,
            closes_above,
            alone_above,
            alone_here,
            introduced,
            spoke_near,
            spoke_last,
        )
        return [governs, *values, *(speaking and v for v in values), speaking and governs, speaking and last.oblique,
                speaking and last.main, speaking and last.subject, speaking and bool(last.pronoun)]  # fmt: skip

    def _rulers(self, token: int) -> set[int]:
        """Subjects of the verbs above a token, in its sentence: "Varga" of "Varga said that he …"."""
        r, at = self._r, token
        found: set[int] = set()
        own = r.tokens[token].head
        for _ in range(5):
            head = r.tokens[at].head
            if head == at:
                break
            at = head
            if at != own:
                found.update(c for c in r.children[at] if r.tokens[c].dep in _SUBJECTS)
        return found


def _first_subject(mentions: Sequence[Mention]) -> Person | None:
    found = min((m for m in mentions if m.subject), key=lambda m: m.offset, default=None)
    return found.person if found else None


def _last_subject(mentions: Sequence[Mention]) -> Person | None:
    found = max((m for m in mentions if m.subject), key=lambda m: m.offset, default=None)
    return found.person if found else None


def _last_speaker(mentions: Sequence[Mention]) -> Person | None:
    found = max((m for m in mentions if m.speaks), key=lambda m: m.offset, default=None)
    return found.person if found else None


def _doubt(person: Person, gender: Gender) -> float:
    if person.gender is not None:
        return 0.0
    if person.leaning is None:
        return _DOUBT["silent"]
    return _DOUBT["agrees" if person.leaning == gender else "differs"]


def _pronouns(reading: Reading) -> list[Pronoun]:
    found: list[Pronoun] = []
    for k, token in enumerate(reading.tokens):
        low = token.text.lower()
        if not token.quoted and (low in FEMALE or low in MALE):
            found.append(Pronoun(k, "f" if low in FEMALE else "m", token.paragraph, token.sentence))
    return found
