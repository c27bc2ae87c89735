"""Words between punctuation, with their places: what takes the place of a parse in the languages that have none here."""

import re
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(
    r"(?P<word>(?:Dr|Prof|Sr|Sra|Mme|M|Hr|Fr|г)\.(?=\s)|(?:\w[’'](?=\w))|[^\W\d]+(?:[’'\-][^\W\d]+)*)|(?P<other>\S)"
)
LONGEST: Final = 9
"""Most words of a phrase that tells who speaks."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands in the text."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """As the lists of words have it."""
        return self.text.lower()


def chunks(text: str, begin: int, end: int) -> list[list[Word]]:
    """The words from `begin` to `end`, a list for each stretch between punctuation or figures; stretches may be empty."""
    found: list[list[Word]] = [[]]
    for match in _TOKEN.finditer(text, begin, end):
        if match["word"] is None:
            found.append([])
        else:
            found[-1].append(Word(match.group(), match.start(), match.end()))
    return found
