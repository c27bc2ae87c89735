"""Rows in somebody's hands: a worker's leases on sources, entries and articles, kept while it works, given back when it stops.

Knows the columns `leased_until` and `leased_by`, which the three tables share; what is claimed, and why, is the tables' own
files' business.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Literal

from sqlalchemy import update

from store.database import Database
from store.schema import articles, entries, sources

Kind = Literal["sources", "entries", "articles"]

TABLES = {"sources": sources, "entries": entries, "articles": articles}


class Claims:
    """The leases of one worker, named in rows by `owner`."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def renew(self, kind: Kind, ids: Collection[int], until: datetime) -> int:
        """Hold these rows until then; return how many are still ours. A row that somebody took over stays theirs."""
        table = TABLES[kind]
        mine = update(table).where(table.c.id.in_(ids), table.c.leased_by == self._owner)
        with self._database.write() as connection:
            return connection.execute(mine.values(leased_until=until)).rowcount

    def release(self) -> int:
        """Give back everything that is ours, for others or our own next start; return how many rows."""
        freed = 0
        with self._database.write() as connection:
            for table in TABLES.values():
                mine = update(table).where(table.c.leased_by == self._owner)
                freed += connection.execute(mine.values(leased_until=None, leased_by=None)).rowcount
        return freed
