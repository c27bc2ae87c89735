"""Quotations in Russian, Ukrainian, French, Spanish, German and Arabic: marks, a verb of saying beside them, a name.

Knows word order; parses nothing. Where no speaker stands next to the verb the quotation stays open, and what is no name for
certain is a mention only: a wrong name is worse than none.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Final

from summarizer.foreign_denial import unsaid
from summarizer.foreign_names import PERSON, NameBook, is_capital
from summarizer.foreign_words import (
    ADVERBS,
    ARABIC_OFFICES,
    ARTICLES,
    CONJUNCTIONS,
    CUES,
    END,
    GENITIVES,
    NO_NAMES,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    RELAYS,
    TITLES,
)
from summarizer.marks import Run, paragraphs, runs
from summarizer.types import Document, Quote, QuoteKind, Span

LANGUAGES: Final = frozenset(CUES)
_GAP: Final = re.compile(r"[\s\u00a0,.:;!?…—–\-«»“”„\"]{0,6}")
_TOKEN: Final = re.compile(
    r"(?P<word>(?:Dr|Prof|Sr|Sra|Mme|M|Hr|Fr|г)\.(?=\s)|(?:\w[’'](?=\w))|[^\W\d]+(?:[’'\-][^\W\d]+)*)|(?P<other>\S)"
)
_SENTENCE_END: Final = re.compile(
    r"[!?…\n«„“]|(?<!\b(?:Dr|Sr|St|Fr|Hr))(?<!\b(?:Mme|Sra))(?<!\bProf)\.(?=\s|$)"
)
_SENTENCE_ENDS: Final = (". ", "! ", "? ", "» ", "” ", "“ ", "\n")
REACH: Final = 200
"""Characters after the marks in which a speaker may stand, and on either side in which the words may be denied."""
FAR: Final = 90
"""Characters between a verb of saying and the marks it opens."""
LONGEST: Final = 9
"""Words of a speaker's phrase."""
NEAR: Final = 2
"""Paragraphs after which "he" is no longer the one who spoke before."""
PRONOUN_PHRASE: Final = 2
"""Words of a phrase that is only "he", at most with an adverb."""
INITIALS: Final = 2
"""Letters that are no office."""
NAMED, DESCRIBED, OPEN, PRONOUN = 0.85, 0.5, 0.35, 0.6
"""Confidence of a name beside the verb, of a description, of nobody, and of a pronoun; not fitted, only ordered."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Speaker:
    mention: Span | None = None
    name: Span | None = None
    role: Span | None = None
    cue: str | None = None
    refers: bool = False
    """A pronoun or nothing at all: who spoke before goes on."""
    sure: bool = True


def extract_foreign(document: Document, language: str) -> tuple[Quote, ...]:
    """Marked quotations of a document; outside `LANGUAGES` whole sentences between marks, with nobody named."""
    text = document.text
    finder = _Finder(text, language) if language in LANGUAGES else None
    found: list[Quote] = []
    full: Span | None = None
    at_paragraph = -9
    spans = paragraphs(text)
    for run in runs(text):
        home = max(0, bisect_right(spans, run.start, key=itemgetter(0)) - 1)
        unsaid = finder is not None and finder.unsaid(run, *spans[home])
        speaker = finder.beside(run, *spans[home]) if finder and not unsaid else None
        kind = _kind(text[run.start : run.end])
        if speaker is None and kind == "partial":
            continue  # a title, a nickname, a scare quote: nobody stands beside it
        name = finder.full(speaker.name) if finder and speaker and speaker.name else None
        if speaker and speaker.refers and home - at_paragraph <= NEAR:
            name = full
        if name:
            full, at_paragraph = name, home
        elif speaker and not speaker.refers:
            full = None
        found.append(_quote(text, run, kind, speaker, name, finder))
    return tuple(found)


def _quote(
    text: str,
    run: Run,
    kind: QuoteKind,
    speaker: _Speaker | None,
    name: Span | None,
    finder: "_Finder | None",
) -> Quote:
    role = (speaker.role if speaker else None) or (finder.role_of(name) if finder and name else None)
    mention = speaker.mention if speaker else None
    return Quote(
        text=text[run.start : run.end],
        start=run.start,
        end=run.end,
        kind=kind,
        speaker=text[slice(*mention)] if mention else None,
        speaker_start=mention[0] if mention else None,
        speaker_end=mention[1] if mention else None,
        speaker_full=text[slice(*name)] if name else None,
        role=text[slice(*role)] if role else None,
        cue=speaker.cue if speaker else None,
        confidence=_confidence(speaker),
    )


def _confidence(speaker: _Speaker | None) -> float:
    if speaker is None:
        return OPEN
    if speaker.refers:
        return PRONOUN
    return NAMED if speaker.name and speaker.sure else DESCRIBED


def _kind(words: str) -> QuoteKind:
    count = len(words.split())
    arabic = "\u0600" <= words[:1] <= "\u06ff"
    return "direct" if count >= 4 and (words[:1].isupper() or arabic or words[:1] in "¿¡…") else "partial"  # noqa: PLR2004 — as in quotes.py


class _Finder:
    """Who stands beside the quotations of one text."""

    def __init__(self, text: str, language: str) -> None:
        self._text, self._language = text, language
        self._book = NameBook(text, language)
        self._cue = re.compile(rf"\b(?:{CUES[language]})\b")
        self._relay = re.compile(rf"\b(?:{RELAYS[language]})\b")
        self._inverted = re.compile(r"a-t-(?P<who>il|elle|on)\s\w+")
        self._prepositions = PREPOSITIONS[language]
        self._articles = ARTICLES.get(language, frozenset())
        self._genitives = GENITIVES.get(language, frozenset())
        self._roles: dict[str, Span] = {}

    def beside(self, run: Run, start: int, end: int) -> _Speaker | None:
        """The speaker next to the marks, after them first; None when nobody stands there."""
        return self._after(run, end) or self._before(run, start)

    def unsaid(self, run: Run, start: int, end: int) -> bool:
        """Does the sentence say that these words were not said?"""
        before = (max(self._sentence_start(run, start), run.outer_start - REACH), run.outer_start)
        after = (run.outer_end, self._sentence_stop(run, run.outer_end, end))
        return unsaid(self._text, self._language, before=before, after=after, cue=self._cue)

    def _sentence_start(self, run: Run, start: int) -> int:
        before = self._text[: run.outer_start]
        ends = (before.rfind(mark, start) + len(mark) for mark in _SENTENCE_ENDS if mark in before[start:])
        return max([start, *ends])

    def _sentence_stop(self, run: Run, begin: int, end: int) -> int:
        most = min(end, run.outer_end + REACH)
        stop = _SENTENCE_END.search(self._text, begin, most)
        return stop.start() if stop else most

    def role_of(self, name: Span) -> Span | None:
        """The role that stood with this surname earlier."""
        return self._roles.get(self._text[slice(*name)].split()[-1])

    def full(self, name: Span) -> Span:
        """The longest name of the text that ends with the same word."""
        if self._language == "ar":
            return name
        return self._longer(name) or name

    def _longer(self, name: Span) -> Span | None:
        own = self._text[slice(*name)]
        known = self._book.full(own.split()[-1])
        return known if known and self._text[slice(*known)].endswith(own) else None

    def _after(self, run: Run, end: int) -> _Speaker | None:
        """… », said X · …“, X said."""
        gap = _GAP.match(self._text, run.outer_end, end)
        begin = gap.end() if gap else run.outer_end
        last = self._sentence_stop(run, begin, end)
        region = self._text[begin:last]
        if region.rstrip().endswith(":"):
            return None  # "… . He added: «" belongs to the next quotation
        if self._language == "fr" and (inverted := self._inverted.match(region)):
            who = (begin + inverted.start("who"), begin + inverted.end("who"))
            return _Speaker(mention=who, cue=inverted.group(), refers=True)
        if relayed := self._relay.match(region):
            return _Speaker(cue=relayed.group(), sure=False)
        cue = self._cue.match(region)
        if cue:
            return self._following(begin + cue.end(), last, cue.group())
        comma = self._text[run.outer_end : run.outer_end + 1] in {",", ";"} or self._text[run.end - 1] == ","
        cue = self._cue.search(region) if comma else None
        if cue is None or len(region[: cue.start()].split()) > LONGEST:
            return None
        return self._preceding(begin, begin + cue.start(), cue.group())

    def _before(self, run: Run, start: int) -> _Speaker | None:
        """X said: «… · said X: «… · X: «…"""
        begin = self._sentence_start(run, start)
        lead = self._text[begin : run.outer_start]
        cue = next(reversed(list(self._cue.finditer(lead))), None)
        close = lead.rstrip().endswith((":", ","))
        if cue is None or len(lead) - cue.end() > FAR:
            return self._announced(begin, run.outer_start) if lead.rstrip().endswith(":") else None
        at = begin + cue.start()
        ways = [
            self._preceding(begin, at, cue.group()),
            self._following(begin + cue.end(), run.outer_start, cue.group()),
        ]
        if self._language == "ar":
            ways.reverse()
        named = next((one for one in ways if one.name), None)
        chosen = named or next((one for one in ways if one.mention), ways[0])
        return chosen if close or lead.rstrip().endswith(cue.group()) else replace(chosen, sure=False)

    def _announced(self, begin: int, end: int) -> _Speaker | None:
        """The only person whom a sentence with a colon names: right before it, or at the sentence's start."""
        named = [
            (speaker, words)
            for words in self._chunks(begin, end)
            if words and (speaker := self._phrase(words[:LONGEST], None)).name
        ]
        surnames = {self._text[slice(*speaker.name)].split()[-1] for speaker, _ in named if speaker.name}
        if len(surnames) != 1:
            return None
        speaker, words = named[0]
        name = speaker.name or (0, 0)
        person = " " in self._text[slice(*self.full(name))]
        first = (
            words[0].text.lower() not in self._prepositions and name[1] <= words[min(len(words), 5) - 1].end
        )
        closing = self._text[name[1] : end].strip() == ":"
        return speaker if person and (first or closing) else None

    def _following(self, begin: int, end: int, cue: str) -> _Speaker:
        """The phrase after a verb of saying."""
        chunks = self._chunks(begin, end)
        given = chunks[0] if chunks else []
        words = self._past_circumstances(given)
        if not words:
            return _Speaker(cue=cue, refers=True)
        speaker = self._phrase(words, cue)
        if words[0] is not given[0] and words[0].text.lower() not in self._articles and speaker.name:
            own = self._text[slice(*speaker.name)]
            if " " not in own and self._book.full(own) is None:
                return _Speaker(cue=cue, sure=False)  # "in the office of X": X owns the office
        if speaker.name is None and speaker.mention and not speaker.refers and len(chunks) > 1:
            return self._in_apposition(speaker, words, chunks[1])
        return speaker

    def _preceding(self, begin: int, end: int, cue: str) -> _Speaker:
        """The phrase before a verb of saying; its last part between commas may be a name on its own."""
        chunks = [chunk for chunk in self._chunks(begin, end) if chunk]
        if not chunks:
            return _Speaker(cue=cue, refers=True)
        for chunk in (chunks[-1], chunks[0]):
            words = [] if chunk[0].text.lower() in self._prepositions else chunk
            speaker = self._phrase(words, cue) if words else None
            if speaker and (speaker.name or speaker.refers):
                return speaker
        words = [] if chunks[-1][0].text.lower() in self._prepositions else chunks[-1]
        return self._phrase(words, cue) if words else _Speaker(cue=cue, sure=False)

    def _in_apposition(self, speaker: _Speaker, office: list[_Word], words: list[_Word]) -> _Speaker:
        """Said the spokesman of the ministry, X: the name stands alone between commas."""
        if not 1 < len(words) <= LONGEST or not self._book.is_name([word.text for word in words]):
            return speaker
        name = (words[0].start, words[-1].end)
        role = self._role(office)
        return self._named(name, role, speaker.cue)

    def _past_circumstances(self, words: list[_Word]) -> list[_Word]:
        """Without "on Monday" and "in Berlin", up to the first word that ends a phrase."""
        end = END[self._language]
        rest = list(words)
        for _ in range(2):
            if not rest or rest[0].text.lower() not in self._prepositions or self._is_known(rest):
                break
            at = 1
            while at < len(rest) and rest[at].text.lower() in self._articles:
                at += 1
            rest = rest[at + 1 :]
        stop = next((n for n, word in enumerate(rest) if word.text.lower() in end), len(rest))
        return rest[: min(stop, LONGEST)]

    def _is_known(self, words: list[_Word]) -> bool:
        """Do these words begin with the end of a name that the text has in full ("von der Aue")?"""
        at = next((n for n, word in enumerate(words) if word.text not in PARTICLES), 0)
        known = self._book.full(words[at].text)
        return known is not None and self._text[slice(*known)].endswith(
            self._text[words[0].start : words[at].end]
        )

    def _phrase(self, words: list[_Word], cue: str | None) -> _Speaker:
        """A noun phrase: role and name, a description, or a pronoun."""
        if self._language == "ar":
            return self._arabic(words, cue)
        if words[0].text.lower() in PRONOUNS[self._language] and len(words) <= PRONOUN_PHRASE:
            return _Speaker(mention=(words[0].start, words[0].end), cue=cue, refers=True)
        known = self._is_known(words)
        for first, last in reversed(self._groups(words)):
            group = words[first : last + 1]
            begins = first <= 1 or (known and all(word.text in PARTICLES for word in words[:first]))
            kept = self._own_name(group, after="" if begins else words[first - 1].text.lower())
            if kept is None or (first == last and self._goes_on(words[last + 1 :])):
                continue
            name = (group[kept].start, group[-1].end)
            return self._named(name, self._role(words[: first + kept]), cue)
        stop = next((n for n, word in enumerate(words) if n and self._leaves(word)), len(words))
        described = words[:stop]
        named = [word for word in described if word.text.lower() not in self._articles]
        if not named or named[0].text.lower() in ADVERBS or named[-1].text.lower() in CONJUNCTIONS:
            return _Speaker(cue=cue, sure=False)  # "denied it and said": the subject stands further off
        return _Speaker(mention=(described[0].start, described[-1].end), cue=cue, sure=False)

    def _goes_on(self, rest: list[_Word]) -> bool:
        """Is a single capital only the first word of something ("the Accounts chamber")?"""
        if not rest or not rest[0].text[:1].islower():
            return False
        return rest[0].text.lower() not in self._prepositions | END[self._language] | self._articles

    def _leaves(self, word: _Word) -> bool:
        lower = word.text.lower()
        return lower in self._prepositions and lower not in self._genitives

    def _groups(self, words: list[_Word]) -> list[tuple[int, int]]:
        """First and last place of each group of capitals; particles join a first name with a surname."""
        groups: list[tuple[int, int]] = []
        for n, word in enumerate(words):
            if not is_capital(word.text):
                continue
            if groups:
                first, last = groups[-1]
                between = [w.text for w in words[last + 1 : n]]
                joins = all(text in PARTICLES for text in between) and (not between or first == last)
                if joins and (not between or self._book.may_name(words[first].text)):
                    groups[-1] = (first, n)
                    continue
            groups.append((n, n))
        return groups

    def _own_name(self, group: list[_Word], *, after: str) -> int | None:
        """Where in a group of capitals the name begins; None when there is none for certain."""
        texts = [word.text for word in group]
        kept = self._book.office_words(texts)
        if after in self._prepositions or after in self._genitives:
            # "the president of Kestria Petar Orlan": only a name that the text also gives elsewhere.
            known = self._book.full(texts[-1])
            apart = known is not None and known[1] != group[-1].end
            if len(texts) - kept <= PERSON or not apart:
                return None
            kept = len(texts) - PERSON
        known = self._book.full(texts[-1])
        if known is not None and len(texts) - kept > PERSON:
            words = len(self._text[slice(*known)].split())
            kept = max(kept, len(texts) - words)
        return kept if self._book.is_name(texts[kept:]) else None

    def _named(self, name: Span, role: Span | None, cue: str | None) -> _Speaker:
        if role:
            self._roles[self._text[slice(*name)].split()[-1]] = role
        return _Speaker(mention=name, name=name, role=role, cue=cue)

    def _role(self, words: list[_Word]) -> Span | None:
        """The words before a name, if they read as an office."""
        own = list(words)
        idle = self._articles | TITLES | PARTICLES | NO_NAMES.get(self._language, frozenset())
        while own and own[0].text.lower().strip("’'.") in idle:
            own = own[1:]
        if not own or own[-1].text.lower() in self._prepositions | self._articles | self._genitives:
            return None
        if not self._is_office(own) or any(self._cue.fullmatch(word.text) for word in own):
            return None
        letters = sum(len(word.text) for word in own)
        return (own[0].start, own[-1].end) if letters > INITIALS else None

    def _is_office(self, words: list[_Word]) -> bool:
        """German nouns have capitals; elsewhere an office is short and begins with no word that begins sentences."""
        first, last = words[0].text.lower(), words[-1].text
        if first in self._prepositions | PRONOUNS[self._language]:
            return False
        return last[:1].isupper() if self._language == "de" else len(words) < LONGEST

    def _arabic(self, words: list[_Word], cue: str | None) -> _Speaker:
        words = words[:7]
        mention = (words[0].start, words[-1].end)
        if words[0].text in ARABIC_OFFICES and len(words) >= 3:  # noqa: PLR2004 — an office and two names
            name, role = (words[-2].start, words[-1].end), (words[0].start, words[-3].end)
            return self._named(name, role, cue)
        if len(words) > 4:  # noqa: PLR2004 — longer than names are
            return _Speaker(mention=mention, cue=cue, sure=False)
        return _Speaker(mention=mention, name=mention, cue=cue)

    def _chunks(self, begin: int, end: int) -> list[list[_Word]]:
        """Words between punctuation."""
        chunks: list[list[_Word]] = [[]]
        for match in _TOKEN.finditer(self._text, begin, end):
            if match["word"] is None:
                chunks.append([])
            else:
                chunks[-1].append(_Word(match.group(), match.start(), match.end()))
        return chunks
