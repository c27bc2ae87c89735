"""Questions about a person, in the languages of the interface: what somebody said, and who somebody is.

Pure, by the few shapes that people write them in. Knows no person; who is meant is the ledger's to say.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

_SAID: Final = (
    r"what (?:did|does|has|have) (?P<name>.+?) (?:say|said|state|stated|declare|declared)(?:,? (?:about|on|regarding|of) (?P<about>.+))?",
    r"что (?:же )?(?:сказала?|говорила?|говорит|заявила?|заявляет) (?P<name>.+?)(?: (?:о|об|обо|про|насчет|насчёт|относительно) (?P<about>.+))?",
    r"что (?P<name>\S+(?: \S+)?) (?:сказала?|говорила?|говорит|заявила?)(?: (?:о|об|обо|про|насчет|насчёт) (?P<about>.+))?",
    r"що (?:сказа(?:в|ла)|говори(?:в|ла|ть)|каже|заяви(?:в|ла)) (?P<name>.+?)(?: (?:про|щодо|стосовно) (?P<about>.+))?",
    r"що (?P<name>\S+(?: \S+)?) (?:сказа(?:в|ла)|говорить|каже|заяви(?:в|ла))(?: (?:про|щодо) (?P<about>.+))?",
    r"qu['’] ?(?:a|avait) (?:dit|déclaré|affirmé) (?P<name>.+?)(?: (?:sur|à propos d[eu]s?|au sujet d[eu]s?|concernant) (?P<about>.+))?",
    r"que dit (?P<name>.+?)(?: (?:sur|à propos d[eu]s?|au sujet d[eu]s?) (?P<about>.+))?",
    r"qu['’]est-ce qu(?:e |['’])(?P<name>.+?) (?:a dit|a déclaré|dit)(?: (?:sur|à propos d[eu]s?|au sujet d[eu]s?) (?P<about>.+))?",
    r"qué (?:dijo|ha dicho|dice|declaró|afirmó) (?P<name>.+?)(?: (?:sobre|acerca del?|respecto (?:a|de)l?) (?P<about>.+))?",
    r"ماذا (?:قال|قالت|يقول|تقول|صرح|صرحت) (?P<name>.+?)(?: (?:عن|حول|بشأن) (?P<about>.+))?",
)
_WHO: Final = (
    r"(?:who is|who's|who’s) (?P<name>.+)",
    r"кто (?:такой|такая|это) (?P<name>.+)",
    r"хто (?:такий|така|це) (?P<name>.+)",
    r"qui est (?P<name>.+)",
    r"quién es (?P<name>.+)",
    r"من (?:هو|هي) (?P<name>.+)",
)
_EDGES: Final = ' \t\n¿?؟!.…«»“”"'
_ARTICLE: Final = re.compile(r"^(?:the|le|la|les|l['’]|el|los|las)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonQuestion:
    """Somebody is asked about, as the question names them."""

    wants: Literal["words", "office"]
    """What they said, or who they are."""
    name: str
    about: str = ""
    """Of their words; without the article before it."""


def person_question(question: str) -> PersonQuestion | None:
    """The person that a question is about; None for any other question."""
    flat = " ".join(question.split()).strip(_EDGES)
    if found := _first(_SAID, flat):
        about = _ARTICLE.sub("", (found["about"] or "").strip(_EDGES))
        return PersonQuestion(wants="words", name=found["name"].strip(_EDGES), about=about)
    if found := _first(_WHO, flat):
        return PersonQuestion(wants="office", name=found["name"].strip(_EDGES))
    return None


def _first(shapes: Iterable[str], text: str) -> "re.Match[str] | None":
    return next(
        (match for shape in shapes if (match := re.fullmatch(shape, text, re.IGNORECASE))),
        None,
    )
