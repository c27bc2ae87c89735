"""What kind of thing a question asks for (a day, an amount of money, a reason, who did it …), in the six languages of the interface.

Pure, by the words that questions begin with, common misspellings included. A question of no kind asks for anything: yes or no, "what".
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal[
    "when",
    "since",
    "where",
    "why",
    "who",
    "many",
    "much",
    "cost",
    "long",
    "far",
    "high",
    "next",
    "admits",
    "does",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question's kind, with the word that the kind is about."""

    kind: Kind | None = None
    thing: str = ""
    """What is counted or measured."""
    coming: bool = False
    """Asked of what is still to come: a day of the past does not say when."""
    negated: bool = False
    """Asked of what did not happen."""
    verb: str = ""
    """What somebody did (who …, did Ostland …), or what was done to `thing` (when was … imposed)."""


def asks(question: str) -> Question:
    """The kind of a question; the first shape that fits."""
    flat = _mended(" ".join(question.split()))
    for kind, shape in _SHAPES:
        if found := shape.search(flat):
            named = found.groupdict()
            return Question(
                kind=kind,
                thing=named.get("thing") or "",
                verb=named.get("verb") or "",
                negated=_NOT.search(flat) is not None,
                coming=_COMING.search(flat) is not None,
            )
    return Question()


_MISSPELT: Final = {
    "mutch": "much", "meny": "many", "wen": "when", "whent": "when", "wich": "which", "wat": "what", "whre": "where",
    "hwo": "who", "wy": "why", "whay": "why",
}  # fmt: skip
"""Of words that a question turns on; other words are mended by what the articles have."""
_NOT: Final = re.compile(r"\bnot\b|n[’']t\b", re.IGNORECASE)
_COMING: Final = re.compile(
    r"\b(?:when|what (?:day|date|time)|how soon|where)\s(?:will|does|do)\b", re.IGNORECASE
)
"""Where the tense is a word of its own: in the other languages it is an ending."""


def _mended(question: str) -> str:
    return " ".join(_MISSPELT.get(word.lower(), word) for word in question.split(" "))


_LEAD_IN: Final = (
    r"^\W*(?:(?:and|so|but|ok|hey|hi|please|well|now|exactly|а|и|но|ну|і|то|alors|et|mais|y|pero|و)\W+)*"
    r"(?:(?:do you know|can you tell me|could you tell me|tell me|any idea|скажите|скажи|подскажите)\W+)?"
)
_AUX: Final = r"(?:will|would|did|does|do|has|have|had|can|could|should|may|might|is|was|are|were|be|been)"
_PASSIVE_OF: Final = r"(?:\s(?:was|were|is|are|has|have|had)\s(?:\S+\s)*?(?P<thing>(?!been\b|be\b)\w+)\s(?:been\s)?(?P<verb>\w+ed)\W*$)?"
_BEFORE_WHO: Final = (
    r"(?:(?:will|would|did|does|do|has|have|had|can|could|should|may|might|also|first|not)\s+)*"
)


def _shape(words: str) -> "re.Pattern[str]":
    return re.compile(_LEAD_IN + words, re.IGNORECASE)


def _anywhere(words: str) -> "re.Pattern[str]":
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


_MONEY_WORDS: Final = r"costs?|pays?|paid|prices?|worth|spend|spent|money|fees?|trade|invest\w*|lend|lent|owe\w*|earn\w*|charge\w*"
_SHAPES: Final[tuple[tuple[Kind, "re.Pattern[str]"], ...]] = (
    ("since", _shape(r"(?:since (?:when|what)|from when|с каких пор|с какого (?:числа|времени)|відколи|з якого часу|depuis quand|desde cu[aá]ndo|منذ متى)\b")),
    ("long", _shape(
        r"(?:(?:for |on )?how long\b|how much (?:time|longer)|(?:на )?сколько времени|как долго|на какой срок|(?:на )?скільки часу|як довго|"
        r"на який термін|(?:pendant )?combien de temps|cu[aá]nto tiempo|كم من الوقت|كم (?:تستمر|يستمر|استمر\w*|مدة)|how (?:old|fast|quickly)\b)"
    )),
    ("far", _shape(r"how (?:far|wide|deep|tall)\b")),
    ("when", _shape(
        rf"(?:(?:by|until|till|from|on)\s)?(?:when\b{_PASSIVE_OF}|how soon\b|what time\b|когда\b|до какого числа|коли\b|quand\b|cu[aá]ndo\b|متى(?!\w))"
    )),
    ("when", _anywhere(
        r"(?:what|which) (?:day|date|month|year)|(?:a|any|the|exact) dates? (?:yet )?(?:for|of|set)|какого числа|в какой день|есть ли дата|якого числа|"
        r"à quelle date|quel jour|en qu[eé] fecha|qu[eé] d[ií]a|في أي يوم"
    )),
    ("cost", _shape(rf"how much\b(?=.*\b(?:{_MONEY_WORDS})\b)|how expensive\b|what (?:will|does|did|would) .*\bcost\b|what(?:['’]s| is| was) the (?:\w+ )?(?:cost|price)\b")),
    ("cost", _shape(
        r"(?:сколько стоит|во сколько обойд|сколько (?=.*(?:стои|обойд|заплат|денег))|скільки (?=.*(?:кошту|коштів|грошей|заплат))|"
        r"combien (?!de temps)(?=.*(?:co[uûu]t|prix|pay|d['’]argent))|cu[aá]nto (?=.*(?:cost|cuesta|dinero|pag))|كم (?=.*(?:كلفة|تكلفة|كلف|ثمن|سعر|المال)))"
    )),
    ("much", _shape(rf"how much\b(?:\s+(?!more\b|of\b|{_AUX}\b)(?P<thing>\w+))?")),
    ("many", _shape(rf"how many\b(?:\s+(?!of\b|more\b|{_AUX}\b)(?P<thing>\w+))?")),
    ("many", _shape(
        r"(?:сколько|скільки|combien (?:de |d['’])|cu[aá]nt[oa]s|(?:ب)?كم)\s?(?P<thing>\w+)?"
    )),
    ("high", _shape(r"how (?:high|strong|big|large|heavy|severe)\s(?:(?:is|was|are|were|will|the|a|an|be)\s)*(?P<thing>\w+)")),
    ("high", _shape(
        r"what(?:['’]s| is| was| are)\s(?:the\s)?(?:\w+\s){0,2}?(?P<thing>rate|toll|number|fee|size|share|inflation|quota|tax|tariff|magnitude)\b"
    )),
    ("next", _shape(
        r"(?:what (?:happens|will happen|is going to happen|comes|is|are|['’]s) (?:the )?next|what next|what now|next steps?|что дальше|що далі|et après|"
        r"quelle est la suite|y ahora qu[eé]|qu[eé] sigue|ماذا بعد)"
    )),
    ("admits", _shape(r"(?:has|have|did|does|do|is|was)\b.*\b(?:admit(?:ted|s)?|acknowledged?|confirm(?:ed|s)?|den(?:y|ied|ies)|confess(?:ed)?)\b")),
    # Only after a name is it sure which word is the verb.
    ("does", _shape(
        r"(?:did|does|do|has|have|will|would)\s(?:the\s)?(?-i:[A-ZÀ-Þ])[\w’'-]*(?:\s(?-i:[A-ZÀ-Þ])[\w’'-]*)*\s(?:(?:already|ever|really|also|not|be|been|now)\s)*"
        r"(?P<verb>(?-i:[a-z])\w+)"
    )),
    ("does", _shape(r"(?:is|are|was|were)\s(?:the\s)?(?-i:[A-ZÀ-Þ])[\w’'-]*\s(?:\S+\s)*?(?P<verb>(?-i:[a-z])\w+)\W*$")),
    ("why", _shape(
        rf"(?:why\b{_PASSIVE_OF}|for what reason\b|how come\b|почему\b|зачем\b|отчего\b|из-за чего\b|чому\b|навіщо\b|через що\b|pourquoi\b|por qu[eé]\b|"
        r"لماذا|ما سبب|بسبب ماذا)"
    )),
    ("where", _shape(rf"(?:where\b{_PASSIVE_OF}|in which (?:city|town|country|place)\b|где\b|куда\b|откуда\b|де\b|куди\b|звідки\b|(?:d['’])?où\b|(?:a)?d[oó]nde\b|أين)")),
    ("who", _shape(
        rf"(?:who|which \w+)\s+{_BEFORE_WHO}(?P<verb>(?!is\b|was\b|were\b|are\b|be\b|been\b)\w+)"
    )),
    ("who", _shape(
        r"(?:кто|хто|qui|qui[eé]n(?:es)?|من)\s+(?:(?:будет|буде|первым|a|ont|va|ha|han|va a|الذي|التي)\s+)*(?P<verb>(?!такой|такая|такий|така|это|est\b|es\b|هو|هي)\w+)"
    )),
)  # fmt: skip
