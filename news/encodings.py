"""Bytes to text, when BOM, HTTP header and the document itself disagree. Knows markup only as far as its declarations.

Order: BOM; then whichever of header and document decodes without error; UTF-8 before anything declared as Latin-1,
because pages that say ISO-8859-1 and hold UTF-8 are far more common than the reverse.
"""

import codecs
import re
from collections.abc import Iterator
from typing import Final

BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED: Final = re.compile(
    rb"""(?:encoding\s*=|charset\s*=)\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
HEAD_BYTES: Final = 4096

# WHATWG Encoding Standard: these labels mean their Windows superset wherever the web uses them.
WEB_LABELS: Final = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252",
    "ascii": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949", "shift_jis": "cp932", "x-sjis": "cp932", "sjis": "cp932", "tis-620": "cp874", "x-gbk": "gb18030",
    "iso-8859-11": "cp874", "windows-31j": "cp932", "utf8": "utf-8", "unicode": "utf-16", "utf-16": "utf-8",
}  # fmt: skip


def decode(body: bytes, charset: str | None = None) -> str:
    """Return the text of a document. Never raises: bytes that fit nothing become U+FFFD."""
    for mark, name in BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, errors="replace")
    if body[:4].count(0) >= 2:  # noqa: PLR2004 - UTF-16 without a mark: every other byte of ASCII markup is zero
        return body.decode("utf-16-le" if body[1:2] == b"\0" else "utf-16-be", errors="replace")
    for name in _candidates(body, charset):
        try:
            return body.decode(name)
        except (LookupError, UnicodeError):
            continue
    return _best_guess(body, charset)


def _candidates(body: bytes, charset: str | None) -> Iterator[str]:
    declared = DECLARED.search(body[:HEAD_BYTES])
    labels = [_label(charset), _label(declared[1].decode("ascii", "replace")) if declared else None]
    named = [label for label in labels if label]
    if any(label in {"cp1252", "utf-8"} for label in named) or not named:
        yield "utf-8"
    yield from named
    yield "utf-8"


def _label(charset: str | None) -> str | None:
    if not charset:
        return None
    low = charset.strip().strip("\"'").lower()
    label = WEB_LABELS.get(low, low)
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return WEB_LABELS.get(name, name)


def _best_guess(body: bytes, charset: str | None) -> str:
    """Choose the decoding that loses least; a document with one broken byte is still nearly all UTF-8."""
    text = body.decode("utf-8", errors="replace")
    if text.count("\ufffd") * 200 <= len(text):
        return text
    for name in _candidates(body, charset):
        try:
            other = body.decode(name, errors="replace")
        except (LookupError, UnicodeError):
            continue
        if other.count("\ufffd") * 200 <= len(other):
            return other
    from charset_normalizer import from_bytes

    best = from_bytes(body[:200_000]).best()
    return body.decode(best.encoding, errors="replace") if best else body.decode("cp1252", errors="replace")
