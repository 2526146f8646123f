"""How the PROJECT stream hides its protection fields, [MS-OVBA] 2.4.3: bytes chained by exclusive or and a seed."""

from __future__ import annotations

VERSION = 2


def obfuscated(data: bytes, project_id: str, seed: int) -> str:
    """``data`` as the hexadecimal text of CMG, DPB or GC.

    ``project_id``: the project's id with its braces; its characters make the key. ``seed`` (0-255) is arbitrary by
    the specification; it also says how many bytes stand in front that nobody reads.
    """
    key = sum(project_id.encode("ascii")) & 0xFF
    written = bytearray([seed, seed ^ VERSION, seed ^ key])
    before = key
    for plain in bytes([seed]) * ((seed & 6) // 2) + len(data).to_bytes(4, "little") + data:
        written.append(plain ^ (written[-2] + before & 0xFF))
        before = plain
    return written.hex().upper()
