"""The wheel: what is in it, and that it works away from the checkout."""

from __future__ import annotations

import email
import email.message
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

import annotator

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "resources" / "samples"

# Building takes seconds: one worker does it once for all of these tests.
pytestmark = pytest.mark.xdist_group("packaging")


def _run(command: list[str | Path], folder: Path) -> str:
    # Without PYTHONPATH, or the checkout would be found instead of the wheel.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    result = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("built")
    _run([sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT], folder)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of an environment that holds the wheel and borrows its dependencies."""
    folder = tmp_path_factory.mktemp("an environment") / "venv"
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    packages = Path(
        _run(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder
        ).strip()
    )
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    install = ["install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
    _run([sys.executable, "-m", "pip", "--python", python, *install, wheel], folder)
    return scripts


def _metadata(wheel: Path) -> email.message.Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        return email.message_from_bytes(archive.read(name))


def test_the_metadata_are_the_projects(wheel: Path) -> None:
    metadata = _metadata(wheel)
    assert metadata["Name"] == "fact-annotator"
    assert metadata["Version"] == annotator.__version__
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Requires-Python"] == "<3.15,>=3.11"
    assert wheel.name == f"fact_annotator-{annotator.__version__}-py3-none-any.whl"


def test_the_console_script_starts_the_program(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith("entry_points.txt"))
        assert "fact-annotator = annotator.__main__:main" in archive.read(name).decode()


def test_the_wheel_holds_the_program_and_its_assets_and_nothing_else(wheel: Path) -> None:
    wanted = {path.relative_to(ROOT).as_posix() for path in (ROOT / "annotator").rglob("*.py")}
    for folder in ("db", "resources"):
        paths = (path for path in (ROOT / folder).rglob("*") if path.is_file())
        wanted |= {f"annotator/_bundled/{path.relative_to(ROOT).as_posix()}" for path in paths}
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == wanted


def test_the_source_distribution_can_be_tested(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names >= {
        *("start.py", "requirements.lock", "requirements-dev.lock", "LICENSE", "README.md"),
        *("tests/conftest.py", "annotator/__main__.py", "resources/samples/sample.json"),
    }


@pytest.mark.timeout(120)
def test_the_installed_program_finds_its_assets(scripts: Path, tmp_path: Path) -> None:
    script = (
        "import annotator, annotator.assets as a\n"
        "print(annotator.__file__)\n"
        "for parts in (('db', 'migrations'), ('resources', 'samples', 'sample.json')):\n"
        "    print(a.asset_path(*parts))\n"
    )
    places = _run([scripts / "python", "-c", script], tmp_path).splitlines()
    assert len(places) == 3
    assert all(Path(place).is_relative_to(scripts.parent) for place in places), places


@pytest.mark.timeout(120)
def test_the_installed_program_says_its_version(scripts: Path, tmp_path: Path) -> None:
    shown = _run([scripts / "fact-annotator", "--version"], tmp_path)
    assert shown == f"fact-annotator {annotator.__version__}\n"


@pytest.mark.timeout(120)
def test_the_installed_program_does_its_work(scripts: Path, tmp_path: Path) -> None:
    program = scripts / "fact-annotator"
    _run([program, "import", "desk.fact", *sorted(SAMPLES.glob("*.txt"))], tmp_path)
    _run([program, "check", "desk.fact"], tmp_path)
    _run([program, "export", "desk.fact", "--to", "claims.csv"], tmp_path)
    header = (tmp_path / "claims.csv").read_text("utf-8-sig").partition("\n")[0]
    assert '"claim_id"' in header


def test_the_lock_holds_every_dependency_of_what_is_installed() -> None:
    # start.py installs the lock without resolving: a gap in it would show here.
    _run([sys.executable, "-m", "pip", "check", "--disable-pip-version-check"], ROOT)
