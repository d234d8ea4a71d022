"""Tries the wheel as somebody gets it who installs it: ``python packaging/wheel_test.py``.

Builds the source distribution and from it the wheel, makes an empty virtual environment, installs
the locked dependencies and the wheel into it, and runs the program's self-test there, away from the
checkout. Needs a Python with build and hatchling (.venv's after ``python3 start.py test``), and
fetches the dependencies as pip is set up to. Options: --sources FOLDER takes other sources than
this checkout, --dist FOLDER keeps both distributions, --window opens the window too, --json FILE
keeps the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMITS = {"wheel (MB)": 10.0}
"""What a wheel without its dependencies may be at most."""


class WheelFailed(Exception):
    """A step failed; the text says which, with the last it said."""


def clean_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """``environment`` without what would let the checkout or other packages be found."""
    unwanted = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PIP_TARGET", "PIP_PREFIX", "PIP_USER")
    return {name: value for name, value in environment.items() if name not in unwanted}


def run(name: str, command: Sequence[str | Path], folder: Path) -> str:
    """Run a step away from the checkout; what it printed. WheelFailed when it fails."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=clean_environment(os.environ),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        # pip's lines may hold addresses that are nobody's business.
        lines = (line for line in (done.stdout + done.stderr).splitlines() if "://" not in line)
        raise WheelFailed(f"{name} ended with {done.returncode}:\n" + "\n".join([*lines][-30:]))
    return done.stdout


def build_wheel(sources: Path, dist: Path) -> Path:
    """Build the source distribution and the wheel into ``dist``; where the wheel lies."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", dist, sources]
    run("building the wheel", command, dist)
    (wheel,) = dist.glob("fact_annotator-*.whl")
    return wheel


def install(wheel: Path, lock: Path, folder: Path) -> Path:
    """An environment in ``folder`` with what ``lock`` states and the wheel; its scripts."""
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    pip: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "--no-deps"]
    pip += ["--disable-pip-version-check", "--no-input"]
    hashes: list[str | Path] = ["--require-hashes", "--only-binary", ":all:", "--requirement", lock]
    run("installing the dependencies", [*pip, *hashes], folder)
    run("installing the wheel", [*pip, "--no-index", wheel], folder)
    run("checking the dependencies", [python, "-m", "pip", "check"], folder)
    where = run("finding the program", [python, "-c", _WHERE], folder).strip()
    if not Path(where).is_relative_to(folder.resolve()):
        raise WheelFailed("the program that was found is not the one that was installed")
    return scripts


_WHERE = "import annotator, pathlib; print(pathlib.Path(annotator.__file__).resolve())"


def main(arguments: list[str]) -> int:
    """Build, install and try; the exit code."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--sources", type=Path, default=ROOT, help="what to build (the checkout)")
    parser.add_argument("--dist", type=Path, help="keep both distributions in this folder")
    parser.add_argument("--window", action="store_true", help="open the window too")
    parser.add_argument("--json", type=Path, help="write the figures into this file")
    chosen = parser.parse_args(arguments)
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="fact-annotator-wheel-") as temporary:
        folder = Path(temporary)
        dist = (chosen.dist or folder / "dist").resolve()
        dist.mkdir(parents=True, exist_ok=True)
        for older in dist.glob("fact_annotator-*.whl"):
            older.unlink()
        try:
            wheel = build_wheel(chosen.sources.resolve(), dist)
            figures["wheel (MB)"] = wheel.stat().st_size / 1e6
            began = time.monotonic()
            lock = chosen.sources.resolve() / "requirements.lock"
            scripts = install(wheel, lock, folder / "environment")
            figures["install (s)"] = time.monotonic() - began
            test = [scripts / "fact-annotator", "--self-test", "--json"]
            test += ["--window"] if chosen.window else []
            told = json.loads(run("the self-test", test, folder))
        except WheelFailed as error:
            print(f"FAILED: {error}")
            return 1
    for name, value in told["figures"].items():
        memory = "memory" in name
        figures[f"self-test: {name}{' (MB)' if memory else ''}"] = value / (1e6 if memory else 1)
    for name, value in figures.items():
        most = LIMITS.get(name)
        print(f"{name:<36} {value:>12.2f}{'' if most is None else f'  at most {most:g}'}")
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    over = [name for name, most in LIMITS.items() if figures[name] > most]
    print(f"OVER: {', '.join(over)}" if over else f"{wheel.name}: every step passed.")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
