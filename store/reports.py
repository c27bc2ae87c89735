"""What readers say is wrong: the words they saw, and the words of the article these rest on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update

from store.database import Database
from store.schema import articles, reports, stories


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report; `id` is None before it is stored."""

    chat_id: int
    user_id: int | None
    what: str
    """summary | quote"""
    shown: str
    evidence: str
    story_id: int | None = None
    article_id: int | None = None
    id: int | None = None
    created_at: datetime | None = None


class Reports:
    """Reports and which of them an owner has looked at."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def add(self, report: Report) -> int | None:
        """Store a report and return its id; None when this person reported the same words before."""
        same = [
            reports.c.chat_id == report.chat_id,
            reports.c.user_id == report.user_id,
            reports.c.shown == report.shown,
        ]
        values = {name: getattr(report, name) for name in _STORED}
        with self._database.write() as connection:
            if connection.scalar(select(func.count()).where(*same)):
                return None
            # What is reported may have been pruned meanwhile; the report says by itself what was shown.
            values |= {
                "story_id": select(stories.c.id).where(stories.c.id == report.story_id).scalar_subquery(),
                "article_id": select(articles.c.id)
                .where(articles.c.id == report.article_id)
                .scalar_subquery(),
            }
            result = connection.execute(insert(reports).values(created_at=self._clock(), **values))
            key = result.inserted_primary_key
        return int(key[0]) if key else None

    def waiting(self, limit: int = 10) -> list[Report]:
        """Reports that nobody has looked at, oldest first."""
        query = select(reports).where(reports.c.seen_at.is_(None)).order_by(reports.c.id).limit(limit)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return [Report(**{name: getattr(row, name) for name in Report.__slots__}) for row in rows]

    def count_waiting(self) -> int:
        """How many wait."""
        with self._database.read() as connection:
            return connection.scalar(select(func.count()).where(reports.c.seen_at.is_(None))) or 0

    def seen(self, report_id: int) -> None:
        """An owner has looked at it."""
        with self._database.write() as connection:
            connection.execute(update(reports).where(reports.c.id == report_id).values(seen_at=self._clock()))


_STORED = ("chat_id", "user_id", "what", "shown", "evidence", "story_id", "article_id")
