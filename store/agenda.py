"""What articles announce, day by day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Text, delete, insert, select

from store.database import Database
from store.schema import agenda, articles
from store.views import AgendaItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """Something that an article announces for a day."""

    on: date
    text: str
    start: int
    end: int


class Agenda:
    """The announcements."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, article_id: int, found: Iterable[Announced]) -> None:
        """Replace what an article announces. Safe to repeat."""
        with self._database.write() as connection:
            row = connection.execute(select(articles.c.countries).where(articles.c.id == article_id)).first()
            connection.execute(delete(agenda).where(agenda.c.article_id == article_id))
            rows = [
                {
                    "article_id": article_id,
                    "on_date": one.on.isoformat(),
                    "text": one.text,
                    "start": one.start,
                    "end": one.end,
                    "countries": [] if row is None else list(row.countries),
                }
                for one in found
            ]
            if rows:
                connection.execute(insert(agenda), rows)

    def between(
        self, first: date, last: date, *, country: str | None = None, limit: int = 200
    ) -> list[AgendaItem]:
        """What is announced for these days, by day; of one event in one story the newest article's words."""
        query = (
            select(
                agenda,
                articles.c.url,
                articles.c.source_name,
                articles.c.site,
                articles.c.published_at,
                articles.c.story_id.label("story"),
            )
            .join(articles, articles.c.id == agenda.c.article_id)
            .where(
                agenda.c.on_date >= first.isoformat(),
                agenda.c.on_date <= last.isoformat(),
                articles.c.withdrawn_at.is_(None),
                articles.c.wire_copy_of.is_(None),
            )
            .order_by(agenda.c.on_date, articles.c.published_at.desc(), agenda.c.id)
            .limit(limit)
        )
        if country is not None:
            query = query.where(agenda.c.countries.cast(Text).like(f'%"{country}"%'))
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        seen: set[tuple[str, int]] = set()
        items = []
        for row in rows:
            # Two announcements of one story for one day are mostly one event in two wordings.
            key = (row.on_date, row.story if row.story is not None else -row.id)
            if key not in seen:
                seen.add(key)
                items.append(
                    AgendaItem(
                        on=date.fromisoformat(row.on_date),
                        text=row.text,
                        outlet=row.source_name or row.site or "",
                        url=row.url,
                        countries=tuple(row.countries),
                        story_id=row.story,
                        published=row.published_at,
                    )
                )
        return items
