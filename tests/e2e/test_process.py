"""The bot as a process: how it starts, stops and fails."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.demo import stage
from bot.demo.script import open_stage
from bot.demo.site import Site
from store.database import Database
from store.schema import articles as stored
from tests.botapi.client import ROOT, BotApi
from tests.e2e import articles
from tests.e2e.conftest import WEBHOOK_SECRET, Running, assert_no_secret, start
from tests.summarizer.chat_server import ChatServer, Reply

MADE_UP = "4242424242:AAF-made-up-and-never-asked-about-001"
GRACE_S = 15
PROMPT_S = 5
"""Within this a stop is over whatever the model does; two of them are the grace for a batch that is nearly done."""


def attache(*args: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    own = {key: value for key, value in os.environ.items() if not key.startswith(("TELEGRAM_", "ATTACHE_"))}
    return subprocess.run(
        [sys.executable, "-m", "bot", *args],
        cwd=cwd,
        env={**own, "PYTHONPATH": str(ROOT), **environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_without_a_token_one_sentence_says_how_to_get_one(tmp_path: Path) -> None:
    with Site() as site:
        config = stage.write_config(tmp_path, api_url="http://127.0.0.1:1", site=site)
    done = attache("--config", str(config), "run", cwd=tmp_path)
    assert done.returncode != 0
    assert "BotFather" in done.stderr
    assert "make demo" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("[telegram]\ncolour = 1", "colour"),
        ("[briefing]\ntimezone = 'Mars/Base'", "Mars/Base"),
        ("[log", "TOML"),
        ("[server]\nlisten = 'nonsense'", "ADDRESS:PORT"),
        ("[server]\nlisten = '127.0.0.1:99999'", "ADDRESS:PORT"),
        ("[store]\nurl = 'nonsense'", "postgresql+psycopg://"),
    ],
)
def test_a_wrong_configuration_is_refused_in_one_sentence(tmp_path: Path, line: str, word: str) -> None:
    config = tmp_path / "config.toml"
    config.write_text(line, encoding="utf-8")
    done = attache("--config", str(config), "run", cwd=tmp_path, TELEGRAM_BOT_TOKEN=MADE_UP)
    assert done.returncode != 0
    assert word in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_token_that_telegram_does_not_know_stops_the_bot_with_a_sentence(tmp_path: Path) -> None:
    with Site() as site, BotApi.start() as api:
        config = stage.write_config(tmp_path, api_url=api.url, site=site)
        wrong = "4242424242:AAF-not-the-right-token-at-all-xxxxx"
        done = attache("--config", str(config), "run", cwd=tmp_path, TELEGRAM_BOT_TOKEN=wrong)
        assert done.returncode != 0
        assert "token" in (done.stdout + done.stderr).lower()
        assert wrong not in done.stdout + done.stderr
        assert wrong.partition(":")[2] not in done.stdout + done.stderr


def test_sigterm_ends_it_cleanly_and_a_restart_repeats_nothing(tmp_path: Path) -> None:
    with Site() as site, BotApi.start() as api:
        open_stage(site)
        first = start(tmp_path, site, api)
        running = next(first)
        ana = running.person()
        site.publish_article(articles.RECALL)
        story = api.wait_for(ana, "Tarnovia")
        asked = time.monotonic()
        running.bot.process.send_signal(signal.SIGTERM)
        assert running.bot.process.wait(GRACE_S) == 0
        assert time.monotonic() - asked < GRACE_S
        next(first, None)
        api.say(ana, "/latest")
        site.publish_article(articles.VOTE)
        for again in start(tmp_path, site, api):
            # What happened while it was away: the command is answered, the new story told, the old one not repeated.
            again.api.wait_for(ana, "Newest stories", after=story.seq)
            again.api.wait_for(ana, "Security Council", match=lambda one: bool(one.buttons), after=story.seq)
            assert len([one for one in api.sent(ana) if one.text == story.text]) == 1
        assert api.refused() == []
        assert_no_secret(tmp_path, api.token)


def test_sigterm_is_obeyed_while_the_model_is_at_work_and_what_it_read_is_given_back(tmp_path: Path) -> None:
    # A server that hangs is a model that takes a minute, be it to load or to write.
    hanging = ChatServer(lambda _body, _number: Reply(text="Too late.", hang_s=60))
    with Site() as site, BotApi.start() as api, hanging.running():
        open_stage(site)
        config = stage.write_config(tmp_path, api_url=api.url, site=site)
        environ = {
            "ATTACHE_SUMMARIZER_ENGINE": "endpoint",
            "ATTACHE_SUMMARIZER_MODEL": "press-1",
            "ATTACHE_SUMMARIZER_ENDPOINT_URL": hanging.url,
            "ATTACHE_SUMMARIZER_ENDPOINT_TIMEOUT_S": "120",
        }
        log = tmp_path / "attache.log"
        with stage.running_bot(config, token=api.token, log=log, environ=environ) as bot:
            stage.wait_until_up(bot, api)
            ana = api.user("Ana")
            api.say(ana, f"/summary {site.home}/meridian/grain-transit")
            _wait_until(lambda: bool(hanging.requests) and "article read" in bot.output, bot)
            asked = time.monotonic()
            bot.process.terminate()
            assert bot.process.wait(GRACE_S) == 0
            assert time.monotonic() - asked < PROMPT_S
            assert "Traceback" not in bot.output
    database = Database(f"sqlite:///{tmp_path / 'attache.db'}")
    with database.read() as connection:
        rows = connection.execute(select(stored.c.state, stored.c.leased_by)).all()
    database.close()
    assert ("read", None) in [tuple(row) for row in rows]
    assert {row.leased_by for row in rows} == {None}


def _wait_until(condition: Callable[[], bool], bot: stage.Bot) -> None:
    deadline = time.monotonic() + stage.START_S
    while not condition():
        assert time.monotonic() < deadline, bot.output[-3000:]
        time.sleep(0.05)


def test_a_second_bot_with_the_same_token_is_told_so_and_the_first_goes_on(
    running: Running, tmp_path: Path
) -> None:
    config = stage.write_config(tmp_path, api_url=running.api.url, site=running.site)
    log = tmp_path / "second.log"
    before = len(running.api.calls("getMe"))
    with stage.running_bot(config, token=running.api.token, log=log) as second:
        deadline = time.monotonic() + stage.START_S
        while "Another process polls Telegram with the same token" not in second.output:
            assert time.monotonic() < deadline, second.output
            time.sleep(0.2)
        assert len(running.api.calls("getMe")) > before
    assert "Traceback" not in second.output
    assert running.api.token not in second.output
    ana = running.person()
    running.api.say(ana, "/help")
    running.api.wait_for(ana, "What I can do")


def test_by_webhook_it_does_the_same_and_only_with_the_secret(tmp_path: Path) -> None:
    port = free_port()
    options = (
        f'mode = "webhook"\nwebhook_url = "http://127.0.0.1:{port}/hook"\nwebhook_listen = "127.0.0.1:{port}"'
    )
    with Site() as site, BotApi.start() as api:
        open_stage(site)
        for running in start(tmp_path, site, api, extra=options, TELEGRAM_WEBHOOK_SECRET=WEBHOOK_SECRET):
            ana = running.person()
            api.say(ana, "/latest")
            api.wait_for(ana, "Newest stories")
            site.publish_article(articles.RECALL)
            story = api.wait_for(ana, "Tarnovia")
            assert api.pressed(api.press(story, "Quotes", by=ana))
            desk, ben, _ = running.desk("Talks")
            api.say(desk, "/latest@AttacheTestBot", by=ben, topic="Talks")
            assert api.wait_for(desk).thread_id == desk.topics["Talks"]
            forged = urllib.request.Request(
                f"http://127.0.0.1:{port}/hook", data=b'{"update_id": 9}', method="POST"
            )
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(forged, timeout=5)
            with refused.value as answer:
                assert answer.code in (401, 403)
            assert api.calls("getUpdates") == []
        assert api.refused() == []
        assert_no_secret(tmp_path, api.token, WEBHOOK_SECRET)
