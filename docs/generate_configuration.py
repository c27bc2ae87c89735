"""Writes docs/configuration.md from the table of options in bot/config.py. A test keeps the page current."""

import json
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from bot.config import Config, Section, SourceOption

HEAD = """# Configuration

Everything Attaché can be told stands in `config.toml`; `attache check` tells what is wrong with it. Secrets never stand
there: the bot token comes from `TELEGRAM_BOT_TOKEN` or from the file that `TELEGRAM_BOT_TOKEN_FILE` names, the webhook's
secret from `TELEGRAM_WEBHOOK_SECRET` (or `…_FILE`), the key of an endpoint from `ATTACHE_ENDPOINT_KEY` (or `…_FILE`).

Any option of a section can be overridden from the environment: `[news] contact` is `ATTACHE_NEWS_CONTACT`; lists
are separated by commas. An unknown key or a wrong value stops the start with one sentence that names it.

This page is generated from the program's own table of options (`make docs`).
"""


def page() -> str:
    """The whole page as Markdown."""
    parts = [HEAD]
    for name, field in Config.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, Section):
            parts.append(_table(f"[{name}]", section))
    parts.append(_table("[[sources]]", SourceOption))
    return "\n".join(parts)


def _table(title: str, section: type[Section]) -> str:
    rows = [
        f"| `{key}` | {_default(option)} | {_meaning(option)} |"
        for key, option in section.model_fields.items()
    ]
    return "\n".join(
        [f"## {title}\n", f"{section.__doc__}\n", "| key | default | meaning |", "|---|---|---|", *rows, ""]
    )


def choices(option: Any) -> tuple[str, ...]:
    """The only values that an option takes; empty when they are not few."""
    return get_args(option.annotation) if get_origin(option.annotation) is Literal else ()


def _meaning(option: Any) -> str:
    values = [f'`"{value}"`' for value in choices(option)]
    return f"{option.description} {', '.join(values[:-1])} or {values[-1]}." if values else option.description


def _default(option: Any) -> str:
    if option.is_required():
        return "required"
    value = option.default
    if value is None:
        return "–"
    return f"`{json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)}`"


if __name__ == "__main__":
    Path(__file__).with_name("configuration.md").write_text(page(), encoding="utf-8")
