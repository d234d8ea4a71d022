"""start.py: what it decides; what it does is tried by every run of the tests that it starts."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """start.py as a module, its .venv in a temporary folder with a space in its name."""
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    venv = tmp_path / "a checkout" / ".venv"
    monkeypatch.setattr(module, "VENV", venv)
    monkeypatch.setattr(module, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(module, "STAMP", venv / "installed.txt")
    monkeypatch.setattr(module, "OWN", venv / "made-by-start.txt")
    return module


@pytest.mark.parametrize(
    ("version", "fine"),
    [
        ((2, 7, 18), False),
        ((3, 10, 13), False),
        ((3, 11, 0), True),
        ((3, 14, 9), True),
        ((3, 15, 0), False),
        ((4, 0, 0), False),
    ],
)
def test_which_pythons_will_do(start: ModuleType, version: tuple[int, ...], fine: bool) -> None:
    assert start.is_supported(version) is fine


def test_the_versions_are_those_of_the_project(start: ModuleType) -> None:
    settings = (ROOT / "pyproject.toml").read_text("utf-8")
    oldest, too_new = (".".join(map(str, pair)) for pair in (start.OLDEST, start.TOO_NEW))
    assert f'requires-python = ">={oldest},<{too_new}"' in settings


def test_python_3_8_gets_as_far_as_the_version_check() -> None:
    ast.parse((ROOT / "start.py").read_text("utf-8"), feature_version=(3, 8))


def test_an_old_python_says_what_it_needs(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start.sys, "version_info", (3, 10, 1))
    monkeypatch.setenv("PATH", "")
    assert start.main([]) == 1
    assert "needs Python 3.11 or newer" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="makes commands with a shell")
def test_an_old_python_hands_over_to_the_newest_that_works(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, script in {
        "python3.14": "exit 127",
        "python3.12": 'if [ "$1" = -c ]; then exit 0; fi; shift; echo "$@" > "$RECORD"; exit 7',
        "python3.11": "exit 0",
    }.items():
        command = tmp_path / name
        command.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        command.chmod(0o755)
    monkeypatch.setattr(start.sys, "version_info", (3, 9, 0))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("RECORD", str(tmp_path / "record"))
    assert start.main(["test", "-k", "a b"]) == 7
    assert (tmp_path / "record").read_text("utf-8") == "test -k a b\n"


def test_every_missing_part_has_a_package(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "has_library", lambda name: name != "libxcb-cursor.so.0")
    monkeypatch.setattr(start.shutil, "which", lambda name: None)
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: None)
    venv = f"python3.{sys.version_info[1]}-venv"
    assert start.missing_parts(kind="run") == {
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "ensurepip": venv,
    }
    assert start.missing_parts(kind="test")["Xvfb"] == "xvfb"
    assert start.missing_parts(kind="test")["makensis"] == "nsis"
    assert start.missing_parts(kind="package")["strip"] == "binutils"


def test_a_missing_library_is_noticed(start: ModuleType) -> None:
    assert not start.has_library("libfact-annotator-lacks-this.so.9")


def test_who_may_not_install_is_told_the_command(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "missing_parts", lambda kind: {"libGL.so.1": "libgl1"})
    monkeypatch.setattr(start.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(start.shutil, "which", lambda name: "/usr/bin/" + name)
    monkeypatch.setattr(start, "succeeds", lambda command: False)
    start.ensure_system(kind="run")
    shown = capsys.readouterr().out
    assert "lacks libGL.so.1" in shown
    assert "\n  sudo apt-get install --yes --no-install-recommends libgl1\n" in shown
    with pytest.raises(SystemExit, match=r"tests need libGL\.so\.1"):
        start.ensure_system(kind="test")


def test_the_tests_go_on_without_a_validator(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = {"appstreamcli": "appstream"}
    monkeypatch.setattr(start, "missing_parts", lambda kind: missing)
    monkeypatch.setattr(start.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(start.shutil, "which", lambda name: None)
    start.ensure_system(kind="test")
    assert "lacks appstreamcli" in capsys.readouterr().out
    missing["Xvfb"] = "xvfb"
    with pytest.raises(SystemExit, match=r"tests need Xvfb\."):
        start.ensure_system(kind="test")


def test_packages_are_not_built_without_what_they_are_built_with(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "missing_parts", lambda kind: {"strip": "binutils"})
    monkeypatch.setattr(start.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(start.shutil, "which", lambda name: None)
    start.ensure_system(kind="test")
    with pytest.raises(SystemExit, match=r"Building packages needs strip\."):
        start.ensure_system(kind="package")


def test_who_may_install_does(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = [{"Xvfb": "xvfb"}, {}]
    ran: list[list[str]] = []
    monkeypatch.setattr(start, "missing_parts", lambda kind: missing.pop(0))
    monkeypatch.setattr(start.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(start.shutil, "which", lambda name: "/usr/bin/" + name)
    monkeypatch.setattr(start, "run_quietly", lambda command, environment: ran.append(command))
    start.ensure_system(kind="test")
    assert ran == start.apt_commands(["xvfb"], [])


def test_what_a_stamp_asks_for(start: ModuleType) -> None:
    runtime, tests = start.stamp_text("a==1"), start.stamp_text("a==1\nb==2")
    newer = start.stamp_text("a==2")
    other = start.stamp_text("a==1", version="3.12.0 (main)")
    assert start.install_plan(runtime, runtime, tests) == "nothing"
    assert start.install_plan(tests, runtime, tests) == "nothing"
    assert start.install_plan(runtime, tests, tests) == "update"
    assert start.install_plan(newer, runtime, tests) == "update"
    assert start.install_plan(other, runtime, tests) == "rebuild"
    assert start.install_plan(None, runtime, tests) == "rebuild"
    assert start.install_plan("", runtime, tests) == "rebuild"


def _commands_of(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, codes: list[int]
) -> list[list[str]]:
    commands: list[list[str]] = []

    def record(command: list[str], environment: dict[str, str]) -> int:
        assert "PIP_FIND_LINKS" not in environment
        assert environment["PIP_CERT"] == "kept"
        assert not start.STAMP.exists()
        commands.append(["venv" if "venv" in command else "pip", command[-1]])
        start.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        start.PYTHON.touch()
        return codes.pop(0)

    monkeypatch.setenv("PIP_FIND_LINKS", "/elsewhere")
    monkeypatch.setenv("PIP_CERT", "kept")
    monkeypatch.setattr(start, "run_quietly", record)
    return commands


def test_the_second_start_installs_nothing(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = _commands_of(start, monkeypatch, [0, 0])
    start.ensure_packages("run")
    assert [name for name, _ in commands] == ["venv", "pip"]
    commands.clear()
    start.ensure_packages("run")
    assert commands == []


def test_the_tests_add_to_what_is_there(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = _commands_of(start, monkeypatch, [0, 0, 0])
    start.ensure_packages("run")
    commands.clear()
    start.ensure_packages("test")
    assert commands == [["pip", str(start.LOCKS["test"])]]
    start.ensure_packages("run")
    assert len(commands) == 1


def test_an_update_that_fails_is_done_again_from_scratch(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = _commands_of(start, monkeypatch, [0, 0, 1, 0, 0])
    start.ensure_packages("run")
    commands.clear()
    start.ensure_packages("test")
    assert [name for name, _ in commands] == ["pip", "venv", "pip"]


def test_an_interrupted_install_is_done_again_from_scratch(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = _commands_of(start, monkeypatch, [0, 1, 0, 0])
    with pytest.raises(SystemExit, match="Cannot install"):
        start.ensure_packages("run")
    commands.clear()
    start.ensure_packages("run")
    assert [name for name, _ in commands] == ["venv", "pip"]


def test_a_lost_python_rebuilds(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = _commands_of(start, monkeypatch, [0, 0, 0, 0])
    start.ensure_packages("run")
    start.PYTHON.unlink()
    commands.clear()
    start.ensure_packages("run")
    assert [name for name, _ in commands] == ["venv", "pip"]


def test_an_environment_of_somebody_else_is_left_alone(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    start.VENV.mkdir(parents=True)
    work = start.VENV / "my-work.txt"
    work.write_text("mine", "utf-8")
    commands = _commands_of(start, monkeypatch, [])
    with pytest.raises(SystemExit, match="Move it away"):
        start.ensure_packages("run")
    assert commands == []
    assert work.read_text("utf-8") == "mine"


def _no_set_up(start: ModuleType, monkeypatch: pytest.MonkeyPatch, codes: list[int]) -> list[str]:
    ran: list[str] = []

    def record(arguments: list[str], folder: Path | None = None) -> int:
        ran.append(" ".join(arguments))
        return codes.pop(0)

    monkeypatch.setattr(start, "ensure_system", lambda kind: None)
    monkeypatch.setattr(start, "ensure_packages", lambda kind: None)
    monkeypatch.setattr(start, "run", record)
    return ran


def test_arguments_after_two_dashes_reach_the_program(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = _no_set_up(start, monkeypatch, [0, 5])
    assert start.main([]) == 0
    assert start.main(["--", "export", "--to", "a b.csv"]) == 5
    assert ran == ["-P -m annotator", "-P -m annotator export --to a b.csv"]


def test_the_first_failing_stage_ends_the_tests(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = _no_set_up(start, monkeypatch, [0, 0, 3])
    assert start.main(["test"]) == 3
    assert [command.split()[1] for command in ran] == ["ruff", "ruff", "mypy"]
    assert capsys.readouterr().out.split("\n") == [
        *("== ruff check", "== ruff format", "== mypy", "== mypy failed", "")
    ]


def test_what_is_not_tested_is_said_with_the_commands_that_do(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _no_set_up(start, monkeypatch, [0, 0, 0, 0])
    assert start.main(["test"]) == 0
    said = capsys.readouterr().out.partition("== pytest\n")[2]
    assert said.startswith("Not tested here")
    assert "python3 start.py package\n" in said
    (script,) = (word for word in said.split() if word.endswith(".py") and "/" in word)
    assert (ROOT / script).is_file()


def test_options_of_pytest_come_last(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = _no_set_up(start, monkeypatch, [0, 0, 0, 0])
    assert start.main(["test", "-k", "span", "-n0"]) == 0
    assert ran[-1].startswith("-m pytest ")
    assert ran[-1].endswith(" -k span -n0")


def test_anything_else_shows_the_usage(
    start: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start.main(["tset"]) == 2
    assert start.main(["--help"]) == 0
    assert capsys.readouterr().out.count("start.py test [PYTEST OPTIONS]") == 2


def test_output_is_shown_only_of_failures_and_never_an_address(
    start: ModuleType, capfd: pytest.CaptureFixture[str]
) -> None:
    script = "print('Looking in https://registry.example/simple'); raise SystemExit({})"
    assert start.run_quietly([sys.executable, "-c", script.format(0)]) == 0
    assert capfd.readouterr().out == ""
    assert start.run_quietly([sys.executable, "-c", script.format(4)]) == 4
    assert capfd.readouterr().out == "Looking in (address)\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals to die of")
def test_the_exit_code_is_the_programs(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(start, "PYTHON", Path(sys.executable))
    assert start.run(["-c", "raise SystemExit(9)"]) == 9
    assert start.run(["-c", "import os; os.kill(os.getpid(), 15)"]) == 128 + 15
    assert start.run(["-P", "-c", "import annotator"], tmp_path) == 0


def test_ci_runs_just_the_command_of_the_readme() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert lines[1] == "set -euo pipefail"
    assert [line for line in lines[2:] if not line.startswith("cd ")] == ["python3 start.py test"]


def test_it_runs_on_the_standard_library_alone() -> None:
    # -I and -S: no site-packages, no environment variables.
    result = subprocess.run(
        [sys.executable, "-I", "-S", str(ROOT / "start.py"), "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert "python3 start.py test" in result.stdout


def test_packages_are_built_in_an_environment_without_the_test_packages(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = _no_set_up(start, monkeypatch, [4])
    for_tests = start.PYTHON.relative_to(start.VENV)
    made: list[tuple[str, Path]] = []
    monkeypatch.setattr(start, "ensure_packages", lambda kind: made.append((kind, start.PYTHON)))
    assert start.main(["package", "--no-wheel"]) == 4
    assert made == [("package", start.PACKAGE_VENV / for_tests)]
    assert start.PACKAGE_VENV in start.STAMP.parents
    assert start.PACKAGE_VENV in start.OWN.parents
    assert ran == [f"-P {ROOT / 'packaging' / 'package.py'} --no-wheel"]


def test_what_packages_are_built_with_is_no_part_of_the_tests() -> None:
    names = (ROOT / "requirements-dev.lock").read_text("utf-8").splitlines()
    assert not any(line.startswith("pyinstaller") for line in names)
    package = (ROOT / "requirements-package.lock").read_text("utf-8")
    assert "\npyinstaller==" in package
    assert "://" not in package
    assert "\npytest==" not in package
