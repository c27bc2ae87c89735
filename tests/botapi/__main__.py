"""`python -m tests.botapi --port 0`: serve until standard input closes; the first line printed is the port."""

import argparse
import asyncio
import contextlib
import sys

from aiohttp import web

from tests.botapi.control import Control
from tests.botapi.wire import Server

# Made up; the right shape for clients that check it.
DEFAULT_TOKEN = "4242424242:AAF-made-up-for-tests-and-the-demo-01"


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(prog="python -m tests.botapi", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--token", default=DEFAULT_TOKEN)
    parser.add_argument("--username", default="AttacheTestBot")
    args = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(args.port, args.token, args.username))


async def _serve(port: int, token: str, username: str) -> None:
    bot = {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": "Attaché", "username": username}
    server = Server(token=token, bot=bot)
    app = server.app()
    app.router.add_routes(Control(server).routes())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    print(runner.addresses[0][1], flush=True)  # noqa: T201 (the one line that the caller reads)
    webhooks = asyncio.create_task(server.keep_delivering())
    try:
        await asyncio.to_thread(_until_closed)
    finally:
        webhooks.cancel()
        await runner.cleanup()


def _until_closed() -> None:
    # A server whose test was killed must not stay behind: the pipe closes with the test.
    while sys.stdin.buffer.read(1024):
        pass


if __name__ == "__main__":
    main()
