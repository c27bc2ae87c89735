"""Logging: one line a unit of work, as text on a terminal and JSON otherwise, and never a secret.

httpx logs every URL at INFO and Telegram's URLs hold the token, so those loggers are quieted; and whatever any library
writes, tracebacks included, passes through `redact` last.
"""

import logging
import re
import sys
from collections.abc import Iterable
from typing import TextIO

import structlog

TOKEN = re.compile(r"(?<!\d)\d{5,12}:[A-Za-z0-9_-]{30,}")
"""A bot token wherever it appears: `<bot id>:<35 characters>`."""
NOISY = (
    "httpx",
    "httpcore",
    "apscheduler",
    "telegram",
    "alembic",
    "aiohttp.access",
    "trafilatura",
    "htmldate",
    "urllib3",
)


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """The text without tokens and without any of the given secrets."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, "[secret]")
    return TOKEN.sub("[token]", text)


class RedactingFormatter(structlog.stdlib.ProcessorFormatter):
    """Renders a record, then removes secrets from the finished line."""

    def __init__(self, *, secrets: tuple[str, ...], as_json: bool, colors: bool) -> None:
        renderer: structlog.typing.Processor = (
            structlog.processors.JSONRenderer(ensure_ascii=False)
            if as_json
            else structlog.dev.ConsoleRenderer(colors=colors)
        )
        super().__init__(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            foreign_pre_chain=_SHARED,
        )
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """The line, without secrets."""
        return redact(super().format(record), self._secrets)


_SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


def configure_logging(
    *, format_: str = "auto", level: str = "info", secrets: tuple[str, ...] = (), stream: TextIO = sys.stderr
) -> None:
    """Send structlog and the standard library's loggers through one redacting handler on `stream`."""
    as_json = format_ == "json" or (format_ == "auto" and not stream.isatty())
    handler = logging.StreamHandler(stream)
    handler.setFormatter(RedactingFormatter(secrets=secrets, as_json=as_json, colors=stream.isatty()))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    # A step that outlasts its tick is what "one at a time" is for, not a warning every second.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    # It logs an answer that is no JSON with a traceback and raises; who called says it in one line.
    logging.getLogger("telegram.request.BaseRequest").setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
