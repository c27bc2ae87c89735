"""A web server on loopback that misbehaves on request. Raw asyncio, so that every byte and pause is ours."""

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self

Behaviour = Callable[["Loopback", dict[str, str], asyncio.StreamWriter], Awaitable[None]]


def answer(
    body: bytes = b"",
    *,
    status: str = "200 OK",
    headers: dict[str, str] | None = None,
    length: int | None = None,
) -> Behaviour:
    """Answer at once. `length` is a Content-Length other than the truth."""

    async def behave(_server: "Loopback", _headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
        lines = [
            f"HTTP/1.1 {status}",
            f"Content-Length: {len(body) if length is None else length}",
            "Connection: close",
        ]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        await writer.drain()

    return behave


def redirect(target: str, status: str = "302 Found") -> Behaviour:
    """Send elsewhere; `{base}` in the target is this server."""

    async def behave(server: "Loopback", headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
        await answer(status=status, headers={"Location": target.format(base=server.base)})(
            server, headers, writer
        )

    return behave


def slow_loris(pause_s: float = 0.05) -> Behaviour:
    """Promise a page and send it a byte at a time, for ever."""

    async def behave(_server: "Loopback", _headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        while True:
            writer.write(b"<")
            await writer.drain()
            await asyncio.sleep(pause_s)

    return behave


def conditional(body: bytes, *, etag: str, last_modified: str) -> Behaviour:
    """Answer 304 to a request that brings both validators back."""

    async def behave(server: "Loopback", headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
        known = headers.get("if-none-match") == etag and headers.get("if-modified-since") == last_modified
        validators = {"ETag": etag, "Last-Modified": last_modified}
        plain = (
            answer(status="304 Not Modified", headers=validators)
            if known
            else answer(body, headers=validators)
        )
        await plain(server, headers, writer)

    return behave


class Loopback:
    """Serves what each path is told to do, and remembers who asked for what."""

    def __init__(self) -> None:
        self.paths: dict[str, Behaviour] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.most_at_once = 0
        self._at_once = 0
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for writer in list(self._open):
            writer.transport.abort()
        await asyncio.sleep(0.01)

    @property
    def port(self) -> int:
        """Where it listens."""
        assert self._server is not None
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def url(self, path: str, behaviour: Behaviour) -> str:
        """Teach a path and return its address."""
        self.paths[path] = behaviour
        return self.base + path

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            path = head[0].split(" ")[1]
            pairs = (line.split(":", 1) for line in head[1:] if ":" in line)
            headers = {name.strip().lower(): value.strip() for name, value in pairs}
            self.requests.append((path, headers))
            await self.paths.get(path, answer(status="404 Not Found"))(self, headers, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._at_once -= 1
            self._open.discard(writer)
            writer.close()
