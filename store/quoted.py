"""Quotes as readers are shown them: the query, the view, and the same words once."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, select

from store.schema import articles, quotes
from store.views import QuoteView

_PRONOUNS = frozenset("he she they it i we who you his her him them that which one".split())


def quoted() -> Any:
    """Quotes that still stand, with what is shown of their articles."""
    return (
        select(
            quotes,
            articles.c.url,
            articles.c.source_name,
            articles.c.site,
            articles.c.language,
            articles.c.story_id,
        )
        .join(articles, articles.c.id == quotes.c.article_id)
        .where(quotes.c.withdrawn_at.is_(None), articles.c.withdrawn_at.is_(None))
    )


def quote_view(row: "Row[*tuple[Any, ...]]") -> QuoteView:
    """A row of `quoted()` as readers see it."""
    return QuoteView(
        text=row.text,
        speaker=row.speaker_full or _mention(row.speaker),
        outlet=outlet(row),
        url=row.url,
        role=row.role,
        via=row.via,
        said_at=row.said_at,
        kind=row.kind,
        language=row.language,
        id=row.id,
        article_id=row.article_id,
        story_id=row.story_id,
    )


def _mention(speaker: str | None) -> str | None:
    """How the article names who speaks, if it does: under a quotation, "he" says nothing."""
    return None if speaker is None or speaker.lower() in _PRONOUNS else speaker


def quotes_once(found: Iterable[QuoteView]) -> list[QuoteView]:
    """The same words of the same speaker once: the first that has them, or a longer one that contains them."""
    kept: list[QuoteView] = []
    for quote in found:
        words = letters(quote.text)
        if not any(words in letters(other.text) for other in kept):
            kept.append(quote)
    return kept


def letters(words: str) -> str:
    """Letters and digits alone, in lower case: what is compared to tell whether two texts have the same words."""
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def outlet(row: "Row[*tuple[Any, ...]]") -> str:
    """How an article's source is named."""
    return str(row.source_name or row.site or "")
