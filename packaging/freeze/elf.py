"""Reads of ELF files how they are loaded."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

_MAGIC = b"\x7fELF\x02\x01"
_PT_LOAD = 1


@dataclass(frozen=True, slots=True)
class Segment:
    """One entry of the program header; all numbers in bytes."""

    kind: int
    offset: int
    address: int
    size: int
    alignment: int


def is_elf(path: Path) -> bool:
    """Whether a file is a 64-bit little-endian ELF file."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def segments(data: bytes) -> tuple[Segment, ...]:
    """The program header of a 64-bit little-endian ELF file.

    Raises:
        ValueError: it is none, or it is cut off.
    """
    if not data.startswith(_MAGIC):
        raise ValueError("not a 64-bit little-endian ELF file")
    try:
        (start,) = struct.unpack_from("<Q", data, 32)
        size, count = struct.unpack_from("<HH", data, 54)
        found = []
        for number in range(count):
            fields = struct.unpack_from("<IIQQQQQQ", data, start + number * size)
            kind, _, offset, address, _, length, _, alignment = fields
            found.append(Segment(kind, offset, address, length, alignment))
    except struct.error:
        raise ValueError("the program header is cut off") from None
    return tuple(found)


def is_aligned(data: bytes) -> bool:
    """Whether the loader can map every part: place in file and memory agree within a page.

    Stripping breaks this in files whose headers were rewritten after linking; the loader then
    says "ELF load command address/offset not properly aligned".
    """
    return all(
        part.alignment < 2 or part.offset % part.alignment == part.address % part.alignment
        for part in segments(data)
        if part.kind == _PT_LOAD
    )
