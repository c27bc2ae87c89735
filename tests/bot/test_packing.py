"""Packing loses nothing, cuts no markup and keeps Telegram's limits."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rendering.markup import Html, blockquote, bold, escape, italic, join, link, visible_units
from bot.rendering.packing import ENTITIES, LIMIT, pack, split, words_of
from tests.tdlib import parse_html

WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Zs", "Mn", "Me")) | st.just(" "),
    min_size=1,
    max_size=60,
)
MARKED = st.one_of(
    WORDS.map(escape),
    WORDS.map(bold),
    WORDS.map(lambda text: blockquote(text, expandable=True)),
    WORDS.map(lambda text: link(text, "https://wire.example/a?b=1&c=2")),
    st.tuples(WORDS, WORDS).map(lambda two: Html(f"{bold(two[0])} {italic(two[1])}")),
)


def _bare(text: str) -> str:
    return "".join(text.split())


@given(st.lists(MARKED, min_size=1, max_size=30), st.integers(20, 200))
@settings(deadline=None, max_examples=150)
def test_packing_keeps_every_word_in_order_and_every_message_within_the_limit(
    blocks: list[Html], limit: int
) -> None:
    messages = pack(blocks, limit=limit)
    assert _bare("".join(map(words_of, messages))) == _bare("".join(map(words_of, blocks)))
    for message in messages:
        assert visible_units(message) <= limit
        parse_html(message)


@given(
    st.lists(MARKED, min_size=1, max_size=12).map(lambda parts: blockquote(join(parts, " "))),
    st.integers(5, 80),
)
@settings(deadline=None, max_examples=150)
def test_a_block_is_cut_into_balanced_halves(block: Html, limit: int) -> None:
    if "<blockquote" in block[1:]:
        return  # quotations don't nest, and we never make such a block
    head, tail = split(block, limit)
    assert _bare(words_of(head) + words_of(tail)) == _bare(words_of(block))
    for half in (head, tail):
        assert half.count("<b>") == half.count("</b>")
        if words_of(half).strip():
            parse_html(half)


def test_a_long_quotation_is_cut_at_the_end_of_a_sentence_and_stays_a_quotation() -> None:
    block = blockquote("The envoys met again in Port Elan. " * 300)
    first, *rest = pack([block])
    assert first.endswith("Port Elan.</blockquote>")
    assert all(part.startswith("<blockquote>") for part in rest)


def test_a_message_never_holds_more_entities_than_telegram_draws() -> None:
    messages = pack([join((bold("x") for _ in range(40)), " ") for _ in range(10)])
    assert len(messages) > 1
    assert all(message.count("</") <= ENTITIES for message in messages)


def test_characters_beyond_the_basic_plane_count_twice() -> None:
    messages = pack([escape("🕊" * 3000)])
    assert [visible_units(message) <= LIMIT for message in messages] == [True] * len(messages)
    assert len(messages) == 2


def test_long_addresses_count_towards_the_size_that_the_server_takes() -> None:
    url = "https://wire.example/" + "a" * 1500
    messages = pack([link("x", url) for _ in range(60)])
    assert all(len(message.encode()) < 32_768 for message in messages)
    assert sum(message.count("<a ") for message in messages) == 60
