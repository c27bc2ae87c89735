"""What can go wrong while reading the news, as one tree. Every error names its subject and says what to do next.

::

    NewsError(subject, reason)
     ├─ FetchError             the network or the server said no      .status .retry_after .permanent
     │   ├─ RefusedAddressError  the name leads to a private address, or the URL is no http(s)
     │   └─ ChallengeError       a page that wants a browser (Cloudflare and its like)
     ├─ RobotsError            robots.txt asks us not to read this page
     ├─ FeedError              the bytes are not a feed or list page we can read
     ├─ NoArticleError         the page holds no article text
 │   └─ OverviewError        it is a feed or a list that leads to articles    .kind
     ├─ OpmlError              the file is not an OPML subscription list
     └─ ParseLimitError        parsing took too long or too much memory and was stopped
"""

from typing import Literal


class NewsError(Exception):
    """Something about one source, page or file. Never about the whole run."""

    def __init__(self, subject: str, reason: str) -> None:
        super().__init__(subject, reason)
        self.subject = subject
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.subject}: {self.reason}"


class FetchError(NewsError):
    """The bytes could not be had.

    `status` is the HTTP status, if one came. `retry_after` is how long the server asks us to wait, in seconds.
    `permanent` means that asking again is pointless (410 Gone, a refused address).
    """

    def __init__(
        self,
        subject: str,
        reason: str,
        *,
        status: int | None = None,
        retry_after: float | None = None,
        permanent: bool = False,
    ) -> None:
        super().__init__(subject, reason)
        self.status = status
        self.retry_after = retry_after
        self.permanent = permanent


class RefusedAddressError(FetchError):
    """The address is not on the public internet, or the URL is not http(s)."""


class ChallengeError(FetchError):
    """The server answers with a browser challenge; trying harder only makes it worse."""


class RobotsError(NewsError):
    """The site's robots.txt asks us not to read this page."""


class FeedError(NewsError):
    """The bytes are no feed and no list page."""


class NoArticleError(NewsError):
    """There is no article on the page."""


class OverviewError(NoArticleError):
    """The address holds no article but leads to some: a feed, or a page of links."""

    def __init__(self, subject: str, kind: Literal["feed", "list"]) -> None:
        article = "give the address of one article, or add it as a source"
        super().__init__(subject, f"is a feed; {article}" if kind == "feed" else f"lists articles; {article}")
        self.kind: Literal["feed", "list"] = kind


class OpmlError(NewsError):
    """The file is not an OPML subscription list."""


class ParseLimitError(NewsError):
    """Parsing was stopped at its limit of time or memory."""
