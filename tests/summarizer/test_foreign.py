"""Quotations in other languages, on sentences written for these tests."""

import pytest

from .quoting import quotes_of

CASES = [
    ("fr", "« Nous voulons la paix dans toute la région », a déclaré le ministre des Affaires étrangères Jean Valdor.", "Jean Valdor", "ministre des Affaires étrangères"),
    ("fr", "La porte-parole Anne Morel a dit : « Nous ne céderons pas à la pression. »", "Anne Morel", "porte-parole"),
    ("es", "«No vamos a aceptar ninguna amenaza», dijo el canciller Marco Peralta.", "Marco Peralta", "canciller"),
    ("es", "El presidente Luis Ortega aseguró: “El acuerdo está muy cerca de firmarse”.", "Luis Ortega", "presidente"),
    ("de", "„Wir werden das Abkommen nicht unterschreiben“, sagte Außenministerin Anna Keller.", "Anna Keller", "Außenministerin"),
    ("de", "»Das ist ein Fehler für beide Seiten«, erklärte der Sprecher Jan Voss.", "Jan Voss", "Sprecher"),
    ("ru", "«Мы готовы к переговорам без условий», — заявил министр иностранных дел Вальдории Иван Северов.", "Иван Северов", "министр иностранных дел Вальдории"),
    ("uk", "«Ми готові до переговорів без умов», — заявив міністр закордонних справ Вальдорії Іван Лісовий.", "Іван Лісовий", "міністр закордонних справ Вальдорії"),
    ("ar", "وقال وزير الخارجية كريم الواحي: «نحن مستعدون للحوار مع جميع الأطراف».", "كريم الواحي", "وزير الخارجية"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name", "role"), CASES)
def test_the_speaker_beside_the_verb_is_found_with_the_role(
    language: str, text: str, name: str, role: str
) -> None:
    (quote,) = quotes_of(text, language)
    assert (quote.kind, quote.speaker_full, quote.role) == ("direct", name, role)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "«Это важный шаг», — сообщает издание.\n«Никто не знает, что будет завтра»."),
        ("fr", "Un témoin était là. « Personne ne sait ce qui vient demain. »"),
        ("it", "«Siamo pronti a firmare il trattato domani», ha detto Marco Verdi."),
    ],
)
def test_without_a_speaker_beside_it_a_quotation_stays_open(language: str, text: str) -> None:
    assert all(quote.speaker_full is None for quote in quotes_of(text, language))


def test_a_title_between_marks_is_no_quotation() -> None:
    assert quotes_of("Фильм «Северный ветер» вышел в мае.", "ru") == ()


def test_a_pronoun_after_a_named_speaker_is_that_speaker() -> None:
    text = (
        "«Мы готовы к переговорам», — заявил министр Иван Северов. «Это важный шаг для всех», — добавил он."
    )
    assert [q.speaker_full for q in quotes_of(text, "ru")] == ["Иван Северов", "Иван Северов"]
