"""Freeze the program: ``python packaging/freeze/freeze.py BUILD_DIR``.

Needs the packages of requirements-package.lock. Takes what is committed, never what lies about,
and leaves the program in BUILD_DIR/fact-annotator (on macOS in BUILD_DIR/Fact Annotator.app too).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(HERE.parent / "linux")]

import icu_data  # noqa: E402
import slimming  # noqa: E402
from icon_containers import write_program_icons  # noqa: E402
from identity import NAME, TITLE  # noqa: E402
from source_date import source_date  # noqa: E402

SOURCES = (
    *("annotator", "db", "resources", "packaging", "tests", "docs", "start.py", "pyproject.toml"),
    *("LICENSE", "README.md", "CHANGELOG.md", "CONTRIBUTING.md"),
    *("requirements.lock", "requirements-dev.lock", "requirements-package.lock"),
)


def copy_sources(root: Path, target: Path) -> str:
    """Put the sources into the empty folder ``target``; what to say of their state.

    A checkout gives what is committed; a source distribution, which has no history, all it holds.
    """
    target.mkdir(parents=True)
    if not (root / ".git").exists():
        for name in SOURCES:
            path = root / name
            if path.is_dir():
                shutil.copytree(path, target / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(path, target / name)
        return "the sources as they lie here"
    packed = target.with_suffix(".tar")
    git = ["git", "-C", str(root)]
    subprocess.run([*git, "archive", "--format=tar", "-o", str(packed), "HEAD"], check=True)
    with tarfile.open(packed) as archive:
        archive.extractall(target, filter="data")
    packed.unlink()
    commit = _told([*git, "log", "-1", "--format=%h of %cs"])
    changed = _told([*git, "status", "--porcelain", "--untracked-files=no", "--", *SOURCES])
    left_out = f"; {len(changed.splitlines())} uncommitted files left out" if changed else ""
    return f"commit {commit}{left_out}"


def _told(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def freeze(sources: Path, build: Path, date: int) -> Path:
    """Have PyInstaller freeze ``sources``; the folder of the program, in ``build``.

    Raises:
        SystemExit: PyInstaller failed; it said why.
    """
    spec = sources / "packaging" / "freeze" / "fact-annotator.spec"
    partial = build / "partial"
    shutil.rmtree(partial, ignore_errors=True)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--distpath", str(partial), "--workpath", str(build / "work"), str(spec)]
    environment = {
        **os.environ,
        # The same sources give the same bundle.
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(date),
        "PYINSTALLER_CONFIG_DIR": str(build / "cache"),
        "PROGRAM_ICONS": str(build / "icons"),
    }
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(command, cwd=sources, env=environment)
    if done.returncode:
        raise SystemExit(f"PyInstaller ended with exit code {done.returncode}.")
    for path in sorted(partial.iterdir()):
        target = build / path.name
        shutil.rmtree(target, ignore_errors=True)
        path.rename(target)
    partial.rmdir()
    app = build / f"{TITLE}.app"
    return app if app.exists() else build / NAME


def strip_bundle(bundle: Path) -> str:
    """Strip the bundle's libraries where that is possible; what to say of it."""
    if not slimming.has_strip():
        return "not stripped: there is no strip for this system's files"
    done = slimming.slim(slimming.strippable(bundle, NAME))
    kept = ", ".join(path.name for path in done.kept) or "none"
    return f"{done.before / 1e6:.0f} MB to {done.after / 1e6:.0f} MB; kept as they were: {kept}"


def main(arguments: list[str]) -> int:
    """Freeze into the folder that the command line names; the exit code."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    build = Path(arguments[0]).resolve()
    sources = build / "sources"
    shutil.rmtree(sources, ignore_errors=True)
    print(f"Freezing {copy_sources(ROOT, sources)} ...", flush=True)
    write_program_icons(sources / "resources" / "icons", build / "icons")
    bundle = freeze(sources, build, source_date(ROOT))
    print(f"Stripped: {strip_bundle(bundle)}", flush=True)
    print(f"Shrunk: {icu_data.shrink(bundle)}", flush=True)
    print(f"{bundle}  {slimming.folder_size(bundle) / 1e6:.1f} MB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
