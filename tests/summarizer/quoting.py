"""One extractor for all quote tests: the parser takes seconds to load and keeps no state between articles."""

from functools import cache

from summarizer.models.syntax import Syntax
from summarizer.quotes.extraction import QuoteExtractor
from summarizer.types import Document, Quote


@cache
def extractor() -> QuoteExtractor:
    return QuoteExtractor(Syntax())


def quotes_of(text: str, language: str = "en") -> tuple[Quote, ...]:
    return extractor().extract(Document(text=text, language=language))


def saying(quotes: tuple[Quote, ...], words: str) -> Quote:
    """The one quote that holds `words`."""
    found = [quote for quote in quotes if words in quote.text]
    assert len(found) == 1, f"{len(found)} quotes hold {words!r}"
    return found[0]
