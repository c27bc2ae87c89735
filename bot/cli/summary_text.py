"""An analysis for a person at a terminal."""

import re
import textwrap
from collections.abc import Iterator

from bot.cli.inputs import Given
from summarizer.quotes.key_quotes import display, reported, worth_reading
from summarizer.types import Analysis, Line, Quote

WIDTH = 100
RUN = 3
"""Words in a row that a line has from a sentence it tells."""
_BRACKETED = re.compile(r"\[([^\]]+)\]")


def as_text(given: Given, analysis: Analysis, *, evidence: bool, every_quote: bool) -> str:
    """Title, summary and quotes; with `evidence`, each line's source below it."""
    return "\n".join(_parts(given, analysis, evidence=evidence, every_quote=every_quote))


def _parts(given: Given, analysis: Analysis, *, evidence: bool, every_quote: bool) -> Iterator[str]:
    summary = analysis.summary
    if summary.headline:
        yield summary.headline.text
    if summary.lead_only:
        yield f"(the article's own first sentences; its language: {summary.language})"
    elif summary.kind not in {"news", "flash"}:
        yield f"({summary.kind})"
    yield ""
    for line in summary.bullets:
        yield _wrap(line.text, "• ")
        if evidence:
            yield from _sources(given, line)
    quotes = worth_reading(analysis.quotes) if every_quote else analysis.key_quotes
    if quotes:
        yield ""
    for quote in quotes:
        yield from _quote(given, quote)


def _sources(given: Given, line: Line) -> Iterator[str]:
    for span in line.evidence:
        start, end = given.clean.to_source(span)
        source = " ".join(given.text[start:end].split())
        yield _wrap(source, f"    {_how(source, line)} from {start}-{end}: ")


def _how(source: str, line: Line) -> str:
    """Of one sentence: of two joined in a line one may stand there whole, another may only lend a [name]."""
    if source in line.text:
        return "copied"
    words = source.split()
    told = any(" ".join(words[k : k + RUN]) in line.text for k in range(max(1, len(words) - RUN + 1)))
    lends = any(name in source for name in _BRACKETED.findall(line.text))
    return "name" if lends and not told else line.how


def _quote(given: Given, quote: Quote) -> Iterator[str]:
    start, end = given.clean.to_source((quote.start, quote.end))
    words, said = display(quote)
    # Of a report the content alone would drop the "denied that" before it.
    shown = reported(quote, given.document.text) if quote.kind == "indirect" else f"“{words}”"
    yield _wrap(shown, "  ")
    yield f"    — {said or quote.speaker or 'speaker left open'}  [{quote.kind}, {start}-{end}]"


def _wrap(text: str, lead: str) -> str:
    indent = " " * min(len(lead), 6)
    return textwrap.fill(text, WIDTH, initial_indent=lead, subsequent_indent=indent, break_on_hyphens=False)
