"""What a sentence states that can be looked up: names, titles beside names, and words in quotation marks.

Pure text; numbers and dates are next door in `numbers`. Knows the spellings of titles, countries and peoples;
does not know whether anything is true, only whether the article says it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.gate.numbers import MONTHS, WEEKDAYS
from summarizer.gate.words import FUNCTION, SENTENCE_OPENERS, Token, plain
from summarizer.types import Span

_JOINERS = frozenset("de da di du la le el al von van der den bin ibn abu ben y e".split())
_HONORIFICS = frozenset("mr mrs ms miss dr sir dame lord lady prof professor rev".split())

_TITLE_WORDS = {
    "president": "president", "presidents": "president", "premier": "prime minister", "pm": "prime minister",
    "chancellor": "chancellor", "king": "king", "queen": "queen", "prince": "prince", "princess": "princess",
    "emperor": "emperor", "emir": "emir", "sheikh": "sheikh", "sultan": "sultan", "pope": "pope", "minister": "minister",
    "secretary": "secretary", "secretary-general": "secretary-general", "ambassador": "ambassador", "envoy": "envoy",
    "general": "general", "gen": "general", "colonel": "colonel", "col": "colonel", "admiral": "admiral", "senator": "senator",
    "sen": "senator", "governor": "governor", "gov": "governor", "mayor": "mayor", "judge": "judge", "justice": "justice",
    "speaker": "speaker", "commissioner": "commissioner", "spokesman": "spokesman", "spokeswoman": "spokesman",
    "spokesperson": "spokesman", "chairman": "chair", "chairwoman": "chair", "chair": "chair", "chief": "chief",
    "director": "director", "leader": "leader", "commander": "commander", "bishop": "bishop", "archbishop": "archbishop",
    "cardinal": "cardinal", "ayatollah": "ayatollah", "captain": "captain", "coach": "coach", "manager": "manager",
    "congressman": "representative", "congresswoman": "representative", "representative": "representative",
    "rep": "representative", "deputy": "deputy", "consul": "consul", "attorney": "attorney", "sergeant": "sergeant",
    "lieutenant": "lieutenant", "major": "major", "marshal": "marshal", "dictator": "dictator",
}  # fmt: skip
_TITLE_PREFIXES = frozenset(
    "prime foreign defence defense interior finance trade economy energy justice health vice deputy acting interim crown "
    "former ex late outgoing incoming caretaker then state home first supreme lieutenant attorney major brigadier".split()
)
"""Words that make another office of the office they precede."""

_OFFICE_SPELLINGS = {"defense": "defence", "ex": "former", "interim": "acting", "late": "late"}

PEOPLES: dict[str, str] = {
    people: country
    for country, names in {
        "us": "us usa america american americans united-states washington's",
        "uk": "uk britain british briton britons united-kingdom",
        "un": "un united-nations", "eu": "eu european-union", "uae": "uae emirati emiratis united-arab-emirates",
        "france": "france french", "germany": "germany german germans", "spain": "spain spanish spaniard spaniards",
        "netherlands": "netherlands dutch holland", "switzerland": "switzerland swiss", "sweden": "sweden swedish swedes",
        "poland": "poland polish pole poles", "turkey": "turkey turkish turks türkiye turkiye", "denmark": "denmark danish danes",
        "finland": "finland finnish finns", "greece": "greece greek greeks", "ireland": "ireland irish", "iraq": "iraq iraqi iraqis",
        "iran": "iran iranian iranians", "norway": "norway norwegian norwegians", "china": "china chinese",
        "thailand": "thailand thai thais", "wales": "wales welsh", "england": "england english", "scotland": "scotland scottish",
        "czechia": "czechia czech czechs", "philippines": "philippines filipino filipinos philippine", "peru": "peru peruvian",
        "portugal": "portugal portuguese", "qatar": "qatar qatari qataris", "oman": "oman omani", "yemen": "yemen yemeni yemenis",
        "libya": "libya libyan libyans", "syria": "syria syrian syrians", "kosovo": "kosovo kosovar kosovars", "laos": "laos lao",
        "cyprus": "cyprus cypriot cypriots", "niger": "niger nigerien", "nigeria": "nigeria nigerian nigerians",
        "korea": "korea korean koreans", "russia": "russia russian russians", "ukraine": "ukraine ukrainian ukrainians",
        "afghanistan": "afghanistan afghan afghans", "pakistan": "pakistan pakistani pakistanis", "mali": "mali malian malians",
        "israel": "israel israeli israelis", "lebanon": "lebanon lebanese", "cuba": "cuba cuban cubans", "chad": "chad chadian",
        "belgium": "belgium belgian belgians", "europe": "europe european europeans", "africa": "africa african africans",
        "asia": "asia asian asians", "kurdistan": "kurdistan kurdish kurd kurds", "sudan": "sudan sudanese", "japan": "japan japanese",
    }.items()
    for people in names.split()
}  # fmt: skip
"""Adjectives and inhabitants beside their country, for the pairs whose first five letters differ or are too few."""

_DOUBLE = re.compile(
    r"[\"“”„‟]([^\"“”„‟\n]{1,2000}?)[\"“”‟]|«([^«»\n]{1,2000}?)»|``([^`\n]{1,2000}?)(?:''|´´)"
)
_SINGLE = re.compile(r"(?<![\w'’])[‘'`]((?:[^\n‘'’`]|(?<=\w)['’](?=\w)){2,2000}?)['’](?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A run of capitalised words, titles and function words at its edges removed."""

    tokens: tuple[Token, ...]
    certain: bool
    """False when only its place at a sentence's start gives it a capital."""

    @property
    def text(self) -> str:
        """The words as they stand, one blank between."""
        return " ".join(t.text for t in self.tokens)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A title beside a name: "former President Ada Brankov", "Ada Brankov, the foreign minister"."""

    office: str
    """Normal form with its prefixes: "former president", "prime minister"."""
    name: str
    """The surname, folded."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words between quotation marks, marks excluded."""

    text: str
    span: Span


def quoted(text: str) -> tuple[Quoted, ...]:
    """Words in quotation marks of any style; an apostrophe inside a word is none."""
    found = [_quoted(m) for m in _DOUBLE.finditer(text)]
    taken = [q.span for q in found]
    found.extend(_quoted(m) for m in _SINGLE.finditer(text) if not any(a <= m.start() < b for a, b in taken))
    return tuple(sorted((q for q in found if plain(q.text).strip(" ,.'-")), key=lambda q: q.span))


def _quoted(match: re.Match[str]) -> Quoted:
    group = next(n for n, g in enumerate(match.groups(), start=1) if g is not None)
    return Quoted(text=match.group(group), span=match.span(group))


def names(words: Sequence[Token], text: str, *, opens: frozenset[int] = frozenset({0})) -> Iterator[Name]:
    """Capitalised runs of one sentence; `opens` holds indexes of words whose capital may be only the sentence's."""
    run: list[tuple[int, Token]] = []
    for index, token in enumerate(words):
        joined = bool(run) and text[run[-1][1].end : token.start].strip(" -’'") == ""
        if _name_like(token) and not _calendar(token):
            if not joined:
                yield from _named(run, opens)
                run = []
            run.append((index, token))
        elif joined and token.folded in _JOINERS and _name_like(words[min(index + 1, len(words) - 1)]):
            run.append((index, token))
        else:
            yield from _named(run, opens)
            run = []
    yield from _named(run, opens)


def _name_like(token: Token) -> bool:
    return token.capitalised and not token.text[:1].isdigit()


def _calendar(token: Token) -> bool:
    return token.folded in WEEKDAYS or (
        token.folded in MONTHS and token.folded not in {"may", "march", "jan"}
    )


def _named(run: list[tuple[int, Token]], opens: frozenset[int]) -> Iterator[Name]:
    while run and _edge(run[0]):
        run = run[1:]
    while run and _edge(run[-1]):
        run = run[:-1]
    if run:
        single = len(run) == 1 and run[0][0] in opens
        yield Name(tokens=tuple(t for _, t in run), certain=not single)


def _edge(item: tuple[int, Token]) -> bool:
    """Whether a word at a run's edge is no part of the name: "The", "Former", "Mr"."""
    index, token = item
    if token.text.isupper() and len(token.text) > 1 and token.folded in {"us", "un", "who", "it"}:
        return False
    if token.folded in _HONORIFICS or token.folded in FUNCTION:
        return True
    return index == 0 and token.folded in SENTENCE_OPENERS


def is_title(folded: str) -> bool:
    """Whether the word names an office or prefixes one."""
    return folded in _TITLE_WORDS or folded in _TITLE_PREFIXES


def country_key(folded: str) -> str:
    """One spelling for a country, its adjective and its people; other words unchanged."""
    return PEOPLES.get(folded, folded)


def offices(words: Sequence[Token], text: str) -> Iterator[Office]:
    """Titles that stand directly before or behind a name within one sentence."""
    for index, token in enumerate(words):
        if token.folded not in _TITLE_WORDS:
            continue
        office, first = _office(words, index)
        surname = _name_after(words, text, index) or _name_before(words, text, first)
        if surname is not None:
            yield Office(office=office, name=surname.folded, text=f"{office} {surname.text}")


def _office(words: Sequence[Token], index: int) -> tuple[str, int]:
    """The office with its prefixes, and the index of its first word."""
    parts = [_TITLE_WORDS[words[index].folded]]
    first = index
    while first > 0 and words[first - 1].folded in _TITLE_PREFIXES:
        first -= 1
        parts.insert(0, _OFFICE_SPELLINGS.get(words[first].folded, words[first].folded))
    return " ".join(parts), first


def _name_after(words: Sequence[Token], text: str, index: int) -> Token | None:
    """The last word of the name that follows the title at once: "President Ada Brankov"."""
    last: Token | None = None
    previous = words[index]
    for token in words[index + 1 : index + 6]:
        gap = text[previous.end : token.start]
        if gap.strip(" .-") or not (_name_like(token) or token.folded in _JOINERS) or is_title(token.folded):
            break
        if token.folded in FUNCTION and token.folded not in _JOINERS:
            break
        if _name_like(token) and not _calendar(token):
            last = token
        previous = token
    return last if last is not None and country_key(last.folded) == last.folded else None


def _name_before(words: Sequence[Token], text: str, first: int) -> Token | None:
    """The name that an apposition follows: "Ada Brankov, the foreign minister"."""
    index = first - 1
    while index >= 0 and words[index].folded in {"the", "a", "an", "its", "their", "new", "current"} | set(
        PEOPLES
    ):
        index -= 1
    if index < 0 or (index == first - 1 and "," not in text[words[index].end : words[first].start]):
        return None
    between = text[words[index].end : words[index + 1].start]
    token = words[index]
    if "," not in between or between.strip() != "," or not _name_like(token) or _calendar(token):
        return None
    return token if country_key(token.folded) == token.folded and not is_title(token.folded) else None


def office_supported(office: Office, words: Sequence[Sequence[Token]], reach: int = 8) -> bool:
    """Whether one sentence of the source puts that office, with the same prefixes, within `reach` words of the name.

    Eight words span "Ada Brankov, who since spring has been Kestria's foreign minister"; the next name is rarely nearer.
    """
    for sentence in words:
        places = [i for i, t in enumerate(sentence) if t.folded == office.name]
        if not places:
            continue
        for index, token in enumerate(sentence):
            if token.folded not in _TITLE_WORDS:
                continue
            found, first = _office(sentence, index)
            if _same_office(office.office, found) and any(
                min(abs(p - first), abs(p - index)) <= reach for p in places
            ):
                return True
    return False


def _same_office(ours: str, theirs: str) -> bool:
    if ours == theirs:
        return True
    ours_words, theirs_words = ours.split(), theirs.split()
    # "Minister Brankov" may stand for "Foreign Minister Brankov"; "President" never for "former" or "vice president".
    changing = {
        "former",
        "vice",
        "deputy",
        "acting",
        "late",
        "outgoing",
        "incoming",
        "caretaker",
        "then",
        "prime",
        "crown",
    }
    extra = set(theirs_words) - set(ours_words)
    return (
        ours_words[-1] == theirs_words[-1] and set(ours_words) <= set(theirs_words) and not extra & changing
    )
