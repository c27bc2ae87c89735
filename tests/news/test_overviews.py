"""What an address leads to: an article, or a page that only leads to articles."""

import pytest

from news.extract import extract
from news.feeds import is_feed
from news.overviews import is_overview
from tests.news.test_extract import FREE_PAGE, PARAGRAPHS
from tests.news.test_listpages import TITLES, URL, cards, page
from tests.news.test_reader import FEED, LIST_PAGE

TEASERS = "".join(
    f'<div class="item"><h3><a href="/press/{n}">{title}</a></h3><p class="date">{n + 1} March 2031</p><p>{text}</p></div>'
    for n, (title, text) in enumerate(zip(TITLES, PARAGRAPHS, strict=False))
)
RELEASES = page("<h1>Press releases</h1><p><a href='/press/1'>Statement on the Amber Strait</a></p>")
LINKED = "".join(
    f'<p>{text} It <a href="/earlier/{n}">follows a statement that was made {n} days ago</a>, officials said.</p>'
    for n, text in enumerate(PARAGRAPHS)
)


def overview(body: bytes) -> bool:
    return is_overview(body, URL, extract(body, URL).text)


@pytest.mark.parametrize(
    "body",
    [LIST_PAGE, page(cards([""] * 4)), page(TEASERS), RELEASES],
    ids=["list", "cards", "teasers", "one release"],
)
def test_a_page_of_headlines_with_or_without_teasers_is_an_overview(body: bytes) -> None:
    assert overview(body)


@pytest.mark.parametrize(
    "body",
    [
        FREE_PAGE.encode(),
        page(LINKED),
        page("".join(f"<p>{text}</p>" for text in PARAGRAPHS) + cards([""] * 4)),
        page(
            f'<div>{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}<p><a href="/own">Read how the ferries came to a halt</a></p></div>'
            + cards([""] * 4)
        ),
        page(
            "<h1>Ferries sail</h1><p>Ferries sail across the Amber Strait again from Monday, the operator said.</p>"
        ),
    ],
    ids=["related links", "links in sentences", "a list below", "a link below and a list", "one sentence"],
)
def test_an_article_is_none_whatever_it_links_to(body: bytes) -> None:
    assert not overview(body)


@pytest.mark.parametrize(
    ("body", "feed"),
    [
        (FEED, True),
        (b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"></feed>', True),
        (b'{"version": "https:\\/\\/jsonfeed.org\\/version\\/1.1", "items": []}', True),
        (b'{"articles": []}', False),
        (FREE_PAGE.encode(), False),
        (b"<html><p>An <rss> element in a text</p>", False),
        (b"", False),
    ],
)
def test_a_feed_is_known_by_its_first_element(body: bytes, feed: bool) -> None:
    assert is_feed(body) is feed
