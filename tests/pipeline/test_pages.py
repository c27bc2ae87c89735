"""A page that somebody asks for: read now, kept without pushing it, finished another time if it was interrupted."""

import pytest

from bot.pages import Pages
from bot.threads import Threads
from news.types import Relevance
from store.articles import Articles
from store.database import Database
from store.library import StoredLibrary
from store.views import StoryView
from tests.pipeline.conftest import Clock
from tests.pipeline.fakes import FakeJudge, FakeModel, FakeReader, article

pytestmark = pytest.mark.anyio

URL = "https://kestria.example/1"


class Library:
    """The stored library, asked at once."""

    def __init__(self, db: Database) -> None:
        self._stored = StoredLibrary(db)

    async def article(self, article_id: int) -> StoryView | None:
        return self._stored.article(article_id)

    async def article_by_url(self, url: str) -> StoryView | None:
        return self._stored.article_by_url(url)


@pytest.fixture
def pages(db: Database, clock: Clock, threads: Threads) -> Pages:
    return Pages(
        reader=FakeReader(),
        judge=FakeJudge(),
        model=FakeModel(),
        articles=Articles(db),
        library=Library(db),  # type: ignore[arg-type]  # the two methods that pages need
        threads=threads,
        canonical=lambda url: url,
        now=clock,
    )


async def test_a_page_is_summarised_and_is_no_news_to_anybody(db: Database, pages: Pages) -> None:
    view = await pages.summarize_url(URL)
    assert view.lines[0].text == "Kestria and Valdoria signed a treaty."
    assert Articles(db).count("asked") == 1


@pytest.mark.parametrize(("state", "after"), [("asked", "asked"), ("read", "analysed")])
async def test_what_was_read_and_not_yet_analysed_is_analysed_now(
    db: Database, clock: Clock, pages: Pages, state: str, after: str
) -> None:
    """`asked`: the process ended in between. `read`: a source has brought it; it still becomes news."""
    Articles(db).add(
        article(URL),
        now=clock(),
        source_id=None,
        source_name="",
        region="World",
        relevance=Relevance(score=1.0),
        state=state,
    )
    view = await pages.summarize_url(URL)
    assert view.lines[0].text == "Kestria and Valdoria signed a treaty."
    assert Articles(db).count(after) == 1
