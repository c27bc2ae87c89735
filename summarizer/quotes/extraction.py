"""Everything somebody says in an article, as values with offsets.

Puts together marks, ranker, names and indirect speech. Knows no Telegram and no storage, and says nothing that is not a slice of
the article: `checked` refuses a quote that is not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summarizer.foreign.extraction import extract_foreign
from summarizer.models.encoder import Encoder
from summarizer.quotes.antecedents import FEMALE, MALE, Antecedents
from summarizer.quotes.denial import disowned
from summarizer.quotes.entities import People
from summarizer.quotes.indirect import span_of
from summarizer.quotes.ranker import QuoteRanker, Verdict
from summarizer.quotes.reading import Candidate, Parser, Reading, read
from summarizer.quotes.reporter import Reporter
from summarizer.quotes.speakers import NOBODY, Resolution, Resolver
from summarizer.quotes.unmarked import attributed, unmarked
from summarizer.quotes.via import CARRIED, outlet, relayed
from summarizer.quotes.word_states import WordStates
from summarizer.text.cues import SAY
from summarizer.text.language import UNKNOWN, detect
from summarizer.text.marks import Run
from summarizer.text.names import names
from summarizer.types import Document, Quote, QuoteKind, Span

QUOTATION = 0.4
"""Least probability that a marked run is a quotation, and that words and speaker are both right (`NAMED`). Out of fold on train
the two together gave the best joint F1, 91.0 (spans 96.2); without the second, spans were at 97.0 and joint F1 at 90.1."""
NAMED = 0.4
OPEN = 0.9
"""A run that is surely a quotation is kept without a speaker: open, not guessed."""
CARRIED_TRUST = 0.9
"""Of the probability of a quotation, kept when grammar ("he said, according to NNC") has settled between a man and his outlet."""
MARKED_SHARE = 0.1
"""A report of which more is between marks is told by the quotation that was found already."""
OPENED = 0.5
"""Most confidence of words that the article says were not said so: below what is shown as a key quote."""
FULL = 0.55
"""Least probability of the full name, given the mention."""
MEANT = 0.8
"""Least probability of whom a "he" or "she" means, for a key quote: below it two names of three were right on dev, above it 137 of 140."""
_ARTICLE = re.compile(r"^(?:the|an?)\s", re.IGNORECASE)
PARTIAL_WORDS = 4
"""A run of fewer words is a part of the reporter's sentence, however it is capitalised."""


class QuoteExtractor:
    """Finds the quotations of documents. One thread at a time: the parser is not shared."""

    def __init__(self, syntax: Parser, encoder: Encoder | None = None) -> None:
        self._syntax = syntax
        self._ranker = QuoteRanker()
        self._reporter = Reporter(WordStates(encoder))

    def extract(self, document: Document) -> tuple[Quote, ...]:
        """All quotations in the order of the article, none overlapping another of its kind."""
        language = document.language or detect(document.text)
        if language not in {"en", UNKNOWN}:
            return tuple(checked(q, document.text) for q in extract_foreign(document, language))
        reading = read(document.text, self._syntax)
        return _Extraction(reading, self._ranker, self._reporter).quotes()


@dataclass(slots=True)
class _Last:
    paragraph: int = -9
    candidate: Candidate | None = None
    run: Run | None = None
    via: str | None = None
    disowned: bool = False


class _Extraction:
    """One article: runs judged in order, because a speaker is known from the quotation before."""

    def __init__(self, reading: Reading, ranker: QuoteRanker, reporter: Reporter) -> None:
        self._r, self._reporter = reading, reporter
        self._people = People(reading.text)
        antecedents = Antecedents(reading, self._people)
        self._resolver = Resolver(reading, self._people, antecedents)
        self._verdicts = ranker.rank(reading, antecedents.surnames())
        self._last = _Last()

    def quotes(self) -> tuple[Quote, ...]:
        found = [*self._marked(), *self._unmarked()]
        found += said_once(list(self._indirect([(q.start, q.end) for q in found])))
        return tuple(sorted((checked(q, self._r.text) for q in found), key=lambda q: (q.start, q.end)))

    def _marked(self) -> Iterator[Quote]:
        for run, verdict in zip(self._r.runs, self._verdicts, strict=True):
            named = verdict.candidate >= 0 and verdict.joint >= NAMED
            if verdict.quotation < QUOTATION or not (named or verdict.quotation >= OPEN):
                continue
            candidate = self._r.candidates[verdict.candidate] if named else None
            carrier = None
            if candidate is not None:
                relay = relayed(self._r, candidate)
                if relay is not None:
                    speaker, carrier = (
                        self._mention(relay[0], candidate.verb),
                        self._name_of(relay[1], candidate.verb),
                    )
                else:
                    speaker = self._behind_outlet(run, candidate)
                if speaker is not candidate:
                    verdict = replace(verdict, joint=max(verdict.joint, CARRIED_TRUST * verdict.quotation))  # noqa: PLW2901 — this run's
                candidate = speaker
            cut, said = self._without_attribution(run)
            yield self._quote(cut, verdict, said or candidate, carrier)

    def _mention(self, token: int, verb: int) -> Candidate:
        """The mention around a token, as belonging to a verb."""
        found = self._source(token) or self._candidate_at(
            self._r.tokens[token].start, self._r.tokens[token].end
        )
        return replace(found, verb=verb)

    def _name_of(self, token: int, verb: int) -> str:
        """What to call the subject of a verb: a name, or the words for it without their article."""
        r = self._r
        mention = self._mention(token, -1)
        named = self._resolver.resolve(mention).name
        if named is not None:
            return r.text[slice(*named)]
        beside = list(names(r.text[mention.start : r.tokens[verb].start]))  # "the state agency GNA"
        if beside:
            return r.text[mention.start + beside[-1].start : mention.start + beside[-1].end]
        return _ARTICLE.sub("", mention.text)

    def _quote(
        self, run: Run, verdict: Verdict, candidate: Candidate | None, carrier: str | None = None
    ) -> Quote:
        r = self._r
        home = r.paragraph_of(run.start)
        who = NOBODY
        if candidate is not None:
            who = self._resolver.resolve(candidate)
        continues = self._continues(candidate, home)
        via = carrier or outlet(r.text, *r.paragraphs[home], run, candidate, self._people)
        if via is None and home == self._last.paragraph and continues:
            via = self._last.via
        verb = r.tokens[candidate.verb] if candidate and candidate.verb >= 0 else None
        spread = continues and self._last.disowned and home != self._last.paragraph
        denied = spread or disowned(r, run, candidate.verb if candidate else -1)
        self._last = _Last(home, candidate, run, via, denied)
        doubtful = (
            candidate is not None and candidate.text.lower() in FEMALE | MALE and who.confidence < MEANT
        )
        return _assemble(
            r.text, run.start, run.end, kind=_kind(r.text, run),
            candidate=None if denied else candidate, who=NOBODY if denied else who,
            cue=verb.text if verb and not verb.quoted else None,
            via=via, confidence=min(verdict.joint, OPENED) if denied or doubtful else verdict.joint, continues=continues,
        )  # fmt: skip

    def _without_attribution(self, run: Run) -> tuple[Run, Candidate | None]:
        """A run that was never closed may hold its own "…, the minister said": the words end before it."""
        closing = attributed(self._r.text, run.start, run.end) if run.how in {"to_end", "unclosed"} else None
        if closing is None or closing[0] <= run.start:
            return run, None
        end, who = closing
        return replace(run, end=end, outer_end=end), self._candidate_at(*who)

    def _candidate_at(self, start: int, end: int) -> Candidate:
        r = self._r
        return Candidate(start, end, r.token_at(end - 1), r.paragraph_of(start), r.text[start:end], -1)

    def _behind_outlet(self, run: Run, candidate: Candidate) -> Candidate:
        """In "…", he said, according to CNN: his words, whoever carried them."""
        r, last = self._r, self._last
        if (
            last.candidate
            and last.via
            and last.via in candidate.text
            and last.paragraph == candidate.paragraph
        ):
            return last.candidate
        if candidate.start < run.end or not CARRIED.search(r.text, run.end, candidate.start):
            return candidate
        for other in r.candidates:
            if (
                run.end <= other.start < candidate.start
                and other.verb >= 0
                and r.tokens[other.verb].lemma in SAY
            ):
                return other
        return candidate

    def _continues(self, candidate: Candidate | None, home: int) -> bool:
        last = self._last
        if last.run is None or candidate is None or last.candidate != candidate:
            return False
        return last.run.how in {"to_end", "unclosed"} or last.paragraph in {home, home - 1}

    def _unmarked(self) -> Iterator[Quote]:
        r = self._r
        for found in unmarked(r.text, r.runs):
            start, end = found.speaker
            k = r.token_at(end - 1)
            candidate = next((c for c in r.candidates if c.start < end and start < c.end), None)
            if candidate is None and k >= 0:
                candidate = Candidate(start, end, k, r.paragraph_of(start), r.text[start:end], -1)
            who = self._resolver.resolve(candidate) if candidate else NOBODY
            yield _assemble(
                r.text, found.start, found.end, kind="unmarked", candidate=Candidate(start, end, k, 0, r.text[start:end], -1),
                who=who, cue=found.cue, via=None, confidence=found.confidence, continues=False,
            )  # fmt: skip

    def _indirect(self, taken: Sequence[Span]) -> Iterator[Quote]:
        """Reports that are not the words of a quotation already found."""
        r = self._r
        for report in self._reporter.find(r):
            start, end = span_of(r, report)
            words = sum(min(b, end) - max(a, start) for a, b in taken if a < end and start < b)
            if words > MARKED_SHARE * (end - start):
                continue
            candidate = self._source(report.speaker)
            who = self._resolver.resolve(candidate) if candidate else NOBODY
            yield _assemble(
                r.text, start, end, kind="indirect", candidate=candidate, who=who, cue=r.tokens[report.cue].text, via=None,
                confidence=report.probability, continues=False,
            )  # fmt: skip

    def _source(self, token: int) -> Candidate | None:
        """The mention around a token; a pronoun or name that is no mention of its own becomes one."""
        r = self._r
        if token < 0 or r.tokens[token].quoted:
            return None
        at = r.tokens[token].start
        found = next((c for c in r.candidates if c.root == token), None)
        if found is None and r.tokens[token].dep == "poss":  # "Lind's doubts": hers, the doubts do not speak
            parts = [c for c in r.children[token] if r.tokens[c].dep == "compound"]
            return self._candidate_at(r.tokens[min([token, *parts])].start, r.tokens[token].end)
        found = found or next((c for c in r.candidates if c.start <= at < c.end), None)
        return found or self._candidate_at(at, r.tokens[token].end)


def said_once(reports: Sequence[Quote]) -> list[Quote]:
    """Without a report that lies inside a longer one of the same person: it tells the reader nothing more."""
    return [
        quote
        for quote in reports
        if quote.speaker_full is None
        or not any(
            other is not quote
            and other.speaker_full == quote.speaker_full
            and other.start <= quote.start
            and quote.end <= other.end
            for other in reports
        )
    ]


def _assemble(
    text: str, start: int, end: int, *, kind: QuoteKind, candidate: Candidate | None, who: Resolution, cue: str | None,
    via: str | None, confidence: float, continues: bool,
) -> Quote:  # fmt: skip
    sure = who.name is not None and who.confidence >= FULL
    return Quote(
        text=text[start:end],
        start=start,
        end=end,
        kind=kind,
        speaker=text[candidate.start : candidate.end] if candidate else None,
        speaker_start=candidate.start if candidate else None,
        speaker_end=candidate.end if candidate else None,
        speaker_full=text[slice(*who.name)] if sure and who.name else None,
        role=text[slice(*who.role)] if sure and who.role else None,
        cue=cue,
        via=via,
        confidence=round(confidence, 4),
        continues=continues,
    )


def _kind(text: str, run: Run) -> QuoteKind:
    words = text[run.start : run.end]
    if words.count(" ") + 1 < PARTIAL_WORDS:
        return "partial" if words[-1:] not in "!?" else "direct"
    return "direct" if words.lstrip("…. [(¿¡'‘")[:1].isupper() or run.how == "to_end" else "partial"


def checked(quote: Quote, text: str) -> Quote:
    """The quote, if every word of it stands in the article.

    Raises:
        ValueError: the words are not `text[start:end]`, or speaker, name, role or outlet is no slice of the text.

    """
    if quote.text != text[quote.start : quote.end]:
        raise ValueError(f"Quote at {quote.start}: the words are not the article's; extract it again")
    if quote.speaker_start is not None and quote.speaker != text[quote.speaker_start : quote.speaker_end]:
        raise ValueError(
            f"Quote at {quote.start}: the speaker's mention is not the article's; extract it again"
        )
    for part in (quote.speaker, quote.speaker_full, quote.role, quote.via):
        if part is not None and part not in text:
            raise ValueError(f"Quote at {quote.start}: {part!r} is not in the article; extract it again")
    return quote
