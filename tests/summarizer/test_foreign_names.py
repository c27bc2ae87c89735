"""Names that capitals do not tell: Arabic ones behind an office."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.foreign.names import arabic_name_length


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("وزير الخارجية", "كريم الواحي"),
        ("وزير الخارجية المصري", "بدر عبد العاطي"),
        ("الرئيس", "عبد الفتاح السيسي"),
        ("الأمين العام", "أحمد أبو الغيط"),
        ("وزير الخارجية", "عبد الله بن زايد"),
        ("الأمير", "محمد بن سلمان"),
        ("وزير الخارجية", "فيصل بن فرحان آل سعود"),
        ("الأمير", "تميم بن حمد آل ثاني"),
        ("الأمين العام", "حسن نصر الله"),
        ("وزير الخارجية", "عبد العاطي"),
        ("وزير خارجية مصر", "عبد العاطي"),
        ("الملك", "سلمان بن عبد العزيز"),
    ],
)
def test_a_compound_arabic_name_keeps_its_parts_and_the_first_name(role: str, name: str) -> None:
    words = f"{role} {name}".split()
    assert " ".join(words[-arabic_name_length(words) :]) == name


@given(st.lists(st.sampled_from("عبد بن آل الله العاطي بدر الرئيس مصر أبو".split()), min_size=1, max_size=7))
def test_an_arabic_name_is_never_longer_than_its_phrase(words: list[str]) -> None:
    assert 1 <= arabic_name_length(words) <= len(words)
