"""What alone is reason to refuse a sentence: a number, date, name, title, country or quoted string the article does not have.

Pure text. Knows what may stand for what ("Kestrian" for "Kestria", "1.2m" for "1,200,000"); does not weigh support,
which is the scorer's part.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from summarizer.gate.facts import Name, country_key, is_title, names, office_supported, offices, quoted
from summarizer.gate.ground import Ground, Sentence, align, carries, letters
from summarizer.gate.numbers import dates, number_supported, numbers
from summarizer.gate.words import FUNCTION, HEDGES, NEGATORS, SENTENCE_OPENERS, Token, fold, plain

Kind = Literal[
    "number",
    "date",
    "name",
    "country",
    "title",
    "quote",
    "negation",
    "hedge",
    "word",
    "agent",
    "speaker",
    "exchanged",
]

_PLACES = frozenset(["", "a", "ia", "e", "y"])
_PEOPLES = frozenset("n ns an ans ian ians ese i is ic ish ist ists ism s es".split())
"""What a place's name and its adjective or people differ by: Kestria, Kestrian, Kestrians. Two endings of one kind are a
misspelling: a small model wrote VALDORA for Valdoria."""

COMMON = 4
"""Letters that two names must share to be related."""
_RESTATED = 3
"""Fewer words in common restate nothing."""
_HEADLINE_WORDS = 4
"""Fewer capitalised words in a row are a name."""

_STRIPPED = " ,.;:'!?-…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One fact of a sentence that the article does not bear out."""

    kind: Kind
    text: str

    def __str__(self) -> str:
        """For an operator's eyes."""
        return f"{_SAYS[self.kind]}: {self.text}"


_SAYS: dict[Kind, str] = {
    "number": "number not in the article",
    "date": "date not in the article",
    "name": "name not in the article",
    "country": "country not in the article",
    "title": "the article does not give that title to that name",
    "quote": "quoted words not in the article",
    "negation": "the article says the opposite",
    "hedge": "the article is less certain",
    "word": "word not in the article",
    "agent": "the article says it of others",
    "speaker": "the article ascribes it to others",
    "exchanged": "the article has them the other way round",
}


def alarms(sentence: Sentence, ground: Ground, *, strict: bool = False) -> tuple[Alarm, ...]:
    """Every alarm of one sentence; `strict` takes nothing on trust that is not literally in the article.

    Strict is for what an engine sends: a rewrite that says "British" where the article says "UK" may be right, but the
    article's own words are at hand. Not strict is for judging summaries that others wrote.
    """
    found = [
        *_numbers(sentence, ground, strict=strict),
        *_dates(sentence, ground),
        *_names(sentence, ground, strict=strict),
        *_titles(sentence, ground),
        *_quotes(sentence, ground, strict=strict),
        *_turned(sentence, ground),
    ]
    return tuple(dict.fromkeys(found))


def _numbers(sentence: Sentence, ground: Ground, *, strict: bool) -> Iterator[Alarm]:
    for number in numbers(sentence.text):
        literal = {fold(d).replace(",", "") for d in re.findall(r"\d[\d.,]*\d|\d", number.text)}
        missing = strict and not literal <= ground.digits
        if missing or not number_supported(number, ground.numbers):
            yield Alarm(kind="number", text=number.text)


def _dates(sentence: Sentence, ground: Ground) -> Iterator[Alarm]:
    for date in dates(sentence.text):
        if date.key not in ground.date_keys:
            yield Alarm(kind="date", text=date.text)


def _names(sentence: Sentence, ground: Ground, *, strict: bool) -> Iterator[Alarm]:
    words = sentence.words
    headline = _title_case(words)
    opens = frozenset(range(len(words))) if headline else _opens(sentence)
    for name in names(words, ground_text(sentence), opens=opens):
        for token in name.tokens:
            trusted = not strict and (not name.certain or headline)
            if not trusted and not _has_name(token, ground, strict=strict):
                known = country_key(token.folded) != token.folded or token.folded in _country_names()
                yield Alarm(kind="country" if known else "name", text=token.text)
        if not headline:
            yield from _fused(name, ground)
    if strict:
        yield from _capitals(sentence, ground)
        yield from _words(sentence, ground)


def _title_case(words: Sequence[Token]) -> bool:
    """Whether capitals say nothing here, as in a headline that capitalises every word."""
    heavy = [w.capitalised for w in words if w.folded not in FUNCTION]
    return len(heavy) >= _HEADLINE_WORDS and all(heavy)


def ground_text(sentence: Sentence) -> str:
    """The text that the sentence's offsets point into."""
    return " " * sentence.span[0] + sentence.text


def _opens(sentence: Sentence) -> frozenset[int]:
    """Words whose capital may come from their place: the first, and those behind an opening mark or a colon."""
    text, offset = sentence.text, sentence.span[0]
    return frozenset(
        i
        for i, w in enumerate(sentence.words)
        if i == 0 or text[: w.start - offset].rstrip()[-1:] in set("\"“‘'`:.?!([«„")
    )


def _capitals(sentence: Sentence, ground: Ground) -> Iterator[Alarm]:
    """Strict: every capitalised word, wherever it stands, is a word of the article."""
    for token in sentence.words:
        if (
            token.capitalised
            and token.folded not in SENTENCE_OPENERS
            and not _has_name(token, ground, strict=True)
        ):
            yield Alarm(kind="name", text=token.text)


def _words(sentence: Sentence, ground: Ground) -> Iterator[Alarm]:
    """Strict: every word that carries news is one of the article's, endings aside. "Killed" for "wounded" is one word."""
    for token, stemmed in zip(sentence.words, sentence.stems, strict=True):
        if not token.capitalised and carries(token.folded) and stemmed not in ground.stem_set:
            yield Alarm(kind="word", text=token.text)


def _has_name(token: Token, ground: Ground, *, strict: bool) -> bool:
    folded = token.folded
    if folded in ground.folded:
        return True
    if strict:
        return False
    if country_key(folded) in ground.countries or is_title(folded):
        return True
    if token.text.isupper() and len(folded) > 1 and folded in ground.initials:
        return True
    if folded.rstrip("s") in ground.folded or f"{folded}s" in ground.folded:
        return True
    return any(related(folded, other) for other in ground.capitalised if other[:COMMON] == folded[:COMMON])


def related(ours: str, theirs: str) -> bool:
    """Whether one folded word is a country and the other its adjective or people, by their endings."""
    common = 0
    for a, b in zip(ours, theirs, strict=False):
        if a != b:
            break
        common += 1
    ends = ours[common:], theirs[common:]
    return common >= COMMON and any(a in _PLACES and b in _PEOPLES for a, b in (ends, ends[::-1]))


def _fused(name: Name, ground: Ground) -> Iterator[Alarm]:
    """First name of one, surname of another: both words are in the article, but never together."""
    own = [t for t in name.tokens if not is_title(t.folded) and country_key(t.folded) == t.folded]
    for first, second in pairwise(own):
        both = first.folded in ground.capitalised and second.folded in ground.capitalised
        ordinary = first.folded in ground.lower or second.folded in ground.lower
        if both and not ordinary and (first.folded, second.folded) not in ground.near:
            yield Alarm(kind="name", text=f"{first.text} {second.text}")


def _titles(sentence: Sentence, ground: Ground) -> Iterator[Alarm]:
    for office in dict.fromkeys(offices(sentence.words, ground_text(sentence))):
        known = office.name in ground.folded
        if known and not office_supported(office, [s.words for s in ground.sentences]):
            yield Alarm(kind="title", text=office.text)


def _quotes(sentence: Sentence, ground: Ground, *, strict: bool) -> Iterator[Alarm]:
    for quote in quoted(sentence.text):
        parts = [p for p in re.split(r"\[[^\]]*\]|…|\.\.\.", quote.text) if plain(p).strip(_STRIPPED)]
        for part in parts:
            exact = plain(part).strip(_STRIPPED) in ground.plain
            if not (exact if strict else exact or letters(part) in ground.letters):
                yield Alarm(kind="quote", text=quote.text)
                break


def _turned(sentence: Sentence, ground: Ground) -> Iterator[Alarm]:
    """A negation or hedge gained or lost against the one source sentence that the sentence plainly restates."""
    sources = align(sentence, ground, most=1)
    content = sentence.content
    if not sources or len(content) < _RESTATED:
        return
    source = ground.sentences[sources[0]]
    shared = [s for s in content if s in set(source.stems)]
    if len(shared) < 0.75 * len(content):
        return
    for kind, words in (("negation", NEGATORS), ("hedge", HEDGES)):
        ours, theirs = _guarded(sentence, words), _guarded(source, words)
        lost = [s for s in theirs if s in content and s not in ours and _plain_in(sentence, s)]
        gained = [s for s in ours if s in source.stems and s not in theirs] if kind == "negation" else []
        has_any = any(w.folded in words for w in sentence.words)
        if (lost and not has_any) or (gained and not any(w.folded in words for w in source.words)):
            yield Alarm(kind="negation" if kind == "negation" else "hedge", text=(lost or gained)[0])


def _guarded(sentence: Sentence, words: frozenset[str]) -> set[str]:
    """Stems that stand within three words behind a negator or hedge, the next content word in truth."""
    out: set[str] = set()
    for index, word in enumerate(sentence.words):
        if word.folded in words or word.folded.endswith("n't"):
            following = [
                s for w, s in zip(sentence.words[index + 1 : index + 4], sentence.stems[index + 1 : index + 4], strict=True)
                if w.folded not in _SKIPPED
            ]  # fmt: skip
            out.update(following[:1])
    return out


_SKIPPED = frozenset("be been have has had to the a an yet also ever it that of being any".split())


def _plain_in(sentence: Sentence, stemmed: str) -> bool:
    return stemmed in sentence.stems


def _country_names() -> frozenset[str]:
    from summarizer.gate.facts import PEOPLES

    return frozenset(PEOPLES)
