"""Tries the Debian package on a clean Debian: ``sudo python packaging/chroot_test.py DEB``.

A minimal Debian without Python and compiler is unpacked into a temporary folder. The package is
installed there with apt, tests itself, is started on a virtual screen with the sample articles,
upgraded, given projects of older versions, removed and purged. A table of what was measured is
printed; the exit code is 0 when every step passed. Afterwards nothing is left but a cache of the
minimal Debian and of packages.

Options: --tar FILE tries the portable archive too, --previous DEB an upgrade from the release
before, --suite trixie is another Debian, --screenshot FILE, --json FILE for the figures,
--cache DIR. FACT_ANNOTATOR_DEBIAN_ARCHIVE names an archive when apt's own is not to be used.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "linux"))

from clean_system import KEYRING, CleanSystem, StepFailed, base_archive, run_sealed  # noqa: E402
from installed_steps import InstalledSteps  # noqa: E402
from step_figures import Figures, table  # noqa: E402
from system_tools import ensure_tools  # noqa: E402

TOOLS = {
    "debootstrap": "debootstrap",
    "dpkg-deb": "dpkg",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "unshare": "util-linux",
    "ip": "iproute2",
}


def parsed(arguments: list[str]) -> argparse.Namespace:
    """The options."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("deb", type=Path, metavar="DEB")
    parser.add_argument("--tar", type=Path, help="try this portable archive too")
    parser.add_argument("--previous", type=Path, help="try an upgrade from this package too")
    parser.add_argument("--suite", default="bookworm")
    parser.add_argument("--screenshot", type=Path, default=Path("chroot-test.png"))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--cache", type=Path, default=caches / "fact-annotator-chroot")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Prepare outside, test inside, clear away; the exit code."""
    chosen = parsed(arguments)
    if chosen.inside is not None:
        return test_inside(chosen)
    if sys.platform != "linux" or os.geteuid() != 0:
        print("The clean system needs root on Linux: start this script with sudo.")
        return 1
    for file in filter(None, (chosen.deb, chosen.tar, chosen.previous)):
        if not file.is_file():
            print(f"There is no {file}.")
            return 1
    ensure_tools(TOOLS)
    ensure_tools({KEYRING: "debian-archive-keyring"})
    base_archive(chosen.suite, chosen.cache)
    # Whoever ends this must not leave the folder behind.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    folder = Path(tempfile.mkdtemp(prefix="fact-annotator-chroot-"))
    try:
        return run_sealed(Path(__file__), [*arguments, "--inside", str(folder)])
    finally:
        # The mounts were the sealed process's own and went with it, so only plain files are here.
        shutil.rmtree(folder, ignore_errors=True)


def test_inside(chosen: argparse.Namespace) -> int:
    """The test itself, in the sealed process; the exit code."""
    system = CleanSystem(chosen.inside / "debian")
    base = base_archive(chosen.suite, chosen.cache)
    system.set_up(base, chosen.cache / f"packages-{chosen.suite}")
    figures = Figures()
    steps = InstalledSteps(system, chosen.deb.resolve(), chosen.inside, figures)
    steps.portable = chosen.tar and chosen.tar.resolve()
    steps.previous = chosen.previous and chosen.previous.resolve()
    steps.screenshot = chosen.screenshot.resolve()
    failed = []
    for name, step in steps.all():
        print(f"{name} ...", end=" ", flush=True)
        try:
            told = step()
        except StepFailed as error:
            failed.append(name)
            print(f"FAILED\n{error}", flush=True)
            if name in steps.needed_by_all:
                break
        else:
            print(told, flush=True)
    print()
    print(table(figures, chosen.suite))
    if chosen.json:
        chosen.json.write_text(json.dumps(figures.values, indent=1) + "\n", "utf-8")
    print(f"\nFAILED: {', '.join(failed)}" if failed else "\nEvery step passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
