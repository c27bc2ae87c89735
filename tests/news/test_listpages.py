"""Pages that list articles, and the feeds they announce."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.errors import FeedError
from news.listpages import discover_feeds, parse_list_page

URL = "https://mfa.valdoria.example/en/press/"
TITLES = [
    "Minister Varn receives the ambassador of Kestria",
    "Statement on the situation in the Amber Strait",
    "Valdoria and Morvania sign a treaty on extradition",
    "Deputy minister to visit Ostland in the second week of April",
]


def page(items: str, head: str = "") -> bytes:
    return f"""<html lang="en"><head><title>Press</title>{head}</head><body>
    <header><a href="/en/about-the-ministry-of-foreign-affairs">About the ministry of foreign affairs of Valdoria</a></header>
    <nav><ul>{"".join(f'<li><a href="/en/section-{n}-of-the-site">A long name of section {n} of this site</a></li>' for n in range(9))}</ul></nav>
    <main>{items}</main>
    <footer><a href="/en/privacy-policy-of-this-website">Privacy policy of this website in full</a></footer></body></html>""".encode()


def cards(dates: list[str]) -> str:
    return "".join(
        f'<div class="card item-{n}"><a class="pic" href="/en/press/{n}-release"><img></a><h3><a href="/en/press/{n}-release">{title}</a></h3>'
        f'<span class="date">{date}</span><a class="more" href="/en/press/{n}-release">Read more</a></div>'
        for n, (title, date) in enumerate(zip(TITLES, dates, strict=True))
    )


def test_the_list_of_articles_is_found_among_menus_and_footers() -> None:
    feed = parse_list_page(page(cards(["03.03.2031", "2 March 2031", "2031-03-01", "28/02/2031"])), URL)
    assert [entry.title for entry in feed.entries] == TITLES
    assert feed.entries[0].url == "https://mfa.valdoria.example/en/press/0-release"
    days = [entry.published for entry in feed.entries]
    assert days == [datetime(2031, 3, day, tzinfo=UTC) for day in (3, 2, 1)] + [
        datetime(2031, 2, 28, tzinfo=UTC)
    ]
    assert (feed.version, feed.language) == ("page", "en")


def test_a_selector_wins_over_discovery() -> None:
    extra = '<ul class="notes"><li class="note"><a href="/n/1">Note 1</a></li><li class="note"><a href="/n/2">Note 2</a></li></ul>'
    for selector in (".note a", "li.note"):
        feed = parse_list_page(page(cards([""] * 4) + extra), URL, selector)
        assert [entry.title for entry in feed.entries] == ["Note 1", "Note 2"]


@pytest.mark.parametrize(
    ("body", "selector", "words"),
    [
        (page("<p>Nothing yet."), None, "no list of articles"),
        (page(cards([""] * 4)), ".nowhere a", "finds no links"),
        (page(""), "a[[", "cannot be read"),
        (b"", None, "empty"),
    ],
)
def test_a_page_without_a_list_says_what_to_do(body: bytes, selector: str | None, words: str) -> None:
    with pytest.raises(FeedError, match=words):
        parse_list_page(body, URL, selector)


def test_links_to_other_sites_and_scripts_are_no_articles() -> None:
    items = "".join(
        f'<p><a href="https://ads.example/{n}-offer">A very good offer number {n} for you today</a></p>'
        for n in range(9)
    )
    items += "".join(
        f'<p><a href="javascript:open({n})">A very good thing to open, number {n} of them</a></p>'
        for n in range(9)
    )
    with pytest.raises(FeedError):
        parse_list_page(page(items), URL)


def test_headlines_without_spaces_are_headlines() -> None:
    items = "".join(
        f'<li><a href="/zh/2031-03-0{n}">外交部长会见克斯特里亚大使第{n}次会谈</a></li>' for n in range(1, 6)
    )
    assert len(parse_list_page(page(f"<ul>{items}</ul>"), URL).entries) == 5


def test_the_parts_of_a_card_are_kept_apart_and_words_are_not() -> None:
    items = "".join(
        f'<li><a href="/press/{n}-talks"><span>World</span><div>Envoys of <b>V</b>aldoria meet for talks {n}</div></a></li>'
        for n in range(4)
    )
    feed = parse_list_page(page(f"<ul>{items}</ul>"), URL)
    assert feed.entries[0].title == "World Envoys of Valdoria meet for talks 0"


def test_a_page_announces_its_feeds_but_not_those_of_comments() -> None:
    head = (
        '<link rel="alternate" type="application/rss+xml" title="News" href="/feed/">'
        '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">'
        '<link rel="alternate" type="text/html" hreflang="fr" href="/fr/">'
    )
    assert [link.url for link in discover_feeds(page("", head), URL)] == [
        "https://mfa.valdoria.example/feed/"
    ]


def test_a_link_that_looks_like_a_feed_is_a_second_best() -> None:
    body = page('<a href="/rss.xml">RSS</a><a href="https://other.example/rss">Other</a>')
    assert [link.url for link in discover_feeds(body, URL)] == ["https://mfa.valdoria.example/rss.xml"]


@given(st.binary(max_size=300))
def test_any_bytes_end_in_a_list_or_a_feed_error(body: bytes) -> None:
    discover_feeds(body, URL)
    try:
        parse_list_page(body, URL)
    except FeedError as error:
        assert error.subject == URL  # noqa: PT017 - either end is right
