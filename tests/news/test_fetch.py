"""Fetching through a real server on loopback that does everything wrong."""

import asyncio
import gzip
import time
import zlib

import brotli
import pytest

from news.errors import ChallengeError, FetchError, RefusedAddressError
from news.fetch import Fetcher, Limits, max_age_of, seconds_of
from tests.news.loopback import Loopback, answer, conditional, redirect, slow_loris

pytestmark = pytest.mark.anyio


async def test_a_page_comes_with_its_headers_and_we_say_who_we_are(
    server: Loopback, fetcher: Fetcher
) -> None:
    headers = {
        "Content-Type": "Text/HTML; charset=koi8-r",
        "ETag": '"1"',
        "Cache-Control": "public, max-age=600",
    }
    fetched = await fetcher.get(server.url("/page", answer(b"<p>Kestria", headers=headers)))
    assert (fetched.body, fetched.content_type, fetched.charset) == (b"<p>Kestria", "text/html", "koi8-r")
    assert (fetched.etag, fetched.max_age) == ('"1"', 600)
    _, asked = server.requests[0]
    assert asked["user-agent"] == "Attache/0.1 (+https://valdoria.example/bot)"
    assert asked["accept-encoding"] == "br, gzip"


async def test_validators_are_sent_back_as_they_came_and_304_is_success(
    server: Loopback, fetcher: Fetcher
) -> None:
    weak, day = 'W/"odd value"', "some day or other"
    url = server.url("/feed", conditional(b"<rss/>", etag=weak, last_modified=day))
    first = await fetcher.get(url)
    again = await fetcher.get(url, etag=first.etag, last_modified=first.last_modified)
    assert (first.not_modified, again.not_modified, again.status) == (False, True, 304)


async def test_only_a_chain_of_permanent_redirects_moves_a_source(server: Loopback, fetcher: Fetcher) -> None:
    server.url("/end", answer(b"here"))
    server.url("/c", redirect("{base}/end", "301 Moved Permanently"))
    permanent = await fetcher.get(server.url("/b", redirect("/c", "308 Permanent Redirect")))
    assert permanent.moved_to == permanent.final_url == server.base + "/end"
    temporary = await fetcher.get(server.url("/t", redirect("/end")))
    assert (temporary.moved_to, temporary.final_url) == (None, server.base + "/end")
    mixed = await fetcher.get(server.url("/m", redirect("/t", "301 Moved Permanently")))
    assert mixed.moved_to == server.base + "/t"


async def test_a_redirect_loop_ends(server: Loopback, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="more than 3 redirects"):
        await fetcher.get(server.url("/loop", redirect("/loop")))


@pytest.mark.parametrize(
    ("status", "headers", "wait", "permanent"),
    [
        ("410 Gone", {}, None, True),
        ("404 Not Found", {}, None, False),
        ("429 Too Many Requests", {"Retry-After": "120"}, 120.0, False),
        ("503 Service Unavailable", {"Retry-After": "7"}, 7.0, False),
        ("500 Oops", {}, None, False),
    ],
)
async def test_a_refusal_carries_its_status_and_how_long_to_wait(
    server: Loopback,
    fetcher: Fetcher,
    status: str,
    headers: dict[str, str],
    wait: float | None,
    permanent: bool,
) -> None:
    url = server.url("/no", answer(b"sorry", status=status, headers=headers))
    with pytest.raises(FetchError) as caught:
        await fetcher.get(url)
    assert caught.value.status == int(status[:3])
    assert (caught.value.retry_after, caught.value.permanent) == (wait, permanent)
    assert url in str(caught.value)


async def test_a_browser_challenge_is_told_apart_and_asked_again_only_tomorrow(
    server: Loopback, fetcher: Fetcher
) -> None:
    url = server.url(
        "/c", answer(b"Just a moment", status="403 Forbidden", headers={"cf-mitigated": "challenge"})
    )
    with pytest.raises(ChallengeError) as caught:
        await fetcher.get(url)
    assert caught.value.retry_after == 86_400


async def test_a_slow_loris_is_left_after_the_time_limit(server: Loopback, fetcher: Fetcher) -> None:
    began = time.monotonic()
    with pytest.raises(FetchError, match=r"within 0\.6 s"):
        await fetcher.get(server.url("/slow", slow_loris()))
    assert time.monotonic() - began < 5


async def test_a_connection_dropped_in_the_middle_is_one_clear_error(
    server: Loopback, fetcher: Fetcher
) -> None:
    with pytest.raises(FetchError, match="broke in the middle"):
        await fetcher.get(server.url("/drop", answer(b"half a page", length=5000)))


async def test_an_empty_answer_is_refused(server: Loopback, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="empty"):
        await fetcher.get(server.url("/empty", answer(b" \n ")))


def deflated(body: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return stream.compress(body) + stream.flush()


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(b"<p>Morvania" * 500)),
        ("br", brotli.compress(b"<p>Morvania" * 500)),
        ("deflate", zlib.compress(b"<p>Morvania" * 500)),
        ("deflate", deflated(b"<p>Morvania" * 500)),
    ],
    ids=["gzip", "brotli", "zlib", "deflate"],  # the bytes hold the time of day
)
async def test_content_encodings_are_unpacked(
    server: Loopback, fetcher: Fetcher, encoding: str, packed: bytes
) -> None:
    fetched = await fetcher.get(server.url("/z", answer(packed, headers={"Content-Encoding": encoding})))
    assert fetched.body == b"<p>Morvania" * 500


@pytest.mark.parametrize(
    ("encoding", "bomb"),
    [("gzip", gzip.compress(bytes(30_000_000))), ("br", brotli.compress(bytes(30_000_000)))],
)
async def test_a_decompression_bomb_stops_at_the_cap(
    server: Loopback, fetcher: Fetcher, encoding: str, bomb: bytes
) -> None:
    assert len(bomb) < 100_000
    with pytest.raises(FetchError, match="once unpacked"):
        await fetcher.get(server.url("/bomb", answer(bomb, headers={"Content-Encoding": encoding})))


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd"])
async def test_a_wrong_content_encoding_is_one_clear_error(
    server: Loopback, fetcher: Fetcher, encoding: str
) -> None:
    with pytest.raises(FetchError, match="cannot be unpacked"):
        await fetcher.get(
            server.url("/w", answer(b"plain text" * 50, headers={"Content-Encoding": encoding}))
        )


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:9/",
        "http://localhost:9/",
        "http://[::1]:9/",
        "http://[::ffff:127.0.0.1]:9/",
        "http://0x7f000001:9/",
        "http://100.64.0.1/",
        "http://10.1.2.3/",
        "http://[64:ff9b::7f00:1]/",
        "http://0.0.0.0:9/",
    ],
)
async def test_no_redirect_leads_off_the_public_internet(
    server: Loopback, fetcher: Fetcher, target: str
) -> None:
    with pytest.raises(RefusedAddressError, match="off the public internet"):
        await fetcher.get(server.url("/r", redirect(target)))


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://ostland.example/x", "gopher://a/", "javascript:alert(1)"]
)
async def test_no_redirect_leads_to_another_scheme(server: Loopback, fetcher: Fetcher, target: str) -> None:
    with pytest.raises(RefusedAddressError, match="use http or https"):
        await fetcher.get(server.url("/r", redirect(target)))


async def test_loopback_is_refused_unless_allowed(server: Loopback) -> None:
    url = server.url("/x", answer(b"secret"))
    async with Fetcher() as strict:
        with pytest.raises(RefusedAddressError):
            await strict.get(url)
    assert server.requests == []


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http://a b/",
        "not a url",
        "http://exa mple.org/",
        "http://[::1",
        "http://x:99999/",
        "http://2130706433/",
    ],
)
async def test_an_address_that_cannot_be_is_a_fetch_error(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(FetchError):
        await fetcher.get(url)


async def test_one_host_is_never_asked_more_than_twice_at_once(server: Loopback) -> None:
    async def slow(running: Loopback, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.02)
        await answer(b"ok")(running, headers, writer)

    urls = [server.url(f"/{number}", slow) for number in range(8)]
    async with Fetcher(allow_networks=["127.0.0.0/8"], limits=Limits(per_host=2)) as polite:
        bodies = await asyncio.gather(*(polite.get(url) for url in urls))
    assert [fetched.body for fetched in bodies] == [b"ok"] * 8
    assert server.most_at_once == 2


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 7 ", 7.0),
        ("Thu, 01 Jan 1970 00:10:00 GMT", 600.0),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
async def test_retry_after_is_seconds_or_a_date(value: str | None, seconds: float | None) -> None:
    assert seconds_of(value, now=0.0) == seconds


async def test_freshness_comes_from_max_age_before_expires() -> None:
    assert max_age_of("public, max-age=60", "Thu, 01 Jan 1970 00:10:00 GMT") == 60
    assert max_age_of(None, "Thu, 01 Jan 1970 00:10:00 GMT") == 0
    assert max_age_of("no-cache, max-age=60", None) is None
    assert max_age_of(None, None) is None
