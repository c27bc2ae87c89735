"""Leases: which process does what only one may do, such as sending for a token.

Knows names and owners. Every change of owner raises the fence, so that a leader that slept can be told from the new one.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from store.database import Database, insert_into
from store.schema import leases

# An end further ahead was written before the clock was set back; without this nobody would lead for that hour.
LONGEST_LEASE = timedelta(minutes=5)


class Leases:
    """The leases of one database. `clock` gives the time in UTC."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._clock = clock

    def take(self, name: str, owner: str, lease_s: float) -> int | None:
        """Take or renew; return the fence, or None while somebody else holds it."""
        now = self._clock()
        until = now + timedelta(seconds=lease_s)
        with self._db.write() as connection:
            connection.execute(
                insert_into(connection, leases)
                .values(name=name, owner=owner, until=until, fence=0)
                .on_conflict_do_nothing()
            )
            renewed = connection.execute(
                update(leases).where(leases.c.name == name, leases.c.owner == owner).values(until=until)
            ).rowcount
            if not renewed:
                over = or_(leases.c.until <= now, leases.c.until > now + LONGEST_LEASE)
                taken = connection.execute(
                    update(leases)
                    .where(leases.c.name == name, over)
                    .values(owner=owner, until=until, fence=leases.c.fence + 1)
                ).rowcount
                if not taken:
                    return None
            return connection.scalar(select(leases.c.fence).where(leases.c.name == name))

    def release(self, name: str, owner: str) -> None:
        """Let somebody else take it at once."""
        with self._db.write() as connection:
            connection.execute(
                update(leases)
                .where(leases.c.name == name, leases.c.owner == owner)
                .values(until=self._clock(), owner="")
            )

    def holder(self, name: str) -> str | None:
        """Who holds it now; None: nobody."""
        with self._db.read() as connection:
            query = select(leases.c.owner).where(leases.c.name == name, leases.c.until > self._clock())
            return connection.scalar(query)
