"""A story told from all its articles: newest facts first, each once, each with the article it stands on.

Chooses among lines that articles' summaries already have; writes none. Knows nothing of who was told what when, but
for the moment that `told` gives.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from summarizer.stories.difference import differences
from summarizer.stories.novelty import Known, is_weighty
from summarizer.stories.overlap import repeats
from summarizer.stories.types import Account, StoryLine, Telling
from summarizer.types import Line

MAX_BULLETS = 5
"""Lines of the long telling: a phone's screen."""


def tell(accounts: Sequence[Account], *, told: Iterable[int] = ()) -> Telling | None:
    """The story of these articles, or None when none of them could be summed up.

    `told`: the articles that readers have been told of already; what only others say is new.
    """
    usable = [account for account in accounts if _lines(account)]
    if not usable:
        return None
    order = sorted(usable, key=_newest_first)
    main = order[0]
    known = Known(account.text for account in accounts if account.article_id in set(told))
    lines = _marked([_line(line, main) for line in main.summary.push or main.summary.bullets[:2]], known)
    bullets = _marked(_once(_all_lines(order)), known)[:MAX_BULLETS]
    headline = main.summary.headline
    return Telling(
        title=headline.text if headline else main.title,
        language=main.summary.language,
        main_article=main.article_id,
        kind=main.summary.kind,
        lead_only=main.summary.lead_only,
        summary_only=main.summary_only,
        lines=tuple(lines),
        bullets=tuple(bullets) if len(bullets) > len(lines) else (),
        differences=differences([account for account in accounts if not account.is_copy]),
        new=tuple(line for line in (*lines, *bullets) if line.is_new),
    )


def development(
    accounts: Sequence[Account], article_id: int, *, told: Iterable[int]
) -> tuple[StoryLine, ...]:
    """What an article adds that readers of the story would want to hear; empty for a republished or minor one."""
    account = next((one for one in accounts if one.article_id == article_id), None)
    if account is None or account.is_copy:
        return ()
    before = set(told) - {article_id}
    known = Known(one.text for one in accounts if one.article_id in before)
    found = [_line(line, account) for line in _once_lines(account)]
    return tuple(replace(line, is_new=True) for line in found if is_weighty(line.text, known))


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


def _all_lines(order: Sequence[Account]) -> list[StoryLine]:
    return [_line(line, account) for account in order if not account.is_copy for line in _once_lines(account)]


def _once(lines: Iterable[StoryLine]) -> list[StoryLine]:
    """Without what an earlier line of the list, a newer article's, says already."""
    kept: list[StoryLine] = []
    for line in lines:
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
