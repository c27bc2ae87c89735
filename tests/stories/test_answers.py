"""Answers are whole sentences, quotations uncut."""

from summarizer.stories.answers import Candidate, answers


def test_a_quotation_of_two_sentences_is_never_answered_with_its_second_half() -> None:
    text = (
        "“We did not settle the ferry question today. What we agreed is that patrols will stop in May,” "
        "Minister Ana Vell of Kestria said. She left at noon."
    )
    (found,) = answers("Will patrols stop in May?", [Candidate(key=1, title="Kestria talks", text=text)])
    start, end = found.span
    assert text[start:end].startswith("“We did not settle")
    assert text[start:end].endswith("of Kestria said.")
