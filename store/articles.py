"""Articles as rows: what was read, what it says, and every revision.

Each step of the pipeline is a claim (a lease on what is due) and a save; a crash between the two repeats the step.
Knows no fetching, no model and no story.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import Row, and_, delete, func, insert, or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from news.types import Article, Relevance, Revision
from store.database import Database, insert_into, json_safe
from store.schema import articles, entries, quotes, revisions
from summarizer.types import Analysis, Document, Line, Quote, Summary

MAX_ATTEMPTS = 4
"""Analyses of one article before it is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """An article with its row id."""

    id: int
    article: Article
    source_name: str
    region: str
    revision: int
    push: bool = True
    """False for articles of a source's first fetch: no news to anybody."""
    attempts: int = 0
    state: str = "read"

    @property
    def document(self) -> Document:
        """What the summarizer reads."""
        article = self.article
        return Document(
            text=article.text, title=article.title, language=article.language, published=article.published
        )


class Articles:
    """What was read, and the work queue from read to analysed to told."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        article: Article,
        *,
        now: datetime,
        source_id: int | None,
        source_name: str,
        region: str,
        relevance: Relevance,
        minhash: bytes | None = None,
        wire_copy_of: int | None = None,
        push: bool = True,
        state: str = "read",
    ) -> tuple[int, bool]:
        """Insert the article unless its URL is known; return its id and whether it is new."""
        values = _article_values(article, relevance, now)
        values |= {"minhash": minhash, "wire_copy_of": wire_copy_of, "push": push, "state": state}
        values |= {"source_id": source_id, "source_name": source_name, "region": region, "first_seen_at": now}
        with self._database.write() as connection:
            known = connection.scalar(select(articles.c.id).where(articles.c.url == article.url))
            if known is not None:
                return known, False
            row = insert_into(connection, articles).values(**values).on_conflict_do_nothing()
            new = connection.scalar(row.returning(articles.c.id))
            # Somebody else may have read it meanwhile: a source's article, and a reader's link to it.
            here = select(articles.c.id).where(articles.c.url == article.url)
            return (new, True) if new is not None else (connection.execute(here).scalar_one(), False)

    def revise(
        self, article_id: int, article: Article, revision: Revision, *, relevance: Relevance, now: datetime
    ) -> None:
        """Replace the words, keep the old ones as a revision; a substantial change is analysed again."""
        values = _article_values(article, relevance, now)
        del values["published_at"], values["url"]
        with self._database.write() as connection:
            known = connection.execute(select(articles).where(articles.c.id == article_id)).one()
            connection.execute(
                insert(revisions).values(
                    article_id=article_id,
                    revision=known.revision,
                    seen_at=now,
                    title=known.title,
                    text=known.text,
                    added=list(revision.added),
                    removed=list(revision.removed),
                    substantial=revision.substantial,
                )
            )
            values |= {"state": "read", "revision": known.revision + 1, "revised_at": now, "attempts": 0}
            connection.execute(update(articles).where(articles.c.id == article_id).values(**values))

    def get(self, article_id: int) -> StoredArticle | None:
        """One article, or None."""
        return self._one(articles.c.id == article_id)

    def by_url(self, url: str) -> StoredArticle | None:
        """The article of a canonical URL, or None."""
        return self._one(articles.c.url == url)

    def _one(self, where: ColumnElement[bool]) -> StoredArticle | None:
        with self._database.read() as connection:
            row = connection.execute(select(articles).where(where)).first()
        return None if row is None else _stored(row)

    def claim(
        self, state: str, now: datetime, *, owner: str, limit: int, lease: timedelta
    ) -> list[StoredArticle]:
        """Lease articles in a state ("read": to analyse, "analysed": to file into stories), oldest first."""
        due = (
            select(articles.c.id)
            .where(articles.c.state == state, _free(articles.c.leased_until, now))
            .order_by(articles.c.published_at, articles.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        with self._database.write() as connection:
            rows = connection.execute(
                update(articles)
                .where(articles.c.id.in_(due.scalar_subquery()))
                .values(leased_until=now + lease, leased_by=owner)
                .returning(articles)
            ).all()
        return [_stored(row) for row in sorted(rows, key=lambda row: (row.published_at, row.id))]

    def adopt(self, article_id: int, *, source_id: int, source_name: str, region: str, push: bool) -> None:
        """A source brings what so far only somebody had asked for: from now on it is news."""
        values = {"source_id": source_id, "source_name": source_name, "region": region, "push": push}
        with self._database.write() as connection:
            connection.execute(
                update(articles)
                .where(articles.c.id == article_id, articles.c.state == "asked")
                .values(state="read", **values)
            )

    def move(self, article_id: int, article: Article, *, source_id: int) -> bool:
        """Give a stored article its new address if `article` is the same of title, date and source; else False.

        Sites that change their addresses would otherwise bring every article twice and withdraw the first.
        """
        with self._database.write() as connection:
            row = connection.execute(select(articles).where(articles.c.id == article_id)).first()
            if (
                row is None
                or row.source_id != source_id
                or row.published_at != article.published
                or _flat(row.title.casefold()) != _flat(article.title.casefold())
            ):
                return False
            values = {"url": article.url, "withdrawn_at": None, "withdrawal_told_at": None}
            connection.execute(update(articles).where(articles.c.id == article_id).values(**values))
        return True

    def save_analysis(
        self,
        article_id: int,
        analysis: Analysis,
        now: datetime,
        *,
        state: str = "analysed",
        owner: str | None = None,
    ) -> bool:
        """Store summary, quotes and vector; the quotes of an earlier revision are replaced.

        False, and nothing written, when `owner` no longer holds the article: whoever took over analyses it as well.
        """
        with self._database.write() as connection:
            row = connection.execute(
                select(articles).where(articles.c.id == article_id).with_for_update()
            ).one()
            if owner is not None and row.leased_by != owner:
                return False
            connection.execute(delete(quotes).where(quotes.c.article_id == article_id))
            if rows := _quote_rows(row, analysis):
                connection.execute(insert(quotes), rows)
            connection.execute(
                update(articles)
                .where(articles.c.id == article_id)
                .values(
                    state=state,
                    summary=json_safe(asdict(analysis.summary)),
                    language=row.language or analysis.summary.language,
                    vector=np.asarray(analysis.vector, dtype="<f2").tobytes(),
                    analysed_at=now,
                    error=None,
                    attempts=0,
                    leased_until=None,
                    leased_by=None,
                )
            )
        return True

    def free(self, state: str) -> int:
        """Take back every lease on articles in a state, for work that only one process does; how many there were."""
        with self._database.write() as connection:
            return connection.execute(
                update(articles)
                .where(articles.c.state == state, articles.c.leased_by.is_not(None))
                .values(leased_until=None, leased_by=None)
            ).rowcount

    def set_state(self, article_id: int, state: str) -> None:
        """Move an article on and give its lease back."""
        with self._database.write() as connection:
            connection.execute(
                update(articles)
                .where(articles.c.id == article_id)
                .values(state=state, error=None, leased_until=None, leased_by=None)
            )

    def retry(self, stored: StoredArticle, error: str, now: datetime) -> bool:
        """A step failed for now: try it again after a minute, give up after MAX_ATTEMPTS. False: given up."""
        attempts = stored.attempts + 1
        values: dict[str, Any] = {"attempts": attempts, "error": error, "leased_by": None}
        values["leased_until"] = now + timedelta(minutes=attempts)
        if attempts >= MAX_ATTEMPTS:
            values |= {"state": "failed", "leased_until": None}
        with self._database.write() as connection:
            connection.execute(update(articles).where(articles.c.id == stored.id).values(**values))
        return attempts < MAX_ATTEMPTS

    def signatures(self, since: datetime, *, after_id: int = 0) -> list[tuple[int, datetime, bytes]]:
        """MinHash signatures of articles first seen since then, with that time, by id, to find wire copies."""
        query = (
            select(articles.c.id, articles.c.first_seen_at, articles.c.minhash)
            .where(
                articles.c.id > after_id,
                articles.c.first_seen_at >= since,
                articles.c.minhash.is_not(None),
                articles.c.wire_copy_of.is_(None),
            )
            .order_by(articles.c.id)
        )
        with self._database.read() as connection:
            return [(row.id, row.first_seen_at, row.minhash) for row in connection.execute(query)]

    def oldest(self, ids: Sequence[int]) -> int | None:
        """The lowest of these ids that is still stored."""
        if not ids:
            return None
        with self._database.read() as connection:
            found: int | None = connection.scalar(
                select(func.min(articles.c.id)).where(articles.c.id.in_(ids))
            )
        return found

    def to_recheck(self, now: datetime, *, every: timedelta, limit: int) -> list[StoredArticle]:
        """Articles whose page is due to be read again for corrections.

        `every` for the first six of its length, then six times less often, given up after thirty.
        """
        young = and_(articles.c.first_seen_at >= now - 6 * every, articles.c.checked_at <= now - every)
        due = or_(young, articles.c.checked_at <= now - 6 * every)
        fresh = articles.c.first_seen_at >= now - 30 * every
        query = (
            select(articles)
            .where(fresh, due, articles.c.withdrawn_at.is_(None), articles.c.state.in_(["analysed", "told"]))
            .order_by(articles.c.checked_at)
            .limit(limit)
        )
        with self._database.read() as connection:
            return [_stored(row) for row in connection.execute(query)]

    def checked(self, article_id: int, now: datetime, *, withdrawn: bool = False) -> None:
        """The page was asked again; `withdrawn` when it is gone for good (404, 410)."""
        values: dict[str, Any] = {"checked_at": now} | ({"withdrawn_at": now} if withdrawn else {})
        with self._database.write() as connection:
            connection.execute(update(articles).where(articles.c.id == article_id).values(**values))

    def prune(self, before: datetime) -> int:
        """Delete articles that were first seen before then and their entries; return how many."""
        with self._database.write() as connection:
            connection.execute(delete(entries).where(entries.c.first_seen_at < before))
            return connection.execute(delete(articles).where(articles.c.first_seen_at < before)).rowcount

    def refused_share(self, last: int) -> float | None:
        """Share of the last so many analysed articles in which the gate refused a line; None for fewer articles."""
        query = (
            select(articles.c.summary)
            .where(articles.c.analysed_at.is_not(None))
            .order_by(articles.c.analysed_at.desc())
            .limit(last)
        )
        with self._database.read() as connection:
            summaries = connection.scalars(query).all()
        if len(summaries) < last:
            return None
        return sum(bool(summary and summary.get("rejected")) for summary in summaries) / last

    def count(self, state: str | None = None, since: datetime | None = None) -> int:
        """How many articles, in a state and since a time if given."""
        query = select(func.count()).select_from(articles)
        if state is not None:
            query = query.where(articles.c.state == state)
        if since is not None:
            query = query.where(articles.c.first_seen_at >= since)
        with self._database.read() as connection:
            return connection.scalar(query) or 0


def summary_from_json(value: dict[str, Any]) -> Summary:
    """The Summary that `save_analysis` stored."""

    def line(item: dict[str, Any]) -> Line:
        spans = tuple((start, end) for start, end in item["evidence"])
        return Line(text=item["text"], how=item["how"], evidence=spans)

    lengths = {key: tuple(line(item) for item in value[key]) for key in ("push", "bullets")}
    headline = None if value["headline"] is None else line(value["headline"])
    return Summary(**{**value, **lengths, "headline": headline, "rejected": tuple(value["rejected"])})


def quote_from_row(row: "Row[*tuple[Any, ...]]") -> Quote:
    """The Quote of a row of table quotes."""
    names = [name for name in Quote.__dataclass_fields__ if name != "continues"]
    return Quote(**{name: getattr(row, name) for name in names})


def _article_values(article: Article, relevance: Relevance, now: datetime) -> dict[str, Any]:
    published = article.published or now
    return {
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "language": article.language,
        "authors": list(article.authors),
        "site": article.site,
        "section": article.section,
        "summary_only": article.summary_only,
        "published_at": min(published, now),  # a date in the future is a mistake of the site's clock
        "text_digest": hashlib.sha256((article.title + "\n" + article.text).encode()).hexdigest(),
        "relevance": relevance.score,
        "checked_at": now,
        "reasons": list(relevance.reasons),
        "subjects": list(relevance.subjects),
        "countries": list(relevance.countries),
        "organisations": list(relevance.organisations),
    }


def _quote_rows(row: "Row[*tuple[Any, ...]]", analysis: Analysis) -> Sequence[dict[str, Any]]:
    """Rows of the quotes that are the article's own words; whatever is not is never stored, so never shown."""
    key = {(quote.start, quote.end) for quote in analysis.key_quotes}
    common = {"article_id": row.id, "revision": row.revision, "said_at": row.published_at}
    result = []
    for position, quote in enumerate(analysis.quotes):
        if row.text[quote.start : quote.end] != quote.text:
            continue
        values = asdict(quote)
        del values["continues"]
        if quote.speaker_full is not None and _flat(quote.speaker_full) not in _flat(row.text):
            values["speaker_full"] = None
        if quote.role is not None and _flat(quote.role) not in _flat(row.text):
            values["role"] = None
        is_key = (quote.start, quote.end) in key
        result.append({**common, **values, "position": position, "is_key": is_key})
    return result


def _flat(text: str) -> str:
    return " ".join(text.split())


def _free(leased_until: Any, now: datetime) -> Any:
    return or_(leased_until.is_(None), leased_until < now)


def _stored(row: "Row[*tuple[Any, ...]]") -> StoredArticle:
    article = Article(
        url=row.url,
        title=row.title,
        text=row.text,
        language=row.language,
        published=row.published_at,
        authors=tuple(row.authors),
        site=row.site,
        section=row.section,
        summary_only=row.summary_only,
    )
    return StoredArticle(
        id=row.id,
        article=article,
        source_name=row.source_name,
        region=row.region,
        revision=row.revision,
        push=row.push,
        attempts=row.attempts,
        state=row.state,
    )
