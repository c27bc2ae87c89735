"""Which function answers which command. The list of commands itself, with who may give them, is `menu`."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.commands import archive, begin, follow, schedule, settings, stories
from bot.commands.desk import Desk, Replies, Visit
from bot.commands.menu import ALL, Item
from bot.commands.owner import OwnerCommands

Handler = Callable[[Desk, Visit], Awaitable[Replies]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """An item of the menu and what answers it."""

    item: Item
    handler: Handler


def commands(owner: OwnerCommands) -> dict[str, Command]:
    """Every command by name; raises KeyError at start-up when one of the menu has no handler."""
    handlers: dict[str, Handler] = {
        "start": begin.start,
        "stop": begin.stop,
        "help": begin.help_,
        "latest": stories.latest,
        "summary": stories.summary,
        "quotes": stories.quotes,
        "timeline": stories.timeline,
        "search": archive.search,
        "ask": archive.ask,
        "said": archive.said,
        "agenda": archive.agenda,
        "follow": follow.follow,
        "unfollow": follow.unfollow,
        "following": follow.list_follows,
        "briefing": schedule.briefing,
        "timezone": schedule.timezone,
        "quiet": schedule.quiet,
        "mute": schedule.mute,
        "pause": schedule.pause,
        "resume": schedule.resume,
        "settings": settings.settings,
        "language": settings.language,
        "status": owner.status,
        "sources": owner.sources,
        "addsource": owner.add_source,
        "removesource": owner.remove_source,
        "reload": owner.reload,
        "broadcast": owner.broadcast,
        "invite": owner.invite,
        "reports": owner.reports,
    }
    return {item.name: Command(item=item, handler=handlers[item.name]) for item in ALL}
