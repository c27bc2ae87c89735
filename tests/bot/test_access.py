"""Who may ask, how fast, and links that let people in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import callbacks
from bot.access import Access, Invitations, Mode
from bot.buckets import Buckets


class People:
    """Who was invited."""

    def __init__(self, *people: int) -> None:
        self.people = set(people)

    def has(self, user_id: int) -> bool:
        return user_id in self.people


@pytest.mark.parametrize(
    ("mode", "user", "chat", "by", "may"),
    [
        ("open", 5, 5, None, True),
        ("open", None, -1, None, True),
        ("invite", 5, 5, None, False),
        ("invite", 7, 7, None, True),
        ("invite", 5, -1, 7, True),
        ("invite", 5, -1, 1, True),
        ("invite", 5, -1, 6, False),
        ("invite", 9, 9, None, True),
        ("list", 7, 7, None, False),
        ("list", 9, 9, None, True),
        ("list", 5, -9, None, True),
        ("list", 5, -1, 1, False),
        ("list", 1, 1, None, True),
        ("list", None, -1, None, False),
    ],
)
def test_who_may_use_the_bot(mode: Mode, user: int | None, chat: int, by: int | None, may: bool) -> None:
    access = Access(mode, owners={1}, allowed={9, -9}, invited=People(7))
    assert access.may_use(user_id=user, chat_id=chat, chat_invited_by=by) is may


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def test_an_invitation_works_until_its_day_and_only_with_its_key() -> None:
    clock = Clock()
    ours, theirs = Invitations(b"ours", seconds=clock), Invitations(b"theirs", seconds=clock)
    link = ours.make(owner=77, valid_s=60)
    assert len(f"invite_{link}") <= 64
    assert set(link) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
    assert ours.read(link) == 77
    assert theirs.read(link) is None
    clock.now += 61
    assert ours.read(link) is None


@given(st.text(max_size=60))
def test_no_other_words_are_an_invitation(words: str) -> None:
    assert Invitations(b"ours").read(words) is None


def test_a_bucket_lets_a_burst_through_then_its_rate_and_explains_itself_once() -> None:
    clock = Clock()
    buckets = Buckets(60, burst=5, seconds=clock)
    assert [buckets.take(1).allowed for _ in range(7)] == [True] * 5 + [False] * 2
    refused = buckets.take(1)
    assert (refused.allowed, refused.explain) == (False, False)
    assert buckets.take(2).allowed, "another person has another bucket"
    clock.now += 3
    assert [buckets.take(1).allowed for _ in range(4)] == [True] * 3 + [False]


def test_the_first_refusal_says_when_there_is_room_again_for_more_than_one() -> None:
    clock = Clock()
    buckets = Buckets(60, burst=5, seconds=clock)
    verdicts = [buckets.take(1) for _ in range(6)]
    assert verdicts[-1].explain
    clock.now += verdicts[-1].seconds
    assert [buckets.take(1).allowed for _ in range(3)] == [True] * 3


@given(
    st.sampled_from("abcxyz"),
    st.lists(st.text(st.characters(exclude_characters=":\0", codec="utf-8")), max_size=4),
)
def test_what_a_button_carries_comes_back(action: str, args: list[str]) -> None:
    if callbacks.fits(action, *args):
        press = callbacks.parse(callbacks.data(action, *args))
        assert press is not None
        assert (press.action, press.args) == (action, tuple(args))
    else:
        with pytest.raises(ValueError, match="64 bytes"):
            callbacks.data(action, *args)


@pytest.mark.parametrize("data", [None, "", "1", "0q:s1", "q:s1", "1q:\0"])
def test_what_is_not_ours_is_no_press(data: str | None) -> None:
    assert callbacks.parse(data) is None
