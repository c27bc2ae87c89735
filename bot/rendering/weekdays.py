"""Days of the week as a reader's language says them."""

from babel.dates import get_day_names
from babel.lists import format_list

from bot.texts import Texts
from store.weekdays import EVERY_DAY, MONDAY_TO_FRIDAY, Weekdays

_RUN = 3
"""Days in a row that are said by their first and last."""


def weekdays(days: Weekdays, texts: Texts) -> str:
    """Monday to Friday; Sunday to Thursday; Monday, Wednesday and Friday. Nothing for every day, which goes without saying."""
    if days == EVERY_DAY:
        return ""
    if days == MONDAY_TO_FRIDAY:
        return texts.plain("schedule.weekdays")
    names = get_day_names("wide", context="stand-alone", locale=texts.locale)
    starts = [day for day in days if (day - 1) % 7 not in days]
    if len(days) >= _RUN and len(starts) == 1:
        last = (starts[0] + len(days) - 1) % 7
        return texts.plain("schedule.run", first=names[starts[0]], last=names[last])
    return str(format_list([names[day] for day in sorted(days)], locale=texts.locale))
