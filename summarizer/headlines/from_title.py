"""An article's own title as its headline: without site and rubric, and of a long one an editor's statement whole.

Knows typography of titles; knows no parse.
"""

import re
from collections.abc import Iterator
from typing import Final

from summarizer.headlines.checks import OPEN_MARKS
from summarizer.text.structure import is_balanced

HEADLINE_WORDS = 12
LEAST_WORDS = 4
_SITE: Final = re.compile(r"\s+(?P<mark>[|–—-])\s+(?P<name>[^|–—]{2,40})$")
_DASH: Final = re.compile(r"\s[–—-]\s")
_RUBRIC: Final = re.compile(
    r"^(?:(?:live|watch|video|exclusive|breaking|opinion|analysis|explainer|update \d*|updated|factbox|photos?|interview)\s*[:|–—-]+\s*)+",
    re.IGNORECASE,
)
_OPENING: Final = re.compile(
    r"(?:In|On|At|After|Amid|With|During|Following|Before|Despite) [^,:]{3,40}, (?=[A-ZÀ-Þ])"
)
_CIRCUMSTANCE: Final = re.compile(
    r"(?i:(?<! only)(?<! just)(?<! even)(?<! not)(?:,? (?:after|amid|while|following|despite|ahead of|days before|hours before)|"
    r"(?<!ed)(?<! in)(?<! such)(?<! well)(?<! far)(?<! long)(?<! soon)(?<! same)(?<! known)(?<! seen)"
    r" as(?! (?:well|much|many|soon|far|long|if|part|a|an)\b))) "
)
"""Where a title goes on to when, against what or beside what it happened. "Sworn in as", "only after" are no such places."""
_PLANNED: Final = re.compile(
    r"\b(?:will|would|may|might|could|can|shall|should|must|wird|würde|sera|será)\b", re.IGNORECASE
)
"""What is still to come may hang on what a title goes on to: "will reopen the border after both sides sign"."""
_PRONOUN: Final = re.compile(r"\b(?:he|his|him|she|her|hers)\b")
_SINGULAR: Final = re.compile(r"\b[A-ZÀ-Þ][\w’'-]*[^\Ws]\b")
"""A name that "he" or "she" may stand for; "Valdorians say his visit …" has none."""


def title_headline(title: str, text: str) -> str | None:
    """The title without site and rubric, if it is a statement of a headline's length. `text`: the article's."""
    return _headline_of(_without_site(_RUBRIC.sub("", " ".join(title.split())), text).rstrip(" ,;:"))


def _without_site(title: str, text: str) -> str:
    """Less the site's name. Who speaks ("– Kremlin", "– rebels") and what limits ("– but not the bases") is in the text or small."""
    site = _SITE.search(title)
    shorter = title[: site.start()] if site else title
    if site is None or len(shorter.split()) < LEAST_WORDS:
        return title
    name = site["name"]
    speaks = site["mark"] != "|" and name.rstrip(".") in text
    return title if name[:1].islower() or speaks else shorter


def _headline_of(text: str) -> str | None:
    if text.endswith("?") or len(text.split()) < LEAST_WORDS:
        return None
    return next((found for found in (text, *_shorter(text)) if is_headline(found)), None)


def is_headline(text: str) -> bool:
    """A statement of a headline's length, with nobody called "he" whom it does not name."""
    if not LEAST_WORDS <= len(text.split()) <= HEADLINE_WORDS or text.endswith("?") or not is_balanced(text):
        return False
    pronoun = _PRONOUN.search(text)
    return pronoun is None or bool(_SINGULAR.search(text[: pronoun.start()]))


def _shorter(title: str) -> Iterator[str]:
    """A long title without its second statement, its circumstances, or what follows its colon.

    What is left is an editor's statement whole; conditions ("if", "unless", "until") are never what goes, nor what stands behind a
    dash, which may say who says so or what not, nor who may be speaking before a colon.
    """
    yield re.split(r"[;]\s|\s[|]\s", title)[0].rstrip(" ,:")
    opening = _OPENING.match(title)
    rest = title[opening.end() :] if opening else title
    for text in dict.fromkeys((rest, title)):
        if text != title:
            yield text
        for cut in reversed(list(_CIRCUMSTANCE.finditer(text))):
            if not _DASH.search(text, cut.start()) and not _PLANNED.search(text[: cut.start()]):
                yield text[: cut.start()].rstrip(" ,:")
    label, _, statement = title.partition(": ")
    if statement[:1] in OPEN_MARKS:
        yield label
    elif not _may_speak(label):
        yield statement


def _may_speak(label: str) -> bool:
    """Could what stands before a colon be who says what follows: "Karvia:", "UN chief:", "Foreign Minister Ana Lind:"?"""
    words = label.split()
    return len(words) < LEAST_WORDS or all(word[:1].isupper() for word in words)
