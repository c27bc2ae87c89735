"""Speech that is reported without quoting: "Varga said that the talks would go on", "according to the ministry".

A report is a paraphrase by the reporter and is labelled so; it is never shown between quotation marks. Knows which of several
overlapping reports to keep and who cannot be a speaker; how they are found is `report_net`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from summarizer.quotes.reading import Reading
from summarizer.text.cues import NOUNS
from summarizer.text.people_words import OFFICES, ORGANISATION_WORDS
from summarizer.text.speaker_words import BODIES, DOCUMENTS, PEOPLE, PRONOUNS
from summarizer.types import Span


@dataclass(frozen=True, slots=True)
class Report:
    """Words that somebody is reported to have said, and the word that says so."""

    cue: int
    """Token index of the verb or noun; of "according" for that phrase."""
    first: int
    last: int
    """Token indexes of the words, inclusive, without outer punctuation."""
    speaker: int
    """Token index of the speaker's head; -1 if nobody is named."""
    probability: float


def span_of(reading: Reading, report: Report) -> Span:
    """Offsets of the words."""
    return reading.tokens[report.first].start, reading.tokens[report.last].end


SAME: Final = 0.6
"""Two reports that share more of their words are one, told by two cues ("was quoted as saying")."""


def chosen(found: Sequence[Report]) -> list[Report]:
    """The reports to keep, best first: no two over nearly the same words."""
    kept: list[Report] = []
    for report in sorted(found, key=lambda r: -r.probability):
        if all(_share(report, other) <= SAME for other in kept):
            kept.append(report)
    return kept


def _share(a: Report, b: Report) -> float:
    common = min(a.last, b.last) - max(a.first, b.first) + 1
    return common / (max(a.last, b.last) - min(a.first, b.first) + 1) if common > 0 else 0.0


def may_speak(reading: Reading, token: int) -> bool:
    """Whether a noun can be a speaker: a person, an organisation, a country or a document; "the discussion" cannot."""
    word = reading.tokens[token]
    low = word.text.lower()
    if word.pos == "PROPN" or word.text[:1].isupper() or low in PRONOUNS or "-" in low:
        return True
    return any(
        form in words for form in (low, word.lemma) for words in (OFFICES, ORGANISATION_WORDS, NOUNS, PEOPLE, BODIES, DOCUMENTS)
    )  # fmt: skip
