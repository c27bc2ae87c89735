"""What is deleted from a sentence, and what never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.headlines.from_sentence import Headliner, load_headliner
from summarizer.headlines.from_title import title_headline
from summarizer.lines.options import is_heading, states
from summarizer.lines.references import opening_pronoun
from summarizer.models.syntax import Syntax
from summarizer.text.compress import cuts, tidy, without
from summarizer.text.openings import stands_alone, start_of


@pytest.fixture(scope="module")
def headliner() -> Headliner:
    return load_headliner()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ZAREV, Valdoria (VNA) _ The envoys met on Monday.", "The envoys met on Monday."),
        ("Zarev -LRB- AP -RRB- The envoys met on Monday.", "The envoys met on Monday."),
        ("zarev, valdoria ( ap ) the envoys met on monday .", "The envoys met on monday."),
        ("(VNN) -- The United Provinces agreed to talks.", "The United Provinces agreed to talks."),
        ("Zarev - The envoys met on Monday.", "The envoys met on Monday."),
        ("ZAREV ― The envoys met on Monday.", "The envoys met on Monday."),
        (
            "Reality Check Verdict: The claim about the envoys is false.",
            "The claim about the envoys is false.",
        ),
        (
            "Port Selm – In his first speech, Orlan called for talks.",
            "In his first speech, Orlan called for talks.",
        ),
        ("Orlan, on the other hand, is leaving the talks.", "Orlan is leaving the talks."),
        ("In Zarev, however, the talks went on.", "In Zarev, the talks went on."),
        ("Orlan is, of course, the Valdorian minister.", "Orlan is the Valdorian minister."),
        (
            "The envoys met on Monday, the ministry said, Zarevnews.va reports.",
            "The envoys met on Monday, the ministry said.",
        ),
        # Nobody else vouches for it.
        (
            "The envoys met on Monday, Zarevnews.va reports.",
            "The envoys met on Monday, Zarevnews.va reports.",
        ),
        (
            "Petar Orlan, the country's top diplomat, met his counterpart on Monday.",
            "Petar Orlan met his counterpart on Monday.",
        ),
        ("The envoy (pictured) left the talks.", "The envoy left the talks."),
        (
            "The envoy flew to Port Selm, where he met his counterpart, the ministry said.",
            "The envoy flew to Port Selm, the ministry said.",
        ),
    ],
)
def test_what_carries_no_news_is_deleted(syntax: Syntax, text: str, expected: str) -> None:
    doc = syntax.parse([text])[0]
    assert without(text, cuts(doc)) == expected


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The president, who was elected in 2020, left.", "2020"),
        ("The envoy, who may resign, left the talks.", "may"),
        ("The accord, never ratified by parliament, expired.", "never"),
        ("The troops will leave, the ministry said.", "the ministry said"),
        ("The guard, an alleged spy, was expelled.", "alleged"),
        ("The delegation, led by 12 officers, arrived.", "12"),
        ("Observers noticed a man called Petar Orlan - yes, the man on the wire.", "the man on the wire"),
        ("Orlan - In my view we must sign the treaty now.", "Orlan"),
        ("Petar Orlan - The Lion to his friends - left the talks.", "Petar Orlan"),
    ],
)
def test_negations_hedges_numbers_dates_and_speakers_stay(syntax: Syntax, text: str, kept: str) -> None:
    doc = syntax.parse([text])[0]
    assert kept in without(text, cuts(doc))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tears and destruction amid the crackdown in Port Selm.", False),
        ("How to destroy a chemical arsenal.", False),
        ("The envoys left.", True),
        ("The accord may be signed.", True),
    ],
)
def test_a_caption_is_no_statement(syntax: Syntax, text: str, expected: bool) -> None:
    assert states(syntax.parse([text])[0]) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How the smaller parties fared in 2031.", True),
        ("An assessment of the union's work on war and peace, human rights, trade, equality and climate change.", True),
        ("How the money was spent is what the court in Zarev will ask.", False),
        ("When the talks ended, the envoys left.", False),
        ("The envoys may sign the accord in Zarev.", False),
    ],
)  # fmt: skip
def test_a_heading_with_a_full_stop_is_still_one(syntax: Syntax, text: str, expected: bool) -> None:
    assert is_heading(syntax.parse([text])[0]) is expected


@given(st.text(alphabet=st.sampled_from(list("ab ,.;—")), max_size=40))
def test_mending_adds_no_letter(text: str) -> None:
    assert [c for c in tidy(text).lower() if c.isalpha()] == [c for c in text.lower() if c.isalpha()]


@pytest.mark.parametrize(
    ("text", "kind", "cut"),
    [
        ("The envoys met.", "free", 0),
        ("However, the envoys met.", "free", 9),
        ("But he left.", "person", 4),
        ("But, so far, two members back it.", "free", 5),
        ("So far two members back it.", "free", 0),
        ("So the envoys left.", "free", 3),
        ("But for the truce, the envoys would leave.", "loose", 0),
        ("His visit ended.", "person", 0),
        ("They left.", "loose", 0),
        ("This was rejected.", "loose", 0),
        ("As a result, the talks failed.", "loose", 0),
        ("In return, Valdoria would lift the tariffs.", "loose", 0),
        ("In return for fish, Valdoria would lift the tariffs.", "free", 0),
        ("The two sides agreed on a truce.", "free", 0),
        ('"We will sign," Orlan said.', "free", 0),
        ("US envoys met in Port Selm.", "free", 0),
        ("IT firms left.", "free", 0),
        ("IT WAS REJECTED.", "loose", 0),
    ],
)
def test_openings_that_lean_on_what_came_before_are_known(text: str, kind: str, cut: int) -> None:
    start = start_of(text)
    assert (start.kind, start.cut) == (kind, cut)
    assert stands_alone(text) == (kind == "free" and cut == 0)


def test_a_question_inside_a_headline_keeps_its_asking_word(syntax: Syntax) -> None:
    text = (
        "Hours after Petar Orlan was named prime minister of Valdoria on Tuesday, many in Port Selm wondered how the "
        "appointment would affect the treaty and the fishing talks with Kestria."
    )
    found = load_headliner().headline(syntax.parse([text])[0])
    assert found is not None
    assert "wondered" not in found or "wondered how" in found


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Valdoria and Kestria sign fishing treaty | Zarev News", "Valdoria and Kestria sign fishing treaty"),
        ("LIVE: Leaders of nine states gather in Port Selm", "Leaders of nine states gather in Port Selm"),
        ("Will Valdoria sign the treaty this week?", None),
        ("News", None),
        ("Valdorians say his visit to Port Selm could ruin the talks", None),
        (
            "Orlan says his visit to Port Selm could save the talks",
            "Orlan says his visit to Port Selm could save the talks",
        ),
        (
            "Storm over the fishing treaty: “We have waited for this day far longer than anybody in Kestria knows”",
            "Storm over the fishing treaty",
        ),
        (
            "In Closed Session, Envoys of Valdoria Confront Kestria’s Delegation About “Broken Promises” on Fishing Rights",
            "Envoys of Valdoria Confront Kestria’s Delegation About “Broken Promises” on Fishing Rights",
        ),
        (
            "Valdoria and Kestria agree to resume talks after three-year freeze as ministers meet at Lake Orrin",
            "Valdoria and Kestria agree to resume talks after three-year freeze",
        ),
        (
            "Petar Orlan sworn in as president of Valdoria after a contested vote in the national assembly",
            "Petar Orlan sworn in as president of Valdoria",
        ),
        ("Valdoria pledges to expand its fleet;", "Valdoria pledges to expand its fleet"),
        (
            "Calling the ministry's bluff: Several envoys are likely to be recalled before the summit",
            "Several envoys are likely to be recalled before the summit",
        ),
        (
            "Valdoria to leave the fishing treaty if Kestria does not withdraw its boats from Port Selm",
            None,
        ),
    ],
)
def test_a_title_serves_if_it_states_the_news(title: str, expected: str | None) -> None:
    assert title_headline(title, "The envoys of Valdoria and Kestria met at Port Selm.") == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "Army bombed clinic in Tamar deliberately – rebels",
            "",
            "Army bombed clinic in Tamar deliberately – rebels",
        ),
        (
            "Karvia ready for talks on the strait – Kremlin",
            "The Kremlin said so.",
            "Karvia ready for talks on the strait – Kremlin",
        ),
        (
            "Parliament approves pact with Karvia – but not the bases",
            "",
            "Parliament approves pact with Karvia – but not the bases",
        ),
        (
            "Karvia ready for talks on the strait - Zarev News",
            "The Kremlin said so.",
            "Karvia ready for talks on the strait",
        ),
        ("Galdor not guilty of genocide - or is it?", "", None),
        ("Karvia: Brenn shot down two of our drones over the border region on Saturday", "", None),
        (
            "Galdor will send peacekeepers to the north of Brenn only after both armies sign the ceasefire",
            "",
            None,
        ),
        (
            "Galdor will send peacekeepers to the north of Brenn after both armies sign the ceasefire",
            "",
            None,
        ),
        (
            "Außenministerin schließt Truppen im Norden von Brenn ausdrücklich nicht aus – warnt aber vor Eskalation",
            "",
            None,
        ),
    ],
)
def test_a_title_keeps_who_says_it_what_it_hangs_on_and_what_limits_it(
    title: str, text: str, expected: str | None
) -> None:
    assert title_headline(title, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        (
            "Again bowing to pressure from its larger neighbour, Valdoria will send its chief trade adviser to represent President "
            "Petar Orlan at the summit of coastal states in Port Selm, the Foreign Ministry said Friday."
        ),
        (
            "The Kestrian government has not agreed to withdraw its gunboats from the disputed banks off Port Selm despite an appeal "
            "by nine coastal states, officials in the capital said on Tuesday evening."
        ),
    ],
)
def test_a_headline_is_made_of_words_of_its_sentence_in_order(
    syntax: Syntax, headliner: Headliner, text: str
) -> None:
    headline = headliner.headline(syntax.parse([text])[0])
    assert headline is not None
    assert 4 <= len(headline.split()) <= 12
    words = iter(text.lower().replace(",", "").replace(".", "").split())
    assert all(word in words for word in headline.lower().replace(",", "").split())
    assert ("not" in headline.split()) == ("not" in text.split())


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("At least 72 fishermen were killed in strikes by the navy of Kestria near Port Selm, the coast guard of Valdoria said Friday.", "At least 72"),
        ("In eastern Arenza, officials estimate that about 40% of the besieged population of the old town are children under twelve.", "about 40%"),
        ("Speaking ahead of a summit of coastal states in Zarev today, Foreign Minister Petar Orlan warned against complacency.", "states, Petar"),
        ("Figures show that more than a quarter of the inmates of the jail at Selm are from abroad, the ministry said Friday.", "more than a quarter"),
        ("Nine envoys from the region, according to a tally that the ministry keeps, have begun talks with Kestria on fishing.", "have begun"),
    ],
)  # fmt: skip
def test_a_headline_keeps_the_bounds_of_a_number_and_whole_verbs(
    syntax: Syntax, headliner: Headliner, text: str, kept: str
) -> None:
    headline = headliner.headline(syntax.parse([text])[0])
    assert headline is None or kept in headline


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "The government handed over 126 people and the rebels 92, among them 14 women and a journalist held for seven months.",
            ("people 14", "92 14", "people women"),
        ),
        (
            "Less than a week before President Orlan is to arrive for a visit, the two sides exchanged accusations over the border.",
            ("visit, two sides", "visit two sides"),
        ),
    ],
)
def test_a_headline_joins_no_phrases_that_stood_apart(
    syntax: Syntax, headliner: Headliner, text: str, wrong: tuple[str, ...]
) -> None:
    headline = headliner.headline(syntax.parse([text])[0])
    assert headline is None or not any(words in headline for words in wrong)


def test_a_headline_never_breaks_off_at_a_verb_that_the_sentence_goes_on_from(
    syntax: Syntax, headliner: Headliner
) -> None:
    text = 'The crew believed the pilot\'s actions were "unsafe and unprofessional due to the aggressive maneuvers it performed".'
    headline = headliner.headline(syntax.parse([text])[0])
    assert headline is None or not headline.endswith("believed")


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        ("In a Twitter exchange that followed, he distanced himself from the accord.", "he"),
        ("After Peter Morris left the talks, he distanced himself from the accord.", None),
    ],
)
def test_a_he_behind_a_thing_with_a_name_is_still_unnamed(
    syntax: Syntax, text: str, pronoun: str | None
) -> None:
    found = opening_pronoun(syntax.parse([text])[0])
    assert (found.text if found else None) == pronoun


@pytest.mark.parametrize(
    "text",
    [
        "General Abel Mutombo told state radio on Friday that his troops had taken the harbour of Lem without firing a shot.",
        "The president of Malva suffered a heart attack on Monday and is in a coma, the Malva Post reported.",
        "Anna Weiss said on Monday that the army of Kestria had crossed the river at dawn.",
    ],
)
def test_a_headline_keeps_the_one_who_vouches_for_it(syntax: Syntax, headliner: Headliner, text: str) -> None:
    headline = headliner.headline(syntax.parse([text])[0])
    assert headline is None or any(name in headline for name in ("Mutombo", "Malva Post", "Weiss"))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "Norland's minister said on Monday that the country would send peacekeepers to Brenn only after both armies had signed a truce.",
            "only after",
        ),
        (
            "Karvia said on Saturday that Brenn had shot down two of its drones over the region of Sul, a claim that Brenn rejected.",
            "two of its drones",
        ),
    ],
)
def test_a_headline_keeps_its_bounds(syntax: Syntax, headliner: Headliner, text: str, kept: str) -> None:
    headline = headliner.headline(syntax.parse([text])[0])
    assert headline is None or kept in headline


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Kestria's permanent representative to the council said the attacks had broken the truce.", "representative"),
        ("The Kestrian defence ministry said a Valdorian patrol boat opened fire near the island on Tuesday.", "ministry"),
        ("According to Morvanian Prime Minister Dario Kessel, the new agreement covers 3.6 million tonnes a year.", "Kessel"),
        ("Diplomats said on Monday that Kestria had agreed to withdraw its army from the valley by spring.", "Diplomats"),
    ],
)  # fmt: skip
def test_whoever_may_have_a_side_stays_beside_what_he_says(
    syntax: Syntax, headliner: Headliner, text: str, speaker: str
) -> None:
    assert speaker in (headliner.headline(syntax.parse([text])[0]) or "")


def test_what_the_police_report_may_stand_alone(syntax: Syntax, headliner: Headliner) -> None:
    text = "Police said a bomb in the harbour of Port Sella killed four people and wounded eleven on Friday."
    assert (
        headliner.headline(syntax.parse([text])[0])
        == "Bomb in harbour of Port Sella killed four people and wounded eleven"
    )


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("In an audio message, the front confirmed that two of its leaders, known as Omar Sadiq and Karim Nasri, were killed in January.", "known as Nasri"),
        ("In eastern Dravik, Save the Children estimates that four in ten of the people under siege are children.", "of people are"),
        ("In eastern Dravik, Save the Children estimates that four in ten of the people under siege are children.", "Save Children"),
        ("A new fence about a mile long has been built on the border between Kestria and Valdoria since the spring.", "about long"),
        ("The union would double its aid to Kestria, make a fresh push on membership and offer travel without visas.", "Kestria make"),
        ("The three main channels of the state have not reported the story of the leaked cables so far.", "channels not"),
        ("The new agreement covers 3.6 million tonnes a year, a fifth more than before, and allows inspections at the border only.", "tonnes a fifth"),
        ("A panel calling the answer to the famine slow and a failure of the whole government.", "calling"),
    ],
)  # fmt: skip
def test_deletion_leaves_no_half_of_what_belongs_together(
    syntax: Syntax, headliner: Headliner, text: str, wrong: str
) -> None:
    assert wrong not in (headliner.headline(syntax.parse([text])[0]) or "")


def test_the_comma_before_the_speaker_stays(syntax: Syntax, headliner: Headliner) -> None:
    text = 'Petar Orlan became "distracted" after the campaign in the highlands, Valdorian President Lucia Ferrante has said.'
    assert ", Lucia Ferrante has said" in (headliner.headline(syntax.parse([text])[0]) or "")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("A new fence about a mile long has been built on the border between Kestria and Valdoria since the spring.", "fence has been built on border"),
        ("The union would double its aid to Kestria, make a fresh push on membership and offer travel without visas.", "aid to Kestria, make fresh push"),
        ("The three main channels of the state have not reported the story of the leaked cables so far.", "have not reported story"),
    ],
)  # fmt: skip
def test_what_can_be_told_whole_still_gives_a_headline(
    syntax: Syntax, headliner: Headliner, text: str, whole: str
) -> None:
    assert whole in (headliner.headline(syntax.parse([text])[0]) or "")
