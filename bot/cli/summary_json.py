"""An analysis as JSON for programs, with offsets into the text as it was given. The format is in docs/cli.md."""

from dataclasses import asdict
from typing import Any

from bot.cli.inputs import Given
from summarizer.types import Analysis, Line, Quote, Span


def as_json(given: Given, analysis: Analysis) -> dict[str, Any]:
    """One object an article."""
    summary = analysis.summary
    headline = summary.headline
    return {
        "id": given.id,
        "title": given.document.title,
        "language": summary.language,
        "kind": summary.kind,
        "engine": summary.engine,
        "lead_only": summary.lead_only,
        "headline": headline.text if headline else None,
        "headline_line": _line(given, headline) if headline else None,
        "push": [_line(given, line) for line in summary.push],
        "bullets": [_line(given, line) for line in summary.bullets],
        "quotes": [_quote(given, quote) for quote in analysis.key_quotes],
        "all_quotes": [_quote(given, quote) for quote in analysis.quotes],
        "rejected": list(summary.rejected),
    }


def _line(given: Given, line: Line) -> dict[str, Any]:
    evidence = [list(given.clean.to_source(span)) for span in line.evidence]
    return {"text": line.text, "how": line.how, "evidence": evidence}


def _quote(given: Given, quote: Quote) -> dict[str, Any]:
    start, end = given.clean.to_source((quote.start, quote.end))
    found = asdict(quote) | {"start": start, "end": end, "text": given.text[start:end]}
    if quote.speaker_start is not None and quote.speaker_end is not None:
        speaker: Span = given.clean.to_source((quote.speaker_start, quote.speaker_end))
        found |= {
            "speaker_start": speaker[0],
            "speaker_end": speaker[1],
            "speaker": given.text[slice(*speaker)],
        }
    return found
