"""Where accounts contradict each other: a claim and its denial, or two outlets that give another day or place.

Pure. Precision before recall: shown are whole sentences and whole quotations of both sides, and only where they share
nearly all of what they say. What a reader makes of them is left to the reader; nothing here says who is right.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher

from summarizer.stories.claims import Claim, Spoken, claims
from summarizer.stories.overlap import repeats
from summarizer.stories.types import Account, Difference, Side

MOST = 3
"""Points of a story: more is a debate, for which the sources are."""
DENIED = 0.65
"""Of the weight of what is denied must stand in the claim."""
OPPOSED = 0.75
"""The same, of the lighter sentence, where nobody says "denied" and one of the two has a negation, a day or a place of its own."""
ALIKE = 0.6
"""Of the weight of both together must be shared then: a sentence that says much else besides has another point."""
LEAST = 2
LEAST_PLAIN = 3
"""Terms shared by a claim and a denial, and by two sentences without a word of denial."""
LEAST_WEIGHT = 12.0
"""Of the shared terms: about three that are not in every article."""
WINDOW = 2.0
"""Times the length of the denial: shared terms farther apart in the claim are not one clause there."""
WINDOW_LEAST = 12
DENIED_WITHIN = timedelta(days=3)
OPPOSED_WITHIN = timedelta(hours=30)
"""Later, the other side speaks of another state of things."""
_PART = 5
"""Letters by which a country and its people are told to be one camp: "Sundria", "Sundrian"."""
_VARIANT = 0.8


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim and where it stands."""

    claim: Claim
    account: Account


def disputes(accounts: Sequence[Account]) -> tuple[Difference, ...]:
    """Contradictions, explicit denials first; of one outlet its newest article counts."""
    said = [_Said(claim, account) for account in _newest(accounts) for claim in _read(account)]
    index = _Index(said)
    found = [*_denied(said, index), *_opposed(said, index), *_slots(said, index)]
    return tuple(_once(found)[:MOST])


def _newest(accounts: Sequence[Account]) -> list[Account]:
    newest: dict[str, Account] = {}
    for account in sorted(accounts, key=lambda one: (one.published, one.article_id)):
        newest[account.outlet] = account
    return list(newest.values())


def _read(account: Account) -> tuple[Claim, ...]:
    quoted = [
        Spoken(span=(quote.start, quote.end), speaker=quote.speaker_full or quote.speaker or "", role=quote.role)
        for quote in account.quotes
        if quote.kind in {"direct", "unmarked"} and account.text[quote.start : quote.end] == quote.text
    ]  # fmt: skip
    return claims(account.text, account.published, account.summary.language, quoted)


class _Index:
    """Claims by their words: of a large story's thousands of pairs few share enough to be looked at."""

    def __init__(self, said: Sequence[_Said]) -> None:
        self._said = said
        self._with: dict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(said):
            for word in one.claim.words:
                self._with[word].append(at)

    def near(self, one: _Said, least: int) -> list[_Said]:
        """The claims that share so many words with this one, in order."""
        shared = Counter(at for word in one.claim.words for at in self._with[word])
        return [self._said[at] for at in sorted(shared) if shared[at] >= least and self._said[at] is not one]


def _denied(said: Sequence[_Said], index: _Index) -> Iterator[Difference]:
    for denial in said:
        if not denial.claim.denies or denial.claim.is_open or not denial.claim.speaker:
            continue
        claim = _before(denial, said) if denial.claim.points_back else _best(denial, index)
        if claim is not None:
            yield _difference(claim, denial)


def _before(denial: _Said, said: Iterable[_Said]) -> _Said | None:
    """What the sentence just before a denial of "it" says, if it says so of who denies it, and in somebody else's name."""
    for one in said:
        claim = one.claim
        if one.account is not denial.account or claim.order != denial.claim.order - 1:
            continue
        if not claim.speaker or claim.denies or claim.is_open or claim.shown_speaker:
            continue
        named = frozenset(claim.words)
        if _differ(claim.speaker, denial.claim.speaker) and not _differ(named, denial.claim.speaker):
            return one
    return None


def _best(denial: _Said, index: _Index) -> _Said | None:
    fitting = [one for one in index.near(denial, LEAST) if _contradicts(one, denial)]
    return max(fitting, key=lambda one: _share(one.claim, denial.claim)[0], default=None)


def _contradicts(one: _Said, denial: _Said) -> bool:
    claim = one.claim
    if claim is denial.claim or claim.denies or claim.is_open or not _within(one, denial, DENIED_WITHIN):
        return False
    if one.account is denial.account and not claim.speaker:
        return False
    if claim.speaker and not _differ(claim.speaker, denial.claim.speaker):
        return False
    share, shared = _share(denial.claim, claim)
    return (
        share >= DENIED
        and len(shared) >= LEAST
        and _has_predicate(denial.claim, claim, shared)
        and _together(claim, denial.claim, shared)
        and not _swapped(claim, denial.claim)
        and not (claim.turned & shared) ^ (denial.claim.turned & shared)
    )


def _has_predicate(denial: Claim, claim: Claim, shared: frozenset[str]) -> bool:
    """Whether the word that says most of what is denied is shared, names apart and who claims it."""
    plain = [word for word in denial.words if word not in denial.names | claim.speaker]
    if not plain:
        return False
    heaviest = max(plain, key=lambda word: denial.words[word])
    return heaviest in shared


def _together(claim: Claim, denial: Claim, shared: frozenset[str]) -> bool:
    at = [claim.places_of[word] for word in shared]
    return max(at) - min(at) <= max(WINDOW_LEAST, WINDOW * (1 + max(denial.places_of.values())))


def _opposed(said: Sequence[_Said], index: _Index) -> Iterator[Difference]:
    for one, other in _pairs([one for one in said if one.claim.turned], index, LEAST_PLAIN):
        if one.claim.denies or other.claim.denies or one.claim.is_open or other.claim.is_open:
            continue
        if not _within(one, other, OPPOSED_WITHIN) or not _two_sides(one, other):
            continue
        shared = _share(one.claim, other.claim)[1]
        negated = (one.claim.turned & shared, other.claim.turned & shared)
        if (
            _say_the_same(one.claim, other.claim)
            and bool(negated[0]) != bool(negated[1])
            and bool((negated[0] | negated[1]) - one.claim.names)
            and not _swapped(one.claim, other.claim)
        ):
            yield _difference(one, other)


def _slots(said: Sequence[_Said], index: _Index) -> Iterator[Difference]:
    """Two outlets' own sentences that are one but for a day or a place."""
    placed = [one for one in said if len(one.claim.days) == 1 or len(one.claim.places) == 1]
    for one, other in _pairs(placed, index, LEAST_PLAIN):
        if one.account is other.account or one.claim.turned or other.claim.turned:
            continue
        if one.claim.denies or other.claim.denies or not _within(one, other, OPPOSED_WITHIN):
            continue
        day, place = _other_day(one.claim, other.claim), _other_place(one, other)
        if day == place:
            continue
        drop = (one.claim.when | other.claim.when) if day else (one.claim.places | other.claim.places)
        if _say_the_same(one.claim, other.claim, without=drop):
            yield _difference(one, other)


def _pairs(chosen: Iterable[_Said], index: _Index, least: int) -> Iterator[tuple[_Said, _Said]]:
    """Each pair once, in order of the articles."""
    seen: set[frozenset[int]] = set()
    for one in chosen:
        for other in index.near(one, least):
            pair = frozenset((id(one), id(other)))
            if pair not in seen:
                seen.add(pair)
                yield (one, other) if _place(one) < _place(other) else (other, one)


def _place(said: _Said) -> tuple[float, int, int]:
    account = said.account
    return account.published.timestamp(), account.article_id, said.claim.span[0]


def _other_day(one: Claim, other: Claim) -> bool:
    return len(one.days) == len(other.days) == 1 and one.days != other.days


def _other_place(one: _Said, other: _Said) -> bool:
    """One place each, that the other article never mentions."""
    if len(one.claim.places) != 1 or len(other.claim.places) != 1 or one.claim.places == other.claim.places:
        return False
    (here,), (there,) = one.claim.places, other.claim.places
    mentioned = there in one.account.text.casefold() or here in other.account.text.casefold()
    return not mentioned and SequenceMatcher(None, here, there).ratio() < _VARIANT


def _two_sides(one: _Said, other: _Said) -> bool:
    """Two speakers, or two outlets in their own words."""
    if one.claim.speaker and other.claim.speaker:
        return _differ(one.claim.speaker, other.claim.speaker)
    return one.account is not other.account


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two phrases name two speakers: no word in common, a country's adjective included."""
    return bool(one and other) and not any(a[:_PART] == b[:_PART] for a in one for b in other)


def _share(
    denial: Claim, claim: Claim, without: frozenset[str] = frozenset()
) -> tuple[float, frozenset[str]]:
    """Of the lighter one's weight, the part that both have; and the terms."""
    one = {word: weight for word, weight in denial.words.items() if word not in without}
    other = {word: weight for word, weight in claim.words.items() if word not in without}
    shared = frozenset(one) & frozenset(other)
    lighter = min(math.fsum(one.values()), math.fsum(other.values()))
    return (math.fsum(one[word] for word in shared) / lighter if lighter else 0.0), shared


def _say_the_same(one: Claim, other: Claim, without: frozenset[str] = frozenset()) -> bool:
    share, shared = _share(one, other, without)
    both = math.fsum(
        weight for claim in (one, other) for word, weight in claim.words.items() if word not in without
    )
    weight = math.fsum(one.words[word] for word in shared)
    alike = 2 * weight / both if both else 0.0
    return share >= OPPOSED and alike >= ALIKE and len(shared) >= LEAST_PLAIN and weight >= LEAST_WEIGHT


def _swapped(one: Claim, other: Claim) -> bool:
    """Both have a name or number that the other has not: another place, another day, another person."""
    return bool(one.names - set(other.words)) and bool(other.names - set(one.words) - one.speaker)


def _within(one: _Said, other: _Said, span: timedelta) -> bool:
    return abs(one.account.published - other.account.published) <= span


def _difference(claim: _Said, other: _Said) -> Difference:
    return Difference(about="", kind="statement", sides=tuple(_side(one) for one in (claim, other)))


def _side(said: _Said) -> Side:
    return Side(
        claim=said.claim.text,
        article_id=said.account.article_id,
        evidence=said.claim.span,
        revision=said.account.revision,
        speaker=said.claim.shown_speaker,
    )


def _once(found: Iterable[Difference]) -> list[Difference]:
    """Without a point that another pair shows already."""
    kept: list[Difference] = []
    for one in found:
        if not any(repeats(a.claim, b.claim) for other in kept for a in one.sides for b in other.sides):
            kept.append(one)
    return kept
