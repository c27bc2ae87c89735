import json
import sys
from pathlib import Path

import pytest

from bot.cli import main
from bot.cli.gate import judged
from bot.cli.jsonl import Row
from summarizer.gate.gate import Gate

ARTICLE = (
    "Foreign Minister Ada Brankov of Valdoria met Joran Tell in Kestrin on Monday. "
    "About 1,200 soldiers were moved to the border."
)
GOOD = {"id": "a", "text": ARTICLE, "summary": "About 1,200 soldiers were moved to the border."}
BAD = {"id": 7, "text": ARTICLE, "summary": "About 2,100 soldiers were moved to the border of Ostland."}


def lines(*items: object) -> bytes:
    return "\n".join(i if isinstance(i, str) else json.dumps(i) for i in items).encode()


def test_a_verdict_a_line_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "summaries.jsonl"
    file.write_bytes(lines(GOOD, "", BAD))
    assert main(["gate", "--jsonl", str(file)]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == {"id": "a", "faithful": True, "score": first["score"], "reasons": []}
    assert second["id"] == 7
    assert second["faithful"] is False
    assert {"number not in the article: 2,100", "name not in the article: Ostland"} <= set(second["reasons"])
    assert second["score"] < 0.5 <= first["score"]


def test_a_row_that_cannot_be_judged_never_stops_the_rest() -> None:
    rows = [
        Row(line=1, value={}, problem="not JSON"),
        Row(line=2, value={"id": 3, "text": 5, "summary": "x"}),
        Row(line=3, value={"id": 4, "text": "x"}),
        Row(line=4, value=GOOD),
    ]
    answers = list(judged(Gate(), rows))
    assert [("error" in a, a["id"]) for a in answers] == [(True, None), (True, 3), (True, 4), (False, "a")]
    assert answers[0]["line"] == 1


def test_a_bad_line_shows_in_the_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "summaries.jsonl"
    file.write_bytes(lines("nonsense", GOOD))
    assert main(["gate", "--jsonl", str(file)]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_a_missing_file_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gate", "--jsonl", str(tmp_path / "nowhere")]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_strict_judges_as_for_our_own_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "summaries.jsonl"
    file.write_bytes(lines({**GOOD, "summary": "About 1,200 troops were moved to the border."}))
    assert main(["gate", "--jsonl", str(file), "--strict"]) == 0
    assert "word not in the article: troops" in json.loads(capsys.readouterr().out)["reasons"]


def test_words_that_changed_hands_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "summaries.jsonl"
    text = (
        "Kestria imposed sanctions on Valdoria. Valdoria's foreign minister summoned the Kestrian ambassador."
    )
    file.write_bytes(lines({"id": 1, "text": text, "summary": "Valdoria imposed sanctions on Kestria."}))
    assert main(["gate", "--jsonl", str(file)]) == 0
    assert "the article says it of others: impose" in json.loads(capsys.readouterr().out)["reasons"]


def test_what_stands_in_the_article_loads_neither_a_model_nor_telegram() -> None:
    import subprocess

    code = "import sys; from bot.cli import main; main(['gate']); print(sorted({'torch', 'telegram', 'spacy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], input=lines(GOOD), capture_output=True, check=True)
    assert done.stdout.splitlines()[-1] == b"[]"
