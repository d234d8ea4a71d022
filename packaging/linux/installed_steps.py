"""The steps of the test on a clean Debian, in the order in which a person would take them."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clean_system import HOME, USER, CleanSystem, StepFailed, run_told, seconds_of
from older_versions import (
    OLD_VERDICTS,
    bring_old_projects,
    copies_before_conversion,
    is_lasting,
    newest_format,
    with_version,
)
from sealed_network import SealedNetwork
from seen_start import SeenStart, see_start
from step_figures import Figures

NAME = "fact-annotator"
PROJECT = f"{HOME}/Marendal.fact"
INTERNAL = f"/usr/lib/{NAME}/_internal"
SAMPLES = f"{INTERNAL}/resources/samples"
_FORBIDDEN = ("python3", "python", "perl5", "gcc", "cc", "make", "tcc", "clang")
_TEST_NET = "socket(S,PF_INET,SOCK_STREAM,0);connect(S,sockaddr_in(80,inet_aton('192.0.2.1')))"


@dataclass
class InstalledSteps:
    """One test: a clean system, a package, and a folder for what is made on the way."""

    system: CleanSystem
    deb: Path
    folder: Path
    figures: Figures
    screenshot: Path = Path("chroot-test.png")
    portable: Path | None = None
    previous: Path | None = None
    needed_by_all: tuple[str, ...] = ("clean", "install")
    _kept: dict[str, str] = field(default_factory=dict)
    _network: SealedNetwork | None = None
    _wanted: list[str] = field(default_factory=list)
    _old_projects: list[str] = field(default_factory=list)

    def all(self) -> Iterator[tuple[str, Callable[[], str]]]:
        """Every step with its name; a step tells what it saw, or raises StepFailed."""
        yield "clean", self.clean
        if self.portable is not None:
            yield "portable archive, bare system", self.portable_on_bare_system
        yield "install", self.install
        yield "libraries", self.libraries
        yield "self-test", self.self_test
        yield "window with articles", self.window_with_articles
        yield "command line", self.command_line
        yield "window with a project", self.window_with_project
        yield "file type", self.file_type
        yield "upgrade", self.upgrade
        yield "projects of older versions", self.convert
        yield "remove", self.remove
        yield "purge", self.purge
        if self.previous is not None:
            yield "upgrade from the previous version", self.upgrade_from_previous
        if self.portable is not None:
            yield "portable archive", self.portable_with_libraries

    def clean(self) -> str:
        """Nothing of what the program brings along is there before."""
        there = [name for name in _FORBIDDEN if self._has(name)]
        if there:
            raise StepFailed(f"the clean system has {', '.join(there)}")
        return "no Python, no compiler"

    def portable_on_bare_system(self) -> str:
        """The archive's start script names the packages that bring what is missing."""
        assert self.portable is not None
        unpack = ["tar", "--extract", "--file", str(self.portable), "--directory"]
        run_told([*unpack, str(self.system.outside(HOME))], "unpacking the archive")
        try:
            self._as_user(self._portable_program())
        except StepFailed as error:
            said = str(error)
        else:
            raise StepFailed("it found what the bare system does not have")
        if "This system lacks" not in said or "apt-get install" not in said:
            raise StepFailed(said)
        self._wanted = said.partition("apt-get install ")[2].split()
        return f"it names {len(self._wanted)} packages"

    def portable_with_libraries(self) -> str:
        """With just these packages the archive's program works."""
        install = ["apt-get", "install", "--yes", "--no-install-recommends"]
        self.system.run("apt-get", "autoremove", "--purge", "--yes")
        self.system.run(*install, *self._wanted)

        def test() -> str:
            told = json.loads(self._as_user(self._portable_program(), "--self-test", "--json"))
            if not told["passed"]:
                raise StepFailed(json.dumps(told["steps"], indent=1))
            self._see(PROJECT, program=self._portable_program())
            return f"{len(told['steps'])} steps passed, and its window opens a project"

        return self._quietly(test)

    def _portable_folder(self) -> str:
        (folder,) = self.system.outside(HOME).glob(f"{NAME}-*-linux-*")
        return f"{HOME}/{folder.name}"

    def _portable_program(self) -> str:
        return f"{self._portable_folder()}/{NAME}"

    def _has(self, program: str) -> bool:
        folders = ("usr/local/bin", "usr/bin", "bin", "usr/sbin", "sbin")
        return any((self.system.root / folder / program).exists() for folder in folders)

    def install(self) -> str:
        """Install with apt, which finds what the package depends on."""
        size = self.deb.stat().st_size / 1e6
        self.figures.tell(".deb (MB)", size, 75)
        inside = self._brought(self.deb)
        self.system.run("apt-get", "update")
        before = self._packages()
        install = ["apt-get", "install", "--yes", "--no-install-recommends", inside]
        self.system.run(*install, "--download-only")
        self.figures.tell("install, packages fetched before (s)", self._seconds(*install))
        added = self._packages() - before - {NAME}
        self.figures.tell("packages installed with it", len(added))
        files = self.system.outside(f"/usr/lib/{NAME}")
        total = sum(p.lstat().st_size for p in files.rglob("*") if p.is_file())
        self.figures.tell("installed (MB)", total / 1e6, 230)
        there = [name for name in _FORBIDDEN if self._has(name)]
        if there:
            raise StepFailed(f"the package brought {', '.join(there)}")
        return f"{size:.1f} MB, {len(added)} packages with it"

    def _seconds(self, *words: str) -> float:
        return seconds_of(self.system.run, *words)

    def _brought(self, deb: Path) -> str:
        shutil.copy(deb, self.system.outside(f"/tmp/{deb.name}"))
        return f"/tmp/{deb.name}"

    def _packages(self) -> set[str]:
        told = self.system.run("dpkg-query", "--show", "--showformat", "${Package}\n")
        return set(told.split())

    def libraries(self) -> str:
        """Every compiled file finds every library that it is linked with."""
        script = f"find /usr/lib/{NAME} -type f \\( -name '*.so*' -o -name {NAME} \\) "
        script += "-exec sh -c 'for f; do ldd \"$f\" 2>/dev/null; done' sh {} +"
        # The program looks there too: its loader says so to what it starts.
        beside = {"LD_LIBRARY_PATH": INTERNAL}
        told = self.system.run("sh", "-c", script, variables=beside)
        lacking = sorted({line.split()[0] for line in told.splitlines() if "not found" in line})
        if lacking:
            raise StepFailed(f"not found: {', '.join(lacking)}")
        return "all are found"

    def network(self) -> SealedNetwork:
        """The network of all further steps; made, and tried, when it is first asked for."""
        if self._network is None:
            self._network = SealedNetwork.make()
            control = ["perl", "-MSocket", "-e", _TEST_NET]
            run_told(self._network.command(self.system.command(*control)), "a try of the network")
            if not self._network.attempts():
                raise StepFailed("an attempt to use the network was not noticed")
        return self._network

    def _as_user(self, *words: str) -> str:
        command = self.system.command(*words, user=USER)
        return run_told(self.network().command(command), " ".join(words))

    def _quietly(self, work: Callable[[], str]) -> str:
        before = self.network().attempts()
        told = work()
        tried = self.network().attempts() - before
        if tried:
            raise StepFailed(f"the program tried {tried} times to reach the network")
        return f"{told}; no network use"

    def self_test(self) -> str:
        """The program's own test, without a screen."""

        def test() -> str:
            told = json.loads(self._as_user(NAME, "--self-test", "--json"))
            if not told["passed"]:
                raise StepFailed(json.dumps(told["steps"], indent=1))
            for name, value in told.get("figures", {}).items():
                shown = value / 1e6 if "memory" in name else value
                self.figures.tell(f"self-test: {name}", shown)
            return f"{len(told['steps'])} steps passed"

        return self._quietly(test)

    def window_with_articles(self) -> str:
        """The first start: the window with the sample articles, seen on a virtual screen."""
        names = sorted(p.name for p in self.system.outside(SAMPLES).glob("*.txt"))
        seen = self._see(*(f"{SAMPLES}/{name}" for name in names))
        self.figures.tell("first start to window painted (s)", seen.painted, 0.6)
        self.figures.tell("processor time of that (s)", seen.worked)
        self.figures.tell("first start to first candidates (s)", seen.candidates, 3)
        self.figures.tell("memory of the window (MB)", seen.window_memory, 110)
        self.figures.tell("memory of the worker (MB)", seen.worker_memory, 170)
        self.figures.tell("own share of it: window (MB)", seen.window_share)
        self.figures.tell("own share of it: worker (MB)", seen.worker_share)
        self.figures.tell("processes", seen.processes, 3)
        return f"screenshot in {self.screenshot.name}; no network use"

    def _see(self, *files: str, program: str = NAME) -> SeenStart:
        before = self.network().attempts()
        seen = see_start(
            self.system, self.network(), self.folder, [program, *files], self.screenshot
        )
        tried = self.network().attempts() - before
        if tried:
            raise StepFailed(f"the program tried {tried} times to reach the network")
        return seen

    def command_line(self) -> str:
        """A project made, read by the model, judged and exported in a terminal."""

        def work() -> str:
            folder = self.system.outside(SAMPLES)
            names = sorted(f"{SAMPLES}/{path.name}" for path in folder.glob("*.txt"))
            self._as_user(NAME, "import", PROJECT, *names)
            self._as_user(NAME, "detect", PROJECT)
            claims = self._claims()
            self._as_user(NAME, "verdict", PROJECT, claims[0]["claim_id"], "disputed")
            self._as_user(NAME, "export", PROJECT, "--to", f"{HOME}/claims.csv")
            self._as_user(NAME, "check", PROJECT)
            return f"{len(claims)} claims"

        return self._quietly(work)

    def _claims(self, project: str = PROJECT) -> list[dict[str, Any]]:
        told = self._as_user(NAME, "claims", project, "--json")
        return [json.loads(line) for line in told.splitlines()]

    def window_with_project(self) -> str:
        """Later starts: a project file named, as a double click does."""
        times = []
        for _ in range(3):
            seen = self._see(PROJECT)
            if "Marendal" not in seen.title:
                raise StepFailed(f"the window is called “{seen.title}”")
            times.append((seen.painted, seen.worked, seen.candidates))
        painted, worked, candidates = sorted(times)[1]
        self.figures.tell("later start to window painted, median (s)", painted, 0.6)
        self.figures.tell("processor time of that, later start (s)", worked)
        self.figures.tell("later start to claims shown, median (s)", candidates, 3)
        return "its claims are on the screen; no network use"

    def file_type(self) -> str:
        """The desktop knows the program, its files and its pictures."""
        install = ["apt-get", "install", "--yes", "--no-install-recommends"]
        tools = ("shared-mime-info", "desktop-file-utils", "xdg-utils", "libfile-mimeinfo-perl")
        self.system.run(*install, *tools, "man-db")
        # A project that was renamed is known by what is in it.
        renamed = f"{HOME}/renamed"
        shutil.copy(self.system.outside(PROJECT), self.system.outside(renamed))
        for path in (PROJECT, renamed):
            kind = self._as_user("xdg-mime", "query", "filetype", path).strip()
            if kind != "application/vnd.fact-annotator.project":
                raise StepFailed(f"{path} is taken for {kind}")
        opener = self._as_user("xdg-mime", "query", "default", kind).strip()
        if opener != f"{NAME}.desktop":
            raise StepFailed(f"a project is opened with {opener or 'nothing'}")
        self._as_user("man", NAME)
        return "a project file opens with the program"

    def upgrade(self) -> str:
        """A newer package over the older one keeps what the person has."""
        newest = newest_format(self.system.outside(f"{INTERNAL}/db/migrations").glob("*.sql"))
        self._old_projects = bring_old_projects(self.system.outside(HOME), newest)
        self._kept = self._own_files()
        if not any(path.endswith("settings.json") for path in self._kept):
            raise StepFailed("the window kept no settings")
        newer = with_version(self.deb, self.folder, f"{self._version()}.1~test")
        install = ["apt-get", "install", "--yes", "--no-install-recommends", self._brought(newer)]
        self.figures.tell("upgrade (s)", self._seconds(*install))
        if not self._version().endswith(".1~test"):
            raise StepFailed(f"the version is {self._version()}")
        self._must_be_kept()
        self._as_user(NAME, "check", PROJECT)
        return "projects and settings are as they were"

    def _version(self) -> str:
        return self.system.run("dpkg-query", "--show", "--showformat", "${Version}", NAME)

    def convert(self) -> str:
        """Projects of older versions are converted when they are opened, with a copy before."""
        home = self.system.outside(HOME)
        if not self._old_projects or copies_before_conversion(home):
            raise StepFailed("there is no project of an older version that nobody converted")

        def work() -> str:
            for name in self._old_projects:
                project = f"{HOME}/{name}"
                self._as_user(NAME, "detect", project)
                lost = OLD_VERDICTS - {claim["verdict"] for claim in self._claims(project)}
                if lost:
                    raise StepFailed(f"“{name}” has lost verdicts: {', '.join(sorted(lost))}")
                self._as_user(NAME, "check", project)
            copies = copies_before_conversion(home)
            if len(copies) != len(self._old_projects):
                raise StepFailed(f"{len(copies)} copies were made")
            return f"{len(copies)} converted, their verdicts are there, with a copy of each before"

        told = self._quietly(work)
        self._kept = self._own_files()
        return told

    def upgrade_from_previous(self) -> str:
        """What was done with the package before this one is there in this one."""
        assert self.previous is not None
        install = ["apt-get", "install", "--yes", "--no-install-recommends"]
        self.system.run(*install, self._brought(self.previous))
        before, project = self._version(), f"{HOME}/Previous.fact"
        names = sorted(self.system.outside(SAMPLES).glob("*.txt"))
        self._as_user(NAME, "import", project, *(f"{SAMPLES}/{path.name}" for path in names))
        self._as_user(NAME, "detect", project)
        claims = self._claims(project)
        judged = claims[0]["claim_id"]
        self._as_user(NAME, "verdict", project, judged, "disputed")
        self._kept = self._own_files()
        self.system.run(*install, self._brought(self.deb))
        if self._version() == before:
            raise StepFailed(f"both packages have the version {before}")
        self._must_be_kept()
        self._see(project)
        after = {claim["claim_id"]: claim for claim in self._claims(project)}
        if len(after) < len(claims) or after[judged]["verdict"] != "disputed":
            raise StepFailed("claims or verdicts of the previous version are gone")
        self._as_user(NAME, "check", project)
        now = self._version()
        self.system.run("apt-get", "purge", "--yes", NAME)
        return f"from {before} to {now}: {len(claims)} claims and the verdict are there"

    def remove(self) -> str:
        """Removing the program leaves what the person has."""
        self.system.run("apt-get", "remove", "--yes", NAME)
        return self._gone()

    def purge(self) -> str:
        """So does purging it, from an installed state."""
        install = ["apt-get", "install", "--yes", "--no-install-recommends"]
        self.system.run(*install, f"/tmp/{self.deb.name}")
        self.system.run("apt-get", "purge", "--yes", NAME)
        return self._gone()

    def _gone(self) -> str:
        folders = ("usr", "etc", "opt", "var/lib", "var/log")
        found = [p for one in folders for p in (self.system.root / one).rglob(f"*{NAME}*")]
        # dpkg's own notes of what is going on, and packages kept for the next test.
        left = [p for p in found if "var/lib/apt" not in str(p)]
        if left:
            raise StepFailed("left behind: " + ", ".join(map(str, left[:10])))
        self._must_be_kept()
        return "the program is gone, projects and settings are as they were"

    def _own_files(self) -> dict[str, str]:
        home = self.system.outside(HOME)
        files = (p for p in sorted(home.rglob("*")) if p.is_file() and is_lasting(p))
        return {str(p.relative_to(home)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}

    def _must_be_kept(self) -> None:
        now = self._own_files()
        changed = [path for path, sum_ in self._kept.items() if now.get(path) != sum_]
        if changed:
            raise StepFailed("changed or gone: " + ", ".join(changed))
