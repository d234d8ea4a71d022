"""Memory that is free goes back to the system."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

# Many small pieces, of which the last stays: the library cannot give back those before it alone.
SCRIPT = """
import ctypes, re
from pathlib import Path
from annotator.nlp.free_memory import give_back_memory

def resident():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

library = ctypes.CDLL(None)
library.malloc.restype = ctypes.c_void_p
pieces = [library.malloc(10_000) for _ in range(4000)]
for piece in pieces:
    ctypes.memset(piece, 1, 10_000)
for piece in pieces[:-1]:
    library.free(ctypes.c_void_p(piece))
before = resident()
give_back_memory()
print(before - resident())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take it back by themselves")
def test_free_memory_is_given_back() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) > 20_000


def test_another_system_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    from annotator.nlp import free_memory

    free_memory._malloc_trim.cache_clear()
    monkeypatch.setattr(sys, "platform", "win32")
    try:
        free_memory.give_back_memory()
        assert free_memory._malloc_trim() is None
    finally:
        free_memory._malloc_trim.cache_clear()
