"""Words by which a sentence says whose claim it is, that it denies one, or that it leaves it open; a lexicon a language.

Lists written for this project after the style guides of agencies. English, Russian, Ukrainian, French, Spanish and German; Arabic
writes no capitals, by which names are told from words here.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from summarizer.foreign.words import CUES
from summarizer.gate.words import FUNCTION
from summarizer.stories.function_words import FUNCTION_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language's."""

    says: re.Pattern[str]
    """A verb of saying, finite."""
    denies: re.Pattern[str]
    """A verb that says the opposite of what follows it."""
    refuses: re.Pattern[str]
    """A verb that does so only of a claim ("rejected the accusation"), with the noun."""
    clause: re.Pattern[str]
    """How the words after a denial begin when they say what is denied, and do not only name it ("the report")."""
    claim: re.Pattern[str]
    """A noun for what somebody else said."""
    false: re.Pattern[str]
    """What a claim is called by who denies it."""
    pointing: re.Pattern[str]
    """Words that stand for the claim just told: "it", "that", "any wrongdoing"."""
    earlier: re.Pattern[str]
    """Words before a denial that put it before, or beside, what was just told: "had also denied"."""
    negators: frozenset[str]
    open: re.Pattern[str]
    """Words that leave a matter open: neither a claim nor a denial."""
    function: frozenset[str]


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


_SAYS_EN: Final = (
    r"said|says|told|claim(?:ed|s)|alleg(?:ed|es)|accus(?:ed|es)|insist(?:ed|s)|stated|announc(?:ed|es)|report(?:ed|s)|added|"
    r"assert(?:ed|s)|maintain(?:ed|s)|blam(?:ed|es)|confirm(?:ed|s)|according to|argu(?:ed|es)|declar(?:ed|es)|wrote|tweeted|"
    r"testified|charg(?:ed|es)|warned|warns"
)
_CLAIM_EN: Final = r"claims?|accusations?|allegations?|charges?|assertions?|suggestions?|reports?|rumou?rs?|account|version|statements?"
_FALSE_EN: Final = (
    r"false|untrue|fake|fabricated|fabrications?|baseless|groundless|unfounded|invented|inventions?|a lie|lies|nonsense|not true|"
    r"without (?:any )?foundation|disinformation|absurd|fantas(?:y|ies)|fictions?|ridiculous|wrong|propaganda|slander|rubbish|a hoax"
)


def _english() -> Lexicon:
    return Lexicon(
        says=_any(_SAYS_EN),
        denies=_any(r"den(?:y|ies|ied|ying)|disput(?:ed|es|ing)|refut(?:ed|es|ing)|rebutt?(?:ed|s)|contradict(?:ed|s)"),
        refuses=_any(
            r"(?:reject(?:ed|s|ing)|dismiss(?:ed|es|ing)|call(?:ed|s|ing)|describ(?:ed|es)|brand(?:ed|s)|label(?:led|s)|brushed aside)\s"
            rf"(?:[\w’'-]+\s){{0,3}}?(?:{_CLAIM_EN})"
        ),
        clause=re.compile(
            rf"\W*(?:(?:any|all|the|those|these|such|new|recent|media|press)\s)*(?:(?:{_CLAIM_EN})\s(?:that|of)\b|that\b|\w+ing\b|"
            r"(?:it|he|she|they|its|his|her|their)\s(?:\w+\s)?(?:had|has|have|was|were|is|are|did|would|will)\b|there\s(?:was|were|had|is|are)\b)",
            re.IGNORECASE,
        ),
        claim=_any(_CLAIM_EN),
        false=_any(_FALSE_EN),
        pointing=_any(
            r"it|this|that|them|any (?:wrongdoing|involvement|responsibility|role|such \w+)|wrongdoing|involvement|responsibility"
        ),
        earlier=_any(r"had|has long|have long|also|earlier|previously|repeatedly|always|last (?:week|month|year)"),
        negators=frozenset(
            "not no never none nobody neither nor cannot can't won't don't doesn't didn't isn't aren't wasn't weren't hasn't haven't "
            "hadn't wouldn't couldn't without failed refused".split()
        ),
        open=_any(
            r"may|might|could|can|should|must|if|whether|unless|unclear|not clear|not rule out|neither confirm|nor deny|probably|"
            r"possibly|perhaps|declined|asked|wants?|wanted|plan(?:s|ned)? to|hoped?|hopes|would have|threatened|offered|proposed"
        ),
        function=FUNCTION,
    )  # fmt: skip


def _russian() -> Lexicon:
    nouns = r"обвинени\w+|сообщени\w+|утверждени\w+|заявлени\w+|информаци\w+|слух\w*"
    return Lexicon(
        says=_any(CUES["ru"] + r"|заявили|сообщили|утверждают|сообщает|обвинил[аи]?|по (?:словам|данным)"),
        denies=_any(r"отрица(?:ет|ют|л|ла|ли)|опроверг(?:ла|ло|ли|ают|ает)?|опровергл[аи]"),
        refuses=_any(rf"(?:отверг(?:ла|ли|ает)?|отклонил[аи]?|назвал[аи]?)\s(?:\w+\s){{0,2}}?(?:{nouns})"),
        clause=re.compile(rf"\W*(?:(?:{nouns})\s)?(?:о том,?\s)?(?:что|будто)\b", re.IGNORECASE),
        claim=_any(nouns),
        false=_any(r"лож\w+|фейк\w*|вымысл\w+|неправд\w+|необоснованн\w+|беспочвенн\w+|клевет\w+"),
        pointing=_any(r"это|этого|их|его|причастность|свою причастность|вину"),
        earlier=_any(r"также|ранее|раньше|неоднократно|всегда"),
        negators=frozenset("не нет ни никогда нельзя".split()),
        open=_any(r"может|могут|мог|могла|могли|если|ли|возможно|вероятно|отказал\w+ комментировать|предложил[аи]?|потребовал[аи]?"),
        function=FUNCTION_WORDS["ru"],
    )  # fmt: skip


def _ukrainian() -> Lexicon:
    nouns = r"звинувачення\w*|повідомлення\w*|твердження\w*|заяв\w+|інформаці\w+|чутк\w+"
    return Lexicon(
        says=_any(
            CUES["uk"] + r"|стверджують|звинуватив|звинуватила|звинуватили|повідомляє|за (?:словами|даними)"
        ),
        denies=_any(r"запереч(?:ує|ують|ив|ила|или)|спростув(?:ав|ала|али)|спростову(?:є|ють)"),
        refuses=_any(
            rf"(?:відкину(?:в|ла|ли)|відхили(?:в|ла|ли)|назва(?:в|ла|ли))\s(?:\w+\s){{0,2}}?(?:{nouns})"
        ),
        clause=re.compile(rf"\W*(?:(?:{nouns})\s)?(?:про те,?\s)?(?:що|ніби)\b", re.IGNORECASE),
        claim=_any(nouns),
        false=_any(r"брехн\w+|фейк\w*|вигадк\w+|неправд\w+|безпідставн\w+|наклеп\w*"),
        pointing=_any(r"це|цього|їх|його|причетність|свою причетність|провину"),
        earlier=_any(r"також|раніше|неодноразово|завжди"),
        negators=frozenset("не немає ні ніколи".split()),
        open=_any(
            r"може|можуть|міг|могла|могли|якщо|чи|можливо|ймовірно|запропону(?:вав|вала|вали)|вимага(?:є|ють)"
        ),
        function=FUNCTION_WORDS["uk"],
    )


def _french() -> Lexicon:
    nouns = r"accusations?|allégations?|affirmations?|informations?|rumeurs?|déclarations?|version"
    return Lexicon(
        says=_any(CUES["fr"] + r"|affirment|accuse|accusent|a accusé|ont accusé|rapporte|assurent"),
        denies=_any(r"dément(?:ent|i|ait)?|ni(?:e|ent|ait)|a nié|ont nié|conteste(?:nt)?|réfute(?:nt)?|a (?:démenti|contesté|réfuté)"),
        refuses=_any(rf"(?:rejett?e(?:nt)?|a rejeté|ont rejeté|a qualifié|qualifie)\s(?:\w+\s){{0,2}}?(?:{nouns})"),
        clause=re.compile(rf"\W*(?:les?\s|l[’'])?(?:(?:{nouns})\s(?:selon lesquelles\s)?)?(?:qu\w*|avoir|être|toute)\b", re.IGNORECASE),
        claim=_any(nouns),
        false=_any(r"fauss?e?s?|mensong\w+|infondée?s?|absurdes?|sans fondement"),
        pointing=_any(r"cela|ça|toute (?:implication|responsabilité|participation)"),
        earlier=_any(r"aussi|également|déjà|auparavant|toujours"),
        negators=frozenset("ne n pas jamais aucun aucune rien ni".split()),
        open=_any(r"peut|peuvent|pourrait|pourraient|si|peut-être|refuse|propose|demande|aurait pu"),
        function=FUNCTION_WORDS["fr"],
    )  # fmt: skip


def _spanish() -> Lexicon:
    nouns = r"acusaci(?:ón|ones)|denuncias?|afirmaci(?:ón|ones)|informaci(?:ón|ones)|rumores|declaraciones|versión"
    return Lexicon(
        says=_any(CUES["es"] + r"|acusó|acusaron|denunció|denunciaron|informó|informaron"),
        denies=_any(r"neg(?:ó|aron|aba)|niegan?|desmint(?:ió|ieron)|desmienten?|refut(?:ó|aron)|ha (?:negado|desmentido)"),
        refuses=_any(rf"(?:rechaz(?:ó|aron|a)|calific(?:ó|aron)|ha rechazado)\s(?:\w+\s){{0,2}}?(?:{nouns})"),
        clause=re.compile(rf"\W*(?:l[ao]s?\s)?(?:(?:{nouns})\s(?:de\s)?)?(?:que|haber|estar|ser)\b", re.IGNORECASE),
        claim=_any(nouns),
        false=_any(r"fals[oa]s?|mentiras?|infundad[oa]s?|absurd[oa]s?|sin fundamento"),
        pointing=_any(r"ello|esto|eso|cualquier (?:implicación|responsabilidad|participación)|(?:su|toda) (?:implicación|responsabilidad)"),
        earlier=_any(r"también|ya|anteriormente|siempre"),
        negators=frozenset("no nunca jamás ningún ninguna nada ni".split()),
        open=_any(r"puede|pueden|podría|podrían|si|quizá|tal vez|propuso|pidió|exigió"),
        function=FUNCTION_WORDS["es"],
    )  # fmt: skip


def _german() -> Lexicon:
    nouns = r"Vorw[uü]rfe?n?|Anschuldigung(?:en)?|Behauptung(?:en)?|Berichte?n?|Darstellung|Gerüchte"
    return Lexicon(
        says=_any(CUES["de"] + r"|warf|werfen|beschuldigte[n]?|behauptete[n]?|meldete[n]?"),
        denies=_any(
            r"bestr(?:itt|itten|eitet|eiten)|dementier(?:t|te|ten)|leugne(?:t|te|ten)|widersprach(?:en)?"
        ),
        refuses=_any(rf"(?:wies(?:en)?|weist|nannte[n]?|bezeichnete[n]?)\s(?:\w+\s){{0,2}}?(?:{nouns})"),
        clause=re.compile(
            rf"\W*(?:(?:die|den)\s)?(?:(?:{nouns})\W*)?(?:dass|daß|.*\bzu (?:haben|sein|werden))\b",
            re.IGNORECASE,
        ),
        claim=_any(nouns),
        false=_any(r"falsch|Lügen?|haltlos|unbegründet|erfunden|absurd|zurück"),
        pointing=_any(r"dies|das|jede (?:Beteiligung|Verantwortung)"),
        earlier=_any(r"auch|ebenfalls|bereits|zuvor|immer"),
        negators=frozenset("nicht kein keine keinen keiner nie niemals weder".split()),
        open=_any(r"kann|können|könnte[n]?|ob|wenn|falls|vielleicht|möglicherweise|forderte[n]?|bot"),
        function=FUNCTION_WORDS["de"],
    )


_MADE: Final = {
    "en": _english, "ru": _russian, "uk": _ukrainian, "fr": _french, "es": _spanish, "de": _german,
}  # fmt: skip


@cache
def lexicon(language: str) -> Lexicon | None:
    """The lexicon of a language, built at the first use; None where there is none."""
    made = _MADE.get(language)
    return None if made is None else made()
