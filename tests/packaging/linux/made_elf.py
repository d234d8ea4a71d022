"""Shared libraries made byte by byte, so that no compiler is needed."""

from __future__ import annotations

import struct
from collections.abc import Sequence

BASE = 0x10000
"""Where the file is said to be loaded: addresses differ from offsets, as they do in real ones."""


def made_elf(needed: Sequence[str], versions: Sequence[tuple[str, str]], soname: str = "") -> bytes:
    """A 64-bit little-endian ELF file that is linked with ``needed`` and asks for ``versions``."""
    strings = bytearray(b"\0")

    def place(text: str) -> int:
        strings.extend(text.encode() + b"\0")
        return len(strings) - len(text) - 1

    entries = [(1, place(name)) for name in needed]
    if soname:
        entries.append((14, place(soname)))
    libraries = list(dict.fromkeys(library for library, _ in versions))
    records = bytearray()
    for number, library in enumerate(libraries):
        names = [version for one, version in versions if one == library]
        size = 16 + 16 * len(names)
        following = size if number + 1 < len(libraries) else 0
        records += struct.pack("<HHIII", 1, len(names), place(library), 16, following)
        for index, name in enumerate(names):
            last = index + 1 == len(names)
            records += struct.pack("<IHHII", 0, 0, 2 + index, place(name), 0 if last else 16)
    start = 64 + 2 * 56
    string_at = start + len(records)
    dynamic_at = (string_at + len(strings) + 15) // 16 * 16
    entries.append((5, BASE + string_at))
    if libraries:
        entries += [(0x6FFFFFFE, BASE + start), (0x6FFFFFFF, len(libraries))]
    dynamic = b"".join(struct.pack("<QQ", *entry) for entry in [*entries, (0, 0)])
    total = dynamic_at + len(dynamic)
    head = b"\x7fELF\x02\x01\x01" + bytes(9)
    head += struct.pack("<HHIQQQIHHHHHH", 3, 62, 1, 0, 64, 0, 0, 64, 56, 2, 64, 0, 0)
    load = struct.pack("<IIQQQQQQ", 1, 5, 0, BASE, BASE, total, total, 4096)
    table = struct.pack(
        "<IIQQQQQQ", 2, 6, dynamic_at, BASE + dynamic_at, 0, len(dynamic), len(dynamic), 8
    )
    body = head + load + table + bytes(records) + bytes(strings)
    return body.ljust(dynamic_at, b"\0") + dynamic
