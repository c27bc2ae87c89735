"""Days as people say them, and what they limit."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.words import days
from bot.words.narrowing import Narrowed, narrowed

WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2026-01-31", "2026-01-31", ""),
        ("31.1.2026", "2026-01-31", ""),
        ("31/01/2026", "2026-01-31", ""),
        ("1.11", "2026-11-01", ""),
        ("31.12", "2025-12-31", ""),
        ("٢٠٢٦-١١-٠١", "2026-11-01", ""),
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("today", "2026-11-25", ""),
        ("yesterday", "2026-11-24", ""),
        ("вчера", "2026-11-24", ""),
        ("учора", "2026-11-24", ""),
        ("hier", "2026-11-24", ""),
        ("avant-hier", "2026-11-23", ""),
        ("ayer", "2026-11-24", ""),
        ("أمس", "2026-11-24", ""),
        ("aujourd’hui", "2026-11-25", ""),
        ("last week", "2026-11-16", "2026-11-22"),
        ("прошлой недели", "2026-11-16", "2026-11-22"),
        ("минулого тижня", "2026-11-16", "2026-11-22"),
        ("la semaine dernière", "2026-11-16", "2026-11-22"),
        ("la semana pasada", "2026-11-16", "2026-11-22"),
        ("الأسبوع الماضي", "2026-11-16", "2026-11-22"),
        ("this month", "2026-11-01", "2026-11-30"),
        ("прошлого месяца", "2026-10-01", "2026-10-31"),
        ("l'année dernière", "2025-01-01", "2025-12-31"),
        ("the last 3 days", "2026-11-22", "2026-11-25"),
        ("les 3 derniers jours", "2026-11-22", "2026-11-25"),
        ("3 days ago", "2026-11-22", ""),
        ("three days ago", "2026-11-22", ""),
        ("три дня назад", "2026-11-22", ""),
        ("неделю назад", "2026-11-18", ""),
        ("2 тижні тому", "2026-11-11", ""),
        ("il y a 3 jours", "2026-11-22", ""),
        ("3 jours", "2026-11-22", ""),
        ("hace una semana", "2026-11-18", ""),
        ("قبل ٣ أيام", "2026-11-22", ""),
        ("يومين", "2026-11-23", ""),
        ("on Tues", "2026-11-24", ""),
        ("1 November", "2026-11-01", ""),
        ("November 1st, 2025", "2025-11-01", ""),
        ("the 1st of November", "2026-11-01", ""),
        ("2 December", "2025-12-02", ""),
        ("1 ноября 2025 года", "2025-11-01", ""),
        ("1 листопада", "2026-11-01", ""),
        ("1er novembre", "2026-11-01", ""),
        ("el 1 de noviembre de 2025", "2025-11-01", ""),
        ("1 نوفمبر", "2026-11-01", ""),
        ("1 تشرين الثاني 2025", "2025-11-01", ""),
        ("ноября", "2026-11-01", "2026-11-30"),
        ("29 February", "2024-02-29", ""),
        ("Monday", "2026-11-23", ""),
        ("Wednesday", "2026-11-25", ""),
        ("last Wednesday", "2026-11-18", ""),
        ("прошлой среды", "2026-11-18", ""),
        ("понеділка", "2026-11-23", ""),
        ("п’ятниці", "2026-11-20", ""),
        ("lundi dernier", "2026-11-23", ""),
        ("el lunes", "2026-11-23", ""),
        ("يوم الاثنين", "2026-11-23", ""),
    ],
)
def test_a_day_or_a_span_of_days(words: str, first: str, last: str) -> None:
    expected = days.Span(first=date.fromisoformat(first), last=date.fromisoformat(last or first))
    assert days.span(words, WEDNESDAY) == expected


@pytest.mark.parametrize(
    "words",
    ["2026-02-30", "31 February", "9999 years ago", "week", "then", "3 countries", "war", "", "0.0", "среди"],
)
def test_what_is_no_day(words: str) -> None:
    assert days.span(words, WEDNESDAY) is None


@given(st.text(max_size=40), st.dates(min_value=date(2000, 1, 1)))
@settings(deadline=None)
def test_no_words_break_the_reading_of_days_and_what_is_read_is_a_span(words: str, today: date) -> None:
    found = days.span(words, today)
    assert found is None or found.first <= found.last
    narrowed(words, today)


@pytest.mark.parametrize(
    ("typed", "words", "since", "until"),
    [
        ("grain corridor", "grain corridor", "", ""),
        ("grain since 2026-05-01", "grain", "2026-05-01", ""),
        ("зерно с 1.5.2026", "зерно", "2026-05-01", ""),
        ("grain since:1.5.2026 until:31/5/2026", "grain", "2026-05-01", "2026-05-31"),
        ("grain since:last week -oil", "grain -oil", "2026-11-16", ""),
        ("grain since: yesterday source:Herald", "grain source:Herald", "2026-11-24", ""),
        ('since:"1 November" grain', "grain", "2026-11-01", ""),
        ("grain since 1 November until 5 November", "grain", "2026-11-01", "2026-11-05"),
        ("зерно с 1 ноября по 5 ноября", "зерно", "2026-11-01", "2026-11-05"),
        ("grain until last week", "grain", "", "2026-11-22"),
        ("санкции со вчера", "санкции", "2026-11-24", ""),
        ("санкції з минулого тижня", "санкції", "2026-11-16", ""),
        ("sanctions depuis 3 jours", "sanctions", "2026-11-22", ""),
        ("sanciones desde hace 3 días", "sanciones", "2026-11-22", ""),
        ("العقوبات منذ أسبوع", "العقوبات", "2026-11-18", ""),
        ("exports from Ukraine", "exports from Ukraine", "", ""),
        ("exports from Ukraine from last week", "exports from Ukraine", "2026-11-16", ""),
        ("дети с 5 лет", "дети с 5 лет", "", ""),
    ],
)
def test_the_days_that_limit_a_search_are_read_as_people_write_them(
    typed: str, words: str, since: str, until: str
) -> None:
    found = narrowed(typed, WEDNESDAY)
    assert (found.words, str(found.since or ""), str(found.until or ""), found.odd) == (
        words,
        since,
        until,
        "",
    )


@pytest.mark.parametrize(
    ("typed", "odd"),
    [
        ("grain since then", "since then"),
        ("grain since:foo bar", "since:foo"),
        ("grain с 31.02.2026", "с 31.02.2026"),
        ("grain depuis la guerre", "depuis la guerre"),
    ],
)
def test_what_should_have_been_a_day_is_named(typed: str, odd: str) -> None:
    assert narrowed(typed, WEDNESDAY).odd == odd


@pytest.mark.parametrize(
    ("found", "query"),
    [
        (Narrowed(words="grain country:Kazakhstan lang:ru"), "grain country:KZ lang:ru"),
        (Narrowed(words='зерно country:"Южная Корея"'), "зерно country:KR"),
        (Narrowed(words="grain country:Narnia"), "grain country:Narnia"),
        (
            Narrowed(words="grain", since=date(2026, 5, 1), until=date(2026, 5, 2)),
            "grain since:2026-05-01 until:2026-05-02",
        ),
    ],
)
def test_a_narrowed_search_as_the_archive_reads_it(found: Narrowed, query: str) -> None:
    assert found.query == query
