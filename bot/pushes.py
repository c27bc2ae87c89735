"""Who hears a story, and when: a story becomes rows of the outbox.

Every reader's text is drawn once for all who share language, zone and settings. What quiet hours and mutes hold back is
written as held rows at once, so that a story reaches a chat once whatever happens; `Holds` lets them go.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol, TypeVar

import structlog

from bot.clock import quiet_until
from bot.messages import Outgoing
from bot.rendering import briefing as briefings
from bot.rendering import story as stories
from bot.rendering.reader import Reader
from bot.texts import texts
from bot.words import zones
from store.errors import StoreError
from store.follows import Follows
from store.holds import Held, HeldRow, Holds
from store.outbox import Outbox
from store.outbox_rows import OutboxRow, SentMessage
from store.subscriptions import Subscription, Subscriptions
from store.views import StoryFacts, StoryView

log = structlog.get_logger(__name__)

Row = TypeVar("Row", OutboxRow, OutboxRow | None)

STEP = 1000
"""Subscriptions read at a time: a fan-out to 100,000 chats keeps memory flat."""
PUSH, UPDATE, DIGEST = 10, 10, 20
"""Priorities: what waited through the night goes before what just happened. Briefings have 30, corrections 5."""

MERGE_AFTER = timedelta(hours=1)
"""A chat in which several pushes have waited this long gets them as one message: the news is no longer of the minute."""


class UndrawableError(Exception):
    """A story can't be drawn: for one kind of reader, or for nobody who should hear of it."""


class StoryReader(Protocol):
    """Gives a story as readers are shown it, or None when it is gone."""

    def story(self, story_id: int) -> StoryView | None:
        """One story."""
        ...


class Readers:
    """The renderer's view of a subscription."""

    def __init__(self, *, bot_name: str, now: Callable[[], datetime]) -> None:
        self.bot_name = bot_name
        self._now = now

    def of(self, subscription: Subscription) -> Reader:
        """For whom a message to this chat or topic is drawn."""
        return Reader(
            texts=texts(subscription.language),
            zone=zones.stored(subscription.timezone),
            now=self._now(),
            length=subscription.length,
            previews=subscription.previews,
            bot=self.bot_name,
            channel=subscription.chat_type == "channel",
        )


class Pushes:
    """Tells stories to those who want to hear of them."""

    def __init__(
        self,
        *,
        library: StoryReader,
        follows: Follows,
        subscriptions: Subscriptions,
        outbox: Outbox,
        holds: Holds,
        readers: Readers,
        now: Callable[[], datetime],
        threshold: float,
        max_age: timedelta,
    ) -> None:
        self._library = library
        self._follows = follows
        self._subscriptions = subscriptions
        self._outbox = outbox
        self._holds = holds
        self._readers = readers
        self._now = now
        self._threshold = threshold
        self._max_age = max_age

    def tell(self, story_id: int) -> int:
        """Push a story to its audience; return how many chats will hear of it. Safe to repeat.

        Raises UndrawableError when it could be drawn for nobody.
        """
        story = self._library.story(story_id)
        if story is None:
            return 0
        ids = self._follows.audience(facts(story), threshold=self._threshold)
        tally = Tally()
        told = self._outbox.put(self._rows(story, str(story_id), ids, tally))
        tally.check()
        log.info("story told", story=story_id, chats=told)
        return told

    def update(self, story_id: int, number: int) -> int:
        """Tell a development to those who had the story, in reply to the message they had, and to who follows it.

        Who muted the story hears nothing of it. Raises UndrawableError when it could be drawn for nobody.
        """
        story = self._library.story(story_id)
        if story is None:
            return 0
        had = self._outbox.message_ids("push", str(story_id))
        following, refused = self._follows.minding(story_id)
        tally = Tally()
        rows = self._updates(story, f"{story_id}.{number}", had, following, refused, tally)
        told = self._outbox.put(rows)
        tally.check()
        log.info("development told", story=story_id, chats=told)
        return told

    def release(self) -> int:
        """Let go what quiet hours held: one story as itself, several as one message. Returns how many messages."""
        gathered = self._outbox.gather("push", self._now() - MERGE_AFTER)
        if gathered:
            log.warning("sending is behind: old pushes are merged", pushes=gathered)
        released = 0
        for held in self._holds.due(self._now()):
            released += self._release(held)
        return released

    def _rows(self, story: StoryView, key: str, ids: Sequence[int], tally: "Tally") -> Iterator[OutboxRow]:
        drawn = Drawn(lambda reader: stories.push(story, reader))

        def row(subscription: Subscription) -> OutboxRow:
            payload = drawn.payload(self._readers.of(subscription))
            return self._row("push", key, subscription, subscription.thread_id, payload, PUSH)

        for subscription in self._hearing(ids):
            yield from tally.rows(subscription, row)

    def _updates(
        self,
        story: StoryView,
        key: str,
        had: Iterable[SentMessage],
        following: Collection[int],
        refused: Collection[int],
        tally: "Tally",
    ) -> Iterator[OutboxRow]:
        answered: set[int] = set()
        for sent in had:
            subscription = self._subscriptions.find(sent.chat_id, sent.thread_id)
            if subscription is None:
                continue
            answered.add(subscription.id)
            hears = subscription.active and subscription.pushes and not subscription.paused
            if hears and subscription.id not in refused:
                place = partial(self._update, story, key, thread_id=sent.thread_id, reply_to=sent.message_id)
                yield from tally.rows(subscription, place)
        for subscription in self._hearing(sorted(set(following) - answered)):
            place = partial(self._update, story, key, thread_id=subscription.thread_id)
            yield from tally.rows(subscription, place)

    def _update(
        self,
        story: StoryView,
        key: str,
        subscription: Subscription,
        *,
        thread_id: int,
        reply_to: int | None = None,
    ) -> OutboxRow:
        payload = stories.push(story, self._readers.of(subscription), reply_to=reply_to).to_json()
        return self._row("update", key, subscription, thread_id, payload, UPDATE)

    def _row(
        self,
        kind: str,
        key: str,
        subscription: Subscription,
        thread_id: int,
        payload: dict[str, object],
        priority: int,
    ) -> OutboxRow:
        """Sent at once, or held while the chat wants quiet; too old a while after that."""
        until = held_until(subscription, self._now())
        return OutboxRow(
            kind=kind,
            key=key,
            chat_id=subscription.chat_id,
            thread_id=thread_id,
            payload=payload,
            priority=priority,
            not_before=until,
            held=until is not None,
            expires_at=(until or self._now()) + self._max_age,
        )

    def _hearing(self, ids: Sequence[int]) -> Iterator[Subscription]:
        for start in range(0, len(ids), STEP):
            yield from self._subscriptions.many(ids[start : start + STEP])

    def _release(self, held: Held) -> int:
        subscription = self._subscriptions.find(held.chat_id, held.thread_id)
        told = {} if subscription is None else self._standing(held)
        if gone := set(held.ids) - set(told):
            self._holds.drop(gone)
        if subscription is None or not told:
            return 0
        try:
            return self._release_to(held, subscription, told)
        except StoreError:
            raise
        except Exception:
            # Each of them was drawn when it was held: rather old words than none, or than the next chat's none.
            log.exception("could not be drawn anew", chat=held.chat_id)
            self._holds.let_go(told)
            return len(told)

    def _standing(self, held: Held) -> dict[int, "_Standing"]:
        """By row, what the stories that still stand say now; a story that waits twice is told once."""
        rows: dict[int, HeldRow] = {}
        for row in held.rows:
            story_id = int(row.key.partition(".")[0])
            if story_id not in rows or rows[story_id].is_update:
                rows[story_id] = (
                    row  # a push says all that an update would; of two updates the later one is left
                )
        found = ((row, self._library.story(story_id)) for story_id, row in rows.items())
        return {row.id: _Standing(story, row.reply_to) for row, story in found if story is not None}

    def _release_to(self, held: Held, subscription: Subscription, told: Mapping[int, "_Standing"]) -> int:
        reader = self._readers.of(subscription)
        if len(told) == 1:
            ((row, one),) = told.items()
            message = stories.push(one.story, reader, reply_to=one.reply_to)
            self._holds.let_go_as(row, message.to_json(), now=self._now())
            return 1
        messages = briefings.digest([each.story for each in told.values()], reader)
        self._holds.merge(told, self._digest_rows(held, messages), now=held.until)
        return len(messages)

    def _digest_rows(self, held: Held, messages: Sequence[Outgoing]) -> list[OutboxRow]:
        return [
            OutboxRow(
                kind="digest",
                key=f"{held.until:%Y-%m-%dT%H:%M}",
                chat_id=held.chat_id,
                thread_id=held.thread_id,
                part=part,
                payload=message.to_json(),
                priority=DIGEST,
                expires_at=self._now() + self._max_age,
            )
            for part, message in enumerate(messages)
        ]


@dataclass(frozen=True, slots=True)
class _Standing:
    """What a held row would tell now, and the message that it answers."""

    story: StoryView
    reply_to: int | None


class Drawn:
    """One drawing per kind of reader."""

    def __init__(self, draw: Callable[[Reader], Outgoing]) -> None:
        self._draw = draw
        self._payloads: dict[tuple[object, ...], dict[str, object] | None] = {}

    def payload(self, reader: Reader) -> dict[str, object]:
        """The message as JSON; equal readers share one object. Raises UndrawableError."""
        key = (reader.texts.language, reader.zone.key, reader.length, reader.previews, reader.channel)
        if key not in self._payloads:
            self._payloads[key] = self._drawn(reader)
        if (payload := self._payloads[key]) is None:
            raise UndrawableError("for this kind of reader")
        return payload

    def _drawn(self, reader: Reader) -> dict[str, object] | None:
        try:
            return self._draw(reader).to_json()
        except Exception:
            # Said once a kind: a hundred thousand chats would fill the log with the same lines.
            log.exception("could not be drawn", language=reader.texts.language, length=reader.length)
            return None


@dataclass(slots=True)
class Tally:
    """For how many places a message could be made, and for how many not."""

    made: int = 0
    lost: int = 0

    def rows(
        self, subscription: Subscription, row: Callable[[Subscription], OutboxRow]
    ) -> Iterator[OutboxRow]:
        """As `guarded`, counted."""
        made = list(guarded(subscription, row))
        self.made += len(made)
        self.lost += not made
        yield from made

    def check(self) -> None:
        """Raise UndrawableError where everybody was left out: one reader's loss is one reader's, all of them are the story's."""
        if self.lost and not self.made:
            raise UndrawableError(f"it could not be drawn for anybody (chats: {self.lost})")


def guarded(subscription: Subscription, row: Callable[[Subscription], Row]) -> Iterator[Row]:
    """The row for one place, or none and a line in the log: settings that can't be read are one place's loss, not everybody's."""
    try:
        made = row(subscription)
    except UndrawableError:
        return  # said where it was drawn
    except Exception:
        log.exception("left out", chat=subscription.chat_id, thread=subscription.thread_id)
        return
    yield made


def held_until(subscription: Subscription, now: datetime) -> datetime | None:
    """When a mute and quiet hours let a push through; None: at once."""
    until = subscription.muted_until if subscription.muted_until and subscription.muted_until > now else None
    if subscription.quiet_from and subscription.quiet_to:
        zone = zones.stored(subscription.timezone)
        quiet = quiet_until(until or now, zone, subscription.quiet_from, subscription.quiet_to)
        until = quiet or until
    return until


def facts(story: StoryView) -> StoryFacts:
    """What decides who hears the story."""
    assert story.id is not None
    text = " ".join([story.title, *(line.text for line in (*story.lines, *story.bullets))])
    return StoryFacts(
        story_id=story.id,
        importance=story.importance,
        countries=story.countries,
        people=story.people,
        organisations=story.organisations,
        subjects=story.subjects,
        sources=tuple(source.outlet for source in story.sources),
        text=text,
    )
