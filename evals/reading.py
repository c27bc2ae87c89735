"""How well pages and feeds are read, beside the plainest ways to do it, in one run.

    python -m evals.reading --data DIR [--part benchmark|politics|feeds] [--quick] [--lines]

- `pages/benchmark`: news pages with the text that people marked, scored as the benchmark does.
- `pages/world-politics`: pages of world politics in several languages, and surplus lines a page.
- `feeds`: real, ill-formed and oddly encoded feeds: none may raise, hang or give fewer entries than feedparser.

Rules were written while looking at half of the pages ("developed on", by a hash of the page's name); of the other half
one part was seen once, and one never. All are reported.
"""

import argparse
import csv
import gzip
import hashlib
import io
import json
import logging
import re
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.page_scores import Page, average, compare, surplus_lines
from news.encodings import decode
from news.errors import FeedError, NewsError
from news.extract import extract, extract_fast
from news.feeds import parse_feed

FLOORS = Path(__file__).parent / "floors.json"
GROUPS = ("developed on", "seen once", "developed on", "never seen")
SLOW_CPU_S = 5.0

Extractor = Callable[[bytes, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A page and the text that people expect of it."""

    id: str
    url: str
    body: bytes
    expected: str

    @property
    def group(self) -> str:
        """Return whether the rules were written with this page in sight."""
        return GROUPS[int(hashlib.md5(self.id.encode()).hexdigest(), 16) % 4]


def ours(body: bytes, url: str) -> str:
    """Return the clean article."""
    return extract(body, url).text


def ours_fast(body: bytes, url: str) -> str:
    """Return what is read of a page that took too long."""
    return extract_fast(body, url).text


def trafilatura_precision(body: bytes, url: str) -> str:
    """Return trafilatura's text, in precision mode."""
    import trafilatura

    return trafilatura.extract(body, url=url or None, favor_precision=True, include_comments=False) or ""


def trafilatura_default(body: bytes, url: str) -> str:
    """Return trafilatura's text, as it comes."""
    import trafilatura

    return trafilatura.extract(body, url=url or None, include_comments=False) or ""


def readability(body: bytes, _url: str) -> str:
    """Return the text of readability-lxml's summary, a line for each block."""
    from lxml import html
    from readability import Document

    page = html.fromstring(Document(decode(body)).summary())
    for block in page.iter("p", "div", "li", "h1", "h2", "h3", "h4", "br", "tr"):
        block.tail = "\n" + (block.tail or "")
    return re.sub(r"\s*\n\s*", "\n", str(page.text_content())).strip()


def resiliparse(body: bytes, _url: str) -> str:
    """Return resiliparse's main content."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(
        extract_plain_text(decode(body), main_content=True, alt_texts=False, links=False, list_bullets=False)
    )


EXTRACTORS: dict[str, Extractor] = {
    "Attaché": ours,
    "Attaché, fast way": ours_fast,
    "trafilatura, precision": trafilatura_precision,
    "trafilatura": trafilatura_default,
    "readability-lxml": readability,
    "resiliparse": resiliparse,
}


def benchmark(folder: Path) -> list[Sample]:
    """Read `pages/benchmark`."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    return [
        Sample(
            id=key,
            url=row.get("url", ""),
            body=_gunzip(folder / "html" / f"{key}.html.gz"),
            expected=row["articleBody"],
        )
        for key, row in truth.items()
    ]


def politics(folder: Path) -> list[Sample]:
    """Read the pages of `pages/world-politics` whose whole text is known."""
    with (folder / "MANIFEST.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["core"] == "1"]
    return [
        Sample(
            id=row["id"],
            url=row["url"],
            body=_gunzip(folder / "html" / f"{row['id']}.html.gz"),
            expected=(folder / "expected" / f"{row['id']}.txt").read_text(encoding="utf-8"),
        )
        for row in rows
    ]


def _gunzip(path: Path) -> bytes:
    with gzip.open(path) as file:
        return file.read()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one extractor made of all pages."""

    texts: tuple[str, ...]
    seconds: float


def run(extractor: Extractor, samples: Sequence[Sample]) -> Outcome:
    """Extract every page, timed after one page to warm up."""
    _text(extractor, samples[0])
    began = time.perf_counter()
    texts = tuple(_text(extractor, sample) for sample in samples)
    return Outcome(texts=texts, seconds=time.perf_counter() - began)


def _text(extractor: Extractor, sample: Sample) -> str:
    try:
        return extractor(sample.body, sample.url)
    except NewsError:
        return ""
    except Exception as error:
        if extractor in {ours, ours_fast}:
            raise
        print(f"    {extractor.__name__} raised {type(error).__name__} on {sample.id}")
        return ""


def print_pages(
    title: str, samples: Sequence[Sample], extractors: Iterable[str], *, lines: bool
) -> dict[str, float]:
    """Print the table of one set of pages; return our own numbers."""
    print(f"\n{title}: {len(samples)} pages")
    print(f"{'':24}{'F1':>7}{'prec.':>7}{'recall':>8}{'<.5':>5}{'surplus':>9}{'pages/s':>9}")
    found: dict[str, float] = {}
    for name in extractors:
        outcome = run(EXTRACTORS[name], samples)
        pages = [compare(sample.expected, text) for sample, text in zip(samples, outcome.texts, strict=True)]
        surplus = [
            surplus_lines(sample.expected, text) for sample, text in zip(samples, outcome.texts, strict=True)
        ]
        _print_row(name, pages, surplus, len(samples) / outcome.seconds)
        if name in {"Attaché", "trafilatura, precision"}:
            for group in ("developed on", "seen once", "never seen"):
                chosen = [index for index, sample in enumerate(samples) if sample.group == group]
                _print_row(
                    f"   {group} ({len(chosen)})",
                    [pages[i] for i in chosen],
                    [surplus[i] for i in chosen],
                    None,
                )
        if name == "Attaché":
            scores = average(pages)
            found = {"f1": scores.f1, "precision": scores.precision, "recall": scores.recall}
            found["surplus"] = sum(map(len, surplus)) / len(samples)
            if lines:
                _print_lines(samples, surplus)
    return found


def _print_row(
    name: str, pages: Sequence[Page], surplus: Sequence[Sequence[str]], speed: float | None
) -> None:
    scores = average(pages)
    lost = sum(page.recall < 0.5 for page in pages)
    each = sum(map(len, surplus)) / len(pages)
    rate = f"{speed:9.1f}" if speed else ""
    print(f"{name:24}{scores.f1:7.3f}{scores.precision:7.3f}{scores.recall:8.3f}{lost:5}{each:9.2f}{rate}")


def _print_lines(samples: Sequence[Sample], surplus: Sequence[Sequence[str]]) -> None:
    for sample, lines in zip(samples, surplus, strict=True):
        for line in lines if sample.group == "developed on" else ():
            print(f"    {sample.id[:24]:24} + {line[:120]}")


def print_feeds(folder: Path) -> dict[str, float]:
    """Print what became of each kind of feed; return our own numbers."""
    import feedparser

    with (folder / "MANIFEST.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    counts: dict[str, float] = dict.fromkeys(
        ("feeds", "with entries", "one clear error", "empty", "raised", "slow", "fewer"), 0
    )
    mine = theirs = 0
    slowest = ("", 0.0)
    for row in rows:
        body = (folder / row["file"]).read_bytes()
        began = time.process_time()
        kind, entries = _feed(body, row["file"])
        cpu = time.process_time() - began
        slowest = max(slowest, (row["file"], cpu), key=lambda item: item[1])
        peer = _peer(feedparser, body)
        counts["feeds"] += 1
        counts[kind] += 1
        counts["slow"] += cpu > SLOW_CPU_S
        counts["fewer"] += entries < peer
        mine, theirs = mine + entries, theirs + peer
    print(f"\nFeeds: {len(rows)}")
    print(", ".join(f"{name} {int(count)}" for name, count in counts.items() if name != "feeds"))
    print(f"entries: {mine}; feedparser alone: {theirs}; slowest {slowest[0]}: {slowest[1]:.2f} s of CPU")
    return counts | {"entries": float(mine)}


def _feed(body: bytes, name: str) -> tuple[str, int]:
    try:
        entries = len(parse_feed(body, f"https://feeds.example/{name}").entries)
    except FeedError:
        return "one clear error", 0
    except Exception as error:  # what the table is for: anything else is our fault
        print(f"    {name} raised {error!r}")
        return "raised", 0
    return ("with entries" if entries else "empty"), entries


def _peer(feedparser: Any, body: bytes) -> int:
    return len(feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False).entries)


def print_floors(found: dict[str, dict[str, float]]) -> bool:
    """Say which pinned floor was missed; True if none."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8")).get("reading", {}) if FLOORS.exists() else {}
    right = True
    for part, numbers in found.items():
        for name, floor in floors.get(part, {}).items():
            ceiling = name in {"surplus", "raised", "slow", "fewer"}
            missed = numbers[name] > floor if ceiling else numbers[name] < floor
            if missed:
                right = False
                print(f"{part} {name}: {numbers[name]:.3f} misses the floor {floor}")
    return right


def main() -> int:
    """Print the tables; 1 if a floor was missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", choices=("benchmark", "politics", "feeds"), action="append")
    parser.add_argument("--quick", action="store_true", help="only ours and trafilatura in precision mode")
    parser.add_argument("--lines", action="store_true", help="show surplus lines of the pages developed on")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    parts = args.part or ["benchmark", "politics", "feeds"]
    names = ["Attaché", "trafilatura, precision"] if args.quick else list(EXTRACTORS)
    found: dict[str, dict[str, float]] = {}
    if "benchmark" in parts:
        samples = benchmark(args.data / "pages" / "benchmark")
        found["benchmark"] = print_pages("Benchmark", samples, names, lines=args.lines)
    if "politics" in parts:
        samples = politics(args.data / "pages" / "world-politics")
        found["politics"] = print_pages("World politics", samples, names, lines=args.lines)
    if "feeds" in parts:
        found["feeds"] = print_feeds(args.data / "feeds")
    return 0 if print_floors(found) else 1


if __name__ == "__main__":
    raise SystemExit(main())
