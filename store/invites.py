"""People who may use an invite-only bot."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import exists, select

from store.database import Database, insert_into
from store.schema import invites


class Invites:
    """Who was invited, and by whom."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def has(self, user_id: int) -> bool:
        """May this person use the bot?"""
        with self._database.read() as connection:
            return bool(connection.scalar(select(exists().where(invites.c.user_id == user_id))))

    def add(self, user_id: int, invited_by: int | None) -> None:
        """Let a person in; a second invitation changes nothing."""
        with self._database.write() as connection:
            row = {"user_id": user_id, "invited_by": invited_by, "created_at": self._clock()}
            connection.execute(insert_into(connection, invites).values(**row).on_conflict_do_nothing())
