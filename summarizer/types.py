"""Values of what an article says. Every offset is a code point into `Document.text`, unchanged by any cleaning."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Span = tuple[int, int]
"""[start, end) in code points."""

How = Literal["copied", "shortened", "rewritten"]
QuoteKind = Literal["direct", "partial", "unmarked", "indirect"]
ArticleKind = Literal["news", "opinion", "interview", "transcript", "live", "list", "flash"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What the summarizer reads."""

    text: str
    title: str | None = None
    language: str | None = None
    """ISO 639-1 if known; otherwise it is detected."""
    published: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a summary and where it came from.

    `copied`: the text is the source sentence(s), white space aside. `shortened`: words were only deleted, or a
    reference resolved in [brackets]. `rewritten`: a model wrote it and the gate let it pass.
    """

    text: str
    how: How
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """An article in three lengths, each line with its evidence."""

    language: str
    headline: Line | None
    """At most 12 words."""
    push: tuple[Line, ...]
    """At most 2 sentences and 55 words."""
    bullets: tuple[Line, ...]
    """At most 3 lines and 80 words."""
    kind: ArticleKind = "news"
    engine: str = "built-in"
    lead_only: bool = False
    """The engine does not read this language: these are the article's own first sentences, and we say so."""
    rejected: tuple[str, ...] = ()
    """Why the gate refused lines that a generative engine proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of the article that somebody said: `text == document.text[start:end]`, always."""

    text: str
    start: int
    end: int
    kind: QuoteKind
    speaker: str | None = None
    """The mention as the article has it next to the quote ("he", "Putin", "the minister")."""
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker_full: str | None = None
    """The full name, a slice of the article; None when it is not certain."""
    role: str | None = None
    """The role as the article words it ("Russian President"), a slice of the article."""
    cue: str | None = None
    via: str | None = None
    """The outlet that reported the words ("CNN")."""
    confidence: float = 0.0
    continues: bool = False
    """It goes on from the previous quote of the same speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Everything the summarizer knows of one document."""

    summary: Summary
    key_quotes: tuple[Quote, ...]
    """Two or three quotes that carry the news, to show."""
    quotes: tuple[Quote, ...]
    """All of them, in order."""
    vector: tuple[float, ...]
    """Unit-length embedding of the document, for stories and search; empty when no encoder reads it."""
