"""A web server on loopback with the demo's outlets; articles appear when they are published.

Knows HTTP: conditional requests, a robots.txt, a plain 404. What the pages say is `press.py`'s.
"""

import hashlib
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from bot.demo import press
from bot.demo.press import DemoArticle, Published

ROBOTS = "User-agent: *\nDisallow: /private/\n"


class Site:
    """The press of the demo. A context manager: serves between enter and exit, from threads of its own."""

    def __init__(self) -> None:
        self._published: dict[str, Published] = {}
        self._lock = threading.Lock()
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def address(self) -> str:
        """host:port, as `[news] allow_networks` takes it."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def home(self) -> str:
        """The site's address without a final slash."""
        return f"http://{self.address}"

    @property
    def feeds(self) -> dict[str, str]:
        """Name of an outlet → address of its feed."""
        return {name: f"{self.home}/{outlet}/rss.xml" for outlet, name in press.FEEDS.items()}

    @property
    def releases(self) -> str:
        """Address of the ministry's list page."""
        return f"{self.home}/{press.MINISTRY}/releases"

    def publish(self, slug: str, *, minutes_ago: float = 0) -> str:
        """Let an article appear; returns its address."""
        return self.publish_article(press.load_articles()[slug], minutes_ago=minutes_ago)

    def publish_article(self, article: DemoArticle, *, minutes_ago: float = 0) -> str:
        """Let any article appear, or appear changed; returns its address."""
        with self._lock:
            known = self._published.get(article.slug)
            at = known.at if known else datetime.now(UTC) - timedelta(minutes=minutes_ago)
            self._published[article.slug] = Published(article=article, at=at)
        return self.home + article.path

    def revise(self, slug: str, *, before: str, after: str) -> None:
        """Change words of a published article, as a newsroom that corrects itself does."""
        with self._lock:
            old = self._published[slug]
            paragraphs = tuple(text.replace(before, after) for text in old.article.paragraphs)
            self._published[slug] = replace(old, article=replace(old.article, paragraphs=paragraphs))

    def withdraw(self, slug: str) -> None:
        """Take an article away: 404 from now on."""
        with self._lock:
            del self._published[slug]

    def page(self, path: str) -> tuple[str, str] | None:
        """Body and content type of a path; None for a 404."""
        with self._lock:
            published = list(self._published.values())
        if path == "/robots.txt":
            return ROBOTS, "text/plain; charset=utf-8"
        if path == f"/{press.MINISTRY}/releases":
            return press.release_list(published), "text/html; charset=utf-8"
        for outlet in press.FEEDS:
            if path == f"/{outlet}/rss.xml":
                return press.feed(outlet, published, self.home), "application/rss+xml; charset=utf-8"
        for one in published:
            if path == one.article.path:
                return press.article_page(one, self.home), "text/html; charset=utf-8"
        return None


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, site: Site) -> None:
        self.site = site
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        """Answer one request."""
        found = self.server.site.page(self.path.partition("?")[0])
        body = (found[0] if found else "<h1>404 Not Found</h1>").encode()
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if found and self.headers.get("If-None-Match") == etag:
            self.send_response(304)
            self.send_header("ETag", etag)
            self.end_headers()
            return
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", found[1] if found else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if found:
            self.send_header("ETag", etag)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing: the terminal belongs to the chat."""
