from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.gate.facts import names, offices, quoted
from summarizer.gate.numbers import dates, number_supported, numbers
from summarizer.gate.words import fold, plain, stem, tokens


@pytest.mark.parametrize(
    ("summary", "article"),
    [
        ("1.2 million", "1,200,000"),
        ("1,200", "1.200"),
        ("1 200", "1 200"),
        ("twenty-five", "25"),
        ("25", "twenty-five"),
        ("a hundred", "100"),
        ("two hundred and six", "206"),
        ("three million", "3m"),
        ("5 percent", "5%"),
        ("5%", "5 per cent"),
        ("$3bn", "3 billion dollars"),
        ("€3 million", "3 million euros"),
        ("3rd", "third"),
        ("5.0", "5"),
        ("hundreds", "350"),
        ("10.30", "10:30"),
    ],
)
def test_one_number_has_many_spellings(summary: str, article: str) -> None:
    found = numbers(summary)
    assert found
    assert all(number_supported(n, numbers(article)) for n in found), (found, numbers(article))


@pytest.mark.parametrize(
    ("summary", "article"),
    [
        ("1.2 million", "1.2 billion"),
        ("21", "12"),
        ("5%", "$5"),
        ("€3 million", "$3 million"),
        ("five", "fifty"),
        ("hundreds", "12"),
        ("12", "dozens"),
        ("1,200", "12,000"),
        ("3 million", "3"),
    ],
)
def test_another_number_does_not_support_it(summary: str, article: str) -> None:
    assert not all(number_supported(n, numbers(article)) for n in numbers(summary))


@given(st.integers(min_value=0, max_value=10**12))
def test_a_number_with_separators_is_the_same_number(value: int) -> None:
    assert number_supported(numbers(f"{value:,}")[0], numbers(str(value)))
    assert Decimal(value) in numbers(f"they counted {value} ships")[0].values


@given(st.text(max_size=400))
def test_every_fact_lies_where_it_says(text: str) -> None:
    for number in numbers(text):
        assert text[slice(*number.span)].strip() == number.text.strip()
    for quote in quoted(text):
        assert text[slice(*quote.span)] == quote.text
    for token in tokens(text):
        assert text[token.start : token.end] == token.text


@pytest.mark.parametrize(
    ("one", "other"),
    [("3 May", "May 3rd"), ("3rd of May", "May 3"), ("Mon.", "Monday"), ("Sept. 9", "9 September")],
)
def test_one_day_has_many_spellings(one: str, other: str) -> None:
    assert {d.key for d in dates(one)} == {d.key for d in dates(other)} != set()


@pytest.mark.parametrize(
    "text", ["It may rain.", "They march on.", "The sun sat low, thus they left.", "Marching orders"]
)
def test_a_word_that_is_also_a_month_or_weekday_is_no_date(text: str) -> None:
    assert dates(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Ada Brankov left.", [("president", "brankov")]),
        ("Former President Ada Brankov left.", [("former president", "brankov")]),
        ("Ada Brankov, the foreign minister, left.", [("foreign minister", "brankov")]),
        ("Valdorian Prime Minister Lena Hart left.", [("prime minister", "hart")]),
        ("The president left with Lena Hart.", []),
        ("The minister, Joran Tell, left.", []),
    ],
)
def test_a_title_belongs_to_the_name_beside_it(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(o.office, o.name) for o in offices(tokens(text), text)]
    assert found == expected or (not expected and len(found) <= 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Never,” she said.", ["Never,"]),
        ('He called it "a crime" and left.', ["a crime"]),
        ("He called it 'a crime' and didn't stay at the ministers' house.", ["a crime"]),
        ("Er nannte es „ein Verbrechen“.", ["ein Verbrechen"]),
        ("Il a dit « jamais ».", [" jamais "]),
        ("the ministers' plan isn't Valdoria's", []),
    ],
)
def test_quoted_words_are_found_and_apostrophes_are_not(text: str, expected: list[str]) -> None:
    assert [q.text for q in quoted(text)] == expected


def test_names_leave_titles_days_and_the_sentence_s_first_word_uncertain() -> None:
    text = "Talks between Mr Tell and Lena van Hart resumed on Monday in Kestrin."
    found = [(n.text, n.certain) for n in names(tokens(text), text)]
    assert found == [("Talks", False), ("Tell", True), ("Lena van Hart", True), ("Kestrin", True)]


@pytest.mark.parametrize(("one", "other"), [("U.S.", "US"), ("Émile’s", "emile"), ("Brankov's", "brankov")])
def test_folding_forgets_case_accents_and_possessives(one: str, other: str) -> None:
    assert fold(one.rstrip(".")) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("signed", "signing"), ("agrees", "agreed"), ("talks", "talk"), ("denied", "denies")]
)
def test_a_stem_forgets_the_ending(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@given(st.text(max_size=200))
def test_plain_text_stays_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)
