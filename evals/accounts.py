"""What became of what was published and sent: counted in the database and at the server that received it."""

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from sqlalchemy import select

from bot.texts import texts
from evals.press import Press
from store.database import Database
from store.schema import articles as article_rows
from store.schema import entries, outbox
from tests.botapi.client import BotApi, Sent, User

PATIENCE_S = 60.0
"""A command that is not answered by then has failed."""


@dataclass
class Question:
    """A command and what came back."""

    command: str
    asked_at: float
    answered_at: float | None = None
    failed: bool = False
    answer: str = ""

    @property
    def seconds(self) -> float | None:
        """Until the answer; None without one in time."""
        if self.answered_at is None or self.answered_at - self.asked_at > PATIENCE_S:
            return None
        return self.answered_at - self.asked_at


class Follower:
    """Reads along what the bot sends, from a thread of its own, and matches answers with questions."""

    def __init__(self, api: BotApi) -> None:
        self.sent: list[Sent] = []
        self.questions: dict[int, Question] = {}
        self.answered_twice = 0
        """Answers that came again: of unknown fate, they were sent once more."""
        self._api = api
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._sorry = {texts("en").plain(f"error.{key}") for key in ("failed", "busy")}

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(10)

    def _follow(self) -> None:
        last = 0
        while not self._stop.is_set():
            for one in self._api.wait_for_news(after=last, wait_s=1.0):
                last = one.seq
                if one.is_message:
                    self.sent.append(one)
                    self._answered(one)

    def _answered(self, one: Sent) -> None:
        question = self.questions.get(one.chat_id or 0)
        if question is None:
            return
        if question.answered_at is None:
            question.answered_at = one.at
            question.failed = one.text in self._sorry
            question.answer = one.text
        elif one.method == "sendMessage" and one.text == question.answer:
            self.answered_twice += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What became of articles and messages, by the database and by the server that received them."""

    published: int
    told: int
    later: int
    """Entries whose page could not be read and that wait for their next try."""
    given_up: int
    pushes: Counter[str]
    """Rows of the outbox by state."""
    lost: int
    """Messages that are neither received nor known to have failed."""
    doubled: int
    unknown_arrived: int


def settle(database: Database, press: Press, follower: Follower, chats: Sequence[User]) -> Account:
    """Compare both ends. `chats` have said /start once, been answered, and followed nothing: they hear the same."""
    with database.read() as connection:
        told = connection.scalars(select(article_rows.c.url).where(article_rows.c.state == "told")).all()
        states = Counter(connection.scalars(select(entries.c.state)).all())
        rows = connection.execute(
            select(outbox.c.kind, outbox.c.key, outbox.c.chat_id, outbox.c.state, outbox.c.message_id)
        ).all()
    received = {(one.chat_id, one.message_id) for one in follower.sent}
    members = {chat.id for chat in chats}
    messages = [one for one in follower.sent if one.chat_id in members and one.method == "sendMessage"]
    told_to = Counter(row.key for row in rows if row.kind == "push")
    missing = sum(len(members) - count for count in told_to.values())
    unseen = sum(row.state == "sent" and (row.chat_id, row.message_id) not in received for row in rows)
    dead = sum(row.state in {"dead", "pending", "leased", "sending"} for row in rows)
    sent = sum(row.state == "sent" and row.chat_id in members for row in rows)
    doubled = sum(count - 1 for count in Counter((one.chat_id, one.html) for one in messages).values())
    return Account(
        published=len(press.pieces),
        told=len(told),
        later=states["new"],
        given_up=states["failed"],
        pushes=Counter(row.state for row in rows),
        lost=missing + unseen + dead,
        doubled=doubled,
        # Every chat's first message is the answer to /start, which is no row.
        unknown_arrived=max(0, len(messages) - len(members) - sent),
    )
