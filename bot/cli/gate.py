"""`attache gate`: is this summary supported by its article?

Reads JSON lines, so that anyone can check any summary against its article; one bad line never stops the rest.
"""

import argparse
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from bot.cli import jsonl
from bot.cli.failing import failed
from bot.cli.files import InputError
from bot.cli.jsonl import Row, lacks_text, read_rows, refusal, show

if TYPE_CHECKING:
    from summarizer.gate.gate import Gate

NAME = "gate"
HELP = "check a summary against its article"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of this subcommand."""
    jsonl.configure(
        parser, reads='{"id", "text", "summary"}', writes='{"id", "faithful", "score", "reasons"}'
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="as for a model's own lines: nothing that is not literally in the article",
    )


def run(args: argparse.Namespace) -> int:
    """Print a verdict a line; 0 when every line could be read, 1 otherwise."""
    from summarizer.gate.gate import Gate
    from summarizer.gate.roles import Roles
    from summarizer.models.syntax import Syntax

    bad = 0
    gate = Gate(strict=args.strict, roles=Roles(Syntax()))
    try:
        for answer in judged(gate, read_rows(args.file)):
            bad += "error" in answer
            show(answer)
    except InputError as error:
        return failed(NAME, error)
    return 1 if bad else 0


def judged(gate: "Gate", rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """One answer a row: a verdict, or `error` with the line's number."""
    for row in rows:
        problem = row.problem or lacks_text(row.value, "text", "summary")
        if problem:
            yield refusal(row, problem)
            continue
        verdict = gate.judge_summary(row.value["summary"], row.value["text"])
        yield {
            "id": row.id,
            "faithful": verdict.faithful,
            "score": verdict.score,
            "reasons": list(verdict.reasons),
        }
