"""Where sentences end, in many languages and with broken typography."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.sentences import sentences
from summarizer.text.structure import is_balanced


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mr. Orlan met Gen. J. K. Brenn in the U.S. The talks failed.",
            ["Mr. Orlan met Gen. J. K. Brenn in the U.S.", "The talks failed."],
        ),
        ("It cost $3.5 million on Jan. 5. It ended.", ["It cost $3.5 million on Jan. 5.", "It ended."]),
        ('"We go. We stay," he said. Nobody left.', ['"We go.', 'We stay," he said.', "Nobody left."]),
        ('"Why?" she asked. Nobody knew.', ['"Why?" she asked.', "Nobody knew."]),
        ("It was signed.Orlan left.", ["It was signed.", "Orlan left."]),
        ("It suits all parties,Orlan said. He left.", ["It suits all parties,Orlan said.", "He left."]),
        (
            "ZAREV, Valdoria (VNA) _ The envoys met. They left.",
            ["ZAREV, Valdoria (VNA) _ The envoys met.", "They left."],
        ),
        ("Er kam am 5. Mai an. Es war z.B. gut.", ["Er kam am 5. Mai an.", "Es war z.B. gut."]),
        (
            "Il a dit : « Nous partons. » Puis il est parti.",
            ["Il a dit : « Nous partons. »", "Puis il est parti."],
        ),
        (
            "Он прибыл в 2014 г. в Зарев. Затем г. Орлан уехал.",
            ["Он прибыл в 2014 г. в Зарев.", "Затем г. Орлан уехал."],
        ),
        ("大使说：“我们同意。”会议结束！", ["大使说：“我们同意。”", "会议结束！"]),
        ("وصل السفير. هل سيعود؟ نعم.", ["وصل السفير.", "هل سيعود؟", "نعم."]),
        ("A headline without a stop\nThe text begins.", ["A headline without a stop", "The text begins."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_lines_wrapped_at_a_fixed_width_are_one_sentence() -> None:
    text = (
        "The foreign ministers of Valdoria and Kestria agreed on Monday to reopen\n"
        "the bridge at Zarev after a closure of eleven months that had cost both\n"
        "countries a good part of their trade, officials in the Valdorian capital\n"
        "said. The bridge will open to lorries first, and to other traffic when\n"
        "both customs houses have been rebuilt, according to the joint statement.\n"
    )
    assert len(sentences(text)) == 2


@given(st.text(alphabet=st.sampled_from(list('aB1 .!?"”»,\n…。')), max_size=80) | st.text(max_size=80))
def test_every_visible_character_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    inside = "".join(text[start:end] for start, end in spans)
    assert "".join(inside.split()) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("'In towns like Selm, the inspector is on record warning of unrest.", False),
        ("‘We shall sign,’ Lind said, ‘when they do.’", True),
        ("He shares the envoys' view of the talks.", True),
        ("The government needs to wake up before it is too late.'", False),
        ("'90s treaties bind both states.", True),
        ('"We shall sign, Lind said.', False),
    ],
)
def test_a_line_that_opens_a_quotation_closes_it(text: str, whole: bool) -> None:
    assert is_balanced(text) is whole
