"""Quotations in other languages, on sentences written for these tests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.foreign.chunks import chunks
from summarizer.foreign.sentences import REACH, sentence_start, sentence_stop
from summarizer.quotes.key_quotes import LEAST_WORDS, is_showable
from summarizer.text.marks import paragraphs, runs

from .quoting import quotes_of

WRITTEN = st.text("aВé .!?…:,«»„“”'’\n3", max_size=60)

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
    ("ar", "وقال وزير الخارجية المصري بدر عبد العاطي: «نحن مستعدون للحوار مع جميع الأطراف».", "بدر عبد العاطي", "وزير الخارجية المصري"),
    ("ar", "وقال الرئيس عبد الفتاح السيسي: «نحن مستعدون للحوار مع جميع الأطراف».", "عبد الفتاح السيسي", "الرئيس"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name", "role"), CASES)
def test_the_speaker_beside_the_verb_is_found_with_the_role(
    language: str, text: str, name: str, role: str
) -> None:
    (quote,) = quotes_of(text, language)
    assert (quote.kind, quote.speaker_full, quote.role) == ("direct", name, role)


BESIDE = [
    ("de", "Über Steve Keller sagte Anna Brandt: „Er muss nun mit allem rechnen.“", "Anna Brandt"),
    ("de", "„Das wird ein langer Weg“, sagte am Montag in Berlin Außenminister Jan Voss.", "Jan Voss"),
    ("de", "„Das wird ein langer Weg“, sagte der Sprecher des Ministeriums, Jan Voss.", "Jan Voss"),
    ("de", "Petra Hartmann kam zu spät. Dazu erklärte Hartmann: „Diese Auskunft irritiert mich sehr.“", "Petra Hartmann"),
    ("de", "Der EU-Kommissar Jan Voss äußerte sich zuversichtlich: „Die Einigung wird uns gelingen.“", "Jan Voss"),
    ("de", "Ursula von der Aue kam. „Wir haben uns geeinigt“, sagte von der Aue.", "Ursula von der Aue"),
    ("es", "«No vamos a ceder ante nadie», dijo el presidente de Kestria, Luis Ortega.", "Luis Ortega"),
    ("es", "En Port Selm, Luis Ortega dijo a los periodistas: «No vamos a ceder ante nadie».", "Luis Ortega"),
    ("fr", "« Nous ne céderons à personne », a déclaré à Port Selm le ministre Jean Valdor.", "Jean Valdor"),
    ("ru", "Президент Вальдории Иван Северов сказал послам: «Мы готовы подписать договор».", "Иван Северов"),
    ("ru", "Приехал Иван Северов. «Мы готовы подписать договор», — написал Северов в колонке для Daily Herald.", "Иван Северов"),
    ("ru", "«Мы готовы подписать договор», — заявил глава Мерстана Тарас Вольный.", "Тарас Вольный"),
    ("ar", "وأضافت الوزيرة ليلى الواحي: «سنوقع الاتفاق في مايو المقبل».", "ليلى الواحي"),
    ("ar", "وقال وزير الخارجية كريم الواحي للصحفيين: «نحن مستعدون للحوار مع جميع الأطراف».", "كريم الواحي"),
    ("ar", "وقال الوزير كريم الواحي الثلاثاء: «نحن مستعدون للحوار مع جميع الأطراف».", "كريم الواحي"),
    ("ar", "وقال كريم الواحي عقب اللقاء: «نحن مستعدون للحوار مع جميع الأطراف».", "كريم الواحي"),
    ("ar", "وقالت الأميرة للا سلمى: «نحن مستعدون للحوار مع جميع الأطراف».", "للا سلمى"),
    ("ar", "«سنوقع الاتفاق في مايو المقبل»، قالت الوزيرة ليلى الواحي.", "ليلى الواحي"),
    ("ar", "«نحن مستعدون للحوار مع جميع الأطراف»، حسبما قال وزير الخارجية كريم الواحي للصحفيين.", "كريم الواحي"),
    ("ar", "«نحن مستعدون للحوار مع جميع الأطراف»، كما قال وزير الخارجية كريم الواحي.", "كريم الواحي"),
]  # fmt: skip
LATER = [
    ("وأضاف الواحي: «لن نقبل أي تهديد من أحد».", "كريم الواحي"),
    ("وقال رئيس الوزراء سامي الواحي: «لن نقبل أي تهديد من أحد».\nوأضاف الواحي: «لن نقبل أي تهديد من أحد».", "الواحي"),
    ("وقال الرئيس عمر الحداد: «لن نقبل أي تهديد من أحد».\nوأضاف الواحي: «لن نقبل أي تهديد من أحد».", "كريم الواحي"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), LATER)
def test_an_arabic_surname_is_whoever_was_introduced_by_it_unless_two_were(text: str, name: str) -> None:
    first = "وقال وزير الخارجية كريم الواحي: «نحن مستعدون للحوار مع جميع الأطراف»."
    *_, quote = quotes_of(f"{first}\n{text}", "ar")
    assert quote.speaker_full == name


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ru",
            ("«Мы готовы подписать договор», — заявил министр Иван Северов. «Мы не готовы ничего подписать», — ответил депутат Олег Северов.\n"
            "«Мы ещё вернёмся к этому», — сказал Северов."),
        ),
        ("ar", "وقال وزير الخارجية كريم الواحي: «نحن مستعدون للحوار مع جميع الأطراف».\nوقال رئيس الوزراء سامي الواحي: «لن نقبل أي تهديد».\nوأضاف الواحي: «لن نقبل أي تهديد من أحد»."),
    ],
)  # fmt: skip
def test_of_two_people_with_one_surname_neither_role_is_taken(language: str, text: str) -> None:
    *_, quote = quotes_of(text, language)
    assert quote.role is None


NOBODY = [
    ("de", "In einem Interview sagte die Kanzlerin: „Wir werden uns mit allen einigen.“"),
    ("de", "„Das wird ein langer Weg“, sagte ein Sprecher der Downing Street."),
    ("de", "„Wir zählen nicht auf die Hilfe“, sagte Anfang März ein Diplomat."),
    ("de", "Die Sprecherin sagte zum Abschluss des Treffens: „Wir hatten gute Gespräche geführt.“"),
    ("de", "Das Werk trägt einen Titel: „Der Weg nach Norden ist lang“."),
    ("es", "«No vamos a ceder ante nadie», dijo el jefe de Gobierno."),
    ("es", "«No vamos a ceder ante nadie», dijo el portavoz del grupo rebelde apoyado por Kestria."),
    ("fr", "« Nous ne céderons à personne », a déclaré un porte-parole du ministère."),
    ("ru", "«Мы готовы подписать договор завтра», — сообщили в МИД Вальдории."),
    ("ru", "«Мы готовы подписать договор завтра», — сообщили в пресс-службе ВСК."),
    ("ru", "«Мы готовы подписать договор завтра», — приводит слова президента ВСК."),
    ("ru", "«Мы готовы подписать договор завтра», — сказал глава Счетной палаты."),
    ("de", "„Wir werden uns mit allen einigen“, zitiert die Zeitung Morgen Kurier den Minister."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name"), BESIDE)
def test_whoever_else_the_sentence_names_the_speaker_is_found(language: str, text: str, name: str) -> None:
    *_, quote = quotes_of(text, language)
    assert quote.speaker_full == name
    assert is_showable(quote) == (len(quote.text.split()) >= LEAST_WORDS)


@pytest.mark.parametrize(("language", "text"), NOBODY)
def test_a_place_a_day_or_an_office_is_nobody_by_name(language: str, text: str) -> None:
    for quote in quotes_of(text, language):
        assert quote.speaker_full is None
        assert not is_showable(quote)


def test_two_people_of_one_surname_are_not_told_apart_by_it() -> None:
    text = "Anna Brandt und Karl Brandt kamen. „Wir haben lange auf diesen Tag gewartet“, sagte Brandt."
    assert [quote.speaker_full for quote in quotes_of(text, "de")] == ["Brandt"]


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


UNSAID = [
    ("fr", "« Nous ne céderons à personne », n’a jamais dit Jean Valdor."),
    ("fr", "Le ministre Jean Valdor n’a pas déclaré : « Nous ne céderons à personne. »"),
    ("fr", "Jean Valdor a démenti avoir dit : « Nous ne céderons à personne. »"),
    ("es", "«No vamos a ceder ante nadie», nunca dijo Luis Ortega."),
    ("es", "Luis Ortega niega haber dicho: «No vamos a ceder ante nadie»."),
    ("de", "„Wir werden uns mit allen einigen“, sagte Anna Keller nie."),
    ("de", "Anna Keller hat nicht gesagt: „Wir werden uns mit allen einigen.“"),
    ("de", "Anna Keller bestreitet, öffentlich gesagt zu haben: „Wir werden uns mit allen einigen.“"),
    ("ru", "Иван Северов не говорил: «Мы готовы подписать договор»."),
    ("ru", "Иван Северов опроверг, что говорил: «Мы готовы подписать договор»."),
    ("ru", "Иван Северов опроверг слова: «Мы готовы подписать договор»."),
    ("uk", "Іван Лісовий не казав: «Ми готові підписати договір»."),
    ("ar", "لم يقل الوزير كريم الواحي: «نحن مستعدون للحوار مع جميع الأطراف»."),
]  # fmt: skip
SAID_ALL_THE_SAME = [
    ("fr", "« Nous ne céderons à personne », a déclaré Jean Valdor, qui n’a jamais dit le contraire.", "Jean Valdor"),
    ("fr", "Jean Valdor a démenti la rumeur et a déclaré : « Nous ne céderons à personne. »", "Jean Valdor"),
    ("es", "Luis Ortega no solo dijo: «No vamos a ceder ante nadie».", "Luis Ortega"),
    ("de", "„Wir werden uns mit allen einigen“, sagte Anna Keller nicht ohne Stolz.", "Anna Keller"),
    ("ru", "Иван Северов опроверг слухи и заявил: «Мы готовы подписать договор».", "Иван Северов"),
    ("fr", "Jean Valdor a démenti que Kestria quitte le traité et a déclaré : « Nous ne céderons à personne. »", "Jean Valdor"),
    ("ru", "Иван Северов опроверг, что Кестрия выйдет, и заявил: «Мы готовы подписать договор».", "Иван Северов"),
    ("ru", "Иван Северов не раз говорил: «Мы готовы подписать договор».", "Иван Северов"),
    ("uk", "Іван Лісовий не просто сказав: «Ми готові підписати договір».", "Іван Лісовий"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), UNSAID)
def test_words_that_the_article_says_were_not_said_are_nobodys(language: str, text: str) -> None:
    (quote,) = quotes_of(text, language)
    assert (quote.speaker, quote.speaker_full) == (None, None)
    assert not is_showable(quote)


@pytest.mark.parametrize(("language", "text", "name"), SAID_ALL_THE_SAME)
def test_a_denial_of_something_else_leaves_the_speaker(language: str, text: str, name: str) -> None:
    (quote,) = quotes_of(text, language)
    assert quote.speaker_full == name


@given(WRITTEN, st.integers(0, 60), st.integers(0, 60))
def test_a_word_of_a_phrase_is_a_slice_of_the_text_between_the_given_places(
    text: str, begin: int, end: int
) -> None:
    words = [word for part in chunks(text, begin, end) for word in part]
    assert all(text[word.start : word.end] == word.text for word in words)
    assert all(begin <= word.start < word.end <= end for word in words)


@given(WRITTEN)
def test_the_sentence_around_a_quotation_stays_in_its_paragraph_and_within_reach(text: str) -> None:
    for run in runs(text):
        ((start, end),) = (span for span in paragraphs(text) if span[0] <= run.start < span[1])
        assert start <= sentence_start(text, run, start) <= run.outer_start
        assert run.outer_end <= sentence_stop(text, run, run.outer_end, end) <= run.outer_end + REACH
