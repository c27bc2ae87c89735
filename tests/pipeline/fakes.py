"""Fakes that remember, for the steps from source to story."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from news.duplicates import signature
from news.errors import NewsError
from news.types import Article, Entry, FetchState, Pull, Relevance, Revision, Source
from summarizer.types import Analysis, Document, Line, Quote, Summary


def entry(number: int, **values: object) -> Entry:
    """Entry number so-and-so of Kestria Today."""
    defaults: dict[str, object] = {
        "id": f"id-{number}",
        "url": f"https://kestria.example/{number}",
        "title": f"Talks, day {number}",
    }
    return Entry(**{**defaults, **values})  # type: ignore[arg-type]  # keyword values of one frozen value


def article(
    url: str, text: str = "Kestria and Valdoria signed a treaty.\nIt enters into force in May."
) -> Article:
    """An article at that address."""
    return Article(url=url, title="Treaty signed", text=text, language="en", site="kestria.example")


@dataclass
class FakeReader:
    """Answers what it was given; raises what it was given."""

    pulls: dict[str, Pull] = field(default_factory=dict)
    articles: dict[str, Article | NewsError] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def brings(self, source: Source, *entries: Entry) -> None:
        self.pulls[source.name] = Pull(source=source, state=FetchState(), status="new", entries=entries)

    def fails(self, source: Source, reason: str) -> None:
        state = FetchState(failures=1, error=reason)
        self.pulls[source.name] = Pull(source=source, state=state, status="failed", error=reason)

    async def read_source(self, source: Source, state: FetchState) -> Pull:
        self.asked.append(source.name)
        return self.pulls.get(source.name) or Pull(source=source, state=state, status="unchanged")

    async def read_article(self, entry: Entry | str) -> Article:
        url = entry if isinstance(entry, str) else entry.url
        self.asked.append(url)
        found = self.articles.get(url) or article(url)
        if isinstance(found, NewsError):
            raise found
        return found


class FakeJudge:
    """Everything is diplomacy but what says football."""

    def relevance(self, title: str, text: str, language: str | None) -> Relevance:  # noqa: ARG002 - the seam's shape
        return Relevance(score=0.1 if "football" in text else 0.9, countries=("KZ",))

    def signature(self, text: str) -> bytes:
        return signature(text)

    def compare(self, before: Article, after: Article) -> Revision:
        if before.text == after.text:
            return Revision()
        return Revision(added=(after.text,), removed=(before.text,), substantial=True)


@dataclass
class FakeModel:
    """Summarises a text by its first line; fails on texts that say so."""

    read: list[str] = field(default_factory=list)

    def analyse(self, documents: Sequence[Document]) -> list[Analysis]:
        if any("poison" in document.text for document in documents):
            raise ValueError("can't read this")
        self.read += [document.text for document in documents]
        return [analysis(document) for document in documents]


def analysis(document: Document) -> Analysis:
    """A summary of one line and one quote."""
    end = len(document.text.split("\n")[0])
    line = Line(text=document.text[:end], how="copied", evidence=((0, end),))
    quote = Quote(text=document.text[:7], start=0, end=7, kind="direct", speaker="Ana Vell", confidence=0.9)
    summary = Summary(language="en", headline=line, push=(line,), bullets=(line,))
    return Analysis(summary=summary, key_quotes=(quote,), quotes=(quote,), vector=(1.0, 0.0))
