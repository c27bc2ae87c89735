"""Who is named in an article, and with which role."""

import pytest

from summarizer.quotes.entities import People
from summarizer.text.names import names

from .quoting import quotes_of, saying


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Foreign Minister Brandt left. Kestrian Foreign Minister Oskar Brandt said on Monday it was over.", "Oskar Brandt", "Kestrian Foreign Minister"),
        ("Minister of Foreign Affairs of Kestria Kęstas Brandt said on Monday that it was over.", "Kęstas Brandt", "Minister of Foreign Affairs of Kestria"),
        ("Kestria's Foreign Minister Oskar Brandt said on Monday.", "Oskar Brandt", "Kestria's Foreign Minister"),
        ("The Deputy Minister of Defence Ivan Sorel said it was over.", "Ivan Sorel", "Deputy Minister of Defence"),
        ("On Monday, President of the Lake Council Ursula van der Moor said so.", "Ursula van der Moor", "President of the Lake Council"),
        ("Bank of Kestria Governor Andrew Lind said rates would rise.", "Andrew Lind", "Bank of Kestria Governor"),
    ],
)  # fmt: skip
def test_a_role_is_as_wide_as_the_article_words_it(text: str, name: str, role: str) -> None:
    person = next(p for p in People(text).people if p.name == name)
    assert person.role is not None
    assert text[slice(*person.role)] == role


def test_a_family_shares_a_surname_and_the_one_who_is_named_most_is_meant() -> None:
    text = (
        "Oskar Brandt met reporters with his wife, Helga Brandt, on Monday. Oskar Brandt is a senator.\n"
        "“I shall run again,” Brandt said.\n"
        "“He will win,” Mrs. Brandt said."
    )
    quotes = quotes_of(text)
    assert saying(quotes, "run again").speaker_full == "Oskar Brandt"
    assert saying(quotes, "will win").speaker_full == "Helga Brandt"


def test_a_given_name_may_stand_in_the_headline_only() -> None:
    text = "Ana Lind Goes To Kestra For Talks\n\n“We are ready,” Lind said. Lind added that it was late."
    assert saying(quotes_of(text), "ready").speaker_full == "Ana Lind"


def test_a_description_means_whom_the_text_is_about() -> None:
    text = (
        "Ana Lind lost the vote in Morva on Monday.\n"
        "“I shall not stand again,” the former senator said after the count."
    )
    assert saying(quotes_of(text), "not stand").speaker_full == "Ana Lind"


def test_an_official_without_a_name_stays_without_one() -> None:
    text = (
        "Ana Lind lost the vote in Morva on Monday.\n“Nobody expected it,” the official said after the count."
    )
    assert saying(quotes_of(text), "expected").speaker_full is None


def test_who_was_just_introduced_speaks_on() -> None:
    text = (
        "Varga has been silent since the vote, and Prime Minister Stefan Varga will stay so, said Oskar Brandt, a historian.\n"
        "“It is his way,” he said."
    )
    assert saying(quotes_of(text), "his way").speaker_full == "Oskar Brandt"


@pytest.mark.parametrize("office", ["mayor", "president", "chancellor", "governor"])
def test_an_office_without_a_name_is_not_the_general_named_before(office: str) -> None:
    text = (
        "General Oskar Brandt told state radio on Friday that his troops had taken the harbour of Morva.\n"
        f"“Our streets are full of glass and no one has come to help us,” the {office} said."
    )
    assert saying(quotes_of(text), "glass").speaker_full is None


@pytest.mark.parametrize("who", ["former senator", "candidate"])
def test_what_one_may_be_besides_an_office_still_means_the_minister(who: str) -> None:
    text = (
        "Minister Ana Lind lost the vote in Morva on Monday.\n"
        f"“I shall not stand again,” the {who} said after the count."
    )
    assert saying(quotes_of(text), "not stand").speaker_full == "Ana Lind"


@pytest.mark.parametrize(
    ("before", "pronoun"),
    [
        ("The lawyer, Selma Vik, left the court. Brandt's wife, Hana, said that he was thin.", "she"),
        ("Foreign Minister Ana Lind arrived. A nurse at the clinic said that she had seen it.", "she"),
        (
            "Foreign Minister Ana Lind arrived. Lind's colleague from the coast, Petra Stein, disagreed.",
            "she",
        ),
        ("Editor Karim Brandt was jailed on Friday. His brother, Omar, blamed the interior minister.", "he"),
        ("Editor Karim Brandt was jailed on Friday. Omar blamed the interior minister.", "he"),
    ],
)
def test_the_words_of_somebody_without_a_full_name_are_not_given_to_somebody_else(
    before: str, pronoun: str
) -> None:
    text = f"{before} “Not once did anybody ask us about politics,” {pronoun} said."
    assert saying(quotes_of(text), "politics").speaker_full in {None, "Petra Stein"}


@pytest.mark.parametrize(
    ("before", "pronoun", "name"),
    [
        (
            "Foreign Minister Ana Lind arrived. The minister said that the talks would go on.",
            "she",
            "Ana Lind",
        ),
        ("Foreign Minister Ana Lind arrived. Her spokesman refused to comment.", "she", "Ana Lind"),
        ("Army spokesman Oskar Brandt denied that any prisoner had been killed.", "he", "Oskar Brandt"),
        ("Jonas Vik, a lawyer, said on Friday that nobody knew. The lawyer left.", "he", "Jonas Vik"),
    ],
)
def test_a_description_of_the_same_person_or_of_the_other_sex_changes_nothing(
    before: str, pronoun: str, name: str
) -> None:
    text = f"{before} “Not once did anybody ask us about politics,” {pronoun} said."
    assert saying(quotes_of(text), "politics").speaker_full == name


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u2011"])
def test_a_name_is_whole_whichever_hyphen_it_is_written_with(hyphen: str) -> None:
    name = f"Marie{hyphen}Claire N’Daye{hyphen}Brandt"
    text = f"Deputy Prime Minister {name} said on Tuesday that she would not resign."
    person = next(p for p in People(text).people if "Brandt" in p.name)
    assert person.name == name
    assert person.role is not None
    assert text[slice(*person.role)] == "Deputy Prime Minister"


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("US AMBASSADOR JAMES LIND SAID: “WE WILL STAY HERE AS LONG AS THE PEOPLE WANT US.”", "JAMES LIND", "US AMBASSADOR"),
        ("SENATOR MARY O'NEIL SAID: “I will stay here as long as the people want me.”", "MARY O'NEIL", "SENATOR"),
        ("09:40 The president of Galdor, Stefan Varga, steps out of his car. “We have not come to sign a cheque,” he says.", "Stefan Varga", "president of Galdor"),
    ],
)  # fmt: skip
def test_a_name_has_no_verb_and_a_role_no_clock(text: str, name: str, role: str) -> None:
    found = next(q for q in quotes_of(text) if q.kind == "direct")
    assert (found.speaker_full, found.role) == (name, role)


def test_a_line_all_in_capitals_is_no_name() -> None:
    text = "NEW MORVA -- THE LAKE COUNCIL ON FRIDAY FAILED TO ADOPT A TEXT ON OSTLAND AFTER KESTRIA CAST ITS VETO.\nThirteen voted."
    assert all(q.speaker_full is None or len(q.speaker_full.split()) < 7 for q in quotes_of(text))


def test_a_name_ends_before_a_verb_in_capitals() -> None:
    found = next(names("SENATOR MARY O'NEIL TOLD REPORTERS ON FRIDAY THAT SHE WOULD STAY."))
    assert found.words == ("MARY", "O'NEIL")


def test_an_outlet_that_is_called_by_its_address_keeps_it() -> None:
    found = [each.words for each in names("Solen rang Brandt, Varta.kz reports. They met in Moscow.he said.")]
    assert found == [("Solen",), ("Brandt",), ("Varta.kz",), ("Moscow",)]
