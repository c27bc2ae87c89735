"""What can be seen of a marked run and a possible speaker: numbers for the ranker, nothing learned.

Knows the reading and the cue words. Does not know weights, thresholds or names of people.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress
from typing import Final

from summarizer.quotes.reading import Candidate, Reading
from summarizer.text.cues import NOUNS, SAY, STRONG
from summarizer.text.marks import Run
from summarizer.text.people_words import FEMALE_NAMES, MALE_NAMES, OFFICES, ORGANISATION_WORDS

PRONOUNS: Final = frozenset(["he", "she", "they", "it", "i", "we", "who", "you", "his", "her", "him", "them"])
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|[Ww]e|my|[Oo]ur|me|us|mine)\b")
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_ACCORDING = re.compile(r"(?:according to|in the words of)\s*$", re.IGNORECASE)
_DASH = re.compile(r"[―—–-]\s*$")
_LABEL = re.compile(r"^\s*:")
_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
_ASIDE = frozenset({"ccomp", "parataxis", "conj", "advcl"})
_LISTED = ("a", "an", "the", "of", "as", "this", "that", "these", "its", "their", "his", "her", "our", "my")
_TITLED = (
    "on",
    "in",
    "called",
    "titled",
    "entitled",
    "dubbed",
    "hosts",
    "host",
    "song",
    "show",
    "film",
    "book",
)

Stats = Mapping[str, tuple[int, int]]
"""Verb lemma → how often its subject was the speaker of a run in its paragraph, and how often it could have been."""


def verb_rate(stats: Stats, lemma: str) -> float:
    """Smoothed share of times that the verb's subject spoke."""
    yes, all_ = stats.get(lemma, (0, 0))
    return (yes + 1) / (all_ + 4)


@dataclass(slots=True)
class _CandidateFacts:
    """What does not depend on the run."""

    values: list[float]
    surname: str
    verb_start: int
    according: bool


@dataclass(slots=True)
class _RunFacts:
    values: list[float]
    paragraph: int
    ancestors: dict[int, int]
    """Token index → steps above the run's head token."""
    governor: int
    """The nearest verb above the run that has a subject outside the marks; -1."""
    sentence: int


class Features:
    """Computes the rows of one article; facts about runs and candidates are computed once."""

    def __init__(self, reading: Reading, stats: Stats, meant: Mapping[int, str]) -> None:
        """`meant`: surname, in lower case, of the person that a pronoun's token stands for."""
        self._r, self._stats, self._meant = reading, stats, meant
        self._mentions = _surname_counts(reading)
        self._letters: dict[int, int] = {}
        self._candidates = [self._candidate(c) for c in reading.candidates]
        self._runs = [self._run(k, run) for k, run in enumerate(reading.runs)]
        self._outside = _prefix_outside(reading)
        self._plain = "".join(compress(reading.text, _outside(reading)))
        self._subjects = _subjects_by_paragraph(reading)
        self._rows: dict[tuple[int, int], list[float]] = {}

    def surname(self, candidate: int) -> str:
        """Last capitalised word of a mention, or the pronoun; groups mentions of one person roughly."""
        return self._candidates[candidate].surname

    def window(self, run_index: int) -> list[int]:
        """Indexes of the candidates worth ranking for a run."""
        r, run = self._r, self._r.runs[run_index]
        home = r.paragraph_of(run.start)
        near: dict[int, list[int]] = {}
        for k, c in enumerate(r.candidates):
            if home - 6 <= c.paragraph <= home + 1:
                near.setdefault(c.paragraph, []).append(k)
        own = near.get(home, [])
        before = (near.get(home - 2, []) + near.get(home - 1, []))[-10:]
        if own and r.candidates[own[0]].start < run.start and len(own) > 12:  # noqa: PLR2004 — fewer all fit the window
            own = sorted(
                own,
                key=lambda k: min(abs(r.candidates[k].start - run.end), abs(r.candidates[k].end - run.start)),
            )[:24]
            own.sort()
        far: list[int] = []
        after: list[int] = []
        if len(own) < 3:  # noqa: PLR2004 — few of its own: look further
            for p in range(home - 6, home - 2):
                far += [k for k in near.get(p, []) if r.tokens[r.candidates[k].root].dep == "nsubj"]
            after = near.get(home + 1, [])[:3]
        return far[-5:] + before + own + after

    def row(self, run_index: int, candidate: int) -> list[float]:
        """What is seen of a run and a candidate; both rounds ask for it."""
        key = run_index, candidate
        if key not in self._rows:
            c, facts = self._r.candidates[candidate], self._candidates[candidate]
            pair = self._pair(run_index, candidate, c, facts)
            self._rows[key] = [*self._runs[run_index].values, *facts.values, *pair]
        return self._rows[key]

    def run_row(self, run_index: int) -> list[float]:
        """The part of `row` that depends on the run alone."""
        return self._runs[run_index].values

    def _candidate(self, c: Candidate) -> _CandidateFacts:
        r = self._r
        root = r.tokens[c.root]
        low = root.text.lower()
        lemma = r.tokens[c.verb].lemma if c.verb >= 0 else ""
        verb_start = r.tokens[c.verb].start if c.verb >= 0 else -1
        before = r.text[max(0, c.start - 16) : c.start]
        after = r.text[c.end : c.end + 3]
        according = bool(_ACCORDING.search(before))
        subjects = [
            k
            for k in range(r.first_token[c.paragraph], r.last_token[c.paragraph])
            if r.tokens[k].dep == "nsubj"
        ]
        name = self._meant.get(c.root) or _surname(c.text, low)
        words = c.text.split()
        capitals = sum(w[:1].isupper() for w in words)
        pos_in_paragraph = c.start - r.paragraphs[c.paragraph][0]
        values: list[float] = [
            lemma in SAY, lemma in STRONG, verb_rate(self._stats, lemma), self._stats.get(lemma, (0, 0))[1] > 0,
            c.verb >= 0 and r.tokens[c.verb].quoted, c.verb >= 0, lemma in {"be", "have", "do"},
            c.verb >= 0 and r.tokens[c.verb].tag in {"VBG", "VBN", "VB"},
            root.dep == "nsubj", root.dep == "pobj", root.dep == "dobj", root.dep == "nsubjpass", root.dep == "poss",
            root.dep == "ROOT", root.dep == "appos", root.dep == "conj",
            low in PRONOUNS, low in {"he", "she"}, low in {"it", "they"}, low == "who", low in {"i", "we", "you"},
            root.pos == "PROPN", bool(_ACRONYM.search(c.text)), capitals, capitals == len(words) >= 2,  # noqa: PLR2004 — a name of two words
            len(words), c.text.isupper() and len(c.text) > 3, low in NOUNS,  # noqa: PLR2004 — AP is no transcript label
            min(self._mentions.get(name, 0), 30) if name and name not in PRONOUNS else -1,
            according, bool(_DASH.search(before[-3:])), bool(_LABEL.match(after)), after[:1] == ",", after[:1] == "(",
            c.root == subjects[0] if subjects else False, c.root == subjects[-1] if subjects else False,
            min(pos_in_paragraph, 500),
            low in OFFICES, any(w.strip(".,") in MALE_NAMES or w.strip(".,") in FEMALE_NAMES for w in words),
            bool(ORGANISATION_WORDS.intersection(w.lower().strip(".,") for w in words)),
        ]  # fmt: skip
        return _CandidateFacts(values, name, verb_start, according)

    def _run(self, index: int, run: Run) -> _RunFacts:
        r, text = self._r, self._r.text
        home = r.paragraph_of(run.start)
        start, end = r.paragraphs[home]
        words = text[run.start : run.end]
        pre = text[max(start, run.outer_start - 40) : run.outer_start].rstrip()
        post = text[run.outer_end : min(end, run.outer_end + 40)].lstrip()
        siblings = [k for k, other in enumerate(r.runs) if start <= other.start < end]
        outside = self._letters_outside(home)
        last = re.search(r"[\w’'-]+$", pre.rstrip(",:—–- "))
        word = last.group().lower() if last else ""
        parts = words.split()
        ancestors, governor, sentence, dep = self._above(run)
        lemma = r.tokens[governor].lemma if governor >= 0 else ""
        previous_ends = index > 0 and r.runs[index - 1].how in {"to_end", "unclosed"}
        values: list[float] = [
            min(len(words), 600), len(parts), words[:1].isupper(), words[-1:] == ",", words[-1:] in ".!?", words[-1:] == ".",
            pre[-1:] == ",", pre[-1:] == ":", pre == "", post == "", post[:1] == ",", post[:1] in ".;", post[:1].islower(), post[:1].isupper(),
            len(siblings), siblings.index(index), outside, run.how == "paired", run.how == "to_end", previous_ends,
            bool(_FIRST_PERSON.search(words)), sum(w[:1].isupper() for w in parts) / max(1, len(parts)),
            word in _LISTED, word in {"a", "an"}, word == "the", word in _TITLED, word in {"as", "called", "like"}, word in {"of", "to"},
            verb_rate(self._stats, word), word in {"that", "said"}, any(ch in words for ch in "!?"), any(ch.isdigit() for ch in words),
            governor >= 0, lemma in SAY, lemma in STRONG, verb_rate(self._stats, lemma), ancestors.get(governor, 9),
            dep in {"ccomp", "parataxis"}, dep in {"dobj", "oprd", "attr"}, dep in {"pobj", "amod", "compound", "nmod"},
            0 if _is_headline(text, home, start, end) else 5, pre[-1:] == "(" or post[:1] == ")", (run.start - start) / max(1, end - start),
            text[run.outer_start : run.outer_start + 1] in {'"', "'"}, words.count(",") + words.count("\u201c"),
        ]  # fmt: skip
        return _RunFacts(values, home, ancestors, governor, sentence)

    def _letters_outside(self, paragraph: int) -> int:
        """Letters of a paragraph outside the marks, counted once: a page without line breaks has one paragraph for all runs."""
        if paragraph not in self._letters:
            start, end = self._r.paragraphs[paragraph]
            self._letters[paragraph] = sum(
                1 for k in range(start, end) if not self._r.quoted[k] and self._r.text[k].isalpha()
            )
        return self._letters[paragraph]

    def _inside(self, run: Run) -> list[int]:
        """The tokens between a run's marks."""
        r, k = self._r, self._r.token_at(run.start)
        inside = []
        while 0 <= k < len(r.tokens) and r.tokens[k].start < run.end:
            if r.tokens[k].start >= run.start and r.tokens[k].quoted:
                inside.append(k)
            k += 1
        return inside

    def _above(self, run: Run) -> tuple[dict[int, int], int, int, str]:
        """What stands over a run in the tree and how far up, the verb that governs it, its sentence and its relation."""
        r = self._r
        inside = self._inside(run)
        if not inside:
            return {}, -1, -1, ""
        members = set(inside)
        top = next((k for k in inside if r.tokens[k].head not in members), inside[0])
        sentence, dep = r.tokens[top].sentence, r.tokens[top].dep
        ancestors, at, governor = {}, top, -1
        for step in range(1, 10):
            head = r.tokens[at].head
            if head == at:
                break
            at = head
            ancestors[at] = step
            subject = any(
                r.tokens[c].dep in {"nsubj", "nsubjpass"} and not r.tokens[c].quoted for c in r.children[at]
            )
            if governor < 0 and subject and at not in members:
                governor = at
        if governor < 0:  # the run is itself the main clause: a parenthetical "he said" hangs below it
            for child in (c for m in inside for c in r.children[m] if c not in members):
                if r.tokens[child].dep in _ASIDE and r.tokens[child].lemma in SAY:
                    governor, ancestors[child] = child, 0
        return ancestors, governor, sentence, dep

    def _pair(self, run_index: int, index: int, c: Candidate, facts: _CandidateFacts) -> list[float]:
        r, run, rf = self._r, self._r.runs[run_index], self._runs[run_index]
        before = c.start < run.start
        low, high = (c.end, run.start) if before else (run.end, c.start)
        high = max(low, high)
        outside = self._outside[high] - self._outside[low]
        first, last = self._outside[low], self._outside[high]
        plain = (
            self._plain[max(first, last - 600) : last]
            if before
            else self._plain[first : min(last, first + 600)]
        )
        a, b = (index + 1, self._first_at(run.start)) if before else (self._first_at(run.end), index)
        between = max(0, b - a)
        runs_between = sum(1 for k, o in enumerate(r.runs) if k != run_index and low <= o.start < high)
        verb_between = facts.verb_start >= 0 and (
            c.start < facts.verb_start < run.start if before else run.end <= facts.verb_start < c.start
        )
        verb_beyond = facts.verb_start >= 0 and not before and facts.verb_start > c.start
        edge = run.start if before else run.end
        tail = plain[-25:].strip() if before else plain[:25].strip()
        sentence = r.tokens[c.root].sentence
        same_subjects = self._subjects.get(c.paragraph, [])
        rank = _rank_from(same_subjects, c.root, edge, r, before=before)
        after_verb = (
            r.text[r.tokens[c.verb].end : run.outer_start].strip(" ,:—–-")
            if verb_between and before and c.verb >= 0
            else None
        )
        return [
            c.paragraph - rf.paragraph, before, min(outside, 600), between, runs_between,
            len(_SENTENCE_END.findall(plain)), plain.count(","), plain.count(";") + plain.count(":"), plain.count("\n"),
            verb_between, verb_beyond, abs(facts.verb_start - edge) if facts.verb_start >= 0 else 999,
            tail == "", tail in {",", "—", "–", "-", ":", "“", '"', "'"}, sentence == rf.sentence,
            c.verb >= 0 and c.verb == rf.governor, rf.ancestors.get(c.verb, 12) if c.verb >= 0 else 13,
            c.root in rf.ancestors, rank, after_verb == "", len(after_verb) if after_verb is not None else -1,
            _same_side_sentence(plain), facts.according and outside < 60,  # noqa: PLR2004 — next to the run
        ]  # fmt: skip

    def _first_at(self, offset: int) -> int:
        low, high = 0, len(self._r.candidates)
        while low < high:
            mid = (low + high) // 2
            if self._r.candidates[mid].start < offset:
                low = mid + 1
            else:
                high = mid
        return low


def _is_headline(text: str, home: int, start: int, end: int) -> bool:
    """The first line when it ends like no sentence: half of what headlines put between marks is attributed to nobody."""
    return home == 0 and text[start:end].rstrip()[-1:] not in ".!?…”\"'’»" and end - start < 160  # noqa: PLR2004 — longer is a paragraph


def _same_side_sentence(plain: str) -> bool:
    return not _SENTENCE_END.search(plain) and "\n" not in plain


def _rank_from(subjects: Sequence[int], root: int, edge: int, reading: Reading, *, before: bool) -> float:
    """How many subjects stand between the mention and the run; 9 if the mention is no subject."""
    if root not in subjects:
        return 9
    if before:
        return sum(1 for s in subjects if s > root and reading.tokens[s].start < edge)
    return sum(1 for s in subjects if s < root and reading.tokens[s].start >= edge)


def _subjects_by_paragraph(reading: Reading) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for i, token in enumerate(reading.tokens):
        if token.dep in {"nsubj", "nsubjpass"} and not token.quoted:
            found.setdefault(token.paragraph, []).append(i)
    return found


def _prefix_outside(reading: Reading) -> list[int]:
    return list(accumulate(_outside(reading)[: len(reading.text)], initial=0))


def _outside(reading: Reading) -> bytearray:
    """1 for every character outside the marks."""
    return reading.quoted.translate(bytes([1, 0]).ljust(256, b"\0"))


def _surname(text: str, low: str) -> str:
    names = re.findall(r"[A-Z][\w’'-]+", text)
    if not names:
        return low
    name: str = names[-1]
    return name.removesuffix("'s").removesuffix("’s").lower()


def _surname_counts(reading: Reading) -> dict[str, int]:
    counts: dict[str, int] = {}
    for m in re.finditer(r"\b[A-Z][\w-]+", reading.text):
        key = m.group().lower()
        counts[key] = counts.get(key, 0) + 1
    return counts
