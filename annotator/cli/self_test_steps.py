"""What the self-test does, step by step, with the program as it is installed."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.cli.child_program import ChildProgram
from annotator.cli.self_test_victim import REVIEWER
from annotator.domain.claim_filter import ON_THE_DESK, ClaimFilter
from annotator.domain.errors import ReportedError
from annotator.exchange.article_reader import read_article
from annotator.exchange.csv_import import read_claims_csv
from annotator.exchange.limits import SMALL_PAGE_ELEMENTS
from annotator.services.exporting import DEFAULT_COLUMNS, export_claims
from annotator.services.places import backup_dir
from annotator.services.processes import descendants, running_processes
from annotator.services.project import Project, open_project
from annotator.services.sample import SAMPLE_NAME, sample_articles

_SILENCE_SECONDS = 300.0
_VERDICTS = 12
_MOST_CHILDREN = 3
"""The worker, Python's resource tracker, and one that is just starting or ending."""

_SENTENCE = "The harbour master counted 41 boats on 3 May."
_POLL = threading.Event()


class StepFailed(Exception):
    """What went wrong in a step, for the person who runs the self-test."""


@dataclass
class SelfTest:
    """One self-test over a folder of its own.

    Attributes:
        folder: an empty folder that holds everything; FACT_ANNOTATOR_HOME names it.
        figures: what was measured: seconds, bytes and counts by name.
    """

    folder: Path
    figures: dict[str, float] = field(default_factory=dict)
    _acknowledged: dict[str, str] = field(default_factory=dict)

    @property
    def project_path(self) -> Path:
        """The project that the steps work on."""
        return self.folder / "projects" / f"{SAMPLE_NAME}.fact"

    def steps(self, window: bool) -> Iterator[tuple[str, Callable[[], str]]]:
        """The steps by name, in order; each returns what to tell, or raises StepFailed."""
        yield "surroundings", self.look_around
        yield "web pages", self.read_pages
        yield "detect, compare, decide, kill", self.work_and_kill
        yield "reopen", self.reopen
        yield "export", self.export
        yield "check", self.check
        if window:
            yield "window", self.open_window

    def look_around(self) -> str:
        """Other programs that this one opens must not be given its own libraries."""
        own = str(getattr(sys, "_MEIPASS", ""))
        if own and own in os.environ.get("LD_LIBRARY_PATH", ""):
            raise StepFailed("other programs would find this one's libraries in place of theirs")
        if own and "PySide6.QtCore" in sys.modules:
            raise StepFailed("Qt was loaded into a process that has no window")
        frozen = "frozen" if own else "not frozen"
        return f"Python {sys.version.split()[0]} on {sys.platform}, {frozen}"

    def read_pages(self) -> str:
        """Read a saved page here, and a large one in a process of its own."""
        # More elements than are read in this process, but only a little text.
        padding = "<div><i></i></div>" * (SMALL_PAGE_ELEMENTS // 2 + 1)
        for name, more in (("page.html", ""), ("large page.html", padding)):
            path = self.folder / name
            path.write_text(_page(more), "utf-8")
            article = read_article(path)
            if _SENTENCE not in article.text or article.metadata.title != "Boats":
                raise StepFailed(f"“{name}” was read wrongly")
        return "2 read, one of them in a process of its own"

    def work_and_kill(self) -> str:
        """Have another run of the program import, detect, compare and decide, and kill it."""
        arguments = ["self-test", "--victim", str(self.project_path)]
        with ChildProgram(arguments, self.folder / "victim.txt") as child:
            imported = self._heard(child, "imported")
            if imported["articles"] != len(sample_articles()):
                raise StepFailed(f"{imported['articles']} articles came in")
            model = self._heard(child, "ready")["model"]
            self.figures["model ready"] = time.time() - child.begun
            found = int(self._heard(child, "detected")["candidates"])
            family = descendants(child.process.pid, running_processes())
            if not family:
                raise StepFailed("the detector had no process of its own")
            if len(family) > _MOST_CHILDREN:
                raise StepFailed(f"the program started {len(family)} processes")
            links = int(self._heard(child, "compared")["links"])
            if not links:
                raise StepFailed("no link was found between the sample articles")
            for _ in range(_VERDICTS):
                said = self._heard(child, "verdict")
                self._acknowledged[said["claim"]] = said["verdict"]
            child.kill()
            # It may have said more before it died.
            while said := child.next_object(_SILENCE_SECONDS) or {}:
                self._acknowledged[said["claim"]] = said["verdict"]
        left = _awaited_end({process.pid for process in family})
        if left:
            raise StepFailed(f"{left} processes outlived the program that started them")
        self.figures |= {"candidates": found, "links": links}
        return (
            f"{found} candidates by {model}, {links} links;"
            f" killed after {len(self._acknowledged)} verdicts; no process was left behind"
        )

    def reopen(self) -> str:
        """Open the project again: every acknowledged verdict is there."""
        project = self._opened()
        try:
            kept = {claim.uuid: claim for claim in project.claims() if claim.verdict is not None}
        finally:
            project.close()
        lost = [
            uuid
            for uuid, verdict in self._acknowledged.items()
            if uuid not in kept or kept[uuid].verdict != verdict
        ]
        acknowledged = len(self._acknowledged)
        # One verdict may have been on its way. Once every claim had one, it may be a second one.
        may_differ = acknowledged >= self.figures["candidates"]
        if len(lost) > may_differ or not acknowledged <= len(kept) <= acknowledged + 1:
            raise StepFailed(f"of {acknowledged} verdicts {len(lost)} are lost")
        if any(claim.reviewer != REVIEWER for claim in kept.values()):
            raise StepFailed("a verdict has another reviewer")
        return f"{len(kept)} verdicts are there"

    def export(self) -> str:
        """Write the claims to a CSV file, which holds what the project holds."""
        target = self.folder / "claims.csv"
        report = export_claims(self.project_path, ClaimFilter(ON_THE_DESK), DEFAULT_COLUMNS, target)
        rows = read_claims_csv(target)
        project = self._opened()
        try:
            verdicts = {c.uuid: c.verdict.value for c in project.claims() if c.verdict}
        finally:
            project.close()
        written = {row["claim_id"]: row["verdict"] for row in rows if row["verdict"]}
        if report.rows != len(rows) or written != verdicts:
            raise StepFailed(f"{len(written)} of {len(verdicts)} verdicts are in the file")
        return f"{len(rows)} rows, {len(written)} of them with a verdict"

    def check(self) -> str:
        """The project is sound."""
        project = self._opened()
        try:
            report = project.check()
        finally:
            project.close()
        if not report.sound:
            raise StepFailed("; ".join(finding.message for finding in report.findings[:5]))
        return f"{len(report.checks)} checks, nothing found"

    def open_window(self) -> str:
        """Open the window on articles that nobody read yet, and measure until they are read."""
        from annotator.cli.self_test_window import measure_window

        figures = measure_window(self.folder)
        self.figures |= figures
        if figures["processes"] > 1 + _MOST_CHILDREN:
            raise StepFailed(f"the program started {figures['processes'] - 1:.0f} processes")
        return (
            f"first window after {figures['first window']:.2f} s,"
            f" first candidates after {figures['first candidates']:.2f} s"
        )

    def _opened(self) -> Project:
        return open_project(self.project_path, REVIEWER, backup_dir())

    def _heard(self, child: ChildProgram, step: str) -> dict[str, Any]:
        try:
            said = child.next_object(_SILENCE_SECONDS)
        except TimeoutError as error:
            raise StepFailed(f"waiting for “{step}”: {error}\n{child.last_words()}") from None
        except ValueError as error:
            raise StepFailed(f"the program printed something else: {error}") from None
        if said is None:
            child.wait(_SILENCE_SECONDS)
            code = child.process.returncode
            raise StepFailed(
                f"it ended with exit code {code} before “{step}”\n{child.last_words()}"
            )
        if said["step"] != step:
            raise StepFailed(f"it said “{said['step']}” where “{step}” was due")
        return said


def failure_words(error: Exception) -> str:
    """What to tell of a step that failed."""
    if isinstance(error, (StepFailed, ReportedError)):
        details = getattr(error, "details", "")
        return f"{error} ({details})" if details else str(error)
    return f"{type(error).__name__}: {error}"


def _awaited_end(pids: set[int]) -> int:
    """How many of these processes are there still, after a while."""
    end = time.monotonic() + 20
    while left := pids & {process.pid for process in running_processes()}:
        if time.monotonic() > end:
            return len(left)
        _POLL.wait(0.1)
    return 0


def _page(more: str) -> str:
    paragraphs = "".join(f"<p>{_SENTENCE} He had {number} left.</p>" for number in range(2, 12))
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>Boats</title></head><body>{more}"
        f"<article><h1>Boats</h1>{paragraphs}</article></body></html>"
    )
