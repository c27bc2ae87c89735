"""`attache demo`: the real bot against a Bot API server and a small press on loopback, in a terminal chat."""

import argparse
import importlib
import importlib.util
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from bot.demo import chat as chat_side
from bot.demo import picture, script, stage
from bot.demo.chat import Chat
from bot.demo.guard import ending_on_signals, guarded
from bot.demo.site import Site

if TYPE_CHECKING:
    from tests.botapi.client import BotApi

NAME = "demo"
HELP = "a whole day in your terminal: no token, no server, no internet"

ROOT = Path(__file__).resolve().parents[2]
# When somebody watches, an article appears every so often.
PACE_S = 20.0
PICTURE_WIDTH = 72
LIVE_S = 25.0
"""How long a conversation that nobody watches waits for the first real article."""
TO_COME = (
    "border-talks",
    "border-talks-wire",
    "prisoner-exchange",
    "rowing",
    "state-visit",
    "energy-summit",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "--live", action="store_true", help="the real sources of config.toml, over the internet"
    )
    parser.add_argument("--log", type=Path, metavar="FILE", help="keep the bot's log")
    parser.add_argument(
        "--svg", type=Path, metavar="FILE", help="play the script and save the screen as a picture"
    )
    parser.add_argument(
        "--script", action="store_true", help="play the scripted conversation on a terminal, too"
    )


def run(args: argparse.Namespace) -> int:
    """Play the demo; 0 when the bot did all it should, 1 when something did not come."""
    server = _server_of_the_tests()
    if server is None:
        print(
            "The demo needs the Bot API server of the tests: get the source (git clone) and run `make demo` there.",
            file=sys.stderr,
        )
        return 1
    console = picture.recording_console(PICTURE_WIDTH) if args.svg else Console(highlight=False)
    scenes = script.OPENING if args.svg else script.SCENES
    try:
        with _played(server, console, live=args.live, keep=args.log) as (chat, site, bot):
            if args.script or args.svg or not sys.stdin.isatty():
                missing = _look(chat, bot) if args.live else script.play(chat, site, scenes)
            else:
                missing = []
                console.print(chat_side.HELP, style="dim")
                # Telegram's START button: without it the bot sends nothing by itself.
                chat.say("/start")
                with _publishing(site if not args.live else None):
                    chat_side.converse(chat, console, alive=lambda: bot.process.poll() is None)
    except stage.StartError as error:
        print(error, file=sys.stderr)
        return 1
    if args.svg:
        picture.save(console, args.svg, title="Attaché")
    for what in missing:
        print(f"Demo: {what}.", file=sys.stderr)
    _say_what_next(console)
    return 1 if missing else 0


@contextmanager
def _played(
    server: "type[BotApi]", console: Console, *, live: bool, keep: Path | None
) -> Iterator[tuple[Chat, Site, stage.Bot]]:
    with ExitStack() as stack:
        stack.enter_context(ending_on_signals())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="attache-demo-")))
        guard = stack.enter_context(guarded(folder))
        site = stack.enter_context(Site())
        api = stack.enter_context(server.start(username="AttacheDemoBot"))
        script.open_stage(site)
        console.print("Starting the bot …", style="dim")
        config, environ = stage.write_config(folder, api_url=api.url, site=site), {}
        if live:
            config = ROOT / "config.toml"
            environ = {
                "ATTACHE_TELEGRAM_API_URL": api.url,
                "ATTACHE_STORE_URL": f"sqlite:///{folder.as_posix()}/attache.db",
            }
        log = (keep or folder / "attache.log").absolute()
        bot = stack.enter_context(stage.running_bot(config, token=api.token, log=log, environ=environ))
        guard.watch(bot.process.pid)
        stage.wait_until_up(bot, api)
        if not live:
            console.print("It reads the first articles …", style="dim")
            stage.wait_until_settled(bot)
        yield Chat(api, api.user("You"), console), site, bot


@contextmanager
def _publishing(site: Site | None) -> Iterator[None]:
    """Let the outlets publish one article after another while the block runs."""
    stop = threading.Event()

    def publish() -> None:
        for slug in TO_COME if site is not None else ():
            if stop.wait(PACE_S):
                return
            assert site is not None
            site.publish(slug)

    thread = threading.Thread(target=publish, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _look(chat: Chat, bot: stage.Bot) -> list[str]:
    """What can be promised of real sources: that the bot answers."""
    missing = []
    for command in ("/start", "/latest"):
        if command == "/latest":
            chat.note("… the sources are being read.")
            with suppress(stage.StartError):  # without the internet there is nothing to wait for
                stage.wait_until_settled(bot, timeout=LIVE_S)
        chat.say(command)
        if not chat.show_until(bool, timeout=script.PATIENCE_S):
            missing.append(f"no answer to {command}")
    return missing


def _say_what_next(console: Console) -> None:
    console.print()
    console.print(
        f"That was the real bot. To add a source, edit {os.path.relpath(ROOT / 'config.toml')};", style="dim"
    )
    console.print("`make demo LIVE=1` reads the sources there; `make run` starts your own bot.", style="dim")


def _server_of_the_tests() -> "type[BotApi] | None":
    """The tests' server, from the checkout that this file stands in; it is not part of an installed package."""
    if not (ROOT / "tests" / "botapi").is_dir() or importlib.util.find_spec("tdjson") is None:
        return None
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    client: type[BotApi] = importlib.import_module("tests.botapi.client").BotApi
    return client
