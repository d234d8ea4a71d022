"""Set up and start Fact Annotator with nothing but Python (on Windows: py start.py).

python3 start.py [-- ARGUMENTS]         set up what is missing, then start the program
python3 start.py test [PYTEST OPTIONS]  set up what is missing, then check and test the program
python3 start.py package [OPTIONS]      set up what is missing, then build and try the packages
"""

import ctypes
import hashlib
import importlib.util
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST, TOO_NEW = (3, 11), (3, 15)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.txt"
OWN = VENV / "made-by-start.txt"
PACKAGE_VENV = ROOT / "build" / "venv"
LOCKS = {
    "run": ROOT / "requirements.lock",
    "test": ROOT / "requirements-dev.lock",
    "package": ROOT / "requirements-package.lock",
}
# What Qt's wheels expect of Linux, and what the tests start: name=Debian package.
LIBRARIES = """libGL.so.1=libgl1 libEGL.so.1=libegl1 libfontconfig.so.1=libfontconfig1
libglib-2.0.so.0=libglib2.0-0 libdbus-1.so.3=libdbus-1-3 libxkbcommon.so.0=libxkbcommon0
libxkbcommon-x11.so.0=libxkbcommon-x11-0 libxcb-cursor.so.0=libxcb-cursor0
libxcb-icccm.so.4=libxcb-icccm4 libxcb-keysyms.so.1=libxcb-keysyms1
libxcb-shape.so.0=libxcb-shape0"""
PROGRAMS = {
    "run": "",
    "test": "Xvfb=xvfb xdotool=xdotool",
    # Reads what libraries need, takes out symbols: without it a bundle is twice as large.
    "package": "objdump=binutils strip=binutils",
}
# Without these, some tests of the packages are left out, and say so.
OPTIONAL = """desktop-file-validate=desktop-file-utils update-mime-database=shared-mime-info
appstreamcli=appstream makensis=nsis strip=binutils"""
NOT_TESTED = """Not tested here, for it takes long:
  the frozen program and its packages, the wheel in an empty environment:  python3 start.py package
  the .deb on a clean Debian:  sudo python3 packaging/chroot_test.py dist/*.deb"""
# Settings of pip that would change what is installed or where; those of its sources stay.
PIP_SETTINGS = re.compile(
    "PIP_(CONSTRAINT|FIND_LINKS|NO_BINARY|PREFIX|REQUIRE_VIRTUALENV|ROOT|TARGET|USER)"
)


def is_supported(version):
    """Whether a Python of this (major, minor, ...) will do."""
    return OLDEST <= tuple(version[:2]) < TOO_NEW


def succeeds(command):
    """Whether a command exists and ends well; its output is dropped."""
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False


def other_python():
    """The newest supported Python on the PATH, or None."""
    names = [f"python3.{minor}" for minor in range(TOO_NEW[1] - 1, OLDEST[1] - 1, -1)]
    # A version manager leaves a command for every Python it knows of; it need not work.
    return next((name for name in names if succeeds([name, "-c", ""])), None)


def has_library(name):
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def missing_parts(kind):
    """What this Linux lacks for a key of LOCKS, as {library, program or module: Debian package}."""
    wanted = [(*pair.split("="), has_library) for pair in LIBRARIES.split()]
    programs = PROGRAMS[kind].split() + (OPTIONAL.split() if kind == "test" else [])
    wanted += [(*pair.split("="), shutil.which) for pair in programs]
    wanted.append(("ensurepip", f"python3.{sys.version_info[1]}-venv", importlib.util.find_spec))
    return {name: package for name, package, find in wanted if not find(name)}


def apt_commands(packages, sudo):
    """The two commands that install Debian packages; ``sudo`` stands before both."""
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    return [[*sudo, "apt-get", "update"], [*sudo, *install]]


def run_quietly(command, environment=None):
    """Run a command; its exit code. When it fails its last lines are shown, without addresses."""
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    lines = []
    with subprocess.Popen(
        command, env=environment, text=True, errors="replace", **options
    ) as child:
        for line in child.stdout:
            lines.append(re.sub(r"\S+:/\S+", "(address)", line.rstrip()))
            if sys.stdout.isatty():
                print(f"\r\x1b[K  {lines[-1][:70]}", end="\r\x1b[K", flush=True)
    if child.returncode:
        print("\n".join(lines[-30:]), flush=True)
    return child.returncode


def ensure_system(kind):
    """Install what a Linux system lacks where that is allowed, otherwise say how."""
    missing = missing_parts(kind)
    if not missing:
        return
    print("This system lacks " + ", ".join(missing) + ".", flush=True)
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    commands = apt_commands(sorted(set(missing.values())), sudo)
    if not shutil.which("apt-get"):
        print("Install them with your system's package manager.")
    elif sudo and not succeeds(["sudo", "-n", "true"]):
        print("Install them with:", *map(shlex.join, commands), sep="\n  ")
    else:
        print("Installing them ...", flush=True)
        # A stale source fails the update, yet the packages may be there all the same.
        for command in commands:
            run_quietly(command, {**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
        missing = missing_parts(kind)
    needed = [name for name in missing if kind == "package" or f"{name}=" not in OPTIONAL]
    if needed and kind != "run":  # A window may do without some: Wayland needs nothing of X11.
        who = {"test": "The tests need ", "package": "Building packages needs "}[kind]
        sys.exit(who + ", ".join(needed) + ".")


def stamp_text(lock, version=sys.version, prefix=sys.base_prefix):
    """What ``STAMP`` holds once the packages of the text ``lock`` are installed for a Python."""
    python = " ".join(f"{version} {prefix} {platform.machine()}".split())
    return f"{python}\n{hashlib.sha256(lock.encode()).hexdigest()}\n"


def install_plan(stamp, wanted, also_fine):
    """What a stamp's text (None without one) asks for: "nothing", "update" or "rebuild".

    Without a stamp .venv is made anew: an interrupted install leaves what pip cannot see.
    """
    if stamp in (wanted, also_fine):
        return "nothing"
    same_python = stamp is not None and stamp.partition("\n")[0] == wanted.partition("\n")[0]
    return "update" if same_python else "rebuild"


def use_environment(folder):
    """Let ``folder`` be the environment that is made and used from now on."""
    global VENV, PYTHON, STAMP, OWN
    PYTHON, STAMP, OWN = (folder / path.relative_to(VENV) for path in (PYTHON, STAMP, OWN))
    VENV = folder


def ensure_packages(kind):
    """Make .venv hold what the lock of ``kind`` (a key of LOCKS) says; SystemExit if it cannot."""
    wanted = {name: stamp_text(path.read_text("utf-8")) for name, path in LOCKS.items()}
    stamp = STAMP.read_text("utf-8") if STAMP.is_file() and PYTHON.exists() else None
    # The test lock holds all of the other.
    plan = install_plan(stamp, wanted[kind], wanted["test"])
    if plan == "nothing":
        return
    print("Installing what Fact Annotator needs; the first time takes minutes ...", flush=True)
    STAMP.unlink(missing_ok=True)
    environment = {k: v for k, v in os.environ.items() if not PIP_SETTINGS.fullmatch(k)}
    options = (
        "--disable-pip-version-check --no-input --require-hashes --no-deps --only-binary :all:"
    )
    pip = [str(PYTHON), "-m", "pip", "install", *options.split(), "-r", str(LOCKS[kind])]
    if plan == "rebuild" or run_quietly(pip, environment):
        empty_own_folder()
        if run_quietly([sys.executable, "-m", "venv", str(VENV)], environment):
            sys.exit(f"Cannot make {VENV}.")
        if run_quietly(pip, environment):
            sys.exit("Cannot install the packages; see above. Start again to try once more.")
    STAMP.write_text(wanted[kind], "utf-8")


def empty_own_folder():
    """Make .venv an empty folder, but never one that somebody else filled; SystemExit then."""
    if VENV.exists() and any(VENV.iterdir()) and not OWN.exists():
        sys.exit(f"{VENV} was not made by start.py. Move it away, then start again.")
    shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir(parents=True, exist_ok=True)
    OWN.write_text("start.py made this folder and may empty it.\n", "utf-8")


def stages(pytest_options):
    """What ``test`` runs: (name, arguments of .venv's Python), in order."""
    workers = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadgroup"]
    return (
        ("ruff check", ["-m", "ruff", "check"]),
        ("ruff format", ["-m", "ruff", "format", "--check"]),
        ("mypy", ["-m", "mypy"]),
        ("pytest", ["-m", "pytest", *workers, *pytest_options]),
    )


def run(arguments, folder=None):
    """Run .venv's Python with the sources importable; its exit code, as a shell gives it."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": path}
    child = subprocess.Popen([str(PYTHON), *arguments], cwd=folder, env=environment)
    while True:
        try:
            code = child.wait()
        except KeyboardInterrupt:  # The child was told too; it decides when to end.
            continue
        return code if code >= 0 else 128 - code


def main(arguments):
    """Do what the command line asks for; the exit code."""
    if not is_supported(sys.version_info):
        python = other_python()
        if python:
            return subprocess.call([python, str(ROOT / "start.py"), *arguments])
        print("Fact Annotator needs Python 3.11 or newer (below 3.15).")
        return 1
    if arguments[:1] not in ([], ["--"], ["test"], ["package"]):
        print(__doc__)
        return 0 if arguments[0] in ("-h", "--help") else 2
    kind = arguments[0] if arguments[:1] in (["test"], ["package"]) else "run"
    if sys.platform == "linux":
        ensure_system(kind)
    if kind == "package":
        # What is frozen is what lies in its environment, so it has one without the test packages.
        use_environment(PACKAGE_VENV)
    ensure_packages(kind)
    if kind == "package":
        return run(["-P", str(ROOT / "packaging" / "package.py"), *arguments[1:]], ROOT)
    if kind == "run":
        return run(["-P", "-m", "annotator", *arguments[1:]])
    for name, stage in stages(arguments[1:]):
        print(f"== {name}", flush=True)
        code = run(stage, ROOT)
        if code:
            print(f"== {name} failed", flush=True)
            return code
    print(NOT_TESTED, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
