"""What `attache summarize` is given to read: a row of JSON or a plain text, cleaned as the news package cleans pages.

Keeps the way back from clean text to what was given.
"""

from dataclasses import dataclass
from typing import Any

from bot.cli.files import InputError
from bot.cli.jsonl import Row, lacks_text
from news.cleaning import CleanText, clean, headline_of
from summarizer.types import Document


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


def from_row(row: Row) -> Given:
    """The article of a line of JSON.

    Raises:
        InputError: there is none in it.

    """
    problem = row.problem or lacks_text(row.value, "text")
    title, language = row.value.get("title"), row.value.get("lang")
    if problem is None and not all(value is None or isinstance(value, str) for value in (title, language)):
        problem = '"title" and "lang" must be strings'
    if problem:
        raise InputError(problem)
    text = row.value["text"]
    read = given(text, id=f"line {row.line}", title=title or headline_of(text)[0], language=language or None)
    return Given(id=row.id, text=read.text, document=read.document, clean=read.clean)
