"""One address for one page."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from news.urls import canonical_url, site_of, web_url


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        (
            "HTTP://WWW.Valdoria.Example:80/News/?utm_source=x&b=2&a=1#top",
            "http://www.valdoria.example/News?a=1&b=2",
        ),
        ("https://v.example/a/?fbclid=1&ysclid=2&yclid=3", "https://v.example/a"),
        ("https://v.example/index.html", "https://v.example/"),
        ("https://v.example/%7euser/%d1%8f", "https://v.example/~user/%D1%8F"),
        ("https://v.example/я?q=я", "https://v.example/%D1%8F?q=%D1%8F"),
        ("https://user:pw@v.example/x", "https://v.example/x"),
        ("https://v.example/view.php?id=7&src=rss", "https://v.example/view.php?id=7&src=rss"),
        ("https://v.example/news/7?src=rss&share=x", "https://v.example/news/7"),
        ("https://v.example//a///b", "https://v.example/a/b"),
        ("https://v.example./x", "https://v.example/x"),
        ("mailto:desk@v.example", "mailto:desk@v.example"),
    ],
)
def test_an_address_has_one_form(given_url: str, expected: str) -> None:
    assert canonical_url(given_url) == expected


PARTS = st.text(alphabet="abzAZ09/?&=#%.-_~+ü я:;,@!$'()*[]", max_size=40)


@given(PARTS)
@example("?0&=")
def test_the_form_is_final(rest: str) -> None:
    once = canonical_url(f"https://v.example/{rest}")
    assert canonical_url(once) == once


@given(st.text(max_size=60))
def test_any_text_may_be_asked_about(text: str) -> None:
    assert canonical_url(canonical_url(text)) == canonical_url(text)
    found = web_url(text, "https://v.example/")
    assert found is None or found.lower().startswith(("http://", "https://"))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " java\nscript:alert(1)",
        "data:text/html,x",
        "mailto:a@b",
        "ftp://x/y",
        "",
        None,
    ],
)
def test_only_web_addresses_are_links(url: str | None) -> None:
    assert web_url(url, "https://v.example/") is None


def test_a_site_is_its_host_without_www() -> None:
    assert site_of("https://WWW.Kestria.Example/x") == "kestria.example"
