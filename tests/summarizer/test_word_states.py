"""What words mean where they stand."""

import numpy as np
import pytest
import torch
from transformers import AutoModel, AutoTokenizer

from summarizer.models.encoder import MOST_PIECES, Encoder, WeightsError, packaged_weights
from summarizer.models.syntax import Syntax
from summarizer.quotes.reading import Reading, read
from summarizer.quotes.word_states import BLOCKS, SIZE, WordStates

SENTENCE = "The envoys of Kestria walked out of the talks".split()


def in_transformers(words: list[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """(words, SIZE) by the library, of words that are one piece each or the mean of theirs."""
    tokenizer = AutoTokenizer.from_pretrained(packaged_weights(), local_files_only=True)
    model = AutoModel.from_pretrained(packaged_weights(), local_files_only=True)
    given = tokenizer(words, is_split_into_words=True, return_tensors="pt")
    with torch.inference_mode():
        whole = model(**given, output_hidden_states=True).hidden_states[BLOCKS // 2]
        states = model.encoder.layer[BLOCKS // 2].attention(whole)[0][0]
    places = given.word_ids()
    means = [states[[k for k, word in enumerate(places) if word == n]].mean(0) for n in range(len(words))]
    return torch.stack(means).numpy()


def cosines(
    a: np.ndarray[tuple[int, int], np.dtype[np.float32]], b: np.ndarray[tuple[int, int], np.dtype[np.float32]]
) -> list[float]:
    found: list[float] = ((a * b).sum(1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)).tolist()
    return found


def test_a_word_has_the_mean_of_its_pieces_after_the_lower_blocks(encoder: Encoder) -> None:
    (ours,) = encoder.word_states([SENTENCE], blocks=BLOCKS)
    assert ours.shape == (len(SENTENCE), SIZE)
    assert cosines(ours, in_transformers(SENTENCE)) == pytest.approx([1.0] * len(SENTENCE), abs=2e-3)


def test_every_sentence_of_a_batch_gets_its_own_words_in_order(encoder: Encoder) -> None:
    others = ["It rained .".split(), [], "Nobody signed".split()]
    alone = [encoder.word_states([words], blocks=BLOCKS)[0] for words in (SENTENCE, *others)]
    together = encoder.word_states([SENTENCE, *others], blocks=BLOCKS)
    assert [found.shape[0] for found in together] == [len(SENTENCE), 3, 0, 2]
    for one, same in zip(alone, together, strict=True):
        assert cosines(one, same) == pytest.approx([1.0] * len(one), abs=2e-3)


def test_words_beyond_the_encoders_reach_have_no_state(encoder: Encoder) -> None:
    (found,) = encoder.word_states([["peace"] * (MOST_PIECES + 50)], blocks=BLOCKS)
    assert np.abs(found[: MOST_PIECES - 1]).sum(axis=1).min() > 0
    assert np.abs(found[MOST_PIECES:]).sum() == 0


def test_a_configured_encoder_is_not_asked() -> None:
    with pytest.raises(WeightsError, match="packaged"):
        Encoder(packaged_weights()).word_states([SENTENCE], blocks=BLOCKS)
    reading = read("The envoys met. They said nothing.", Syntax())
    assert WordStates(Encoder("no/such/encoder")).of(reading).shape == (len(reading.tokens), SIZE)


def test_a_reading_without_words_has_no_states() -> None:
    assert WordStates().of(Reading(text="", paragraphs=(), runs=())).shape == (0, SIZE)
