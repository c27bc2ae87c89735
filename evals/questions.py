"""How well questions are answered, on the articles of the demo.

    python -m evals.questions [--show]

`data/questions.jsonl`: a question, the fragments of which each must stand in what is answered (none: nothing may be), and those
that must not. An answer is also wrong when one of its passages opens with a word that leans on what is not shown. The rules
were made looking at the questions of the split "dev"; those of "held" were written afterwards and are only scored.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.demo.press import load_articles
from summarizer.openings import stands_alone
from summarizer.stories.answers import Candidate, answers

DATA = Path(__file__).parent / "data" / "questions.jsonl"
FLOORS = Path(__file__).parent / "floors.json"


def candidates() -> list[Candidate]:
    """The demo's articles, as the archive would have them."""
    return [
        Candidate(key=number, title=article.title, text="\n".join(article.paragraphs))
        for number, article in enumerate(load_articles().values())
    ]


def answered(question: str, archive: Sequence[Candidate]) -> list[str]:
    """The passages that a reader is shown."""
    by_key = {one.key: one for one in archive}
    return [by_key[one.key].text[slice(*one.span)] for one in answers(question, archive)]


def right(row: Mapping[str, Any], shown: Sequence[str]) -> bool:
    """Whether all that is wanted is there, and nothing that must not be."""
    told = "\n".join(shown)
    if not row["want"]:
        return not shown
    return (
        all(fragment in told for fragment in row["want"])
        and not any(fragment in told for fragment in row.get("not", ()))
        and all(stands_alone(passage) for passage in shown)
    )


def rows() -> list[dict[str, Any]]:
    """The questions."""
    return [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines() if line.strip()]


def main() -> int:
    """Print the share that is right; 1 when it is below its floor."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--show", action="store_true", help="the wrong ones, with what was answered")
    arguments = parser.parse_args()
    archive, every = candidates(), rows()
    floor = json.loads(FLOORS.read_text(encoding="utf-8"))["stories"]["questions_right"]
    missed = False
    for split in ("dev", "held"):
        chosen = [row for row in every if row["split"] == split]
        good = sum(_scored(row, archive, show=arguments.show) for row in chosen)
        print(f"{split}: {good} of {len(chosen)} questions are answered rightly")
        missed |= good / len(chosen) < floor
    return int(missed)


def _scored(row: Mapping[str, Any], archive: Sequence[Candidate], *, show: bool) -> bool:
    shown = answered(row["question"], archive)
    good = right(row, shown)
    if show and not good:
        print(f"{row['question']}\n   wanted {row['want'] or 'nothing'}")
        print("".join(f"   answered {passage}\n" for passage in shown), end="")
    return good


if __name__ == "__main__":
    raise SystemExit(main())
