"""What `attache summarize` prints."""

from bot.cli.inputs import from_text
from bot.cli.summary_text import as_text
from summarizer.types import Analysis, Line, Summary

TEXT = "On Monday, Kestria said, the bridge will open. Valdoria agreed. The road stays shut."


def test_each_sentence_of_a_joined_line_says_whether_it_was_shortened() -> None:
    line = Line(text="The bridge will open. Valdoria agreed.", how="shortened", evidence=((0, 46), (47, 63)))
    summary = Summary(language="en", headline=None, push=(line,), bullets=(line,))
    printed = as_text(
        from_text(TEXT, id="bridge"),
        Analysis(summary=summary, key_quotes=(), quotes=(), vector=()),
        evidence=True,
        every_quote=False,
    )
    assert "shortened from 0-46: On Monday" in printed
    assert "copied from 47-63: Valdoria agreed." in printed
