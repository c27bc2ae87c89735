"""What readers are shown: stories, quotes, dates and answers as values, filled by the store and drawn by the bot.

Knows no SQL and no Telegram. Times are aware and in UTC; texts are plain and untrusted (rendering escapes them).
Empty tuples and None mean "nothing known", and rendering leaves those parts out.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from summarizer.types import How

Match = Literal["named", "whole", "part"]
"""named: the words say which story is meant. whole: it has them all, somewhere. part: it has some of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One sentence of a story's summary, with the article sentence(s) that it stands on."""

    text: str
    outlet: str
    url: str
    how: How = "copied"
    evidence: tuple[str, ...] = ()
    """The source sentences, word for word, in article order."""
    article_id: int | None = None
    published: datetime | None = None
    is_new: bool = False
    """Said since the story was last pushed or briefed to anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """Words that somebody said, exactly as the article has them."""

    text: str
    speaker: str | None
    """The full name when it is certain, otherwise the article's mention; None when nobody is named."""
    outlet: str
    url: str
    role: str | None = None
    via: str | None = None
    """The outlet that reported the words first ("CNN")."""
    said_at: datetime | None = None
    kind: str = "direct"
    language: str | None = None
    id: int | None = None
    article_id: int | None = None
    story_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """One article of a story."""

    outlet: str
    url: str
    title: str
    published: datetime | None = None
    language: str | None = None
    wire_copy: bool = False
    """The words of another article of the story, republished."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """One account of something that accounts differ on."""

    claim: str
    """The differing value, sentence or quotation, as the outlet has it ("1,200")."""
    outlet: str
    url: str
    evidence: str = ""
    speaker: str | None = None
    """Whose words the claim is when it is a quotation; a sentence says itself whose claim it is."""
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictView:
    """One point on which accounts of a story differ, each quoted and linked."""

    about: str
    """What is counted differently; empty when statements stand against each other."""
    sides: tuple[SideView, ...]
    kind: Literal["count", "statement"] = "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """An event as we tell it: what happened, who said what, and where it is written."""

    id: int | None
    """None for an article read on request that belongs to no story."""
    title: str
    updated: datetime
    created: datetime | None = None
    lines: tuple[LineView, ...] = ()
    """The push length: at most two sentences or so."""
    bullets: tuple[LineView, ...] = ()
    """The longer telling; empty when `lines` say it all."""
    quotes: tuple[QuoteView, ...] = ()
    """The two or three quotes that carry the news."""
    sources: tuple[SourceView, ...] = ()
    """Newest first."""
    region: str = "World"
    """Of the countries it is about; of its sources, where it names none."""
    language: str | None = None
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2, most mentioned first."""
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    conflicts: tuple[ConflictView, ...] = ()
    importance: float = 0.0
    is_update: bool = False
    """A development of a story that was pushed before."""
    lead_only: bool = False
    """The lines are the article's own first sentences: no engine reads its language or, in English, none stands alone."""
    summary_only: bool = False
    """Only the feed's description could be read, not the article."""
    kind: str = "news"

    @property
    def article_id(self) -> int | None:
        """The article that the first stored line is from; None when nothing is stored."""
        return next((line.article_id for line in self.lines if line.article_id is not None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLink:
    """A story in a list: search results, more like this, choices."""

    id: int
    title: str
    published: datetime
    """Of its newest article."""
    outlets: int = 1
    outlet: str = ""
    snippet: str = ""
    about: tuple[str, ...] = ()
    """People and organisations that it is about."""
    match: Match = "named"
    """How well the words of a search fit it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One dated development of a story."""

    at: datetime
    text: str
    outlet: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A story's developments, oldest first; `picture` is a PNG when one was drawn."""

    story_id: int
    title: str
    entries: tuple[TimelineEntry, ...]
    picture: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speakers:
    """Who was quoted how often over a span, and who together in one article."""

    counts: tuple[tuple[str, int], ...]
    """Most quoted first."""
    pairs: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingChange:
    """Two quotes of one person on one subject whose wording changed."""

    subject: str
    earlier: QuoteView
    later: QuoteView


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the ledger has of one person, newest first."""

    name: str
    """The person as we know them; the words asked for when nobody was found."""
    role: str | None = None
    quotes: tuple[QuoteView, ...] = ()
    changes: tuple[WordingChange, ...] = ()
    did_you_mean: tuple[str, ...] = ()
    """Names to choose from when the one asked for is unknown or shared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a question: sentences of stored articles, or nothing."""

    question: str
    lines: tuple[LineView, ...] = ()
    quotes: tuple[QuoteView, ...] = ()
    stories: tuple[StoryLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """Something announced for a day, as an article words it."""

    on: date
    """The local date that the article means."""
    text: str
    outlet: str
    url: str
    countries: tuple[str, ...] = ()
    story_id: int | None = None
    published: datetime | None = None
    """When the article was: its "tomorrow" is the day after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much was read for a briefing, and what could not be."""

    articles: int
    sources: int
    failed: tuple[str, ...] = ()
    """Names of sources that could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingView:
    """The news since the last briefing: changed stories first, then by region."""

    since: datetime
    until: datetime
    changed: tuple[StoryView, ...] = ()
    """Stories of earlier briefings with something new."""
    stories: tuple[StoryView, ...] = ()
    """New stories; rendering groups them by `region`, in order of first appearance."""
    agenda: tuple[AgendaItem, ...] = ()
    """Today's."""
    coverage: Coverage | None = None
    following: bool = False
    """Whether this reader follows something: then nothing to tell is nothing of that."""
    left_out: int = 0
    """Stories beyond what a briefing of this length holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFacts:
    """What decides who hears a story (`store.follows.Follows.audience`)."""

    story_id: int
    importance: float = 0.0
    countries: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """Names of the outlets that carry it."""
    text: str = ""
    """Title and summary, for followed and excluded words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """A source as `/sources` shows it."""

    name: str
    url: str
    region: str = "World"
    enabled: bool = True
    failures: int = 0
    error: str | None = None
    weekly: float = 0.0
    """Articles a week, about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePreview:
    """What a source would yield, shown before it is saved."""

    name: str
    url: str
    kind: str = "feed"
    titles: tuple[str, ...] = ()
    problem: str | None = None
    """Why it can't be read, in one sentence; the source is not saved then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView:
    """How the bot is doing, for `/status`."""

    started: datetime
    sources: int = 0
    failing: tuple[SourceHealth, ...] = ()
    last_pull: datetime | None = None
    articles_today: int = 0
    stories_today: int = 0
    queue: int = 0
    oldest_queued: datetime | None = None
    waiting_articles: int = 0
    chats: int = 0
    engine: str = ""
    version: str = ""
    reports: int = 0
    """Reports of wrong summaries or quotes not looked at yet."""
