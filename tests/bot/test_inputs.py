"""What commands are given to read."""

import json

from bot.cli.inputs import BadLine, Given, from_jsonl

BODY = "Envoys of Kestria and Valdoria met in Port Selm on Monday.\n\nThey will meet again in May, a spokesman said."


def read(row: object) -> Given | BadLine:
    (found,) = from_jsonl(iter([json.dumps(row)]))
    return found


def test_a_first_line_that_is_a_headline_is_the_title_and_not_the_lead() -> None:
    found = read({"id": 1, "text": f"Envoys meet in Port Selm\n\n{BODY}"})
    assert isinstance(found, Given)
    assert found.document.title == "Envoys meet in Port Selm"
    assert found.document.text.startswith("Envoys of Kestria")


def test_a_text_that_begins_with_a_sentence_has_no_title() -> None:
    found = read({"id": 1, "text": BODY})
    assert isinstance(found, Given)
    assert found.document.title is None
    assert found.document.text.startswith("Envoys of Kestria")


def test_a_bad_line_gives_its_reason_and_its_id() -> None:
    assert read({"id": 7, "text": ""}) == BadLine(
        id=7, error="line 1: there is no text in it; give an article"
    )
    assert read({"id": 7, "text": 3}) == BadLine(id=7, error='line 1: "text" is missing or not a string')
    assert read([1]) == BadLine(id=None, error="line 1: not a JSON object")
