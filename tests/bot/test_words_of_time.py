"""Times, spans, lengths and zones as people type them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.words import moments, zone_names, zones
from bot.words import until as ends


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("7:30", "07:30"),
        ("07.30", "07:30"),
        ("7h30", "07:30"),
        ("7", "07:00"),
        ("7am", "07:00"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("11:15 pm", "23:15"),
        ("٠٧:٣٠", "07:30"),
        ("24:00", None),
        ("13pm", None),
        ("7:60", None),
        ("noon", "12:00"),
        ("at 7:30", "07:30"),
        ("half past seven", "07:30"),
        ("quarter to eight", "07:45"),
        ("7 o'clock", "07:00"),
        ("7 in the evening", "19:00"),
        ("every evening at 7", "19:00"),
        ("every evening at 19:30", "19:30"),
        ("every morning at 7", "07:00"),
        ("every evening", None),
        ("9 at night", "21:00"),
        ("в 7 утра", "07:00"),
        ("2 часа ночи", "02:00"),
        ("полвосьмого", "07:30"),
        ("в половине восьмого", "07:30"),
        ("о сьомій", "07:00"),
        ("о пів на восьму", "07:30"),
        ("à 7 heures", "07:00"),
        ("7h du soir", "19:00"),
        ("sept heures et demie", "07:30"),
        ("a las siete y media", "07:30"),
        ("a las 7 de la tarde", "19:00"),
        ("الساعة ٧ مساءً", "19:00"),
        ("seven or so", None),
        ("", None),
    ],
)
def test_a_time_of_day(words: str, time: str | None) -> None:
    assert moments.clock(words) == time


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("7:30 18:00", ("07:30", "18:00")),
        ("18:00, 7:30; 18:00", ("07:30", "18:00")),
        ("7:30 и 18:00", ("07:30", "18:00")),
        ("every day at 7", ("07:00",)),
        ("7 am and 6 pm", ("07:00", "18:00")),
        ("каждый день в 8", ("08:00",)),
        ("tous les jours à 7 heures", ("07:00",)),
        ("كل يوم الساعة 7", ("07:00",)),
        ("7:30 soon", None),
        ("", None),
    ],
)
def test_several_times(words: str, times: tuple[str, ...] | None) -> None:
    assert moments.clocks(words) == times


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("22:00-07:00", ("22:00", "07:00")),
        ("22 – 7", ("22:00", "07:00")),
        ("10pm to 6am", ("22:00", "06:00")),
        ("с 22 до 7", ("22:00", "07:00")),
        ("de 22h à 7h", ("22:00", "07:00")),
        ("с 10 вечера до 7 утра", ("22:00", "07:00")),
        ("from 10 pm to 7 in the morning", ("22:00", "07:00")),
        ("22:00-22:00", None),
        ("22:00", None),
        ("night", None),
    ],
)
def test_a_span_of_the_day(words: str, span: tuple[str, str] | None) -> None:
    assert moments.span(words) == span


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("3h", timedelta(hours=3)),
        ("3", timedelta(hours=3)),
        ("30m", timedelta(minutes=30)),
        ("30 мин", timedelta(minutes=30)),
        ("3ч", timedelta(hours=3)),
        ("3 години", timedelta(hours=3)),
        ("2 дня", timedelta(days=2)),
        ("2j", timedelta(days=2)),
        ("1 semaine", timedelta(weeks=1)),
        ("ساعة", timedelta(hours=1)),
        ("ساعتين", timedelta(hours=2)),
        ("two hours", timedelta(hours=2)),
        ("half an hour", timedelta(minutes=30)),
        ("1h30", timedelta(minutes=90)),
        ("1 day, 12 hours", timedelta(days=1, hours=12)),
        ("for a week", timedelta(weeks=1)),
        ("на два часа", timedelta(hours=2)),
        ("полчаса", timedelta(minutes=30)),
        ("п'ять днів", timedelta(days=5)),
        ("une heure", timedelta(hours=1)),
        ("dos días", timedelta(days=2)),
        ("90d", timedelta(days=90)),
        ("0h", None),
        ("h", None),
        ("3 parsecs", None),
    ],
)
def test_a_length_of_time(words: str, length: timedelta | None) -> None:
    assert moments.length(words) == length


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("until tomorrow", "2026-11-26T08:00"),
        ("until tomorrow at 9", "2026-11-26T09:00"),
        ("until morning", "2026-11-26T08:00"),
        ("до утра", "2026-11-26T08:00"),
        ("jusqu'à demain matin", "2026-11-26T08:00"),
        ("hasta la mañana", "2026-11-26T08:00"),
        ("حتى الصباح", "2026-11-26T08:00"),
        ("till 18:00", "2026-11-25T18:00"),
        ("until 9am", "2026-11-26T09:00"),
        ("until Monday", "2026-11-30T08:00"),
        ("until next week", "2026-11-30T08:00"),
        ("до завтра", "2026-11-26T08:00"),
        ("до 9 утра", "2026-11-26T09:00"),
        ("до 5 декабря", "2026-12-05T08:00"),
        ("до п'ятниці", "2026-11-27T08:00"),
        ("jusqu’à lundi", "2026-11-30T08:00"),
        ("hasta mañana", "2026-11-26T08:00"),
        ("حتى الغد", "2026-11-26T08:00"),
        ("until 29 February", "2028-02-29T08:00"),
        ("until yesterday", None),
        ("until 3 days ago", None),
        ("до 3 дней назад", None),
        ("until then", None),
        ("tonight", "2026-11-26T08:00"),
        ("for today", "2026-11-26T08:00"),
        ("на сегодня", "2026-11-26T08:00"),
        ("на ніч", "2026-11-26T08:00"),
        ("ce soir", "2026-11-26T08:00"),
        ("por hoy", "2026-11-26T08:00"),
        ("الليلة", "2026-11-26T08:00"),
        ("until tonight", "2026-11-25T18:00"),
        ("до вечера", "2026-11-25T18:00"),
        ("jusqu'à ce soir", "2026-11-25T18:00"),
        ("until the weekend", "2026-11-28T08:00"),
        ("до вихідних", "2026-11-28T08:00"),
        ("hasta el fin de semana", "2026-11-28T08:00"),
        ("حتى نهاية الأسبوع", "2026-11-28T08:00"),
        ("for the time being", None),
        ("tomorrow", None),
    ],
)
def test_the_moment_that_until_means(words: str, moment: str | None) -> None:
    now = datetime(2026, 11, 25, 12, 30, tzinfo=ZoneInfo("Asia/Almaty"))
    found = ends.until(words, now)
    assert found == (datetime.fromisoformat(moment).replace(tzinfo=now.tzinfo) if moment else None)


@pytest.mark.parametrize(
    ("now", "words", "moment"),
    [
        ("2026-11-26T12:00", "for the weekend", None),
        ("2026-11-27T12:00", "for the weekend", "2026-11-30T08:00"),
        ("2026-11-27T12:00", "ce week-end", "2026-11-30T08:00"),
        ("2026-11-27T12:00", "на выходные", "2026-11-30T08:00"),
        ("2026-11-28T12:00", "this weekend", "2026-11-30T08:00"),
        ("2026-11-29T12:00", "this weekend", "2026-11-30T08:00"),
        ("2026-11-28T12:00", "until the weekend", "2026-12-05T08:00"),
        ("2026-11-30T12:00", "until the weekend", "2026-12-05T08:00"),
        ("2026-11-25T19:00", "until tonight", None),
    ],
)
def test_a_weekend_or_evening_that_has_begun(now: str, words: str, moment: str | None) -> None:
    asked = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert ends.until(words, asked) == (
        datetime.fromisoformat(moment).replace(tzinfo=UTC) if moment else None
    )


@pytest.mark.parametrize(
    ("zone", "words", "moment"),
    [
        ("Africa/Cairo", "for the weekend", "2026-11-29T08:00"),
        ("Africa/Cairo", "حتى نهاية الأسبوع", "2026-11-27T08:00"),
        ("Asia/Tehran", "for the weekend", "2026-11-28T08:00"),
        ("Asia/Dubai", "عطلة نهاية الأسبوع", None),
        ("Asia/Dubai", "حتى نهاية الأسبوع", "2026-11-28T08:00"),
    ],
)
def test_a_weekend_is_that_of_the_place(zone: str, words: str, moment: str | None) -> None:
    now = datetime(2026, 11, 26, 12, 30, tzinfo=ZoneInfo(zone))
    assert ends.until(words, now) == (
        datetime.fromisoformat(moment).replace(tzinfo=now.tzinfo) if moment else None
    )


@given(st.text(max_size=40))
@settings(deadline=None)
def test_no_words_break_the_reading_of_times(words: str) -> None:
    for read in (moments.clock, moments.clocks, moments.span, moments.length, zones.find):
        read(words)
    ends.until(f"until {words}", datetime(2026, 11, 25, tzinfo=UTC))


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Almaty", "Asia/Almaty"),
        ("алматы", "Asia/Almaty"),
        ("Астана", "Asia/Almaty"),
        ("asia/almaty", "Asia/Almaty"),
        ("New York", "America/New_York"),
        ("Washington", "America/New_York"),
        ("Киев", "Europe/Kyiv"),
        ("Kyiv", "Europe/Kyiv"),
        ("Calcutta", "Asia/Kolkata"),
        ("Geneva", "Europe/Zurich"),
        ("باريس", "Europe/Paris"),
        ("Germany", "Europe/Berlin"),
        ("Kazakhstan", "Asia/Almaty"),
        ("UTC", "UTC"),
        ("UTC+3", "Etc/GMT-3"),
        ("-5", "Etc/GMT+5"),
        ("UTC10", "Etc/GMT-10"),
        ("utc12", "Etc/GMT-12"),
        ("GMT-11", "Etc/GMT+11"),
        ("UTC−10", "Etc/GMT+10"),
        ("gmt 5:30", "Asia/Kolkata"),
        ("GMT+5:30", "Asia/Kolkata"),
        ("UTC-3:30", "America/St_Johns"),
        ("+12:45", "Pacific/Chatham"),
        ("EST", "America/New_York"),
        ("NYC", "America/New_York"),
        ("Eastern Time", "America/New_York"),
        ("CET", "Europe/Brussels"),
        ("Central European Summer Time", "Europe/Brussels"),
        ("МСК", "Europe/Moscow"),
        ("msk", "Europe/Moscow"),
        ("Moscow time", "Europe/Moscow"),
        ("time in Moscow", "Europe/Moscow"),
        ("московское время", "Europe/Moscow"),
        ("по Москве", "Europe/Moscow"),
        ("за київським часом", "Europe/Kyiv"),
        ("за Києвом", "Europe/Kyiv"),
        ("heure de Paris", "Europe/Paris"),
        ("l'heure de Paris", "Europe/Paris"),
        ("hora de Madrid", "Europe/Madrid"),
        ("بتوقيت موسكو", "Europe/Moscow"),
        ("توقيت باريس", "Europe/Paris"),
    ],
)
def test_a_zone_by_city_country_or_offset(words: str, zone: str) -> None:
    assert zones.find(words) == (zone,)


@pytest.mark.parametrize("words", ["Atlantis", "", "+99", "5", "+5:15"])
def test_no_zone(words: str) -> None:
    assert zones.find(words) == ()


@pytest.mark.parametrize(
    ("words", "zones_of_them"),
    [
        ("IST", {"Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"}),
        ("CST", {"America/Chicago", "Asia/Shanghai", "America/Havana"}),
        ("ET", {"America/New_York", "Africa/Addis_Ababa"}),
    ],
)
def test_an_abbreviation_of_several_places_gives_a_choice(words: str, zones_of_them: set[str]) -> None:
    assert set(zones.find(words)) == zones_of_them


def test_every_zone_that_has_another_name_is_one_of_the_tz_database() -> None:
    named = [zone for name in zone_names.ALL for zone in zone_names.by_name(name)]
    assert [zone for zone in named if not zones.known(zone)] == []


def test_a_country_with_several_zones_gives_a_choice() -> None:
    found = zones.find("United States")
    assert {"America/New_York", "America/Los_Angeles"} <= set(found)
    assert zones.of_country("US") == found


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (43.25, 76.95, "Asia/Almaty"),
        (48.86, 2.35, "Europe/Paris"),
        (-33.45, -70.66, "America/Santiago"),
        (0, -179.9, None),
    ],
)
def test_a_place_takes_the_zone_of_the_nearest_city(
    latitude: float, longitude: float, zone: str | None
) -> None:
    found = zones.nearest(latitude, longitude)
    assert found == zone if zone else "/" in found


def test_a_stored_zone_that_is_none_is_utc() -> None:
    assert zones.stored("Asia/Almaty").key == "Asia/Almaty"
    assert [zones.stored(name).key for name in ("Foo/Bar", "../etc/passwd", "")] == ["UTC"] * 3


def test_cities_are_named_in_the_readers_language() -> None:
    assert [zones.city("Asia/Almaty", language) for language in ("en", "ru", "ar")] == [
        "Almaty",
        "Алматы",
        "ألماتي",
    ]
    assert [zones.city("Europe/Kyiv", language) for language in ("en", "ru", "uk")] == [
        "Kyiv",
        "Киев",
        "Київ",
    ]
    assert zones.city("Asia/Kolkata", "en") == "Kolkata"
