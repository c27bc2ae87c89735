"""The pure text judgements of `news`, as the one object that ingest asks."""

from news.duplicates import signature
from news.revisions import compare
from news.types import Article, Relevance, Revision


class NewsJudge:
    """Relevance, signatures and changes. Stateless; safe in any thread."""

    def relevance(self, title: str, text: str, language: str | None) -> Relevance:
        """Is it diplomacy, and about whom?"""
        from news.relevance import score

        return score(title, text, language)

    def signature(self, text: str) -> bytes:
        """MinHash of the words."""
        return signature(text)

    def compare(self, before: Article, after: Article) -> Revision:
        """What changed between two versions."""
        return compare(before, after)
