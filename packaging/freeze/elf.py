"""Reads what matters here of ELF files: how they are loaded and which libraries they need."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

_MAGIC = b"\x7fELF\x02\x01"
_PT_LOAD, _PT_DYNAMIC = 1, 2
_DT_NEEDED, _DT_STRTAB = 1, 5


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


def needed_libraries(data: bytes) -> tuple[str, ...]:
    """The names of the libraries that an ELF file asks the loader for."""
    parts = segments(data)
    dynamic = next((part for part in parts if part.kind == _PT_DYNAMIC), None)
    if dynamic is None:
        return ()
    entries = [
        struct.unpack_from("<QQ", data, dynamic.offset + position)
        for position in range(0, dynamic.size - 15, 16)
    ]
    table = next((value for tag, value in entries if tag == _DT_STRTAB), None)
    home = next(
        (
            part
            for part in parts
            if part.kind == _PT_LOAD
            and table is not None
            and part.address <= table < part.address + part.size
        ),
        None,
    )
    if table is None or home is None:
        return ()
    start = table - home.address + home.offset
    names = (start + value for tag, value in entries if tag == _DT_NEEDED)
    return tuple(data[name : data.index(b"\0", name)].decode() for name in names)


def host_libraries(folder: Path) -> dict[str, tuple[str, ...]]:
    """The libraries that files under ``folder`` need and that do not lie under it.

    Each with the files that ask for it, as paths within ``folder``.
    """
    held, wanted = set(), {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        held.add(path.name)
        if is_elf(path):
            inside = path.relative_to(folder).as_posix()
            for name in needed_libraries(path.read_bytes()):
                wanted.setdefault(name, []).append(inside)
    return {name: tuple(askers) for name, askers in sorted(wanted.items()) if name not in held}
