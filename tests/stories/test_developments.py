"""What is told again, in every language that acts are known of: an act that nobody was told of; nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from store.database import Database
from summarizer.stories import foreign_acts
from summarizer.stories.acts import acts
from summarizer.stories.story_summary import tell
from summarizer.stories.timeline import timeline
from summarizer.stories.types import Account
from tests.stories.newsroom import MORNING, Newsroom, analysis
from tests.stories.test_desk import SUMMIT, SUMMIT_NEWS, SUMMIT_TOO

Told = tuple[str, str]
"""Title and text."""
EVENTS: dict[str, tuple[Told, Told, Told]] = {
    "ru": (
        (
            "Министры договорились открыть переход Орлу",
            (
                "Министр иностранных дел Валдории Ирена Сольберг и министр Кестрии Томас Ардель договорились в Порт-Ланце открыть переход Орлу. "
                "Переход закрыт после весеннего наводнения. Сольберг сообщила, что переход заработает через десять дней."
            ),
        ),
        (
            "Валдория и Кестрия условились о переходе Орлу",
            (
                "Ирена Сольберг и Томас Ардель достигли в Порт-Ланце соглашения об открытии перехода Орлу, закрытого после весеннего наводнения. "
                "Встреча министров Валдории и Кестрии длилась четыре часа."
            ),
        ),
        (
            "Парламент Кестрии отклонил соглашение о переходе Орлу",
            (
                "Парламент Кестрии отклонил соглашение об открытии перехода Орлу, которое подготовили в Порт-Ланце Ирена Сольберг и Томас Ардель. "
                "Против голосовал 71 депутат. Премьер Хедда Ванс созвала кабинет."
            ),
        ),
    ),
    "uk": (
        (
            "Міністри домовилися відкрити перехід Орлу",
            (
                "Міністр закордонних справ Валдорії Ірена Сольберг і міністр Кестрії Томас Ардель домовилися в Порт-Ланці відкрити перехід Орлу. "
                "Перехід закрито після весняної повені. Сольберг повідомила, що перехід запрацює за десять днів."
            ),
        ),
        (
            "Валдорія і Кестрія досягли угоди про перехід Орлу",
            (
                "Ірена Сольберг і Томас Ардель досягли в Порт-Ланці угоди про відкриття переходу Орлу, закритого після весняної повені. "
                "Зустріч міністрів Валдорії і Кестрії тривала чотири години."
            ),
        ),
        (
            "Парламент Кестрії відхилив угоду про перехід Орлу",
            (
                "Парламент Кестрії відхилив угоду про відкриття переходу Орлу, яку підготували в Порт-Ланці Ірена Сольберг і Томас Ардель. "
                "Проти був 71 депутат. Прем'єрка Хедда Ванс скликала кабінет."
            ),
        ),
    ),
    "fr": (
        (
            "Les ministres s'accordent pour rouvrir le passage d'Orlu",
            (
                "La ministre des affaires étrangères de Valdoria Irena Solberg et le ministre kestrien Tomas Ardel se sont accordés à Port Lanza "
                "pour rouvrir le passage d'Orlu. Le passage est fermé depuis les inondations du printemps."
            ),
        ),
        (
            "Valdoria et Kestria : accord sur le passage d'Orlu",
            (
                "Irena Solberg et Tomas Ardel ont trouvé à Port Lanza un accord pour rouvrir le passage d'Orlu, fermé depuis les inondations "
                "du printemps. La rencontre des ministres de Valdoria et de Kestria a duré quatre heures."
            ),
        ),
        (
            "Le parlement de Kestria rejette l'accord sur le passage d'Orlu",
            (
                "Le parlement de Kestria a rejeté l'accord sur le passage d'Orlu préparé à Port Lanza par Irena Solberg et Tomas Ardel. "
                "Soixante et onze députés se sont prononcés contre. Hedda Vance a convoqué son cabinet."
            ),
        ),
    ),
    "es": (
        (
            "Los ministros acuerdan reabrir el paso de Orlu",
            (
                "La ministra de Exteriores de Valdoria, Irena Solberg, y el ministro kestriano Tomas Ardel acordaron en Port Lanza reabrir el "
                "paso de Orlu. El paso está cerrado desde las inundaciones de primavera."
            ),
        ),
        (
            "Valdoria y Kestria, de acuerdo sobre el paso de Orlu",
            (
                "Irena Solberg y Tomas Ardel llegaron en Port Lanza a un acuerdo para reabrir el paso de Orlu, cerrado desde las inundaciones "
                "de primavera. La reunión de los ministros de Valdoria y Kestria duró cuatro horas."
            ),
        ),
        (
            "El parlamento de Kestria rechaza el acuerdo sobre el paso de Orlu",
            (
                "El parlamento de Kestria rechazó el acuerdo sobre el paso de Orlu preparado en Port Lanza por Irena Solberg y Tomas Ardel. "
                "Setenta y un diputados se opusieron. Hedda Vance reunió a su gabinete."
            ),
        ),
    ),
    "de": (
        (
            "Minister einigen sich auf Öffnung des Übergangs Orlu",
            (
                "Die valdorische Außenministerin Irena Solberg und der kestrische Minister Tomas Ardel haben sich in Port Lanza auf die Öffnung "
                "des Übergangs Orlu geeinigt. Der Übergang ist seit dem Hochwasser im Frühjahr geschlossen."
            ),
        ),
        (
            "Valdoria und Kestria: Einigung über den Übergang Orlu",
            (
                "Irena Solberg und Tomas Ardel erzielten in Port Lanza eine Einigung über den Übergang Orlu, der seit dem Hochwasser im Frühjahr "
                "geschlossen ist. Das Treffen der Minister von Valdoria und Kestria dauerte vier Stunden."
            ),
        ),
        (
            "Parlament von Kestria lehnt Abkommen über Übergang Orlu ab",
            (
                "Das Parlament von Kestria hat das Abkommen über den Übergang Orlu abgelehnt, das Irena Solberg und Tomas Ardel in Port Lanza "
                "ausgehandelt hatten. 71 Abgeordnete waren dagegen. Hedda Vance rief ihr Kabinett zusammen."
            ),
        ),
    ),
    "ar": (
        (
            "اتفاق الوزيرين على فتح معبر أورلو",
            "اتفقت وزيرة خارجية فالدوريا إيرينا سولبرغ ونظيرها الكيستري توماس أرديل في بورت لانزا على فتح معبر أورلو المغلق منذ فيضانات الربيع.",
        ),
        (
            "فالدوريا وكيستريا تتفقان بشأن معبر أورلو",
            "توصلت إيرينا سولبرغ وتوماس أرديل في بورت لانزا إلى اتفاق على فتح معبر أورلو المغلق منذ فيضانات الربيع بعد أربع ساعات.",
        ),
        (
            "برلمان كيستريا يرفض اتفاق معبر أورلو",
            "رفض برلمان كيستريا الاتفاق على فتح معبر أورلو الذي أعدته إيرينا سولبرغ وتوماس أرديل في بورت لانزا. عارضه واحد وسبعون نائبا.",
        ),
    ),
}


@pytest.mark.parametrize("language", sorted(EVENTS))
def test_a_new_act_is_told_and_a_second_report_is_not(db: Database, language: str) -> None:
    room = Newsroom(db)
    first, again, later = EVENTS[language]
    begun = room.file("Herald", *first, language=language)
    room.pass_time(hours=3)
    second = room.file("Courier", *again, language=language)
    room.pass_time(hours=3)
    third = room.file("Gazette", *later, language=language)
    assert begun.is_new
    assert [one.story_id for one in (second, third)] == [begun.story_id] * 2
    assert not second.is_development
    assert third.is_development
    assert third.number == 2


def test_an_act_has_one_name_in_all_languages() -> None:
    assert acts("Le parlement rejette le texte", "fr") == acts("Parliament rejects the text", "en")
    assert acts("Das Parlament hat den Text abgelehnt", "de") == acts("Парламент отклонил текст", "ru")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le tueur en série et la ministre ont discuté de la frontière."),
        ("ru", "Президент обсудил с министром итоги встречи."),
        ("de", "Die Minister sprachen über die Grenze."),
        ("ar", "بحث الوزيران الحدود"),
        ("zz", "The minister resigned."),
    ],
)
def test_talk_is_no_act(language: str, text: str) -> None:
    assert acts(text, language) == frozenset()


def test_every_list_names_acts_of_the_english_one() -> None:
    english = {"agree", "ceasefire", "sell"} | {
        act
        for word in "accept acquit adopt approve arrest assassinate attack ban".split()
        for act in acts(word)
    }
    for language in foreign_acts.LANGUAGES:
        named = set(foreign_acts.named(language))
        assert {"reject", "resign", "arrest", "agree"} <= named
        assert {act for act in named - english if act not in acts(act)} == set(), language


def test_a_development_that_came_too_soon_to_be_told_is_what_the_story_says_then(db: Database) -> None:
    room = Newsroom(db)
    filed = room.file("Herald", "Ministers agree to reopen Orlu crossing", SUMMIT)
    room.pass_time(minutes=10)
    later = room.file("Courier", "Kestrian parliament rejects Orlu border crossing agreement", SUMMIT_NEWS)
    assert later.story_id == filed.story_id
    assert not later.is_development, "readers were told ten minutes ago"
    view = room.library.story(filed.story_id)
    assert view is not None
    assert view.title == "Kestrian parliament rejects Orlu border crossing agreement"
    assert "rejected" in view.lines[0].text
    assert [line.outlet for line in view.lines] == ["Courier", "Herald"], "and then what it changes"
    assert {line.outlet for line in view.bullets} == {"Herald", "Courier"}, "what came before stands after it"
    assert view.bullets[0].outlet == "Courier"


def test_a_second_report_does_not_take_the_place_of_the_first(db: Database) -> None:
    room = Newsroom(db)
    filed = room.file("Herald", "Ministers agree to reopen Orlu crossing", SUMMIT)
    room.pass_time(minutes=10)
    room.file("Courier", "Valdoria and Kestria to reopen Orlu border crossing", SUMMIT_TOO)
    view = room.library.story(filed.story_id)
    assert view is not None
    assert view.title == "Ministers agree to reopen Orlu crossing"


def test_a_copy_of_a_development_or_an_opinion_on_it_does_not_head_the_story() -> None:
    first = account(1, "Herald", "Ministers agree to reopen Orlu crossing", SUMMIT, hours=0)
    later = account(2, "Courier", "Kestrian parliament rejects Orlu agreement", SUMMIT_NEWS, hours=1)
    assert told_by(first, later) == 2
    assert told_by(first, replace(later, is_copy=True)) == 1
    assert told_by(first, replace(later, summary=replace(later.summary, kind="opinion"))) == 1
    assert told_by(later, replace(first, published=later.published - timedelta(hours=3)), main=2) == 2


def test_a_timeline_gives_the_new_act_of_a_later_article_and_not_what_stands_beside_it() -> None:
    first = account(1, "Herald", "Ministers agree to reopen Orlu crossing", SUMMIT, hours=0)
    second = account(2, "Courier", "Kestrian parliament rejects Orlu agreement", SUMMIT_NEWS, hours=1)
    assert [entry.text for entry in timeline([first, second])] == [
        first.summary.push[0].text,
        second.summary.push[0].text,
    ]


def account(number: int, outlet: str, title: str, text: str, *, hours: float) -> Account:
    """An article of a story, summed up by its first sentences."""
    return Account(
        article_id=number,
        outlet=outlet,
        title=title,
        text=text,
        summary=analysis(text).summary,
        published=MORNING + timedelta(hours=hours),
    )


def told_by(*accounts: Account, main: int = 1) -> int:
    """The article that the story is told with, when it was last told with `main`."""
    telling = tell(accounts, told=[main], main=main)
    assert telling is not None
    return telling.main_article
