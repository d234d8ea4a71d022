"""The parts of the test on a clean Debian that can be tried without one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import clean_system
import pytest
import seen_start
import system_tools
from clean_system import StepFailed, debian_archive, run_sealed, run_told
from framebuffer import VirtualScreen
from older_versions import bring_old_projects, is_lasting, newest_format
from PySide6.QtGui import QImage
from sealed_network import SealedNetwork
from seen_start import mark_colours
from step_figures import Figures, table

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a clean Debian needs Linux")


def can_seal() -> bool:
    """Whether this user may make namespaces of mounts, processes and networks."""
    command = ["unshare", "--mount", "--pid", "--net", "--fork", "true"]
    return all(map(shutil.which, ("unshare", "setpriv", "nsenter", "ip"))) and (
        subprocess.run(command, capture_output=True).returncode == 0
    )


needs_namespaces = pytest.mark.skipif(
    sys.platform == "linux" and not can_seal(), reason="needs the right to make namespaces"
)


def fake_apt(folder: Path, lines: str) -> None:
    command = folder / "apt-get"
    command.write_text(f"#!/bin/sh\ncat <<'END'\n{lines}END\n", "utf-8")
    command.chmod(0o755)


def test_the_archive_is_debians_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    other = "Node|Node|https://packages.example/\nDebian|Debian-Security|http://security.example/\n"
    fake_apt(tmp_path, other + "Debian|Debian|http://debian.example/d|x\nDebian|Debian|no\n")
    assert debian_archive({}) == "http://debian.example/d|x"
    assert debian_archive({clean_system.ARCHIVE_VARIABLE: "file:/mirror"}) == "file:/mirror"
    fake_apt(tmp_path, other)
    assert debian_archive({}) == clean_system.PUBLIC_ARCHIVE


def test_a_failed_command_tells_no_address() -> None:
    script = "echo see https://host.example/a?token=b now; exit 3"
    with pytest.raises(StepFailed) as told:
        run_told(["sh", "-c", script], "a step")
    assert str(told.value) == "a step ended with 3:\nsee (address) now\n"


@needs_namespaces
def test_a_sealed_process_leaves_no_mount_and_no_process(tmp_path: Path) -> None:
    script = tmp_path / "inside.py"
    marker = f"sealed-{os.getpid()}"
    script.write_text(
        "import os, subprocess, sys\n"
        f"subprocess.run(['mount', '-t', 'tmpfs', '{marker}', sys.argv[1]], check=True)\n"
        f"subprocess.Popen(['sh', '-c', 'sleep 600; : {marker}'])\n"
        f"assert '{marker}' in open('/proc/mounts').read()\n"
        "sys.exit(7 if os.getpid() == 1 else 8)\n",
        "utf-8",
    )
    place = tmp_path / "place"
    place.mkdir()
    assert run_sealed(script, [str(place)]) == 7
    assert marker not in Path("/proc/mounts").read_text("utf-8")
    command_lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command_lines.append(path.read_bytes())
        except OSError:
            continue
    assert not any(f": {marker}".encode() in line for line in command_lines)


@needs_namespaces
def test_an_attempt_to_use_the_network_is_counted() -> None:
    network = SealedNetwork.make()
    try:
        assert network.attempts() == 0
        calm = [sys.executable, "-c", "print(1)"]
        assert subprocess.run(network.command(calm), capture_output=True).returncode == 0
        assert network.attempts() == 0
        for family, kind, address in (
            ("AF_INET", "SOCK_STREAM", "('192.0.2.1', 80)"),
            ("AF_INET", "SOCK_DGRAM", "('192.0.2.1', 53)"),
            ("AF_INET6", "SOCK_STREAM", "('2001:db8::1', 80)"),
        ):
            before = network.attempts()
            script = f"import socket as s; s.socket(s.{family}, s.{kind}).connect({address})"
            tried = subprocess.run(
                network.command([sys.executable, "-c", script]), capture_output=True
            )
            if family == "AF_INET6" and b"not supported" in tried.stderr:
                continue
            assert network.attempts() > before, (family, kind)
    finally:
        network.stop()


_WINDOW = """
import sys
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
palette = window.palette()
palette.setColor(QPalette.ColorRole.Window, QColor("#FAF4DF"))
window.setPalette(palette)
window.setGeometry(40, 30, 200, 100)
window.show()
assert QTest.qWaitForWindowExposed(window)
window.repaint()
app.processEvents()
app.sync()
print("shown", flush=True)
sys.stdin.readline()
"""


@pytest.mark.skipif(not shutil.which("Xvfb"), reason="needs Xvfb, of Debian's package xvfb")
def test_what_a_window_paints_is_seen_and_kept(tmp_path: Path) -> None:
    screen = VirtualScreen.start(tmp_path, 320, 200)
    try:
        empty = screen.picture()
        assert not screen.shows("#FAF4DF")
        environment = {**os.environ, "DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}
        with subprocess.Popen(
            [sys.executable, "-c", _WINDOW],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as window:
            assert window.stdout is not None
            assert window.stdin is not None
            assert window.stdout.readline() == b"shown\n"
            assert screen.picture() != empty
            assert screen.shows("#FAF4DF")
            assert not screen.shows("#FAF4DE")
            screen.save(tmp_path / "seen.png")
            window.stdin.write(b"\n")
    finally:
        screen.stop()
    image = QImage(str(tmp_path / "seen.png"))
    assert (image.width(), image.height()) == (320, 200)
    assert image.pixelColor(140, 80).name().upper() == "#FAF4DF"
    assert image.pixelColor(10, 10).name() == "#000000"


def test_a_process_that_another_thread_started_is_of_the_family() -> None:
    code = "import subprocess, threading\n"
    code += "def work(): subprocess.run(['sleep', '60'])\n"
    code += "threading.Thread(target=work, daemon=True).start()\n"
    code += "print('started', flush=True); input()"
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        program.stdout.readline()
        end = time.monotonic() + 30
        while len(family := seen_start._family(program.pid)) < 2 and time.monotonic() < end:
            os.sched_yield()
        for pid in family[1:]:
            os.kill(pid, signal.SIGKILL)
        program.kill()
    assert len(family) == 2


def test_the_colours_looked_for_are_those_of_candidates() -> None:
    from annotator.ui.theme import load_theme

    theme = load_theme("light")
    assert {theme.colour(f"candidate_{one}").name().upper() for one in ("low", "mid", "high")} == {
        colour.upper() for colour in mark_colours()
    }


def test_the_table_says_what_is_over_its_limit() -> None:
    figures = Figures()
    figures.tell("installed (MB)", 240.4, 230)
    figures.tell("start (s)", 0.512, 0.6)
    figures.tell("processes", 3)
    lines = table(figures, "bookworm").splitlines()
    assert lines[-3].split() == ["installed", "(MB)", "240", "230", "OVER"]
    assert lines[-2].split() == ["start", "(s)", "0.51", "0.6"]
    assert lines[-1].split() == ["processes", "3.00"]


@pytest.mark.parametrize(
    ("path", "lasting"),
    [
        ("Desk.fact", True),
        (".config/fact-annotator/settings.json", True),
        ("Desk.fact-wal", False),
        (".cache/thumbnails/x.png", False),
        (".local/state/fact-annotator/log/fact-annotator.log", False),
    ],
)
def test_what_must_survive_an_upgrade(path: str, lasting: bool) -> None:
    assert is_lasting(Path(path)) is lasting


def test_every_format_before_the_newest_is_tried(tmp_path: Path) -> None:
    newest = newest_format([Path("0002_b.sql"), Path("0010_c.sql"), Path("0001_a.sql")])
    assert newest == 10
    names = bring_old_projects(tmp_path, 2)
    assert names == ["Version 1.fact"]
    project = (tmp_path / names[0]).read_bytes()
    assert project.startswith(b"SQLite format 3\0")
    assert int.from_bytes(project[60:64]) == 1
    assert bring_old_projects(tmp_path, 1) == []


def test_missing_tools_are_told_to_who_may_not_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(system_tools.os, "geteuid", lambda: 1000)
    here = tmp_path / "keys.gpg"
    here.touch()
    system_tools.ensure_tools({"sh": "dash", str(here): "keys"})
    with pytest.raises(SystemExit, match="Install keyring rare and start this again"):
        system_tools.ensure_tools(
            {"no-such-program": "rare", "/no/such/file": "keyring", "sh": "dash"}
        )
    assert "lacks no-such-program, /no/such/file." in capsys.readouterr().out
