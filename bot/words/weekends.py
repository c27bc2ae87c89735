"""What the weekend is called, and which days it is where a chat is: Friday and Saturday in Cairo, by CLDR's weeks."""

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from store.weekdays import SATURDAY_AND_SUNDAY, Weekdays

_FRIDAY = 4
WEEKEND = (
    r"week-?ends?|выходн(?:ые|ым|ых|ыми|ой)(?: дн(?:и|ям|ях))?|вихідн(?:і|их|им|ими|ий)(?: дн(?:і|ям|ях))?|fins? de semaine|"
    r"fin(?:es)? de semana|findes?|(?:عطلة )?نهاية الاسبوع|عطلة الاسبوع"
)
"""A pattern, of words as `clock_words.loose` spells them."""


@cache
def weekend(zone: str) -> Weekdays:
    """The days off in the country of a time zone (an IANA name); Saturday and Sunday where it has no country.

    Also where CLDR counts Sunday alone: offices of state are closed on Saturday there, and that is what is meant.
    """
    territory = get_global("zone_territories").get(zone)
    try:
        place = Locale.parse(f"und_{territory}") if territory else None
    except (UnknownLocaleError, ValueError):
        place = None
    if place is None:
        return SATURDAY_AND_SUNDAY
    first, last = place.weekend_start, place.weekend_end
    days = frozenset((first + count) % 7 for count in range((last - first) % 7 + 1))
    return days if _FRIDAY in days else SATURDAY_AND_SUNDAY
