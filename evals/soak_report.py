"""What a soak is told by: the error budget, the faults, how memory and queues went, and which floors broke."""

import json
import re
from collections import Counter
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from evals.accounts import Account, Question
from evals.vitals import Vitals, slope, thirds

if TYPE_CHECKING:
    from collections.abc import Callable

    from evals.soak import Soak

FLOORS: dict[str, float] = json.loads((Path(__file__).parent / "floors.json").read_text())["soak"]


def report(soak: "Soak", account: Account, log: str) -> int:
    """Print the tables; 1 when a floor is broken."""
    console = Console(width=110)
    questions = list(soak.follower.questions.values())
    answered = sorted(one.seconds for one in questions if one.seconds is not None and not one.failed)
    failed = len(questions) - len(answered)
    excused = _broken_off(questions, soak.follower.questions, log)
    budget = Table("error budget", "", title="What was asked and what came of it")
    budget.add_row("commands", f"{len(questions)}")
    budget.add_row("… not answered in 60 s, or with an apology", f"{failed} ({failed / len(questions):.2%})")
    budget.add_row("… of these: Telegram broke off the answer itself, twice", str(excused))
    budget.add_row("… of these: “the database is busy”", str(sum(one.failed for one in questions)))
    budget.add_row("… answered twice, for the first try seemed to fail", str(soak.follower.answered_twice))
    budget.add_row("… by command", ", ".join(_failures(questions)) or "–")
    budget.add_row("… answered: p50 / p95 / max", _seconds(answered))
    budget.add_row("articles published / told", f"{account.published} / {account.told}")
    budget.add_row(
        "… page unreadable: waiting for a retry / given up", f"{account.later} / {account.given_up}"
    )
    budget.add_row(
        "messages by state", ", ".join(f"{count} {state}" for state, count in account.pushes.most_common())
    )
    budget.add_row("… lost", str(account.lost))
    budget.add_row("… doubled", str(account.doubled))
    budget.add_row("… unknown that had arrived", str(account.unknown_arrived))
    tracebacks = log.count("Traceback (most recent call last)")
    budget.add_row("tracebacks in the log", str(tracebacks))
    console.print(budget)
    faults = Table("played", "times", title="Faults")
    for name, count in sorted(soak.faults.items()):
        faults.add_row(name, str(count))
    console.print(faults)
    kept = _print_vitals(console, soak)
    console.print(", ".join(f"{name}: {count}" for name, count in soak.ready.most_common()))
    measured = {
        "failed_commands": failed / len(questions),
        "failed_unexplained": (failed - excused - sum(one.failed for one in questions)) / len(questions),
        "lost": account.lost,
        "doubled": account.doubled,
        "tracebacks": tracebacks,
        **kept,
    }
    broken = [
        f"{name} {value:.3g} > {FLOORS[name]}" for name, value in measured.items() if value > FLOORS[name]
    ]
    console.print("below the floors: " + "; ".join(broken) if broken else "every floor holds")
    return int(bool(broken))


def _print_vitals(console: Console, soak: "Soak") -> dict[str, float]:
    table = Table("", "first third", "last third", "most", "an hour", title="Medians of looks every 5 s")
    began = soak.vitals[0].at
    times = [one.at - began for one in soak.vitals]
    kept: dict[str, float] = {}
    views: dict[str, Callable[[Vitals], float]] = {
        "memory of the bot, MB": lambda one: one.rss,
        "memory of its parsers, MB": lambda one: one.children,
        "file descriptors": lambda one: one.files,
        "threads": lambda one: one.threads,
    }
    for name, view in views.items():
        values = [view(one) for one in soak.vitals]
        first, last = thirds(values)
        table.add_row(
            name, f"{first:.0f}", f"{last:.0f}", f"{max(values):.0f}", f"{slope(times, values):+.0f}"
        )
        kept[name] = last - first
    ages = sorted(soak.queue_ages)
    p95 = ages[int(0.95 * (len(ages) - 1))]
    table.add_row(
        "age of the oldest waiting message, s",
        "",
        "",
        f"{ages[-1]:.0f}",
        f"p50 {median(ages):.1f}, p95 {p95:.1f}",
    )
    table.add_row(
        "articles waiting for the model", "", "", str(max(soak.waiting)), f"p50 {median(soak.waiting):.0f}"
    )
    cpu = (soak.vitals[-1].cpu_s - soak.vitals[0].cpu_s) / max(1.0, times[-1])
    table.add_row("share of one core", f"{cpu:.0%}", "", "", "")
    console.print(table)
    return {
        "grown_mb": kept["memory of the bot, MB"],
        "files": kept["file descriptors"],
        "threads": kept["threads"],
        "queue_age_p95_s": p95,
    }


def _broken_off(questions: list[Question], by_chat: dict[int, Question], log: str) -> int:
    """Unanswered questions whose answer the Bot API took and broke off, by the bot's own log."""
    chats = {int(chat) for chat in re.findall(r"not answered .*?chat=(\d+) outcome=unknown", log)}
    unanswered = {id(one) for one in questions if one.seconds is None}
    return sum(id(by_chat[chat]) in unanswered for chat in chats if chat in by_chat)


def _failures(questions: list[Question]) -> list[str]:
    counts = Counter(one.command for one in questions if one.seconds is None or one.failed)
    return [f"{command} {count}" for command, count in counts.most_common()]


def _seconds(values: list[float]) -> str:
    if not values:
        return "–"
    return f"{median(values):.2f} / {values[int(0.95 * (len(values) - 1))]:.2f} / {values[-1]:.1f} s"
