"""Answers are whole passages: quotations uncut, nothing leaning on what is not shown, both sides of a point."""

import pytest

from bot.demo.press import load_articles
from summarizer.stories.answers import Candidate, answers, introduction
from summarizer.text.openings import stands_alone

PRESS = [
    Candidate(key=number, title=article.title, text="\n".join(article.paragraphs))
    for number, article in enumerate(load_articles().values())
]


def answered(question: str, candidates: list[Candidate] = PRESS) -> list[str]:
    texts = {one.key: one.text for one in candidates}
    return [texts[one.key][slice(*one.span)] for one in answers(question, candidates)]


def article(text: str, title: str = "Talks in Vey", key: int = 1, **more: object) -> Candidate:
    return Candidate(key=key, title=title, text=text, **more)  # type: ignore[arg-type]  # fields of Candidate


def test_a_quotation_of_two_sentences_is_never_answered_with_its_second_half() -> None:
    text = (
        "“We did not settle the ferry question today. What we agreed is that patrols will stop in May,” "
        "Minister Ana Vell of Kestria said. She left at noon."
    )
    (found,) = answered("Will patrols stop in May?", [article(text, "Kestria talks")])
    assert found.startswith("“We did not settle")
    assert found.endswith("of Kestria said.")


def test_a_sentence_that_leans_is_shown_with_the_one_it_leans_on_or_not_at_all() -> None:
    claim, denial = answered("Is there a blockade of the Arda valley?")
    assert claim.startswith("Rebel commander Yusuf Tarkan")
    assert claim.endswith("He said it depended on whether the army lifted its blockade of the Arda valley.")
    assert "Oleg Brant denied that there was a blockade" in denial
    assert answered("Will the ferry sail?", [article("It will. He said the ferry would sail.")]) == []
    foreign = article("Он добавил, что паром выйдет в море.", "Паром", language="ru")
    assert answered("Паром выйдет в море?", [foreign]) == []


def test_words_in_quotation_marks_are_shown_with_who_said_them() -> None:
    text = "Minister Ana Vell spoke of the ferries.\n“The ferries will sail before the winter,” she said."
    (found,) = answered("Will the ferries sail before the winter?", [article(text)])
    assert found.startswith("Minister Ana Vell")


@pytest.mark.parametrize(
    ("question", "fragment"),
    [
        ("Why was the Tarn bridge closed?", "since a customs officer was shot there in 2022"),
        ("Where will the border talks be held?", "Port Sella"),
        ("Who will chair the border talks?", "Amara Dioné"),
        ("How many shipping companies did Lirien sanction?", "eleven shipping companies"),
        ("When does the Tarn bridge reopen?", "1 February"),
    ],
)
def test_an_answer_has_what_the_question_asks_for(question: str, fragment: str) -> None:
    found = answered(question)
    assert fragment in found[0]
    assert all(stands_alone(passage) for passage in found)


@pytest.mark.parametrize(
    "question",
    [
        "Who shot the customs officer?",
        "Who killed the 61 people?",
        "Why did the ceasefire collapse?",
        "When will Kestria join the European Union?",
        "Where is Rafael Monti held?",
        "Did Valdoria recognise Sarovia?",
    ],
)
def test_sentences_with_the_words_but_not_the_answer_are_none(question: str) -> None:
    assert answered(question) == []


def test_a_sentence_of_another_story_names_what_it_is_about_or_is_left_out() -> None:
    (found,) = answered("Did Kestria sign the cable agreement?")
    assert found.endswith("Kestria took part as an observer and did not sign.")


def test_an_article_of_the_same_story_may_speak_of_its_subject_by_the_title() -> None:
    first = article("Kestria signed the Tarn treaty on ferries on Monday.", "Tarn treaty signed", 1, story=7)
    second = article(
        "Observers from Ostland watched as Kestria signed.", "Tarn treaty of Kestria", 2, story=7
    )
    question = "Has Kestria signed the Tarn treaty?"
    assert len(answered(question, [first, second])) == 2
    elsewhere = article(second.text, second.title, 2, story=8)
    assert len(answered(question, [first, elsewhere])) == 1


def test_who_somebody_is_stands_in_a_sentence_with_the_office() -> None:
    text = "Fidan left on Monday. Turkish Foreign Minister Hakan Fidan met his colleague in Vey."
    (found,) = introduction("Hakan Fidan", "Turkish Foreign Minister", [article(text)])
    assert text[slice(*found.span)].startswith("Turkish Foreign Minister Hakan Fidan")
    assert introduction("Hakan Fidan", "", [article(text)]) == ()
    assert introduction("Hakan Fidan", "King of Kestria", [article(text)]) == ()


def test_the_number_that_is_asked_for_wins_over_a_sentence_with_more_of_the_words() -> None:
    (found,) = answered("How much grain goes through Morvania each year?")
    assert "3.6 million tonnes a year" in found


@pytest.mark.parametrize(
    "question",
    [
        "When was the arms embargo imposed?",
        "Since when is there an arms embargo on Sarovia?",
        "Did Ostland open an embassy in Castelmar?",
        "When will Rafael Monti be released?",
    ],
)
def test_something_near_what_is_asked_for_is_no_answer(question: str) -> None:
    assert answered(question) == []


def test_questions_in_small_letters_with_slips_are_answered() -> None:
    assert "1.4 billion crowns" in answered("how mutch does the sea cable cost")[0]
    assert answered("when will kestria join the european union") == []
    assert "denied that there was" in answered("is there a blokade of the arda valley")[1]


def test_a_question_in_another_language_has_what_it_asks_for() -> None:
    text = "Порт закрыт из-за шторма. Порт откроют во вторник."
    russian = [article(text, "Порт Лунды закрыт", language="ru")]
    assert answered("почему закрыт порт", russian) == ["Порт закрыт из-за шторма."]
    assert answered("Когда откроют порт?", russian) == ["Порт откроют во вторник."]
    assert answered("Кто закрыл аэропорт?", russian) == []


def test_the_twelfth_of_something_is_not_the_eleventh() -> None:
    text = "Ministers adopted the eleventh package of sanctions on Monday."
    assert answered("When was the twelfth package of sanctions adopted?", [article(text, "Sanctions")]) == []
