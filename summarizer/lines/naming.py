"""Surnames in the lines that are shown: who has not been introduced gets first names in [brackets].

Reads chosen lines in their order; knows no parse.
"""

from collections.abc import Sequence
from dataclasses import replace

from summarizer.lines.lengths import Option
from summarizer.lines.references import Names
from summarizer.text.structure import Structure


def introduced(
    chosen: Sequence[Option], names: Names, structure: Structure, most_words: int
) -> tuple[Option, ...]:
    """The lines; one that opens with a surname nobody gave in full before has the first names, where they fit."""
    lines: list[Option] = []
    left = most_words - sum(each.length for each in chosen)
    for each in chosen:
        named = _named(each, names, structure, " ".join(line.text for line in lines))
        if named.length - each.length <= left:
            left -= named.length - each.length
            lines.append(named)
        else:
            lines.append(each)
    return tuple(lines)


def _named(line: Option, names: Names, structure: Structure, shown: str) -> Option:
    found = names.introduction(line.text)
    if found is None:
        return line
    edit, full = found
    at = edit.span[0]
    holder = next((s for s in structure.sentences if full in s.text), None)
    if holder is None or full in f"{shown} {line.text}":
        return line
    evidence = tuple(sorted({*line.evidence, holder.span}))
    return replace(line, text=line.text[:at] + edit.text + line.text[at:], how="shortened", evidence=evidence)
