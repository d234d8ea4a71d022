"""Programs that a script needs and that are no part of the project, such as debootstrap."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent.parent


def ensure_tools(tools: Mapping[str, str]) -> None:
    """Install what is missing where that is allowed, otherwise say how.

    Args:
        tools: the Debian package of each program, or of each file that has a path.

    Raises:
        SystemExit: some are missing and cannot be installed from here.
    """
    missing = _missing(tools)
    if not missing:
        return
    start = start_script()
    print("This system lacks " + ", ".join(missing) + ".", flush=True)
    commands = start.apt_commands(sorted(set(missing.values())), [])
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing them ...", flush=True)
        for command in commands:
            start.run_quietly(command, {**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
        missing = _missing(missing)
    if missing:
        packages = " ".join(sorted(set(missing.values())))
        raise SystemExit(f"Install {packages} and start this again.")


def _missing(tools: Mapping[str, str]) -> dict[str, str]:
    return {
        name: package
        for name, package in tools.items()
        if not (Path(name).exists() if "/" in name else shutil.which(name))
    }


def start_script() -> ModuleType:
    """start.py, which knows how to install packages."""
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
