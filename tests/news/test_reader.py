"""Sources and articles, read through the real fetcher, the real parsers and a server on loopback."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from news.errors import FetchError, NoArticleError, OverviewError, RobotsError
from news.fetch import Fetcher
from news.reader import Reader, SiteLines, usable
from news.robots import Robots
from news.sandbox import Sandbox
from news.types import Article, Entry, FetchState, Source
from tests.news.loopback import Loopback, answer, conditional, redirect
from tests.news.test_extract import FREE_PAGE, PARAGRAPHS

pytestmark = pytest.mark.anyio

NOW = datetime(2031, 3, 3, 12, tzinfo=UTC)
FEED = b"""<rss version="2.0"><channel><title>Gazette</title>
<item><title>Old</title><link>/old</link><pubDate>Sun, 02 Mar 2031 10:00:00 GMT</pubDate></item>
<item><title>New</title><link>/new</link><pubDate>Mon, 03 Mar 2031 10:00:00 GMT</pubDate></item>
<item><title>Tomorrow</title><link>/tomorrow</link><pubDate>Tue, 04 Mar 2031 10:00:00 GMT</pubDate></item>
</channel></rss>"""
LIST_PAGE = """<html><head><title>Press releases</title></head><body><nav><a href="/about-the-ministry">About the ministry and its history</a></nav>
<ul class="news">{}</ul></body></html>""".format(
    "".join(
        f'<li><a href="/press/{n}">Statement number {n} on the situation in the Amber Strait</a><time datetime="2031-03-0{n}"></time></li>'
        for n in range(1, 4)
    )
).encode()


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(workers=1) as running:
        yield running


@pytest.fixture
def reader(fetcher: Fetcher, sandbox: Sandbox) -> Reader:
    return Reader(fetcher, sandbox, robots=Robots(fetcher), now=lambda: NOW, chance=lambda: 0.0)


@pytest.mark.parametrize(("body", "kind"), [(FEED, "feed"), (LIST_PAGE, "list")])
async def test_an_address_that_only_leads_to_articles_is_no_article(
    server: Loopback, reader: Reader, body: bytes, kind: str
) -> None:
    with pytest.raises(OverviewError) as refused:
        await reader.read_article(server.url("/asked", answer(body)))
    assert refused.value.kind == kind


async def test_a_feed_comes_newest_first_and_never_from_the_future(server: Loopback, reader: Reader) -> None:
    source = Source(name="Gazette", url=server.url("/feed", answer(FEED)))
    pull = await reader.read_source(source, FetchState())
    assert [entry.title for entry in pull.entries] == ["Tomorrow", "New", "Old"]
    assert pull.entries[0].published == NOW
    assert (pull.status, pull.title, pull.error) == ("new", "Gazette", None)


async def test_an_unchanged_feed_is_not_parsed_again(server: Loopback, reader: Reader) -> None:
    url = server.url("/feed", conditional(FEED, etag='"7"', last_modified="a day"))
    source = Source(name="Gazette", url=url)
    first = await reader.read_source(source, FetchState())
    second = await reader.read_source(source, first.state)
    assert (second.status, second.entries) == ("unchanged", ())
    server.url("/feed", answer(FEED))  # no validators any more, the same bytes
    third = await reader.read_source(source, second.state)
    assert third.status == "unchanged"


async def test_a_source_that_moved_for_good_is_asked_at_its_new_address(
    server: Loopback, reader: Reader
) -> None:
    server.url("/there", answer(FEED))
    source = Source(name="Gazette", url=server.url("/here", redirect("/there", "301 Moved Permanently")))
    pull = await reader.read_source(source, FetchState())
    assert pull.state.url == server.base + "/there"
    assert any("moved for good" in warning for warning in pull.warnings)
    await reader.read_source(source, pull.state)
    assert [path for path, _ in server.requests] == ["/here", "/there", "/there"]


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (b"gone", "410 Gone", "gone for good"),
        (b"<!DOCTYPE html><html>hello", "200 OK", "web page"),
        (b'<!DOCTYPE l [<!ENTITY a "&b;"><!ENTITY b "x">]><rss>&a;</rss>', "200 OK", "entities"),
    ],
)
async def test_a_failure_stays_in_the_pull(
    server: Loopback, reader: Reader, body: bytes, status: str, words: str
) -> None:
    pull = await reader.read_source(
        Source(name="Gazette", url=server.url("/f", answer(body, status=status))), FetchState()
    )
    assert pull.status == "failed"
    assert words in (pull.error or "")
    assert (pull.error or "").startswith("Gazette: ")
    assert pull.state.failures == 1
    assert pull.state.muted == status.startswith("410")


async def test_two_empty_answers_are_worth_a_warning(server: Loopback, reader: Reader) -> None:
    empty = b'<rss version="2.0"><channel><title>Quiet</title></channel></rss>'
    source = Source(name="Quiet", url=server.url("/q", answer(empty)))
    first = await reader.read_source(source, FetchState())
    second = await reader.read_source(source, replace(first.state, body_hash=None))
    assert (first.warnings, len(second.warnings)) == ((), 1)


async def test_a_list_page_is_a_source(server: Loopback, reader: Reader) -> None:
    source = Source(name="Ministry", url=server.url("/press", answer(LIST_PAGE)), kind="page")
    pull = await reader.read_source(source, FetchState())
    assert [entry.url for entry in pull.entries] == [f"{server.base}/press/{n}" for n in (3, 2, 1)]
    assert "Amber Strait" in pull.entries[0].title


async def test_a_preview_follows_the_feed_that_a_page_announces(server: Loopback, reader: Reader) -> None:
    server.url("/feed", answer(FEED))
    home = b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head><body>Hello'
    source, pull = await reader.preview(server.url("/", answer(home)))
    assert (source.url, source.kind, source.name) == (server.base + "/feed", "feed", "Gazette")
    assert len(pull.entries) == 3


async def test_a_preview_of_a_page_without_a_feed_is_a_list_page(server: Loopback, reader: Reader) -> None:
    source, pull = await reader.preview(server.url("/press", answer(LIST_PAGE)))
    assert (source.kind, len(pull.entries)) == ("page", 3)


async def test_a_preview_of_nothing_says_so(server: Loopback, reader: Reader) -> None:
    with pytest.raises(Exception, match="CSS selector"):
        await reader.preview(server.url("/none", answer(b"<html><body>Nothing here")))
    with pytest.raises(FetchError, match="check it"):
        await reader.preview("gazette")


async def test_an_article_is_read_from_its_page(server: Loopback, reader: Reader) -> None:
    page = FREE_PAGE.encode()
    article = await reader.read_article(server.url("/a", answer(page, headers={"Content-Type": "text/html"})))
    assert article.text.split("\n") == PARAGRAPHS


async def test_a_page_that_cannot_be_had_leaves_the_feeds_own_words(server: Loopback, reader: Reader) -> None:
    url = server.url("/a", answer(b"no", status="403 Forbidden"))
    article = await reader.read_article(Entry(id="1", url=url, title="Talks", summary=PARAGRAPHS[0]))
    assert (article.text, article.summary_only) == (PARAGRAPHS[0], True)
    assert "refuses us" in article.warnings[-1]
    with pytest.raises(FetchError):
        await reader.read_article(Entry(id="1", url=url, title="Talks"))


async def test_robots_txt_is_obeyed_for_pages_and_asked_once(server: Loopback, reader: Reader) -> None:
    server.url("/robots.txt", answer(b"User-agent: *\nDisallow: /private"))
    server.url("/private/a", answer(FREE_PAGE.encode()))
    for _ in range(2):
        with pytest.raises(RobotsError):
            await reader.read_article(server.base + "/private/a")
    assert [path for path, _ in server.requests] == ["/robots.txt"]


async def test_what_is_no_web_page_is_not_read(server: Loopback, reader: Reader) -> None:
    pdf = answer(b"%PDF-1.7", headers={"Content-Type": "application/pdf"})
    with pytest.raises(NoArticleError, match="application/pdf"):
        await reader.read_article(server.url("/a.pdf", pdf))


def test_entries_that_lead_nowhere_or_come_twice_are_left_out() -> None:
    found = (
        Entry(id="1", url="https://v.example/a?utm_source=x", title="A"),
        Entry(id="2", url="https://v.example/a", title="A again"),
        Entry(id="3", url="", title="Nowhere"),
        Entry(id="1", url="https://v.example/b", title="Same id"),
    )
    assert [entry.title for entry in usable(found, NOW)] == ["A"]


def test_a_line_under_three_articles_of_a_site_is_the_sites() -> None:
    lines = SiteLines()
    for number in range(3):
        assert lines.repeated("v.example") == frozenset()
        text = f"Independent since 1911\nStory number {number} begins here."
        lines.observe("v.example", Article(url=f"https://v.example/{number}", title="t", text=text))
        lines.observe("v.example", Article(url=f"https://v.example/{number}", title="t", text=text))
    assert lines.repeated("v.example") == {"independent since 1911"}
