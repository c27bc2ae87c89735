import pytest

from bot.commands.archive import narrowed


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("grain corridor", "grain corridor"),
        ("grain since 2026-05-01", "grain since:2026-05-01"),
        ("зерно с 1.5.2026", "зерно since:2026-05-01"),
        ("grain since:1.5.2026 until:31/5/2026", "grain since:2026-05-01 until:2026-05-31"),
        ("grain country:Kazakhstan lang:ru", "grain country:KZ lang:ru"),
        ("зерно country:Казахстан", "зерно country:KZ"),
        ('grain country:"South Korea"', "grain country:KR"),
        ("grain country:Narnia since then", "grain country:Narnia since then"),
    ],
)
def test_filters_are_read_as_people_write_them(typed: str, read: str) -> None:
    assert narrowed(typed) == read
