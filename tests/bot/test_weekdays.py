"""Days of the week as people choose them, and as they are said back."""

from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.weekdays import weekdays
from bot.texts import LANGUAGES, entries, texts
from bot.words import moments
from bot.words.weekdays import chosen
from bot.words.weekends import weekend
from store.weekdays import EVERY_DAY, MONDAY_TO_FRIDAY

SETS = st.frozensets(st.integers(0, 6), min_size=1)
TIMES = st.lists(st.times().map(lambda clock: f"{clock:%H:%M}"), min_size=1, max_size=6, unique=True)


def read(words: str) -> tuple[str, tuple[str, ...] | None] | None:
    """Days as digits, Monday is 0, and times."""
    found = chosen(words)
    return (
        None if found is None else ("".join(map(str, sorted(found.days or ()))), moments.clocks(found.rest))
    )


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Mon Wed Fri", "024"),
        ("Mon, Wed and Fri", "024"),
        ("mon/wed/fri", "024"),
        ("MON.", "0"),
        ("Tue & Thurs", "13"),
        ("only on Mondays", "0"),
        ("Mondays only", "0"),
        ("every Saturday", "5"),
        ("Sun-Thu", "01236"),
        ("Sun – Thu", "01236"),
        ("sun thru thu", "01236"),
        ("from Sunday to Thursday", "01236"),
        ("Friday through Monday", "0456"),
        ("mon-wed, fri", "0124"),
        ("Mon...Fri", "01234"),
        ("Monday to Monday", "0123456"),
        ("weekdays", "01234"),
        ("every working day", "01234"),
        ("weekdays and Saturday", "012345"),
        ("at weekends", "56"),
        ("every day", "0123456"),
        ("every day except Friday", "012356"),
        ("daily but not on weekends", "01234"),
        ("mon-fri except wed", "0134"),
        ("not on Fridays", "012356"),
        ("по понедельникам и четвергам", "03"),
        ("по понедельникам по четвергам", "03"),
        ("каждую среду", "2"),
        ("во вторник", "1"),
        ("с воскресенья по четверг", "01236"),
        ("пн по чт", "0123"),
        ("вс–чт", "01236"),
        ("по будням", "01234"),
        ("в рабочие дни", "01234"),
        ("по выходным", "56"),
        ("без выходных", "0123456"),
        ("каждый день кроме пятницы", "012356"),
        ("du dimanche au jeudi", "01236"),
        ("le lundi et le jeudi", "03"),
        ("tous les lundis", "0"),
        ("les dimanches", "6"),
        ("lun. mer. ven.", "024"),
        ("jours ouvrables", "01234"),
        ("tous les jours ouvrables", "01234"),
        ("en semaine", "01234"),
        ("toute la semaine", "0123456"),
        ("les week-ends", "56"),
        ("tous les jours sauf le dimanche", "012345"),
        ("los lunes", "0"),
        ("lunes, miércoles y viernes", "024"),
        ("de domingo a jueves", "01236"),
        ("todos los días de lunes a jueves", "0123"),
        ("entre semana", "01234"),
        ("fines de semana", "56"),
        ("todos los días menos el domingo", "012345"),
        ("у понеділок і середу", "02"),
        ("по понеділках", "0"),
        ("по понеділках по п'ятницях", "04"),
        ("щоп'ятниці", "4"),
        ("кожну п’ятницю", "4"),
        ("з неділі по четвер", "01236"),
        ("від понеділка до четверга", "0123"),
        ("у будні", "01234"),
        ("на вихідних", "56"),
        ("щодня крім неділі", "012345"),
        ("من الأحد إلى الخميس", "01236"),
        ("من الأحد للخميس", "01236"),
        ("الاثنين والأربعاء فقط", "02"),
        ("أيام الأحد والثلاثاء والخميس", "136"),
        ("الإثنين، الأربعاء، الجمعة", "024"),
        ("كل يوم اثنين", "0"),
        ("كل أحد", "6"),
        ("كل اثنين", "0"),
        ("أيام العمل", "01234"),
        ("كل يوم عمل", "01234"),
        ("كل يوم ما عدا الجمعة", "012356"),
    ],
)
def test_days_alone(words: str, days: str) -> None:
    assert read(words) == (days, None)
    assert read(f"7:30 {words}") == (days, ("07:30",))
    assert read(f"{words}, 18:00 7:30") == (days, ("07:30", "18:00"))


@pytest.mark.parametrize(
    ("words", "days", "times"),
    [
        ("mondays at 8", "0", "08:00"),
        ("at 8 on Mondays", "0", "08:00"),
        ("half past seven on weekdays", "01234", "07:30"),
        ("Tue, Thurs 8pm", "13", "20:00"),
        ("8 a.m. mon", "0", "08:00"),
        ("weekday mornings at 8", "01234", "08:00"),
        ("Saturday at 9 in the evening", "5", "21:00"),
        ("daily at 8 except Fridays", "012356", "08:00"),
        ("mon 8:00 and fri", "04", "08:00"),
        ("Mon–Fri: 8:00", "01234", "08:00"),
        ("8:00 (Sun-Thu)", "01236", "08:00"),
        ("по понедельникам в 8 утра", "0", "08:00"),
        ("в 8 утра по понедельникам", "0", "08:00"),
        ("le lundi à 7 heures et demie", "0", "07:30"),
        ("8h du matin le lundi", "0", "08:00"),
        ("lundi matin à 8h", "0", "08:00"),
        ("los lunes a las 8 menos cuarto", "0", "07:45"),
        ("los lunes a las 8 de la tarde", "0", "20:00"),
        ("з неділі по четвер о сьомій", "01236", "07:00"),
        ("من الأحد إلى الخميس الساعة ٧ مساءً", "01236", "19:00"),
    ],
)
def test_days_and_a_time_in_any_order(words: str, days: str, times: str) -> None:
    assert read(words) == (days, (times,))


@pytest.mark.parametrize(
    "words",
    [
        "from Monday",
        "from Monday 8:00 to Friday",
        "Monday to 8:00",
        "mon-wed-fri",
        "weekdays-sat",
        "every day except",
        "except mon-sun",
        "every 2 Mondays",
        "every two Mondays",
        "cada dos lunes",
        "с понедельника",
        "з понеділка",
        "lundi au",
        "desde el lunes",
        "من الأحد",
    ],
)
def test_days_that_choose_none_are_not_guessed_at(words: str) -> None:
    assert chosen(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "next Monday 8:00",
        "this sat 9",
        "every other Monday 8",
        "the first Monday of the month",
        "Monday 23 November",
        "Monday evening at 8",
        "monday morning",
        "every morning",
        "every evening",
        "fridays off",
        "7:30 Funday",
        "mon-funday 7:30",
        "sundaymonday",
        "8:00 среди недели",
        "раз в неделю 8",
        "средняя",
        "субботник",
        "четверть восьмого",
        "chaque semaine 8h",
        "8h lundi prochain",
        "3 days a week",
        "mars 8",
        "احد عشر",
        "7:30-18:00 mon",
    ],
)
def test_what_is_more_or_else_than_days_stays_to_be_refused(words: str) -> None:
    found = read(words)
    assert found is None or found[1] is None
    left = chosen(words)
    assert left is None or left.rest


@pytest.mark.parametrize(
    "words",
    [
        "8",
        "7:30 18:00",
        "الساعة اثنين",
        "الساعة واحد",
        "о четвертій",
        "в четыре утра",
        "a las dos",
        "à une heure",
    ],
)
def test_times_alone_name_no_days(words: str) -> None:
    found = chosen(words)
    assert found is not None
    assert found.days is None
    assert moments.clocks(found.rest) is not None
    assert moments.clocks(found.rest) == moments.clocks(words)


@pytest.mark.parametrize(
    ("words", "several"),
    [
        ("8:00 mon-fri 10:00 sat", True),
        ("weekdays 8, weekends 10", True),
        ("каждый день в 8, по субботам в 10", True),
        ("8:00 10:00 mon-fri, sat", False),
        ("every day at 8 from Monday to Friday", False),
        ("mon-fri at 8 and 10", False),
    ],
)
def test_other_days_for_other_times_are_noticed(words: str, several: bool) -> None:
    found = chosen(words)
    assert found is not None
    assert found.several == several


@given(st.sampled_from(LANGUAGES), SETS, TIMES, st.booleans())
def test_days_as_they_are_said_are_read_back(
    language: str, days: frozenset[int], times: list[str], days_first: bool
) -> None:
    said, clocks = weekdays(days, texts(language)), " ".join(times)
    found = chosen(f"{said} {clocks}" if days_first else f"{clocks}, {said}")
    assert found is not None
    assert (found.days or EVERY_DAY) == days
    assert moments.clocks(found.rest) == tuple(sorted(times))


@given(
    st.text()
    | st.lists(st.sampled_from("mon sat to from - по с except 8:00 every и a weekdays و".split())).map(
        " ".join
    )
)
def test_any_text_is_days_or_none(words: str) -> None:
    found = chosen(words)
    assert found is None or found.days is None or found.days <= EVERY_DAY
    assert found is None or found.days != frozenset()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_menu_suggests_is_understood(language: str) -> None:
    offered = str(entries(language)["schedule.choose"]).split("<code>")[2:]
    found = [chosen(example.split("</code>")[0]) for example in offered]
    assert [(one.days, one.rest) for one in found if one] == [
        (MONDAY_TO_FRIDAY, ""),
        (frozenset({0, 3 if language in {"fr", "es", "ar"} else 2}), ""),
        (frozenset({6, 0, 1, 2, 3}), ""),
        (EVERY_DAY, ""),
    ]
    example = str(entries(language)["schedule.same_days"]).split("/briefing ")[1].split("</code>")[0]
    assert read(example) == ("01234", ("08:00", "18:00"))


@pytest.mark.parametrize(
    ("language", "days", "said"),
    [
        ("en", "0123456", ""),
        ("en", "01234", "Monday to Friday"),
        ("en", "01236", "Sunday to Thursday"),
        ("en", "012356", "Saturday to Thursday"),
        ("en", "456", "Friday to Sunday"),
        ("en", "56", "Saturday and Sunday"),
        ("en", "0", "Monday"),
        ("en", "0125", "Monday, Tuesday, Wednesday and Saturday"),
        ("ru", "01236", "воскресенье – четверг"),
        ("ru", "024", "понедельник, среда и пятница"),
        ("fr", "01236", "du dimanche au jeudi"),
        ("fr", "03", "lundi et jeudi"),
        ("es", "01236", "de domingo a jueves"),
        ("es", "03", "lunes y jueves"),
        ("uk", "01236", "неділя – четвер"),
        ("uk", "03", "понеділок і четвер"),
        ("ar", "01236", "من الأحد إلى الخميس"),
        ("ar", "03", "الاثنين والخميس"),
    ],
)
def test_days_in_the_readers_language(language: str, days: str, said: str) -> None:
    assert weekdays(frozenset(map(int, days)), texts(language)) == said


@pytest.mark.parametrize(
    ("zone", "days"),
    [
        ("Africa/Cairo", {4, 5}),
        ("Asia/Riyadh", {4, 5}),
        ("Asia/Jerusalem", {4, 5}),
        ("Asia/Tehran", {4}),
        ("Asia/Dubai", {5, 6}),
        ("Europe/Paris", {5, 6}),
        ("Asia/Kolkata", {5, 6}),
        ("Etc/GMT-3", {5, 6}),
        ("UTC", {5, 6}),
        ("No/Where", {5, 6}),
    ],
)
def test_the_weekend_of_a_place(zone: str, days: set[int]) -> None:
    assert weekend(zone) == days


def test_in_every_zone_a_week_has_days_of_work_and_of_rest() -> None:
    for zone in available_timezones():
        assert 0 < len(weekend(zone)) < 4, zone


@pytest.mark.parametrize(
    "words", ["weekdays", "по будням", "en semaine", "días laborables", "у будні", "أيام العمل"]
)
def test_weekdays_are_those_of_the_place(words: str) -> None:
    found = chosen(f"{words} 07:30", weekend=weekend("Africa/Cairo"))
    assert found is not None
    assert found.days == frozenset({6, 0, 1, 2, 3})
