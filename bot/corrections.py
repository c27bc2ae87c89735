"""Corrects what was sent: a changed article's messages are edited, vanished quotes and withdrawn articles are said so.

Writes rows of the outbox; each message is corrected once a revision, so that repeating is harmless.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

import structlog

from bot.messages import Outgoing
from bot.pushes import Readers, guarded
from bot.rendering import story as drawing
from store.corrections import Change, Corrections
from store.errors import StoreError
from store.outbox import Outbox
from store.outbox_rows import OutboxRow, SentMessage
from store.quoted import letters
from store.subscriptions import Subscription, Subscriptions
from store.views import SourceView, StoryView

log = structlog.get_logger(__name__)

PRIORITY = 5
EDITABLE = timedelta(hours=48)
"""Older messages are history: Telegram edits them still, but nobody looks."""
_QUOTED = re.compile(r"<blockquote[^>]*>(.*?)</blockquote>", re.DOTALL)
_MARKS = re.compile(r"[“«„\"](.{12,}?)[”»“\"]", re.DOTALL)


class Refreshes(Protocol):
    """Says a story again from the articles that stand."""

    def refresh(self, story_id: int) -> None:
        """Store what the story says now."""
        ...


class StoryReader(Protocol):
    """Gives a story as readers are shown it, or None when nothing of it stands."""

    def story(self, story_id: int) -> StoryView | None:
        """One story."""
        ...


class StoryCorrections:
    """Edits what was sent. Synchronous."""

    def __init__(
        self,
        *,
        corrections: Corrections,
        desk: Refreshes,
        library: StoryReader,
        outbox: Outbox,
        subscriptions: Subscriptions,
        readers: Readers,
        now: Callable[[], datetime],
    ) -> None:
        self._corrections = corrections
        self._desk = desk
        self._library = library
        self._outbox = outbox
        self._subscriptions = subscriptions
        self._readers = readers
        self._now = now

    def correct(self, article_id: int) -> int:
        """Correct the messages that an article stands in; return how many will change. Safe to repeat.

        What still waits to be sent may say the old words: then `sweep` comes back for it.
        """
        change = self._corrections.of(article_id)
        if change is None:
            return 0
        # Asked before the messages are read: what is sent in between waits for the next time.
        waiting = self._outbox.waits(_keys(change))
        self._desk.refresh(change.story_id)
        view = self._library.story(change.story_id)
        changed = self._outbox.put(list(self._rows(change, view)))
        if not waiting:
            self._corrections.told(change, self._now())
        log.info("messages corrected", article=article_id, story=change.story_id, messages=changed)
        return changed

    def sweep(self) -> int:
        """Correct what withdrawn articles stand in, and what was sent since its article changed. Safe to repeat."""
        return sum(map(self._swept, self._corrections.untold(self._now() - EDITABLE)))

    def _swept(self, article_id: int) -> int:
        try:
            return self.correct(article_id)
        except StoreError:
            raise
        except Exception:
            log.exception("not corrected", article=article_id)
            return 0

    def _rows(self, change: Change, view: StoryView | None) -> Iterator[OutboxRow]:
        written = self._outbox.written("correction", _key(change, ""))
        for sent, is_update in self._messages(change):
            if (sent.chat_id, _key(change, sent.message_id)) in written or change.url not in _said(sent):
                continue
            subscription = self._subscriptions.find(sent.chat_id, sent.thread_id)
            if subscription is None:
                continue
            shown = None if view is None else replace(view, is_update=is_update)
            yield from filter(None, guarded(subscription, partial(self._row, change, shown, sent)))

    def _row(
        self, change: Change, view: StoryView | None, sent: SentMessage, subscription: Subscription
    ) -> OutboxRow | None:
        """The edit of one message; None if it was sent since the change and reads so already."""
        reader = self._readers.of(subscription)
        if view is None:
            return _edit(change, sent, drawing.withdrawn(_nothing_left(change), reader))
        if sent.sent_at > change.at and drawing.push(view, reader).html == sent.payload.get("html"):
            return None
        gone = bool(vanished(str(sent.payload.get("html", "")), change.texts))
        return _edit(change, sent, drawing.push(view, reader, corrected=change.at, quote_gone=gone))

    def _messages(self, change: Change) -> Iterator[tuple[SentMessage, bool]]:
        oldest = self._now() - EDITABLE
        for kind, key in _keys(change):
            for sent in self._outbox.message_ids(kind, key):
                if sent.sent_at >= oldest:
                    yield sent, kind == "update"


def _keys(change: Change) -> list[tuple[str, str]]:
    """Kind and key of every message about the story."""
    updates = [("update", f"{change.story_id}.{number}") for number in range(2, change.pushes + 1)]
    return [("push", str(change.story_id)), *updates]


def vanished(message: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Quoted words of a message, as HTML, that none of the texts has."""
    known = [letters(text) for text in texts]
    return tuple(words for words in _quoted(message) if not any(letters(words) in text for text in known))


def _quoted(message: str) -> Sequence[str]:
    found = []
    for block in _QUOTED.findall(message):
        plain = html.unescape(re.sub(r"<[^>]+>", "", block))
        found += _MARKS.findall(plain)
    return found


def _nothing_left(change: Change) -> StoryView:
    source = SourceView(outlet=change.outlet, url=change.url, title=change.title)
    return StoryView(id=change.story_id, title=change.title, updated=change.at, sources=(source,))


def _said(sent: SentMessage) -> str:
    return html.unescape(str(sent.payload.get("html", "")))


def _key(change: Change, message: object) -> str:
    """Of the correction of one message: once a revision."""
    return f"{change.article_id}.{'withdrawn' if change.withdrawn else change.revision}.{message}"


def _edit(change: Change, sent: SentMessage, drawn: Outgoing) -> OutboxRow:
    return OutboxRow(
        kind="correction",
        key=_key(change, sent.message_id),
        chat_id=sent.chat_id,
        thread_id=sent.thread_id,
        part=sent.part,
        payload=replace(drawn, edit=sent.message_id).to_json(),
        priority=PRIORITY,
    )
