"""When a source is asked again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.politeness import Answer, Decider, Failure
from news.types import Entry, FetchState

NOW = datetime(2031, 3, 3, 12, tzinfo=UTC)
DECIDER = Decider()


def entries(count: int, apart: timedelta) -> tuple[Entry, ...]:
    return tuple(
        Entry(id=str(n), url=f"https://v.example/{n}", title="t", published=NOW - n * apart)
        for n in range(count)
    )


def wait(state: FetchState) -> float:
    assert state.next_check_at is not None
    return (state.next_check_at - NOW).total_seconds()


def after(outcome: Answer | Failure, state: FetchState | None = None, chance: float = 0.0) -> FetchState:
    return DECIDER.after(state or FetchState(), outcome, now=NOW, chance=chance)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (entries(200, timedelta(minutes=1)), 300),  # a wire: the shortest interval
        (entries(8, timedelta(hours=1)), 7 * 3600 / 8),
        (entries(7, timedelta(days=1)), 6 * 86_400 / 7),
        (entries(1, timedelta(days=1)), 86_400),
        (
            tuple(replace(entry, published=NOW - timedelta(days=90)) for entry in entries(20, timedelta(0))),
            86_400,
        ),
        (tuple(replace(entry, published=None) for entry in entries(20, timedelta(0))), 1800),
    ],
)
def test_the_interval_follows_how_often_a_source_publishes(found: tuple[Entry, ...], expected: float) -> None:
    assert wait(after(Answer(kind="new", entries=found))) == pytest.approx(expected)


@pytest.mark.parametrize("asked", [{"ttl_s": 7200.0}, {"max_age": 7200.0}, {"retry_after": 7200.0}])
def test_a_longer_wait_that_the_publisher_asks_for_is_kept(asked: dict[str, float]) -> None:
    answered = Answer(kind="new", entries=entries(200, timedelta(minutes=1)), **asked)  # type: ignore[arg-type]  # one float field each
    assert wait(after(answered)) == 7200


def test_no_wait_is_longer_than_a_day_however_long_is_asked() -> None:
    assert wait(after(Answer(kind="new", ttl_s=1e9))) == 86_400


def test_failures_back_off_twofold_and_success_forgets_them() -> None:
    state, waits = FetchState(interval_s=600), []
    for _ in range(10):
        state = after(Failure(reason="is down"), state)
        waits.append(wait(state))
    assert waits[:4] == [600, 1200, 2400, 4800]
    assert waits[-1] == 86_400
    assert (state.failures, state.error) == (10, "is down")
    healed = after(Answer(kind="unchanged"), state)
    assert (healed.failures, healed.error, wait(healed)) == (0, None, 600)


def test_gone_mutes_and_a_challenge_waits_a_day() -> None:
    assert after(Failure(reason="gone", status=410)).muted
    assert not after(Failure(reason="missing", status=404)).muted
    assert wait(after(Failure(reason="challenge", status=403, challenge=True))) == 86_400


def test_a_busy_server_says_when() -> None:
    assert wait(after(Failure(reason="busy", status=503, retry_after=5000))) == 5000


def test_unchanged_keeps_what_was_known() -> None:
    known = FetchState(
        etag='"1"', last_modified="x", interval_s=900, body_hash="h", url="https://moved.example/"
    )
    state = after(Answer(kind="unchanged"), known)
    assert (state.etag, state.last_modified, state.body_hash, state.url) == (
        '"1"',
        "x",
        "h",
        "https://moved.example/",
    )
    assert wait(state) == 900


def test_a_new_answer_forgets_old_validators_and_a_move_is_remembered() -> None:
    state = after(Answer(kind="new", moved_to="https://new.example/"), FetchState(etag='"1"'))
    assert (state.etag, state.url) == (None, "https://new.example/")


def test_answers_without_entries_are_counted_until_one_has_some() -> None:
    state = after(Answer(kind="new"), after(Answer(kind="new")))
    assert state.empty_pulls == 2
    assert after(Answer(kind="new", entries=entries(1, timedelta(0))), state).empty_pulls == 0


@given(
    st.floats(0, 0.999), st.floats(0, 1e7), st.integers(0, 40), st.floats(1, 1e6), st.none() | st.floats(0, 1e7),
)  # fmt: skip
def test_every_wait_is_between_the_limits_and_jitter_never_shortens_it(
    chance: float, asked: float, failures: int, interval: float, retry_after: float | None
) -> None:
    state = FetchState(failures=failures, interval_s=interval)
    for outcome in (Answer(kind="new", ttl_s=asked), Failure(reason="x", retry_after=retry_after)):
        plain, spread = wait(after(outcome, state)), wait(after(outcome, state, chance))
        assert DECIDER.shortest_s <= plain <= spread + 1e-3
        assert spread <= DECIDER.longest_s * (1 + DECIDER.jitter) + 1e-3
