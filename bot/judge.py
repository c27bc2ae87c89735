"""The pure text judgements of `news`, as the one object that ingest asks."""

from news.duplicates import copies_of, signature
from news.revisions import compare
from news.types import Article, Relevance, Revision


class NewsJudge:
    """Relevance, copies and changes. Stateless; safe in any thread."""

    def relevance(self, title: str, text: str, language: str | None) -> Relevance:
        """Is it diplomacy, and about whom?"""
        from news.relevance import score

        return score(title, text, language)

    def signature(self, text: str) -> bytes:
        """MinHash of the words."""
        return signature(text)

    def copy_of(self, signature: bytes, others: list[tuple[int, bytes]]) -> int | None:
        """The oldest article it copies, if any."""
        copies = copies_of(signature, [other for _, other in others])
        return others[copies[0]][0] if copies else None

    def compare(self, before: Article, after: Article) -> Revision:
        """What changed between two versions."""
        return compare(before, after)
