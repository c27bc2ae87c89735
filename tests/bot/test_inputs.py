"""What commands are given to read."""

import pytest

from bot.cli.files import InputError
from bot.cli.inputs import Given, from_row
from bot.cli.jsonl import Row

BODY = "Envoys of Kestria and Valdoria met in Port Selm on Monday.\n\nThey will meet again in May, a spokesman said."


def read(value: dict[str, object]) -> Given:
    return from_row(Row(line=1, value=value))


def test_a_first_line_that_is_a_headline_is_the_title_and_not_the_lead() -> None:
    found = read({"id": 1, "text": f"Envoys meet in Port Selm\n\n{BODY}"})
    assert found.document.title == "Envoys meet in Port Selm"
    assert found.document.text.startswith("Envoys of Kestria")


def test_a_text_that_begins_with_a_sentence_has_no_title() -> None:
    found = read({"id": 1, "text": BODY})
    assert found.document.title is None
    assert found.document.text.startswith("Envoys of Kestria")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({"text": ""}, "there is no text in it"),
        ({"text": 3}, '"text" must be a string'),
        ({"text": BODY, "title": 3}, '"title" and "lang" must be strings'),
        ({}, '"text" must be a string'),
    ],
)
def test_a_row_without_an_article_says_what_is_wrong(value: dict[str, object], problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        read(value)
