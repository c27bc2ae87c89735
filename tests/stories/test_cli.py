import argparse
import json
from pathlib import Path
from types import ModuleType

import pytest

from bot.cli import cluster, same
from tests.stories.test_desk import QUAKE, SUMMIT, SUMMIT_TOO


def lines(path: Path, rows: list[object]) -> str:
    path.write_text(
        "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8"
    )
    return str(path)


def arguments(module: object, *words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    module.configure(parser)  # type: ignore[attr-defined]  # both commands have it
    return parser.parse_args(words)


def article(title: str, text: str) -> dict[str, str]:
    return {"title": title, "text": text}


ONE, TWO, OTHER = (
    article("Orlu crossing to reopen", SUMMIT),
    article("Orlu border reopens", SUMMIT_TOO),
    article("Quake", QUAKE),
)


def test_same_tells_for_each_pair_whether_it_is_one_story(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = lines(
        tmp_path / "pairs.jsonl",
        [{"id": 1, "first": ONE, "second": TWO}, {"id": 2, "first": ONE, "second": OTHER}],
    )
    assert same.run(arguments(same, "--jsonl", path)) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first.keys() == {"id", "score", "same"}
    assert (first["id"], first["same"]) == (1, True)
    assert (second["id"], second["same"]) == (2, False)
    assert first["score"] > second["score"]


def test_a_bad_pair_gets_a_line_with_its_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = lines(tmp_path / "pairs.jsonl", ["not json", {"id": 2, "first": ONE}])
    assert same.run(arguments(same, "--jsonl", path)) == 1
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["id"], first["line"]) == (None, 1)
    assert "not JSON" in first["error"]
    assert (second["id"], second["line"]) == (2, 2)


def test_cluster_groups_a_stream_and_one_bad_line_never_stops_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: list[object] = [
        {"id": "a", **ONE},
        "not json",
        {"id": "b", **OTHER},
        {"id": "x"},
        {"id": "c", **TWO},
    ]
    assert cluster.run(arguments(cluster, "--jsonl", lines(tmp_path / "day.jsonl", rows))) == 1
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert answers[1]["line"] == 2
    assert answers[1]["error"].startswith("not JSON")
    assert answers[:1] + answers[2:] == [
        {"id": "a", "story": 1},
        {"id": "b", "story": 2},
        {"id": "x", "line": 4, "error": '"text" must be a string'},
        {"id": "c", "story": 1},
    ]


def test_live_output_comes_article_by_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = lines(
        tmp_path / "day.jsonl",
        [{"id": 1, **ONE, "date": "2031-05-12"}, {"id": 2, **TWO, "date": "2031-05-12T10:00:00Z"}],
    )
    assert cluster.run(arguments(cluster, "--jsonl", "--live", path)) == 0
    assert [json.loads(line)["story"] for line in capsys.readouterr().out.splitlines()] == [1, 1]


@pytest.mark.parametrize("command", [same, cluster])
def test_a_missing_file_is_named(
    command: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.run(arguments(command, "--jsonl", str(tmp_path / "nowhere.jsonl"))) == 1
    assert "nowhere.jsonl: cannot be read" in capsys.readouterr().err
