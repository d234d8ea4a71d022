"""Build everything that this system can build, test it and say how it turned out.

Run by ``python3 start.py package``, in an environment that holds requirements-package.lock:

python packaging/package.py [--only-freeze] [--no-wheel] [--runs NUMBER]

The work happens in build/package; only what is whole and passed the test moves to dist/.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(HERE / "freeze"), str(HERE / "linux")]

from figures import medians, missed, table  # noqa: E402
from freeze import copy_sources  # noqa: E402
from identity import NAME, TITLE, program_version  # noqa: E402
from slimming import folder_size  # noqa: E402
from source_date import source_date  # noqa: E402

WORK = ROOT / "build" / "package"
DIST = ROOT / "dist"
SUMS = "SHA256SUMS"

BUILDERS = {
    "linux": ("linux/build_deb.py", "linux/build_tar.py"),
    "win32": ("windows/build_setup.py",),
    "darwin": ("macos/build_dmg.py",),
}
"""What makes the packages of a system, by ``sys.platform``; each gets BUNDLE_DIR DIST_DIR."""

NEEDED_PROGRAMS = {
    "linux/build_deb.py": ("dpkg-deb",),
    "macos/build_dmg.py": ("hdiutil",),
}
"""Programs without which a package cannot be built here, and is left out."""


class Failed(Exception):
    """A part of the build did not work; the reason was printed already or is the message."""


@contextmanager
def told(what: str) -> Iterator[None]:
    """Say what begins, and how long it took."""
    print(f"== {what}", flush=True)
    begun = time.monotonic()
    yield
    print(f"   {time.monotonic() - begun:.0f} s", flush=True)


def run(command: list[str | Path]) -> None:
    """Run a command and show what it prints; Failed when it does not end well."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(source_date(ROOT))}
    environment["PROGRAM_ICONS"] = str(WORK / "icons")
    environment.pop("PYTHONPATH", None)
    done = subprocess.run([str(word) for word in command], cwd=ROOT, env=environment)
    if done.returncode:
        raise Failed(f"{Path(str(command[1])).name} ended with exit code {done.returncode}")


def freeze() -> Path:
    """Freeze the program; its folder, or on macOS its .app."""
    run([sys.executable, HERE / "freeze" / "freeze.py", WORK])
    app = WORK / f"{TITLE}.app"
    return app if app.exists() else WORK / NAME


def frozen_command(bundle: Path) -> list[str]:
    """How to run the frozen program in a terminal."""
    if bundle.suffix == ".app":
        return [str(bundle / "Contents" / "MacOS" / NAME)]
    if sys.platform == "win32":
        return [str(bundle / f"{NAME}-cli.exe")]
    return [str(bundle / NAME)]


def self_test(command: list[str], runs: int) -> dict[str, float]:
    """Have a program test itself several times; the middle values of its figures.

    Raises:
        Failed: one of the tests failed.
    """
    figures = []
    for number in range(runs):
        # Nothing of this checkout may help it.
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        done = subprocess.run(
            [*command, "--self-test", "--window", "--json"],
            cwd=WORK,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        try:
            report: dict[str, Any] = json.loads(done.stdout)
        except ValueError:
            print(done.stdout[-2000:], done.stderr[-2000:], sep="\n")
            raise Failed("the self-test gave no report") from None
        if number == 0 or not report["passed"]:
            for step in report["steps"]:
                print(f"   {'ok  ' if step['passed'] else 'FAIL'} {step['step']}: {step['told']}")
        if done.returncode or not report["passed"]:
            raise Failed("the program did not pass its self-test")
        figures.append(report["figures"])
    return medians(figures)


def build_packages(bundle: Path, artefacts: Path) -> list[str]:
    """Run the builders of this system; what was left out, and why."""
    left_out = []
    for name in BUILDERS.get(sys.platform, ()):
        lacking = [tool for tool in NEEDED_PROGRAMS.get(name, ()) if not shutil.which(tool)]
        if lacking or not (HERE / name).exists():
            left_out.append(f"{name}: {', '.join(lacking) or 'the builder'} is not here")
            continue
        with told(Path(name).stem.replace("_", " ")):
            run([sys.executable, HERE / name, bundle, artefacts])
    return left_out


def build_wheel(artefacts: Path) -> None:
    """Build wheel and source distribution of what is committed, and try the wheel.

    Raises:
        Failed: it could not be built, or failed its test in an empty environment.
    """
    folder = WORK / "wheel sources"
    shutil.rmtree(folder, ignore_errors=True)
    copy_sources(ROOT, folder)
    test = [sys.executable, HERE / "wheel_test.py", "--sources", folder, "--dist", artefacts]
    run([*test, "--window"])


def write_sums(folder: Path) -> None:
    """Write the SHA-256 sums of all files in ``folder``, in the form that sha256sum reads."""
    lines = []
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name != SUMS:
            with path.open("rb") as file:
                lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    (folder / SUMS).write_text("".join(lines), "utf-8", newline="\n")


def deliver(artefacts: Path, dist: Path) -> list[Path]:
    """Move whole artefacts to where they are looked for; where they lie then."""
    dist.mkdir(parents=True, exist_ok=True)
    # The sums come last: they are there when everything is.
    whole = sorted(artefacts.iterdir(), key=lambda path: (path.name == SUMS, path.name))
    return [path.replace(dist / path.name) for path in whole]


def build(options: argparse.Namespace) -> int:
    """Build, test and measure; the exit code."""
    artefacts = WORK / "artefacts"
    shutil.rmtree(artefacts, ignore_errors=True)
    artefacts.mkdir(parents=True)
    print(f"{TITLE} {program_version(ROOT)} for {sys.platform}", flush=True)
    with told("freeze"):
        bundle = freeze()
    with told("third-party notices"):
        run([sys.executable, HERE / "notices.py", bundle, artefacts])
    with told("the frozen program tests itself"):
        figures = self_test(frozen_command(bundle), options.runs)
    figures["installed"] = folder_size(bundle)
    left_out: list[str] = []
    if not options.only_freeze:
        with told("bill of materials"):
            run([sys.executable, HERE / "sbom.py", bundle, artefacts])
        left_out = build_packages(bundle, artefacts)
        if not options.no_wheel:
            with told("wheel, in an empty environment"):
                build_wheel(artefacts)
        write_sums(artefacts)
        for package in artefacts.glob("*.deb"):
            figures["Debian package"] = package.stat().st_size
        print()
        for path in deliver(artefacts, DIST):
            print(f"{path.stat().st_size / 1e6:8.1f} MB  {path}")
    print(f"\n{table(figures)}\n")
    for reason in left_out:
        print(f"Left out: {reason}")
    if missed(figures):
        print("A busy machine is slower than a quiet one; sizes are not.")
    return 0


def main() -> int:
    """Do what the command line asks for; the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only-freeze", action="store_true", help="freeze and test, no packages")
    parser.add_argument("--no-wheel", action="store_true", help="neither build nor test the wheel")
    parser.add_argument("--runs", type=int, default=3, help="how often to measure (3)")
    try:
        return build(parser.parse_args())
    except Failed as error:
        print(f"\nStopped: {error}. Nothing was put into {DIST}.", flush=True)
        return 1
    except KeyboardInterrupt:
        print(f"\nInterrupted. Nothing was put into {DIST}.", flush=True)
        return 130


if __name__ == "__main__":
    sys.exit(main())
