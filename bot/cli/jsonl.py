"""JSON objects, one a line, in and out: what every command for programs reads and answers.

A broken line is an answer too and never stops the rest; the exit code remembers it.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.cli.files import STANDARD_INPUT, read_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the input that is not blank."""

    line: int
    """From 1."""
    value: Mapping[str, Any]
    """The object; empty for a line that holds none."""
    problem: str | None = None
    """What is wrong with the line, as a sentence without its subject."""

    @property
    def id(self) -> Any:
        """Whatever the line says, to find the answer again."""
        return self.value.get("id")


def configure(parser: argparse.ArgumentParser, *, reads: str, writes: str) -> None:
    """Declare what every command that knows no other form takes."""
    parser.add_argument(
        "file", nargs="?", default=STANDARD_INPUT, help="JSONL file; - (default) is standard input"
    )
    parser.add_argument(
        "--jsonl", action="store_true", help=f"read {reads} a line; write {writes} (the only form)"
    )


def read_rows(name: str) -> Iterator[Row]:
    """A row for each line that is not blank.

    Raises:
        InputError: no such file.

    """
    for number, line in enumerate(read_lines(name), start=1):
        if line.strip():
            yield _row(line, number)


def lacks_text(value: object, *keys: str) -> str | None:
    """The sentence that says which of these keys is no string of an object; None when all are."""
    for key in keys:
        if not isinstance(value, dict) or not isinstance(value.get(key), str):
            return f'"{key}" must be a string'
    return None


def refusal(row: Row, problem: str) -> dict[str, Any]:
    """The answer to a line that cannot be used."""
    return {"id": row.id, "line": row.line, "error": problem}


def show(answer: Mapping[str, Any]) -> None:
    """Print an answer at once: somebody may be waiting at the other end of a pipe."""
    print(json.dumps(answer, ensure_ascii=False), flush=True)


def _row(line: bytes, number: int) -> Row:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Row(line=number, value={}, problem="not UTF-8")
    except (ValueError, RecursionError) as error:
        return Row(line=number, value={}, problem=f"not JSON: {error}")
    if not isinstance(value, dict):
        return Row(line=number, value={}, problem="not a JSON object")
    return Row(line=number, value=value)
