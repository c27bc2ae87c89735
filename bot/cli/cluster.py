"""`attache cluster`: group articles into stories, in order of arrival.

The live clustering's own code: every article is filed as it arrives, and the periodic second look (merge, split) runs
every so many articles and once at the end, which is why the output comes at the end. `--live` prints the first
decisions as they fall instead.
"""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.cli import jsonl
from bot.cli.failing import failed
from bot.cli.files import InputError
from bot.cli.jsonl import Row, lacks_text, read_rows, refusal, show

if TYPE_CHECKING:
    from summarizer.stories.articles import ArticleReader
    from summarizer.stories.stream import Stream

NAME = "cluster"
HELP = "group articles into stories, in order of arrival"
BATCH = 16
"""Articles read together; the model works faster on them."""


def configure(parser: argparse.ArgumentParser) -> None:
    """The options."""
    jsonl.configure(parser, reads='{"id", "title", "text", "date"?}', writes='{"id", "story"}')
    parser.add_argument(
        "--live", action="store_true", help="print each first decision at once; no second look"
    )


def run(args: argparse.Namespace) -> int:
    """File every article; 0 when every line could be read, 1 otherwise."""
    from summarizer.stories.articles import ArticleReader
    from summarizer.stories.stream import Stream

    reader, stream = ArticleReader.build(), Stream()
    answers: list[dict[str, Any]] = []
    try:
        for answer in filed(read_rows(args.file), reader, stream, batch=1 if args.live else BATCH):
            answers.append(answer)
            if args.live:
                show(answer)
    except InputError as error:
        return failed(NAME, error)
    if not args.live:
        _show_settled(answers, stream)
    return 1 if any("error" in answer for answer in answers) else 0


def filed(
    rows: Iterator[Row], reader: "ArticleReader", stream: "Stream", *, batch: int
) -> Iterator[dict[str, Any]]:
    """The first decision on every row, in order; a row that cannot be used is answered in its place."""
    waiting: list[Row] = []
    for row in rows:
        problem = row.problem or lacks_text(row.value, "text")
        if problem is None:
            waiting.append(row)
        if problem or len(waiting) == batch:
            yield from _file(waiting, reader, stream)
        if problem:
            yield refusal(row, problem)
    yield from _file(waiting, reader, stream)


def _file(waiting: list[Row], reader: "ArticleReader", stream: "Stream") -> Iterator[dict[str, Any]]:
    articles = reader.read([row.value for row in waiting])
    for row, article in zip(waiting, articles, strict=True):
        yield {"id": row.id, "story": stream.add(article)}
    waiting.clear()


def _show_settled(answers: list[dict[str, Any]], stream: "Stream") -> None:
    """Print the stories after the last second look."""
    stories = iter(stream.finish())
    for answer in answers:
        show(answer if "error" in answer else {**answer, "story": next(stories)})
