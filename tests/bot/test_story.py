"""What a story looks like when it isn't as short and tidy as it should be."""

from dataclasses import replace

import pytest

from bot.rendering import keyboards, story
from store.views import LineView
from tests.bot import samples
from tests.bot.desk import check


def test_a_quote_too_long_for_the_message_waits_behind_its_button() -> None:
    first, second = samples.crossing().quotes
    long = replace(second, text="We shall speak. " * 400)
    shown = story.push(samples.crossing(quotes=(first, long)), samples.reader())
    text = check(shown)
    assert "the road, not the wall" in text
    assert "We shall speak" not in text
    assert text.endswith("Meridian Wire 14:05")
    parts = [check(part) for part in story.quotes(samples.crossing(), (first, long), samples.reader())]
    assert "".join(parts).count("We shall speak.") == 400


def test_a_quotation_that_the_sentences_hold_with_its_speaker_is_not_said_once_more() -> None:
    first, second = samples.crossing().quotes
    told = replace(samples.crossing().lines[0], text=f"“{first.text},” said {first.speaker} in Port Elan.")
    text = check(story.push(samples.crossing(lines=(told,), lead_only=True), samples.reader()))
    assert text.count(first.text.rstrip(".")) == 1
    assert second.text.rstrip(".") in text
    nobody = replace(told, text=f"“{first.text},” a minister said.")
    text = check(story.push(samples.crossing(lines=(nobody,)), samples.reader()))
    assert text.count(first.text.rstrip(".")) == 2


def test_what_one_person_said_on_end_stands_under_the_name_once() -> None:
    first, second = samples.crossing().quotes
    same = replace(second, speaker=first.speaker, role=first.role, via=first.via)
    text = check(story.push(samples.crossing(quotes=(first, same)), samples.reader()))
    assert text.count(f"— {first.speaker}") == 1
    assert first.text.rstrip(".") in text
    assert second.text.rstrip(".") in text
    apart = check(story.push(samples.crossing(quotes=(first, second)), samples.reader()))
    assert apart.count("— ") == 2


def test_between_an_arabic_name_and_role_stands_an_arabic_comma() -> None:
    quote = replace(samples.crossing().quotes[0], speaker="بدر عبد العاطي", role="وزير الخارجية المصري")
    for language in ("en", "ar"):
        shown = story.push(samples.crossing(quotes=(quote,)), samples.reader(language))
        assert "، وزير الخارجية المصري" in check(shown).replace("\u2068", "").replace("\u2069", "")


def test_a_monstrous_headline_still_makes_one_message_with_its_source() -> None:
    text = check(story.push(samples.crossing(title="Border <b> & " * 2000), samples.reader()))
    assert text.endswith("Meridian Wire 14:05")
    assert "…" in text


def test_nothing_is_shown_of_what_is_not_known() -> None:
    bare = samples.crossing(lines=(), quotes=(), sources=())
    shown = story.push(bare, samples.reader())
    assert check(shown) == bare.title
    assert [button.text for row in shown.buttons for button in row] == ["Evidence", "Sources", "More ⋯"]


def test_an_article_of_no_story_is_referred_to_by_itself_and_unstored_ones_have_no_buttons() -> None:
    article = samples.crossing(id=None)
    assert keyboards.reference(article) == "a7"
    nowhere = samples.crossing(id=None, lines=(replace(article.lines[0], article_id=None),))
    assert keyboards.reference(nowhere) is None
    assert [b.text for row in story.push(nowhere, samples.reader()).buttons for b in row] == ["Original ↗"]
    assert [b.text for row in keyboards.more(article, samples.reader()) for b in row] == [
        "Share",
        "This is wrong",
        "‹ Back",
    ]


def test_the_preview_is_chosen() -> None:
    assert story.push(samples.crossing(), samples.reader()).preview_url is None
    assert story.push(samples.crossing(), samples.reader(previews=True)).preview_url == samples.WIRE


def test_a_sentence_without_an_address_has_no_arrow() -> None:
    line = LineView(text="Nothing to link.", outlet="x", url="javascript:alert(1)")
    assert "↗" not in check(story.push(samples.crossing(lines=(line,)), samples.reader()))


@pytest.mark.parametrize(
    "hostile", ["</b></blockquote>", "<a href='x'>", "&lt;&#0;", "\u202e\u2066\x00", "🕊" * 500]
)
def test_hostile_words_anywhere_are_only_words(hostile: str) -> None:
    base = samples.sanctions()
    bad = replace(
        base,
        title=hostile,
        lines=tuple(replace(line, text=hostile, outlet=hostile, evidence=(hostile,)) for line in base.lines),
        quotes=tuple(
            replace(q, text=hostile, speaker=hostile, role=hostile, via=hostile) for q in base.quotes
        ),
        sources=tuple(replace(source, outlet=hostile, title=hostile) for source in base.sources),
        conflicts=tuple(
            replace(
                c,
                about=hostile,
                sides=tuple(replace(side, claim=hostile, outlet=hostile) for side in c.sides),
            )
            for c in base.conflicts
        ),
    )
    for language in ("en", "ar"):
        reader = samples.reader(language)
        for message in (story.push(bad, reader), *story.evidence(bad, reader), *story.sources(bad, reader)):
            check(message)
