"""Lines of JSON in and out."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import main
from bot.cli.files import InputError, read_text
from bot.cli.jsonl import read_rows

TEXT = "Kestria and Valdoria signed a treaty in Port Selm on Monday. It enters into force in May."


def test_lines_that_hold_no_object_say_what_is_wrong_and_never_stop_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(
        b'\xef\xbb\xbf{"id": 1}\nnonsense\n\n[]\n' + b"[" * 10_000 + b'\n"caf\xe9"\n{"id": 2}\r\n'
    )
    rows = list(read_rows(str(path)))
    assert [(row.line, row.id) for row in rows] == [
        (1, 1),
        (2, None),
        (4, None),
        (5, None),
        (6, None),
        (7, 2),
    ]
    assert [row.problem is None for row in rows] == [True, False, False, False, False, True]
    assert rows[4].problem == "not UTF-8"


def test_a_text_may_hold_characters_that_python_calls_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"id": "a\u2028b\x0b\x85"}, ensure_ascii=False), encoding="utf-8")
    assert [row.id for row in read_rows(str(path))] == ["a\u2028b\x0b\x85"]


@given(st.lists(st.binary()))
def test_any_bytes_give_rows_and_no_error(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    path = tmp_path_factory.mktemp("jsonl") / "in.jsonl"
    path.write_bytes(b"\n".join(lines))
    assert all(row.problem or isinstance(row.value, dict) for row in read_rows(str(path)))


def test_what_is_not_text_is_named_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"caf\xe9")
    with pytest.raises(InputError, match=r"page\.txt: is not text in UTF-8 \(byte 3\)"):
        read_text(str(path))


def test_summarize_writes_with_the_configured_engine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config, path = tmp_path / "config.toml", tmp_path / "in.jsonl"
    # A model that is not there: the built-in engine writes, and says why.
    config.write_text('[summarizer]\nengine = "generate"\nmodel = "/nowhere/model"\n', encoding="utf-8")
    path.write_text(json.dumps({"id": "a", "text": TEXT}), encoding="utf-8")
    assert main(["--config", str(config), "summarize", "--jsonl", str(path)]) == 0
    (answer,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert answer["engine"] == "built-in"
    assert any("the model" in reason for reason in answer["rejected"])


def test_summarize_answers_every_line_and_remembers_a_bad_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(
        "\n".join(["nonsense", json.dumps({"id": "a", "text": TEXT}), '{"id": "b"}']), encoding="utf-8"
    )
    assert main(["summarize", "--jsonl", str(path)]) == 1
    first, second, third = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["id"], first["line"], "error" in first) == (None, 1, True)
    assert (second["id"], "error" in second) == ("a", False)
    assert (third["id"], third["line"], third["error"]) == ("b", 3, '"text" must be a string')
