"""A claim and its denial are shown side by side; what only looks like one is not."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals import disputes as evaluation
from summarizer.stories.disputes import disputes
from summarizer.stories.types import Account
from summarizer.types import Quote, Summary
from tests.stories.newsroom import MORNING

CASES = evaluation.load()
SHELLED = (
    "Velmark's army said on Monday that Sundrian artillery had shelled the fishing port of Lisk overnight."
)
DENIED = "Sundria's defence ministry denied shelling the fishing port of Lisk."


def account(outlet: str, text: str, *, number: int = 0, language: str = "en", hours: float = 0) -> Account:
    """An article as the desk has it."""
    return Account(
        article_id=number or sum(map(ord, outlet)),
        outlet=outlet,
        title="",
        text=text,
        summary=Summary(language=language, headline=None, push=(), bullets=()),
        published=MORNING + timedelta(hours=hours),
    )


@pytest.mark.parametrize("case", [row for row in CASES if row["split"] == "dev"], ids=lambda row: row["id"])
def test_the_written_cases(case: dict[str, object]) -> None:
    found = disputes(evaluation.accounts_of(case))
    wanted = case["differ"]
    assert isinstance(wanted, list)
    assert len(found) == len(wanted), [[side.claim for side in one.sides] for one in found]
    assert all(any(evaluation.right(one, pair) for one in found) for pair in wanted)


def test_nothing_wrong_is_shown_of_cases_that_were_only_scored() -> None:
    hits, shown, wanted = evaluation.score([row for row in CASES if row["split"] == "held"])
    assert shown == hits
    assert hits >= 0.8 * wanted


def test_both_sides_are_slices_of_their_articles() -> None:
    texts = {1: f"Boats burned. {SHELLED} Nobody slept.", 2: f"Talks went on. {DENIED}"}
    accounts = [account(f"Outlet {key}", text, number=key) for key, text in texts.items()]
    (found,) = disputes(accounts)
    assert [side.claim for side in found.sides] == [SHELLED, DENIED]
    for side in found.sides:
        assert texts[side.article_id][slice(*side.evidence)] == side.claim


def test_somebodys_own_words_name_their_speaker() -> None:
    words = "We did not shell the fishing port of Lisk,"
    text = f"The answer came at noon. “{words}” General Ole Brand told reporters."
    start = text.index(words)
    quote = Quote(
        text=words, start=start, end=start + len(words), kind="direct", speaker="Ole Brand", role="General"
    )
    denier = replace(account("Courier", text), quotes=(quote,))
    (found,) = disputes([account("Herald", SHELLED), denier])
    assert [(side.speaker, side.claim) for side in found.sides] == [(None, SHELLED), ("Ole Brand", words)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(SHELLED, "Sundria denied shelling anything.", id="the place is not said"),
        pytest.param(SHELLED, "Sundria also denied the report.", id="another report"),
        pytest.param(SHELLED, "Sundria denied journalists access to the fishing port of Lisk.", id="denied access"),
        pytest.param(SHELLED, "Sundria refused to say whether it had shelled the fishing port of Lisk.", id="refused to say"),
        pytest.param(SHELLED, "Velmark denied that its boats had fired at the fishing port of Lisk.", id="their own side"),
        pytest.param("Sundria may have shelled the fishing port of Lisk, Velmark said.", DENIED, id="only maybe"),
        pytest.param("Sundria denied shelling the fishing port of Lisk, it said.", DENIED, id="two denials"),
        pytest.param("Ulvania accused Norrland of spying. Norrland rejected the proposal.", "", id="rejected a proposal"),
        pytest.param("Ulvania accused Norrland of spying. Ostland rejected the accusation.", "", id="somebody else rejected"),
        pytest.param("Ulvania accused Norrland of spying. Norrland had also denied the charge in May.", "", id="another time"),
        pytest.param("He said the port had burned. He denied it.", "", id="nobody is named"),
    ],
)  # fmt: skip
def test_what_is_no_contradiction(first: str, second: str) -> None:
    assert disputes([account("Herald", first), account("Courier", second)]) == ()


def test_a_later_state_of_things_is_no_contradiction() -> None:
    before = account("Herald", "The dockers of Lisk have not ended their strike at the northern terminal.")
    after = account(
        "Courier", "The dockers of Lisk have ended their strike at the northern terminal.", hours=40
    )
    assert disputes([before, after]) == ()
    assert len(disputes([before, replace(after, published=before.published)])) == 1


def test_of_one_outlet_the_newest_article_counts() -> None:
    taken_back = account("Herald", "The army now says that its own depot blew up.", number=9, hours=2)
    assert len(disputes([account("Herald", SHELLED), account("Courier", DENIED)])) == 1
    assert disputes([account("Herald", SHELLED), taken_back, account("Courier", DENIED)]) == ()


def test_a_language_without_a_lexicon_shows_nothing() -> None:
    assert (
        disputes([account("Herald", SHELLED, language="ar"), account("Courier", DENIED, language="ar")]) == ()
    )


@given(
    st.lists(st.text(max_size=200), max_size=3), st.sampled_from(["en", "ru", "uk", "fr", "es", "de", "zz"])
)
def test_any_text_gives_slices_or_nothing(texts: list[str], language: str) -> None:
    accounts = [
        account(f"Outlet {number}", f"{text} {DENIED} {text}", number=number, language=language)
        for number, text in enumerate([*texts, SHELLED], start=1)
    ]
    known = {one.article_id: one.text for one in accounts}
    for found in disputes(accounts):
        assert len(found.sides) == 2
        for side in found.sides:
            assert known[side.article_id][slice(*side.evidence)] == side.claim
