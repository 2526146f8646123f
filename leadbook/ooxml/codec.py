"""Raw deflate, both ways, through isal (several times faster than zlib at the same safety)."""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Self, TypeVar

LEVEL = 1
Out = TypeVar("Out")


def _isal() -> Any:
    try:
        from isal import isal_zlib
    except ImportError:  # no wheel for this machine: slower, never wrong
        return zlib
    return isal_zlib


def crc32(data: bytes, value: int = 0) -> int:
    """Return the CRC-32 of `data`, continued from `value`."""
    return int(_isal().crc32(data, value))


def inflate(packed: bytes, size: int) -> bytes:
    """Inflate a raw deflate stream that must give exactly `size` bytes; `ValueError` if it does not."""
    module = _isal()
    try:
        stream = module.decompressobj(-15)
        out: bytes = stream.decompress(packed, size + 1)
        if len(out) == size and not stream.eof:  # the end mark may still be to come
            out += stream.decompress(stream.unconsumed_tail, 1)
    except (zlib.error, module.error) as error:
        raise ValueError(f"its compressed stream is damaged ({error})") from error
    if len(out) != size or not stream.eof or stream.unused_data:
        raise ValueError("it unpacks to another size than the file says")
    return out


def check(packed: bytes, size: int, crc: int) -> bool:
    """Say whether a raw deflate stream gives exactly `size` bytes with the CRC `crc`, without holding them."""
    module = _isal()
    stream = module.decompressobj(-15)
    found = length = 0
    try:
        for at in range(0, len(packed), 1 << 16):
            out = stream.decompress(packed[at : at + (1 << 16)])
            found, length = module.crc32(out, found), length + len(out)
    except (zlib.error, module.error):
        return False
    return bool(stream.eof and not stream.unused_data and (length, found) == (size, crc))


@dataclass(frozen=True, slots=True)
class Deflated:
    """A compressed stream, and the CRC-32 and the size of what is in it."""

    body: bytes
    crc: int
    size: int


class Deflater:
    """A second thread that deflates streams, in the order given, while this one makes the pieces: both cores work."""

    def __init__(self) -> None:
        self._other = ThreadPoolExecutor(1)
        self._waiting: deque[Future[Any]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._other.shutdown(cancel_futures=True)

    def run(self, pieces: Iterable[bytes | memoryview]) -> Future[Deflated]:
        """Take all `pieces` of a stream; what comes of them may be asked for later."""
        module = _isal()
        stream = module.compressobj(LEVEL, module.DEFLATED, -15)
        packed: list[Future[bytes]] = []
        crc = size = 0

        def pack(piece: bytes | memoryview) -> bytes:
            nonlocal crc
            crc = module.crc32(piece, crc)
            out: bytes = stream.compress(piece)
            return out

        def all_packed() -> Deflated:
            return Deflated(b"".join([*(piece.result() for piece in packed), stream.flush()]), crc, size)

        for piece in pieces:
            size += len(piece)
            packed.append(self._submitted(pack, piece))
        return self._submitted(all_packed)

    def _submitted(self, job: Callable[..., Out], *given: Any) -> Future[Out]:
        """`job` for the other thread, once few enough are waiting for it."""
        if len(self._waiting) >= _AHEAD:
            self._waiting.popleft().result()
        future = self._other.submit(job, *given)
        self._waiting.append(future)
        return future


_AHEAD = 16  # pieces that may wait for the other thread: ten to thirty megabytes
