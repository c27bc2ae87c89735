"""What is shown when an article is not summarised: its own first sentences, marked as such.

For languages that no configured model reads, and for texts in which nothing can stand as a line.
"""

from collections.abc import Sequence
from dataclasses import replace

from summarizer.headlines.from_title import title_headline
from summarizer.lines.lengths import BULLET_LINES, BULLET_WORDS, PUSH_LINES, PUSH_WORDS
from summarizer.text.datelines import is_dateline, news_start
from summarizer.text.openings import stands_alone
from summarizer.text.structure import Sentence, Structure, is_balanced
from summarizer.types import Line, Summary

_ENDS = ".!…。！．۔"
_CLOSING = "\"'”’»)」』 "
LEAST_CHARACTERS = 25
"""A shorter first sentence is a label or a heading."""


def lead_summary(structure: Structure) -> Summary:
    """The first sentences, without a gap, as far as they fit; in English, those that stand on their own if any does.

    A giant sentence is cut at a word, and says so with an ellipsis.
    """
    read = [_behind_dateline(one, structure) for one in structure.sentences if not is_dateline(one.text)]
    whole = [s for s in read if len(s.text) >= LEAST_CHARACTERS and is_balanced(s.text)]
    prose = [s for s in whole if s.text.rstrip(_CLOSING)[-1:] in _ENDS]
    english = structure.language == "en"
    alone = [s for s in prose if stands_alone(s.text)] if english else []
    usable = alone or prose or whole or read
    title = (
        title_headline(structure.document.title or "", structure.document.text) or structure.document.title
    )
    return Summary(
        language=structure.language,
        headline=Line(text=" ".join(title.split()), how="copied", evidence=()) if title else None,
        push=_fit(usable, PUSH_LINES, PUSH_WORDS),
        bullets=_fit(usable, BULLET_LINES, BULLET_WORDS),
        kind=structure.kind,
        lead_only=not alone,
    )


def _behind_dateline(sentence: Sentence, structure: Structure) -> Sentence:
    """The sentence without its "PARIS — ", and the place of what is left."""
    start, end = sentence.span
    in_line = news_start(sentence.text, structure.language)
    in_article = news_start(structure.document.text[start:end], structure.language)
    if not in_line or not in_article:
        return sentence
    return replace(sentence, span=(start + in_article, end), text=sentence.text[in_line:])


def _fit(usable: Sequence[Sentence], most: int, most_words: int) -> tuple[Line, ...]:
    lines: list[Line] = []
    left = most_words
    for sentence in usable:
        size = measure(sentence.text)
        if size > left or len(lines) == most:
            break  # what comes after a gap would lean on what is not there
        lines.append(Line(text=sentence.text, how="copied", evidence=(sentence.span,)))
        left -= size
    if not lines and usable:
        lines.append(
            Line(text=_begin(usable[0].text, most_words), how="shortened", evidence=(usable[0].span,))
        )
    return tuple(lines)


def measure(text: str) -> int:
    """Length in words; a script that writes no spaces counts two characters as a word."""
    dense = sum("\u3040" <= character <= "\u9fff" or "\u0e00" <= character <= "\u0e7f" for character in text)
    return text.count(" ") + 1 + dense // 2


def _begin(text: str, most_words: int) -> str:
    words = text[: most_words * 12].split(" ")[:most_words]
    begin = " ".join(words)
    if len(words) == 1:
        begin = begin[: most_words * 2]
    return begin.rstrip(" ,;:–—-") + "…"
