"""Is it diplomacy, and about whom?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.gazetteer import country_name, mentions
from news.relevance import SPORT_CAP, score


@pytest.mark.parametrize(
    ("text", "language", "countries", "organisations"),
    [
        (
            "U.S. and Ukrainian envoys met in Istanbul; Ankara hosted, and so did the UN.",
            "en",
            {"US", "UA", "TR"},
            {"UN"},
        ),
        (
            "Polish-Russian border; South Korea's minister; Burkina Faso",
            "en",
            {"PL", "RU", "KR", "BF"},
            set(),
        ),
        ("Give us a turkey sandwich and polish the china", "en", set(), set()),
        (
            "Глава МИД России встретился с послом Южной Кореи в Астане; Белый дом и Совет Безопасности ООН",
            "ru",
            {"RU", "KR", "KZ", "US"},
            {"UN"},
        ),
        ("Соединёнными Штатами Америки и Саудовской Аравией", "ru", {"US", "SA"}, set()),
        ("Українські та німецькі дипломати, ЄС і Сполучені Штати", "uk", {"UA", "DE", "US"}, {"EU"}),
        ("Les négociateurs iraniens et américains à Pékin, puis l'ONU", "fr", {"IR", "US", "CN"}, {"UN"}),
        ("El canciller ruso llegó a Estados Unidos; los iraníes esperan", "es", {"RU", "US", "IR"}, set()),
        (
            "Der russische Außenminister in Berlin, die Botschafter Großbritanniens und die Vereinten Nationen",
            "de",
            {"RU", "DE", "GB"},
            {"UN"},
        ),
        ("التقى وزير الخارجية الروسي نظيره الأمريكي في الرياض", "ar", {"RU", "US", "SA"}, set()),
        ("中国和美国代表在联合国会谈", "zh", {"CN", "US"}, {"UN"}),
    ],
)
def test_countries_and_organisations_are_found_as_each_language_words_them(
    text: str, language: str, countries: set[str], organisations: set[str]
) -> None:
    found = mentions(text, language)
    assert set(found.countries) == countries
    assert set(found.organisations) == organisations


def test_the_most_mentioned_comes_first() -> None:
    assert mentions("Kazakhstan, Italy, Kazakh", "en").countries == ("KZ", "IT")


def test_a_country_is_called_as_the_language_calls_it_and_by_its_code_if_nobody_knows() -> None:
    assert country_name("KZ", "fr") == "Kazakhstan"
    assert country_name("QQ") == "QQ"


@pytest.mark.parametrize(
    ("title", "text", "language"),
    [
        (
            "Valdoria and Kestria agree to a ceasefire",
            "Foreign ministers of the two countries signed the accord on Monday.",
            "en",
        ),
        (
            "Kazakhstan's foreign minister receives the Italian ambassador",
            "They spoke about trade and visas.",
            "en",
        ),
        (
            "Россия и Турция провели переговоры",
            "Министры иностранных дел обсудили соглашение о транзите.",
            "ru",
        ),
        (
            "Україна та Польща підписали угоду",
            "Міністри закордонних справ провели переговори у Варшаві.",
            "uk",
        ),
        (
            "Sommet entre la France et l'Inde",
            "Les ministres des Affaires étrangères ont signé un accord.",
            "fr",
        ),
        (
            "Morvania extends grain transit deal with Ostland by two years",
            "Grain may pass for two more years, the governments of both countries announced. Parliaments are to ratify it.",
            "en",
        ),
        (
            "Морвания продлила соглашение с Остландом",
            "Правительства двух стран объявили о транзите зерна ещё на два года.",
            "ru",
        ),
        (
            "Morvania prorroga el acuerdo con Ostland",
            "Los gobiernos de ambos países anunciaron que debe ratificarse.",
            "es",
        ),
        ("México y Chile firman un tratado", "Los cancilleres se reunieron en la embajada.", "es"),
        ("Außenministerin reist nach Ägypten", "Bei den Gesprächen geht es um die Waffenruhe.", "de"),
        ("وزير الخارجية المصري يلتقي نظيره الأردني", "بحث الجانبان وقف إطلاق النار والمفاوضات.", "ar"),
    ],
)
def test_diplomacy_passes_with_reasons(title: str, text: str, language: str) -> None:
    judged = score(title, text, language)
    assert judged.score >= 0.5
    assert judged.reasons
    assert judged.subjects


@pytest.mark.parametrize(
    ("title", "text", "language"),
    [
        (
            "France beat Germany in the semi-final",
            "The striker scored twice; the ambassador and the president watched the match. Sanctions on the squad.",
            "en",
        ),
        ("Сборная Франции обыграла Германию", "Матч чемпионата мира, переговоры о тренере.", "ru"),
        (
            "España gana a Italia en la semifinal del torneo",
            "El seleccionador habló de un acuerdo entre jugadores.",
            "es",
        ),
        (
            "Deutschland schlägt Frankreich",
            "Der Stürmer traf im Halbfinale der Weltmeisterschaft, der Bundestrainer lobte.",
            "de",
        ),
        ("فوز المنتخب المصري على الأردن", "سجل اللاعب هدفين في مباراة كأس العرب لكرة القدم.", "ar"),
    ],
)
def test_sport_never_passes_whatever_it_names(title: str, text: str, language: str) -> None:
    judged = score(title, text, language)
    assert judged.score <= SPORT_CAP
    assert "is sport" in judged.reasons


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Phone maker in talks to acquire a start-up",
            "Shares rose after the company said that the merger was close.",
        ),
        ("City council votes on potholes", "The mayor signed the agreement with a builder."),
        ("Actor wins prize at film festival in Cannes", "The French premiere drew a crowd."),
        (
            "German coalition agrees on pensions after negotiations",
            "The chancellor signed the deal in Berlin.",
        ),
        ("Train strike talks collapse in France", "Unions and the prime minister failed to reach agreement."),
        (
            "После консультаций с врачом",
            "Депутаты Госдумы провели консультации после совещания с министром финансов.",
        ),
        (
            "Dockworkers ratify pay agreement with port operator",
            "The union said that 71 per cent of members had ratified it. Both sides welcomed the agreement.",
        ),
        (
            "Retailer extends delivery deal by two years",
            "The new agreement covers 300 shops in both countries, the company's president said.",
        ),
        (
            "Bird flu found in two countries",
            "The minister urged farmers of both countries to keep poultry in.",
        ),
        ("Ten recipes for a spring weekend", "Italian and Greek dishes for everyone."),
    ],
)
def test_other_news_stays_out(title: str, text: str) -> None:
    judged = score(title, text, "ru" if "После" in title else "en")
    assert judged.score < 0.5
    assert "ambassador" not in judged.subjects


@given(
    st.text(max_size=80), st.text(max_size=200), st.sampled_from(["en", "ru", "ar", "de", "zh", "xx", None])
)
def test_any_text_has_a_score_between_nought_and_one(title: str, text: str, language: str | None) -> None:
    assert 0.0 <= score(title, text, language).score <= 1.0


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("It called the arrest a breach of the Vienna Convention on Diplomatic Relations.", ()),
        ("The Minsk agreements and the Geneva Conventions were cited.", ()),
        ("The China agreement was signed.", ("CN",)),
        ("Vienna called the arrest a breach of the convention.", ("AT",)),
    ],
)
def test_a_treaty_named_after_a_city_is_no_mention_of_its_country(
    text: str, countries: tuple[str, ...]
) -> None:
    assert mentions(text, "en").countries == countries
