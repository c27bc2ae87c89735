"""Where in the world a text happens."""

import pytest
from babel import Locale

from news.gazetteer import SKIPPED
from news.regions import REGIONS, WORLD, of_country, region


@pytest.mark.parametrize(
    ("title", "text", "language", "where"),
    [
        ("Army retakes Khartoum", "Egypt welcomed it. Sudan's rebels denied it.", "en", "Africa"),
        ("Sudan: UN warns of famine", "Envoys of the US and Egypt met in Geneva.", "en", "Africa"),
        ("US and Iran begin talks in Muscat", "", "en", "Middle East"),
        (
            "EU envoy arrives in Yerevan",
            "The envoy will meet the Armenian president; Russia protested.",
            "en",
            "Caucasus",
        ),
        (
            "Ministers meet at last",
            "Kazakhstan and the Kyrgyz Republic signed in Bishkek.",
            "en",
            "Central Asia",
        ),
        ("Главы МИД Казахстана и Киргизии обсудили водный вопрос", "", "ru", "Central Asia"),
        ("Посол Японии прибыл в Улан-Батор", "Монголия ждала его год.", "ru", "Asia, Pacific"),
        ("Colombia y Venezuela reabren sus embajadas", "", "es", "Americas"),
        ("Україна і Росія обмінялися полоненими", "Посередник — Румунія.", "uk", "Russia, Ukraine"),
    ],
)
def test_a_text_happens_where_most_countries_it_names_are(
    title: str, text: str, language: str, where: str
) -> None:
    assert region(title, text, language) == where


def test_what_is_between_regions_belongs_to_the_world() -> None:
    assert region("Russia and China sign a gas deal", "", "en") == WORLD


def test_a_text_that_names_no_country_happens_nowhere_in_particular() -> None:
    assert (
        region("Leaders of Valdoria and Kestria hold first call", "The Amber Strait is open.", "en") is None
    )


def test_every_country_is_in_a_region() -> None:
    codes = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()} - SKIPPED
    assert not [code for code in sorted(codes) if of_country(code) not in set(REGIONS) - {WORLD}]
    assert of_country("QQ") == WORLD
