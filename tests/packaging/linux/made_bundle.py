"""A bundle to pack that is small, but has what the real one has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from made_elf import made_elf

DATE = 1_750_000_000
PROGRAM = '#!/bin/sh\necho started with "$@"\n'


@dataclass(frozen=True)
class MadePart:
    """A bundled part as the notices tell of it."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]


PARTS = (
    MadePart("numpy", "9.9", "BSD-3-Clause", ("Copyright (c) 2020 Some\n\nDo as you like.",)),
    MadePart("wasabi", "1.0", "MIT", ("MIT License\n\nCopyright 2019 Others\n\nFree for all.",)),
    MadePart("blis", "1.0", "MIT", ("Copyright 2018 A Third\n\nFree for\nall.",)),
    MadePart("tld", "1", "MPL-1.1", ("GNU GENERAL PUBLIC LICENSE\n   Version 2, June 1991\n" * 3,)),
    MadePart("OpenSSL", "3", "Apache-2.0", ("Apache",)),
)


def make_bundle(folder: Path, backwards: bool = False) -> Path:
    """A bundle; ``backwards`` writes its files in another order, with other rights."""
    xcb = ["libQt6Gui.so.6", "libxcb-cursor.so.0", "libc.so.6"]
    versions = [("libc.so.6", "GLIBC_2.34"), ("libc.so.6", "GLIBC_2.4")]
    files = {
        "fact-annotator": PROGRAM.encode(),
        "_internal/libQt6Gui.so.6": made_elf(
            ["libstdc++.so.6", "libglib-2.0.so.0"], [("libstdc++.so.6", "GLIBCXX_3.4.29")]
        ),
        "_internal/PySide6/Qt/plugins/platforms/libqxcb.so": made_elf(xcb, versions),
        "_internal/numpy/core.so": made_elf(["libc.so.6"], []),
        "_internal/resources/samples/01.txt": b"An article.\n",
        "_internal/annotator.txt": "Grüße\n".encode(),
    }
    for name in sorted(files, reverse=backwards):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[name])
        path.chmod(0o777 if backwards else 0o640)
    (folder / "fact-annotator").chmod(0o755)
    (folder / "_internal/libQt6Gui.so").symlink_to("libQt6Gui.so.6")
    return folder
