"""What an article adds beside its story: who said what (`store.ledger.Ledger` itself), and what it announces."""

from store.agenda import Agenda, Announced
from store.articles import Articles
from summarizer.stories.agenda import announcements


class AgendaKeeper:
    """Reads an article's announcements into the agenda. Safe to repeat."""

    def __init__(self, articles: Articles, agenda: Agenda) -> None:
        self._articles = articles
        self._agenda = agenda

    def keep(self, article_id: int) -> None:
        """Read and store."""
        stored = self._articles.get(article_id)
        if stored is None or stored.article.published is None:
            return
        article = stored.article
        assert article.published is not None
        found = announcements(article.text, article.published, article.language)
        self._agenda.keep(
            article_id,
            [Announced(on=one.on, text=one.text, start=one.span[0], end=one.span[1]) for one in found],
        )
