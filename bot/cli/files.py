"""Files and standard input as commands read them: whole, or line by line as the lines come.

Whatever cannot be read is one sentence that names the file and says what to do.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

STANDARD_INPUT = "-"
MOST_BYTES = 64 * 1024 * 1024


class InputError(Exception):
    """What was given cannot be read; the message names it and says what to do."""


def read_bytes(name: str) -> bytes:
    """Everything in a file, or in standard input for `-`.

    Raises:
        InputError: no such file, or too large.

    """
    try:
        if name == STANDARD_INPUT:
            _invite("an article")
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            data = Path(name).read_bytes()
    except OSError as error:
        raise _unreadable(name, error) from error
    if len(data) > MOST_BYTES:
        raise InputError(f"{name}: more than {MOST_BYTES // 1024 // 1024} MiB; it is not read")
    return data


def read_text(name: str) -> str:
    """The same as text.

    Raises:
        InputError: as `read_bytes`, and what is not UTF-8.

    """
    try:
        return read_bytes(name).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: is not text in UTF-8 (byte {error.start}); convert it first") from error


def read_lines(name: str) -> Iterator[bytes]:
    """Lines as they come, split at newlines only: a text may hold other characters that Python calls line ends.

    Raises:
        InputError: no such file.

    """
    if name == STANDARD_INPUT:
        _invite("one JSON object a line")
        yield from sys.stdin.buffer
        return
    try:
        with Path(name).open("rb") as file:
            yield from file
    except OSError as error:
        raise _unreadable(name, error) from error


def _unreadable(name: str, error: OSError) -> InputError:
    return InputError(f"{name}: cannot be read ({error.strerror}); check the path")


def _invite(what: str) -> None:
    """Who started a command without a file would otherwise look at a cursor and wait."""
    if sys.stdin.isatty():
        print(f"Reading {what} from the keyboard; Ctrl-D ends it.", file=sys.stderr)
