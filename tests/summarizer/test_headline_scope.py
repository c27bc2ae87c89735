"""A headline keeps the words without which it would claim more than its sentence, or something else."""

import pytest

from summarizer.headlines.from_sentence import Headliner, load_headliner
from summarizer.models.syntax import Syntax


@pytest.fixture(scope="module")
def headliner() -> Headliner:
    return load_headliner()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        # Not all of the people.
        ("Although the island as a whole chose to leave the union, in Selmland most people voted to remain.", "most people"),
        (
            ("Hours after Petar Orlan was named the new leader of the party's political bureau on Tuesday, many in Zarev wondered how the "
            "appointment would affect the war and ceasefire negotiations with Karvia."),
            "in Zarev",
        ),
        # A minister who is none, a coup that failed.
        ("A former defence minister of Valdoria met the Karvian envoys in Port Selm on Monday for talks on the border and trade.", "former"),
        ("An attempted coup against President Petar Orlan of Valdoria was put down in Port Selm on Monday by troops of the guard.", "attempted"),
        # What is denied is the payment for the flights, not every payment.
        ("Private companies did not pay for Prime Minister Dato Marko Petar Orlan’s recent travels abroad, Communications Minister Vera Lind said today.", "pay for"),
        ("Inspectors did not find chemical weapons in the northern depots of Karvia on Monday, the agency said in Zarev.", "chemical weapons"),
        # How long, and of what.
        ("According to Orlan, the discussion lasted more than two hours and focused primarily on resolving the conflict in Karvia.", "lasted more than two hours"),
        ("Twelve Karvian intelligence officers are accused of hacking emails from the Orlan campaign and the Unity Party during the 2031 vote.", "of hacking emails"),
        # What the raid was called, and what is no longer so.
        (
            ("Karvia's Foreign Affairs Minister Marko Orlan called the capture and breaking of the ceasefire \"disgraceful and repugnant\" and "
            "stated that the rebels had lost all credibility."),
            "disgraceful and repugnant",
        ),
        (
            ("The first minister insisted her government had a mandate to hold a second referendum following last year's Selmland Assembly "
            "elections which left the Unity Party the biggest single party, but no longer with an overall majority."),
            "no longer",
        ),
        # Of whom a rule holds, and of how many.
        ("Migrants who cross the border without papers will be deported to Karvia from the first of May, the interior ministry said.", "who cross border"),
        ("Parents who encourage their young children to take part in raids could be jailed for cruelty, legal experts in Zarev warn.", "who encourage"),
        ("Nearly half the roughly four million children displaced in the region are not in school, according to a new report by the Selm Fund.", "half"),
        # Which May.
        ("An Observer investigation reveals that Valdorian troops will start a major withdrawal from Karvia next May.", "next May"),
        # Names of bodies go whole.
        (
            ("On Wednesday, in a speech before the Council on Foreign Relations in Port Selm, Senator Marko Lind, a 2032 candidate, will outline "
            "his own approach to trade."),
            "Lind will outline",
        ),
    ],
)  # fmt: skip
def test_what_narrows_a_claim_stays(syntax: Syntax, headliner: Headliner, text: str, kept: str) -> None:
    headline = headliner.headline(syntax.parse([text])[0])
    assert headline is None or kept.casefold() in headline.casefold()


@pytest.mark.parametrize(
    ("text", "never"),
    [
        # Part of a country is not the country.
        ("After 30 hours of silence in southern Karvia, false alarm sirens rang out along the Selm border.", "in Karvia"),
        # The first of two that an "or" joins is no demand of its own.
        ("Senator Mira Voss offered Orlan an ultimatum on Friday: stop the raids on the border, or cancel the meeting.", "stop raids"),
        ("Acting Premier Petar Orlan of Unity and Marko Lind of Progress hope to avoid a second election.", "Orlan hope"),
        (
            ("On Wednesday, in a speech before the Council on Foreign Relations in Port Selm, Senator Marko Lind, a 2032 candidate, will outline "
            "his own approach to trade."),
            "before Council,",
        ),
        # Nobody is left whom "he" could mean.
        (
            ("But Valdoria and Karvia, both backing President Orlan militarily, claim he is a necessary partner in the fight against the "
            "rebels, and whether he stays or goes is not a matter for outside powers."),
            "he is",
        ),
        # Words that stood apart.
        (
            ("Secret papers leaked to the Courier show Petar Orlan was told by the government's most senior law officer less than two weeks "
            "before the war that Valdorian participation in the invasion could be deemed illegal."),
            "papers Petar Orlan",
        ),
        (
            ("Little Relief for Refugees: The refugee crisis is precisely the sort of issue the United Provinces was made to tackle: a global "
            "problem crying out for a global solution."),
            "Refugees refugee",
        ),
        # How long: half a year or until the vote.
        ("Karvia's military has dissolved parliament and will run the country for six months or until elections are held.", "run country or"),
        (("In Zarev, Karvian officials announce they will close their borders in an attempt to secure the country before elections, but there are "
         "signs violence is spreading."), "in attempt"),
        (('The House vote to reaffirm that "In Stars We Trust" is the motto is "not putting people back to work," President Orlan said '
         "Wednesday in a speech pushing his jobs bill."), "vote"),
        ("The document being drawn up by Zarev and Selm will be presented to the Karvian parliament in October.", "drawn up by Zarev"),
        ("The Telegraph also understands that the Home Ministry is looking at proposals to clamp down on the groups.", "also"),
    ],
)  # fmt: skip
def test_what_went_leaves_no_other_claim_behind(
    syntax: Syntax, headliner: Headliner, text: str, never: str
) -> None:
    assert never.casefold() not in (headliner.headline(syntax.parse([text])[0]) or "").casefold()


def test_the_occasion_of_what_happened_stays(syntax: Syntax, headliner: Headliner) -> None:
    text = "The last time a Unity president ran in a Zarev primary, 20,833 members voted for nobody."
    headline = headliner.headline(syntax.parse([text])[0])
    assert headline is None or headline.startswith("The last time")


def test_a_headline_is_not_bare_where_there_is_room(syntax: Syntax, headliner: Headliner) -> None:
    text = "Voss also discussed the lengths to which most must go to perform government service at the level Mira Lind did."
    headline = headliner.headline(syntax.parse([text])[0])
    assert headline == "Voss discussed lengths to which most must go to perform government service"


def test_quotation_marks_stay_around_the_words_that_stay(syntax: Syntax, headliner: Headliner) -> None:
    text = (
        "President Orlan made his first “Crooked Mira” post less than 48 hours into the new year on Tuesday, accusing a former aide of "
        "“disregarding basic security protocols,” and calling his own ministry a “deep state.”"
    )
    headline = headliner.headline(syntax.parse([text])[0])
    assert headline is None or "“Crooked Mira”" in headline
