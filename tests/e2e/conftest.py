"""The real program on a screen of its own, driven by real key events."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.services.candidates import undetected_articles
from annotator.services.project import Project, open_project

CHECKOUT = Path(__file__).resolve().parents[2]
_PATIENCE_SECONDS = 90.0
_POLL = threading.Event()

_AUDIT = """
import os, sys

def _note(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"):
        address = arguments[-1] if event != "socket.getaddrinfo" else arguments[0]
        if not isinstance(address, (bytes, str)) or event == "socket.getaddrinfo":
            with open(os.environ["AUDIT_FILE"], "a") as file:
                file.write(f"{event} {address!r}\\n")
    elif event == "socket.__new__" and arguments[1] in (2, 10):
        with open(os.environ["AUDIT_FILE"], "a") as file:
            file.write(f"{event} family {arguments[1]}\\n")

sys.addaudithook(_note)
"""


def wait_for(what: str, condition: Callable[[], Any]) -> Any:
    """The first true value of ``condition``; fails the test when it stays false for long."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        _POLL.wait(0.05)
    pytest.fail(f"waited in vain: {what}")


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """The DISPLAY of an X server that nobody sees."""
    missing = [tool for tool in ("Xvfb", "xdotool") if shutil.which(tool) is None]
    if missing:
        pytest.skip(
            f"{' and '.join(missing)} not installed: the program needs a screen to be driven on"
        )
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-nolisten", "tcp",
         "-noreset"],
        pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as pipe:
        number = pipe.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    server.terminate()
    server.wait(20)


class Program:
    """One run of ``python -m annotator`` with its own folder."""

    wait_for = staticmethod(wait_for)

    def __init__(self, screen: str, home: Path, audit: Path) -> None:
        self.home = self._home = home
        self._audit = audit
        hooks = home.parent / "hooks"
        hooks.mkdir(exist_ok=True)
        (hooks / "sitecustomize.py").write_text(_AUDIT, encoding="utf-8")
        self._environment = {
            **os.environ,
            "DISPLAY": screen,
            "QT_QPA_PLATFORM": "xcb",
            "FACT_ANNOTATOR_HOME": str(home),
            "PYTHONPATH": os.pathsep.join((str(hooks), str(CHECKOUT))),
            "PYTHONWARNINGS": "default",
            "AUDIT_FILE": str(audit),
        }
        self.process: subprocess.Popen[bytes] | None = None
        self._window = ""

    def start(self, *arguments: str) -> None:
        """Start it and give its window the keyboard."""
        log = (self._home.parent / "output.txt").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "annotator", *arguments],
            env=self._environment, stdout=log, stderr=log, cwd=self._home.parent,
        )  # fmt: skip
        log.close()
        self._window = wait_for("the window to open", self._find_window)
        self.focus()

    def focus(self) -> None:
        """Give its window the keyboard."""
        self._tool("windowfocus", "--sync", self._window)

    def _find_window(self) -> str:
        assert self.process is not None
        assert self.process.poll() is None, "the program ended"
        pid = str(self.process.pid)
        found = self._tool(
            "search", "--all", "--onlyvisible", "--pid", pid, "--name", "Fact Annotator"
        )
        return found.split()[-1] if found.split() else ""

    def _tool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self._environment, capture_output=True, text=True, timeout=60,
            check=False,
        )  # fmt: skip
        return done.stdout

    def press(self, *keys: str) -> None:
        """Press keys, in xdotool's words: "j", "ctrl+z", "Return"."""
        for key in keys:
            self._tool("key", "--clearmodifiers", key)

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(20)

    def quit(self) -> int:
        """Ask it to end and wait; its exit code."""
        assert self.process is not None
        self.press("ctrl+q")
        return self.process.wait(60)

    @property
    def project_path(self) -> Path:
        """Where the default project lies."""
        return self._home / "projects" / "My articles.fact"

    def project(self) -> Project:
        """A second opening of the project, for reading."""
        return open_project(self.project_path, "", self._home / "unused", read_only=True)

    def read(self, question: Callable[[Project], Any]) -> Any:
        """The answer of the project file as it is now."""
        project = self.project()
        try:
            return question(project)
        finally:
            project.close()

    def is_detected(self, articles: int) -> bool:
        """Whether so many articles are in the project and all of them are detected."""
        if not self.project_path.exists():
            return False
        return bool(
            self.read(lambda p: len(p.articles()) == articles and not undetected_articles(p))
        )

    def verdicts(self) -> dict[str, tuple[str, str]]:
        """Verdict and reviewer of each decided claim, by uuid."""
        claims = self.read(lambda project: project.claims())
        return {
            claim.uuid: (str(claim.verdict), claim.reviewer)
            for claim in claims if claim.verdict is not None
        }  # fmt: skip

    def mapped_files(self) -> tuple[set[str], set[str]]:
        """The files mapped into the window's process, and into the processes it started."""
        assert self.process is not None
        family = _family(self.process.pid)
        return _mapped(family[:1]), _mapped(family[1:])

    def internet_sockets(self) -> set[str]:
        """Sockets of the internet families that the program and its worker hold open now."""
        assert self.process is not None
        return _open_internet_sockets(self.process.pid)

    def noted_network(self) -> str:
        """Every attempt at the network that any process of the program made."""
        return self._audit.read_text(encoding="utf-8") if self._audit.exists() else ""

    def settings(self) -> dict[str, Any]:
        """What the program keeps for the person."""
        path = self._home / "config" / "settings.json"
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found

    def log(self) -> str:
        """What the program wrote into its log and its terminal."""
        files = [*(self._home / "logs").glob("*"), self._home.parent / "output.txt"]
        return "\n".join(file.read_text(encoding="utf-8") for file in files if file.exists())


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    tasks = Path(f"/proc/{pid}/task")
    found = [pid]
    if not children.exists():
        return found
    for task in tasks.iterdir():
        for child in (task / "children").read_text().split():
            found += _family(int(child))
    return found


def _mapped(pids: list[int]) -> set[str]:
    maps = [Path(f"/proc/{pid}/maps").read_text(encoding="utf-8") for pid in pids]
    return {line.split(maxsplit=5)[5] for text in maps for line in text.splitlines() if "/" in line}


def _open_internet_sockets(pid: int) -> set[str]:
    held = set()
    for one in _family(pid):
        for entry in Path(f"/proc/{one}/fd").iterdir():
            try:
                target = str(entry.readlink())
            except FileNotFoundError:
                continue
            if target.startswith("socket:["):
                held.add(target[8:-1])
    known = set()
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            known.add(line.split()[9])
    return held & known


@pytest.fixture
def make_program(screen: str, tmp_path: Path) -> Iterator[Callable[[Path], Program]]:
    """Makes programs over a folder of settings and projects; they are gone when the test ends."""
    made: list[Program] = []

    def make(home: Path) -> Program:
        made.append(Program(screen, home, tmp_path / "network.txt"))
        return made[-1]

    yield make
    for one in made:
        if one.process is not None and one.process.poll() is None:
            one.kill()


@pytest.fixture
def program(make_program: Callable[[Path], Program], tmp_path: Path) -> Program:
    """The program, not started yet."""
    home = tmp_path / "home"
    home.mkdir()
    return make_program(home)
