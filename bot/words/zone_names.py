"""What people call time zones besides cities and countries: "EST", «МСК», "heure de Paris", "Pacific time".

Pure tables and the taking off of "time". An abbreviation that several parts of the world use has all its zones, and the
reader chooses. "EST" is the clock of New York all year: who writes it in July means the place, not the winter time.
"""

import re

from store.follows import fold

_ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "America/New_York": ("est", "edt", "eastern", "nyc", "ny", "dc"),
    "America/Chicago": ("cdt", "ct", "central us"),
    "America/Denver": ("mst", "mdt", "mountain"),
    "America/Los_Angeles": ("pst", "pdt", "pacific", "sf"),
    "America/Anchorage": ("akst", "akdt"),
    "America/St_Johns": ("nst", "ndt"),
    "America/Sao_Paulo": ("brt", "brasilia"),
    "America/Argentina/Buenos_Aires": ("art",),
    "Europe/London": ("bst",),
    "Europe/Lisbon": ("wet", "west"),
    "Europe/Brussels": (
        "cet",
        "cest",
        "mez",
        "mesz",
        "hec",
        "hnec",
        "central european",
        "европы",
        "центральноевропейское",
    ),
    "Europe/Athens": ("eet", "eest", "hee", "eastern european", "восточноевропейское", "східноєвропейський"),
    "Europe/Moscow": (
        "msk",
        "msd",
        "мск",
        "московское",
        "московський",
        "московское",
        "московським",
        "москва",
        "спб",
    ),
    "Europe/Kyiv": ("киевское", "київський", "київське", "київським", "києвом", "києві", "києва"),
    "Europe/Istanbul": ("trt",),
    "Asia/Dubai": ("gst",),
    "Asia/Tehran": ("irst", "irdt"),
    "Asia/Karachi": ("pkt",),
    "Asia/Tashkent": ("uzt",),
    "Asia/Yekaterinburg": ("yekt", "екб"),
    "Asia/Bangkok": ("ict",),
    "Asia/Jakarta": ("wib",),
    "Asia/Hong_Kong": ("hkt", "hk"),
    "Asia/Singapore": ("sgt",),
    "Asia/Manila": ("pht",),
    "Asia/Tokyo": ("jst",),
    "Asia/Seoul": ("kst",),
    "Australia/Perth": ("awst",),
    "Australia/Adelaide": ("acst", "acdt"),
    "Australia/Sydney": ("aest", "aedt"),
    "Pacific/Auckland": ("nzst", "nzdt"),
    "Pacific/Honolulu": ("hst",),
    "Africa/Johannesburg": ("sast",),
    "Africa/Lagos": ("wat",),
    "Africa/Maputo": ("cat",),
    "Africa/Nairobi": ("eat",),
    "UTC": ("greenwich mean", "zulu", "universal"),
}
_SEVERAL = {
    "cst": ("America/Chicago", "Asia/Shanghai", "America/Havana"),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "ast": ("Asia/Riyadh", "America/Halifax"),
    "et": ("America/New_York", "Africa/Addis_Ababa"),
    "la": ("America/Los_Angeles", "Asia/Vientiane"),
    "mt": ("America/Denver", "Europe/Malta"),
    "pt": ("America/Los_Angeles", "Europe/Lisbon"),
    "central": ("America/Chicago", "Europe/Brussels"),
}
_BEFORE = (
    r"time in|l heure (?:de|d|du|a)|heure (?:de|d|du|a)|heure|hora de(?:l| la)?|hora|huso de|время (?:в|по)|время|по времени|по|час (?:у|в|за)|за часом|за|"
    r"час|توقيت|بتوقيت"
)
_AFTER = r"(?:standard |daylight |summer )?time|tz|time zone|timezone|время|времени|час(?:у|ом)?"
_BEFORE_TIME = re.compile(rf"(?:{_BEFORE}) (?=\S)")
_AFTER_TIME = re.compile(rf"(?<=\S) (?:{_AFTER})$")


def by_name(folded: str) -> tuple[str, ...]:
    """The zones that an abbreviation or the name of a zone stands for."""
    known = _BY_NAME.get(folded)
    return (known,) if known else _SEVERAL.get(folded, ())


def place_of(folded: str) -> str:
    """A place without "time": Moscow of "Moscow time"; the same words when they have none."""
    before = _BEFORE_TIME.match(folded)
    return _AFTER_TIME.sub("", folded[before.end() :] if before else folded)


_BY_NAME = {fold(name): zone for zone, names in _ABBREVIATIONS.items() for name in names}
ALL = (*_BY_NAME, *_SEVERAL)
