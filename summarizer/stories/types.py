"""Values of stories: what one article gives to a story, and what the story says of itself."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from summarizer.types import How, Quote, Span, Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One article of a story."""

    article_id: int
    outlet: str
    title: str
    text: str
    summary: Summary
    published: datetime
    revision: int = 0
    is_copy: bool = False
    """The words of another article of the story, republished."""
    summary_only: bool = False
    quotes: tuple[Quote, ...] = ()
    """Those of it that are certain enough to stand under a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """A sentence of a story's summary, and the sentences of the article that it stands on."""

    text: str
    how: How
    article_id: int
    evidence: tuple[Span, ...]
    revision: int = 0
    """Of the article, that `evidence` is about: in a later text the offsets mean nothing."""
    is_new: bool = False
    """Nothing of the story had said it when readers were last told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One account of a point on which accounts differ."""

    claim: str
    """The number as written; or a whole sentence or quotation."""
    article_id: int
    evidence: Span
    revision: int = 0
    speaker: str | None = None
    """Whose words between quotation marks the claim is, as the article names them; None for the article's own sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A point on which accounts differ."""

    about: str
    """What is counted; empty where whole statements stand against each other."""
    sides: tuple[Side, ...]
    kind: Literal["count", "statement"] = "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A story as all its articles tell it."""

    title: str
    language: str
    main_article: int
    """The article that the title and the first lines come from."""
    kind: str = "news"
    lead_only: bool = False
    summary_only: bool = False
    lines: tuple[StoryLine, ...] = ()
    bullets: tuple[StoryLine, ...] = ()
    differences: tuple[Difference, ...] = ()
    new: tuple[StoryLine, ...] = field(default=())
    """What a development adds, most newsworthy first; empty when nothing of weight is new."""
