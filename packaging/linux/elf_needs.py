"""What compiled files need of a Linux system, read from the files themselves."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_PT_LOAD, _PT_DYNAMIC = 1, 2
_DT_NULL, _DT_NEEDED, _DT_STRTAB, _DT_SONAME = 0, 1, 5, 14
_DT_VERNEED, _DT_VERNEEDNUM = 0x6FFFFFFE, 0x6FFFFFFF


@dataclass(frozen=True, slots=True)
class ElfNeeds:
    """What one 64-bit little-endian ELF file says of itself.

    Attributes:
        soname: its own name as a shared library, or "".
        needed: the names of the shared libraries it is linked with.
        versions: the versions it asks of them, such as ("libc.so.6", "GLIBC_2.34").
    """

    soname: str
    needed: frozenset[str]
    versions: frozenset[tuple[str, str]]


def is_elf(path: Path) -> bool:
    """Whether a regular file begins as compiled files do."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def read_elf_needs(path: Path) -> ElfNeeds:
    """Read the dynamic section of an ELF file; a static one needs nothing.

    The layout is that of the System V ABI and, for the versions, of the LSB's symbol versioning.

    Raises:
        ValueError: the file is not a 64-bit little-endian ELF file.
    """
    data = path.read_bytes()
    if data[:6] != b"\x7fELF\x02\x01":
        raise ValueError(f"{path.name} is not a 64-bit little-endian ELF file")
    (first,) = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    headers = [struct.unpack_from("<IIQQQQ", data, first + i * size) for i in range(count)]
    loads = [(at, offset, length) for kind, _, offset, at, _, length in headers if kind == _PT_LOAD]
    dynamic = next(((o, n) for kind, _, o, _, _, n in headers if kind == _PT_DYNAMIC), None)
    if dynamic is None:
        return ElfNeeds("", frozenset(), frozenset())

    def place(address: int) -> int:
        for at, offset, length in loads:
            if at <= address < at + length:
                return int(offset + address - at)
        raise ValueError(f"{path.name}: address {address:#x} is in no segment")

    entries: list[tuple[int, int]] = []
    for at in range(dynamic[0], dynamic[0] + dynamic[1], 16):
        tag, value = struct.unpack_from("<QQ", data, at)
        if tag == _DT_NULL:
            break
        entries.append((tag, value))
    values = dict(entries)
    strings = place(values[_DT_STRTAB])

    def string(offset: int) -> str:
        start = strings + offset
        return data[start : data.index(b"\0", start)].decode()

    soname = string(values[_DT_SONAME]) if _DT_SONAME in values else ""
    needed = frozenset(string(value) for tag, value in entries if tag == _DT_NEEDED)
    versions: set[tuple[str, str]] = set()
    if _DT_VERNEED in values:
        at = place(values[_DT_VERNEED])
        for _ in range(values[_DT_VERNEEDNUM]):
            _, number, file, auxiliary, following = struct.unpack_from("<HHIII", data, at)
            one = at + auxiliary
            for _ in range(number):
                _, _, _, name, next_one = struct.unpack_from("<IHHII", data, one)
                versions.add((string(file), string(name)))
                one += next_one
            at += following
    return ElfNeeds(soname, needed, frozenset(versions))


def outside_needs(files: Iterable[Path]) -> ElfNeeds:
    """What the compiled files among ``files`` need that none of them is; ``soname`` is empty."""
    compiled = {path: read_elf_needs(path) for path in sorted(files) if is_elf(path)}
    inside = {path.name for path in compiled} | {one.soname for one in compiled.values()}
    needed = frozenset(name for one in compiled.values() for name in one.needed) - inside
    versions = {pair for one in compiled.values() for pair in one.versions if pair[0] in needed}
    return ElfNeeds("", needed, frozenset(versions))
