"""Content encodings, decoded piece by piece under a cap. Knows nothing of where the bytes come from.

A bomb of 200 kB opens to 200 MB; every step here makes at most `STEP` bytes, and the caller counts them.
"""

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli

STEP = 256 * 1024

ACCEPT_ENCODING = "br, gzip"


class DecodingError(ValueError):
    """The bytes are not what Content-Encoding says."""


class Decoder(Protocol):
    """Turns encoded chunks into plain ones. Raises DecodingError."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what this chunk decodes to, in pieces of at most about `STEP` bytes."""
        ...


class PlainDecoder:
    """No encoding."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield the chunk itself."""
        yield data


class ZlibDecoder:
    """Gzip and deflate; raw deflate too, which some servers call `deflate`."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 32)
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield the decoded pieces. Raises DecodingError."""
        pending = data
        while pending:
            try:
                piece = self._stream.decompress(pending, STEP)
            except zlib.error as error:
                if self._begun:
                    raise DecodingError(str(error)) from error
                self._begun = True
                self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
                continue
            self._begun = True
            yield piece
            pending = self._stream.unconsumed_tail
            if self._stream.eof:  # trailing bytes after the stream are ignored, as browsers do
                return


class BrotliDecoder:
    """Brotli, RFC 7932."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield the decoded pieces. Raises DecodingError."""
        pending = data
        try:
            while True:
                piece: bytes = self._stream.process(pending, output_buffer_limit=STEP)
                pending = b""
                yield piece
                if self._stream.can_accept_more_data() or self._stream.is_finished():
                    return
        except brotli.error as error:
            raise DecodingError(str(error)) from error


def decoder_for(content_encoding: str | None) -> Decoder:
    """Choose the decoder for a Content-Encoding header. Raises DecodingError for one we did not ask for."""
    name = (content_encoding or "identity").strip().lower()
    if name in {"", "identity", "none", "utf-8"}:  # "utf-8" is a common mistake for a charset
        return PlainDecoder()
    if name in {"gzip", "x-gzip", "deflate"}:
        return ZlibDecoder()
    if name == "br":
        return BrotliDecoder()
    raise DecodingError(f"content encoding {name!r} was not asked for")
