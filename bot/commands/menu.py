"""The list of commands as people see it: names, groups, where each works and for whom.

Plain data below everything else, so that /help can be drawn from it; `bot.commands.registry` joins it with handlers.
Texts are `command.<name>` and `usage.<name>` of each language.
"""

from dataclasses import dataclass
from typing import Literal

May = Literal["anyone", "admins", "owner"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One command."""

    name: str
    may: May = "anyone"
    """Who may give it; in a private chat everybody is their own administrator."""
    groups: bool = True
    """Does it work in groups and channels as well?"""
    slow: bool = False
    """Worth a typing action: it may read a page or search."""
    menu: bool = True
    """Is it in Telegram's menu of commands?"""


NEWS: tuple[Item, ...] = (
    Item(name="latest"),
    Item(name="summary", slow=True),
    Item(name="quotes"),
    Item(name="search", slow=True),
    Item(name="ask", slow=True),
    Item(name="said", slow=True),
    Item(name="agenda"),
    Item(name="timeline", slow=True),
)
YOURS: tuple[Item, ...] = (
    Item(name="start", may="admins"),
    Item(name="follow", may="admins"),
    Item(name="unfollow", may="admins"),
    Item(name="following"),
    Item(name="briefing", may="admins", slow=True),
    Item(name="timezone", may="admins"),
    Item(name="quiet", may="admins"),
    Item(name="mute", may="admins"),
    Item(name="pause", may="admins"),
    Item(name="resume", may="admins"),
    Item(name="language", may="admins"),
    Item(name="settings", may="admins"),
    Item(name="stop", may="admins"),
    Item(name="help"),
)
OWNER: tuple[Item, ...] = (
    Item(name="status", may="owner", groups=False),
    Item(name="sources", may="owner", groups=False),
    Item(name="addsource", may="owner", groups=False, slow=True),
    Item(name="removesource", may="owner", groups=False),
    Item(name="reload", may="owner", groups=False),
    Item(name="broadcast", may="owner", groups=False),
    Item(name="invite", may="owner", groups=False),
    Item(name="reports", may="owner", groups=False),
)
HELP_GROUPS: tuple[tuple[str, tuple[Item, ...]], ...] = (
    ("help.news", NEWS),
    ("help.yours", YOURS),
    ("help.owner", OWNER),
)
ALL: tuple[Item, ...] = (*NEWS, *YOURS, *OWNER)


def shown_to(item: Item, chat_type: str, *, owner: bool) -> bool:
    """Does /help list it here?"""
    if item.may == "owner":
        return owner and chat_type == "private"
    return item.groups or chat_type == "private"
