"""Who did what: alarms for a sentence in which the article's own words have changed hands.

Parses the sentence and the few sentences of the article that share its words, and compares acts, sayings and numbers. Raises
nothing where the article leaves open who is meant, so that a true paraphrase passes; what it cannot see is in docs/models-gate.md.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Protocol

from summarizer.gate.acts import EXIST, MUTUAL, SPEECH, Act, Party, Reading, Saying, read
from summarizer.gate.alarms import Alarm
from summarizer.gate.exchanged import exchanged
from summarizer.gate.ground import Ground, Sentence
from summarizer.gate.parties import Known, Parties
from summarizer.gate.words import fold, stem
from summarizer.text.compress import DATELINE

if TYPE_CHECKING:
    from spacy.tokens import Doc

MOST_SOURCES: Final = 5
"""Sentences of the article that are parsed for one sentence."""
MOST_WORDS: Final = 80
"""Of one sentence that are parsed; news writes 25, a page made to cost time any number."""
MOST_LETTERS: Final = 20
"""A word, on the mean, that are parsed."""
KEPT: Final = 64
"""Parsed sentences kept, for an article of which many sentences are judged."""
_SAME: Final = 0.6
"""Share of an act's words that another must have to be the same act."""
_LIKE: Final = 0.4
"""Share at which a sentence may be what bears the act out."""
_SAID: Final = 0.75
"""Share of a saying's words that another must have to be the same saying."""
_EMPTY: Final = frozenset("be have do get go come".split())
"""Verbs that name no act."""
_DENIALS: Final = frozenset("deny reject dispute dismiss refute contradict".split())


class Parser(Protocol):
    """Parses English, as `summarizer.models.syntax.Syntax` does."""

    def parse(self, texts: Sequence[str], /) -> "list[Doc]":
        """One `Doc` a text, in order. May raise anything: the gate then refuses."""
        ...


@dataclass(frozen=True, slots=True)
class _Source:
    """What the article says, as far as it was parsed for one sentence."""

    acts: tuple[Act, ...]
    sayings: tuple[Saying, ...]
    parties: Parties
    denials: tuple[tuple[Saying, Act], ...]
    """Sayings with the denial in the sentence that follows: "Trump denied it." """


class Roles:
    """Compares who does what. One caller at a time: the parser is not safe for threads.

    Parses at most `MOST_SOURCES` sentences of the article and the sentence itself, `MOST_WORDS` of each.
    """

    def __init__(self, syntax: Parser) -> None:
        self._syntax = syntax
        self._last: tuple[Ground, Known] | None = None
        self._parsed: OrderedDict[str, Doc] = OrderedDict()

    def alarms(self, sentence: Sentence, ground: Ground) -> tuple[Alarm, ...]:
        """Every act, saying and number of the sentence that the article gives to others or denies.

        Raises what the parser raises; the gate then refuses.
        """
        if any(sentence.text == s.text for s in ground.sentences):
            return ()  # the article's own words; part of a sentence may be turned around by the rest of it
        (own,) = self._read([sentence], ground.proper)
        sources = _sources(sentence, ground, frozenset(stem(fold(a.verb.split()[0])) for a in own.acts))
        others = self._read(sources, ground.proper)
        found = list(exchanged(sentence, sources))
        source = _Source(
            acts=tuple(a for r in others for a in r.acts),
            sayings=tuple(s for r in others for s in r.sayings),
            parties=Parties(self._who(ground), [kind for r in (own, *others) for kind in r.kinds]),
            denials=tuple(_denials(sources, others, ground)),
        )
        spoken = SPEECH if own.sayings else frozenset[str]()
        for act in own.acts:
            if act.verb not in spoken:
                found += _by_others(act, source)
            found += _denied(act, source)
        for saying in own.sayings:
            found += _said_by_others(saying, source)
        return tuple(dict.fromkeys(found))

    def _who(self, ground: Ground) -> Known:
        if self._last is None or self._last[0] is not ground:
            self._last = ground, Known(ground)
        return self._last[1]

    def _read(self, sentences: Sequence[Sentence], known: frozenset[str]) -> list[Reading]:
        texts = [_clipped(s) for s in sentences]
        fresh = [t for t in dict.fromkeys(texts) if t not in self._parsed]
        self._parsed.update(zip(fresh, self._syntax.parse(fresh), strict=True))
        readings = [read(self._parsed[t], known) for t in texts]
        while len(self._parsed) > KEPT:
            self._parsed.popitem(last=False)
        return readings


def _clipped(sentence: Sentence) -> str:
    """The beginning of the sentence, its dateline left out: "PORT SELLA, Lirien —" would be a party."""
    text = sentence.text
    if len(sentence.words) > MOST_WORDS:
        text = text[: sentence.words[MOST_WORDS].start - sentence.span[0]]
    text = text[: MOST_LETTERS * MOST_WORDS]
    dateline = DATELINE.match(text)
    return " ".join(text[dateline.end() if dateline else 0 :].split()) or text


def _sources(sentence: Sentence, ground: Ground, verbs: frozenset[str]) -> tuple[Sentence, ...]:
    """The article's sentences that share most with this one, in order; what is done there counts twice."""
    wanted = {s: ground.weight(s) * (2 if s in verbs else 1) for s in sentence.content}
    scored = [
        (sum(w for s, w in wanted.items() if s in stems), -index)
        for index, stems in enumerate(ground.stems_of)
    ]
    best = sorted((pair for pair in scored if pair[0] > 0), reverse=True)[:MOST_SOURCES]
    return tuple(ground.sentences[i] for i in sorted(-index for _, index in best))


def _share(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """Of our words that are theirs too; 1 when there are none on either side, 0 when only we have none."""
    if not ours:
        return 0.0 if theirs else 1.0
    return len(ours & theirs) / len(ours)


def _by_others(act: Act, source: _Source) -> Iterator[Alarm]:
    """The article says the act of others, or of those it is done to here."""
    if act.verb in _EMPTY or not any(p.names for p in act.parties):
        return
    alike = [a for a in source.acts if a.verb == act.verb]
    if any(not a.parties or _borne_out(act, a, source.parties) for a in alike):
        return
    if any(_turned(act, a, source.parties) or _of_others(act, a, source) for a in alike):
        yield Alarm(kind="agent", text=act.verb)


def _borne_out(act: Act, other: Act, parties: Parties) -> bool:
    return not parties.differ(act.parties, other.parties) and not _turned(act, other, parties) and (
        _share(act.content, other.content) >= _LIKE or not act.content
    )  # fmt: skip


def _of_others(act: Act, other: Act, source: _Source) -> bool:
    same = _share(act.content, other.content) >= _SAME
    once = bool(act.content) or sum(a.verb == act.verb for a in source.acts) == 1
    return same and once and source.parties.differ(act.parties, other.parties)


def _turned(act: Act, other: Act, parties: Parties) -> bool:
    """Whether those who do it here are those it is done to there, and the other way round."""
    if act.verb.split()[0] in MUTUAL or not other.parties:
        return False
    ours, theirs = _names(act.parties), _names(other.parties)
    nouns = frozenset(n for p in other.parties for n in p.nouns)
    rest = act.content - {stem(n) for n in act.names} - nouns
    unnamed = not theirs and bool(nouns) and nouns <= act.content  # "the rebels" among what it is done to
    return (
        not parties.overlap(ours, theirs)
        and parties.overlap(ours, other.names)
        and (unnamed or parties.overlap(act.names, theirs))
        and not parties.overlap(ours, act.names)
        and (not rest or _share(rest, other.content) >= _LIKE)
    )


def _names(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(n for p in parties for n in p.names)


def _denied(act: Act, source: _Source) -> Iterator[Alarm]:
    """The article says the opposite of the same party."""
    if act.holds == 0 or act.verb in _EMPTY:
        return
    alike = [a for a in source.acts if a.verb == act.verb and _same_party(act, a, source.parties)]
    agreeing = [
        a
        for a in alike
        if a.holds != -act.holds and (_share(act.content, a.content) >= _LIKE or not a.content)
    ]
    against = [a for a in alike if a.holds == -act.holds and _same_act(act, a)]
    if any(not a.content for a in against) and act.content:
        # "Kestria did not sign": what it did not is open, so that nothing it did sign may be known.
        agreeing = [a for a in alike if a.holds != -act.holds]
    if (against and not agreeing) or any(_stood_aside(act, a, alike, source.parties) for a in against):
        yield Alarm(kind="negation", text=act.verb)


def _stood_aside(act: Act, other: Act, alike: Sequence[Act], parties: Parties) -> bool:
    """Whether one of several here is the one who did not there, and is among those who did nowhere."""
    if act.holds < 0 or not other.parties or not all(p.own for p in other.parties):
        return False
    own = frozenset(n for p in other.parties for n in p.own)
    did = [a for a in alike if a.holds >= 0 and parties.overlap(own, _names(a.parties))]
    return not did and not any(p.pronoun for a in alike if a.holds > 0 for p in a.parties)


def _same_act(act: Act, other: Act) -> bool:
    if act.verb in SPEECH or act.verb == EXIST:
        return min(_share(act.content, other.content), _share(other.content, act.content)) >= _SAID
    return _share(act.content, other.content) >= _SAME or (
        not other.content and any(p.names for p in act.parties)
    )


def _same_party(act: Act, other: Act, parties: Parties) -> bool:
    """Whether both acts are plainly of one party: a name, a noun or a pronoun in common, or nobody named."""
    if act.verb == EXIST or not act.parties or not other.parties:
        return not parties.differ(act.parties, other.parties)
    for a, b in ((a, b) for a in act.parties for b in other.parties):
        if a.pronoun and b.pronoun:
            if bool(act.content) or not parties.differ(act.speakers, other.speakers):
                return True
        elif a.pronoun or b.pronoun or parties.overlap(a.names, b.names) or a.nouns & b.nouns:
            return True
    return False


def _may_say(saying: Saying, other: Saying, parties: Parties) -> bool:
    """Whether the other's speaker is ours or unknown: no name of his is another's."""
    named = any(p.names for p in other.speakers)
    return not named or parties.overlap(_names(saying.speakers), _names(other.speakers))


def _denials(
    sources: Sequence[Sentence], readings: Sequence[Reading], ground: Ground
) -> Iterator[tuple[Saying, Act]]:
    """What one sentence has somebody say and the next somebody deny in so many words as "it" or "the claim"."""
    places = [ground.sentences.index(s) for s in sources]
    for (at, first), (after, second) in pairwise(zip(places, readings, strict=True)):
        for act in second.acts if after == at + 1 else ():
            if act.verb in _DENIALS and len(act.content) <= 1:
                yield from ((saying, act) for saying in first.sayings)


def _said_by_others(saying: Saying, source: _Source) -> Iterator[Alarm]:
    """The article ascribes the words to others."""
    if not any(p.names for p in saying.speakers) or not saying.content:
        return
    others = [s for s in source.sayings if _share(saying.content, s.content) >= _LIKE]
    if any(_may_say(saying, s, source.parties) for s in others):
        return
    same = [s for s in others if s.verb == saying.verb and _share(saying.content, s.content) >= _SAID]
    denied = any(
        s in same and source.parties.overlap(_names(act.parties), _names(saying.speakers))
        for s, act in source.denials
    )
    if denied or any(source.parties.differ(saying.speakers, s.speakers) for s in same):
        yield Alarm(kind="speaker", text=" ".join(sorted(n for p in saying.speakers for n in p.own or p.of)))
