"""`attache cluster`: group articles into stories, in order of arrival.

The live clustering's own code: every article is filed as it arrives, and the periodic second look (merge, split) runs
every so many articles and once at the end, which is why the output comes at the end. `--live` prints the first
decisions as they fall instead.
"""

import argparse
import json

from bot.cli.jsonl import read_objects

NAME = "cluster"
HELP = "group articles into stories, in order of arrival"
BATCH = 16


def configure(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("file", nargs="?", help="JSONL file (default: standard input)")
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help='read {"id", "title", "text", "date"?} a line, in order of arrival; write {"id", "story"}',
    )
    parser.add_argument(
        "--live", action="store_true", help="print each first decision at once; no second look"
    )


def run(args: argparse.Namespace) -> int:
    """File every article."""
    from summarizer.stories.articles import ArticleReader
    from summarizer.stories.stream import Stream

    reader, stream = ArticleReader.build(), Stream()
    lines: list[dict[str, object]] = []
    waiting: list[dict[str, object]] = []
    failed = False

    def file() -> None:
        for row, article in zip(waiting, reader.read(waiting), strict=True):
            story = stream.add(article)
            lines.append({"id": row.get("id"), "story": story})
            if args.live:
                print(json.dumps(lines[-1], ensure_ascii=False), flush=True)
        waiting.clear()

    for number, row in read_objects(args.file):
        if isinstance(row, str) or not isinstance(row.get("text"), str):
            problem = row if isinstance(row, str) else 'needs "title" and "text"'
            name = None if isinstance(row, str) else row.get("id")
            file()  # what came before it is answered before it
            lines.append({"id": name, "error": f"line {number}: {problem}"})
            if args.live:
                print(json.dumps(lines[-1], ensure_ascii=False), flush=True)
            failed = True
            continue
        waiting.append(row)
        if len(waiting) == (1 if args.live else BATCH):
            file()
    file()
    if not args.live:
        stories = iter(stream.finish())
        for line in lines:
            filed = line if "error" in line else {**line, "story": next(stories)}
            print(json.dumps(filed, ensure_ascii=False))
    return 1 if failed else 0
