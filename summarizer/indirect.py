"""Speech that is reported without quoting: "Varga said that the talks would go on", "according to the ministry".

A report is a paraphrase by the reporter and is labelled so; it is never shown between quotation marks. Knows which of several
overlapping reports to keep and who cannot be a speaker; how they are found is `report_net`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from summarizer.cues import NOUNS
from summarizer.people_words import OFFICES, ORGANISATION_WORDS
from summarizer.reading import Reading
from summarizer.types import Span


@dataclass(frozen=True, slots=True)
class Report:
    """Words that somebody is reported to have said, and the word that says so."""

    cue: int
    """Token index of the verb or noun; of "according" for that phrase."""
    first: int
    last: int
    """Token indexes of the words, inclusive, without outer punctuation."""
    speaker: int
    """Token index of the speaker's head; -1 if nobody is named."""
    probability: float


def span_of(reading: Reading, report: Report) -> Span:
    """Offsets of the words."""
    return reading.tokens[report.first].start, reading.tokens[report.last].end


SAME: Final = 0.6
"""Two reports that share more of their words are one, told by two cues ("was quoted as saying")."""


def chosen(found: Sequence[Report]) -> list[Report]:
    """The reports to keep, best first: no two over nearly the same words."""
    kept: list[Report] = []
    for report in sorted(found, key=lambda r: -r.probability):
        if all(_share(report, other) <= SAME for other in kept):
            kept.append(report)
    return kept


def _share(a: Report, b: Report) -> float:
    common = min(a.last, b.last) - max(a.first, b.first) + 1
    return common / (max(a.last, b.last) - min(a.first, b.first) + 1) if common > 0 else 0.0


_PEOPLE: Final = frozenset(
    """person people man woman boy girl child friend critic supporter voter ally opponent insider advocate rival organizer
    organiser donor user investor millennial progressive conservative liberal republican democrat moderator audience observer
    attendee protester protestor backer staff staffer operative hopeful commentator fan family wife husband son daughter father
    mother brother sister partner colleague defender contender neurosurgeon proponent associate lobbyist headliner socialist
    developer demonstrator investigator environmentalist pundit citizen participant elder independent viewer reader caller
    watcher respondent specialist hacker speechwriter fundraiser commenter pastor priest evangelical majority minority half
    third quarter hundred thousand dozen crowd public community camp side faction wing band trio panel jury team lawmaker
    hawk elite mainstream establishment leadership chorus source other another one self none some many most few all rebel
    militant fighter soldier troop refugee migrant peacekeeper inspector monitor negotiator villager fisherman driver pilot
    engineer captain victim relative neighbour neighbor patient passenger tenant employee employer client customer tourist
    trader banker broker operator maker nationalist separatist dissident prisoner prosecutor defendant plaintiff juror
    ministry regime administration cabinet junta presidency royal palace tribunal regulator watchdog think-tank thinktank""".split()
)
_BODIES: Final = frozenset(
    """country nation state republic kingdom firm website newspaper paper outlet site magazine broadcaster channel station
    publisher business supplier manufacturer carrier utility charity campaigner body institution chamber caucus legislature
    superdelegate administration""".split()
)
_DOCUMENTS: Final = frozenset(
    """poll survey study analysis review investigation inquiry report filing lawsuit suit transcript document ad video data
    datum figure statistic finding estimate projection forecast research paper evidence disclosure affidavit petition ruling
    verdict resolution law legislation regulation constitution guideline rule agreement treaty accord text draft dossier
    telegram cable dispatch headline playbook manifesto pamphlet leaflet banner placard website record release memoir
    interview quote caption summary""".split()
)
_PRONOUNS: Final = frozenset("i we you he she they it who whom one himself herself themselves everyone everybody someone somebody nobody anyone anybody".split())  # fmt: skip


def may_speak(reading: Reading, token: int) -> bool:
    """Whether a noun can be a speaker: a person, an organisation, a country or a document; "the discussion" cannot."""
    word = reading.tokens[token]
    low = word.text.lower()
    if word.pos == "PROPN" or word.text[:1].isupper() or low in _PRONOUNS or "-" in low:
        return True
    return any(
        form in words for form in (low, word.lemma) for words in (OFFICES, ORGANISATION_WORDS, NOUNS, _PEOPLE, _BODIES, _DOCUMENTS)
    )  # fmt: skip
