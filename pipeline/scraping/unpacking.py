"""Compressed bodies unpacked, never beyond a limit and never in part."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import brotli
import zstandard

_PIECE = 256  # of a zstd body: few enough that one piece cannot fill the memory
_WINDOW = 8 << 20  # what RFC 8878 asks every reader to bear
_GZIP = b"\x1f\x8b"


class TooLarge(Exception):
    """The body grows beyond the limit."""


class Damaged(Exception):
    """The body is not what its encoding promises, or breaks off."""


def unpack(content: bytes, encodings: str | None, limit: int) -> bytes:
    """The body as it was before it was compressed.

    Raises: TooLarge, Damaged; Damaged also for an encoding that was not asked for.
    """
    names = [each.strip().lower() for each in (encodings or "").split(",")]
    for name in reversed([each for each in names if each not in ("", "identity")][:3]):
        if name not in _UNPACKERS:
            raise Damaged(f"it is packed as {name[:40]!r}, which was not asked for")
        content = _UNPACKERS[name](content, limit)
    if len(content) > limit:
        raise TooLarge
    return content


def _gunzip(content: bytes, limit: int) -> bytes:
    parts: list[bytes] = []
    while content.startswith(_GZIP):
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            parts.append(unpacker.decompress(content, limit + 1))
        except zlib.error as error:
            raise Damaged("its gzip packing is damaged") from error
        if sum(map(len, parts)) > limit:
            raise TooLarge
        if not unpacker.eof:
            raise Damaged("its gzip packing breaks off")
        content = unpacker.unused_data
    if not parts:
        raise Damaged("it is not packed as gzip, as it says")
    return b"".join(parts)


def _unbrotli(content: bytes, limit: int) -> bytes:
    unpacker, parts, size = brotli.Decompressor(), [], 0
    try:
        piece = unpacker.process(content, output_buffer_limit=1 << 16)
        while piece:
            parts.append(piece)
            size += len(piece)
            if size > limit:
                raise TooLarge
            piece = unpacker.process(b"", output_buffer_limit=1 << 16)
    except brotli.error as error:
        raise Damaged("its brotli packing is damaged") from error
    if not unpacker.is_finished():
        raise Damaged("its brotli packing breaks off")
    return b"".join(parts)


def _unzstd(content: bytes, limit: int) -> bytes:
    unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
    parts, size = [], 0
    try:
        for start in range(0, len(content), _PIECE):
            if unpacker.eof:
                break
            parts.append(unpacker.decompress(content[start : start + _PIECE]))
            size += len(parts[-1])
            if size > limit:
                raise TooLarge
    except zstandard.ZstdError as error:
        raise Damaged("its zstd packing is damaged") from error
    if not unpacker.eof:
        raise Damaged("its zstd packing breaks off")
    return b"".join(parts)


_UNPACKERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "br": _unbrotli,
    "zstd": _unzstd,
}
ACCEPTED = "gzip, br, zstd"
