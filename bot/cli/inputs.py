"""What a command is given to read: lines of JSON, a plain text, a saved page, a link.

Knows files and standard input; the news package knows what an article is. Keeps the way back from clean text to what
was given.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from news.cleaning import CleanText, clean, headline_of
from summarizer.types import Document


class InputError(Exception):
    """What was given cannot be read; the message names it and says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One article as it was given and as the summarizer reads it."""

    id: Any
    """A file's name, or whatever the line of JSON says."""
    text: str
    """Unchanged; what is printed has offsets into it."""
    document: Document
    clean: CleanText


def given(text: str, *, id: str, title: str | None = None, language: str | None = None) -> Given:  # noqa: A002 - the field's name
    """Clean a text, keeping the map.

    Raises:
        InputError: there is nothing to read in it.

    """
    cleaned = clean(text, title)
    if not any(map(str.isalpha, cleaned.text)):
        raise InputError(f"{id}: there is no text in it; give an article")
    return Given(
        id=id, text=text, document=Document(text=cleaned.text, title=title, language=language), clean=cleaned
    )


def from_text(text: str, *, id: str) -> Given:  # noqa: A002 - as above
    """A plain text whose first line may be its title."""
    title, _ = headline_of(text)
    return given(text, id=id, title=title)


def read_text(name: str) -> str:
    """Everything in a file, or in standard input for `-`.

    Raises:
        InputError: no such file, not text.

    """
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror}); check the path") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: is not text in UTF-8 (byte {error.start}); convert it first") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """A line of JSON that holds no article, and why."""

    id: Any
    error: str


def from_jsonl(lines: Iterator[str]) -> Iterator[Given | BadLine]:
    """One article, or one reason, for each line that is not blank."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _from_line(line, number)


def _from_line(line: str, number: int) -> Given | BadLine:
    try:
        row = json.loads(line)
    except ValueError as error:
        return BadLine(id=None, error=f"line {number}: not JSON ({error})")
    if not isinstance(row, dict):
        return BadLine(id=None, error=f"line {number}: not a JSON object")
    name = row.get("id")
    text, title, language = row.get("text"), row.get("title"), row.get("lang")
    if not isinstance(text, str):
        return BadLine(id=name, error=f'line {number}: "text" is missing or not a string')
    if not all(value is None or isinstance(value, str) for value in (title, language)):
        return BadLine(id=name, error=f'line {number}: "title" and "lang" must be strings')
    try:
        found = title or headline_of(text)[0]
        read = given(text, id=f"line {number}", title=found, language=language or None)
    except InputError as error:
        return BadLine(id=name, error=str(error))
    return Given(id=name, text=read.text, document=read.document, clean=read.clean)
