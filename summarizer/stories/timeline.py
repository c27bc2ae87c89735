"""How a story developed: one entry for each article that added something, oldest first.

Pure. An entry is a line of the article's own summary; an article that only repeats has none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from summarizer.stories.novelty import Known, is_weighty
from summarizer.stories.story_summary import development
from summarizer.stories.types import Account

MAX_ENTRIES = 30
"""Of a long story the first and the newest: more does not fit a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A dated development."""

    at: datetime
    text: str
    article_id: int


def _added(account: Account, order: Sequence[Account], before: Sequence[int], known: Known) -> str | None:
    """The line with what the article adds: its new act where it has one, else the first that is mostly unheard of."""
    lines = account.summary.push or account.summary.bullets
    if known and (acted := development(order, account.article_id, told=before)):
        return acted[0].text
    return next((line.text for line in lines if not known or is_weighty(line.text, known)), None)


def timeline(accounts: Sequence[Account]) -> tuple[Entry, ...]:
    """The developments of a story's articles."""
    order = sorted(
        (one for one in accounts if not one.is_copy), key=lambda one: (one.published, one.article_id)
    )
    found: list[Entry] = []
    known = Known()
    before: list[int] = []
    for account in order:
        new = _added(account, order, before, known)
        if new is not None:
            found.append(Entry(at=account.published, text=new, article_id=account.article_id))
        known.add(account.text)
        before.append(account.article_id)
    return tuple(found if len(found) <= MAX_ENTRIES else [found[0], *found[1 - MAX_ENTRIES :]])
