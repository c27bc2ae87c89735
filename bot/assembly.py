"""The composition root's Telegram side: delivery, briefings and the desk that commands work with. Wiring only."""

import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from importlib.metadata import version
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from telegram import Bot

from bot.access import Access, Admins, Invitations
from bot.app import Newsroom, utc_now, worker_name
from bot.briefer import Briefer
from bot.briefing_times import BriefingTimes
from bot.briefings import Composer
from bot.buckets import Buckets
from bot.commands.desk import Defaults, Desk
from bot.judge import NewsJudge
from bot.library import ThreadedLibrary
from bot.messages import Outgoing
from bot.operations import OwnersDesk
from bot.pages import Pages
from bot.rendering import briefing
from bot.watch import Watch
from bot.wire.clients import Administrators, App, derived_secret
from bot.wire.delivery import Delivery
from bot.wire.limiter import Limiter
from bot.wire.sending import TelegramSender
from news.urls import canonical_url
from store.agenda import Agenda
from store.briefings import Briefings, DueBriefing
from store.chats import Chats
from store.invites import Invites
from store.ledger import Ledger
from store.reports import Reports
from store.search import Search
from store.sources import coverage
from store.stories import Stories
from store.views import AgendaItem, Coverage


def build_delivery(room: Newsroom, bot: Bot) -> Delivery:
    """The loop that sends, and answers to people."""
    pace = room.config.delivery
    metrics = room.metrics

    def observe(kind: str, outcome: str, seconds: float) -> None:
        metrics.sends.labels(kind=kind, outcome=outcome).inc()
        metrics.send_seconds.observe(seconds)

    return Delivery(
        sender=TelegramSender(bot, paid_broadcast=pace.paid_broadcast),
        outbox=room.outbox,
        limiter=Limiter(
            time.monotonic,
            per_second=pace.per_second,
            chat_per_second=pace.per_chat_per_second,
            group_per_minute=round(pace.per_group_per_minute),
        ),
        threads=room.threads,
        owner=worker_name(),
        clock=utc_now,
        alert=room.alerts,
        observe=observe,
        in_flight=pace.in_flight,
        per_second=pace.per_second,
        shutdown_s=pace.shutdown_s,
        resend_kinds=("briefing",) if pace.resend_unknown_briefings else (),
    )


def build_briefer(room: Newsroom) -> Briefer:
    """Writes briefings when they are due."""
    composer = build_composer(room)

    def draw(due: DueBriefing) -> Sequence[Outgoing]:
        until = utc_now()
        since = due.last_briefing_at or until - timedelta(hours=24)
        subscription = room.subscriptions.many([due.subscription_id])[0]
        return briefing.briefing(
            composer.view(due.subscription_id, since, until), room.readers.of(subscription)
        )

    return Briefer(
        briefings=Briefings(room.database, utc_now),
        draw=draw,
        clock=utc_now,
        catch_up=timedelta(minutes=room.config.briefing.catch_up_minutes),
        jitter_s=room.config.briefing.jitter_s,
    )


def build_composer(room: Newsroom) -> Composer:
    """Puts briefings together."""
    agenda = Agenda(room.database)

    def today(zone: ZoneInfo, now: datetime) -> Sequence[AgendaItem]:
        day = now.astimezone(zone).date()
        return agenda.between(day, day)

    def read(since: datetime) -> Coverage:
        articles, working, failed = coverage(room.database, since)
        return Coverage(articles=articles, sources=working, failed=failed)

    return Composer(
        stories=room.archive,
        follows=room.follows,
        subscriptions=room.subscriptions,
        agenda=today,
        coverage=read,
        threshold=room.config.stories.push_relevance,
        most=room.config.briefing.max_stories,
    )


def build_desk(room: Newsroom, application: App, token: SecretStr, bot_name: str) -> Desk:
    """Everything that commands work with."""
    config, database, threads = room.config, room.database, room.threads
    chats, reports, invites = Chats(database, utc_now), Reports(database, utc_now), Invites(database, utc_now)
    library = ThreadedLibrary(
        stored=room.archive,
        stories=Stories(database),
        search=Search(database),
        ledger=Ledger(database),
        agenda=Agenda(database),
        composer=build_composer(room),
        threads=threads,
        now=utc_now,
        canonical=canonical_url,
    )
    pages = Pages(
        reader=room.reader,
        judge=NewsJudge(),
        model=room.summarizer,
        articles=room.articles,
        library=library,
        threads=threads,
        canonical=canonical_url,
        now=utc_now,
    )
    operations = OwnersDesk(
        reader=room.reader,
        sources=room.sources,
        articles=room.articles,
        chats=chats,
        subscriptions=room.subscriptions,
        outbox=room.outbox,
        reports=reports,
        threads=threads,
        reload=room.reload,
        count_stories=lambda since: len(room.archive.changed(since, utc_now(), limit=10_000)),
        engine=room.summarizer.engine,
        version=version("attache"),
        now=utc_now,
    )
    return Desk(
        chats=chats,
        subscriptions=room.subscriptions,
        follows=room.follows,
        reports=reports,
        invites=invites,
        waiting=room.outbox,
        library=library,
        reading=pages,
        operations=operations,
        briefings=BriefingTimes(Briefings(database, utc_now), build_briefer(room), threads),
        access=Access(
            config.telegram.access,
            owners=config.telegram.owners,
            allowed=config.telegram.allowed,
            invited=invites,
        ),
        admins=Admins(Administrators(application.bot)),
        invitations=Invitations(derived_secret(token, "invitations")),
        people=Buckets(config.people.person_per_minute),
        groups=Buckets(config.people.group_per_minute),
        threads=threads,
        now=utc_now,
        defaults=Defaults(timezone=config.briefing.timezone, briefing=config.briefing.time),
        bot_name=bot_name,
    )


def build_watch(room: Newsroom) -> Watch:
    """Gauges and the owners' alerts."""
    return Watch(
        sources=room.sources,
        articles=room.articles,
        outbox=room.outbox,
        threads=room.threads,
        metrics=room.metrics,
        alert=room.alerts,
        now=utc_now,
    )
