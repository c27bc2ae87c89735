"""Writes docs/commands.md from the list of commands and from messages as they are sent. A test keeps the page current.

The messages are the golden ones of the tests: stories of invented countries, drawn by the program itself.
"""

from collections.abc import Sequence
from pathlib import Path

from bot.commands.menu import NEWS, OWNER, YOURS, Item
from bot.messages import Outgoing
from bot.rendering.packing import words_of
from bot.rendering.settings import LANGUAGE_NAMES
from bot.texts import texts
from tests.bot.messages import every

HEAD = """# Commands

What people can ask the bot, who may, and what comes back. The list is the program's own (`bot/commands/menu.py`): the
menu in Telegram, `/help` and this page come from it.

- **Private chats**: everything. A link without a command is summed up, words are looked up, a question is asked (up to three in
  a message), a number opens that story of the list, a shared location sets the time zone. "latest", "settings", "help" and the like need no slash.
- **Groups**: anybody may ask for news; settings are for administrators, anonymous ones included. The bot needs no right
  to read the chat (privacy mode stays on). A question or words for it may begin with its name (`@yourbot who mediates?`) or end with
  it and a question mark; its bare name in reply to a link sums that up, in reply to a question or words answers those. A command may follow
  the name (`@yourbot /latest`). Answers come in the forum topic they were asked in, and a topic can have its own settings: give the command there.
- **Channels**: add the bot as an administrator who may post, then post `/start` in the channel. Buttons under stories open
  the private chat, so that one reader's tap is not posted to all.
- **In any other chat**: `@yourbot words` offers story cards to send (switch on inline mode with @BotFather).
- **Following nothing** gets the editors' choice: the most important stories. Following something gets just that. Each
  story reaches a chat once, whatever matched.
- Commands for another bot (`/start@otherbot`) and edited messages are left alone; so are unknown commands in groups.
- One person may ask 20 times a minute and one group 20 times a minute (`[people]` in `config.toml`); beyond that the bot
  says when to try again, once.

The interface speaks {languages}; `/language` chooses, per chat or topic.

This page is generated (`make docs`).
"""

GROUPS: tuple[tuple[str, tuple[Item, ...]], ...] = (
    ("News", NEWS),
    ("What comes, and when", YOURS),
    ("For the owner", OWNER),
)
WHO = {"anyone": "anybody", "admins": "administrators in groups", "owner": "owners, in private"}
# What each command takes, beyond its example; in words, since menus have no room for it.
TAKES = {
    "start": "Links such as `?start=story_…` open a story.",
    "summary": "Nothing: the newest. A link: that article. In reply to a message: its link or story. A number: from the "
    "list last shown. `today`, `this week` (with a picture of who spoke most), `yesterday`, `last week`, `1 November`. Other words: the "
    "story that they name, otherwise the nearest to choose from.",
    "latest": "A country, in any of the interface's languages.",
    "quotes": "A person, asked about when several have the name; in reply to a story, all its quotes.",
    "said": "A person, `about` words, `since` and `until` a day. Changed wording is shown side by side.",
    "ask": "A question. Only sentences of stored articles answer, each with its source and with a denial where there is one; "
    'otherwise the bot says that it has nothing. "What did … say?" opens what `/said` has.',
    "timeline": "A number, words, or in reply to a story. Also as a picture.",
    "agenda": "A country, days (`tomorrow`, `next week`), or words of what is announced.",
    "search": "Words; `since` and `until` a day (2026-11-01, `1 November`, `yesterday`, `last week`, in any of the languages), `source:`, "
    "`lang:`, `country:` and `-word` narrow them.",
    "follow": "A country, subject, organisation, person or outlet by name; several with commas or "
    "“and”, countries also in a row; otherwise words that must all be in the story. "
    '`-word` and `-"two words"` exclude; exclusions alone hold for everything. Nothing: buttons.',
    "unfollow": "What `/following` shows; nothing: the list with buttons.",
    "briefing": "One or several times, as a clock or in words (`half past seven`); days (`weekdays`, `Mon Wed`, `Sun-Thu`, `every day but "
    "Friday`), the same for all times. `weekdays` are those of the country of the time zone: Sunday to Thursday in Cairo. Days alone keep the "
    "times that are set, a time alone keeps the days; `off`, `now`.",
    "timezone": "A city, a country, an abbreviation such as `CET`, `Moscow time`, a zone of the tz database or an offset.",
    "quiet": "A span, or `off`. What happens meanwhile comes in one message afterwards.",
    "mute": "`30m`, `3h`, `two days`, `until tomorrow`, at most 60 days, or `off`. Briefings are held as well; one comes when it ends.",
    "broadcast": "Shown as it would go out; sent after a tap.",
    "addsource": "A feed, a page that lists links, or a home page. Shows what it brings before it is kept.",
    "invite": "A link that lets whoever opens it use an invite-only bot for good; the link itself works for a week.",
}
SHOWN = (
    "push",
    "push, several outlets that differ, an update",
    "evidence",
    "briefing, normal",
    "said",
    "answer",
    "settings",
    "added to a group",
)


def page() -> str:
    """The whole page as Markdown."""
    parts = [HEAD.format(languages=", ".join(LANGUAGE_NAMES.values()))]
    parts += [_table(title, items) for title, items in GROUPS]
    parts.append(_buttons())
    parts.append("## What it looks like\n\nMessages as they are sent; buttons stand in brackets.\n")
    drawn = dict(every("en"))
    parts += [f"### {name[:1].upper()}{name[1:]}\n\n```text\n{_shown(drawn[name])}\n```\n" for name in SHOWN]
    return "\n".join(parts)


def _table(title: str, items: Sequence[Item]) -> str:
    words = texts("en")
    rows = []
    for item in items:
        usage = f"usage.{item.name}"
        example = f"`{words.plain(usage)}`" if usage in words else f"`/{item.name}`"
        meaning = words.plain(f"command.{item.name}")
        rows.append(
            f"| `/{item.name}` | {meaning} | {TAKES.get(item.name, '–')} | {example} | {WHO[item.may]} |"
        )
    head = ["| command | what it does | takes | example | who |", "|---|---|---|---|---|"]
    return "\n".join([f"## {title}\n", *head, *rows, ""])


def _buttons() -> str:
    words = texts("en")
    names = {
        "story.quotes": "all direct quotes with speaker, role, outlet and link",
        "story.evidence": "each sentence beside the sentences of the article it rests on, and whether it was shortened",
        "story.sources": "all outlets with links and times",
        "story.original": "the article itself",
        "story.timeline": "dated developments",
        "story.like": "similar stories of the archive",
        "story.follow": "every development of this story, whatever else is followed",
        "story.mute": "nothing more about it",
        "story.share": "a link that opens the story with the bot",
        "story.wrong": "a report to the owners, with the evidence",
    }
    rows = [f"| {words.plain(key)} | {meaning} |" for key, meaning in names.items()]
    return "\n".join(["## Buttons under a story\n", "| button | what it opens |", "|---|---|", *rows, ""])


def _shown(messages: Sequence[Outgoing]) -> str:
    return "\n\n".join(_one(message) for message in messages)


def _one(message: Outgoing) -> str:
    rows = [" ".join(f"[{button.text}]" for button in row) for row in message.buttons]
    return "\n".join([words_of(message.html), *rows])


if __name__ == "__main__":
    Path(__file__).with_name("commands.md").write_text(page(), encoding="utf-8")
