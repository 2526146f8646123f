"""Compression of VBA streams, [MS-OVBA] 2.4.1: chunks of 4,096 bytes, each a row of literal and copy tokens."""

from __future__ import annotations

CHUNK = 4096
SIGNATURE, COMPRESSED = 0x01, 0xB000    # the container's first byte; a chunk header without its size
SHORTEST = 3                            # a copy token takes two bytes, so shorter repetitions are not worth one


class Incompressible(ValueError):
    """A chunk has too few repetitions for a compressed chunk."""


def compress(data: bytes) -> bytes:
    """The compressed container of ``data``: every reader gives back exactly ``data``.

    Only compressed chunks are written. The specification also knows raw ones, but Excel refuses a module that has
    one, and a raw last chunk could not say where it ends. Raises Incompressible for bytes that would need one, such
    as random ones; text never does.
    """
    chunks = (_chunk(data[start:start + CHUNK]) for start in range(0, len(data), CHUNK))
    return bytes([SIGNATURE]) + b"".join(chunks)


def _chunk(data: bytes) -> bytes:
    """Header and token sequences of one chunk (2.4.1.3.7): a flag byte before each eight tokens."""
    body = bytearray()
    position = 0
    while position < len(data):
        flags, tokens = 0, bytearray()
        for bit in range(8):
            if position == len(data):
                break
            offset, length = _match(data, position)
            if offset:
                flags |= 1 << bit
                tokens += _copy_token(position, offset, length)
            else:
                length = 1
                tokens.append(data[position])
            position += length
        body.append(flags)
        body += tokens
    if len(body) > CHUNK:
        raise Incompressible
    return (COMPRESSED | len(body) - 1).to_bytes(2, "little") + body


def _length_bits(position: int) -> int:
    """How many bits of a copy token at ``position`` of its chunk hold the length (2.4.1.3.19.1)."""
    return 16 - max(4, (position - 1).bit_length())


def _match(data: bytes, position: int) -> tuple[int, int]:
    """(how far back, how long) the longest repetition that starts at ``position`` is, the nearest of equals; (0, 0).

    A repetition may reach into itself: five blanks are a blank and a copy of four.
    """
    longest = min(len(data) - position, (1 << _length_bits(position)) - 1 + SHORTEST) if position else 0
    found, length = -1, SHORTEST
    while length <= longest:
        start = data.rfind(data[position:position + length], 0, position + length - 1)
        if start < 0:
            break
        found = start
        while length < longest and data[start + length] == data[position + length]:
            length += 1
        length += 1
    return (position - found, length - 1) if found >= 0 else (0, 0)


def _copy_token(position: int, offset: int, length: int) -> bytes:
    """Offset and length in 16 bits; how they share them depends on the position (2.4.1.3.19.3)."""
    return (offset - 1 << _length_bits(position) | length - SHORTEST).to_bytes(2, "little")
