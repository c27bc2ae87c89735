"""What a briefing holds: the stories of a span that this reader wants, what changed first; today's agenda; coverage.

Decides over values that the store gives; when briefings are due and how they go out is `bot.briefer`.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.pushes import facts
from bot.words import zones
from store.follows import Follow, wants
from store.subscriptions import Subscription
from store.views import AgendaItem, BriefingView, Coverage, StoryView

LONGEST = timedelta(hours=72)
"""A briefing after a long silence covers the last three days: older news is the archive's."""
SHARE = {"short": 0.5, "normal": 1.0, "long": 2.0}
"""Stories by length, as a share of the configured number."""


class Stories(Protocol):
    """Stories with something published in a span."""

    def changed(self, since: datetime, until: datetime, limit: int = 200) -> list[StoryView]:
        """Most important first."""
        ...


class Follows(Protocol):
    """What a subscription follows."""

    def of(self, subscription_id: int) -> list[Follow]:
        """Everything of one subscription."""
        ...


class Subscriptions(Protocol):
    """Settings by id."""

    def many(self, ids: Sequence[int]) -> list[Subscription]:
        """In order of id."""
        ...


class Composer:
    """Puts briefings together. Synchronous."""

    def __init__(
        self,
        *,
        stories: Stories,
        follows: Follows,
        subscriptions: Subscriptions,
        agenda: Callable[[ZoneInfo, datetime], Sequence[AgendaItem]],
        coverage: Callable[[datetime], Coverage],
        threshold: float,
        most: int,
    ) -> None:
        self._stories = stories
        self._follows = follows
        self._subscriptions = subscriptions
        self._agenda = agenda
        self._coverage = coverage
        self._threshold = threshold
        self._most = most

    def view(self, subscription_id: int, since: datetime, until: datetime) -> BriefingView:
        """The news of a span for one subscription."""
        since = max(since, until - LONGEST)
        subscription = self._subscriptions.many([subscription_id])[0]
        follows = self._follows.of(subscription_id)
        fitting = [
            story
            for story in self._stories.changed(since, until)
            if wants(follows, facts(story), threshold=self._threshold)
        ]
        chosen = fitting[: self._count(subscription.length)]
        return BriefingView(
            since=since,
            until=until,
            changed=tuple(story for story in chosen if _told_before(story, since)),
            stories=tuple(story for story in chosen if not _told_before(story, since)),
            agenda=tuple(self._agenda(zones.stored(subscription.timezone), until)),
            coverage=self._coverage(since),
            following=any(not follow.muted for follow in follows),
            left_out=len(fitting) - len(chosen),
        )

    def _count(self, length: str) -> int:
        return max(1, round(self._most * SHARE.get(length, 1.0)))


def _told_before(story: StoryView, since: datetime) -> bool:
    return story.created is not None and story.created <= since
