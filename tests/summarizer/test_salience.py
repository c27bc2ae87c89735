"""What is known of an article's words."""

import numpy as np

from summarizer.lines.ranker import load_ranker, terms_of
from summarizer.text.structure import read
from summarizer.types import Document

ARTICLE = (
    "The envoys of Kestria and Valdoria met in Port Selm on Monday. They agreed to open the border in March. "
    "Valdoria will free forty prisoners. Kestria lifts its ban on grain. Nobody spoke of the sea."
)


def test_another_processors_last_digits_change_no_weight() -> None:
    """A cosine of the first sentence with itself came out as 1.0000001 on one machine and .9999999 on the next."""
    sentences = read(Document(text=ARTICLE, language="en")).sentences
    vectors = np.random.default_rng(0).normal(size=(len(sentences), 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    plain, larger, smaller = (
        terms_of(sentences, (vectors * factor).astype(np.float32), sentences)
        for factor in (1.0, 1 + 5e-7, 1 - 5e-7)
    )
    for other in (larger, smaller):
        assert np.array_equal(plain.word_rows(), other.word_rows())
    weights = [load_ranker("bullets").weigh(terms) for terms in (plain, larger, smaller)]
    assert weights[0] == weights[1] == weights[2]
