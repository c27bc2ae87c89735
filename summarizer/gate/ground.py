"""The article as the gate looks things up in it: sentences, words, numbers, dates and offices, indexed once.

Pure text. Knows where every word stands; does not judge.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from summarizer.gate.facts import Quoted, country_key, quoted
from summarizer.gate.numbers import DateWord, Number, dates, numbers
from summarizer.gate.words import FUNCTION, Token, plain, stem, tokens
from summarizer.text.sentences import sentences
from summarizer.types import Span

_TOKENISED = re.compile(r"(?<=\s[.!?])\s+|(?<=[.!?])\s+(?=[a-z`'\"])")
"""Where a lower-cased text breaks: the output of older summarisers and of tokenisers has no capitals to go by."""
_LOOSE = re.compile(r"(?<=\d)([.,]) (?=\d{1,3}\b)")


def split(text: str) -> tuple[Span, ...]:
    """Sentences of any text, lower-cased and tokenised machine output included."""
    spans = sentences(text)
    if text != text.lower():
        return tuple(spans)
    out: list[Span] = []
    for start, end in spans:
        at = start
        for match in _TOKENISED.finditer(text, start, end):
            out.append((at, match.start()))
            at = match.end()
        out.append((at, end))
    return tuple(out)


CLAUSE = 6
"""Words: two this close in the article belong to one clause more often than not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of the article or of a summary, cut into words."""

    text: str
    span: Span
    words: tuple[Token, ...]
    """Offsets into the whole text."""
    stems: tuple[str, ...]

    @property
    def content(self) -> tuple[str, ...]:
        """Stems of the words that carry news, in order."""
        return tuple(s for s, w in zip(self.stems, self.words, strict=True) if carries(w.folded))


def carries(folded: str) -> bool:
    """Whether the word carries news of its own."""
    return folded not in FUNCTION and (len(folded) > 1 or folded.isdigit())


def read_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, cut into words."""
    out = []
    for start, end in split(text):
        words = tokens(text[start:end], start)
        if words:
            out.append(
                Sentence(
                    text=text[start:end],
                    span=(start, end),
                    words=words,
                    stems=tuple(stem(w.folded) for w in words),
                )
            )
    return tuple(out)


class Ground:
    """An article indexed for the gate. Everything is computed at first use and kept."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """In order."""
        return read_sentences(self.text)

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """All words in order."""
        return tuple(w for s in self.sentences for w in s.words)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Stems of all words in order."""
        return tuple(s for sentence in self.sentences for s in sentence.stems)

    @cached_property
    def folded(self) -> frozenset[str]:
        """Every word, folded."""
        return frozenset(w.folded for w in self.words)

    @cached_property
    def stem_set(self) -> frozenset[str]:
        """Every stem."""
        return frozenset(self.stems)

    @cached_property
    def capitalised(self) -> frozenset[str]:
        """Words seen with a capital inside a sentence or at its start."""
        return frozenset(w.folded for w in self.words if w.capitalised)

    @cached_property
    def lower(self) -> frozenset[str]:
        """Words seen in lower case: ordinary words."""
        return frozenset(w.folded for w in self.words if w.text[:1].islower())

    @cached_property
    def countries(self) -> frozenset[str]:
        """Country keys of every word and pair of words."""
        single = {country_key(w.folded) for w in self.words}
        pairs = {
            country_key(f"{a.folded}-{b.folded}") for a, b in zip(self.words, self.words[1:], strict=False)
        }
        return frozenset(single | pairs)

    @cached_property
    def initials(self) -> frozenset[str]:
        """Acronyms that the article's capitalised runs would make, "and" and "of" left out: "Union of Free Ports" → ufp."""
        out: set[str] = set()
        for sentence in self.sentences:
            run = ""
            for word in sentence.words:
                if word.capitalised:
                    run = (run + word.folded[:1])[-8:]
                    out.update(run[i:] for i in range(len(run)))
                elif word.folded not in {"of", "and", "the", "for", "de"}:
                    run = ""
        return frozenset(a for a in out if len(a) > 1)

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Every number."""
        # Tokenised articles write "1, 200" and "122. 5"; reading them joined as well only widens what supports.
        return (*numbers(self.text), *numbers(_LOOSE.sub(r"\1", self.text)))

    @cached_property
    def digits(self) -> frozenset[str]:
        """Every number as it is written in digits, thousands' commas left out."""
        return frozenset(d.replace(",", "") for d in re.findall(r"\d[\d.,]*\d|\d", self.text))

    @cached_property
    def dates(self) -> tuple[DateWord, ...]:
        """Every date word."""
        return dates(self.text)

    @cached_property
    def date_keys(self) -> frozenset[str]:
        """Keys of every date word."""
        return frozenset(d.key for d in self.dates)

    @cached_property
    def quoted(self) -> tuple[Quoted, ...]:
        """Everything in quotation marks."""
        return quoted(self.text)

    @cached_property
    def plain(self) -> str:
        """The whole text for comparing quotes exactly."""
        return plain(self.text)

    @cached_property
    def letters(self) -> str:
        """The whole text as words only, for comparing quotes across tokenisations."""
        return letters(self.text)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """For every stem the indexes of its words."""
        out: dict[str, list[int]] = {}
        for index, stemmed in enumerate(self.stems):
            out.setdefault(stemmed, []).append(index)
        return out

    @cached_property
    def proper(self) -> frozenset[str]:
        """Words written with a capital inside a sentence and never without: names."""
        inside = {w.folded for s in self.sentences for w in s.words[1:] if w.capitalised}
        return frozenset(w for w in inside - self.lower if carries(w))

    @cached_property
    def pairs(self) -> frozenset[tuple[str, ...]]:
        """Every two stems in a row."""
        return frozenset(zip(self.stems, self.stems[1:], strict=False))

    @cached_property
    def triples(self) -> frozenset[tuple[str, ...]]:
        """Every three stems in a row."""
        return frozenset(zip(self.stems, self.stems[1:], self.stems[2:], strict=False))

    @cached_property
    def clauses(self) -> frozenset[tuple[str, str]]:
        """Ordered pairs of stems at most `CLAUSE` words apart in one sentence."""
        out: set[tuple[str, str]] = set()
        for sentence in self.sentences:
            for i, stemmed in enumerate(sentence.stems):
                out.update((stemmed, other) for other in sentence.stems[i + 1 : i + 1 + CLAUSE])
        return frozenset(out)

    @cached_property
    def near(self) -> frozenset[tuple[str, str]]:
        """Ordered pairs of folded words at most three apart in one sentence."""
        out: set[tuple[str, str]] = set()
        for sentence in self.sentences:
            folded = [w.folded for w in sentence.words]
            for i, word in enumerate(folded):
                out.update((word, other) for other in folded[i + 1 : i + 4])
        return frozenset(out)

    @cached_property
    def stems_of(self) -> tuple[frozenset[str], ...]:
        """Of every sentence the different stems."""
        return tuple(frozenset(s.stems) for s in self.sentences)

    @cached_property
    def weights(self) -> dict[str, float]:
        """Inverse sentence frequency of every stem: a word of one sentence points at it, a word of all at none."""
        seen = Counter(s for sentence in self.sentences for s in set(sentence.stems))
        total = len(self.sentences)
        return {s: math.log(1 + total / n) for s, n in seen.items()}

    @cached_property
    def heaviest(self) -> float:
        """The weight of a word that the article does not have."""
        return math.log(1 + max(1, len(self.sentences)))

    def weight(self, stemmed: str) -> float:
        """How much a stem tells about where a sentence came from."""
        return self.weights.get(stemmed, self.heaviest)


def letters(text: str) -> str:
    """Words and digits only, one blank between and at both ends."""
    return " " + " ".join(re.findall(r"[^\W_]+", plain(text))) + " "


def align(sentence: Sentence, ground: Ground, most: int = 3) -> tuple[int, ...]:
    """Indexes of up to `most` source sentences that together cover the sentence's words, the best first.

    Greedy by the weight of words not yet covered; a sentence that adds less than a tenth of the whole is left out.
    """
    wanted = {s: ground.weight(s) for s in sentence.content}
    total = sum(wanted.values())
    chosen: list[int] = []
    open_ = dict(wanted)
    while open_ and len(chosen) < most:
        gains = [
            (sum(weight for s, weight in open_.items() if s in stems), -index)
            for index, stems in enumerate(ground.stems_of)
        ]
        if not gains:
            break
        gain, index = max(gains)
        if gain <= 0 or (chosen and gain < 0.1 * total):
            break
        chosen.append(-index)
        for s in ground.sentences[-index].stems:
            open_.pop(s, None)
    return tuple(chosen)
