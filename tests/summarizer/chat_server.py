"""A small real server that speaks the OpenAI chat protocol on loopback, as well or as badly as it is told."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(slots=True)
class Reply:
    """One answer of the server."""

    text: str = ""
    """Becomes the first choice's content, as JSON where a schema was asked for."""
    status: int = 200
    body: bytes | None = None
    """Sent as it is instead of a completion."""
    headers: dict[str, str] = field(default_factory=dict)
    hang_s: float = 0.0
    finish: str = "stop"
    drip_s: float = 0.0
    """Between the bytes of the body."""


Answer = Callable[[dict[str, Any], int], Reply]
"""(request body, how many came before) → reply."""


class ChatServer:
    """Remembers every request."""

    def __init__(self, answer: Answer) -> None:
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.at_once = 0
        self._now = 0
        self._lock = threading.Lock()
        self._released = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
                pass

            def do_GET(self) -> None:
                self._send(Reply(body=json.dumps({"data": [{"id": "press-1"}]}).encode()), structured=False)

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with outer._lock:
                    number = len(outer.requests)
                    outer.requests.append(body)
                    outer.keys.append(self.headers.get("Authorization"))
                    outer._now += 1
                    outer.at_once = max(outer.at_once, outer._now)
                try:
                    self._send(answer(body, number), structured="response_format" in body)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True  # the client gave up, as some tests want
                finally:
                    with outer._lock:
                        outer._now -= 1

            def _send(self, reply: Reply, *, structured: bool) -> None:
                if reply.hang_s:
                    outer._released.wait(reply.hang_s)
                content = json.dumps({"text": reply.text}) if structured else reply.text
                choice = {"message": {"role": "assistant", "content": content}, "finish_reason": reply.finish}
                body = json.dumps({"choices": [choice]}).encode() if reply.body is None else reply.body
                self.send_response(reply.status)
                for name, value in {"Content-Length": str(len(body)), **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                for i in range(0, len(body), 1 if reply.drip_s else len(body)):
                    self.wfile.write(body[i : i + 1] if reply.drip_s else body)
                    self.wfile.flush()
                    if reply.drip_s:
                        time.sleep(reply.drip_s)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    @contextmanager
    def running(self) -> Iterator["ChatServer"]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield self
        finally:
            self._released.set()
            self._server.shutdown()
            thread.join()
            self._server.server_close()
