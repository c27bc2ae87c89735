"""Coming days as people ask for what is announced: "tomorrow", «на этой неделе», "la semaine prochaine". Pure."""

import re
from datetime import date, timedelta

from bot.words import days

_WEEK = timedelta(days=7)
_FOR = re.compile(r"^(?:for|on|in|на|в|во|у|pour|en|para|في) ", re.IGNORECASE)


def days_ahead(words: str, today: date) -> days.Span | None:
    """The coming days that words mean: "tomorrow", "this week", "next week"; None where they mean others or none."""
    words = _FOR.sub("", words)
    meant = days.span(words, today, lengths=False)
    if meant is not None and meant.last >= today:
        return meant
    day = days.coming(words, today)
    if day is None:
        return None
    if days.means_days(words):
        # The week after this one; of a month, and where both begin on one day, only the first day is known.
        week = day.weekday() == 0 and day.day != 1 and day - today <= _WEEK
        return days.Span(first=day, last=day + _WEEK - timedelta(days=1)) if week else None
    single = meant is None or meant.first == meant.last
    return days.Span(first=day, last=day) if single else None
