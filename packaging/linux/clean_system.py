"""A clean Debian in a folder: made, entered and thrown away."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ARCHIVE_VARIABLE = "FACT_ANNOTATOR_DEBIAN_ARCHIVE"
"""Environment variable: the address of a Debian archive, instead of the one that apt uses."""

PUBLIC_ARCHIVE = "https://deb.debian.org/debian"
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"

USER = "desk"
HOME = f"/home/{USER}"
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def debian_archive(environment: Mapping[str, str] = os.environ) -> str:
    """The address of the Debian archive that this machine's apt is set up for.

    It is for debootstrap alone: print it nowhere. On a system that is no Debian itself, such as
    Ubuntu, it is the archive that Debian offers to all.
    """
    if environment.get(ARCHIVE_VARIABLE):
        return environment[ARCHIVE_VARIABLE]
    fields = "$(ORIGIN)|$(LABEL)|$(REPO_URI)"
    command = ["apt-get", "indextargets", "--format", fields, "Created-By: Packages"]
    told = subprocess.run(command, capture_output=True, text=True).stdout
    for line in told.splitlines():
        origin, label, address = line.split("|", 2)
        if origin == label == "Debian":
            return address
    return PUBLIC_ARCHIVE


def base_archive(suite: str, cache: Path) -> Path:
    """The tar of a minimal Debian of this suite; made by debootstrap when it is not there yet.

    Raises:
        SystemExit: debootstrap failed; its last lines are in the file beside, named .log.
    """
    target = cache / f"debian-{suite}-minbase.tar"
    if target.exists():
        return target
    cache.mkdir(parents=True, exist_ok=True)
    folder, log = cache / f"making-{suite}", cache / f"debian-{suite}.log"
    shutil.rmtree(folder, ignore_errors=True)
    print(f"Fetching a minimal Debian ({suite}); it is kept for the next time ...", flush=True)
    # Without the keys debootstrap would go on and check nothing.
    command = ["debootstrap", "--variant=minbase", f"--keyring={KEYRING}", "--force-check-gpg"]
    command += [suite, str(folder), debian_archive()]
    try:
        with log.open("w", encoding="utf-8") as file:
            code = subprocess.run(command, stdout=file, stderr=subprocess.STDOUT).returncode
        if code:
            raise SystemExit(f"debootstrap failed; see {log}.")
        half = target.with_suffix(".half")
        pack = ["tar", "--create", "--numeric-owner", "--file", str(half), "--directory"]
        subprocess.run([*pack, str(folder), "."], check=True)
        half.replace(target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return target


def run_sealed(script: Path, arguments: Sequence[str]) -> int:
    """Run a Python script as root of its own mounts and processes; its exit code.

    When it ends, however it ends, the kernel ends every process that it left and takes back every
    mount that it made. It ends when this process does.
    """
    unshare = ["unshare", "--mount", "--propagation", "private", "--pid", "--fork"]
    unshare += ["--kill-child=SIGKILL", "--mount-proc", "--"]
    command = ["setpriv", "--pdeathsig", "KILL", *unshare, sys.executable, str(script), *arguments]
    child = subprocess.Popen(command)
    try:
        return child.wait()
    except BaseException:
        child.kill()
        child.wait()
        raise


@dataclass(frozen=True, slots=True)
class CleanSystem:
    """An unpacked Debian at ``root``, with a user ``desk``; only inside ``run_sealed``."""

    root: Path

    def set_up(self, base: Path, downloads: Path) -> None:
        """Unpack the tar ``base``, mount what programs expect, and make the user.

        ``downloads`` keeps the packages that apt fetches from one time to the next.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        unpack = ["tar", "--extract", "--numeric-owner", "--preserve-permissions", "--file"]
        subprocess.run([*unpack, str(base), "--directory", str(self.root)], check=True)
        self._mount("proc", "-t", "proc", "proc")
        self._mount("dev/pts", "-t", "devpts", "-o", "newinstance,ptmxmode=0666", "devpts")
        self._mount("dev/shm", "-t", "tmpfs", "-o", "mode=1777", "tmpfs")
        self._mount("tmp", "-t", "tmpfs", "-o", "mode=1777", "tmpfs")
        (downloads / "partial").mkdir(parents=True, exist_ok=True)
        self._mount("var/cache/apt/archives", "--bind", str(downloads))
        # What apt is told on this machine of proxies and dates holds for the archive in there too.
        told = subprocess.run(["apt-config", "dump", "Acquire"], capture_output=True, text=True)
        write_into(self.root / "etc/apt/apt.conf.d/10host", told.stdout)
        # Otherwise apt throws away what it fetched.
        write_into(
            self.root / "etc/apt/apt.conf.d/99keep", 'APT::Keep-Downloaded-Packages "true";\n'
        )
        resolver = Path("/etc/resolv.conf")
        if resolver.exists():
            write_into(self.root / "etc/resolv.conf", resolver.read_text("utf-8"))
        # Services must not start: nothing in there is to outlive a command.
        write_into(self.root / "usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n")
        (self.root / "usr/sbin/policy-rc.d").chmod(0o755)
        self.run("useradd", "--create-home", "--shell", "/bin/sh", USER)

    def share_screen(self) -> None:
        """Let programs in there reach the X servers of this machine."""
        self._mount("tmp/.X11-unix", "--bind", "/tmp/.X11-unix")

    def _mount(self, where: str, *what: str) -> None:
        target = self.root / where
        target.mkdir(parents=True, exist_ok=True)
        options, source = what[:-1], what[-1]
        subprocess.run(["mount", *options, source, str(target)], check=True)

    def command(
        self, *words: str, user: str = "", variables: Mapping[str, str] | None = None
    ) -> list[str]:
        """The command that runs ``words`` in there, with these variables and no others."""
        own = {"PATH": _PATH, "LC_ALL": "C.UTF-8", "HOME": HOME if user else "/root"}
        own |= {"DEBIAN_FRONTEND": "noninteractive", **(variables or {})}
        as_user = ["--userspec", f"{user}:{user}"] if user else []
        pairs = [f"{name}={value}" for name, value in own.items()]
        return ["chroot", *as_user, str(self.root), "/usr/bin/env", "-i", *pairs, *words]

    def run(self, *words: str, user: str = "", variables: Mapping[str, str] | None = None) -> str:
        """Run a command in there; what it printed.

        Raises:
            StepFailed: it failed, with the last lines of what it said, without addresses.
        """
        return run_told(self.command(*words, user=user, variables=variables), shlex.join(words))

    def outside(self, path: str) -> Path:
        """Where a path of in there lies out here."""
        return self.root / path.lstrip("/")


ADDRESS = re.compile(r"\S+://\S+")


class StepFailed(Exception):
    """A step of the test did not do what it must; the text says what and how."""


def run_told(command: Sequence[str], name: str) -> str:
    """Run a command; what it printed. StepFailed when it fails."""
    done = subprocess.run(
        command, capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL
    )
    if done.returncode:
        words = ADDRESS.sub("(address)", done.stdout + done.stderr)
        raise StepFailed(f"{name} ended with {done.returncode}:\n{words[-3000:]}")
    return done.stdout


def write_into(path: Path, text: str) -> None:
    """Write a text file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def seconds_of(work: Callable[..., object], *arguments: str) -> float:
    """How long a call takes, in seconds."""
    began = time.monotonic()
    work(*arguments)
    return time.monotonic() - began
