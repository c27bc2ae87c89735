"""What `attache summarize` is given to read: a row of JSON or a plain text, cleaned as the news package cleans pages.

Keeps the way back from clean text to what was given.
"""

import re
from dataclasses import dataclass
from typing import Any, Final

from bot.cli.files import InputError
from bot.cli.jsonl import Row, lacks_text
from news.cleaning import CleanText, clean, headline_of
from summarizer.types import Document

SAMPLE: Final = 20_000
SIGNS: Final = frozenset("{}[]<>=$\\|`~^*#@_;/&+")
"""Signs of code, data and markup."""
SENTENCE: Final = re.compile(r"[^\W\d_][^.!?…。؟\n]{20,}[.!?…。؟](?=[\s\"”»’)]|$)")
MOST_SIGNS: Final = 0.02
"""Share of the characters. Of 170 articles read for this none had more than 0.016; programs and settings have 0.03 and more."""
LEAST_SENTENCES: Final = 0.5
"""Share of a text full of signs that must be sentences: an article about addresses on the web has signs, too."""


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


def is_prose(text: str) -> bool:
    """Did somebody write this to be read? A program, a table of settings or a list of data has signs where prose has sentences."""
    sample = text[:SAMPLE]
    visible = sum(not character.isspace() for character in sample)
    signs = sum(character in SIGNS for character in sample)
    sentences = sum(len(found[0]) for found in SENTENCE.finditer(sample))
    return signs <= MOST_SIGNS * visible or sentences >= LEAST_SENTENCES * len(sample)


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
