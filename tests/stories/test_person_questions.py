"""Questions about a person, as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.stories.person_questions import person_question


@pytest.mark.parametrize(
    ("question", "name", "about"),
    [
        ("What did Pia Wolff say about the cable?", "Pia Wolff", "cable"),
        ("What has Wolff said?", "Wolff", ""),
        ("Что сказал Лавров о переговорах?", "Лавров", "переговорах"),
        ("что заявила Мария Захарова", "Мария Захарова", ""),
        ("Що сказав Сибіга про санкції?", "Сибіга", "санкції"),
        ("Qu'a dit Barrot ?", "Barrot", ""),
        ("Qu’a dit Barrot sur le cessez-le-feu ?", "Barrot", "cessez-le-feu"),
        ("¿Qué dijo Sarabia?", "Sarabia", ""),
        ("¿Qué ha dicho Sarabia sobre la tregua?", "Sarabia", "tregua"),
        ("ماذا قال الصفدي عن الهدنة؟", "الصفدي", "الهدنة"),
    ],
)
def test_what_somebody_said_is_asked_in_every_language(question: str, name: str, about: str) -> None:
    found = person_question(question)
    assert found is not None
    assert (found.wants, found.name, found.about) == ("words", name, about)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is Hakan Fidan?", "Hakan Fidan"),
        ("Кто такой Фидан?", "Фидан"),
        ("Хто такий Фідан?", "Фідан"),
        ("Qui est Barrot ?", "Barrot"),
        ("¿Quién es Sarabia?", "Sarabia"),
        ("من هو فيدان؟", "فيدان"),
    ],
)
def test_who_somebody_is_is_asked_in_every_language(question: str, name: str) -> None:
    found = person_question(question)
    assert found is not None
    assert (found.wants, found.name) == ("office", name)


@pytest.mark.parametrize("question", ["Who won?", "What did they agree?", "Кто победил?", "Où ?", "", "?"])
def test_other_questions_are_about_no_person(question: str) -> None:
    assert person_question(question) is None


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    found = person_question(text)
    assert found is None or found.name in " ".join(text.split())
