"""How long learning from decisions holds the window up, as the project grows.

A window on a project of many claims learns: what it is to learn from is read and handed over, and
the scores that come back are kept and shown. The language model is left out; a hand answers in its
place. The wait is the longest time between two turns of the event loop, set against the wait while
one verdict is given. Run with ``python -m tests.benchmarks.learning_wait [COUNT...]``.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

SENTENCES = 40
TICK_MS = 2


class _Worker:
    """Reads and compares nothing; learning is answered when it is asked to, from a thread."""

    def __init__(self, listener: Any) -> None:
        self._listener = listener
        self.asked: tuple[int, Sequence[Any], Any] | None = None

    def start(self) -> None:
        from tests.made_projects import DETECTOR

        self._listener.on_ready(DETECTOR)

    def submit(self, text_id: int, text: str, title: str = "") -> None:
        raise AssertionError("every article was read")

    def submit_comparison(
        self, number: int, articles: Any, listener: Any, unchanged: Collection[Any] = ()
    ) -> None:
        """No links: they are no part of this."""

    def submit_learning(self, number: int, claims: Sequence[Any], listener: Any) -> None:
        self.asked = number, claims, listener

    def cancel(self) -> None:
        """Nothing runs."""

    def close(self) -> None:
        """Nothing runs."""

    def answer(self) -> None:
        from annotator.domain.learning import Learned, LearnedScore

        assert self.asked is not None
        number, claims, listener = self.asked
        self.asked = None
        scores = tuple(LearnedScore(one.id, 0.6 + one.id % 7 / 20) for one in claims)
        learned = Learned(20, scores)
        threading.Thread(target=listener.on_learned, args=(number, learned)).start()


class _Waits:
    """The longest time between two turns of the event loop."""

    def __init__(self, application: Any) -> None:
        from PySide6.QtCore import QTimer

        self._application = application
        self._timer = QTimer()
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._last = time.perf_counter()
        self._longest = 0.0

    def _tick(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, (now - self._last) * 1000 - TICK_MS)
        self._last = now

    def while_(self, act: Callable[[], object], until: Callable[[], bool]) -> float:
        """Milliseconds of the longest wait from ``act`` on until this is true and all is calm."""
        self._settle()
        self._longest, self._last = 0.0, time.perf_counter()
        act()
        deadline = time.monotonic() + 120
        while not until():
            self._application.processEvents()
            if time.monotonic() > deadline:
                raise TimeoutError("it never came")
        self._settle()
        return self._longest

    def _settle(self) -> None:
        end = time.monotonic() + 1.5
        while time.monotonic() < end:
            self._application.processEvents()


def _project(path: Path, claims: int) -> None:
    from annotator.domain.verdict import Verdict
    from annotator.services import claim_editing, learning, review
    from annotator.services.articles import import_articles
    from annotator.services.project import create_project
    from tests.made_projects import detect, incoming, opened

    create_project(path)
    project = opened(path, "Ada")
    project.database.connection.execute("PRAGMA synchronous = OFF")
    texts = [
        " ".join(f"Article {n} says that {m} people came." for m in range(SENTENCES))
        for n in range(claims // SENTENCES)
    ]
    import_articles(project, [incoming(text, f"Article {n}") for n, text in enumerate(texts)])
    detect(project)
    learning.set_learning(project, True)
    for number, claim in enumerate(project.claims()[:20]):
        if number % 2:
            review.decide(project, claim.id, Verdict.VERIFIED)
        else:
            claim_editing.dismiss(project, claim.id)
    project.close()


def _measure(application: Any, path: Path) -> tuple[float, float, float]:
    from annotator.domain.verdict import Verdict
    from annotator.services import places
    from annotator.services.settings import Settings
    from annotator.ui.appearance import Appearance
    from annotator.ui.main_window import MainWindow
    from annotator.ui.preferences import Preferences
    from annotator.ui.project_model import ProjectModel
    from annotator.ui.project_session import ProjectSession

    given = Settings(reviewer_name="Ada", sensitivity=0.5)
    preferences = Preferences(given, places.settings_path())
    appearance = Appearance(application, preferences, application.palette())
    model = ProjectModel(given.threshold)
    session = ProjectSession(model, preferences)
    workers: list[_Worker] = []

    def make(listener: Any) -> _Worker:
        workers.append(_Worker(listener))
        return workers[-1]

    window = MainWindow(model, session, preferences, appearance, make)
    window.resize(1440, 900)
    window.show()
    waits = _Waits(application)
    waits.while_(lambda: session.open(path), lambda: bool(workers and workers[-1].asked))
    worker = workers[-1]
    taken = waits.while_(worker.answer, lambda: window.learning.bridge.state.learned_from == 20)
    ids = [claim.id for claim in model.all_claims() if not claim.touched]
    verdict = waits.while_(lambda: model.decide(ids[0], Verdict.VERIFIED), lambda: True)

    def decide_more() -> None:
        for claim_id in ids[1:6]:
            model.decide(claim_id, Verdict.DISPUTED)
            application.processEvents()

    asked = waits.while_(decide_more, lambda: worker.asked is not None)
    window.close()
    model.set_project(None)
    return verdict, asked, taken


def main(arguments: Sequence[str] = ()) -> int:
    """Print a line for each number of claims."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[2_000, 20_000])
    counts = parser.parse_args(arguments).counts
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = folder
            os.environ["XDG_STATE_HOME"] = os.environ["XDG_CACHE_HOME"] = folder
            from annotator import app as program

            program.prepare_window()
            from PySide6.QtWidgets import QApplication

            application = QApplication.instance() or QApplication([])
            path = Path(folder) / "Learning.fact"
            _project(path, count)
            verdict, asked, taken = _measure(application, path)
            print(
                f"{count:>6} claims: longest wait {verdict:6.0f} ms at one verdict,"
                f" {asked:6.0f} ms until claims were handed over,"
                f" {taken:6.0f} ms taking the scores",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
