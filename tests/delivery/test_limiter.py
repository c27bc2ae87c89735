import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.wire.limiter import Limiter


class Monotonic:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Monotonic:
    return Monotonic()


@pytest.fixture
def limiter(clock: Monotonic) -> Limiter:
    return Limiter(clock)


def most_within(times: list[float], seconds: float) -> int:
    """The most events in any window of that length."""
    return max(sum(1 for other in times if 0 <= other - one < seconds) for one in times)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), chats=st.integers(1, 40), answers=st.floats(0, 1))
def test_no_second_no_chat_and_no_minute_of_a_group_ever_has_more_than_telegram_allows(
    seed: int, chats: int, answers: float
) -> None:
    clock, chance = Monotonic(), random.Random(seed)
    limiter = Limiter(clock)
    everything: list[float] = []
    by_chat: dict[int, list[float]] = {}
    for _ in range(600):
        chat = chance.choice([1, -1]) * chance.randint(1, chats)
        wait = limiter.take(chat, answer=chance.random() < answers)
        if wait == 0:
            everything.append(clock.now)
            by_chat.setdefault(chat, []).append(clock.now)
        else:
            clock.now += chance.choice([0.0, 0.01, wait])
    assert most_within(everything, 1.0) <= 30
    for chat, times in by_chat.items():
        assert most_within(times, 3.0) <= 3
        assert chat > 0 or most_within(times, 60.0) <= 20


def drain(limiter: Limiter, clock: Monotonic, chats: Iterator[int], seconds: float) -> int:
    """Pushes sent in that time when there is always something to send."""
    end, sent, chat = clock.now + seconds, 0, next(chats)
    while clock.now < end:
        wait = limiter.take(chat)
        if wait == 0:
            sent, chat = sent + 1, next(chats)
        else:
            clock.now = min(clock.now + wait, end)
    return sent


def test_with_enough_to_say_the_whole_rate_is_used(limiter: Limiter, clock: Monotonic) -> None:
    sent = drain(limiter, clock, iter(range(1, 100_000)), 100)
    assert 2500 <= sent <= 2500 + 5


def test_one_chat_gets_a_message_a_second(limiter: Limiter, clock: Monotonic) -> None:
    sent = drain(limiter, clock, iter(lambda: 7, 0), 60)
    assert 57 <= sent <= 60


def test_a_person_does_not_wait_behind_pushes(limiter: Limiter) -> None:
    for chat in range(1, 100):
        while limiter.take(chat) == 0:
            pass
    assert limiter.take(5000, answer=True) == 0
    assert limiter.take(5000, answer=True) == 0


def test_a_person_is_answered_in_a_chat_full_of_pushes(limiter: Limiter, clock: Monotonic) -> None:
    drain(limiter, clock, iter(lambda: -7, 0), 30)
    while limiter.take(-7) == 0:
        pass
    assert limiter.take(-7, answer=True) <= 1.1


def test_a_group_that_has_had_its_pushes_of_the_minute_still_gets_answers(
    limiter: Limiter, clock: Monotonic
) -> None:
    sent = drain(limiter, clock, iter(lambda: -7, 0), 40)
    assert sent == 16
    clock.now += 2
    assert limiter.take(-7) > 10
    assert [limiter.take(-7, answer=True) for _ in range(3)] == [0, 0, 0]


def test_a_chat_told_to_be_silent_waits_and_the_others_do_not(limiter: Limiter, clock: Monotonic) -> None:
    assert not limiter.flooded(1, 30)
    assert limiter.take(1) >= 30
    assert limiter.take(1, answer=True) >= 30
    assert list(limiter.busy_chats()) == [1]
    assert limiter.take(2) == 0
    clock.now += 31
    assert limiter.take(1) == 0


def test_several_chats_told_at_once_mean_everybody(limiter: Limiter, clock: Monotonic) -> None:
    assert [limiter.flooded(chat, 5) for chat in (1, 2, 3)] == [False, False, True]
    assert limiter.take(99) >= 5
    assert limiter.pause_s() >= 5
    clock.now += 6
    assert limiter.take(99) == 0


def test_one_chat_told_three_times_means_one_chat(limiter: Limiter) -> None:
    assert [limiter.flooded(1, 5) for _ in range(3)] == [False, False, False]
    assert limiter.take(2) == 0


def test_chats_told_minutes_apart_mean_themselves(limiter: Limiter, clock: Monotonic) -> None:
    for chat in range(5):
        assert not limiter.flooded(chat, 5)
        clock.now += 11


def test_a_refused_turn_costs_nothing(limiter: Limiter, clock: Monotonic) -> None:
    limiter.pause(10)
    for _ in range(1000):
        assert limiter.take(1) > 0
    clock.now += 10
    assert limiter.take(1) == 0


def test_a_hundred_thousand_chats_are_forgotten_again(limiter: Limiter, clock: Monotonic) -> None:
    for chat in range(100_000):
        clock.now += 0.05
        assert limiter.take(chat) == 0
    assert len(limiter._chats) <= 4096
