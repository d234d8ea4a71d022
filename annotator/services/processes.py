"""Which processes run on this machine, whose children they are, and how much memory they hold."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ProcessEntry:
    """One running process.

    Attributes:
        parent: the number of the process that started it.
        memory: resident bytes; 0 where the system does not say.
    """

    pid: int
    parent: int
    memory: int


def running_processes() -> tuple[ProcessEntry, ...]:
    """Every process that this user may see; those that have ended already are left out."""
    if sys.platform == "win32":
        return _of_windows()
    if sys.platform == "linux":
        return _of_linux(Path("/proc"))
    return _of_ps(
        subprocess.run(
            ["/bin/ps", "-A", "-o", "pid=,ppid=,rss="], capture_output=True, text=True, check=True
        ).stdout
    )


def descendants(pid: int, processes: Iterable[ProcessEntry]) -> tuple[ProcessEntry, ...]:
    """The children of a process, theirs, and so on, parents first."""
    by_parent: dict[int, list[ProcessEntry]] = {}
    for process in processes:
        by_parent.setdefault(process.parent, []).append(process)
    found: list[ProcessEntry] = []
    waiting, seen = [pid], {pid}
    while waiting:
        for child in by_parent.get(waiting.pop(0), []):
            # Windows gives numbers again: a "child" may be older than its "parent".
            if child.pid not in seen:
                seen.add(child.pid)
                found.append(child)
                waiting.append(child.pid)
    return tuple(found)


def _of_linux(folder: Path) -> tuple[ProcessEntry, ...]:
    entries = []
    for process in folder.iterdir():
        if not process.name.isdigit():
            continue
        try:
            status = (process / "status").read_text("utf-8", "replace")
        except OSError:
            continue
        fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
        if fields["State"].split()[0] in "ZX":
            continue
        memory = int(fields.get("VmRSS", "0 kB").split()[0]) * 1024
        entries.append(ProcessEntry(int(process.name), int(fields["PPid"]), memory))
    return tuple(entries)


def _of_ps(output: str) -> tuple[ProcessEntry, ...]:
    rows = (line.split() for line in output.splitlines())
    return tuple(
        ProcessEntry(int(row[0]), int(row[1]), int(row[2]) * 1024) for row in rows if len(row) == 3
    )


if sys.platform == "win32":  # pragma: no cover - another system
    import ctypes
    from ctypes import wintypes

    class _Snapshot(ctypes.Structure):
        """PROCESSENTRY32W of the Windows API."""

        _fields_ = (
            ("dwSize", wintypes.DWORD),
            ("cntUsage", wintypes.DWORD),
            ("th32ProcessID", wintypes.DWORD),
            ("th32DefaultHeapID", ctypes.c_size_t),
            ("th32ModuleID", wintypes.DWORD),
            ("cntThreads", wintypes.DWORD),
            ("th32ParentProcessID", wintypes.DWORD),
            ("pcPriClassBase", wintypes.LONG),
            ("dwFlags", wintypes.DWORD),
            ("szExeFile", wintypes.WCHAR * 260),
        )

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of the Windows API."""

        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("WorkingSetSize", ctypes.c_size_t),
            ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
            ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
            ("PagefileUsage", ctypes.c_size_t),
            ("PeakPagefileUsage", ctypes.c_size_t),
        )

    def _of_windows() -> tuple[ProcessEntry, ...]:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateToolhelp32Snapshot.restype = wintypes.HANDLE
        kernel.OpenProcess.restype = wintypes.HANDLE
        snapshot = wintypes.HANDLE(kernel.CreateToolhelp32Snapshot(2, 0))
        entry = _Snapshot(dwSize=ctypes.sizeof(_Snapshot))
        entries = []
        more = kernel.Process32FirstW(snapshot, ctypes.byref(entry))
        while more:
            pid = entry.th32ProcessID
            entries.append(ProcessEntry(pid, entry.th32ParentProcessID, _memory(kernel, pid)))
            more = kernel.Process32NextW(snapshot, ctypes.byref(entry))
        kernel.CloseHandle(snapshot)
        return tuple(entries)

    def _memory(kernel: ctypes.WinDLL, pid: int) -> int:
        # 0x1000: PROCESS_QUERY_LIMITED_INFORMATION, which needs no right over the process.
        process = wintypes.HANDLE(kernel.OpenProcess(0x1000, False, pid))
        if not process:
            return 0
        counters = _Counters(cb=ctypes.sizeof(_Counters))
        known = kernel.K32GetProcessMemoryInfo(process, ctypes.byref(counters), counters.cb)
        kernel.CloseHandle(process)
        return int(counters.WorkingSetSize) if known else 0
