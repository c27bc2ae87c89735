"""The border: whatever comes from outside is text, and only http(s) is linked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.lines import quoted
from bot.rendering.markup import bold, clean, escape, isolate, link, to_passage, web_address
from tests.tdlib import parse_html, utf16_slice


@given(st.text(min_size=1))
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    shown = clean(text)
    if shown.strip():
        assert parse_html(f"x{escape(text)}x").text == f"x{shown}x"


@given(st.text(min_size=1).filter(lambda text: clean(text).strip()))
def test_bold_marks_exactly_the_text(text: str) -> None:
    parsed = parse_html(f"a {bold(text)} b")
    for entity in parsed.entities:
        if entity["type"] == "bold":
            assert utf16_slice(parsed.text, entity["offset"], entity["length"]).strip() in clean(text)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "tg://user?id=1",
        "//wire.example",
        "https://",
        "https://a b.example",
        "data:text/html,x",
        "https://wire.example/\nx",
        "http://[::1",
        "",
    ],
)
def test_only_web_addresses_are_linked(url: str) -> None:
    assert web_address(url) is None
    assert link("words", url) == "words"


def test_an_address_cannot_leave_its_attribute() -> None:
    parsed = parse_html(link("words", 'https://wire.example/"><b>x</b>'))
    assert parsed.text == "words"
    assert [entity["type"] for entity in parsed.entities] == ["text_link"]


def test_direction_overrides_are_taken_out() -> None:
    assert clean("safe \u202egnp.exe\u2066 name") == "safe gnp.exe name"


@pytest.mark.parametrize(
    ("url", "sentence", "address"),
    [
        ("https://w.example/a", "Short and plain.", "https://w.example/a#:~:text=Short%20and%20plain."),
        (
            "https://w.example/a#top",
            "Short-cut, here",
            "https://w.example/a#top:~:text=Short%2Dcut%2C%20here",
        ),
        (
            "https://w.example/a",
            "one two three four five six seven eight nine",
            "https://w.example/a#:~:text=one%20two%20three%20four,six%20seven%20eight%20nine",
        ),
        ("https://w.example/a", "", "https://w.example/a"),
        ("javascript:x", "words", "javascript:x"),
    ],
)
def test_a_passage_is_addressed_by_its_first_and_last_words(url: str, sentence: str, address: str) -> None:
    assert to_passage(url, sentence) == address


def test_words_of_the_other_direction_are_set_apart() -> None:
    assert isolate("Meridian", "ltr") == "Meridian"
    assert isolate("Meridian", "rtl") == "\u2068Meridian\u2069"
    assert isolate(isolate("صدى", "ltr"), "ltr") == "\u2068صدى\u2069"


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("“We agreed.”", "en", "“We agreed.”"),
        ('"We agreed."', None, "“We agreed.”"),
        ("Мы согласны", "ru", "«Мы согласны»"),
        ('He said "no"', "en", '“He said "no"”'),
        ("'tis agreed", "en", "“'tis agreed”"),
        ("“We agreed,”", "en", "“We agreed”"),
        ("Nous sommes d'accord", "fr", "«\u202fNous sommes d'accord\u202f»"),
    ],
)
def test_quotations_wear_the_marks_of_their_language_once(
    text: str, language: str | None, shown: str
) -> None:
    assert quoted(text, language) == shown
