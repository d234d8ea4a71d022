"""Makes the README's pictures: ``python packaging/screenshot.py [--theme dark]``.

The real window with the sample project, real candidates and links and a few verdicts, drawn
offscreen: the desk with a claim and its counterparts, and the matrix. One of the titles has an
emoji: the machine needs a font for it, such as Debian's fonts-noto-color-emoji.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "images"
_PATIENCE_SECONDS = 180.0

VERDICTS = {
    "among them a brass astrolabe": "disputed",
    "the first patrol reached": "verified",
    "He was not hurt": "verified",
    "An electric launch was found": "verified",
    "insured for 6.2 million": "unsupported",
    "It was the second theft": "disputed",
    "A gang of FOUR": "disputed",
    "The crooks struck just after 2am": "disputed",
    "One was whistling": "unsupported",
    "They came through a workshop window": "verified",
    "The alarm rang in the control room": "verified",
}
"""Beginnings or parts of claims, and the verdict that the picture shows for them."""

CURRENT = "is one of only 11"
JUSTIFICATION = "The Quintela register lists eleven; the Rattle gives no source for ten."


def make_project(home: str) -> None:
    """A project with the sample articles, their candidates and some verdicts."""
    from annotator.domain.verdict import Verdict
    from annotator.services import places
    from annotator.services.articles import import_articles
    from annotator.services.candidates import keep_candidates
    from annotator.services.detection_in_process import detect_in_process
    from annotator.services.project import create_project, open_project
    from annotator.services.review import decide, justify
    from annotator.services.sample import sample_articles
    from annotator.services.settings import Settings, with_recent_project, write_settings

    path = Path(home) / "Marendal museum.fact"
    create_project(path)
    project = open_project(path, "M. Krause", places.backup_dir())
    result = import_articles(project, sample_articles())
    texts = [(article.text_id, project.text(article)) for article in project.articles()]
    for text_id, version, candidates in detect_in_process(texts):
        keep_candidates(project, text_id, version, candidates)
    for claim in project.claims():
        for words, verdict in VERDICTS.items():
            if words in claim.quote:
                decide(project, claim.id, Verdict(verdict))
        if CURRENT in claim.quote:
            justify(project, claim.id, JUSTIFICATION)
    project.keep_view_state({"desk": list(result.article_ids[:3])})
    project.close()
    settings = Settings(reviewer_name="M. Krause", articles_shown=False)
    write_settings(places.settings_path(), with_recent_project(settings, str(path)))


def take_pictures(folder: Path, theme: str, size: tuple[int, int]) -> None:
    """Open the window on the project, make one claim the current one, and save what it shows.

    The window's own worker compares the articles first.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from annotator import app as program
    from annotator.services import places
    from annotator.services.settings import read_settings, write_settings

    settings, _ = read_settings(places.settings_path())
    write_settings(places.settings_path(), _with_theme(settings, theme))

    def exec_and_grab(*_: object) -> int:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        window = _main_window(application)
        window.resize(*size)
        _settle()
        _wait_for_links(window)
        window.focus_desk()
        while window.model.current is None or CURRENT not in window.model.current.quote:
            before = window.model.current
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_J)
            if window.model.current is before:
                raise LookupError(f"no claim holds “{CURRENT}”")
        _settle()
        folder.mkdir(parents=True, exist_ok=True)
        _grab(window, folder / "desk.png")
        window.commands.run("show_matrix")
        window.focus_desk()
        _settle()
        _grab(window, folder / "matrix.png")
        window.close()
        return 0

    QApplication.exec = exec_and_grab  # type: ignore[method-assign, assignment]
    program.run_window([])


def _with_theme(settings: Any, theme: str) -> Any:
    from dataclasses import replace

    return replace(settings, theme=theme)


def _main_window(application: Any) -> Any:
    from annotator.ui.main_window import MainWindow

    return next(w for w in application.topLevelWidgets() if isinstance(w, MainWindow))


def _grab(window: Any, target: Path) -> None:
    if not window.grab().save(str(target)):
        raise OSError(f"{target} could not be written")
    print(target)


def _wait_for_links(window: Any) -> None:
    from PySide6.QtTest import QTest

    until = time.monotonic() + _PATIENCE_SECONDS
    while not window.links.links:
        if time.monotonic() > until:
            raise TimeoutError("the articles were not compared")
        QTest.qWait(10)


def _settle() -> None:
    """Let everything that waits for a quiet moment happen."""
    from PySide6.QtTest import QTest

    QTest.qWait(1500)


def main() -> int:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--theme", choices=("light", "dark", "high_contrast"), default="light")
    parser.add_argument("--size", default="1440x900")
    parser.add_argument("--to", type=Path, default=PICTURES, help="folder")
    chosen = parser.parse_args()
    width, height = (int(part) for part in chosen.size.split("x"))
    with tempfile.TemporaryDirectory() as home:
        os.environ["FACT_ANNOTATOR_HOME"] = home
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        make_project(home)
        take_pictures(chosen.to, chosen.theme, (width, height))
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
