"""What sentences claim: whose words, of what, and whether they affirm or deny it.

Pure. Reads one article, by word order and word lists (`claim_words`), without a parse: what it is not sure of it leaves out.
Compares nothing; that is `disputes`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from summarizer.gate.words import WORD, fold
from summarizer.stories.claim_words import Lexicon, lexicon
from summarizer.stories.days import days_of
from summarizer.stories.words import rarity, term
from summarizer.text.sentences import sentences
from summarizer.types import Span

READ = 30
"""Sentences of an article: what somebody denies stands in its news, not in its background."""
LONGEST = 330
"""Characters of a sentence that is shown: two of them are half a phone's screen."""
SHORTEST = 4
"""Words of one."""
_PREFIX = 5
"""Letters compared of a word in other languages than English: a stem that also meets "bombardeó" and "bombardeado"."""
_NEAR = 3
"""Words after a negation that it may turn around."""
_SPEAKER_WORDS = 12
_IRREGULAR = {
    form: verb
    for verb, forms in {
        "strike": "struck stricken", "shoot": "shot", "hold": "held", "meet": "met", "pay": "paid", "take": "took taken",
        "give": "gave given", "break": "broke broken", "send": "sent", "sell": "sold", "buy": "bought", "build": "built",
        "win": "won", "lose": "lost", "leave": "left", "flee": "fled", "find": "found", "know": "knew known",
        "withdraw": "withdrew withdrawn", "begin": "began begun", "hide": "hid hidden", "steal": "stole stolen", "fight": "fought",
        "bring": "brought", "seek": "sought", "deal": "dealt", "keep": "kept", "lead": "led", "fall": "fell fallen",
        "sink": "sank sunk", "fly": "flew flown", "speak": "spoke spoken", "write": "wrote written", "choose": "chose chosen",
        "drive": "drove driven", "come": "came", "go": "went gone", "become": "became", "make": "made", "see": "saw seen",
        "swear": "swore sworn", "shake": "shook shaken", "tear": "tore torn", "throw": "threw thrown", "freeze": "froze frozen",
    }.items()
    for form in forms.split()
}  # fmt: skip
_MARKS = re.compile(r"[“”„«»\"]")
_PLACED = re.compile(r"\b(?:in|at|near|outside|off)\s(?P<place>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){0,2})")
_CUT = re.compile(r"[,;]\s|\sas\s|\sand\s|\sadding\b")
_NEXT = re.compile(r";\s|,?\s(?:and|but)\s\w+ed\s|,\s(?:adding|saying|calling|and|but)\s")
"""Where a sentence with a denial goes on to something else."""
_DATE = re.compile(
    r"\b(?:on|by|next|last)?\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d{1,2}\s[A-Z]\w+|[A-Z]\w+\s\d{1,2})\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Words in quotation marks and who said them, as the article has them."""

    span: Span
    speaker: str
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence, or somebody's words, taken as a claim: `text` is the article's slice at `span`."""

    text: str
    span: Span
    order: int
    """Of its sentence in the article."""
    speaker: frozenset[str] = frozenset()
    """Folded words that name who claims it; empty: the outlet itself."""
    shown_speaker: str | None = None
    """Of words in quotation marks: who said them."""
    words: Mapping[str, float]
    """What is claimed, without who says so: terms with their rarity."""
    names: frozenset[str] = frozenset()
    """The terms among `words` that are written as names or numbers."""
    turned: frozenset[str] = frozenset()
    """Terms that a negation stands before."""
    places_of: Mapping[str, int] = field(default_factory=dict)
    """Term → its place in the order of words, to see whether shared ones stand together."""
    denies: bool = False
    """It says that `words` are not so."""
    points_back: bool = False
    """It denies what the sentence before it says, in a word: "rejected the accusation"."""
    is_open: bool = False
    days: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    when: frozenset[str] = frozenset()
    """Terms of `words` that belong to its dates."""


def base(word: str) -> str:
    """The folded verb of an irregular English form, any other word folded: "shot" is of "shoot"."""
    folded = fold(word)
    return _IRREGULAR.get(folded, folded)


def claims(text: str, published: datetime, language: str, quoted: Sequence[Spoken] = ()) -> tuple[Claim, ...]:
    """What the article claims or has claimed, in order; nothing in a language without a lexicon."""
    return _claims(text, published, language, tuple(quoted))


@lru_cache(maxsize=192)
def _claims(text: str, published: datetime, language: str, quoted: tuple[Spoken, ...]) -> tuple[Claim, ...]:
    known = lexicon(language)
    if known is None:
        return ()
    reader = _Reader(known, language)
    found: list[Claim] = []
    for order, (start, end) in enumerate(sentences(text)[:READ]):
        inside = [one for one in quoted if start <= one.span[0] < end]
        found += [claim for one in inside if (claim := reader.spoken(text, one, order))]
        # A sentence that is mostly somebody's words is told by those words.
        said = sum(one.span[1] - one.span[0] for one in inside)
        if 2 * said < end - start and len(text[start:end].split()) >= SHORTEST and end - start <= LONGEST:
            found.append(reader.sentence(text[start:end], (start, end), order, published))
    return tuple(found)


class _Reader:
    """Reads sentences of one language."""

    def __init__(self, words: Lexicon, language: str) -> None:
        self._words = words
        self._english = language == "en"

    def spoken(self, text: str, quote: Spoken, order: int) -> Claim | None:
        """Somebody's own words; a speaker without a name makes no claim that could be laid at a door."""
        words = text[quote.span[0] : quote.span[1]]
        speaker = self._named(f"{quote.role or ''} {quote.speaker}")
        if not speaker or len(words) > LONGEST or len(words.split()) < SHORTEST:
            return None
        denial = self._words.denies.search(words)
        content = words[denial.end() :] if denial else words
        return Claim(
            text=words,
            span=quote.span,
            order=order,
            speaker=speaker,
            shown_speaker=quote.speaker,
            denies=denial is not None,
            is_open=bool(self._words.open.search(content)),
            **self._content(content),
        )

    def sentence(self, text: str, span: Span, order: int, published: datetime) -> Claim:
        """A sentence as a claim of whoever it is attributed to."""
        denial = self._words.denies.search(_masked(text)) or self._refusal(text)
        if denial is not None:
            return self._denial(text, span, order, denial)
        said = self._words.says.search(_masked(text))
        speaker_span = self._speaker(text, said) if said else None
        content = text if speaker_span is None or said is None else _without(text, speaker_span, said.span())
        return Claim(
            text=text,
            span=span,
            order=order,
            speaker=self._named(text[slice(*speaker_span)]) if speaker_span else frozenset(),
            is_open=bool(self._words.open.search(content)) or (said is not None and speaker_span is None),
            days=days_of(_told(text, said), published) if self._english else frozenset(),
            places=frozenset(fold(m["place"]) for m in _PLACED.finditer(text)) if self._english else frozenset(),
            when=frozenset(self._terms(" ".join(_DATE.findall(text)))),
            **self._content(content),
        )  # fmt: skip

    def _refusal(self, text: str) -> "re.Match[str] | None":
        """A claim and what makes it a denial: "rejected the claims", "called it a lie"."""
        refusal = self._words.refuses.search(_masked(text))
        if refusal is None:
            return None
        if re.match(
            r"(?i)reject|dismiss|refut|brush|отверг|отклон|відк|відх|rej|a rej|ont rej|rechaz|ha rech",
            refusal.group(),
        ):
            return refusal
        return refusal if self._words.false.search(text, refusal.end()) else None  # fmt: skip

    def _denial(self, text: str, span: Span, order: int, denial: "re.Match[str]") -> Claim:
        content = text[denial.end() :]
        before = re.sub(r"^\W*(?:all|the|those|these|such)\s", "", content.strip(" ,"))
        head = self._words.claim.match(before) or self._words.claim.search(denial.group())
        tail = _CUT.split(content, maxsplit=1)[0] if head else _NEXT.split(content, maxsplit=1)[0]
        words = self._content(self._words.false.sub(" ", tail))
        points = self._points_back(text, denial, before)
        return Claim(
            text=text,
            span=span,
            order=order,
            speaker=self._named(self._subject(text, denial.start())),
            denies=True,
            points_back=points,
            is_open=bool(self._words.open.search(tail)) or not (points or self._words.clause.match(content)),
            **words,
        )

    def _points_back(self, text: str, denial: "re.Match[str]", after: str) -> bool:
        """Whether the denial's object is nothing but "it" or "the claim".

        "Had also denied the claims" tells of another day's; "the claims in the letter" are not the sentence before.
        """
        if self._words.earlier.search(text[: denial.start()]):
            return False
        noun = self._words.claim.match(after) or self._words.pointing.match(after)
        if noun is None and not self._words.claim.search(denial.group()):
            return False
        rest = after[noun.end() :] if noun else after
        return bool(
            re.match(r"\W*$|[.,;]|\s*(?:as|and|but|und|als|et|comme|y|como|и|и|как|і|як)\b", rest)
        ) or bool(self._words.false.match(rest.strip()))

    def _content(self, text: str) -> dict[str, Any]:
        """Words, names and what is negated."""
        rare = rarity()
        words: dict[str, float] = {}
        names: set[str] = set()
        turned: set[str] = set()
        at_word: dict[str, int] = {}
        reach = 0
        for at, match in enumerate(WORD.finditer(text)):
            if fold(match.group()) in self._words.negators:
                reach = _NEAR
                continue
            found = self._term(match.group())
            if found is None:
                continue
            words[found] = max(1.0, rare(found))
            at_word.setdefault(found, at)
            if (match.group()[:1].isupper() and at > 0) or found[0].isdigit():
                names.add(found)
            if reach:
                turned.add(found)
                reach -= 1
        return {"words": words, "names": frozenset(names), "turned": frozenset(turned), "places_of": at_word}

    def _terms(self, text: str) -> Iterator[str]:
        for match in WORD.finditer(text):
            if found := self._term(match.group()):
                yield found

    def _term(self, word: str) -> str | None:
        folded = fold(word)
        if folded in self._words.function or folded in self._words.negators:
            return None
        if self._english:
            return term(base(word))
        return folded[:_PREFIX] if len(folded) > 1 else None

    def _named(self, phrase: str) -> frozenset[str]:
        """Who a phrase names; nobody when it is a pronoun."""
        return frozenset(self._terms(phrase))

    def _speaker(self, text: str, said: "re.Match[str]") -> Span | None:
        """Where the subject of a verb of saying stands."""
        if re.match(r"(?i)according|selon|según|laut|по |за ", said.group()):
            stop = re.search(r"[,.;:]|$", text[said.end() :])
            end = said.end() + (stop.start() if stop else 0)
            return (said.end(), end) if end - said.end() < 90 else None  # noqa: PLR2004 - characters of a name with its office
        before = text[: said.start()].rstrip()
        if before and before[-1] not in ',”“»«"':
            return self._last_part(text, said.start())
        if before.endswith(",") and _MARKS.search(before[-3:]) is None and self._has_appositive(before):
            return self._last_part(text, said.start(), parts=2)
        stop = re.search(r"[,.;:]|$", text[said.end() :])
        end = said.end() + (stop.start() if stop else 0)
        return (said.end(), end) if end > said.end() else None  # fmt: skip

    def _has_appositive(self, before: str) -> bool:
        """Two parts between commas, the first a name: "Ida Storm, Norrland's foreign minister, said"."""
        parts = before.rstrip(",").split(",")
        return len(parts) > 1 and len(parts[-1].split()) <= _SPEAKER_WORDS and len(parts[-2].split()) <= 6  # noqa: PLR2004 - a name

    def _subject(self, text: str, verb: int) -> str:
        span = self._last_part(text, verb)
        found = text[slice(*span)] if span else ""
        before = text[:verb].rstrip()
        if before.endswith(",") and self._has_appositive(before):
            span = self._last_part(text, verb, parts=2)
            found = text[slice(*span)] if span else ""
        return found

    def _last_part(self, text: str, verb: int, parts: int = 1) -> Span | None:
        """The words right before a verb, back to the comma, mark or conjunction before them."""
        before = text[:verb].rstrip().rstrip(",")
        cuts = [
            m.end() for m in re.finditer(r"[,;:“”«»\"—–]\s?|\s(?:but|while|and|that|as|although)\s", before)
        ]
        start = cuts[-parts] if len(cuts) >= parts else 0
        return (start, len(before)) if 0 < len(before[start:].split()) <= 2 * _SPEAKER_WORDS else None


def _told(text: str, said: "re.Match[str] | None") -> str:
    """Without the day on which it was said ("announced on Monday that"): what follows "that", else nothing that is dated."""
    if said is None:
        return text
    that = text.find(" that ", said.end())
    return text[that:] if that > 0 else ""


def _masked(text: str) -> str:
    """The sentence with the words between quotation marks blanked: verbs in there are the speaker's."""
    return re.sub(r"“[^”]*”|«[^»]*»|„[^“”]*[“”]|\"[^\"]*\"", lambda m: " " * len(m.group()), text)


def _without(text: str, *spans: Span) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
