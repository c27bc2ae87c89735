"""One address for one page: the canonical form by which an article is known. Pure text; fetches nothing."""

import re
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit, urlunsplit

# Parameters that say how a reader came, never what is read. Prefixes: analytics families and their documentation.
TRACKER_PREFIXES: Final = (
    "utm_",
    "mtm_",
    "pk_",
    "piwik_",
    "matomo_",
    "hsa_",
    "at_",
    "ns_",
    "mc_",
    "vero_",
    "oly_",
    "__hs",
)
TRACKERS: Final = frozenset(
    {
        "fbclid", "gclid", "gclsrc", "dclid", "wbraid", "gbraid", "msclkid", "yclid", "ysclid", "ymclid", "twclid", "ttclid",
        "igshid", "igsh", "li_fat_id", "mkt_tok", "cmpid", "cmp", "wt_mc", "wtmc", "s_cid", "maca", "xtor", "xtref",
        "ocid", "icid", "ncid", "smid", "smtyp", "sr_share", "ref_src", "ref_url", "referrer", "trk", "trkcampaign",
        "_hsenc", "_hsmi", "hsctatracking", "rb_clickid", "_openstat", "from_source", "feature", "guccounter",
        "guce_referrer", "guce_referrer_sig", "_ga", "_gl", "epik", "spm", "share", "shared", "socialshare", "traffic_source",
        "amp", "outputtype", "ito", "src", "source", "rss", "partner", "sref", "cid",
    }
)  # fmt: skip
# `src`, `source`, `cid`, `share` and their like name content on some sites: they go only when the path says what is read.
AMBIGUOUS: Final = frozenset(
    {"src", "source", "cid", "share", "shared", "feature", "partner", "rss", "amp", "cmp", "referrer"}
)

DEFAULT_PORTS: Final = {"http": 80, "https": 443}
SAFE_PATH: Final = "/:@!$&'()*+,;=-._~"
INDEX_PAGE: Final = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)


def web_url(url: str | None, base: str = "") -> str | None:
    """Return an absolute http(s) URL, or None for anything else (`javascript:`, `mailto:`, `data:`, nonsense)."""
    text = re.sub(r"[\x00-\x20\x7f]+", "", (url or "").strip()) if url else ""
    if not text:
        return None
    try:
        joined = urljoin(base, text) if base else text
        parts = urlsplit(joined)
        if parts.scheme.lower() not in DEFAULT_PORTS or not parts.hostname or "\\" in parts.netloc:
            return None
        _ = parts.port  # raises ValueError for a port that is no number
    except ValueError:
        return None
    return joined


def canonical_url(url: str) -> str:
    """Return the one form of an address under which its article is stored.

    Scheme and host in lower case, no default port, no user, no fragment, no trackers, parameters sorted, one spelling
    of percent-escapes, no trailing slash. A text that is no http(s) address comes back unchanged. Idempotent.
    """
    plain = web_url(url)
    if plain is None:
        return url
    parts = urlsplit(plain)
    scheme = parts.scheme.lower()
    path = _path(parts.path)
    query = _query(
        parts.query,
        path_says_it=len(path.strip("/")) > 0 and not path.endswith((".php", ".aspx", ".asp", ".jsp")),
    )
    return urlunsplit((scheme, _netloc(scheme, parts.hostname or "", parts.port), path, query, ""))


def site_of(url: str) -> str:
    """Return the host without `www.`, in lower case; an empty text for no host."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.lower().rstrip(".").removeprefix("www.")


def _netloc(scheme: str, host: str, port: int | None) -> str:
    name = host.lower().rstrip(".") or host.lower()
    name = f"[{name}]" if ":" in name else name
    return name if port is None or port == DEFAULT_PORTS[scheme] else f"{name}:{port}"


def _path(path: str) -> str:
    clean = _escape(path, SAFE_PATH)
    clean = INDEX_PAGE.sub("/", clean)
    clean = re.sub(r"/{2,}", "/", clean)
    return clean.rstrip("/") or "/"


def _escape(text: str, safe: str) -> str:
    """Spell every escape one way. A decoded octet that has a meaning stays escaped."""
    pieces = re.split(r"(%[0-9A-Fa-f]{2})", text)
    spelled = [piece.upper() if index % 2 else quote(piece, safe=safe) for index, piece in enumerate(pieces)]
    joined = "".join(spelled)
    return re.sub(
        r"%(?:2D|2E|5F|7E|3[0-9]|[46][1-9A-F]|[57][0-9A])", lambda escape: unquote(escape[0]), joined
    )


def _query(query: str, *, path_says_it: bool) -> str:
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
        # "?0&=" holds a pair of nothing; written back it would vanish only at the second reading.
        if (name or value) and not _is_tracker(name.lower(), path_says_it=path_says_it)
    ]
    return "&".join(
        f"{_parameter(name)}={_parameter(value)}" if value else _parameter(name)
        for name, value in sorted(kept)
    )


def _parameter(text: str) -> str:
    return quote(text, safe="/:@!$'()*,-._~", errors="surrogateescape")


def _is_tracker(name: str, *, path_says_it: bool) -> bool:
    if name in AMBIGUOUS:
        return path_says_it
    return name in TRACKERS or name.startswith(TRACKER_PREFIXES)
