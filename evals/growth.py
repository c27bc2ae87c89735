"""Does filing keep up as the archive, the window and one story grow? By the live desk on SQLite, without a model.

    python -m evals.growth [--stored 1000 10000 100000] [--window 1000 10000 30000] [--story 10 100 300]

Three things can grow: the **archive** (rows in the store; the window of 72 hours holds what the last three days brought, at
10,000 articles a day 30,000), the **window** (articles compared in memory), and **one story** (articles told together).
Articles are made up: words by Zipf's law, three outlets an event. CPU time of the process, not wall time: a busy machine counts
the same. 10,000 articles a day leave 8.6 s for each; the encoder needs most of what is used.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import insert

from bot.keepers import AgendaKeeper
from bot.stories import StoryDesk
from evals.search import Writer
from store.agenda import Agenda
from store.articles import Articles
from store.database import Database
from store.ledger import Ledger
from store.migrate import migrate
from store.schema import articles, stories
from store.stories import Stories, telling_to_json
from summarizer.stories.clustering import Clusterer
from summarizer.stories.consolidation import consolidate
from summarizer.stories.features import features
from summarizer.stories.types import StoryLine, Telling
from summarizer.types import Line, Summary

NOW = datetime(2031, 6, 1, tzinfo=UTC)
A_DAY = 10_000
OUTLETS = 3
PROBES = 300


def summary_of(text: str) -> Summary:
    """The first sentences, as the desk gets them from the model."""
    ends = [at + 1 for at, letter in enumerate(text) if letter == "."][:3] or [len(text)]
    spans = list(zip([0, *(end + 1 for end in ends[:-1])], ends, strict=True))
    lines = tuple(Line(text=text[a:b], how="copied", evidence=((a, b),)) for a, b in spans)
    return Summary(language="en", headline=None, push=lines[:2], bullets=lines)


def article_row(writer: Writer, number: int, event: int, at: datetime, story: int | None) -> dict[str, Any]:
    """An analysed article as the store has it."""
    title, text, vector = writer.article(event)
    return {
        "id": number, "url": f"https://outlet.example/{number}", "title": title, "text": text, "published_at": at, "first_seen_at": at,
        "source_name": f"Outlet {number % OUTLETS}", "text_digest": str(number), "language": "en", "story_id": story,
        "state": "analysed" if story is None else "told", "summary": asdict(summary_of(text)), "relevance": 0.5,
        "vector": vector.astype("<f2").tobytes(),
    }  # fmt: skip


def fill(database: Database, writer: Writer, count: int) -> None:
    """An archive of `count` articles filed at the pace of 10,000 a day, the newest just now."""
    step = timedelta(days=1) / A_DAY
    for start in range(1, count + 1, 999):
        numbers = range(start, min(count + 1, start + 999))
        events = sorted({(number - 1) // OUTLETS for number in numbers})
        rows = [
            article_row(writer, n, (n - 1) // OUTLETS, NOW - (count - n) * step, (n - 1) // OUTLETS + 1) for n in numbers
        ]  # fmt: skip
        line = StoryLine(text="A line.", how="copied", article_id=1, evidence=((0, 7),))
        told = telling_to_json(Telling(title="A title", language="en", main_article=1, lines=(line,)))
        at = {(row["story_id"]): row["published_at"] for row in rows}
        with database.write() as connection:
            connection.execute(
                insert(stories),
                [{"id": e + 1, "title": "A title", "created_at": at[e + 1], "updated_at": at[e + 1], "article_count": OUTLETS,
                  "summary": told} for e in events],
            )  # fmt: skip
            connection.execute(insert(articles), rows)


def archive(folder: Path, count: int) -> str:
    """CPU time to file one more article into an archive of this size."""
    database = Database(f"sqlite:///{folder / f'{count}.db'}")
    migrate(database)
    writer = Writer(length=200)
    fill(database, writer, count)
    stored = Articles(database)
    keepers = (Ledger(database), AgendaKeeper(stored, Agenda(database)))
    before = resident()
    desk = StoryDesk(Stories(database), now=lambda: NOW, keepers=keepers)
    begun = time.process_time()
    desk.look_back()
    reading = time.process_time() - begun
    rows = [article_row(writer, count + 1 + n, (count + n) // OUTLETS, NOW, None) for n in range(PROBES)]
    with database.write() as connection:
        connection.execute(insert(articles), rows)
    begun = time.process_time()
    for row in rows:
        assert desk.file(row["id"]) is not None
    each = (time.process_time() - begun) / PROBES
    database.close()
    return (
        f"archive {count:>7,} articles: {1000 * each:5.1f} ms CPU to file one ({1 / each:4.0f}/s, {A_DAY * each / 86_400:.2%} of a core at "
        f"10,000 a day); window read back at the start in {reading:.1f} s; {resident() - before:+.0f} MB"
    )  # fmt: skip


def window(size: int) -> str:
    """CPU time to decide and place in a window of this size that was filled by deciding, and the look back."""
    before = resident()
    writer = Writer(seed=2, length=200)
    clusterer = Clusterer(window=None)
    times: list[float] = []
    for number in range(size + PROBES):
        title, text, vector = writer.article(number // OUTLETS)
        read = features(title=title, text=text, vector=vector.astype(np.float32))
        begun = time.process_time()
        story = clusterer.decide(read).story_id
        clusterer.place(number, 10**9 + number if story is None else story, read)
        times.append(time.process_time() - begun)
    begun = time.process_time()
    consolidate(clusterer, touched=range(size, size + PROBES))
    look_back = time.process_time() - begun
    each = sum(times[-PROBES:]) / PROBES
    return (
        f"window {size:>7,} articles: {1000 * each:5.1f} ms CPU to decide and place ({1 / each:4.0f}/s), look back {look_back:.2f} s "
        f"every 200, {resident() - before:+.0f} MB"
    )


def story(size: int, folder: Path) -> str:
    """CPU time to file one more article into a story of this size."""
    database = Database(f"sqlite:///{folder / f'story{size}.db'}")
    migrate(database)
    writer = Writer(seed=3, length=200)
    desk = StoryDesk(Stories(database), now=lambda: NOW)
    rows = [
        article_row(writer, n + 1, 7, NOW - timedelta(minutes=size + 5 - n), None) for n in range(size + 5)
    ]
    for row in rows:
        row["source_name"] = f"Outlet {row['id'] % 40}"
    with database.write() as connection:
        connection.execute(insert(articles), rows)
    for row in rows[:size]:
        desk.file(row["id"])
    begun = time.process_time()
    found = {filed.story_id for row in rows[size:] if (filed := desk.file(row["id"]))}
    each = (time.process_time() - begun) / 5
    database.close()
    return f"story   {size:>7,} articles: {1000 * each:5.1f} ms CPU to file one more ({len(found)} stories)"


def resident() -> float:
    """Most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stored", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--window", type=int, nargs="*", default=[1_000, 10_000, 30_000])
    parser.add_argument("--story", type=int, nargs="*", default=[10, 100, 300])
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        for size in options.story:
            print(story(size, Path(name)), flush=True)
        for size in options.window:
            print(window(size), flush=True)
        for size in options.stored:
            print(archive(Path(name), size), flush=True)


if __name__ == "__main__":
    main()
