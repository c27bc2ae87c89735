"""`attache same`: do two articles tell the same story?

The live clustering's own comparison, on pairs from a file or standard input.
"""

import argparse
from typing import TYPE_CHECKING, Any

from bot.cli import jsonl
from bot.cli.failing import failed
from bot.cli.files import InputError
from bot.cli.jsonl import Row, read_rows, refusal, show

if TYPE_CHECKING:
    from summarizer.stories.articles import ArticleReader
    from summarizer.stories.similarity import Similarity

NAME = "same"
HELP = "do two articles tell the same story?"
SIDES = ("first", "second")


def configure(parser: argparse.ArgumentParser) -> None:
    """The options."""
    jsonl.configure(
        parser, reads='{"id", "first": {"title", "text"}, "second": {…}}', writes='{"id", "score", "same"}'
    )
    parser.add_argument("--why", action="store_true", help="add what was measured and what spoke against it")


def run(args: argparse.Namespace) -> int:
    """Compare every pair; 0 when every line could be read, 1 otherwise."""
    from summarizer.stories.articles import ArticleReader
    from summarizer.stories.similarity import Similarity

    reader, similarity = ArticleReader.build(), Similarity()
    bad = 0
    try:
        for row in read_rows(args.file):
            problem = row.problem or _problem(row)
            bad += problem is not None
            show(refusal(row, problem) if problem else _compared(row, reader, similarity, why=args.why))
    except InputError as error:
        return failed(NAME, error)
    return 1 if bad else 0


def _problem(row: Row) -> str | None:
    for side in SIDES:
        article = row.value.get(side)
        if not isinstance(article, dict) or not (article.get("title") or article.get("text")):
            return 'needs "first" and "second", each {"title", "text"}'
    return None


def _compared(row: Row, reader: "ArticleReader", similarity: "Similarity", *, why: bool) -> dict[str, Any]:
    first, second = reader.read([row.value[side] for side in SIDES])
    likeness = similarity.compare(first, second)
    result = {"id": row.id, "score": round(likeness.score, 6), "same": likeness.same}
    if why:
        measures = {name: round(value, 4) for name, value in likeness.measures.items()}
        result |= {"measures": measures, "against": list(likeness.against)}
    return result
