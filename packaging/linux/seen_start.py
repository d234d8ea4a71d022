"""Starts the installed program on a virtual screen and sees when what is there."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from clean_system import USER, CleanSystem, StepFailed
from framebuffer import VirtualScreen
from sealed_network import SealedNetwork

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = "fact-annotator"
SIZE = (1440, 900)
_LOOK_EVERY = 0.004
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class SeenStart:
    """What one start looked like from outside; times in seconds, memory in MB.

    Attributes:
        painted: from the start to the first pixels of the window.
        worked: the processor time that took, which other work on the machine hardly changes.
        candidates: from the start to the first marks in an article.
        window_memory, worker_memory: resident memory when detection is done.
        window_share, worker_share: the same, memory that both use counted by halves.
        processes: how many there were.
        title: what the window is called.
    """

    painted: float
    worked: float
    candidates: float
    window_memory: float
    worker_memory: float
    window_share: float
    worker_share: float
    processes: int
    title: str


def mark_colours() -> tuple[str, ...]:
    """The colours of candidates in the light theme, which a desktop without settings gets."""
    tokens = json.loads((ROOT / "resources/themes/tokens.json").read_text("utf-8"))
    light = tokens["colour"]["light"]
    return tuple(light[f"candidate_{strength}"] for strength in ("low", "mid", "high"))


def see_start(
    system: CleanSystem,
    network: SealedNetwork,
    folder: Path,
    words: Sequence[str],
    screenshot: Path,
) -> SeenStart:
    """Start the program, look until all is there, take a picture, and quit it.

    ``words`` are the program and its arguments; ``folder`` holds the screen meanwhile.

    Raises:
        StepFailed: no window appeared, the program ended by itself, or it did not end when asked.
    """
    buffer = folder / "screen"
    buffer.mkdir(exist_ok=True)
    screen = VirtualScreen.start(buffer, *SIZE)
    program: subprocess.Popen[bytes] | None = None
    try:
        if not system.outside("/tmp/.X11-unix").exists():
            system.share_screen()
        variables = {"DISPLAY": screen.display, "XDG_RUNTIME_DIR": "/tmp"}
        command = system.command(*words, user=USER, variables=variables)
        empty = screen.picture()
        began = time.monotonic()
        program = subprocess.Popen(network.command(command), stderr=subprocess.PIPE)
        painted = _until(lambda: screen.picture() != empty, program, began, "no window appeared")
        worked = _ticks(program.pid) / os.sysconf("SC_CLK_TCK")
        colours = mark_colours()
        candidates = _until(
            lambda: any(map(screen.shows, colours)), program, began, "no candidates appeared"
        )
        _until_quiet(program)
        screen.save(screenshot)
        title = _title(screen)
        own = _processes(system.root)
        workers = [pid for pid in own if pid != program.pid]
        heaviest = max(workers, key=_resident, default=0)
        seen = SeenStart(
            painted,
            worked,
            candidates,
            _resident(program.pid),
            _resident(heaviest),
            _share(program.pid),
            _share(heaviest),
            len(own),
            title,
        )
        _press(screen, "ctrl+q")
        try:
            code = program.wait(20)
        except subprocess.TimeoutExpired:
            raise StepFailed("the program did not end when it was asked to") from None
        if code:
            raise StepFailed(f"the program ended with {code}")
        _until_none(system.root)
        return seen
    finally:
        if program is not None and program.poll() is None:
            program.kill()
            program.wait()
        if program is not None and program.stderr is not None:
            program.stderr.close()
        screen.stop()


def _until(
    is_there: Callable[[], bool], program: subprocess.Popen[bytes], began: float, what: str
) -> float:
    while time.monotonic() - began < _PATIENCE:
        if is_there():
            return time.monotonic() - began
        if program.poll() is not None:
            assert program.stderr is not None
            told = program.stderr.read().decode(errors="replace")
            raise StepFailed(f"{what}: the program ended with {program.returncode}\n{told[-2000:]}")
        # What another process shows and does sends no event: it can only be looked for.
        time.sleep(_LOOK_EVERY)
    raise StepFailed(f"{what} within {_PATIENCE:.0f} s")


def _until_quiet(program: subprocess.Popen[bytes]) -> None:
    """Wait until neither the window nor its worker has used the processor for a second."""
    group, used, since = _family(program.pid), -1, time.monotonic()
    end = since + _PATIENCE
    while time.monotonic() - since < 1.0 and time.monotonic() < end:
        group = _family(program.pid)
        now = sum(_ticks(pid) for pid in group)
        if now > used + 2:
            used, since = now, time.monotonic()
        time.sleep(0.1)


def _until_none(root: Path) -> None:
    """Wait a moment for the worker to follow the window; StepFailed when one stays."""
    end = time.monotonic() + 5
    while left := _processes(root):
        if time.monotonic() > end:
            raise StepFailed(f"{len(left)} processes were left")
        time.sleep(0.05)


def _family(parent: int) -> list[int]:
    found = [parent]
    for one in found:
        # Each thread has a list of its own of the processes that it started.
        for children in Path("/proc", str(one), "task").glob("*/children"):
            with contextlib.suppress(OSError):
                found += map(int, children.read_text("ascii").split())
    return found


def _ticks(pid: int) -> int:
    try:
        fields = Path("/proc", str(pid), "stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def _processes(root: Path) -> list[int]:
    """The processes of the program that run in the clean system."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            inside = (folder / "root").readlink() == root
            if inside and (folder / "exe").readlink().name == PROGRAM:
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def _resident(pid: int) -> float:
    return _memory(pid, "status", "VmRSS:")


def _share(pid: int) -> float:
    return _memory(pid, "smaps_rollup", "Pss:")


def _memory(pid: int, file: str, field: str) -> float:
    if not pid:
        return 0.0
    for line in Path("/proc", str(pid), file).read_text("utf-8").splitlines():
        if line.startswith(field):
            return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def _title(screen: VirtualScreen) -> str:
    search = ["search", "--onlyvisible", "--class", PROGRAM]
    windows = _ask(screen, *search).split()
    titles = [_ask(screen, "getwindowname", window).strip() for window in windows]
    return max(titles, key=len, default="")


def _press(screen: VirtualScreen, keys: str) -> None:
    window = _ask(screen, "search", "--onlyvisible", "--class", PROGRAM).split()
    if window:
        # There is no window manager to give it the keyboard.
        _ask(screen, "windowfocus", window[-1])
    _ask(screen, "key", keys)


def _ask(screen: VirtualScreen, *words: str) -> str:
    environment = {**os.environ, "DISPLAY": screen.display}
    return subprocess.run(
        ["xdotool", *words], env=environment, capture_output=True, text=True
    ).stdout
