"""The part of the world that a text is about, by the countries it names. Pure.

Regions are named as the headings of a briefing are, in English; `bot.rendering` says them in the reader's language.
"""

from collections import Counter
from typing import Final

from news.gazetteer import countries

WORLD: Final = "World"
"""What is between countries of several regions."""
TITLE_WEIGHT: Final = 3
"""A title says what a text is about; the lines under it also name who commented and where the ministers met."""

_COUNTRIES: Final = {
    "Europe": (
        "AD AL AT BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GL GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT "
        "NL NO PL PT RO RS SE SI SK SM VA XK"
    ),
    "Russia, Ukraine": "RU UA",
    "Caucasus": "AM AZ GE",
    "Central Asia": "KG KZ TJ TM UZ",
    "Middle East": "AE BH EG IL IQ IR JO KW LB OM PS QA SA SY TR YE",
    "Asia, Pacific": (
        "AF AS AU BD BN BT CC CK CN CX FJ FM GU HK ID IN JP KH KI KP KR LA LK MH MM MN MO MP MV MY NC NF NP NR NU NZ PF PG "
        "PH PK PN PW SB SG TH TK TL TO TV TW VN VU WF WS"
    ),
    "Africa": (
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RE "
        "RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW"
    ),
    "Americas": (
        "AG AI AR AW BB BL BM BO BQ BR BS BZ CA CL CO CR CU CW DM DO EC FK GD GF GP GT GY HN HT JM KN KY LC MF MQ MS MX NI "
        "PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI"
    ),
}  # fmt: skip
REGIONS: Final = (*_COUNTRIES, WORLD)
_REGION: Final = {code: region for region, codes in _COUNTRIES.items() for code in codes.split()}


def region(title: str, text: str, language: str | None) -> str | None:
    """Return the region of most countries that are named, `WORLD` if none has more than half; None if no country is named.

    `language` is ISO 639-1.
    """
    named: Counter[str] = Counter()
    for part, weight in ((title, TITLE_WEIGHT), (text, 1)):
        for code, times in countries(part, language).items():
            named[of_country(code)] += weight * times
    if not named:
        return None
    first, times = named.most_common(1)[0]
    return first if 2 * times > named.total() else WORLD


def of_country(code: str) -> str:
    """Return the region of a country by its ISO 3166-1 alpha-2 code; `WORLD` for no country of ours."""
    return _REGION.get(code, WORLD)
