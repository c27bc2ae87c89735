"""How long it takes to know who hears a story, by the number of chats.

    python -m evals.audience [--chats 100000]

Every chat is made up: six in ten follow nothing, the rest follow one to eight countries, subjects, people or words. The
stories are made up as well; times are of `store.follows.Follows.audience` on SQLite in a temporary folder.
"""

import argparse
import random
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import insert

from bot.words.following import by_words
from news.subjects import SUBJECTS
from store.database import Database
from store.follows import Follows
from store.migrate import migrate
from store.schema import chats, follows, subscriptions
from store.views import StoryFacts

NOW = datetime(2026, 11, 23, tzinfo=UTC)
COUNTRIES = [f"{a}{b}" for a in "ABCDEFGHIJKLM" for b in "ABCDEFGHIJKLMNO"]
PEOPLE = [f"person {number}" for number in range(5000)]
WORDS = [f"word{number}" for number in range(3000)]
TOLD = 40


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m evals.audience", description=__doc__)
    parser.add_argument(
        "--data", type=Path, help="not needed here; taken so that `make evals` can pass it to all"
    )
    parser.add_argument("--chats", type=int, default=100_000)
    args = parser.parse_args()
    table = Table("chats", "follows", "story", "who hears", "median ms", "most ms")
    for number in (args.chats // 10, args.chats):
        for row in measure(number):
            table.add_row(*row)
    Console(width=100).print(table)


def measure(number: int) -> list[tuple[str, ...]]:
    """Rows of the table for one size."""
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/audience.db")
        migrate(database)
        count = settle(database, number, chance)
        desk = Follows(database, lambda: NOW)
        rows: list[tuple[str, ...]] = []
        for name, importance in (("for followers only", 0.0), ("for everybody", 1.0)):
            sizes, seconds = [], []
            for story_id in range(1, TOLD + 1):
                story = made_up(story_id, importance, chance)
                began = time.perf_counter()
                sizes.append(len(desk.audience(story, threshold=0.6)))
                seconds.append(1000 * (time.perf_counter() - began))
            middle = f"{statistics.median(sizes):,.0f}"
            rows.append(
                (
                    f"{number:,}",
                    f"{count:,}",
                    name,
                    middle,
                    f"{statistics.median(seconds):.0f}",
                    f"{max(seconds):.0f}",
                )
            )
        database.close()
    return rows


def settle(database: Database, number: int, chance: random.Random) -> int:
    """Fill the tables; how many follows there are."""
    places = [
        {"chat_id": n, "type": "private", "created_at": NOW, "changed_at": NOW} for n in range(1, number + 1)
    ]
    mine = [{"id": n, "chat_id": n, "active": True, "created_at": NOW} for n in range(1, number + 1)]
    wanted = [row for n in range(1, number + 1) if chance.random() < 0.4 for row in follow_rows(n, chance)]
    with database.write() as connection:
        for table, rows in ((chats, places), (subscriptions, mine), (follows, wanted)):
            connection.execute(insert(table), rows)
    return len(wanted)


def follow_rows(subscription: int, chance: random.Random) -> list[dict[str, Any]]:
    """What one subscription follows."""
    chosen: dict[tuple[str, str], list[str]] = {}
    for _ in range(chance.randint(1, 8)):
        kind = chance.choice(("country", "country", "subject", "person", "words"))
        value = {
            "country": lambda: chance.choice(COUNTRIES),
            "subject": lambda: chance.choice(list(SUBJECTS)),
            "person": lambda: chance.choice(PEOPLE),
            "words": lambda: by_words(" ".join(chance.sample(WORDS, chance.randint(1, 2)))).value,
        }[kind]()
        chosen[kind, value] = ["word1"] if kind == "words" and chance.random() < 0.3 else []
    return [
        {
            "subscription_id": subscription,
            "kind": kind,
            "value": value,
            "label": value,
            "excluded": excluded,
            "created_at": NOW,
        }
        for (kind, value), excluded in chosen.items()
    ]


def made_up(story_id: int, importance: float, chance: random.Random) -> StoryFacts:
    """A story that names two countries, two subjects and three people."""
    return StoryFacts(
        story_id=story_id,
        importance=importance,
        countries=tuple(chance.sample(COUNTRIES, 2)),
        subjects=tuple(chance.sample(list(SUBJECTS), 2)),
        people=tuple(chance.sample(PEOPLE, 3)),
        text=" ".join(chance.sample(WORDS, 60)),
    )


if __name__ == "__main__":
    main()
