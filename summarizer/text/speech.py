"""Which sentences are somebody's words without saying whose: never to be printed as the article's own statement.

Knows quotation marks, speakers' labels and paragraphs of speech whose marks are missing; knows no parse.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from summarizer.text.structure import LABEL, Sentence, Structure

_OPEN: Final = "“«„"
_CLOSE: Final = "”»"
_FIRST_PERSON: Final = frozenset("we i our my us i'm we're i've we've i'll we'll".split())
_SPEECH_TAIL: Final = re.compile(
    # "… acceptable to all parties,Orlan emphasised." with the marks lost on the way
    r"[,.!?]\s?(?:[A-ZÀ-ÞА-Я][\w.'’-]*\s){1,4}(?:said|says|added|emphasi[sz]ed|stressed|noted|stated|told|declared|"
    r"explained|concluded|insisted|warned|argued|wrote|continued|remarked)\b[^.]{0,60}\.?$"
    r"|[,.!?]\s?(?:he|she|said|says|added)\s[^.,]{0,60}\.?$"
)


def unattributed(structure: Structure) -> frozenset[int]:
    """Indices of the sentences that are speech and do not name their speaker."""
    found: set[int] = set()
    carried = False
    for _, group in groupby(structure.sentences, key=lambda sentence: sentence.paragraph):
        paragraph = list(group)
        inside, carried = _marked(paragraph, carried=carried)
        found.update(inside)
        if LABEL.match(paragraph[0].text) and structure.kind in {"interview", "transcript"}:
            found.update(sentence.index for sentence in paragraph)
        found.update(_unmarked(paragraph))
    return frozenset(found)


def _marked(paragraph: Sequence[Sentence], *, carried: bool) -> tuple[list[int], bool]:
    """Sentences inside quotation marks, and whether the marks are open at the end of the paragraph.

    A paragraph that goes on with a quotation opens it again; one that does not has closed it, whatever its marks say.
    """
    opened = carried and paragraph[0].text[:1] in _OPEN
    inside = []
    for sentence in paragraph:
        began = opened
        for character in sentence.text:
            if character in _OPEN:
                opened = True
            elif character in _CLOSE:
                opened = False
            elif character == '"':
                opened = not opened
        if began or _is_whole_quotation(sentence.text):
            inside.append(sentence.index)
    return inside, opened


def _is_whole_quotation(text: str) -> bool:
    bare = text.rstrip(" .,")
    if len(bare) < 2 or bare[0] not in _OPEN + '"' or bare[-1] not in _CLOSE + '"':  # noqa: PLR2004 - two marks
        return False
    return not any(mark in bare[1:-1] for mark in '“”"«»')


def _unmarked(paragraph: Sequence[Sentence]) -> Iterator[int]:
    """A paragraph in the first person, without a mark, that ends with who said it."""
    if any(mark in sentence.text for sentence in paragraph for mark in '“”"«»'):
        return
    if not _SPEECH_TAIL.search(paragraph[-1].text):
        return
    speaking = [k for k, sentence in enumerate(paragraph) if _FIRST_PERSON.intersection(sentence.words)]
    if speaking:
        yield from (sentence.index for sentence in paragraph[speaking[0] :])
