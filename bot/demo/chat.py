"""One person's side of a chat with the bot, in a terminal.

Shows what the bot sends; turns typed lines into messages, replies and pressed buttons. Knows nothing of the demo's
articles or of how the bot was started.
"""

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from bot.demo import render

if TYPE_CHECKING:
    from tests.botapi.client import BotApi, Sent, User

HELP = """\
Type what you would type in Telegram: /latest, /quotes …
1, 2, 3 …   press a button of the newest message
#4 1        press button 1 of message #4
#4 TEXT     reply to message #4
quit        leave (or Ctrl-D)"""

PROMPT = "You › "
ERASE_LINE = "\r\x1b[2K"

_TAGGED = re.compile(r"#(\d+)\s+(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A message on the screen and the number people call it by."""

    number: int
    sent: "Sent"


class Chat:
    """The screen and the keyboard of one person."""

    def __init__(self, api: "BotApi", user: "User", console: Console) -> None:
        self._api = api
        self._user = user
        self._console = console
        self._width = min(console.width, render.MAX_WIDTH)
        self._messages: dict[int, Shown] = {}
        self._seen = 0
        self._lock = threading.Lock()
        self.prompted = False
        """A prompt stands on the screen's last line and makes room for what comes."""

    # ── what the bot sends ──────────────────────────────────────────────────────────────────────────────────────────

    def show_news(self, *, wait_s: float) -> list["Sent"]:
        """Show what has come since the last call, waiting up to `wait_s` for it; returns what was shown."""
        with self._lock:
            new = self._api.wait_for_news(after=self._seen, wait_s=wait_s)
            self._seen += len(new)
            ours = [one for one in new if self._concerns(one)]
            if ours and self.prompted:
                self._console.file.write(ERASE_LINE)
            for one in ours:
                self._show(one)
        return ours

    def show_until(
        self, enough: Callable[[list["Sent"]], bool], *, timeout: float, calm_s: float = 1.0
    ) -> bool:
        """Show news until there is enough of it and then `calm_s` of silence; False if there never was."""
        deadline = time.monotonic() + timeout
        got: list[Sent] = []
        while time.monotonic() < deadline:
            new = self.show_news(wait_s=calm_s)
            got += [one for one in new if one.is_message]
            if not new and enough(got):
                return True
        return enough(got)

    def _concerns(self, one: "Sent") -> bool:
        """A message here, or words that pop up after a press."""
        if one.method == "answerCallbackQuery":
            return bool(one.text)
        return one.is_message and one.chat_id == self._user.id

    def _show(self, one: "Sent") -> None:
        if one.method == "answerCallbackQuery":
            self._console.print(Text(f"  ({one.text})", style="italic dim"))
            return
        assert one.message_id is not None
        known = self._messages.get(one.message_id)
        number = known.number if known else len(self._messages) + 1
        self._messages[one.message_id] = Shown(number=number, sent=one)
        edited = " · edited" if one.method.startswith("edit") else ""
        clock = time.strftime("%H:%M", time.localtime(one.at))
        self._console.print()
        title = Text(f"Attaché · {clock}{edited} · #{number}", style="bold blue")
        self._console.print(Rule(title, align="left", style="blue"), width=self._width)
        if one.method == "sendDocument":
            self._console.print(Text("📎 a file", style="cyan"))
        elif one.method == "sendPhoto":
            self._console.print(Text("🖼 a picture", style="cyan"))
        for line in render.lines(one.text, one.entities, self._console, width=self._width):
            self._console.print(line, soft_wrap=True)
        rows = render.buttons(one.buttons, width=self._width)
        if rows:
            self._console.print()
        for line in rows:
            self._console.print(line, soft_wrap=True)

    # ── what the person does ────────────────────────────────────────────────────────────────────────────────────────

    def say(self, text: str) -> None:
        """Type a line, and show it as one's own."""
        self.echo(text)
        self._api.say(self._user, text)

    def press(self, label: str) -> bool:
        """Press a button by its label on the newest message that has it; False if none has."""
        for shown in sorted(self._messages.values(), key=lambda one: -one.number):
            if any(label.lower() in name.lower() for name in shown.sent.labels):
                self.echo(f"presses “{label}” under #{shown.number}", action=True)
                self._api.press(shown.sent, label, by=self._user)
                return True
        return False

    def echo(self, text: str, *, action: bool = False) -> None:
        """Show what the person does."""
        self._console.print()
        self._console.print(Text(f"{'☛' if action else 'You ›'} {text}", style="green"))

    def note(self, text: str) -> None:
        """Say something about the demo itself."""
        self._console.print()
        self._console.print(Text(text, style="dim italic"), width=self._width)

    def enter(self, line: str) -> None:
        """Do what a typed line means."""
        tagged = _TAGGED.fullmatch(line)
        target = self._newest() if tagged is None else self._by_number(int(tagged[1]))
        text = line if tagged is None else tagged[2]
        if text.isdecimal():
            self._press(target, int(text))
        elif tagged is not None and target is not None:
            self._api.say(self._user, text, reply_to=target.sent)
        else:
            self._api.say(self._user, text)

    def _press(self, target: Shown | None, number: int) -> None:
        if target is None or not 1 <= number <= len(target.sent.labels):
            self.note(f"There is no button {number} to press.")
            return
        button = target.sent.button(number - 1)
        if "callback_data" in button:
            self._api.press(target.sent, number - 1, by=self._user)
        else:
            self.note(f"Telegram would open {button.get('url', 'a dialogue')}")

    def _newest(self) -> Shown | None:
        with_buttons = [one for one in self._messages.values() if one.sent.buttons]
        return max(with_buttons, key=lambda one: one.sent.seq, default=None)

    def _by_number(self, number: int) -> Shown | None:
        return next((one for one in self._messages.values() if one.number == number), None)


def _half_typed() -> str:
    """What stands behind the prompt and has not been sent yet; nothing where the terminal can't tell."""
    try:
        import readline
    except ImportError:
        return ""
    return readline.get_line_buffer()


def converse(chat: Chat, console: Console, *, alive: Callable[[], bool]) -> None:
    """Read lines until the person leaves or the bot ends; messages appear as they come."""
    stop = threading.Event()

    def listen() -> None:
        while not stop.is_set():
            if chat.show_news(wait_s=0.5):
                console.print(Text(f"\n{PROMPT}", style="green"), end="")
                console.print(Text(_half_typed()), end="")

    chat.prompted = console.is_terminal
    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        while alive():
            line = console.input(Text(f"\n{PROMPT}", style="green")).strip()
            if line in ("quit", "exit", "q"):
                break
            if line:
                chat.enter(line)
    except (EOFError, KeyboardInterrupt):
        console.print()
    finally:
        stop.set()
        listener.join(2)
