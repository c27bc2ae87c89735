"""A newsroom without a model: articles as written here, summed up by their first sentences."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.keepers import AgendaKeeper
from bot.stories import Filed, StoryDesk
from news.revisions import compare
from news.types import Article, Relevance
from store.agenda import Agenda
from store.articles import Articles
from store.database import Database
from store.ledger import Ledger
from store.library import StoredLibrary
from store.stories import Stories
from summarizer.text.sentences import sentences
from summarizer.types import Analysis, Line, Quote, Summary

MORNING = datetime(2031, 5, 12, 8, 0, tzinfo=UTC)
"""A Monday."""
RELEVANCE = Relevance(score=0.8, countries=("FR",), subjects=("talks",))


class Newsroom:
    """Stores, analyses and files articles; time passes only when told."""

    def __init__(self, db: Database) -> None:
        self.now = MORNING
        self.database = db
        self.articles = Articles(db)
        self.stories = Stories(db)
        self.ledger = Ledger(db)
        self.agenda = Agenda(db)
        self.library = StoredLibrary(db)
        self.speaker: str | None = None
        """Who says all quotes of the next articles."""
        self.region = "World"
        """Of the source of the next articles."""
        self.role: str | None = None
        self.desk = self.new_desk()

    def new_desk(self) -> StoryDesk:
        """A desk with an empty memory, as after a restart."""
        keepers = (self.ledger, AgendaKeeper(self.articles, self.agenda))
        return StoryDesk(self.stories, now=lambda: self.now, keepers=keepers)

    def pass_time(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)

    def read(
        self,
        outlet: str,
        title: str,
        text: str,
        *,
        push: bool = True,
        copy_of: int | None = None,
        language: str = "en",
    ) -> int:
        """Store and analyse an article; its address follows from outlet and title."""
        url = f"https://{outlet.lower()}.example/{'-'.join(title.lower().split())}"
        article_id, _ = self.articles.add(
            Article(url=url, title=title, text=text, language=language, published=self.now),
            now=self.now,
            source_id=None,
            source_name=outlet,
            region=self.region,
            relevance=RELEVANCE,
            wire_copy_of=copy_of,
            push=push,
        )
        found = self.analysis(text)
        found = replace(found, summary=replace(found.summary, language=language))
        self.articles.save_analysis(article_id, found, self.now)
        return article_id

    def revise(self, article_id: int, text: str) -> None:
        """The page says something else now; it is analysed again."""
        stored = self.articles.get(article_id)
        assert stored is not None
        after = replace(stored.article, text=text)
        self.articles.revise(
            article_id, after, compare(stored.article, after), relevance=RELEVANCE, now=self.now
        )
        self.articles.save_analysis(article_id, self.analysis(text), self.now)

    def analysis(self, text: str) -> Analysis:
        """What the model would say."""
        return analysis(text, speaker=self.speaker, role=self.role)

    def file(
        self,
        outlet: str,
        title: str,
        text: str,
        *,
        push: bool = True,
        copy_of: int | None = None,
        language: str = "en",
    ) -> Filed:
        """Read an article and file it."""
        filed = self.desk.file(self.read(outlet, title, text, push=push, copy_of=copy_of, language=language))
        assert filed is not None
        return filed


def analysis(text: str, *, speaker: str | None = None, role: str | None = None) -> Analysis:
    """First sentences as the summary, words in “marks” as quotes of `speaker`."""
    spans = sentences(text)
    lines = tuple(Line(text=text[a:b], how="copied", evidence=((a, b),)) for a, b in spans)
    found = []
    at = 0
    while (start := text.find("“", at) + 1) > 0:
        at = text.index("”", start)
        words = text[start:at]
        found.append(
            Quote(
                text=words,
                start=start,
                end=at,
                kind="direct",
                speaker=speaker,
                speaker_full=speaker,
                role=role,
                confidence=1.0,
            )
        )
    summary = Summary(language="en", headline=None, push=lines[:2], bullets=lines[:3])
    return Analysis(summary=summary, key_quotes=tuple(found), quotes=tuple(found), vector=())
