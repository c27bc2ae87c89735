"""How search and clustering keep up as the archive grows. Synthetic articles with the word frequencies of news.

    python -m evals.search [--articles 20000] [--words 300] [--queries 200] [--windows 1000 10000] [--postgres | --url sqlite:///…]

`--articles 1000000` takes an hour and 6 GB of disk on SQLite. Times are of this machine; compare rows of one run.
"""

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection, insert, text

from store.database import Database
from store.migrate import migrate
from store.schema import articles
from store.search import Search
from summarizer.stories.clustering import Clusterer
from summarizer.stories.consolidation import consolidate
from summarizer.stories.features import Features, features
from tests.databases import postgres_server

START = datetime(2031, 1, 1, tzinfo=UTC)


class Writer:
    """Articles of words drawn by Zipf's law; each about one of many events with names of its own."""

    def __init__(self, seed: int = 1, vocabulary: int = 30_000, length: int = 300) -> None:
        self._length = length
        self._random = random.Random(seed)
        letters = "bcdfghjklmnprstvz"
        self.words = [self._word(letters) for _ in range(vocabulary)]
        self._weights = list(accumulate(1.0 / (rank + 3) for rank in range(vocabulary)))
        self._noise = np.random.default_rng(seed)

    def _word(self, letters: str) -> str:
        return "".join(
            self._random.choice(letters) + self._random.choice("aeiou")
            for _ in range(self._random.randint(2, 4))
        )

    def article(self, event: int) -> tuple[str, str, np.ndarray]:
        """Title, text and vector of an article about an event."""
        vector = np.random.default_rng(event).standard_normal(384) + 0.5 * self._noise.standard_normal(384)
        return (*self.text(event), vector / np.linalg.norm(vector))

    def text(self, event: int) -> tuple[str, str]:
        """Title and text of an article about an event."""
        own = random.Random(event)
        names = [self._word_of(own).capitalize() for _ in range(6)]
        body = self._random.choices(self.words, cum_weights=self._weights, k=self._length)
        for at in range(5, self._length, 17):
            body[at] = names[at % len(names)]
        sentences = (" ".join(body[i : i + 15]) for i in range(0, self._length, 15))
        return " ".join([*names[:3], *body[:4]]), ". ".join(sentences)

    def _word_of(self, own: random.Random) -> str:
        return "".join(own.choice("bcdfghjklmnprstvz") + own.choice("aeiou") for _ in range(4))

    def queries(self, count: int) -> Iterator[str]:
        """What people type: one to three words, common and rare, sometimes a name."""
        for _ in range(count):
            k = self._random.choice([1, 1, 2, 2, 3])
            yield " ".join(self._random.choices(self.words, cum_weights=self._weights, k=k))


def fill(database: Database, writer: Writer, count: int) -> float:
    """Store articles; return articles per second."""
    begun = time.perf_counter()
    step = 2_000
    if not database.is_sqlite:
        # Word by word into the index takes hours for a million articles at once; in life they come over a month.
        _say(database, "DROP INDEX ix_article_search_words")
    for start in range(0, count, step):
        rows = [_row(writer, number) for number in range(start, min(count, start + step))]
        with database.write() as connection:
            if database.is_sqlite:
                connection.execute(insert(articles), rows)
            else:
                _copy(connection, rows)
    rate = count / (time.perf_counter() - begun)
    if not database.is_sqlite:
        _say(
            database,
            "CREATE INDEX ix_article_search_words ON article_search USING gin (words) WITH (fastupdate = off)",
        )
        _say(database, "ANALYZE")  # in life autovacuum does
    return rate


def _copy(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """COPY, three times as fast as INSERT; the triggers fire all the same."""
    names = [*rows[0], *_UNSAID]
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor, cursor.copy(f"COPY articles ({', '.join(names)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row((*row.values(), *_UNSAID.values()))


_UNSAID = {
    "region": "World", "authors": "[]", "summary_only": False, "revision": 0, "relevance": 0.0, "reasons": "[]", "subjects": "[]",
    "countries": "[]", "organisations": "[]", "push": True, "attempts": 0,
}  # fmt: skip
"""What the schema's own defaults say of an article, which COPY does not know."""


def _say(database: Database, statement: str) -> None:
    with database.write() as connection:
        connection.execute(text(statement))


def _row(writer: Writer, number: int) -> dict[str, Any]:
    title, body = writer.text(number // 3)
    at = START + timedelta(seconds=9 * number)
    return {
        "url": f"https://outlet.example/{number}", "title": title, "text": body, "source_name": "Outlet", "published_at": at,
        "first_seen_at": at, "text_digest": str(number), "state": "told", "language": "en",
    }  # fmt: skip


def search(url: str, count: int, queries: int, length: int) -> None:
    """Percentiles of one search, in milliseconds."""
    database = Database(url)
    migrate(database)
    writer = Writer(length=length)
    rate = fill(database, writer, count)
    finder = Search(database)
    finder.find("warm up")
    asked = list(writer.queries(queries))
    backend = _backend(database)
    times, work = zip(*(_milliseconds(finder, query, backend) for query in asked), strict=True)
    for name, found in (("wall time", times), ("CPU time, the server's included", work)):
        cuts = statistics.quantiles(found, n=100)
        print(
            f"search, {database.engine.dialect.name}, {count:,} articles of {length} words, {name}: p50 {cuts[49]:.1f} ms  "
            f"p95 {cuts[94]:.1f} ms  p99 {cuts[98]:.1f} ms  ({queries} queries; stored and indexed at {rate:.0f} articles/s)",
            flush=True,
        )
    database.close()


def _milliseconds(finder: Search, query: str, backend: int | None) -> tuple[float, float]:
    """Wall time, and CPU time of this process and the server's: the one thing that a busy machine does not stretch."""
    begun, worked = time.perf_counter(), time.process_time() + _worked(backend)
    finder.find(query)
    return 1000 * (time.perf_counter() - begun), 1000 * (time.process_time() + _worked(backend) - worked)


def _backend(database: Database) -> int | None:
    """The process that answers on PostgreSQL; one, because one connection is enough here."""
    if database.is_sqlite:
        return None
    with database.read() as connection:
        return int(connection.execute(text("SELECT pg_backend_pid()")).scalar_one())


def _worked(backend: int | None) -> float:
    """Seconds on a processor, as Linux counts them."""
    return 0.0 if backend is None else int(Path(f"/proc/{backend}/schedstat").read_text().split()[0]) / 1e9


def window(size: int, probes: int = 200) -> None:
    """Time to file one more article into a window of this size, and memory."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    writer = Writer(seed=2)
    clusterer = Clusterer(window=None)
    for number in range(size):
        clusterer.restore(number, number // 3, _features(writer, number))
    times: list[float] = []
    for number in range(size, size + probes):
        article = _features(writer, number)
        begun = time.perf_counter()
        decision = clusterer.decide(article)
        clusterer.place(
            number, decision.story_id if decision.story_id is not None else 10**9 + number, article
        )
        times.append(time.perf_counter() - begun)
    begun = time.perf_counter()
    consolidate(clusterer, touched=range(size, size + probes))
    look_back = time.perf_counter() - begun
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    mean, worst = statistics.mean(times), max(times)
    print(
        f"filing, window {size:>7,}: {1000 * mean:6.1f} ms an article (worst {1000 * worst:.0f}), {1 / mean:6.0f} articles/s, "
        f"look back {1000 * look_back:.0f} ms, {memory:.0f} MB more"
    )


def reading(count: int = 300) -> None:
    """Time to read an article's features, which happens once."""
    writer = Writer(seed=3)
    made = [writer.article(number) for number in range(count)]
    begun = time.perf_counter()
    for title, body, vector in made:
        features(title=title, text=body, vector=vector.astype(np.float32))
    print(f"features: {1000 * (time.perf_counter() - begun) / count:.2f} ms an article")


def _features(writer: Writer, number: int) -> Features:
    title, body, vector = writer.article(number // 3)
    return features(title=title, text=body, vector=vector.astype(np.float32))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, nargs="*", default=[20_000])
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--words", type=int, default=300, help="of an article that is searched")
    parser.add_argument("--windows", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL from a wheel")
    parser.add_argument("--url", help="an empty database instead of a temporary SQLite file")
    options = parser.parse_args(arguments)
    reading()
    for size in options.windows:
        window(size)
    for count in options.articles:
        with ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            url = options.url or f"sqlite:///{Path(folder) / 'archive.db'}"
            if options.postgres:
                url = stack.enter_context(postgres_server())
            search(url, count, options.queries, options.words)


if __name__ == "__main__":
    main()
