"""Takes out of ICU's data what Qt never asks for: half of a library of 32 MB.

Qt asks ICU for the order of strings, time zones and character converters. Names of currencies,
units, languages and regions, numbers in words, transliterations and the dictionaries that divide
words of scripts without spaces are for programs that call ICU themselves.

Format: https://unicode-org.github.io/icu/userguide/icu_data/ and source/common/ucmndata.h of ICU;
the library is an ELF file with two parts to be loaded, the first of which ends with the data.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import elf

_UNUSED_FOLDERS = frozenset({"curr", "lang", "rbnf", "region", "translit", "unit"})
_MAGIC = b"\xda\x27"
_KIND = b"CmnD"
_PT_LOAD, _PT_DYNAMIC, _PT_RELRO = 1, 2, 0x6474E552
_ALIGNMENT = 16


@dataclass(frozen=True, slots=True)
class Package:
    """ICU's data: what stands before the table of contents, and the items by name, sorted."""

    header: bytes
    items: tuple[tuple[str, bytes], ...]


def is_used(name: str) -> bool:
    """Whether Qt may ask for an item, such as ``icudt73l/coll/sv.res``."""
    _, *folders, file = name.split("/")
    return not _UNUSED_FOLDERS.intersection(folders) and not file.endswith(".dict")


def read_package(data: bytes) -> Package:
    """Read ICU's data.

    Raises:
        ValueError: it is no such data.
    """
    try:
        (size,) = struct.unpack_from("<H", data)
        if data[2:4] != _MAGIC or data[12:16] != _KIND:
            raise ValueError("not ICU's data")
        (count,) = struct.unpack_from("<I", data, size)
        table = [struct.unpack_from("<II", data, size + 4 + 8 * n) for n in range(count)]
    except struct.error:
        raise ValueError("ICU's data is cut off") from None
    ends = [offset for _, offset in table[1:]] + [len(data) - size]
    items = []
    for (name, start), end in zip(table, ends, strict=True):
        at = size + name
        items.append((data[at : data.index(b"\0", at)].decode(), data[size + start : size + end]))
    return Package(data[:size], tuple(items))


def package_bytes(package: Package) -> bytes:
    """The bytes of ICU's data with these items; the reverse of `read_package`."""
    names = b"".join(name.encode() + b"\0" for name, _ in package.items)
    place = 4 + 8 * len(package.items)
    table = b""
    offset = _aligned(place + len(names))
    padding = bytes(offset - place - len(names))
    pieces = []
    for name, data in package.items:
        table += struct.pack("<II", place, offset)
        place += len(name.encode()) + 1
        piece = data + bytes(_aligned(len(data)) - len(data))
        pieces.append(piece)
        offset += len(piece)
    count = struct.pack("<I", len(package.items))
    return b"".join([package.header, count, table, names, padding, *pieces])


def without_unused(library: bytes) -> bytes:
    """The library with only those items that may be asked for.

    Raises:
        ValueError: it is laid out in another way than ICU lays it out.
    """
    parts = elf.segments(library)
    loads = [part for part in parts if part.kind == _PT_LOAD]
    start = library.find(_KIND) - 12
    if len(loads) != 2 or loads[0].offset or start < 0 or start >= loads[0].size:
        raise ValueError("not laid out as ICU's data library")
    package = read_package(library[start : loads[0].size])
    kept = Package(package.header, tuple(item for item in package.items if is_used(item[0])))
    data = package_bytes(kept)
    first = library[:start] + data
    second = loads[1]
    # A part must lie at the same place within its page in the file as in memory.
    offset = _aligned(len(first))
    offset += (second.address - offset) % second.alignment
    shift = offset - second.offset
    result = bytearray(first + bytes(offset - len(first)))
    result += library[second.offset : second.offset + second.size]
    (table,) = struct.unpack_from("<Q", library, 32)
    for number, part in enumerate(parts):
        at = table + 56 * number
        if part == loads[0]:
            struct.pack_into("<QQ", result, at + 32, len(first), len(first))
        elif part.offset >= second.offset:
            struct.pack_into("<Q", result, at + 8, part.offset + shift)
    # The table of sections is for linkers; it would point to nowhere.
    struct.pack_into("<Q", result, 40, 0)
    struct.pack_into("<HHH", result, 58, 0, 0, 0)
    return bytes(result)


def shrink(folder: Path) -> str:
    """Shrink the ICU data library under ``folder``, if there is one; what to say of it."""
    for path in sorted(folder.rglob("libicudata.so*")):
        if path.is_symlink():
            continue
        library = path.read_bytes()
        try:
            smaller = without_unused(library)
        except ValueError as error:
            return f"{path.name} left as it was: {error}"
        path.write_bytes(smaller)
        return f"{path.name} {len(library) / 1e6:.0f} MB to {len(smaller) / 1e6:.0f} MB"
    return "there is no ICU data"


def _aligned(number: int) -> int:
    return -(-number // _ALIGNMENT) * _ALIGNMENT
