"""Summaries against people's: `python -m evals.summaries --data DIR [--out DIR] [--cache DIR]` prints the tables.

Every article is summarised by a ranker fitted without it and without its near-duplicates (five folds over all corpora),
beside the lead and sumy's LexRank in the same run. `--out` keeps the predictions for other scorers.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from evals import fit_headline
from evals.corpora import FOLDS, Example, RememberingEncoder, documents, load
from evals.fit_ranker import cases, fit
from evals.rouge import Scorer, interval
from summarizer.builtin import BuiltInEngine
from summarizer.headlines.from_sentence import Headliner
from summarizer.headlines.from_title import HEADLINE_WORDS
from summarizer.lines.ranker import Ranker
from summarizer.models.syntax import Syntax
from summarizer.text.openings import stands_alone
from summarizer.text.sentences import sentences
from summarizer.types import Summary

CORPORA = ("bullets", "diplomatic", "one_sentence")
ONE_SENTENCE = 400
"""Articles of the large corpus that are scored; all train."""
FLOORS = Path(__file__).parent / "floors.json"


def main() -> int:
    """Print the tables; 1 if a floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--cache", type=Path, default=Path(".cache/evals"))
    parser.add_argument("--refit", action="store_true", help="forget the folds' parameters in the cache")
    parser.add_argument("--quick", action="store_true", help="no LexRank, no one-sentence corpus")
    args = parser.parse_args()
    encoder = RememberingEncoder(args.cache)
    examples = load(args.data, CORPORA)
    rankers = _fold_rankers(examples, encoder, args.cache, refit=args.refit)
    examples = [e for e in examples if e.corpus != "one_sentence"] + [
        e for e in examples if e.corpus == "one_sentence"
    ][: 0 if args.quick else ONE_SENTENCE]
    summaries = _summaries(examples, rankers, encoder)
    scorer = Scorer(args.data)
    found = _tables(examples, summaries, scorer, peers=not args.quick)
    found |= _headlines(args.data, scorer)
    found |= _support(examples, summaries, scorer)
    if args.out:
        _write(args.out, examples, summaries)
    return _hold(found)


def _fold_rankers(
    examples: Sequence[Example], encoder: RememberingEncoder, cache: Path, *, refit: bool
) -> list[tuple[Ranker, Ranker]]:
    path = cache / "folds.json"
    if refit or not path.exists():
        every = cases(examples, encoder)
        folds = [
            {
                style: fit([c for c in every if c.example.fold != fold and c.example.style == style])
                for style in ("bullets", "sentence")
            }
            for fold in range(FOLDS)
        ]
        path.write_text(json.dumps(folds), encoding="utf-8")
    return [(Ranker(fold["bullets"]), Ranker(fold["sentence"])) for fold in json.loads(path.read_text())]


def _summaries(
    examples: Sequence[Example], rankers: Sequence[tuple[Ranker, Ranker]], encoder: RememberingEncoder
) -> list[Summary]:
    syntax = Syntax()
    engines = [BuiltInEngine(encoder=encoder, syntax=syntax, bullets=b, sentence=s) for b, s in rankers]
    found: dict[str, Summary] = {}
    for fold, engine in enumerate(engines):
        own = [example for example in examples if example.fold == fold]
        for example, summary in zip(own, engine.summarize(documents(own)), strict=True):
            found[example.corpus + example.id] = summary
    encoder.save()
    return [found[example.corpus + example.id] for example in examples]


def joined(summary: Summary, length: str) -> str:
    """The text of one length."""
    if length == "headline":
        return summary.headline.text if summary.headline else ""
    return "\n".join(line.text for line in (summary.bullets if length == "bullets" else summary.push))


def lead(text: str, count: int) -> str:
    """The first sentences."""
    return "\n".join(text[start:end] for start, end in sentences(text)[:count])


def lexrank(text: str, count: int) -> str:
    """Sumy's LexRank."""
    from sumy.nlp.tokenizers import Tokenizer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer

    class OurSentences(Tokenizer):  # type: ignore[misc]  # sumy has no types
        """Sumy's words, our sentences: its own splitter needs a download."""

        def __init__(self) -> None:
            pass

        def to_sentences(self, text: str) -> tuple[str, ...]:
            return tuple(" ".join(text[s:e].split()) for s, e in sentences(text))

        def to_words(self, sentence: str) -> tuple[str, ...]:
            return tuple("".join(c if c.isalnum() else " " for c in sentence).split())

    document = PlaintextParser.from_string(text.replace("\n", " "), OurSentences()).document
    return "\n".join(str(sentence) for sentence in LexRankSummarizer()(document, count))


def _tables(
    examples: Sequence[Example], summaries: Sequence[Summary], scorer: Scorer, *, peers: bool
) -> dict[str, float]:
    floors: dict[str, float] = {}
    print(f"{'':46}{'R-1':>20}{'R-2':>20}{'R-Lsum':>20}{'words':>7}")
    for corpus, style, lengths in (
        ("bullets", "bullets", ("bullets", "push")),
        ("diplomatic", "bullets", ("bullets", "push")),
        ("diplomatic", "sentence", ("push", "headline")),
        ("one_sentence", "sentence", ("push", "headline")),
    ):
        rows = [k for k, e in enumerate(examples) if e.corpus == corpus and e.style == style]
        if not rows:
            continue
        count = 3 if style == "bullets" else 1
        base = _scores(rows, examples, scorer, [lead(examples[k].text, count) for k in rows])
        _print(f"{corpus}, {len(rows)} articles: first {count}", base)
        if peers:
            _print(
                f"    LexRank {count}",
                _scores(rows, examples, scorer, [lexrank(examples[k].text, count) for k in rows]),
            )
        for length in lengths:
            ours = _scores(rows, examples, scorer, [joined(summaries[k], length) for k in rows])
            _print(f"    ours, {length}", ours)
            floors[f"{corpus}.{style}.{length}.rouge1"] = float(ours[:, 0].mean())
            if length == ("bullets" if style == "bullets" else "push"):
                _print("        gain over the first", np.c_[ours[:, :3] - base[:, :3], ours[:, 3]])
    return floors


def _scores(
    rows: Sequence[int], examples: Sequence[Example], scorer: Scorer, written: Sequence[str]
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    found = []
    for k, text in zip(rows, written, strict=True):
        found.append([*scorer.rouge(examples[k].references, text), float(len(text.split()))])
    return np.array(found)


def _print(name: str, scores: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> None:
    cells = ["{:6.2f} [{:5.2f},{:6.2f}]".format(*interval(scores[:, k].tolist())) for k in range(3)]
    print(f"{name:46}" + "".join(f"{cell:>22}" for cell in cells) + f"{scores[:, 3].mean():6.0f}", flush=True)


def _headlines(data: Path, scorer: Scorer) -> dict[str, float]:
    """Headlines made of a first sentence by weights fitted on other sentences, beside its first words."""
    lines = (data / "summaries" / "headlines.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    docs = fit_headline.parse([row["text"] for row in rows], Syntax())
    # Several of DUC's clusters share an article: one fold for each text.
    folds = [int(hashlib.sha256(row["text"].encode()).hexdigest(), 16) % FOLDS for row in rows]
    made = [""] * len(rows)
    for fold in range(FOLDS):
        training = [k for k in range(len(rows)) if folds[k] != fold]
        weights = fit_headline.fit([docs[k] for k in training], [rows[k]["references"] for k in training])
        for k in set(range(len(rows))) - set(training):
            made[k] = Headliner(weights).headline(docs[k]) or ""
    found: dict[str, float] = {}
    for source in sorted({row["source"] for row in rows}):
        own = [k for k, row in enumerate(rows) if row["source"] == source]
        for name, texts in (
            (f"headlines, {source}, {len(own)}: first {HEADLINE_WORDS} words",
             [" ".join(row["text"].split()[:HEADLINE_WORDS]) for row in rows]),
            ("    ours", made),
        ):  # fmt: skip
            scores = np.array(
                [[*scorer.rouge(rows[k]["references"], texts[k]), len(texts[k].split())] for k in own]
            )
            _print(name, scores)
        found |= {
            f"headlines.{source}.rouge1": float(scores[:, 0].mean()),
            f"headlines.{source}.rouge2": float(scores[:, 1].mean()),
        }
    return found


def _support(examples: Sequence[Example], summaries: Sequence[Summary], scorer: Scorer) -> dict[str, float]:
    bad, loose, lines = 0, 0, 0
    shown: list[str] = []
    for example, summary in zip(examples, summaries, strict=True):
        texts = [joined(summary, length) for length in ("headline", "push", "bullets")]
        missing = [part for text in texts for part in scorer.unsupported(text, example.text)]
        bad += bool(missing)
        shown += [f"{example.id}: {missing}"] if missing else []
        every = (*summary.push, *summary.bullets)
        lines += len(every)
        loose += sum(not stands_alone(line.text) for line in every)
    none = sum(not summary.bullets for summary in summaries)
    leads = sum(summary.lead_only for summary in summaries)
    print(f"\narticles with an unsupported name, number or quotation: {bad} of {len(examples)} {shown[:5]}")
    print(
        f"lines that lean on what came before: {loose} of {lines}; articles without a line: {none}, lead only: {leads}"
    )
    return {"unsupported": -float(bad), "loose": -float(loose)}


def _write(folder: Path, examples: Sequence[Example], summaries: Sequence[Summary]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for corpus in CORPORA:
        for length in ("headline", "push", "bullets"):
            lines = [
                json.dumps({"id": e.id, "summary": joined(s, length)}, ensure_ascii=False)
                for e, s in zip(examples, summaries, strict=True)
                if e.corpus == corpus
            ]
            (folder / f"{corpus}.{length}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _hold(found: dict[str, float]) -> int:
    floors = json.loads(FLOORS.read_text(encoding="utf-8")).get("summaries", {}) if FLOORS.exists() else {}
    broken = [
        f"{name}: {found[name]:.2f} < {floor}"
        for name, floor in floors.items()
        if found.get(name, floor) < floor
    ]
    for line in broken:
        print("below its floor:", line)
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
