"""A sender process to kill: `python -m tests.delivery.sender --db URL --api URL --token TOKEN`.

Delivery as the composition root builds it, without limits, until SIGTERM (or SIGKILL). Prints "ready" when it starts.
"""

import argparse
import asyncio
import contextlib
import os
import signal
import sys
import time
from datetime import UTC, datetime

from telegram import Bot
from telegram.request import HTTPXRequest

from bot.threads import Threads
from bot.wire.calls import TokenRefusedError
from bot.wire.delivery import Delivery
from bot.wire.limiter import Limiter
from bot.wire.sending import TelegramSender
from store.database import Database
from store.outbox import Outbox

# Long enough for a call under way, short enough that a test need not wait for what a killed process held.
LEASE_S = 3.0


def main() -> None:
    """Read the arguments and send."""
    parser = argparse.ArgumentParser(prog="python -m tests.delivery.sender")
    for name in ("db", "api", "token"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--in-flight", type=int, default=1)
    parser.add_argument("--per-second", type=float, default=1000.0)
    parser.add_argument("--chat-per-second", type=float, default=1000.0)
    parser.add_argument("--shutdown-s", type=float, default=10.0)
    asyncio.run(_send(parser.parse_args()))


async def _send(args: argparse.Namespace) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    request = HTTPXRequest(connection_pool_size=32, read_timeout=5.0)
    async with Bot(args.token, base_url=f"{args.api}/bot", request=request) as bot:
        limiter = Limiter(
            time.monotonic,
            per_second=args.per_second,
            chat_per_second=args.chat_per_second,
            group_per_minute=100_000,
        )
        delivery = Delivery(
            sender=TelegramSender(bot),
            outbox=Outbox(Database(args.db, busy_timeout_s=10), lambda: datetime.now(UTC)),
            limiter=limiter,
            threads=Threads(),
            owner=f"sender {os.getpid()}",
            clock=lambda: datetime.now(UTC),
            alert=_say,
            observe=lambda kind, outcome, seconds: None,  # noqa: ARG005
            in_flight=args.in_flight,
            per_second=min(args.per_second, 50.0),
            lease_s=LEASE_S,
            housekeeping_s=0.5,
            shutdown_s=args.shutdown_s,
        )
        print("ready", flush=True)  # noqa: T201 - what the parent waits for
        with contextlib.suppress(TokenRefusedError):
            await delivery.run(stop)


async def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
