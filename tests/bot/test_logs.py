"""Logs never hold a secret, whoever writes the line."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.logs import configure_logging, redact

TOKEN = "123456789:AAE-fake_token_for_tests_only_0123456"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    configure_logging(format_="json", secrets=("hunter2",), stream=stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


def test_a_line_is_one_json_object_with_its_fields(stream: io.StringIO) -> None:
    structlog.get_logger("test").info("source read", source="Kestria Today", new=3)
    line = json.loads(stream.getvalue())
    assert line["event"] == "source read"
    assert line["source"] == "Kestria Today"
    assert line["new"] == 3


def test_tokens_and_secrets_are_removed_from_messages_fields_and_tracebacks(stream: io.StringIO) -> None:
    log = structlog.get_logger("test")
    log.warning("called", url=f"https://api.telegram.org/bot{TOKEN}/getMe", password="hunter2")
    logging.getLogger("library").error("POST /bot%s/sendMessage", TOKEN)
    try:
        int(f"bot{TOKEN}")
    except ValueError:
        log.exception("failed")
    text = stream.getvalue()
    assert "failed" in text
    assert TOKEN not in text
    assert "hunter2" not in text


def test_chatty_libraries_that_log_urls_are_quiet(stream: io.StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot…")
    assert stream.getvalue() == ""


def test_an_answer_of_telegrams_that_is_no_json_leaves_no_traceback(stream: io.StringIO) -> None:
    with pytest.raises(TelegramError):
        BaseRequest.parse_json_payload(b"<html>502 Bad Gateway</html>")
    assert stream.getvalue() == ""


def test_redaction_leaves_ordinary_text_alone() -> None:
    assert (
        redact("Talks at 10:30, 1,000 prisoners; ratio 12345:67")
        == "Talks at 10:30, 1,000 prisoners; ratio 12345:67"
    )
