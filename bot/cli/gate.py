"""`attache gate`: is this summary supported by its article?

Reads JSON lines, so that anyone can check any summary against its article; one bad line never stops the rest.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

NAME = "gate"
HELP = "check a summary against its article"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of this subcommand."""
    parser.add_argument(
        "--jsonl",
        nargs="?",
        const="-",
        default="-",
        metavar="FILE",
        help='lines of {"id", "text", "summary"}; "-" (default) reads standard input',
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="as for a model's own lines: nothing that is not literally in the article",
    )


def run(args: argparse.Namespace) -> int:
    """Print a verdict a line; 0 when every line could be read, 1 otherwise, 2 when the file cannot be opened."""
    from summarizer.gate import Gate

    gate = Gate(strict=args.strict)
    if args.jsonl == "-":
        return _judge_all(gate, sys.stdin.buffer)
    try:
        with Path(args.jsonl).open("rb") as file:
            return _judge_all(gate, file)
    except OSError as error:
        print(f"{args.jsonl} cannot be read: {error.strerror}", file=sys.stderr)
        return 2


def _judge_all(gate: Any, lines: Iterable[bytes]) -> int:
    bad = 0
    for answer in judged(gate, lines):
        bad += "error" in answer
        print(json.dumps(answer, ensure_ascii=False), flush=True)
    return 1 if bad else 0


def judged(gate: Any, lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """One answer a line that is not blank: a verdict, or `error` with the line's number."""
    for number, raw in enumerate(lines, start=1):
        if not raw.strip():
            continue
        item: dict[str, Any] = {}
        try:
            item = _item(raw)
            _check(item)
            verdict = gate.judge_summary(item["summary"], item["text"])
        except ValueError as error:
            yield {"id": item.get("id"), "line": number, "error": str(error)}
            continue
        yield {
            "id": item.get("id"),
            "faithful": verdict.faithful,
            "score": verdict.score,
            "reasons": list(verdict.reasons),
        }


def _item(raw: bytes) -> dict[str, Any]:
    try:
        item = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError("not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(item, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004 - all that is wrong with a line is one kind
    return item


def _check(item: dict[str, Any]) -> None:
    for key in ("text", "summary"):
        if not isinstance(item.get(key), str):
            raise ValueError(f'"{key}" must be a string')  # noqa: TRY004 - as above
