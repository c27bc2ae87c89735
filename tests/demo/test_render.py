import io

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.demo import render
from tests import tdlib


def screen(*, width: int = 40, terminal: bool = False) -> Console:
    return Console(file=io.StringIO(), width=width, force_terminal=terminal)


def drawn(markup: str, *, width: int = 40) -> str:
    parsed = tdlib.parse_html(markup)
    lines = render.lines(parsed.text, parsed.entities, screen(width=width), width=width)
    return "\n".join(line.plain for line in lines)


def test_a_quotation_is_indented_and_the_text_around_it_is_not() -> None:
    shown = drawn("<b>Talks resume</b>\n<blockquote>A date is not peace.</blockquote>\n— Tomas Brandl")
    assert shown.splitlines() == ["Talks resume", "│ A date is not peace.", "— Tomas Brandl"]


def test_a_long_quotation_keeps_its_bar_on_every_line() -> None:
    shown = drawn("<blockquote expandable>" + "word " * 30 + "</blockquote>", width=30)
    assert len(shown.splitlines()) > 1
    assert all(line.startswith("│ ") for line in shown.splitlines())


def test_bold_covers_the_right_words_after_an_emoji() -> None:
    parsed = tdlib.parse_html("🤝🏽 <b>Kestria</b> signs")
    (line,) = render.lines(parsed.text, parsed.entities, screen(), width=40)
    (bold,) = [span for span in line.spans if span.style == "bold"]
    assert line.plain[bold.start : bold.end] == "Kestria"


def test_where_links_cannot_be_clicked_the_address_is_shown() -> None:
    assert drawn('<a href="https://news.invalid/talks">Harbour Wire</a>, 09:10', width=60) == (
        "Harbour Wire ‹news.invalid/talks›, 09:10"
    )
    assert drawn('Talks resume <a href="https://news.invalid/talks">¹</a>') == "Talks resume ¹"


def test_an_address_within_a_quotation_stays_within_it() -> None:
    quote = '<blockquote>A date.\n— <a href="https://news.invalid/talks">Harbour Wire</a> · 16:00</blockquote>\nEnd'
    assert drawn(quote, width=60).splitlines() == [
        "│ A date.",
        "│ — Harbour Wire ‹news.invalid/talks› · 16:00",
        "End",
    ]


def test_buttons_are_numbered_through_and_broken_where_the_screen_ends() -> None:
    rows = [[{"text": "Quotes"}, {"text": "Evidence"}, {"text": "Sources · 2"}], [{"text": "Original ↗"}]]
    assert [line.plain for line in render.buttons(rows, width=30)] == [
        "[1] Quotes  [2] Evidence",
        "[3] Sources · 2",
        "[4] Original ↗",
    ]


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp"))), st.integers(20, 80)
)
def test_no_word_is_lost_and_no_line_is_wider_than_the_screen(text: str, width: int) -> None:
    console = screen(width=width)
    lines = render.lines(text, [], console, width=width)
    assert "".join("".join(line.plain for line in lines).split()) == "".join(text.split())
    assert all(line.cell_len <= width for line in lines)
