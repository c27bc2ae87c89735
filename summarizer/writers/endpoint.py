"""A writer behind HTTP: any server that speaks the OpenAI chat protocol (vLLM, TGI, llama.cpp, Ollama).

Knows the protocol, its dialects, retries and deadlines. Does not know what the prompts are about and trusts no answer:
the gate reads it next. The article is data in the user's turn; the server gets no tools.
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx

from summarizer.writers.breaker import Breaker
from summarizer.writers.prompt import Prompt
from summarizer.writers.rewrite import WriterError

MOST_BYTES = 1_000_000
"""Of one answer; a summary is a thousandth of it, an endless body is an attack or a bug."""
TRIED_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
REFUSED = frozenset({400, 404, 415, 422, 501})
"""Statuses with which servers refuse a parameter they do not know."""
LONGEST_WAIT_S = 20.0
"""A server that asks for more patience (Retry-After) has failed for this article."""

_SCHEMA = {
    "type": "json_schema",
    "json_schema": {
        "name": "line",
        "strict": True,
        "schema": {
            "type": "object",
            "properties": {"text": {"type": "string"}},
            "required": ["text"],
            "additionalProperties": False,
        },
    },
}
_DIALECTS: tuple[frozenset[str], ...] = (
    frozenset({"response_format", "max_tokens", "temperature", "seed"}),
    frozenset({"max_tokens", "temperature"}),
    frozenset(),
)
"""Optional parameters, most wanted first; a server that refuses one set is asked with the next, from then on."""

Observe = Callable[[str, float], None]
"""Told (outcome, seconds) of every request: "ok", "retried", "failed", "open"."""


class _Again(Exception):  # noqa: N818 - not an error, a turn of the loop
    """Worth another try, after so many seconds if the server said."""

    def __init__(self, why: str, after_s: float | None = None) -> None:
        super().__init__(why)
        self.after_s = after_s


class _Refused(Exception):  # noqa: N818 - as above
    """The server does not take this dialect."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A string that does not print."""

    value: str

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__


class EndpointWriter:
    """Asks an OpenAI-compatible server.

    `base_url`: with the version, as in "http://127.0.0.1:8000/v1". `timeout_s`: one request, whole, however slowly the
    server drips. `attempts`: of one prompt, on refused connections, 429 and 5xx. After several failures in a row the
    breaker opens, and every prompt fails at once until it closes. Safe for concurrent threads.
    """

    def __init__(
        self,
        *,
        base_url: str,
        model: str,
        api_key: str | None = None,
        timeout_s: float = 30.0,
        concurrency: int = 4,
        attempts: int = 3,
        most_characters: int = 24_000,
        breaker: Breaker | None = None,
        observe: Observe | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        parts = urlsplit(base_url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(
                f'The endpoint "{_shown(base_url)}" is no address; write one such as http://127.0.0.1:8000/v1'
            )
        self.name = model
        self.most_characters = most_characters
        self._url = base_url.rstrip("/")
        self._key = None if api_key is None else Secret(api_key)
        self._timeout_s = timeout_s
        self._concurrency = max(1, concurrency)
        self._attempts = max(1, attempts)
        self._breaker = Breaker(clock=time.monotonic) if breaker is None else breaker
        self._observe = observe
        self._sleep = sleep
        self._dialect = 0

    def __repr__(self) -> str:
        return f"EndpointWriter({self.name!r} at {_shown(self._url)!r})"

    def write(self, prompts: Sequence[Prompt]) -> list[str]:
        """One answer a prompt, in order; "" for a prompt that failed while others succeeded.

        Raises:
            WriterError: none was answered.

        """
        _ = self._client  # built before there are threads to build it twice
        with ThreadPoolExecutor(max_workers=min(self._concurrency, max(1, len(prompts)))) as pool:
            results = list(pool.map(self._answer, prompts))
        failures = [r for r in results if isinstance(r, WriterError)]
        if prompts and len(failures) == len(prompts):
            raise failures[0]
        return ["" if isinstance(r, WriterError) else r for r in results]

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    @cached_property
    def _client(self) -> httpx.Client:
        headers = {} if self._key is None else {"Authorization": f"Bearer {self._key.value}"}
        # A redirect would carry the key to somebody else: not followed.
        limits = httpx.Limits(max_connections=self._concurrency)
        return httpx.Client(headers=headers, timeout=self._timeout_s, limits=limits, follow_redirects=False)

    def _answer(self, prompt: Prompt) -> str | WriterError:
        if not self._breaker.allow():
            self._tell("open", 0.0)
            return WriterError(
                f"{_shown(self._url)} failed several times and is left alone for {self._breaker.opens_again_in():.0f} s"
            )
        started = time.monotonic()
        try:
            answer = self._tries(prompt)
        except WriterError as error:
            self._breaker.failure()
            self._tell("failed", time.monotonic() - started)
            return error
        except BaseException:
            self._breaker.failure()
            raise
        self._breaker.success()
        self._tell("ok", time.monotonic() - started)
        return answer

    def _tries(self, prompt: Prompt) -> str:
        why = "no attempt"
        for attempt in range(self._attempts):
            try:
                return self._in_some_dialect(prompt)
            except _Again as again:
                why = str(again)
                wait = min(0.5 * 2**attempt if again.after_s is None else again.after_s, LONGEST_WAIT_S)
            except httpx.TransportError as error:
                why = type(error).__name__
                wait = 0.5 * 2**attempt
                if isinstance(error, httpx.TimeoutException):
                    break  # it had its time; asking again doubles a hang
            if attempt + 1 < self._attempts:
                self._tell("retried", wait)
                self._sleep(wait)
        raise WriterError(f"{_shown(self._url)}: {why}")

    def _in_some_dialect(self, prompt: Prompt) -> str:
        for dialect in range(self._dialect, len(_DIALECTS)):
            try:
                body = self._post(self._payload(prompt, _DIALECTS[dialect]))
            except _Refused as refused:
                if dialect + 1 == len(_DIALECTS):
                    raise WriterError(f"{_shown(self._url)}: {refused}") from None
                continue
            self._dialect = dialect
            return _text(body)
        raise AssertionError("unreachable: the last dialect raises")

    def _payload(self, prompt: Prompt, optional: frozenset[str]) -> dict[str, Any]:
        everything = {
            "response_format": _SCHEMA,
            # Two tokens a word are enough for English, and some for the JSON around it.
            "max_tokens": 2 * prompt.most_words + 64,
            "temperature": 0,
            "seed": 0,
        }
        shape = '\nAnswer as JSON: {"text": "…"}' if "response_format" in optional else ""
        return {
            "model": self.name,
            "stream": False,
            "messages": [
                {"role": "system", "content": prompt.instruction + shape},
                {"role": "user", "content": prompt.data},
            ],
            **{key: value for key, value in everything.items() if key in optional},
        }

    def _post(self, payload: Mapping[str, Any]) -> Any:
        return self._send(self._client.build_request("POST", f"{self._url}/chat/completions", json=payload))

    def _send(self, request: httpx.Request) -> Any:
        """The JSON body of the answer, read under one deadline and one size."""
        deadline = time.monotonic() + self._timeout_s
        response = self._client.send(request, stream=True)
        try:
            _check(response)
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise WriterError(f"{_shown(self._url)}: the answer is longer than {MOST_BYTES} bytes")
                if time.monotonic() > deadline:
                    raise WriterError(f"{_shown(self._url)}: no whole answer in {self._timeout_s:g} s")
        finally:
            response.close()
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            raise _Again("the answer is not JSON") from None

    def _tell(self, outcome: str, seconds: float) -> None:
        if self._observe is not None:
            self._observe(outcome, seconds)


def _check(response: httpx.Response) -> None:
    status = response.status_code
    if status in TRIED_AGAIN:
        raise _Again(f"HTTP {status}", _retry_after(response.headers.get("Retry-After")))
    if status in REFUSED:
        raise _Refused(f"HTTP {status}")
    if not response.is_success:
        raise WriterError(f"HTTP {status}")


def _retry_after(value: str | None) -> float | None:
    """Seconds of the header; its date form is not worth a clock."""
    try:
        seconds = float(value or "")
    except ValueError:
        return None
    return seconds if 0 <= seconds < float("inf") else None


def _text(body: Any) -> str:
    """The words of the first choice; "" when it is cut off, empty or a refusal.

    Raises:
        WriterError: the body is no chat completion.

    """
    try:
        choice = body["choices"][0]
        content = choice["message"]["content"]
    except (KeyError, IndexError, TypeError):
        raise WriterError("the answer is no chat completion") from None
    if not isinstance(content, str) or choice.get("finish_reason") == "length":
        return ""
    return _unwrap(content)


def _unwrap(content: str) -> str:
    """The text inside the JSON that was asked for; the content itself where a server does not do JSON."""
    bare = content.strip().removeprefix("```json").removeprefix("```").removesuffix("```").strip()
    if not bare.startswith("{"):
        return content
    try:
        item = json.loads(bare)
    except (ValueError, RecursionError):
        return ""
    text = item.get("text") if isinstance(item, dict) else None
    return text if isinstance(text, str) else ""


def _why(error: Exception) -> str:
    # Messages of httpx name the URL, which may hold a password.
    return type(error).__name__ if isinstance(error, httpx.HTTPError) else str(error)


def _shown(url: str) -> str:
    """The address without user, password and query."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "(unreadable)"
    return urlunsplit((parts.scheme, f"{host}{port}", parts.path, "", ""))
