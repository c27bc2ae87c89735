"""robots.txt: which pages a site asks us not to read. RFC 9309, by Protego. Remembers answers for a while.

Used for pages that we read on our own account. Feeds are published to be fetched by programs and are not asked about.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from news.encodings import decode
from news.errors import FetchError
from news.fetch import Fetched

CACHE_S: Final = 24 * 3600.0
"""RFC 9309, 2.4: no longer than 24 hours."""
RETRY_S: Final = 3600.0
SITES: Final = 500
BYTES: Final = 512 * 1024
"""RFC 9309, 2.5: at least 500 kibibytes are read."""
SERVER_ERROR: Final = 500


class Gets(Protocol):
    """Fetches an address. Raises FetchError."""

    async def get(self, url: str, *, accept: str = ...) -> Fetched:
        """Return the answer."""
        ...


class Robots:
    """Asks each site once a day. `agent` is the product token of our User-Agent."""

    def __init__(
        self, fetcher: Gets, agent: str = "Attache", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._fetcher = fetcher
        self._agent = agent
        self._clock = clock
        self._known: OrderedDict[str, tuple[float, Any]] = OrderedDict()

    async def allows(self, url: str) -> bool:
        """May this page be read?"""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        expires, rules = self._known.get(site, (0.0, None))
        if self._clock() >= expires:
            expires, rules = await self._ask(site)
            self._known[site] = (expires, rules)
            while len(self._known) > SITES:
                self._known.popitem(last=False)
        return rules is None or bool(rules.can_fetch(url, self._agent))

    async def _ask(self, site: str) -> tuple[float, Any]:
        from protego import Protego

        try:
            answer = await self._fetcher.get(f"{site}/robots.txt", accept="text/plain, */*;q=0.1")
        except FetchError as error:
            # RFC 9309, 2.3.1: absent (4xx) allows all. Unreachable (5xx) is to be taken as a refusal; we ask again soon.
            refused = error.status is not None and error.status >= SERVER_ERROR
            return self._clock() + RETRY_S, Protego.parse("User-agent: *\nDisallow: /") if refused else None
        text = decode(answer.body[:BYTES], answer.charset)
        return self._clock() + CACHE_S, Protego.parse(text)
