"""Time zones by the words people use for them, or by a place on Earth.

Knows IANA names, city names in our languages (CLDR, by babel), countries, offsets; abbreviations are `bot.words.zone_names`'. Zone borders are not
known: a place takes the zone of the nearest city of the tz database, and the answer says the time so that a wrong one shows.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from zoneinfo import ZoneInfo, available_timezones

import structlog
from babel import Locale

from bot.texts import LANGUAGES
from bot.words import zone_names
from store.follows import fold, stem

log = structlog.get_logger(__name__)

_COORDINATES = re.compile(r"([+-]\d{2})(\d{2})(\d{2})?([+-]\d{3})(\d{2})(\d{2})?$")
_ETC = re.compile(r"Etc/GMT([+-])(\d{1,2})")
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+\-−]?)(\d{1,2})(?::?(00|30|45))?$")
# Offsets that are no whole hours belong to one or two zones each; Etc/ has none for them. Newfoundland, Lord Howe and
# Chatham have them for half of the year: the answer names the place.
_FRACTIONS = {
    "-9:30": "Pacific/Marquesas",
    "-3:30": "America/St_Johns",
    "-2:30": "America/St_Johns",
    "+3:30": "Asia/Tehran",
    "+4:30": "Asia/Kabul",
    "+5:30": "Asia/Kolkata",
    "+5:45": "Asia/Kathmandu",
    "+6:30": "Asia/Yangon",
    "+8:45": "Australia/Eucla",
    "+9:30": "Australia/Darwin",
    "+10:30": "Australia/Lord_Howe",
    "+12:45": "Pacific/Chatham",
    "+13:45": "Pacific/Chatham",
}
# Zones that the tz database has renamed and CLDR has under the old name.
_CLDR = {
    "Africa/Asmara": "Africa/Asmera",
    "America/Argentina/Buenos_Aires": "America/Buenos_Aires",
    "America/Argentina/Catamarca": "America/Catamarca",
    "America/Argentina/Cordoba": "America/Cordoba",
    "America/Argentina/Jujuy": "America/Jujuy",
    "America/Argentina/Mendoza": "America/Mendoza",
    "America/Atikokan": "America/Coral_Harbour",
    "America/Indiana/Indianapolis": "America/Indianapolis",
    "America/Kentucky/Louisville": "America/Louisville",
    "America/Nuuk": "America/Godthab",
    "Asia/Ho_Chi_Minh": "Asia/Saigon",
    "Asia/Kathmandu": "Asia/Katmandu",
    "Asia/Kolkata": "Asia/Calcutta",
    "Asia/Yangon": "Asia/Rangoon",
    "Atlantic/Faroe": "Atlantic/Faeroe",
    "Europe/Kyiv": "Europe/Kiev",
    "Pacific/Chuuk": "Pacific/Truk",
    "Pacific/Pohnpei": "Pacific/Ponape",
}
FEW = 6
"""Zones to choose from; who finds theirs not among them names a city."""
# Seats of diplomacy that name no zone themselves, as people of our languages write them.
_CITIES = {
    "Washington": "America/New_York", "Washington DC": "America/New_York", "Вашингтон": "America/New_York",
    "Geneva": "Europe/Zurich", "Genève": "Europe/Zurich", "Ginebra": "Europe/Zurich", "Женева": "Europe/Zurich", "جنيف": "Europe/Zurich",
    "Bern": "Europe/Zurich", "Берн": "Europe/Zurich", "The Hague": "Europe/Amsterdam", "La Haye": "Europe/Amsterdam",
    "La Haya": "Europe/Amsterdam", "Гаага": "Europe/Amsterdam", "لاهاي": "Europe/Amsterdam", "Strasbourg": "Europe/Paris",
    "Страсбург": "Europe/Paris", "Beijing": "Asia/Shanghai", "Pékin": "Asia/Shanghai", "Pekín": "Asia/Shanghai",
    "Пекин": "Asia/Shanghai", "Пекін": "Asia/Shanghai", "بكين": "Asia/Shanghai", "Astana": "Asia/Almaty", "Астана": "Asia/Almaty",
    "أستانا": "Asia/Almaty", "New Delhi": "Asia/Kolkata", "Delhi": "Asia/Kolkata", "Дели": "Asia/Kolkata", "Нью-Дели": "Asia/Kolkata",
    "Ankara": "Europe/Istanbul", "Анкара": "Europe/Istanbul", "أنقرة": "Europe/Istanbul", "Islamabad": "Asia/Karachi",
    "Исламабад": "Asia/Karachi", "Abu Dhabi": "Asia/Dubai", "Абу-Даби": "Asia/Dubai", "أبوظبي": "Asia/Dubai",
    "Tel Aviv": "Asia/Jerusalem", "Тель-Авив": "Asia/Jerusalem", "Hanoi": "Asia/Ho_Chi_Minh", "Ханой": "Asia/Ho_Chi_Minh",
    "Ottawa": "America/Toronto", "Оттава": "America/Toronto", "Canberra": "Australia/Sydney", "Wellington": "Pacific/Auckland",
    "Brasília": "America/Sao_Paulo", "Brasilia": "America/Sao_Paulo", "Rabat": "Africa/Casablanca", "Abuja": "Africa/Lagos",
    "Pretoria": "Africa/Johannesburg", "Cape Town": "Africa/Johannesburg", "Kyoto": "Asia/Tokyo", "Saint Petersburg": "Europe/Moscow",
    "St Petersburg": "Europe/Moscow", "Санкт-Петербург": "Europe/Moscow", "Петербург": "Europe/Moscow", "Barcelona": "Europe/Madrid",
    "Munich": "Europe/Berlin", "Frankfurt": "Europe/Berlin", "Milan": "Europe/Rome", "San Francisco": "America/Los_Angeles",
    "Boston": "America/New_York", "Basel": "Europe/Zurich", "Lviv": "Europe/Kyiv", "Львів": "Europe/Kyiv",
}  # fmt: skip


_SHORTEST = 3
"""Letters of a name that may be bent."""
_MOST_OF = 0.5
"""Of a name must be typed: "alma" is Almaty, but "mars" is not the Marshall Islands."""


def known(name: str) -> bool:
    """Is it a name of the tz database? Whatever comes from outside is asked before it is stored."""
    return name in _every()


@cache
def _every() -> frozenset[str]:
    return frozenset(available_timezones())


def stored(name: str) -> ZoneInfo:
    """The zone of a stored name; UTC for one that the tz database has no more, so that its place is served all the same."""
    if name not in _every():
        log.warning("unknown time zone; UTC instead", zone=name)
        return ZoneInfo("UTC")
    return ZoneInfo(name)


def find(words: str) -> tuple[str, ...]:
    """Zones that these words may mean: one when they are clear, none when nothing fits."""
    wanted = fold(words.replace("_", " ").replace("/", " "))
    if not wanted:
        return ()
    offset = _by_offset(words.strip().lower())
    if offset is not None:
        return (offset,)
    place = zone_names.place_of(wanted)
    exact = (
        _names().get(wanted) or zone_names.by_name(wanted) or zone_names.by_name(place) or _names().get(place)
    )
    if exact:
        return exact
    bent = _stems().get(_stemmed(place))
    return (bent,) if bent else _starting(wanted)


def _starting(wanted: str) -> tuple[str, ...]:
    """By the beginning of a name, if enough of it is there."""
    found = dict.fromkeys(
        zone
        for name, zones in _names().items()
        if name.startswith(wanted) and len(wanted) >= _MOST_OF * len(name)
        for zone in zones
    )
    return tuple(found)[:FEW]


def of_country(code: str) -> tuple[str, ...]:
    """The zones of a country; those that agree all year are one."""
    return dict(_by_country()).get(code, ())


def nearest(latitude: float, longitude: float) -> str:
    """The zone of the nearest city that the tz database gives coordinates for."""
    return min(_places(), key=lambda place: _distance(latitude, longitude, place[1], place[2]))[0]


def city(zone: str, language: str) -> str:
    """How a zone is called in a language: its city, as CLDR has it."""
    if offset := _ETC.fullmatch(zone):
        # POSIX counts westwards; people do not.
        return f"UTC{'+' if offset[1] == '-' else '-'}{offset[2]}"
    known = Locale.parse(language).time_zones
    names = known.get(zone) or known.get(_CLDR.get(zone, ""), {})
    return str(names.get("city") or zone.rsplit("/", 1)[-1].replace("_", " "))


def _by_offset(words: str) -> str | None:
    if words in {"utc", "gmt"}:
        return "UTC"
    found = _OFFSET.fullmatch(words)
    if not found or not (found.group(1) or words.startswith(("utc", "gmt"))):
        return None
    sign, hours, minutes = found.group(1) or "+", int(found.group(2)), found.group(3) or "00"
    sign = "-" if sign in "-−" else "+"
    if minutes != "00":
        return _FRACTIONS.get(f"{sign}{hours}:{minutes}")
    # POSIX counts westwards: Etc/GMT-5 is five hours ahead of Greenwich.
    name = "UTC" if hours == 0 else f"Etc/GMT{'-' if sign == '+' else '+'}{hours}"
    return name if name in _every() else None


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Folded names → zones: full names, cities, capitals, then countries whose zones agree or are few."""
    names: dict[str, dict[str, None]] = {}
    for name, zone in _named():
        if key := fold(name.replace("_", " ").replace("/", " ")):
            names.setdefault(key, {})[zone] = None
    for name, zones in _countries():
        names.setdefault(fold(name), dict.fromkeys(zones))
    return {name: tuple(zones) for name, zones in names.items()}


@cache
def _stems() -> dict[str, str]:
    """Cities without inflection, so that «по Москве» is found; only where a stem is one zone's."""
    stems: dict[str, set[str]] = {}
    for name, zones in _names().items():
        if not name.isascii() and len(name) > _SHORTEST:
            stems.setdefault(_stemmed(name), set()).update(zones)
    return {name: next(iter(zones)) for name, zones in stems.items() if len(zones) == 1}


def _stemmed(name: str) -> str:
    return " ".join(stem(word) for word in name.split())


def _named() -> Iterator[tuple[str, str]]:
    listed = [zone for _, zone, _ in _table()]
    for zone in listed:
        yield zone, zone
        yield zone.rsplit("/", 1)[-1], zone
    yield from _CITIES.items()
    links = _links()
    for old, zone in links.items():
        if "/" in old and zone in listed:
            yield old, zone
            yield old.rsplit("/", 1)[-1], zone
    for locale in (Locale.parse(language) for language in LANGUAGES):
        for name, names in locale.time_zones.items():
            zone = links.get(name, name)
            if zone in listed and names.get("city"):
                yield str(names["city"]), zone


def _countries() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Countries by name in our languages."""
    for locale in (Locale.parse(language) for language in LANGUAGES):
        for code, zones in _by_country():
            if name := locale.territories.get(code):
                yield name, zones


@cache
def _by_country() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Country code → zones; those that show the same time all year count as one, the first."""
    found: dict[str, dict[tuple[timedelta | None, ...], str]] = {}
    for code, zone, _ in _table():
        found.setdefault(code, {}).setdefault(_offsets(zone), zone)
    return tuple((code, tuple(zones.values())) for code, zones in found.items())


def _offsets(zone: str) -> tuple[timedelta | None, ...]:
    """Its offsets from UTC over a year of the installed tz database, by month."""
    year = _year()
    return tuple(ZoneInfo(zone).utcoffset(datetime(year, month, 15)) for month in range(1, 13))  # noqa: DTZ001 - the zone is asked


@cache
def _year() -> int:
    return int(version("tzdata")[:4])


@cache
def _links() -> dict[str, str]:
    """Old names → today's, from the tz database ("L Europe/Kyiv Europe/Kiev")."""
    rows = files("tzdata").joinpath("zoneinfo/tzdata.zi").read_text("utf-8").splitlines()
    cells = (row.split() for row in rows if row.startswith("L "))
    return {link: target for _, target, link in cells}


@cache
def _places() -> tuple[tuple[str, float, float], ...]:
    return tuple((zone, *_degrees(spot)) for _, zone, spot in _table())


@cache
def _table() -> tuple[tuple[str, str, str], ...]:
    """Country code, zone and coordinates from the tz database's zone.tab."""
    rows = files("tzdata").joinpath("zoneinfo/zone.tab").read_text("utf-8").splitlines()
    cells = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return tuple((row[0], row[2], row[1]) for row in cells)


def _degrees(spot: str) -> tuple[float, float]:
    """ISO 6709: ±DDMM±DDDMM or ±DDMMSS±DDDMMSS."""
    found = _COORDINATES.fullmatch(spot)
    assert found is not None, f"zone.tab coordinates {spot!r}"
    lat, lat_m, lat_s, lon, lon_m, lon_s = found.groups(default="0")
    return _signed(lat, lat_m, lat_s), _signed(lon, lon_m, lon_s)


def _signed(degrees: str, minutes: str, seconds: str) -> float:
    size = abs(int(degrees)) + int(minutes) / 60 + int(seconds) / 3600
    return -size if degrees.startswith("-") else size


def _distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance, in radians."""
    a, b = radians(lat1), radians(lat2)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * asin(sqrt(min(1.0, half)))
