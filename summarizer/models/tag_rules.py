"""spaCy's attribute ruler, remembered: what part of speech, lemma and morphology follow from a word, its tag and its dependency.

The ruler runs a matcher with 179 patterns over every text, a sixth of a parse. All but seven patterns look at one token only,
so their outcome is looked up by what they look at; a text that could meet one of the seven, or with a token of white space, goes to the
ruler itself. The outcome is the same (`tests/summarizer/test_tag_rules.py`).
"""

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_PAIRS: Final = frozenset("ai gon got let c'm y y'".split())
"""Words with which the patterns of two tokens begin, besides the dependency below."""
_EXPLETIVE: Final = "expl"
MOST: Final = 50_000
"""Entries; then the memory is emptied."""


class TagRules:
    """A pipeline component that gives what the ruler would."""

    def __init__(self, language: "Language") -> None:
        self._ruler: Any = language.get_pipe("attribute_ruler")
        self._vocab = language.vocab
        self._known: dict[tuple[int, int, int], tuple[int, int, int]] = {}
        strings = language.vocab.strings
        self._odd = frozenset(strings.add(word) for word in _PAIRS)
        self._expletive = strings.add(_EXPLETIVE)

    def __call__(self, doc: "Doc") -> "Doc":
        """Sets part of speech, lemma and morphology of each token, in place."""
        import numpy as np
        from spacy.attrs import DEP, LEMMA, LOWER, MORPH, POS, TAG

        keys = [tuple(row) for row in doc.to_array([TAG, DEP, LOWER]).reshape(-1, 3).tolist()]
        if any(
            dep == self._expletive or lower in self._odd or self._vocab[lower].is_space
            for _, dep, lower in keys
        ):
            ruled: Doc = self._ruler(doc)
            return ruled
        if len(self._known) > MOST:
            self._known.clear()
        rows = [self._known.get(key) or self._learn(key) for key in keys]
        return doc.from_array([POS, LEMMA, MORPH], np.array(rows, np.uint64).reshape(-1, 3))

    def _learn(self, key: tuple[int, int, int]) -> tuple[int, int, int]:
        from spacy.tokens import Doc

        tag, dep, lower = key
        one = Doc(self._vocab, words=[self._vocab.strings[lower]])
        one[0].tag, one[0].dep = tag, dep
        token = self._ruler(one)[0]
        self._known[key] = token.pos, token.lemma, token.morph.key
        return self._known[key]


def remember(language: "Language") -> None:
    """Puts the memory in the place of a pipeline's ruler."""
    from spacy.language import Language as Factory

    rules = TagRules(language)
    name = "remembered_tag_rules"
    Factory.component(name, func=rules)
    language.remove_pipe("attribute_ruler")
    language.add_pipe(name, after="parser")
