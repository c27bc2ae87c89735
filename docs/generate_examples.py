"""Writes docs/examples.md: the built-in engine's summaries of ten articles. What is said of them at the page's end is kept.

Read that end again after a run that changed something: no test holds this page, since another processor may give another line.
"""

from collections.abc import Iterator
from pathlib import Path

from bot.demo.press import load_articles
from news.cleaning import clean, headline_of
from summarizer.builtin import BuiltInEngine
from summarizer.models.encoder import Encoder
from summarizer.models.syntax import Syntax
from summarizer.types import Document, Line

PAGE = Path(__file__).with_name("examples.md")
ROOT = PAGE.parent.parent
SHOWN = (
    "ambassador-summoned border-talks-wire border-talks energy-summit grain-transit prisoner-exchange rowing shipping-sanctions "
    "state-visit"
).split()
CALL = "tests/summarizer/data/two_presidents.txt"
REMARKS = "## What reads badly"
MARKS = {"copied": "(c)", "shortened": "(s)"}


def main() -> None:
    """Replace everything between the page's head and its remarks."""
    engine = BuiltInEngine(encoder=Encoder(), syntax=Syntax())
    text = PAGE.read_text(encoding="utf-8")
    head, remarks = text[: text.index("## ")], text[text.index(REMARKS) :]
    parts = [_section(engine, path, document) for path, document in _articles()]
    PAGE.write_text(head + "".join(parts) + remarks, encoding="utf-8")


def _articles() -> Iterator[tuple[str, Document]]:
    """Where each lies, and what the engine is given."""
    own = load_articles()
    for slug in SHOWN:
        yield (
            f"bot/demo/articles/{slug}.toml",
            Document(text="\n\n".join(own[slug].paragraphs), title=own[slug].title),
        )
    page = (ROOT / CALL).read_text(encoding="utf-8")
    title, _ = headline_of(page)
    yield CALL, Document(text=clean(page, title).text, title=title)


def _section(engine: BuiltInEngine, path: str, document: Document) -> str:
    untitled = Document(text=document.text)
    summary, bare = engine.summarize([document, untitled])
    headline = bare.headline.text if bare.headline else "–"
    return (
        f"## {document.title}\n\n`{path}`\n\nPush:\n\n{_lines(summary.push)}\nBullets:\n\n{_lines(summary.bullets)}\n"
        f"Headline without the title: {headline}\n\n"
    )


def _lines(lines: tuple[Line, ...]) -> str:
    return "".join(f"- {MARKS[line.how]} {line.text}\n" for line in lines)


if __name__ == "__main__":
    main()
