"""What `attache summarize` prints."""

from bot.cli.inputs import from_text
from bot.cli.summary_text import as_text
from summarizer.types import Analysis, Line, Summary

TEXT = "On Monday, Kestria said, the bridge will open. Valdoria agreed. The road stays shut."
NAMED = "Envoys met Mira Solen in Varta. Solen said the road stays shut."


def printed(text: str, line: Line) -> str:
    summary = Summary(language="en", headline=None, push=(line,), bullets=(line,))
    analysis = Analysis(summary=summary, key_quotes=(), quotes=(), vector=())
    return as_text(from_text(text, id="bridge"), analysis, evidence=True, every_quote=False)


def test_a_sentence_that_only_lends_a_name_is_said_to() -> None:
    line = Line(text="[Mira] Solen said the road stays shut.", how="shortened", evidence=((0, 31), (32, 63)))
    shown = printed(NAMED, line)
    assert "name from 0-31: Envoys met" in shown
    assert "copied from 32-63: Solen said" in shown


def test_each_sentence_of_a_joined_line_says_whether_it_was_shortened() -> None:
    line = Line(text="The bridge will open. Valdoria agreed.", how="shortened", evidence=((0, 46), (47, 63)))
    shown = printed(TEXT, line)
    assert "shortened from 0-46: On Monday" in shown
    assert "copied from 47-63: Valdoria agreed." in shown
