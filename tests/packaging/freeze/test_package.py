"""The build as a whole: the table, the sums, what is run where."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import package
import pytest
from figures import AIMS, MB, medians, missed, table

FIGURES = {
    "Debian package": 70.1 * MB,
    "installed": 231 * MB,
    "first window": 0.6,
    "first candidates": 3.01,
    "window memory": 94.8 * MB,
}


def test_the_table_holds_what_was_measured_against_the_aims() -> None:
    lines = table(FIGURES).splitlines()
    assert len(lines) == 1 + len(AIMS)
    rows = {aim.name: line for aim, line in zip(AIMS, lines[1:], strict=True)}
    assert rows["Debian package"].split()[-1] == "met"
    assert "231.0 MB" in rows["installed"]
    assert "MISSED" in rows["installed"]
    assert "2,400 MB" in rows["installed"]
    assert "0.60 s" in rows["first window"]
    assert "met" in rows["first window"]
    assert "not taken" in rows["worker memory"]
    assert "MISSED" not in rows["worker memory"]


def test_what_was_not_measured_is_not_missed() -> None:
    assert missed(FIGURES) == ["installed", "first candidates"]
    assert missed({}) == []


def test_the_middle_of_several_runs_counts() -> None:
    runs = [{"a": 3.0, "b": 1.0}, {"a": 1.0, "b": 1.0}, {"a": 2.0}]
    assert medians(runs) == {"a": 2.0}
    assert medians([]) == {}


def test_the_sums_are_those_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "b.deb").write_bytes(b"two")
    (tmp_path / "a.xz").write_bytes(b"one")
    package.write_sums(tmp_path)
    package.write_sums(tmp_path)
    assert (tmp_path / "SHA256SUMS").read_text("utf-8") == (
        f"{hashlib.sha256(b'one').hexdigest()}  a.xz\n{hashlib.sha256(b'two').hexdigest()}  b.deb\n"
    )


def test_the_sums_are_delivered_last(tmp_path: Path) -> None:
    made, dist = tmp_path / "made", tmp_path / "dist"
    made.mkdir()
    for name in ("SHA256SUMS", "a.deb", "z.xz"):
        (made / name).write_text(name)
    assert [path.name for path in package.deliver(made, dist)] == ["a.deb", "z.xz", "SHA256SUMS"]
    assert list(made.iterdir()) == []
    assert (dist / "z.xz").read_text() == "z.xz"


def test_every_builder_is_there() -> None:
    for names in package.BUILDERS.values():
        for name in names:
            assert (package.HERE / name).is_file(), name


def test_a_builder_without_its_tools_is_left_out_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[Any] = []
    monkeypatch.setattr(package, "run", ran.append)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path))
    left_out = package.build_packages(tmp_path, tmp_path)
    assert left_out == ["linux/build_deb.py: dpkg-deb is not here"]
    assert [Path(command[1]).name for command in ran] == ["build_tar.py"]


def _program(folder: Path, report: object, code: int = 0) -> list[str]:
    script = folder / "program.py"
    script.write_text(f"print({json.dumps(report)!r})\nraise SystemExit({code})\n", "utf-8")
    return [sys.executable, str(script)]


@pytest.mark.parametrize(
    ("report", "code"),
    [
        ({"passed": False, "steps": [], "figures": {}}, 1),
        ({"passed": True, "steps": [], "figures": {}}, 3),
    ],
)
def test_a_program_that_fails_its_test_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, report: object, code: int
) -> None:
    monkeypatch.setattr(package, "WORK", tmp_path)
    with pytest.raises(package.Failed, match="self-test"):
        package.self_test(_program(tmp_path, report, code), 1)


def test_a_program_without_a_report_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "WORK", tmp_path)
    with pytest.raises(package.Failed, match="no report"):
        package.self_test([sys.executable, "-c", "print('odd')"], 1)


def test_the_figures_of_a_program_that_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "WORK", tmp_path)
    report = {"passed": True, "steps": [], "figures": {"first window": 0.4}}
    assert package.self_test(_program(tmp_path, report), 3) == {"first window": 0.4}


def test_the_wheel_is_tried_by_the_script_for_it_as_it_was_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[Any]] = []
    copied: list[Path] = []
    monkeypatch.setattr(package, "WORK", tmp_path)
    monkeypatch.setattr(package, "copy_sources", lambda root, folder: copied.append(folder))
    monkeypatch.setattr(package, "run", ran.append)
    package.build_wheel(tmp_path / "artefacts")
    ((_, script, *options),) = ran
    assert script == package.HERE / "wheel_test.py"
    assert options == ["--sources", *copied, "--dist", tmp_path / "artefacts", "--window"]


@pytest.mark.parametrize(
    ("fault", "code"), [(package.Failed("it broke"), 1), (KeyboardInterrupt(), 130)]
)
def test_what_stops_the_build_delivers_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fault: BaseException,
    code: int,
) -> None:
    def stop() -> Path:
        raise fault

    monkeypatch.setattr(package, "WORK", tmp_path / "work")
    monkeypatch.setattr(package, "DIST", tmp_path / "dist")
    monkeypatch.setattr(package, "freeze", stop)
    monkeypatch.setattr(sys, "argv", ["package.py"])
    assert package.main() == code
    assert "Nothing was put into" in capsys.readouterr().out
    assert not (tmp_path / "dist").exists()


def test_where_the_frozen_program_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert package.frozen_command(tmp_path) == [str(tmp_path / "fact-annotator")]
    monkeypatch.setattr(sys, "platform", "win32")
    assert package.frozen_command(tmp_path) == [str(tmp_path / "fact-annotator-cli.exe")]
    app = tmp_path / "Fact Annotator.app"
    inside = app / "Contents" / "MacOS" / "fact-annotator"
    assert package.frozen_command(app) == [str(inside)]
