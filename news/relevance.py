"""Is this diplomacy? A score with its reasons: subjects, states and organisations named, and what it may be mistaken for.

Pure; no model. Weights were set by hand on evidence of what editors of foreign desks keep: relations between states. A
title says what an article is about, so its words count thrice; repeated words count less each time.
"""

import math
import re
from typing import Final

from news.gazetteer import Mentions, mentions
from news.subjects import ELSEWHERE, PAIR, SPORT, STRONG, SUBJECTS
from news.types import Relevance

READ_CHARACTERS: Final = 3_000
"""News says what it is about at once; what follows is background, which names wars and treaties in every kind of article."""
TITLE_WEIGHT: Final = 3.0
SCALE: Final = 1.3
"""Evidence of this much is a score of 1 - 1/e. Found on the odd ids of `evals/data/relevance.jsonl`: at 1.9, a fifth of
them was missed; nothing wrong came in at any of 1.3 … 2.2."""
PARTIES_ALONE: Final = 0.2
SPORT_CAP: Final = 0.2
"""Sport names nations in every line; an article that is about sport is not let through, whatever else it names."""
ALONE: Final = 0.45
"""Share of the evidence that counts when neither a second state nor an organisation nor a strong subject is there."""


def score(title: str, text: str, language: str | None = None) -> Relevance:
    """Judge one article. Countries and organisations come most mentioned first."""
    head = text[:READ_CHARACTERS]
    named = mentions(f"{title}\n{title}\n{head}", language)
    states = _states(named, title, head)
    strengths = {
        key: subject.weight * _strength(subject.pattern, title, head)
        for key, subject in SUBJECTS.items()
        if subject.pattern.search(title) or subject.pattern.search(head)
    }
    about = sum(strengths.values())
    # Many kinds of news name many countries; that counts only as far as the article is about something they do.
    evidence = about + min(_parties(named, states), PARTIES_ALONE + about)
    if not _is_between_states(named, states, strengths):
        evidence *= ALONE
    away = _strength(ELSEWHERE, title, head)
    sport = _strength(SPORT, title, head)
    value = 1 - math.exp(-max(0.0, evidence - 1.2 * away) / SCALE)
    is_sport = sport >= 1.0 or (sport >= 0.5 and sport > _core(strengths))  # noqa: PLR2004 - one word in the title, or several in the text
    if is_sport:
        value = min(value, SPORT_CAP)
    subjects = tuple(sorted(strengths, key=lambda key: -strengths[key]))
    return Relevance(
        score=round(value, 3),
        reasons=_reasons(subjects, named, is_sport=is_sport, away=away),
        subjects=subjects,
        countries=named.countries,
        organisations=named.organisations,
    )


def _strength(pattern: re.Pattern[str], title: str, text: str) -> float:
    """Return 0 … 1.5: one mention in the title is worth 0.75, in the text 0.25, each further one less."""
    hits = TITLE_WEIGHT * len({match[0].lower() for match in pattern.finditer(title)}) + sum(
        1 for _ in pattern.finditer(text)
    )
    return 1.5 * (1 - math.exp(-hits / 4.3))


def _states(named: Mentions, title: str, text: str) -> int:
    """How many states take part. "The governments of both countries" are two, also where the gazetteer knows neither name."""
    known = len(named.countries)
    return 2 if known < 2 and (PAIR.search(title) or PAIR.search(text)) else known  # noqa: PLR2004 - a pair


def _parties(named: Mentions, states: int) -> float:
    """Return the evidence of who takes part: two states or more, and bodies of states."""
    return (0.0, 0.15, 0.6, 0.8, 0.9)[min(states, 4)] + 0.35 * min(len(named.organisations), 2)


def _is_between_states(named: Mentions, states: int, strengths: dict[str, float]) -> bool:
    strong = sum(strengths.get(key, 0.0) for key in STRONG)
    if strong >= 0.6:  # noqa: PLR2004 - one strong word in the title, or two or three in the text
        return True
    return states + len(named.organisations) > 1 and bool(strengths)


def _core(strengths: dict[str, float]) -> float:
    return sum(strengths.get(key, 0.0) for key in STRONG)


def _reasons(subjects: tuple[str, ...], named: Mentions, *, is_sport: bool, away: float) -> tuple[str, ...]:
    reasons = []
    if subjects:
        reasons.append("about " + ", ".join(subjects[:4]))
    if named.countries:
        reasons.append("names " + ", ".join(named.countries[:5]))
    if named.organisations:
        reasons.append("names " + ", ".join(named.organisations[:3]))
    if is_sport:
        reasons.append("is sport")
    elif away > 0.5:  # noqa: PLR2004 - more than a passing word
        reasons.append("has words of business, culture, crime or science")
    return tuple(reasons)
