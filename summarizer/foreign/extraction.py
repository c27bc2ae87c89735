"""Quotations in Russian, Ukrainian, French, Spanish, German and Arabic: marks, a verb of saying beside them, a name.

Takes the quotations of an article in order, because "he" is who spoke before. Parses nothing; what is no name for certain is a
mention only: a wrong name is worse than none.
"""

from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter
from typing import Final

from summarizer.foreign.denial import unsaid
from summarizer.foreign.lexicon import lexicon
from summarizer.foreign.names import NameBook
from summarizer.foreign.phrases import PhraseReader, Speaker
from summarizer.foreign.sentences import REACH, sentence_start, sentence_stop
from summarizer.foreign.speakers import SpeakerFinder
from summarizer.foreign.subjects import Subjects
from summarizer.foreign.words import CUES
from summarizer.text.marks import Run, paragraphs, runs
from summarizer.types import Document, Quote, QuoteKind, Span

LANGUAGES: Final = frozenset(CUES)
NEAR: Final = 2
"""Paragraphs after which "he" is no longer the one who spoke before."""
WORDS: Final = 4
"""Words of a sentence that was said; fewer are a part of the reporter's, as in `quotes.extraction`."""
NAMED, DESCRIBED, OPEN, PRONOUN = 0.85, 0.5, 0.35, 0.6
"""Confidence of a name beside the verb, of a description, of nobody, and of a pronoun; not fitted, only ordered."""


def extract_foreign(document: Document, language: str) -> tuple[Quote, ...]:
    """Marked quotations of a document; outside `LANGUAGES` whole sentences between marks, with nobody named."""
    text = document.text
    if language in LANGUAGES:
        return tuple(_Article(text, language).quotes())
    return tuple(_quote(text, run) for run in runs(text) if _kind(text, run) == "direct")


class _Article:
    """One article and who spoke last in it."""

    def __init__(self, text: str, language: str) -> None:
        self._text, self._lexicon = text, lexicon(language)
        book = NameBook(text, language)
        self._phrases = PhraseReader(text, self._lexicon, book)
        subjects = Subjects(text, self._lexicon, book, self._phrases)
        self._finder = SpeakerFinder(text, self._lexicon, self._phrases, subjects)
        self._last: Span | None = None
        self._last_paragraph = -NEAR - 1

    def quotes(self) -> Iterator[Quote]:
        """The quotations in order; once only."""
        spans = paragraphs(self._text)
        for run in runs(self._text):
            home = max(0, bisect_right(spans, run.start, key=itemgetter(0)) - 1)
            start, end = spans[home]
            speaker = None if self._is_unsaid(run, start, end) else self._finder.beside(run, start, end)
            if speaker is None and _kind(self._text, run) == "partial":
                continue  # a title, a nickname, a scare quote: nobody stands beside it
            name = self._name(speaker, home) if speaker else None
            role = speaker.role if speaker else None
            if name and role is None:
                role = self._phrases.role_of(name)
            yield _quote(self._text, run, speaker, name, role)

    def _is_unsaid(self, run: Run, start: int, end: int) -> bool:
        """Does the sentence say that these words were not said?"""
        before = (max(sentence_start(self._text, run, start), run.outer_start - REACH), run.outer_start)
        after = (run.outer_end, sentence_stop(self._text, run, run.outer_end, end))
        return unsaid(self._text, self._lexicon.language, before=before, after=after, cue=self._lexicon.cue)

    def _name(self, speaker: Speaker, paragraph: int) -> Span | None:
        """The speaker's full name; of a pronoun, the name of who spoke at most `NEAR` paragraphs before."""
        if speaker.refers:
            name = self._last if paragraph - self._last_paragraph <= NEAR else None
        else:
            name = self._last = self._phrases.full(speaker.name) if speaker.name else None
        if name:
            self._last_paragraph = paragraph
        return name


def _quote(
    text: str, run: Run, speaker: Speaker | None = None, name: Span | None = None, role: Span | None = None
) -> Quote:
    mention = speaker.mention if speaker else None
    return Quote(
        text=text[run.start : run.end],
        start=run.start,
        end=run.end,
        kind=_kind(text, run),
        speaker=text[slice(*mention)] if mention else None,
        speaker_start=mention[0] if mention else None,
        speaker_end=mention[1] if mention else None,
        speaker_full=text[slice(*name)] if name else None,
        role=text[slice(*role)] if role else None,
        cue=speaker.cue if speaker else None,
        confidence=_confidence(speaker),
    )


def _confidence(speaker: Speaker | None) -> float:
    if speaker is None:
        return OPEN
    if speaker.refers:
        return PRONOUN
    return NAMED if speaker.name and speaker.sure else DESCRIBED


def _kind(text: str, run: Run) -> QuoteKind:
    """Long and begun like a sentence, or a part of the reporter's; Arabic has no capitals."""
    words = text[run.start : run.end]
    begins = words[:1].isupper() or "\u0600" <= words[:1] <= "\u06ff" or words[:1] in "¿¡…"
    return "direct" if begins and len(words.split()) >= WORDS else "partial"
