"""A story told from all its articles: newest facts first, each once, each with the article it stands on.

Chooses among lines that articles' summaries already have; writes none. Knows nothing of who was told what when, but
for the moment that `told` gives.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import accumulate, zip_longest

from summarizer.stories.acts import acts
from summarizer.stories.difference import differences
from summarizer.stories.disputes import disputes
from summarizer.stories.novelty import Known, is_weighty
from summarizer.stories.overlap import repeats
from summarizer.stories.types import Account, Difference, StoryLine, Telling
from summarizer.text.sentences import sentences
from summarizer.types import Line

LEAST_GAP = timedelta(minutes=45)
"""Between two tellings: the outlets' first reports of one event come within it."""
NEW_START = 0.25
"""Of the weight of title and first sentence must be unheard of: less only repeats an act in other words."""
MAX_BULLETS = 5
"""Lines of the long telling: a phone's screen."""
OWN_BULLETS = 3
"""Of them, as many as the newest development has before the others' news."""
LOOKED_AT = 6
"""Articles, newest first, in which news beside it is looked for; a story of hundreds says the same in them."""


def tell(accounts: Sequence[Account], *, told: Iterable[int] = (), main: int | None = None) -> Telling | None:
    """The story of these articles, or None when none of them could be summed up.

    `told`: the articles that readers have been told of already; what only others say is new. `main`: the article
    whose news the story was last told with; it keeps its title and first lines until a development takes its place,
    told to readers or not, however many later articles repeat it or turn to something beside it. None takes the newest.
    """
    usable = [account for account in accounts if _lines(account)]
    if not usable:
        return None
    order = sorted(usable, key=_newest_first)
    last = next((one for one in order if one.article_id == main), order[0])
    chosen = _newest_development(accounts, after=last) or last
    order = [chosen, *(one for one in order if one is not chosen)]
    known = Known(account.text for account in accounts if account.article_id in set(told))
    lines = _marked(_first_lines(chosen, last), known)
    bullets = _marked(_once(_all_lines(chosen, order[1:]), MAX_BULLETS), known)
    headline = chosen.summary.headline
    return Telling(
        title=headline.text if headline else chosen.title,
        language=chosen.summary.language,
        main_article=chosen.article_id,
        kind=chosen.summary.kind,
        lead_only=chosen.summary.lead_only,
        summary_only=chosen.summary_only,
        lines=tuple(lines),
        bullets=tuple(bullets) if len(bullets) > len(lines) else (),
        differences=_differing([account for account in accounts if not account.is_copy]),
        new=tuple(line for line in (*lines, *bullets) if line.is_new),
    )


def development(
    accounts: Sequence[Account],
    article_id: int,
    *,
    told: Iterable[int],
    told_at: datetime | None = None,
    least_gap: timedelta = LEAST_GAP,
) -> tuple[StoryLine, ...]:
    """What an article adds that readers of the story would want to hear; empty for a republished or minor one.

    Other outlets word the same news anew, so new words alone are no news: nearly every second report would pass. A
    development names an act, in its title or first sentence, that no told article names, and comes a while after the
    last telling.
    """
    account = next((one for one in accounts if one.article_id == article_id), None)
    if account is None or account.is_copy or not _lines(account):
        return ()
    if told_at is not None and account.published - told_at < least_gap:
        return ()
    before = [one for one in accounts if one.article_id in set(told) - {article_id}]
    known: set[str] = set()
    known.update(*map(_acts, before))
    new = _new_acts(account, before, known)
    if not new:
        return ()
    lines = _once_lines(account)
    chosen = [line for line in lines if acts(line.text, account.summary.language) & new] or lines[:1]
    return tuple(replace(_line(line, account), is_new=True) for line in chosen)


def _first_lines(chosen: Account, last: Account) -> list[StoryLine]:
    """The short telling; of a development that no reader was told of, its news and then what it changes."""
    own = [_line(line, chosen) for line in _push(chosen)]
    before = [] if chosen is last else [_line(line, last) for line in _push(last)[:1]]
    if not before or repeats(own[0].text, before[0].text):
        return own
    return [own[0], *before]


def _push(account: Account) -> tuple[Line, ...]:
    return account.summary.push or account.summary.bullets[:2]


def _newest_development(accounts: Sequence[Account], *, after: Account) -> Account | None:
    """The newest whole news article, later than `after`, that names an act which no article before it named."""
    order = sorted(accounts, key=_by_time)
    known = list(accumulate(map(_acts, order), frozenset.union, initial=frozenset[str]()))
    for at, account in reversed(list(enumerate(order))):
        if _by_time(account) <= _by_time(after):
            break
        whole = _lines(account) and not any(_newest_first(account)[:3])
        if whole and _new_acts(account, order[:at], known[at]):
            return account
    return None


def _new_acts(account: Account, before: Sequence[Account], known: AbstractSet[str]) -> frozenset[str]:
    """The acts in title and first sentence that are not `known`, those of the articles before; none where too little is new."""
    if _acts(account) <= known:  # most: no need to look for the first sentence
        return frozenset()
    start = _start(account)
    new = acts(start, account.summary.language) - known
    if not new:
        return frozenset()
    share, _ = Known(f"{one.title}\n{one.text}" for one in before).share_unheard(start)
    return new if share >= NEW_START else frozenset()


def _acts(account: Account) -> frozenset[str]:
    return acts(f"{account.title}\n{account.text}", account.summary.language)


def _differing(accounts: Sequence[Account]) -> tuple[Difference, ...]:
    """Counts and statements in turn, so that a message that has room for two shows one of each."""
    counts, statements = differences(accounts), disputes(accounts)
    turns = (one for pair in zip_longest(statements, counts) for one in pair if one is not None)
    return tuple(turns)


def _start(account: Account) -> str:
    """Title and first sentence: where a report says what happened."""
    spans = sentences(account.text)[:1]
    return "\n".join([account.title, *(account.text[start:end] for start, end in spans)])


def _by_time(account: Account) -> tuple[float, int]:
    return account.published.timestamp(), account.article_id


def _newest_first(account: Account) -> tuple[bool, bool, bool, float, int]:
    """Whole news articles before copies, stubs and pieces of opinion; then the newest."""
    aside = account.summary.kind in {"opinion", "interview", "transcript", "list"}
    partial = account.summary_only or account.summary.lead_only
    return account.is_copy, partial, aside, -account.published.timestamp(), account.article_id


def _lines(account: Account) -> tuple[Line, ...]:
    return account.summary.push or account.summary.bullets


def _once_lines(account: Account) -> list[Line]:
    found: list[Line] = []
    for line in (*account.summary.push, *account.summary.bullets):
        if not any(repeats(line.text, other.text) for other in found):
            found.append(line)
    return found


def _all_lines(chosen: Account, others: Sequence[Account]) -> Iterator[StoryLine]:
    """What the chosen article says, and of the others first what it does not have: a story is more than its newest article."""
    own = [_line(line, chosen) for line in _once_lines(chosen)]
    rest = [one for one in others if not one.is_copy]
    yield from own[:OWN_BULLETS]
    known = Known([f"{chosen.title}\n{chosen.text}"])
    for account in rest[:LOOKED_AT]:
        yield from (_line(line, account) for line in _once_lines(account) if is_weighty(line.text, known))
    yield from own[OWN_BULLETS:]
    yield from (_line(line, account) for account in rest for line in _once_lines(account))


def _once(lines: Iterable[StoryLine], most: int) -> list[StoryLine]:
    """The first of them, without what an earlier line of the list, a newer article's, says already."""
    kept: list[StoryLine] = []
    for line in lines:
        if len(kept) == most:
            break
        if not any(repeats(line.text, other.text) for other in kept):
            kept.append(line)
    return kept


def _marked(lines: Iterable[StoryLine], known: Known) -> list[StoryLine]:
    return [replace(line, is_new=bool(known) and is_weighty(line.text, known)) for line in lines]


def _line(line: Line, account: Account) -> StoryLine:
    return StoryLine(
        text=line.text,
        how=line.how,
        article_id=account.article_id,
        evidence=line.evidence,
        revision=account.revision,
    )
