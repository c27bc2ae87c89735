"""Untrusted bytes are parsed in processes that can be killed. Knows nothing of feeds or pages.

A worker is `python -m news.worker`: started once, warm, reused. It is killed and replaced when a job runs out of time
or memory, so that no page can stall, bloat or crash the bot. The event loop only ever waits on pipes.
"""

import asyncio
import contextlib
import io
import os
import pickle
import struct
import sys
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Final, ParamSpec, Self, TypeVar

from news.errors import NewsError, ParseLimitError

P = ParamSpec("P")
R = TypeVar("R")

HEADER: Final = struct.Struct(">Q")
MEBIBYTE: Final = 1024 * 1024
START_S: Final = 60.0
"""A worker imports lxml, trafilatura and feedparser: 2 s on an idle machine, more on a busy one."""
LONGEST_SUBJECT: Final = 2000
"""Characters: a longer text is a page, not an address."""
PARSERS: Final = (
    "news.feeds", "news.listpages", "news.extract", "news.overviews", "feedparser", "trafilatura", "htmldate", "dateutil.parser",
    "resiliparse.extract.html2text", "py3langid.langid",
)  # fmt: skip
ENVIRONMENT: Final = (
    "PATH",
    "LANG",
    "LC_ALL",
    "TZ",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "SYSTEMROOT",
    "OMP_NUM_THREADS",
)
JOBS_OF_A_WORKER: Final = 500
"""Then it is replaced: libxml2 and the parsers' caches grow slowly."""
ANSWER_CAP: Final = 64 * MEBIBYTE

# What a worker may send back. A parser that was taken over must not be able to make this process build anything else.
SAFE_BUILTINS: Final = frozenset(
    {"tuple", "list", "dict", "set", "frozenset", "str", "bytes", "ValueError", "RuntimeError", "TypeError", "KeyError",
     "AttributeError", "IndexError", "RecursionError", "MemoryError", "UnicodeDecodeError", "OverflowError", "AssertionError"}
)  # fmt: skip
SAFE_OTHERS: Final = frozenset(
    {("datetime", "datetime"), ("datetime", "timezone"), ("datetime", "timedelta"), ("_codecs", "encode")}
)


class SafeUnpickler(pickle.Unpickler):
    """Reads values of ours and plain data, nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a class that may be built. Raises UnpicklingError for any other."""
        known = module.startswith("news.") or (module == "builtins" and name in SAFE_BUILTINS)
        if (known or (module, name) in SAFE_OTHERS) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) or (module, name) == ("_codecs", "encode"):
                return found
        raise pickle.UnpicklingError(f"a worker sent {module}.{name}, which is not accepted")


class _Worker:
    """One process and its pipes; one job at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.jobs = 0

    @classmethod
    async def start(cls, memory_mb: int, preload: Sequence[str]) -> Self:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "news.worker", str(memory_mb), *preload,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=MEBIBYTE, env=_environment(),
        )  # fmt: skip
        worker = cls(process)
        try:
            async with asyncio.timeout(START_S):
                await worker._receive()
        except BaseException:
            await worker.stop()
            raise
        return worker

    async def call(self, job: tuple[str, str, tuple[Any, ...], dict[str, Any], float]) -> tuple[bool, Any]:
        self.jobs += 1
        stdin = self._process.stdin
        assert stdin is not None
        data = pickle.dumps(job)
        stdin.write(HEADER.pack(len(data)) + data)
        await stdin.drain()
        answer: tuple[bool, Any] = await self._receive()
        return answer

    async def _receive(self) -> Any:
        stdout = self._process.stdout
        assert stdout is not None
        (size,) = HEADER.unpack(await stdout.readexactly(HEADER.size))
        if size > ANSWER_CAP:
            raise pickle.UnpicklingError(f"an answer of {size} bytes is not accepted")
        return SafeUnpickler(io.BytesIO(await stdout.readexactly(size))).load()

    async def stop(self) -> None:
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
        await self._process.wait()
        # The transport is closed by asyncio once the process is gone and its pipes are read; closing stdin frees ours.
        if self._process.stdin is not None:
            self._process.stdin.close()
            with contextlib.suppress(OSError, RuntimeError):
                await self._process.stdin.wait_closed()


class Sandbox:
    """A small pool of killable workers. Use as an async context manager, or call `close`.

    `memory_mb` limits the address space of one worker. `preload` names modules that workers import when they start.
    """

    def __init__(
        self,
        *,
        workers: int = 2,
        memory_mb: int = 2048,
        timeout_s: float = 20.0,
        preload: Sequence[str] = PARSERS,
    ) -> None:
        self._memory_mb = memory_mb
        self._timeout_s = timeout_s
        self._preload = tuple(preload)
        self._turns = asyncio.Semaphore(workers)
        self._idle: list[_Worker] = []
        self._closed = False
        self._warming: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self.warm()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def warm(self) -> None:
        """Start a worker in the background, so that the first job need not wait for it."""
        task = asyncio.get_running_loop().create_task(self._warm())
        self._warming.add(task)
        task.add_done_callback(self._warming.discard)

    async def run(
        self, function: Callable[..., R], *args: Any, timeout_s: float | None = None, **kwargs: Any
    ) -> R:
        """Call a module-level function of ours in a worker and return what it returns.

        Raises what it raises; ParseLimitError when it takes more than `timeout_s` seconds (wall clock), more memory
        than allowed, or kills its worker.
        """
        limit = self._timeout_s if timeout_s is None else timeout_s
        job = (function.__module__, function.__qualname__, args, kwargs, limit)
        subject = _subject(function, args)
        async with self._turns:
            worker = self._idle.pop() if self._idle else await self._start()
            healthy = False
            try:
                async with asyncio.timeout(limit):
                    succeeded, value = await worker.call(job)
                healthy = (succeeded or not isinstance(value, MemoryError)) and worker.jobs < JOBS_OF_A_WORKER
            except TimeoutError as error:
                raise ParseLimitError(
                    subject, f"could not be read within {limit:g} s; it is skipped"
                ) from error
            except (asyncio.IncompleteReadError, OSError, pickle.UnpicklingError, EOFError) as error:
                raise ParseLimitError(subject, "broke the reader; it is skipped") from error
            finally:
                await self._put_back(worker, healthy=healthy)
        if succeeded:
            result: R = value
            return result
        if isinstance(value, MemoryError):
            raise ParseLimitError(
                subject, f"needs more than {self._memory_mb} MB to read; it is skipped"
            ) from value
        raise value

    async def close(self) -> None:
        """Kill every worker."""
        self._closed = True
        for task in list(self._warming):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, OSError, TimeoutError, NewsError):
                await task
        while self._idle:
            await self._idle.pop().stop()

    async def _warm(self) -> None:
        # A worker that ends while it starts, as by Ctrl-C, which goes to all of us: the next job starts its own.
        with contextlib.suppress(asyncio.IncompleteReadError, OSError):
            async with self._turns:
                if not self._idle:
                    await self._put_back(await self._start(), healthy=True)

    async def _start(self) -> _Worker:
        return await _Worker.start(self._memory_mb, self._preload)

    async def _put_back(self, worker: _Worker, *, healthy: bool) -> None:
        if healthy and not self._closed:
            self._idle.append(worker)
            return
        await asyncio.shield(worker.stop())
        if not self._closed:
            self.warm()


def _environment() -> dict[str, str]:
    """Only what Python needs: a parser of strangers' bytes has no business with the bot's token."""
    kept = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(path or "." for path in sys.path)}


def _subject(function: Callable[..., Any], args: tuple[Any, ...]) -> str:
    """Name the job by its address or file: by convention the first text among the arguments."""
    return next(
        (argument for argument in args if isinstance(argument, str) and len(argument) < LONGEST_SUBJECT),
        function.__name__,
    )
