"""Which days the weekend is where a chat is: Friday and Saturday in Cairo, Saturday and Sunday in Paris. By CLDR's weeks."""

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from store.weekdays import SATURDAY_AND_SUNDAY, Weekdays

_FRIDAY = 4


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
