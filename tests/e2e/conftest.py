"""Starts the processes, once where a test does not stop them, and checks after every test what no test may leave."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.demo import stage
from bot.demo.script import open_stage
from bot.demo.site import Site
from tests.botapi.client import BotApi, Place, Sent, User
from tests.e2e import articles

WEBHOOK_SECRET = "made-up-secret-of-the-webhook-tests"


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A bot, the Telegram and the press around it."""

    api: BotApi
    site: Site
    bot: stage.Bot
    folder: Path
    config: Path

    def person(self, name: str = "Ana", *, language: str = "en") -> User:
        """Somebody new, who has said /start and been answered."""
        user = self.api.user(name, language=language)
        self.api.say(user, "/start")
        self.api.wait_for(user)
        return user

    def desk(self, *topics: str, bot: str = "member") -> tuple[Place, User, User]:
        """A group (a forum with topics), a member and an administrator of it."""
        member, admin = self.api.user("Ben"), self.api.user("Cora")
        place = self.api.group("Desk", members=(member,), admins=(admin,), topics=topics, bot=bot)
        return place, member, admin

    def calm(self) -> int:
        """The number of the latest entry, to look only at what comes after."""
        return self.api.mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story that has been pushed to everybody who wanted it."""

    url: str
    ana: User
    ben: User
    stranger: User
    group: Place
    forum: Place
    channel: Place
    stories: dict[int, Sent]
    """Chat → what was sent there."""


def start(folder: Path, site: Site, api: BotApi, *, extra: str = "", **environ: str) -> Iterator[Running]:
    """The real bot, polling unless `extra` options say otherwise."""
    config = stage.write_config(folder, api_url=api.url, site=site)
    if extra:
        text = config.read_text(encoding="utf-8")
        config.write_text(text.replace("[telegram]\n", f"[telegram]\n{extra}\n"), encoding="utf-8")
    with stage.running_bot(config, token=api.token, log=folder / "attache.log", environ=environ) as bot:
        stage.wait_until_up(bot, api)
        stage.wait_until_settled(bot)
        yield Running(api=api, site=site, bot=bot, folder=folder, config=config)
    assert bot.process.returncode == 0, bot.output[-3000:]


@pytest.fixture(scope="session")
def polling(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One bot for all tests that do not stop it."""
    folder = tmp_path_factory.mktemp("polling")
    with Site() as site, BotApi.start() as api:
        open_stage(site)
        yield from start(folder, site, api)
        assert_no_secret(folder, api.token)


@pytest.fixture
def running(polling: Running) -> Iterator[Running]:
    """The shared bot; after each test, everything it sent must have pleased Telegram, and it must be alive."""
    refused = len(polling.api.refused())
    errors = len(tracebacks(polling.bot))
    yield polling
    assert polling.bot.process.poll() is None, polling.bot.output[-3000:]
    assert polling.api.refused()[refused:] == []
    assert tracebacks(polling.bot)[errors:] == []


@pytest.fixture(scope="session")
def told(polling: Running) -> Told:
    """One story and everybody who heard it: two people, a group, a forum's topic, a channel. And one who did not."""
    api = polling.api
    ana, ben, stranger = polling.person("Ana"), polling.person("Ben"), api.user("Stranger")
    group, _, admin = polling.desk()
    forum, _, other = polling.desk("Wire", "Chat")
    channel = api.channel("Wire")
    api.say(group, "/start", by=admin)
    api.say(forum, "/start", by=other, topic="Wire")
    api.say(channel, "/start")
    for place in (group, forum, channel):
        api.wait_for(place)
    url = polling.site.publish_article(articles.RECALL)
    chats = (ana.id, ben.id, group.id, forum.id, channel.id)
    stories = {chat: api.wait_for(chat, "Tarnovia") for chat in chats}
    return Told(
        url=url,
        ana=ana,
        ben=ben,
        stranger=stranger,
        group=group,
        forum=forum,
        channel=channel,
        stories=stories,
    )


def tracebacks(bot: stage.Bot) -> list[str]:
    """First lines of what a bug leaves in the log."""
    return re.findall(r"^.*Traceback \(most recent call last\).*$", bot.output, re.MULTILINE)


def assert_no_secret(folder: Path, *secrets: str) -> None:
    """No file that the bot wrote holds a secret, its tail included (the part after the colon is enough to guess)."""
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            for secret in secrets:
                assert secret.encode() not in content, file
                assert secret.rpartition(":")[2].encode() not in content, file
