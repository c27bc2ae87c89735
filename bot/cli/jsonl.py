"""JSON objects, one a line, from a file or standard input. A broken line is a value too: it never stops the rest."""

import json
import sys
from collections.abc import Iterator
from typing import Any


def read_objects(path: str | None) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Line numbers from 1 with the object of the line, or a sentence that says what is wrong with it.

    Raises:
        SystemExit: the file cannot be opened; says which and why.

    """
    try:
        file = sys.stdin if path in {None, "-"} else open(str(path), encoding="utf-8")  # noqa: SIM115, PTH123 - closed below
    except OSError as error:
        raise SystemExit(f"{path}: {error.strerror}; give a JSONL file or pipe one in") from error
    with file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                value = json.loads(line)
            except ValueError as error:
                yield number, f"not JSON ({error})"
                continue
            yield number, value if isinstance(value, dict) else "not a JSON object"
