"""The script that tries the wheel: what it keeps out and what it tells."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("wheel_test", ROOT / "packaging/wheel_test.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_checkout_cannot_help_the_wheel(script: ModuleType) -> None:
    given = {"PATH": "/bin", "PYTHONPATH": str(ROOT), "VIRTUAL_ENV": "x", "PIP_TARGET": "y"}
    assert script.clean_environment(given) == {"PATH": "/bin"}


def test_a_step_runs_away_from_the_checkout(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    code = "import os, sys; print(os.getcwd()); print('annotator' in sys.modules)"
    code += "; print(os.environ.get('PYTHONPATH'))"
    told = script.run("a step", [sys.executable, "-c", code], tmp_path).split()
    assert Path(told[0]).samefile(tmp_path)
    assert told[1:] == ["False", "None"]


def test_a_failed_step_is_told_without_addresses(script: ModuleType, tmp_path: Path) -> None:
    code = "import sys; print('Looking in https://index.example/'); print('no hash'); sys.exit(4)"
    with pytest.raises(script.WheelFailed) as told:
        script.run("installing", [sys.executable, "-c", code], tmp_path)
    assert str(told.value) == "installing ended with 4:\nno hash"


def test_the_wheel_is_that_of_the_sources_named(
    script: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    seen: list[Path] = []
    told = {"figures": {"first window": 0.4, "worker memory": 150e6}}

    def built(sources: Path, dist: Path) -> Path:
        seen.append(sources)
        wheel = dist / "fact_annotator-1-py3-none-any.whl"
        wheel.write_bytes(bytes(2_000_000))
        return wheel

    def installed(wheel: Path, lock: Path, folder: Path) -> Path:
        seen.append(lock)
        return folder

    def ran(name: str, command: list[str | Path], folder: Path) -> str:
        assert command[1:] == ["--self-test", "--json", "--window"]
        return json.dumps(told)

    monkeypatch.setattr(script, "build_wheel", built)
    monkeypatch.setattr(script, "install", installed)
    monkeypatch.setattr(script, "run", ran)
    kept = tmp_path / "figures.json"
    assert script.main(["--sources", str(tmp_path), "--window", "--json", str(kept)]) == 0
    assert seen == [tmp_path.resolve(), tmp_path.resolve() / "requirements.lock"]
    assert "every step passed" in capsys.readouterr().out
    figures = json.loads(kept.read_text("utf-8"))
    assert figures["wheel (MB)"] == 2
    assert figures["self-test: worker memory (MB)"] == 150


def test_a_broken_wheel_fails(
    script: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def no_wheel(sources: Path, dist: Path) -> Path:
        raise script.WheelFailed("building the wheel ended with 1:\nno space")

    monkeypatch.setattr(script, "build_wheel", no_wheel)
    assert script.main(["--dist", str(tmp_path)]) == 1
    assert capsys.readouterr().out == "FAILED: building the wheel ended with 1:\nno space\n"
