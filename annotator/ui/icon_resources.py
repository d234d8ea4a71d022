"""Tinted icons as Qt resources, since style sheets take pictures only by address."""

from __future__ import annotations

import struct
from functools import cache

from PySide6.QtCore import qRegisterResourceData

from annotator.ui.icons import tinted_svg

_VERSION = 1


def icon_address(name: str, ink: str, ground: str) -> str:
    """The address (``:/...``) of an icon in two ``#RRGGBB`` colours, for ``url()`` in a sheet."""
    folder, file = f"icons{ink[1:]}{ground[1:]}".lower(), f"{name}.svg"
    _registered(folder, file, tinted_svg(name, ink, ground))
    return f":/{folder}/{file}"


@cache
def _registered(folder: str, file: str, svg: str) -> tuple[bytes, bytes, bytes]:
    # Qt keeps no copy of the bytes, so the cache must hold them until the program ends.
    tree, names, data = _resource(folder, file, svg.encode())
    if not qRegisterResourceData(_VERSION, tree, names, data):
        raise RuntimeError(f"Qt refused the icon {file}")
    return tree, names, data


def _resource(folder: str, file: str, content: bytes) -> tuple[bytes, bytes, bytes]:
    """Tree, names and data of one file in one folder, as ``rcc --format-version 1`` writes them.

    A node is name offset and flags, then for a folder (flag 2) the count and index of its
    children, for a file country, language (1: C) and data offset; all big-endian.
    """
    folder_name, file_name = _name(folder), _name(file)
    tree = (
        struct.pack(">IHII", 0, 2, 1, 1)
        + struct.pack(">IHII", 0, 2, 1, 2)
        + struct.pack(">IHHHI", len(folder_name), 0, 0, 1, 0)
    )
    return tree, folder_name + file_name, struct.pack(">I", len(content)) + content


def _name(text: str) -> bytes:
    return struct.pack(">HI", len(text), _hash(text)) + text.encode("utf-16-be")


def _hash(text: str) -> int:
    """``qt_hash`` of qhash.cpp, by which the tree is searched."""
    value = 0
    for character in text:
        value = (value << 4) + ord(character)
        value ^= (value & 0xF0000000) >> 23
        value &= 0x0FFFFFFF
    return value
