"""ICU's data without what Qt never asks for gives the same answers to what Qt does ask."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest
from elf import is_aligned, segments
from icu_data import Package, is_used, package_bytes, read_package, shrink, without_unused

HEADER = struct.pack("<HBBHHBBBB", 32, 0xDA, 0x27, 20, 0, 0, 0, 2, 0) + b"CmnD" + bytes(16)
LIBRARIES = Path(PySide6.__path__[0], "Qt", "lib")

ASK = """
import ctypes, sys
version = sys.argv[1]
order = ctypes.CDLL(f"libicui18n.so.{version}")
common = ctypes.CDLL(f"libicuuc.so.{version}")

def opened(library, name, *arguments):
    function = getattr(library, f"{name}_{version}")
    function.restype = ctypes.c_void_p
    status = ctypes.c_int(0)
    made = ctypes.c_void_p(function(*arguments, ctypes.byref(status)))
    print(name, arguments, status.value, bool(made))
    return made

def units(text):
    return text.encode("utf-16-le")

for locale in (b"", b"de", b"sv", b"zh", b"ja", b"ar"):
    collator = opened(order, "ucol_open", locale)
    compare = getattr(order, f"ucol_strcoll_{version}")
    for one, other in (("\\u00f6", "z"), ("\\u00c4", "b"), ("\\u4e2d", "\\u6587"), ("a", "B")):
        print(compare(collator, units(one), 1, units(other), 1))
for name in (b"gb18030", b"euc-jp", b"windows-1251", b"ibm-964"):
    opened(common, "ucnv_open", name)
for zone in ("Europe/Prague", "Asia/Tokyo", "America/New_York"):
    calendar = opened(order, "ucal_open", units(zone + "\\0"), -1, b"de", 0)
    buffer, status = ctypes.create_string_buffer(400), ctypes.c_int(0)
    told = getattr(order, f"ucal_getTimeZoneDisplayName_{version}")
    length = told(calendar, 0, b"de", buffer, 200, ctypes.byref(status))
    print(status.value, ascii(buffer.raw[: 2 * length].decode("utf-16-le")))
"""


@pytest.mark.parametrize(
    ("name", "used"),
    [
        ("icudt73l/coll/sv.res", True),
        ("icudt73l/root.res", True),
        ("icudt73l/gb18030.cnv", True),
        ("icudt73l/zone/de.res", True),
        ("icudt73l/brkitr/line.brk", True),
        ("icudt73l/brkitr/cjdict.dict", False),
        ("icudt73l/unit/de.res", False),
        ("icudt73l/curr/pool.res", False),
        ("icudt73l/units.res", True),
    ],
)
def test_which_items_stay(name: str, used: bool) -> None:
    assert is_used(name) is used


def test_a_package_is_read_as_it_was_written() -> None:
    items = (("x/a.res", b"one" + bytes(13)), ("x/curr/b.res", b"2" * 16), ("x/c", b"3" * 32))
    written = package_bytes(Package(HEADER, items))
    assert read_package(written) == Package(HEADER, items)
    (count,) = struct.unpack_from("<I", written, 32)
    starts = [struct.unpack_from("<II", written, 36 + 8 * n)[1] for n in range(count)]
    assert all(start % 16 == 0 for start in starts)


@pytest.mark.parametrize("data", [b"", bytes(80), HEADER[:12], HEADER + b"\xff\xff"])
def test_other_data_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="ICU's data"):
        read_package(data)


def test_a_library_of_another_kind_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "libicudata.so.99"
    path.write_bytes(b"\x7fELF\x02\x01" + bytes(200))
    assert "left as it was" in shrink(tmp_path)
    assert path.read_bytes() == b"\x7fELF\x02\x01" + bytes(200)
    path.unlink()
    assert shrink(tmp_path) == "there is no ICU data"


@pytest.mark.skipif(
    sys.platform != "linux" or not list(LIBRARIES.glob("libicudata.so.*")),
    reason="only Qt for Linux brings ICU along",
)
def test_the_same_questions_get_the_same_answers(tmp_path: Path) -> None:
    for library in LIBRARIES.glob("libicu*.so.*"):
        shutil.copy2(library, tmp_path)
    (path,) = tmp_path.glob("libicudata.so.*")
    version = path.name.rpartition(".")[2]

    def answers() -> str:
        done = subprocess.run(
            [sys.executable, "-c", ASK, version],
            env={**os.environ, "LD_LIBRARY_PATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    whole, before = path.read_bytes(), answers()
    assert "Mitteleurop" in before
    assert "MB to" in shrink(tmp_path)
    smaller = path.read_bytes()
    assert len(smaller) < 0.7 * len(whole)
    assert is_aligned(smaller)
    assert [part.kind for part in segments(smaller)] == [part.kind for part in segments(whole)]
    assert answers() == before
    # Nothing is left to take away.
    assert without_unused(smaller) == smaller
