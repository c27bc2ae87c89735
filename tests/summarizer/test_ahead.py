"""Vectors computed beside the caller's own work."""

import sys
import threading
from collections.abc import Sequence

import numpy as np
import pytest

from summarizer.models.ahead import Ahead
from summarizer.models.encoder import Encoder, Vectors, use_threads

GROUPS = [["one"], ["two", "three"], ["four"], ["five", "six", "seven"], ["eight"]]


def lengths(texts: Sequence[str]) -> Vectors:
    return np.array([[len(text)] for text in texts], dtype=np.float32)


def test_groups_come_back_in_the_order_in_which_they_were_added() -> None:
    with Ahead(lengths) as ahead:
        for group in GROUPS:
            ahead.add(group)
        taken = [ahead.take().ravel().tolist() for _ in GROUPS]
    assert taken == [[float(len(text)) for text in group] for group in GROUPS]


def test_a_caller_who_would_wait_encodes_what_nobody_has_begun() -> None:
    caller, held = threading.get_ident(), threading.Event()
    by: dict[str, int] = {}

    def slow_elsewhere(texts: Sequence[str]) -> Vectors:
        by[texts[0]] = threading.get_ident()
        if threading.get_ident() != caller:
            held.wait()
        else:
            held.set()
        return lengths(texts)

    with Ahead(slow_elsewhere) as ahead:
        for group in GROUPS:
            ahead.add(group)
        taken = [ahead.take().ravel().tolist() for _ in GROUPS]
    assert taken == [[float(len(text)) for text in group] for group in GROUPS]
    assert caller in by.values()


def test_an_error_of_the_encoder_reaches_the_caller_and_leaves_the_process_as_it_was() -> None:
    def broken(texts: Sequence[str]) -> Vectors:
        raise RuntimeError(f"no vector for {texts[0]}")

    def first() -> Vectors:
        with Ahead(broken) as ahead:
            ahead.add(["one"])
            return ahead.take()

    before = sys.getswitchinterval(), use_threads(1)
    use_threads(before[1])
    with pytest.raises(RuntimeError, match="no vector for one"):
        first()
    after = sys.getswitchinterval(), use_threads(before[1])
    assert after == before


def test_two_threads_get_the_vectors_that_one_gets() -> None:
    encoder = Encoder()
    groups = [
        [f"The envoys of Valdoria met {n} times in Port Selm." for n in range(size)] for size in (3, 1, 8, 5)
    ]
    alone = [encoder.encode(group) for group in groups]
    with Ahead(encoder.encode) as ahead:
        for group in groups:
            ahead.add(group)
        beside = [ahead.take() for _ in groups]
    for one, other in zip(alone, beside, strict=True):
        assert one.tobytes() == other.tobytes()
