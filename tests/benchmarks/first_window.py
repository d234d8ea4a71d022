"""The window with three articles, held against a bare QApplication with an empty window.

Each runs in a process of its own, in turns, offscreen: processor and wall time from the start of
the interpreter to the first paint, the memory of the window's process after detection with five
articles, and the longest wait of the event loop while detection runs. Run with
``python -m tests.benchmarks.first_window``.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TICK_MS = 5


def _bare() -> None:
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication([])
    window = QWidget()
    window.resize(1280, 800)
    painted = _paint_watcher(window)
    window.show()
    while not painted():
        app.processEvents()
    _tell_start()


def _paint_watcher(window: Any) -> Any:
    from PySide6.QtCore import QEvent, QObject

    class Watcher(QObject):
        seen = False

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            self.seen = self.seen or event.type() == QEvent.Type.Paint
            return False

    watcher = Watcher(window)
    window.installEventFilter(watcher)
    return lambda: watcher.seen


def _tell_start() -> None:
    print(json.dumps({"cpu": time.process_time(), "at": time.time()}), flush=True)


def _window(detect: bool) -> None:
    from annotator import app as program

    # As the program does: before Qt.
    program.prepare_window()
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication

    from annotator.ui.article_view import ArticleView

    painted: list[ArticleView] = []
    paint = ArticleView.paintEvent

    def paint_and_note(view: ArticleView, event: QPaintEvent) -> None:
        paint(view, event)
        painted.append(view)

    ArticleView.paintEvent = paint_and_note  # type: ignore[method-assign]

    def exec_until_done(*_: object) -> int:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        deadline = time.monotonic() + 60
        while not painted:
            application.processEvents()
            if time.monotonic() > deadline:
                raise TimeoutError("no article was painted")
        _tell_start()
        if detect:
            print(json.dumps(_wait_for_detection(application)), flush=True)
        for window in application.topLevelWidgets():
            window.close()
        return 0

    QApplication.exec = exec_until_done  # type: ignore[method-assign, assignment]
    program.run_window([])


def _wait_for_detection(application: Any) -> dict[str, float]:
    from PySide6.QtCore import QTimer

    from annotator.ui.main_window import MainWindow

    window = next(w for w in application.topLevelWidgets() if isinstance(w, MainWindow))
    gaps: list[float] = []
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append((now - last) * 1000 - TICK_MS)
        last = now

    timer = QTimer()
    timer.setInterval(TICK_MS)
    timer.timeout.connect(tick)
    timer.start()
    deadline = time.monotonic() + 120
    while not all(window.model.claims(number) for number in window.model.articles()):
        application.processEvents()
        if time.monotonic() > deadline:
            raise TimeoutError("detection did not finish")
        time.sleep(0.001)
    gaps.sort()
    return {"rss_mb": _memory_mb(), "stall_ms": gaps[-1], "p99_ms": gaps[-max(1, len(gaps) // 100)]}


def _memory_mb() -> float:
    for line in Path("/proc/self/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _run(mode: str, home: str) -> tuple[float, float, dict[str, float]]:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "FACT_ANNOTATOR_HOME": home,
        "PYTHONPATH": str(ROOT),
    }
    # A person's second start has byte code; some build machines switch it off.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.time()
    result = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.first_window", mode],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=180,
        text=True,
    )
    lines = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    return lines[0]["cpu"], lines[0]["at"] - began, lines[1] if len(lines) > 1 else {}


def _project_with(home: str, articles: int) -> None:
    """A project with that many articles, as it would be found at the next start."""
    os.environ["FACT_ANNOTATOR_HOME"] = home
    from annotator.exchange.article_reader import article_from_paste
    from annotator.services import places
    from annotator.services.articles import import_articles
    from annotator.services.project import create_project, open_project
    from annotator.services.sample import sample_articles
    from annotator.services.settings import Settings, with_recent_project, write_settings

    path = places.default_projects_dir() / "Benchmark.fact"
    create_project(path)
    project = open_project(path, "Benchmark", places.backup_dir())
    samples = sample_articles()
    extra = article_from_paste("\n\n".join(article.text for article in samples[:2]))
    result = import_articles(project, [*samples, extra][:articles])
    project.keep_view_state({"desk": list(result.article_ids)})
    project.close()
    write_settings(places.settings_path(), with_recent_project(Settings(), str(path)))


def main() -> int:
    """Print the measurements."""
    rounds = 5
    with tempfile.TemporaryDirectory() as folder:
        three, five = f"{folder}/three", f"{folder}/five"
        _project_with(three, 3)
        _project_with(five, 5)
        _run("window", three)
        bare, ours = [], []
        for _ in range(rounds):
            bare.append(_run("bare", three))
            ours.append(_run("window", three))
        cpu = statistics.median(run[0] for run in ours) / statistics.median(r[0] for r in bare)
        wall = statistics.median(run[1] for run in ours) / statistics.median(r[1] for r in bare)
        print(f"first window with three articles: {cpu:.2f}x cpu, {wall:.2f}x wall (aim: <= 2x)")
        print(
            f"  bare {statistics.median(r[1] for r in bare) * 1000:.0f} ms, ours"
            f" {statistics.median(r[1] for r in ours) * 1000:.0f} ms wall on this machine"
        )
        detected = _run("detect", five)[2]
        print(f"window process with five articles: {detected['rss_mb']:.0f} MB (aim: < 200)")
        print(
            f"longest wait of the event loop while detecting: {detected['stall_ms']:.0f} ms,"
            f" 99 % below {detected['p99_ms']:.0f} ms (aim: <= 100)"
        )
    return 0


if __name__ == "__main__":
    modes = {"bare": _bare, "window": lambda: _window(False), "detect": lambda: _window(True)}
    if len(sys.argv) > 1:
        modes[sys.argv[1]]()
    else:
        sys.exit(main())
