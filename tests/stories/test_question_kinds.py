"""What a question asks for, as people of six languages write it, and whether a sentence has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.stories.asked_words import compared, may_be_a_slip, mended
from summarizer.stories.evidence import evidence
from summarizer.stories.quantities import amounts, counts
from summarizer.stories.question_kinds import Kind, asks
from summarizer.stories.questions import MAYBE, NO, SURE, fit

LANGUAGES = ("en", "ru", "uk", "fr", "es", "ar", "de")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("wen does the ferry sail", "when"),
        ("is there a date for the vote?", "when"),
        ("So since when is the port shut?", "since"),
        ("How much does the ferry cost?", "cost"),
        ("how mutch oil goes through the pipe", "much"),
        ("how long will the truce last", "long"),
        ("What is the death toll?", "high"),
        ("what happens next", "next"),
        ("Has Lirien confirmed the visit?", "admits"),
        ("Did Lirien open the port?", "does"),
        ("Когда начнутся переговоры?", "when"),
        ("Сколько стоит паром?", "cost"),
        ("Сколько людей погибло?", "many"),
        ("Чому закрили порт?", "why"),
        ("Скільки часу триватиме візит?", "long"),
        ("Quand le port rouvre-t-il ?", "when"),
        ("Où est le navire ?", "where"),
        ("Combien de morts ?", "many"),
        ("¿Por qué cerró el puerto?", "why"),
        ("¿Quién firmó el acuerdo?", "who"),
        ("أين السفينة؟", "where"),
        ("لماذا أغلق الميناء؟", "why"),
        ("Is the port shut?", None),
        ("What did they agree?", None),
        ("", None),
    ],
)
def test_the_kind_of_a_question(question: str, kind: Kind | None) -> None:
    assert asks(question).kind == kind


@pytest.mark.parametrize(
    ("question", "language", "sentence", "has"),
    [
        ("How much oil flows?", "en", "The pipe carries two million barrels of oil a day.", SURE),
        ("How much oil flows?", "en", "Oil flows again after three days.", NO),
        ("How much does it cost?", "en", "It will cost 900 million crowns.", SURE),
        ("How much does it cost?", "en", "It costs the city 90 trees.", NO),
        ("How many ships came?", "en", "Eleven grey ships came.", SURE),
        ("How many ships came?", "en", "The ships brought 90 men.", MAYBE),
        ("How many ships came?", "en", "The ships came on 12 May 2031.", NO),
        ("How high is inflation?", "en", "Inflation is down to 5.1 per cent.", SURE),
        (
            "How high is inflation?",
            "en",
            "The bank left its rate at 4 per cent and its governor said again that inflation was sticky.",
            NO,
        ),
        ("When was the embargo imposed?", "en", "The embargo was imposed on Monday.", SURE),
        (
            "When was the embargo imposed?",
            "en",
            "It imposed sanctions on Thursday on eleven companies that carry arms in breach of an embargo.",
            NO,
        ),
        ("When will he go?", "en", "He was sentenced on Monday.", NO),
        ("When will he go?", "en", "He will leave in March.", MAYBE),
        ("Since when is it shut?", "en", "It was shut on Monday.", NO),
        ("Since when is it shut?", "en", "It has been shut since Monday.", SURE),
        ("Why is it shut?", "en", "It was shut over a strike.", MAYBE),
        ("Who killed the captain?", "en", "The captain died at sea.", NO),
        ("Who expelled the envoys?", "en", "After the expulsion of the envoys the port was shut.", NO),
        ("Who mediates?", "en", "The talks will be chaired by Ana Vell.", SURE),
        ("Which side did not sign?", "en", "Lirien signed.", NO),
        ("Did Lirien open the port?", "en", "Lirien summoned the captain of the port.", NO),
        ("Did Lirien open the port?", "en", "The port was reopened by Lirien.", MAYBE),
        ("Когда пойдёт паром?", "ru", "Паром пойдёт во вторник.", SURE),
        ("Когда пойдёт паром?", "ru", "Паром пойдёт в Лунду.", NO),
        ("Чому зупинили паром?", "uk", "Паром зупинили через шторм.", SURE),
        ("Combien coûte le bac ?", "fr", "Le bac coûte 3 millions d'euros.", SURE),
        ("¿Quién mató al agente?", "es", "El agente murió en Tarn.", NO),
        ("¿Dónde está el barco?", "es", "El barco está en Lunda.", SURE),
        ("كم تستمر الهدنة؟", "ar", "تستمر الهدنة عشرة أيام.", SURE),
        ("Wann?", "de", "Am Montag.", MAYBE),
    ],
)
def test_a_sentence_has_what_is_asked_for(question: str, language: str, sentence: str, has: float) -> None:
    assert fit(asks(question), sentence, (), language) == has


def test_what_is_measured_may_stand_in_the_title() -> None:
    asked = asks("How much grain will cross?")
    assert fit(asked, "It covers 3.6 million tonnes a year.", {"grain"}, "en") == SURE
    assert fit(asked, "It covers 3.6 million tonnes a year.", {"coal"}, "en") == NO


def test_people_word_things_in_their_own_way() -> None:
    assert compared("mediates", "en") == compared("chaired", "en")
    assert compared("offer", "en") == compared("offered", "en")
    assert compared("built", "en") == compared("build", "en")
    assert compared("введено", "ru") == compared("введена", "ru")
    assert compared("الهدنة", "ar") == compared("هدنة", "ar")
    assert compared("when", "en") is compared("когда", "ru") is compared("où", "fr") is None


def test_a_slip_is_mended_where_one_word_is_meant() -> None:
    assert may_be_a_slip("blockaed")
    assert not may_be_a_slip("Slavonia")
    assert mended("ambasador", {"ambassador", "embassy"}) == "ambassador"
    assert mended("abmassador", {"embassy"}) == "abmassador"
    assert mended("ferris", {"ferrit", "ferrin"}) == "ferris"


def test_a_day_or_year_counts_nothing() -> None:
    assert counts("On 12 January 2031 it was shut.") == ()
    assert len(counts("On 12 January eleven men left 40 boats.")) == 2
    assert amounts("It lasts a three-day week", "time")
    assert not amounts("It weighs 30 tonnes", "time", "money")


@given(st.text(max_size=120), st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_any_question_and_sentence_are_read(question: str, sentence: str, language: str) -> None:
    assert fit(asks(question), sentence, (), language) in {NO, MAYBE, SURE}


@given(st.text(min_size=1, max_size=12), st.sets(st.text(min_size=1, max_size=12), max_size=8))
def test_mending_gives_a_known_word_or_the_word_itself(word: str, known: set[str]) -> None:
    found = mended(word, known)
    assert found == word or (found in known and abs(len(found) - len(word)) <= 1)


@given(st.text(max_size=30), st.sampled_from(LANGUAGES))
def test_a_word_that_says_nothing_is_none_and_never_empty(word: str, language: str) -> None:
    assert compared(word, language) != ""


@pytest.mark.parametrize("day", ["10 ديسمبر", "10 كانون الأول", "5 جويلية", "3 شتنبر"])
def test_an_arabic_day_is_one_whatever_its_month_is_called(day: str) -> None:
    known = evidence("ar")
    assert known is not None
    assert known.dated.search(f"وستعقد القمة يوم {day}.")
    assert not known.dated.search("وستعقد القمة في مسقط.")
