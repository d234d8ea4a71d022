"""Which package brings a shared library, on Debian and elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from elf_needs import ElfNeeds


@dataclass(frozen=True, slots=True)
class SystemPackage:
    """Who brings one shared library.

    Attributes:
        debian: what Depends says; alternatives where the name changed between releases.
        fedora: the package of Fedora and its kin.
        arch: the package of Arch Linux.
        suse: the package of openSUSE.
    """

    debian: str
    fedora: str
    arch: str
    suse: str


# Library: Debian and Ubuntu; Fedora; Arch; openSUSE.
_TABLE = """
ld-linux-x86-64.so.2: libc6; glibc; glibc; glibc
ld-linux-aarch64.so.1: libc6; glibc; glibc; glibc
libc.so.6: libc6; glibc; glibc; glibc
libm.so.6: libc6; glibc; glibc; glibc
libdl.so.2: libc6; glibc; glibc; glibc
librt.so.1: libc6; glibc; glibc; glibc
libutil.so.1: libc6; glibc; glibc; glibc
libpthread.so.0: libc6; glibc; glibc; glibc
libresolv.so.2: libc6; glibc; glibc; glibc
libgcc_s.so.1: libgcc-s1; libgcc; gcc-libs; libgcc_s1
libstdc++.so.6: libstdc++6; libstdc++; gcc-libs; libstdc++6
libz.so.1: zlib1g; zlib-ng-compat; zlib; libz1
libGL.so.1: libgl1; libglvnd-glx; libglvnd; libglvnd
libEGL.so.1: libegl1; libglvnd-egl; libglvnd; libglvnd
libGLX.so.0: libglx0; libglvnd-glx; libglvnd; libglvnd
libOpenGL.so.0: libopengl0; libglvnd-opengl; libglvnd; libglvnd
libdrm.so.2: libdrm2; libdrm; libdrm; libdrm2
libgbm.so.1: libgbm1; mesa-libgbm; mesa; libgbm1
libX11.so.6: libx11-6; libX11; libx11; libX11-6
libX11-xcb.so.1: libx11-xcb1; libX11-xcb; libx11; libX11-xcb1
libXext.so.6: libxext6; libXext; libxext; libXext6
libICE.so.6: libice6; libICE; libice; libICE6
libSM.so.6: libsm6; libSM; libsm; libSM6
libxcb.so.1: libxcb1; libxcb; libxcb; libxcb1
libxcb-cursor.so.0: libxcb-cursor0; xcb-util-cursor; xcb-util-cursor; libxcb-cursor0
libxcb-glx.so.0: libxcb-glx0; libxcb; libxcb; libxcb-glx0
libxcb-icccm.so.4: libxcb-icccm4; xcb-util-wm; xcb-util-wm; libxcb-icccm4
libxcb-image.so.0: libxcb-image0; xcb-util-image; xcb-util-image; libxcb-image0
libxcb-keysyms.so.1: libxcb-keysyms1; xcb-util-keysyms; xcb-util-keysyms; libxcb-keysyms1
libxcb-randr.so.0: libxcb-randr0; libxcb; libxcb; libxcb-randr0
libxcb-render.so.0: libxcb-render0; libxcb; libxcb; libxcb-render0
libxcb-render-util.so.0: libxcb-render-util0; xcb-util-renderutil; xcb-util-renderutil;\
  libxcb-render-util0
libxcb-shape.so.0: libxcb-shape0; libxcb; libxcb; libxcb-shape0
libxcb-shm.so.0: libxcb-shm0; libxcb; libxcb; libxcb-shm0
libxcb-sync.so.1: libxcb-sync1; libxcb; libxcb; libxcb-sync1
libxcb-util.so.1: libxcb-util1; xcb-util; xcb-util; libxcb-util1
libxcb-xfixes.so.0: libxcb-xfixes0; libxcb; libxcb; libxcb-xfixes0
libxcb-xinerama.so.0: libxcb-xinerama0; libxcb; libxcb; libxcb-xinerama0
libxcb-xkb.so.1: libxcb-xkb1; libxcb; libxcb; libxcb-xkb1
libxkbcommon.so.0: libxkbcommon0; libxkbcommon; libxkbcommon; libxkbcommon0
libxkbcommon-x11.so.0: libxkbcommon-x11-0; libxkbcommon-x11; libxkbcommon-x11; libxkbcommon-x11-0
libwayland-client.so.0: libwayland-client0; libwayland-client; wayland; libwayland-client0
libwayland-cursor.so.0: libwayland-cursor0; libwayland-cursor; wayland; libwayland-cursor0
libwayland-egl.so.1: libwayland-egl1; libwayland-egl; wayland; libwayland-egl1
libfontconfig.so.1: libfontconfig1; fontconfig; fontconfig; libfontconfig1
libfreetype.so.6: libfreetype6; freetype; freetype2; libfreetype6
libharfbuzz.so.0: libharfbuzz0b; harfbuzz; harfbuzz; libharfbuzz0
libbrotlidec.so.1: libbrotli1; libbrotli; brotli; libbrotlidec1
libbrotlicommon.so.1: libbrotli1; libbrotli; brotli; libbrotlicommon1
libzstd.so.1: libzstd1; libzstd; zstd; libzstd1
libdbus-1.so.3: libdbus-1-3; dbus-libs; dbus; libdbus-1-3
libglib-2.0.so.0: libglib2.0-0t64 | libglib2.0-0; glib2; glib2; libglib-2_0-0
libgthread-2.0.so.0: libglib2.0-0t64 | libglib2.0-0; glib2; glib2; libgthread-2_0-0
libgobject-2.0.so.0: libglib2.0-0t64 | libglib2.0-0; glib2; glib2; libgobject-2_0-0
libgio-2.0.so.0: libglib2.0-0t64 | libglib2.0-0; glib2; glib2; libgio-2_0-0
"""

_GCC_OF_GLIBCXX = {22: 6, 23: 7, 24: 7, 25: 8, 26: 9, 27: 9, 28: 9, 29: 11, 30: 12, 31: 13, 32: 13}
_GCC_OF_GLIBCXX |= {33: 14, 34: 15}
"""The GCC whose libstdc++ first has GLIBCXX_3.4.N; from GCC's manual, "ABI Policy"."""

_LOADED_WITHOUT_LINKING = ("libEGL.so.1", "libfontconfig.so.1")
"""What Qt opens itself when it needs it: EGL for drawing, fontconfig for finding fonts."""


def known_packages() -> dict[str, SystemPackage]:
    """Every library that is known, by its soname."""
    packages = {}
    for line in _TABLE.strip().splitlines():
        soname, _, names = line.partition(": ")
        debian, fedora, arch, suse = (name.strip() for name in names.split("; "))
        packages[soname.strip()] = SystemPackage(debian, fedora, arch, suse)
    return packages


def has_qt(bundle: Path) -> bool:
    """Whether Qt's part that opens windows is in a bundle."""
    return any(bundle.rglob("libQt6Gui.so*"))


def needed_packages(needs: ElfNeeds, with_qt: bool) -> dict[str, SystemPackage]:
    """Who brings each library that is needed, by soname, sorted.

    Args:
        needs: what the bundle's files need from outside.
        with_qt: whether Qt is in the bundle, which opens libraries that no file is linked with.

    Raises:
        LookupError: no package is known for a library; either the freeze recipe let something in
            that it should not, or the table lacks a line.
    """
    known = known_packages()
    wanted = needs.needed | frozenset(_LOADED_WITHOUT_LINKING if with_qt else ())
    unknown = sorted(wanted - set(known))
    if unknown:
        raise LookupError("no package is known for " + ", ".join(unknown))
    return {soname: known[soname] for soname in sorted(wanted)}


def oldest_glibc(needs: ElfNeeds) -> str:
    """The oldest version of the C library that has all that is asked of it, such as "2.34"."""
    return _newest(pair[1] for pair in needs.versions if pair[1].startswith("GLIBC_2"))


def debian_depends(needs: ElfNeeds, with_qt: bool) -> tuple[str, ...]:
    """The Depends of the Debian package: each once, sorted, with the oldest version that will do.

    Versions are said of libc6 and libstdc++6 alone: every Debian and Ubuntu whose C library is
    new enough has new enough versions of the rest.
    """
    packages = {one.debian for one in needed_packages(needs, with_qt).values()}
    oldest = {"libc6": oldest_glibc(needs), "libstdc++6": _oldest_gcc(needs)}
    return tuple(
        f"{name} (>= {oldest[name]})" if oldest.get(name) else name for name in sorted(packages)
    )


def _oldest_gcc(needs: ElfNeeds) -> str:
    newest = _newest(pair[1] for pair in needs.versions if pair[1].startswith("GLIBCXX_3.4"))
    minor = int((newest or "3.4").split(".")[2]) if newest.count(".") > 1 else 0
    return str(_GCC_OF_GLIBCXX[minor]) if minor >= min(_GCC_OF_GLIBCXX) else ""


def _newest(versions: Iterable[str]) -> str:
    numbers = [re.findall(r"\d+", version) for version in versions]
    return ".".join(max(numbers, key=lambda parts: [int(part) for part in parts], default=[]))
