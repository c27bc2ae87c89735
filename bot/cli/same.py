"""`attache same`: do two articles tell the same story?

The live clustering's own comparison, on pairs from a file or standard input.
"""

import argparse
import json

from bot.cli.jsonl import read_objects

NAME = "same"
HELP = "do two articles tell the same story?"


def configure(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("file", nargs="?", help="JSONL file (default: standard input)")
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help='read {"id", "first": {"title", "text"}, "second": {…}} a line; write {"id", "score", "same"}',
    )
    parser.add_argument("--why", action="store_true", help="add what was measured and what spoke against it")


def run(args: argparse.Namespace) -> int:
    """Compare every pair."""
    from summarizer.stories.articles import ArticleReader
    from summarizer.stories.similarity import Similarity

    reader, similarity = ArticleReader.build(), Similarity()
    failed = False
    for number, pair in read_objects(args.file):
        if isinstance(pair, str):
            _refuse(None, number, pair)
            failed = True
            continue
        if not all(isinstance(pair.get(side), dict) for side in ("first", "second")):
            _refuse(pair.get("id"), number, 'needs "first" and "second", each {"title", "text"}')
            failed = True
            continue
        first, second = reader.read([pair["first"], pair["second"]])
        likeness = similarity.compare(first, second)
        result = {"id": pair.get("id"), "score": round(likeness.score, 6), "same": likeness.same}
        if args.why:
            measures = {name: round(value, 4) for name, value in likeness.measures.items()}
            result |= {"measures": measures, "against": list(likeness.against)}
        print(json.dumps(result, ensure_ascii=False), flush=True)
    return 1 if failed else 0


def _refuse(name: object, line: int, error: str) -> None:
    print(json.dumps({"id": name, "line": line, "error": error}, ensure_ascii=False), flush=True)
