"""Texts become vectors."""

import hashlib

import numpy as np
import pytest

from summarizer.models.encoder import Encoder, WeightsError, packaged_weights

TEXTS = [
    "The envoys of Valdoria and Kestria signed the accord on Monday.",
    "An accord was signed by the two countries' envoys.",
    "Rain is expected in the hills.",
    "",
]


def test_our_forward_pass_gives_the_vectors_of_transformers() -> None:
    ours = Encoder().encode(TEXTS)
    theirs = Encoder(packaged_weights()).encode(TEXTS)
    assert np.sum(ours * theirs, axis=1) == pytest.approx(1.0, abs=2e-3)


def test_vectors_have_unit_length_and_follow_the_order_of_the_texts() -> None:
    vectors = Encoder().encode(TEXTS)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-4)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3


def test_no_texts_give_no_vectors() -> None:
    assert Encoder().encode([]).shape == (0, 384)


def test_a_missing_configured_encoder_is_named() -> None:
    with pytest.raises(WeightsError, match="no/such/encoder"):
        Encoder("no/such/encoder/at/all").encode(["A text."])


def test_the_packaged_weights_are_those_that_our_parameters_were_fitted_on() -> None:
    with (packaged_weights() / "model.safetensors").open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    assert digest == "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
