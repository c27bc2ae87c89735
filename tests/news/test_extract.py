"""Pages to articles."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.errors import NoArticleError
from news.extract import extract, extract_fast, from_entry
from news.types import Entry

URL = "https://www.gazette.valdoria.example/world/amber-strait-talks?utm_source=feed"

PARAGRAPHS = [
    "The foreign ministers of Valdoria and Kestria met in Port Lumen on Monday to discuss the Amber Strait, officials said.",
    "“We come with an open mind,” Minister Ilse Varn told reporters before the session. “The door has never been closed.”",
    "The talks are the third since January. Both governments want ferries to cross the strait again before the summer season.",
    "Kestria's delegation brought a proposal under which a joint commission would inspect ships in both directions every week.",
    "A person who had seen the draft said that it left open who would chair the commission in its first year of work.",
    "The two sides also agreed to exchange the eleven fishermen who were detained in the autumn, according to a statement.",
    "No date has been set for the next round. Morvania, which hosted the first meeting, has offered to do so once more.",
]
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Ministers meet on the Amber Strait | Valdoria Gazette</title>
<meta charset="utf-8"><meta property="og:site_name" content="Valdoria Gazette">
<link rel="canonical" href="https://www.gazette.valdoria.example/world/amber-strait-talks">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Ministers meet on the Amber Strait",
"datePublished": "2031-03-03T12:30:00+02:00", "author": [{{"name": "Mira Tolen"}}], "articleSection": "World",
"isAccessibleForFree": FREE}}</script></head><body><nav><a href="/">Home</a><a href="/world">World</a></nav>
<article><h1>Ministers meet on the Amber Strait</h1><p class="byline">By Mira Tolen</p>
<figure><img src="a.jpg"><figcaption>Ilse Varn at the harbour. Photo: Gazette</figcaption></figure>
{"".join(f"<p>{text}</p>" for text in PARAGRAPHS[:4])}
<div class="related-articles"><h3>Read more</h3><ul><li><a href="/1">Kestria recalls its envoy from Lumen</a></li>
<li><a href="/2">Ferries to stay in port until the spring, says the operator</a></li></ul></div>
{"".join(f"<p>{text}</p>" for text in PARAGRAPHS[4:])}
<p>Sign up for our free morning newsletter</p><p><a href="/3">Ostland closes its embassy in Karsk after the vote</a></p>
<div style="display:none">Hidden words of a box about Ostland that nobody sees on the page.</div>
</article><footer>All rights reserved</footer></body></html>"""
FREE_PAGE = PAGE.replace("FREE", "true")


def test_an_article_is_its_sentences_and_nothing_else() -> None:
    article = extract(FREE_PAGE, URL)
    assert article.text.split("\n") == PARAGRAPHS
    assert article.title == "Ministers meet on the Amber Strait"
    assert article.url == "https://www.gazette.valdoria.example/world/amber-strait-talks"
    assert (article.site, article.authors, article.section) == ("Valdoria Gazette", ("Mira Tolen",), "World")
    assert (article.language, article.summary_only) == ("en", False)


def test_the_time_of_publication_keeps_its_zone() -> None:
    assert extract(FREE_PAGE, URL).published == datetime(2031, 3, 3, 10, 30, tzinfo=UTC)


def test_a_page_that_says_it_is_not_free_is_marked_as_a_stub() -> None:
    article = extract(PAGE.replace("FREE", "false"), URL)
    assert article.summary_only
    assert any("paywall" in warning for warning in article.warnings)


def test_a_whole_article_is_no_stub_even_if_declared_not_free() -> None:
    longer = PAGE.replace("FREE", "false").replace(
        PARAGRAPHS[5], " ".join(f"{PARAGRAPHS[5]} Item {n}." for n in range(12))
    )
    assert not extract(longer, URL).summary_only


def test_a_short_page_that_repeats_the_feed_is_a_stub() -> None:
    teaser = " ".join(PARAGRAPHS[:2])
    page = f"<html><head><title>Amber Strait</title></head><body><article><p>{teaser}</p></article></body></html>"
    hint = Entry(id="1", url=URL, title="Amber Strait", summary=teaser)
    assert extract(page, URL, hint=hint).summary_only


def test_the_fast_way_reads_the_same_article() -> None:
    fast = extract_fast(FREE_PAGE, URL)
    assert set(PARAGRAPHS) <= set(fast.text.split("\n"))
    assert "newsletter" not in fast.text


def test_the_feed_stands_in_where_the_page_is_silent() -> None:
    hint = Entry(
        id="1", url=URL, title="Amber Strait", content="".join(f"<p>{text}</p>" for text in PARAGRAPHS * 2),
        published=datetime(2031, 3, 3, tzinfo=UTC), authors=("Jon Ask",),
    )  # fmt: skip
    article = extract("<html><body><p>Please enable cookies.</p></body></html>", URL, hint=hint)
    assert PARAGRAPHS[0] in article.text
    assert (article.title, article.authors, article.published) == (
        "Amber Strait",
        ("Jon Ask",),
        hint.published,
    )


@pytest.mark.parametrize("page", ["", "   ", "<html></html>", "<html><body><p>Loading…</p></body></html>"])
def test_a_page_without_an_article_is_one_clear_error(page: str) -> None:
    with pytest.raises(NoArticleError) as caught:
        extract(page, URL)
    assert caught.value.subject == URL


@pytest.mark.parametrize(
    ("charset", "declared"), [("windows-1251", "windows-1251"), ("koi8-r", None), ("utf-8", "iso-8859-1")]
)
def test_encodings_are_read_though_page_and_header_disagree(charset: str, declared: str | None) -> None:
    body = "".join(
        f"<p>Министры иностранных дел Валдории и Кестрии встретились в Порт-Люмене в день {day} марта.</p>"
        for day in range(1, 9)
    )
    header = charset if declared is None else None
    meta = f'<meta charset="{declared}">' if declared else ""
    page = f"<html><head>{meta}<title>Переговоры</title></head><body><article>{body}</article></body></html>"
    article = extract(page.encode(charset), URL, charset=header)
    assert article.text.startswith("Министры иностранных дел")
    assert article.language == "ru"


def test_an_entry_without_a_page_is_an_article_of_its_own_and_says_so() -> None:
    article = from_entry(Entry(id="1", url=URL, title="Amber Strait", summary=PARAGRAPHS[0]))
    assert article.summary_only
    for summary in ("", "Amber Strait  Ostland Wire"):
        with pytest.raises(NoArticleError):
            from_entry(
                Entry(id="1", url=URL, title="Amber Strait", summary=summary, publisher="Ostland Wire")
            )


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_end_in_an_article_or_one_error(body: bytes) -> None:
    try:
        assert extract(b"<html><body><p>" + body, URL).text
    except NoArticleError as error:
        assert error.subject == URL  # noqa: PT017 - either end is right
