"""What commands are given to read."""

import json
from pathlib import Path

import pytest

from bot.cli.files import InputError
from bot.cli.inputs import Given, from_row, is_prose
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


ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "name",
    [
        "Makefile",
        "Dockerfile",
        "compose.yaml",
        "pyproject.toml",
        "bot/app.py",
        "evals/floors.json",
        "scripts/install",
    ],
)
def test_a_program_or_a_table_of_settings_is_no_prose(name: str) -> None:
    assert not is_prose((ROOT / name).read_text(encoding="utf-8"))


def test_every_article_of_the_evaluation_is_prose() -> None:
    rows = (ROOT / "evals" / "data" / "day.jsonl").read_text(encoding="utf-8").splitlines()
    assert all(is_prose(json.loads(row)["text"]) for row in rows)


@pytest.mark.parametrize(
    "text",
    [
        "Envoys met in Port Selm",
        "Послы встретились в Порт-Сельме. Переговоры продолжатся в мае.",
        "التقى الوزيران في القاهرة وأعلنا استئناف المحادثات.",
        "两国外长在会谈后宣布恢复边境谈判。",
        "The ministry published the text at https://mfa.kestria.example/treaty_2031/en#a1 on Monday, after both had signed it.",
        "* * *\n\nThe ministers met on Monday and agreed to meet again in May, a spokesman said.",
    ],
)
def test_what_people_write_to_be_read_is_prose_in_any_script(text: str) -> None:
    assert is_prose(text)
