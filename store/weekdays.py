"""Days of the week as a set of numbers, and how a row keeps them."""

Weekdays = frozenset[int]
"""As `date.weekday` counts them: Monday is 0."""

EVERY_DAY: Weekdays = frozenset(range(7))
MONDAY_TO_FRIDAY: Weekdays = frozenset(range(5))
SATURDAY_AND_SUNDAY: Weekdays = frozenset({5, 6})


def as_row(days: Weekdays) -> str:
    """For a row: "01234" is Monday to Friday."""
    return "".join(map(str, sorted(days)))


def weekdays_of(row: str) -> Weekdays:
    """What a row holds; every day where it holds none: days that nobody can name must not silence a chat."""
    return frozenset(int(sign) for sign in row if sign in "0123456") or EVERY_DAY
