"""Who said what, on articles written for these tests about countries that do not exist."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.quotes.extraction import checked, said_once
from summarizer.quotes.key_quotes import attribution, choose, display, is_showable
from summarizer.text.roles import role_after
from summarizer.types import Document, Quote

from .quoting import quotes_of, saying

SUMMIT = """\
After his call with Stefan Varga, Kestrian President Ilir Domani met reporters and described the conversation, Lake Gazette reports.

According to Domani, the talk took nearly three hours and dealt mainly with the border war in Ostland and with ways to end it.

“The talk was frank and rather useful. I thanked Stefan Varga for backing the new round of negotiations between Kestra and Ostend,” Domani said.

He added that Varga recognised the stated wish of Kestria to settle the conflict by peaceful means.

The Kestrian leader also voiced readiness to draft an accord with Ostland that would set the terms of a truce.

We are willing to take this road. But an end of the shooting will only come when the papers are signed. We have to find terms that both peoples can bear,Domani stressed.

On March 3, envoys of both countries met in Morva behind closed doors. The session took about an hour.

Varga later called the conversation with Domani "productive."

In a message on his page, he wrote that Kestria and Ostland would soon begin talks, not only on a truce but on peace.

According to Varga, Kestra also showed interest in wide trade with Valdoria after the war. He described the economic prospects of Kestria as “boundless.”

The Valdorian president added that Ostland, too, would gain from rebuilding.

Varga told reporters that he would not announce new penalties since there was an "opening" for a truce.

"Because I believe there is an opening to get this done, and if you close it, you could make matters far worse," he said, according to NNC.

He added that there might come a day for that.
"""


@pytest.mark.parametrize(
    ("after", "role"),
    [
        (", an expert on the border at S.K.-based institute Selm House, said", "expert on the border at S.K.-based institute Selm House"),
        (", spokeswoman for the ministry.", "spokeswoman for the ministry"),
        (", spokesman for the S.K. State Department, said", None),
    ],
)  # fmt: skip
def test_a_role_is_not_cut_at_the_period_of_an_abbreviation(after: str, role: str | None) -> None:
    found = role_after(f"Lina Harb{after}", len("Lina Harb"))
    assert (found and f"Lina Harb{after}"[slice(*found)]) == role


def test_two_long_quotes_of_one_man_are_his_with_his_role() -> None:
    quotes = quotes_of(SUMMIT)
    for words in ("The talk was frank", "We are willing to take this road"):
        quote = saying(quotes, words)
        assert (quote.speaker_full, quote.role) == ("Ilir Domani", "Kestrian President")


def test_a_quote_whose_marks_are_missing_is_found_by_its_cue_and_does_not_swallow_it() -> None:
    quote = saying(quotes_of(SUMMIT), "We are willing")
    assert quote.kind == "unmarked"
    assert quote.text.startswith("We are willing to take this road.")
    assert quote.text.endswith("both peoples can bear")
    assert quote.cue == "stressed"


@pytest.mark.parametrize(
    ("source", "via"),
    [
        ("the broadcaster Nordkanal", "Nordkanal"),
        ("police in Zarev", None),
        ("the analyst Oskar Brandt", None),
    ],
)
def test_an_outlet_is_one_by_its_kind(source: str, via: str | None) -> None:
    text = (
        "Foreign Minister Anna Weiss came to Zarev on Monday.\n"
        f"“Nobody has asked us about the river and nobody will,” Weiss said, according to {source}."
    )
    assert saying(quotes_of(text), "Nobody has asked").via == via


def test_he_said_according_to_an_outlet_is_his_via_the_outlet() -> None:
    quote = saying(quotes_of(SUMMIT), "Because I believe")
    assert (quote.speaker, quote.speaker_full, quote.via) == ("he", "Stefan Varga", "NNC")
    assert quote.role == "Valdorian president"


@pytest.mark.parametrize("words", ["productive", "boundless", "opening"])
def test_single_words_between_marks_are_partial_and_never_key_quotes(words: str) -> None:
    quotes = quotes_of(SUMMIT)
    quote = next(q for q in quotes if q.text.strip(".") == words)
    assert (quote.kind, quote.speaker_full) == ("partial", "Stefan Varga")
    assert quote not in choose(Document(text=SUMMIT), quotes, None, None)


def test_the_three_long_quotes_are_the_key_quotes() -> None:
    chosen = choose(
        Document(text=SUMMIT, title="Domani and Varga speak of a truce"), quotes_of(SUMMIT), None, None
    )
    assert [q.text.split()[0] for q in chosen] == ["The", "We", "Because"]
    assert display(chosen[0])[1] == "Ilir Domani, Kestrian President"
    assert display(chosen[2])[1] == "Stefan Varga, Valdorian president · via NNC"


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "Foreign Minister Ana Lind condemned what she called a “brazen breach” of the treaty.",
            "brazen breach",
            "Ana Lind",
        ),
        (
            "Ana Lind spoke in Morva. Lind continued:\n“The border stays open for everybody who needs help.”",
            "The border",
            "Lind",
        ),
        ("“Do you trust them?” Lind asked. “Neither do I.”", "Neither do I.", "Lind"),
        ("“The road is long, and we have only begun to walk it.” ― Ana Lind", "The road", "Ana Lind"),
        (
            "''He told us \"never again\" and left the room,'' said Oskar Brandt.",
            "never again",
            "Oskar Brandt",
        ),
        (
            "Envoy Oskar Brandt, who called the plan “a bad joke,” left Morva on Monday.",
            "a bad joke",
            "Oskar Brandt",
        ),
        (
            "“We will sign in May,” said Ana Lind, and Oskar Brandt replied, “You will not.”",
            "You will not.",
            "Oskar Brandt",
        ),
        (
            "“We will sign in May,” said Ana Lind, and Oskar Brandt replied, “You will not.”",
            "We will sign",
            "Ana Lind",
        ),
        (
            "Moscow said the claim was “absurd and dangerous” and recalled its envoy.",
            "absurd and dangerous",
            "Moscow",
        ),
    ],
)
def test_hard_cases_have_the_right_speaker(text: str, words: str, speaker: str) -> None:
    story = f"Envoys met in Morva on Monday for talks about the river.\n{text}\nThe talks go on this week."
    found = saying(quotes_of(story), words)
    assert speaker in f"{found.speaker} {found.speaker_full}"


def test_she_and_the_minister_are_the_person_named_paragraphs_before() -> None:
    text = (
        "Valdorian Foreign Minister Ana Lind arrived in Morva on Monday for talks on the river treaty.\n"
        "“We bring a fair offer, and we expect an answer this week,” she said.\n"
        "The hall was full. Reporters waited for hours.\n"
        "“Nobody wants another winter without water,” the minister added."
    )
    quotes = quotes_of(text)
    assert [(q.speaker_full, q.role) for q in quotes if q.kind == "direct"] == [
        ("Ana Lind", "Valdorian Foreign Minister")
    ] * 2


def test_a_description_of_somebody_else_is_not_given_to_the_last_man() -> None:
    text = (
        "Kestrian President Ilir Domani left for Ostend on Friday.\n"
        "The Morvanian president said the visit was “a mistake that will be remembered.”"
    )
    quote = saying(quotes_of(text), "a mistake")
    assert quote.speaker_full is None
    assert quote.role is None


def test_programme_titles_and_nicknames_are_no_quotes() -> None:
    text = (
        "Ana Lind spoke on the “Morning Hour” programme on Sunday.\n"
        "“We will not wait for another vote,” Lind said on “Morning Hour.”"
    )
    assert [q.text for q in quotes_of(text) if q.kind in {"direct", "partial"}] == [
        "We will not wait for another vote,"
    ]


def test_a_quotation_over_paragraphs_keeps_its_speaker_and_says_that_it_continues() -> None:
    text = (
        "Ana Lind told the assembly: “We have waited for ten years.\n"
        "“We have written letters that nobody answered.\n"
        "“Now we act,” she said."
    )
    first, second, _ = (q for q in quotes_of(text) if q.kind != "indirect")
    assert (first.speaker, second.speaker) == ("Ana Lind", "Ana Lind")
    assert second.continues


@given(st.lists(st.sampled_from([
    "“We agree,” ", "said Ana Lind. ", "He added: ", '"Never again', '" ', "\n", "according to NNC, ", "the “plan” ", "Mr. Brandt ", "we won,Lind said.",
    "I know it, ", "\u2028", "🕊 ", "said that the talks would go on. ", "'' ", "President ",
]), max_size=14).map("".join))  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_everything_shown_is_a_slice_of_the_article(text: str) -> None:
    for quote in quotes_of(text):
        assert quote.text == text[quote.start : quote.end]
        assert quote.speaker is None or quote.speaker == text[quote.speaker_start : quote.speaker_end]
        assert quote.speaker_full is None or quote.speaker_full in text
        assert quote.role is None or quote.role in text
        assert quote.via is None or quote.via in text


def test_a_quote_that_is_no_slice_is_refused() -> None:
    quote = Quote(text="We agree", start=0, end=8, kind="direct")
    with pytest.raises(ValueError, match="not the article's"):
        checked(quote, "We argue and leave.")


def test_a_name_that_is_no_slice_is_refused() -> None:
    quote = Quote(text="We agree", start=0, end=8, kind="direct", speaker_full="Ana Lind")
    with pytest.raises(ValueError, match="Ana Lind"):
        checked(quote, "We agree, said Lind.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "“",
        "””””",
        "“" * 500,
        "word " * 40_000,
        "“We agree,” he said. " * 300,
        "“We agree,” he said. " * 9_000,
    ],
)
def test_odd_articles_give_no_error(text: str) -> None:
    assert isinstance(quotes_of(text), tuple)


def test_a_report_inside_a_longer_one_of_the_same_person_is_not_told_twice() -> None:
    def report(start: int, end: int, who: str | None) -> Quote:
        return Quote(
            text="", start=start, end=end, kind="indirect", confidence=0.9, speaker=who, speaker_full=who
        )

    inner, outer = report(20, 40, "Ana Lind"), report(0, 40, "Ana Lind")
    other, nobody, apart = report(20, 40, "Ilir Domani"), report(20, 40, None), report(50, 60, "Ana Lind")
    assert said_once([inner, outer, other, nobody, apart]) == [outer, other, nobody, apart]


WORDS = "“We shall leave the alliance before the end of the year.”"


@pytest.mark.parametrize(
    "sentence",
    [
        f"It is not true that Lind said: {WORDS}",
        f"Lind did not say, as the paper claimed, {WORDS}",
        f"Lind has never said: {WORDS}",
        f"Lind denied having said: {WORDS}",
        f"In the forged letter Lind supposedly wrote: {WORDS}",
        f"In a deepfake posted on Monday, Lind says: {WORDS}",
        f"A fake video shows Lind saying: {WORDS}",
        f"Her office rejected reports that Lind had said: {WORDS}",
        f"There is no evidence that Lind ever said: {WORDS}",
        f"Nobody heard Lind say: {WORDS}",
        f"GNA falsely quoted Lind as saying: {WORDS}",
        f"The letter, which turned out to be a forgery, quoted Lind as saying: {WORDS}",
        f"If Lind says {WORDS.replace('.', ',')} the government falls.",
        f"{WORDS.replace('.', ',')} Lind said, according to a forged transcript.",
        f"Deputy Oskar Brandt accused Lind of having told him: {WORDS}",
        f"{WORDS.replace('.', ',')} Lind allegedly told the envoys.",
        "A fabricated video in which Chancellor Ana Lind says “we shall leave the alliance before the end of the year” was seen by many.",
        "Lind refused to say that “the alliance is dead and should be buried by the next government”, as was demanded.",
    ],
)
def test_words_that_were_not_said_are_nobodys(sentence: str) -> None:
    quotes = quotes_of(f"Foreign Minister Ana Lind arrived in Morva on Monday. {sentence}")
    found = saying(quotes, "the alliance")
    assert (found.speaker, found.speaker_full, found.role) == (None, None, None)
    assert not is_showable(found)


@pytest.mark.parametrize(
    "sentence",
    [
        f"Lind denied the charge: {WORDS}",
        f"Lind denied the report, saying: {WORDS}",
        f"Lind did not mince her words: {WORDS}",
        f"Lind did not hesitate to say: {WORDS}",
        f"Lind not only said {WORDS} but meant it.",
        f"It is not clear why Lind said: {WORDS}",
        f"Asked about the fake video, Lind said: {WORDS}",
        f"Oskar Brandt could not attend the meeting at which Lind said: {WORDS}",
        "“I never said that we would leave the alliance,” Lind said, but she did not say when.",
    ],
)
def test_a_no_beside_the_words_takes_them_from_nobody(sentence: str) -> None:
    quotes = quotes_of(f"Foreign Minister Ana Lind arrived in Morva on Monday. {sentence}")
    found = saying(tuple(q for q in quotes if q.kind == "direct"), "the alliance")
    assert found.speaker_full == "Ana Lind"
    assert found.confidence > 0.5


@pytest.mark.parametrize(
    ("sentence", "name", "via"),
    [
        ("“Our army has not retreated by a single metre,” GNA quoted him as saying.", "Stefan Varga", "GNA"),
        ("“Our army has not retreated by a single metre,” the agency quoted the president as saying.", "Stefan Varga", "agency"),
        ("“Our army has not retreated by a single metre,” the state agency GNA quoted Varga as saying.", "Stefan Varga", "GNA"),
        ("GNA quoted Varga as saying: “Our army has not retreated by a single metre.”", "Stefan Varga", "GNA"),
        ("“Our army has not retreated by a single metre,” the magazine Der Lauscher quoted an unnamed general as saying.", None, "Der Lauscher"),
    ],
)  # fmt: skip
def test_who_is_quoted_by_an_outlet_speaks_and_the_outlet_carries(
    sentence: str, name: str | None, via: str
) -> None:
    found = saying(quotes_of(f"President Stefan Varga spoke in Morva on Monday. {sentence}"), "retreated")
    assert (found.speaker_full, found.via) == (name, via)
    assert name or found.speaker == "an unnamed general"


def test_who_carried_words_may_stand_after_quoted_as_saying() -> None:
    text = (
        "Lake Gas supplies the whole of Valdoria.\n"
        "“If the contract is frozen, we will see Valdoria in court,” Lake Gas chief executive Oskar Brandt was quoted as saying "
        "by the state agency RIA-K."
    )
    found = saying(quotes_of(text), "in court")
    assert (found.speaker_full, found.via) == ("Oskar Brandt", "RIA-K")


CATAPHORA = (
    "Foreign Minister Petar Orlan rejected the motion.\n\nIn her book on the war, Kestria's envoy to the United Nations Samantha "
    'Reed attacked his allies. "No government has ever made peace a priority in this house," she wrote.'
)
FULL_STOP = (
    "The crown held talks with the country's northern minority. Sheikh Omar Varga noted that troops came hours before. "
    '"We are ready for talks whenever they are, and we said so," he said.'
)
UNCLOSED = (
    'Vera Lind spoke first. "It is far too dear and will not work for us. "People with children lose by it," the economist Omar '
    "Brandt said."
)
LONG_OFFICE = (
    'Director of Public Works Alison Reed said: "The bridge is not a place where people can park at night." '
    '"They will be fined from Monday, all of them," she said.'
)
PRINCE = (
    "Sheikh Ali Omar leads the opposition. Crown Prince Omar is seen as a reformer. The talks began on Monday. "
    '"We will not be hurried by anybody in this matter," the crown prince said.'
)
HYPHEN = 'Co-researcher Petar Lind described the tracks. "Some of them point to animals that walked on two legs," he said.'


@pytest.mark.parametrize(
    ("text", "words", "attributed"),
    [
        (CATAPHORA, "No government has ever", "Samantha Reed"),
        (FULL_STOP, "We are ready for talks", "Omar Varga, Sheikh"),
        (UNCLOSED, "People with children lose", "Omar Brandt"),
        (LONG_OFFICE, "The bridge is not a place", "Alison Reed, Director of Public Works"),
        (HYPHEN, "Some of them point", "Petar Lind, Co-researcher"),
    ],
)
def test_whoever_is_named_in_an_unusual_place_is_named_right(text: str, words: str, attributed: str) -> None:
    assert attribution(saying(quotes_of(text), words)).startswith(attributed)


def test_words_of_a_woman_without_a_name_are_not_those_of_the_woman_named_before() -> None:
    text = (
        "Prosecutor Ana Lind presented the rules on Monday.\n\nOne woman, who wished to remain anonymous, is followed on every network.\n\n"
        '"It has been horrific and nobody has helped me, not even the police," she said.'
    )
    assert saying(quotes_of(text), "It has been horrific").speaker_full is None


def test_a_prince_is_not_the_man_whose_surname_is_his_given_name() -> None:
    assert saying(quotes_of(PRINCE), "We will not be hurried").speaker_full != "Ali Omar"


def test_nobody_in_particular_is_no_speaker_of_a_key_quote() -> None:
    text = 'Some said: "My policy on cake is to have it and to eat it too, every day of the week."'
    assert not any(is_showable(quote) for quote in quotes_of(text))
