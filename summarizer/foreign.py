"""Quotations in Russian, Ukrainian, French, Spanish, German and Arabic: marks, a verb of saying beside them, a name.

Knows the verbs and word order of each language; parses nothing. Where no speaker stands next to the verb the quotation stays
open: a wrong name is worse than none.
"""

import re
from dataclasses import dataclass
from typing import Final

from summarizer.marks import Run, paragraphs, runs
from summarizer.types import Document, Quote, QuoteKind, Span

CUES: Final[dict[str, str]] = {
    "ru": r"заявил[аи]?|сказал[аи]?|отметил[аи]?|подчеркнул[аи]?|сообщил[аи]?|добавил[аи]?|рассказал[аи]?|написал[аи]?|пояснил[аи]?|"
    r"объяснил[аи]?|указал[аи]?|напомнил[аи]?|ответил[аи]?|считает|говорит|говорил[аи]?|утверждает|уточнил[аи]?|объявил[аи]?|признал[аи]?|"
    r"предупредил[аи]?|призвал[аи]?|пообещал[аи]?|назвал[аи]?|выразил[аи]?|констатировал[аи]?|приводит|цитирует",
    "uk": r"заявив|заявила|заявили|сказав|сказала|сказали|зазначив|зазначила|наголосив|наголосила|підкреслив|підкреслила|повідомив|"
    r"повідомила|повідомили|додав|додала|розповів|розповіла|написав|написала|пояснив|пояснила|нагадав|нагадала|відповів|відповіла|вважає|"
    r"каже|стверджує|уточнив|уточнила|оголосив|оголосила|визнав|визнала|попередив|попередила|закликав|закликала|назвав|назвала",
    "fr": r"a(?:-t-(?:il|elle))?\s(?:\w+\s)?(?:déclaré|dit|affirmé|ajouté|souligné|indiqué|expliqué|estimé|assuré|annoncé|précisé|rappelé|averti|"
    r"écrit|répondu|insisté|regretté|salué|dénoncé|martelé|prévenu|poursuivi|conclu|reconnu|noté|lancé|promis|confié|jugé)|ont\s(?:déclaré|dit|"
    r"affirmé|ajouté|souligné|indiqué|estimé|annoncé)|déclare|dit|affirme|ajoute|souligne|indique|explique|estime|assure|précise|rappelle|"
    r"insiste|poursuit|conclut|écrit|déclarait|disait|expliquait|selon",
    "es": r"dijo|dijeron|declaró|declararon|afirmó|afirmaron|aseguró|aseguraron|señaló|añadió|agregó|explicó|indicó|subrayó|destacó|manifestó|"
    r"advirtió|sostuvo|expresó|comentó|anunció|escribió|respondió|reiteró|insistió|precisó|recordó|concluyó|admitió|reconoció|apuntó|dice|"
    r"afirma|asegura|señala|explica|según|ha\s(?:dicho|declarado|afirmado|asegurado|señalado|añadido)|enfatizó|remarcó|aclaró|prometió",
    "de": r"sagte[n]?|sagt|erklärte[n]?|erklärt|betonte[n]?|betont|fügte|teilte|schrieb|schreibt|meinte|warnte|forderte|kündigte|bekräftigte|"
    r"kritisierte|erläuterte|berichtete|antwortete|äußerte|ergänzte|unterstrich|versicherte|so|hieß\ses|laut|nannte|bezeichnete|lobte|mahnte",
    "ar": r"و?(?:قال|قالت|قالوا|صرح|صرّح|صرحت|أضاف|أضافت|أكد|أكّد|أكدت|أعلن|أعلنت|أوضح|أوضحت|أشار|أشارت|ذكر|ذكرت|تابع|تابعت|شدد|شدّد|شددت|كتب|كتبت|اعتبر|"
    r"اعتبرت|حذر|حذّر|حذرت|لفت|يقول|تقول|بين|نقلت|وصف|وصفت)",
}
"""Finite forms of verbs of saying, third person, as agencies write them."""

_PRONOUNS: Final[dict[str, str]] = {
    "ru": "он|она|они", "uk": "він|вона|вони", "fr": "il|elle|ils|elles|celui-ci|celle-ci", "es": "él|ella", "de": "er|sie", "ar": "هو|هي",
}  # fmt: skip
LANGUAGES: Final = frozenset(CUES)
_GAP = r"[\s ,.:;!?…—–\-«»“”„\"]{0,6}"
_PHRASE = r"(?P<phrase>(?:[^\s.,:;!?«»„“”\"()—–]+(?:\s|(?=[.,:;!?«»„“”\"()—–]|$))){1,12})"
_PARTICLES: Final = frozenset("de del la le du des van von der den al el bin ben y da dos di ибн аль".split())
_STOP: Final[dict[str, frozenset[str]]] = {
    "ru": frozenset(
        "в на во по о об после перед во время журналистам агентству для при и что изданию телеканалу порталу".split()
    ),
    "uk": frozenset("в у на по про після перед під журналістам агентству для при і та що виданню".split()),
    "fr": frozenset(
        "à au aux lors dans en sur devant après avant mardi lundi mercredi jeudi vendredi samedi dimanche que qui et".split()
    ),
    "es": frozenset(
        "en a al tras durante ante este esta el-lunes que quien y desde sobre después antes".split()
    ),
    "de": frozenset("in am im nach vor bei auf zu dem gegenüber und dass hinzu weiter mit an laut".split()),
    "ar": frozenset(
        "إن أن إنه إنها أنه أنها في إلى خلال على عن بعد قبل أمس اليوم الذي التي لقناة لوكالة من يوم إننا أننا".split()
    ),
}
"""Words after which a speaker's phrase is over."""
_LEADING: Final = frozenset(
    "le la les l un une der die das ein eine el los las un una m mme don doña господин госпожа пан пані его её en il elle selon".split()
)
_ARABIC_OFFICES: Final = frozenset(
    "وزير وزيرة رئيس رئيسة الرئيس الرئيسة الوزير الوزيرة المتحدث المتحدثة الأمين سفير سفيرة السفير مندوب المندوب مبعوث المبعوث مستشار نائب ملك الملك أمير الأمير".split()
)
_GERMAN_OFFICE = re.compile(
    r"(?:[Mm]inister|[Pp]räsident|[Kk]anzler|[Ss]precher|[Cc]hef|[Vv]orsitzende|[Bb]eauftragte|[Bb]otschafter|[Dd]irektor|[Ss]ekretär|"
    r"[Gg]eneral|[Aa]bgeordnete|[Bb]ürgermeister|[Kk]önig|[Pp]olitiker|[Ee]xperte|[Aa]mt|[Mm]inisterium)(?:in|s|r|n)?$|^(?:Herr|Frau)$"
)
_GENITIVE = re.compile(r"(?:ии|ины|аны|ана|ии|ці|їни|ії|ої|ого|ыни|ы|и|я|США|РФ)$")
NAMED, OPEN, PRONOUN = 0.85, 0.35, 0.6
"""Confidence of a name beside the verb, of nobody, and of a pronoun; not fitted, only ordered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Speaker:
    mention: Span | None
    name: Span | None
    role: Span | None
    cue: str


def extract_foreign(document: Document, language: str) -> tuple[Quote, ...]:
    """Marked quotations of a document; outside `LANGUAGES` whole sentences between marks, with nobody named."""
    text = document.text
    finder = _Finder(text, language) if language in LANGUAGES else None
    found: list[Quote] = []
    full: Span | None = None
    at_paragraph = -9
    spans = paragraphs(text)
    for run in runs(text):
        home = next((n for n, (a, b) in enumerate(spans) if a <= run.start < b), 0)
        speaker = finder.beside(run, *spans[home]) if finder else None
        kind = _kind(text[run.start : run.end])
        if speaker is None and kind == "partial":
            continue  # a title, a nickname, a scare quote: nobody stands beside it
        name = finder.full(speaker.name) if finder and speaker and speaker.name else None
        if speaker and speaker.name is None and home - at_paragraph <= 2:  # noqa: PLR2004 — an initial or an article is no role
            name = full
        if name:
            full, at_paragraph = name, home
        found.append(_quote(text, run, kind, speaker, name, finder))
    return tuple(found)


def _quote(
    text: str,
    run: Run,
    kind: QuoteKind,
    speaker: _Speaker | None,
    name: Span | None,
    finder: "_Finder | None",
) -> Quote:
    role = (speaker.role if speaker else None) or (finder.role_of(name) if finder and name else None)
    sure = NAMED if speaker and speaker.name else PRONOUN if speaker else OPEN
    mention = speaker.mention if speaker else None
    return Quote(
        text=text[run.start : run.end],
        start=run.start,
        end=run.end,
        kind=kind,
        speaker=text[slice(*mention)] if mention else None,
        speaker_start=mention[0] if mention else None,
        speaker_end=mention[1] if mention else None,
        speaker_full=text[slice(*name)] if name else None,
        role=text[slice(*role)] if role else None,
        cue=speaker.cue if speaker else None,
        confidence=sure,
    )


def _kind(words: str) -> QuoteKind:
    count = len(words.split())
    arabic = "\u0600" <= words[:1] <= "\u06ff"
    return "direct" if count >= 4 and (words[:1].isupper() or arabic or words[:1] in "¿¡…") else "partial"  # noqa: PLR2004 — as in quotes.py


class _Finder:
    """The patterns of one language over one text."""

    def __init__(self, text: str, language: str) -> None:
        self._text, self._language = text, language
        cue, pronoun = CUES[language], _PRONOUNS[language]
        self._pronoun = re.compile(rf"(?:{pronoun})$")
        extra = r"(?:\s(?:hinzu|weiter|auch|zudem|también|également|encore|также|ещё|також))?"
        self._after = re.compile(rf"{_GAP}(?P<cue>\b(?:{cue})\b){extra}(?:\s+{_PHRASE})?")
        self._after_flipped = re.compile(rf"{_GAP}{_PHRASE}(?<=\s)(?P<cue>\b(?:{cue})\b)")
        self._inverted = re.compile(rf"{_GAP}(?P<cue>a-t-(?P<phrase>il|elle)\s\w+)")
        self._before = re.compile(
            rf"(?:^|(?<=[.,:;!?«»„“”\"()—–\n]))\s*{_PHRASE}(?<=\s)(?P<cue>\b(?:{cue})\b)[^.!?\n]{{0,90}}$"
        )
        self._before_cue_first = re.compile(rf"(?P<cue>\b(?:{cue})\b)(?:\s+{_PHRASE})?[^.!?\n]{{0,90}}$")
        self._roles: dict[str, Span] = {}

    def beside(self, run: Run, start: int, end: int) -> _Speaker | None:
        """The speaker next to the marks, after them first; None when nobody stands there."""
        after = self._text[: min(end, run.outer_end + 200)]
        for pattern in (self._inverted, self._after) if self._language == "fr" else (self._after,):
            match = pattern.match(after, run.outer_end)
            # "… . He added: «" belongs to the next quotation.
            if match and ":" not in self._text[match.end() : match.end() + 3]:
                return self._speaker(match)
        if (
            self._text[run.outer_end : run.outer_end + 1] in {",", ";"}
            or self._text[run.end - 1 : run.end] == ","
        ):
            match = self._after_flipped.match(after, run.outer_end)
            if match:
                return self._speaker(match)
        before = self._text[: run.outer_start]
        sentence = max(
            start, *(before.rfind(mark, start) + 1 for mark in (". ", "! ", "? ", "» ", "” ", "“ "))
        )
        lead = before[sentence:]
        flexible = self._language in {"ar", "es"}
        order = (self._before_cue_first, self._before) if flexible else (self._before, self._before_cue_first)
        found = [s for s in (self._from(pattern, lead, sentence) for pattern in order) if s is not None]
        return next((s for s in found if s.name or s.mention), found[0] if found else None)

    def _from(self, pattern: re.Pattern[str], lead: str, at: int) -> _Speaker | None:
        match = pattern.search(lead)
        return self._speaker(match, at) if match else None

    def _speaker(self, match: re.Match[str], shift: int = 0) -> _Speaker:
        cue = match.group("cue")
        if not match.group("phrase"):
            return _Speaker(mention=None, name=None, role=None, cue=cue)
        words = [(m.start(), m.end()) for m in re.finditer(r"[^\s]+", match.group("phrase"))]
        base = match.start("phrase") + shift
        spans = [(base + a, base + b) for a, b in words]
        return self._read(spans, cue, closing=match.start("cue") > match.start("phrase"))

    def _read(self, spans: list[Span], cue: str, *, closing: bool) -> _Speaker:
        """Role and name in the words beside the verb; `closing`: the verb follows them."""
        words = [self._text[a:b] for a, b in spans]
        stop = _STOP[self._language]
        if closing:
            cut = max((k + 1 for k, w in enumerate(words) if w in stop), default=0)
            spans, words = spans[cut:], words[cut:]
        else:
            cut = next((k for k, w in enumerate(words) if w in stop), len(words))
            spans, words = spans[:cut], words[:cut]
        while words and words[0].lower().strip("’'") in _LEADING and len(words) > 1:
            spans, words = spans[1:], words[1:]
        if not words:
            return _Speaker(mention=None, name=None, role=None, cue=cue)
        if len(words) == 1 and self._pronoun.match(words[0].lower()):
            return _Speaker(mention=spans[0], name=None, role=None, cue=cue)
        if self._language == "ar":
            return self._arabic(spans, words, cue)
        name = self._name(words, closing=closing)
        if name is None:
            return _Speaker(mention=None, name=None, role=None, cue=cue)
        first, last = name
        mention = (spans[first][0], spans[last][1])
        role = (spans[0][0], spans[first - 1][1]) if first > 0 else None
        if role:
            self._roles[words[last]] = role
        return _Speaker(mention=mention, name=mention, role=role, cue=cue)

    def _name(self, words: list[str], *, closing: bool) -> tuple[int, int] | None:
        groups: list[tuple[int, int]] = []
        for k, word in enumerate(words):
            if not word[:1].isupper():
                continue
            previous = groups[-1] if groups else None
            if previous and all(words[j] in _PARTICLES for j in range(previous[1] + 1, k)):
                groups[-1] = (previous[0], k)
            else:
                groups.append((k, k))
        if self._language == "de":
            groups = [self._without_office(g, words) for g in groups]
        groups = [g for g in groups if g[0] <= g[1]]
        if not groups:
            return None
        long = [g for g in groups if g[1] > g[0]]
        chosen = (long or groups)[-1] if closing or not long else long[0]
        slavic = self._language in {"ru", "uk"}
        # A country in the genitive stands between the office and the name.
        three = chosen[1] - chosen[0] > 1
        if slavic and three and chosen[0] > 0 and _GENITIVE.search(words[chosen[0]]):
            chosen = (chosen[0] + 1, chosen[1])
        return chosen

    def _without_office(self, group: tuple[int, int], words: list[str]) -> tuple[int, int]:
        """German offices are capitalised too; they go before the name."""
        first, last = group
        while first < last and _GERMAN_OFFICE.search(words[first]):
            first += 1
        if first == last and _GERMAN_OFFICE.search(words[first]):
            return (1, 0)
        return first, last

    def _arabic(self, spans: list[Span], words: list[str], cue: str) -> _Speaker:
        spans, words = spans[:7], words[:7]
        mention = (spans[0][0], spans[-1][1])
        if words[0] in _ARABIC_OFFICES and len(words) >= 3:  # noqa: PLR2004 — an office and two names
            name, role = (spans[-2][0], spans[-1][1]), (spans[0][0], spans[-3][1])
            self._roles[words[-1]] = role
            return _Speaker(mention=mention, name=name, role=role, cue=cue)
        return _Speaker(mention=mention, name=mention, role=None, cue=cue)

    def role_of(self, name: Span) -> Span | None:
        """The role that stood with this surname earlier."""
        return self._roles.get(self._text[slice(*name)].split()[-1])

    def full(self, name: Span) -> Span:
        """The longest name of the text that ends with the same word."""
        if self._language == "ar":
            return name
        last = self._text[slice(*name)].split()[-1]
        best = name
        for match in re.finditer(
            rf"[^\W\d_a-zа-яёіїєґ][\w’'\-]+\s(?:(?:de|van|von|al|el|bin)\s)?{re.escape(last)}\b", self._text
        ):
            longer = match.end() - match.start() > best[1] - best[0]
            if longer and match.group()[0].isupper() and match.group().split()[0].lower() not in _LEADING:
                best = match.span()
                break
        return best
