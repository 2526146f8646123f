"""Raw deflate, both ways, through isal (several times faster than zlib at the same safety)."""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

LEVEL = 1


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


class Deflater:
    """Deflate pieces one after the other; afterwards `crc`, `size` and `packed` describe the stream."""

    def __init__(self) -> None:
        self.crc = 0
        self.size = 0
        self.packed = 0

    def run(self, pieces: Iterable[bytes | memoryview]) -> Iterator[bytes]:
        """Yield the compressed stream of all `pieces` together.

        A second thread compresses a piece while this one makes the next: both cores are at work.
        """
        module = _isal()
        stream = module.compressobj(LEVEL, module.DEFLATED, -15)

        def packed(piece: bytes | memoryview) -> bytes:
            self.crc = module.crc32(piece, self.crc)
            out: bytes = stream.compress(piece)
            return out

        waiting: deque[Future[bytes]] = deque()
        with ThreadPoolExecutor(1) as other:
            for piece in pieces:
                self.size += len(piece)
                waiting.append(other.submit(packed, piece))
                if len(waiting) > _AHEAD:
                    yield from self._counted(waiting.popleft().result())
            while waiting:
                yield from self._counted(waiting.popleft().result())
        yield from self._counted(stream.flush())

    def _counted(self, out: bytes) -> Iterator[bytes]:
        self.packed += len(out)
        if out:
            yield out


_AHEAD = 2  # pieces that may wait for the other thread
