"""Fits which words a headline keeps: `python -m evals.fit_headline --data DIR` writes `summarizer/parameters/headline.json`.

Logistic regression over the features of `summarizer.headlines`, on first sentences and people's headlines for them.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import vstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from summarizer.headlines.from_sentence import token_features
from summarizer.lines.options import ALWAYS
from summarizer.lines.salience import stem
from summarizer.models.syntax import Syntax
from summarizer.text.compress import cuts, without
from summarizer.text.structure import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

STRENGTH = 1.0
THRESHOLD = 0.15
"""What a kept word must be worth. Chosen with STRENGTH over five folds: .1 to .2 and .1 to 1 were all within a point."""
TARGET = Path(__file__).parent.parent / "summarizer" / "parameters" / "headline.json"


def parse(texts: Sequence[str], syntax: Syntax) -> "list[Doc]":
    """First sentences without dateline and agency."""
    whole = syntax.parse([" ".join(text.split()) for text in texts])
    return syntax.parse(
        [without(doc.text, [cut for cut in cuts(doc) if cut.kind in ALWAYS]) for doc in whole]
    )


def fit(docs: "Sequence[Doc]", references: Sequence[Sequence[str]]) -> dict[str, float]:
    """Weights by feature; a word is kept as often as people kept it."""
    rows = [dict(token_features(token)) for doc in docs for token in doc]
    kept = []
    for doc, own in zip(docs, references, strict=True):
        stems = [{stem(word) for word in words(reference)} for reference in own]
        kept += [np.mean([stem(token.lower_) in reference for reference in stems]) for token in doc]
    vectorizer = DictVectorizer()
    matrix, share = vectorizer.fit_transform(rows), np.array(kept)
    model = LogisticRegression(C=STRENGTH, max_iter=2000, fit_intercept=False)
    labels = np.r_[np.ones(len(share)), np.zeros(len(share))]
    model.fit(vstack([matrix, matrix]), labels, sample_weight=np.r_[share, 1 - share])
    names = vectorizer.get_feature_names_out()
    return dict(zip(names, model.coef_[0].round(3).tolist(), strict=True)) | {"threshold": THRESHOLD}


def main() -> None:
    """Fit on everything and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    lines = (args.data / "summaries" / "headlines.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    weights = fit(parse([row["text"] for row in rows], Syntax()), [row["references"] for row in rows])
    TARGET.write_text(json.dumps(weights, indent=0) + "\n", encoding="utf-8")
    print(f"{len(rows)} headlines, {len(weights)} weights")


if __name__ == "__main__":
    main()
