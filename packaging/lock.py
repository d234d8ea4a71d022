"""Write requirements.lock and the two that hold more anew from pyproject.toml.

python packaging/lock.py            keep the versions that still fit
python packaging/lock.py --upgrade  take the newest that fit

The locks hold for every platform and Python of the project: each package with its version, where
it applies, and the hashes of its files; never where it came from.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "requirements.lock": (),
    "requirements-dev.lock": ("--extra", "dev"),
    "requirements-package.lock": ("--extra", "package"),
}
SOURCE_SETTINGS = ("FIND_LINKS", "INDEX", "INDEX_URL", "EXTRA_INDEX_URL", "DEFAULT_INDEX")


def clean_environment(environment: dict[str, str]) -> dict[str, str]:
    """``environment`` without what points pip or uv at other places than their own defaults."""
    unwanted = {f"{tool}_{name}" for tool in ("PIP", "UV") for name in SOURCE_SETTINGS}
    return {name: value for name, value in environment.items() if name not in unwanted}


def oldest_python() -> str:
    """The oldest Python of the project, such as "3.11"."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    oldest: str = project["requires-python"].split(",")[0].removeprefix(">=")
    return oldest


def main(options: list[str]) -> int:
    """Write all locks; the exit code."""
    environment = clean_environment(dict(os.environ))
    with tempfile.TemporaryDirectory(prefix="fact-annotator-lock-") as folder:
        venv.create(folder, with_pip=True)
        tools = Path(folder) / ("Scripts" if os.name == "nt" else "bin")
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv"]
        subprocess.run([str(tools / "python"), *install], env=environment, check=True)
        # The others start from the first, so that all name the same versions.
        seed = ""
        for name, extra in LOCKS.items():
            path = ROOT / name
            if seed and ("--upgrade" in options or not path.exists()):
                path.write_text(seed, "utf-8")
            command = [str(tools / "uv"), "pip", "compile", "--quiet", "--universal"]
            command += ["--generate-hashes", "--no-header", "--no-annotate", "--no-build"]
            command += ["--no-emit-index-url", "--no-emit-find-links", "--no-config"]
            command += ["--python-version", oldest_python(), *extra]
            command += [] if seed else options
            command += ["pyproject.toml", "--output-file", name]
            print(f"Writing {name}", flush=True)
            code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
            if code:
                return code
            seed = path.read_text("utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
