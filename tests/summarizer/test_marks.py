"""Where quotations begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.marks import runs

# Opening and closing mark a reader of the language expects (CLDR delimiters; French with no-break spaces).
MARKS = {
    "en": ("“", "”"),
    "ar": ("«", "»"),
    "bg": ("„", "“"),
    "cs": ("„", "“"),
    "da": ("»", "«"),
    "de": ("„", "“"),
    "el": ("«", "»"),
    "es": ("«", "»"),
    "fa": ("«", "»"),
    "fi": ("”", "”"),
    "fr": ("« ", " »"),
    "he": ("”", "”"),
    "it": ("«", "»"),
    "ja": ("「", "」"),
    "ko": ("“", "”"),
    "nl": ("“", "”"),
    "no": ("«", "»"),
    "pl": ("„", "”"),
    "pt": ("“", "”"),
    "ro": ("„", "”"),
    "ru": ("«", "»"),
    "sv": ("”", "”"),
    "tr": ("“", "”"),
    "uk": ("«", "»"),
    "zh": ("“", "”"),
}


def words(text: str) -> list[str]:
    return [text[run.start : run.end] for run in runs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We agree,” she said. “We shall sign.”", ["We agree,", "We shall sign."]),
        ('"We agree," she said.', ["We agree,"]),
        ("''He told me \"never\" twice,'' she said.", ['He told me "never" twice,']),
        ("``We agree,'' she said.", ["We agree,"]),
        ("“He said “no” to me,” she said.", ["He said", "no”"]),
        ("„Wir kommen“, sagte er. „Bald.“", ["Wir kommen", "Bald."]),
        ("»Wir kommen«, sagte er.", ["Wir kommen"]),
        ("« Nous viendrons », dit-il.", ["Nous viendrons"]),
        ("«Мы придём», — сказал он.", ["Мы придём"]),
        ("«Vendremos “pronto” y juntos», dijo.", ["Vendremos “pronto” y juntos"]),
        ("”Vi kommer”, sade hon.", ["Vi kommer"]),
        ("彼は「行きます」と述べた。", ["行きます"]),
        ("قال: «سنأتي غدا».", ["سنأتي غدا"]),
        ("‘We agree,’ the envoy’s aide said.", ["We agree,"]),
        ("The envoy’s aide didn’t speak.", []),
        ("A man of 6'2\" left the room.", []),
        ('"She measured 6\'2" and left," he said.', ["She measured 6'2"]),
    ],
)
def test_marks_of_many_languages_are_paired(text: str, expected: list[str]) -> None:
    found = words(text)
    if text.startswith(("“He said “no”", '"She measured')):
        assert found[0] == expected[0]  # what follows an inner mark of the same kind is anybody's guess
    else:
        assert found == expected


def test_a_quotation_over_three_paragraphs_gives_a_run_in_each() -> None:
    text = "“We came first.\n“We stayed.\n“We left,” she said."
    assert [(text[r.start : r.end], r.how) for r in runs(text)] == [
        ("We came first.", "to_end"),
        ("We stayed.", "to_end"),
        ("We left,", "paired"),
    ]


def test_a_forgotten_closing_mark_does_not_reach_into_the_next_paragraph() -> None:
    text = "“We came, she said.\nNobody answered.\n“We left,” she said."
    assert words(text)[-1] == "We left,"
    assert all("Nobody" not in found for found in words(text))


def test_a_closing_mark_alone_takes_the_beginning_of_its_paragraph() -> None:
    text = "We shall not sign this paper,” she said."
    assert [(text[r.start : r.end], r.how) for r in runs(text)] == [
        ("We shall not sign this paper,", "unopened")
    ]


def test_single_marks_are_left_alone_beside_double_ones() -> None:
    assert words("“They said ‘soon’ again,” she said.") == ["They said ‘soon’ again,"]


@given(st.text(alphabet="ab ,.\n“”\"'«»„‘’`‹›「」", max_size=80))
def test_runs_are_in_order_inside_one_paragraph_and_never_overlap(text: str) -> None:
    at = 0
    for run in runs(text):
        assert at <= run.outer_start <= run.start < run.end <= run.outer_end <= len(text)
        assert "\n" not in text[run.start : run.end]
        assert text[run.start : run.end] == text[run.start : run.end].strip()
        at = run.outer_end


@given(
    st.sampled_from(sorted(MARKS)),
    st.text(alphabet="abcd éü,.", min_size=1, max_size=30).filter(lambda s: s.strip(" ,.")),
)
def test_what_is_written_between_the_marks_of_a_language_is_read_back(language: str, said: str) -> None:
    opening, closing = MARKS[language]
    inner = "a" + said.strip() + "b"
    text = f"{opening}{inner}{closing}, x."
    assert words(text) == [inner]
