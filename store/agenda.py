"""What articles announce, day by day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Text, delete, insert, select

from store.database import Database
from store.quoted import outlet
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
        query = _announced(first, last).limit(limit)
        if country is not None:
            query = query.where(agenda.c.countries.cast(Text).like(f'%"{country}"%'))
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        events: dict[tuple[str, int], AgendaItem] = {}
        for row in rows:
            # Two announcements of one story for one day are mostly one event in two wordings.
            key = (row.on_date, row.story if row.story is not None else -row.id)
            events.setdefault(key, _item(row))
        return list(events.values())


def _announced(first: date, last: date) -> Any:
    """Events of these days with what is shown of their articles, the newest article of a day first."""
    return (
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
    )


def _item(row: "Row[*tuple[Any, ...]]") -> AgendaItem:
    return AgendaItem(
        on=date.fromisoformat(row.on_date),
        text=row.text,
        outlet=outlet(row),
        url=row.url,
        countries=tuple(row.countries),
        story_id=row.story,
        published=row.published_at,
    )
