"""Fakes for engines that write: an extractor, a writer that remembers, and an oracle that reads facts its own way."""

import re
from collections.abc import Callable, Sequence

from summarizer.text.sentences import sentences
from summarizer.types import Document, Line, Summary
from summarizer.writers.prompt import Prompt
from summarizer.writers.rewrite import WriterError

ARTICLE = (
    "KESTRIN, Valdoria — Foreign Minister Ada Brankov of Valdoria met her Morvanian counterpart, Joran Tell, in Kestrin on"
    " Monday to discuss the closure of the Ostren strait.\n"
    '"We will not close the strait, and we never said that we would," Brankov told reporters after the talks.\n'
    "About 1,200 soldiers were moved to the border on 3 May, according to former President Milo Dane.\n"
    "The move may cost 1.2 million crowns, or 5% of the budget. The two ministers did not sign an agreement."
)


class Lead:
    """An engine whose lines are the first sentences."""

    name = "built-in"

    def __init__(self, language: str = "en") -> None:
        self.language = language

    def summarize(self, documents: Sequence[Document]) -> list[Summary]:
        return [self._summary(document) for document in documents]

    def _summary(self, document: Document) -> Summary:
        spans = sentences(document.text)[:3]
        lines = tuple(
            Line(text=" ".join(document.text[a:b].split()), how="copied", evidence=((a, b),))
            for a, b in spans
        )
        return Summary(language=self.language, headline=None, push=lines[:2], bullets=lines)


class Scripted:
    """A writer that answers from a function or a list and remembers what it was asked."""

    name = "scripted"
    most_characters = 4_000

    def __init__(self, answer: Callable[[Prompt], str] | Sequence[str] | Exception) -> None:
        self.answer = answer
        self.asked: list[Prompt] = []

    def write(self, prompts: Sequence[Prompt]) -> list[str]:
        self.asked.extend(prompts)
        if isinstance(self.answer, Exception):
            raise self.answer
        if callable(self.answer):
            return [self.answer(prompt) for prompt in prompts]
        return list(self.answer)


def down() -> WriterError:
    return WriterError("the server is down")


def unsupported(line: str, article: str) -> list[str]:
    """Numbers, capitalised words and quoted strings of `line` that `article` does not have, read without the product's code."""
    low = article.lower()
    words = set(re.findall(r"\w+", low))
    bad = [n for n in re.findall(r"\d+(?:[.,]\d+)*", line) if n not in article]
    for word in re.findall(r"[^\W\d_]\w*", line):
        at_start = re.match(r"\W*" + re.escape(word), line) is not None
        kin = any(len(w) > 4 and w[:5] == word.lower()[:5] for w in words)
        if word[0].isupper() and word.lower() not in words and not kin and not (at_start and word in OPENERS):
            bad.append(word)
    plain = re.sub(r"\s+", " ", re.sub(r"[“”„\"]", '"', low))
    quotes = re.findall(r"[“\"]([^“”\"]+)[”\"]", line)
    bad.extend(q for q in quotes if re.sub(r"\s+", " ", q.lower()).strip(" ,.;:!?'-…") not in plain)
    return bad


OPENERS = frozenset("The A An It He She They In On At But And This That After Before About Two Three".split())
