"""Bringing articles in: files, folders, drops, pasted text, and the sample."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.domain.article import IncomingArticle, SourceFormat
from annotator.domain.errors import ArticleRefused, ReportedError
from annotator.services import places
from annotator.services.project import PROJECT_SUFFIX
from annotator.ui.background_work import BackgroundWork
from annotator.ui.project_model import ProjectModel
from annotator.ui.project_session import ProjectSession

if TYPE_CHECKING:
    from annotator.services.reading import Reading

FILE_FILTER = "Articles (*.txt *.md *.markdown *.html *.htm *.xhtml);;All files (*)"


class ArticleImport(QObject):
    """Reads what a person chose in a thread of its own and puts it into the open project.

    Files that leave no question come in at once; ``reading_open`` asks the person about others.
    """

    failed = Signal(object)
    """A ReportedError."""
    told = Signal(str)
    """What came in, in words for the status line."""
    arrived = Signal(object)
    """The ids (list) of the articles that a person just brought in, known ones too."""
    sheet_asked = Signal(object)
    """Paths (list) in which there is something to see or to choose before they come in."""
    paste_asked = Signal(str)
    """Text from the clipboard, or empty, that is to become an article."""

    def __init__(
        self, model: ProjectModel, session: ProjectSession, window: QWidget, work: BackgroundWork
    ) -> None:
        super().__init__(window)
        self._model, self._session, self._window = model, session, window
        self._work = work
        self._waiting: list[Path] = []
        self._at_once = False
        self._read: list[Path] = []
        work.done.connect(self._take_reading)
        work.failed.connect(self.failed)
        work.ended.connect(self._read_waiting)

    # --- ways in -----------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Ask for files."""
        names, _ = QFileDialog.getOpenFileNames(self._window, "Open files", "", FILE_FILTER)
        self.bring_in(Path(name) for name in names)

    def choose_folder(self) -> None:
        """Ask for a folder."""
        name = QFileDialog.getExistingDirectory(self._window, "Open a folder")
        if name:
            self.bring_in([Path(name)])

    def paste(self) -> None:
        """Take what is on the clipboard: files, or the text of one article."""
        data = QGuiApplication.clipboard().mimeData()
        paths = paths_in(data) if data is not None else []
        if paths:
            self.bring_in(paths)
        else:
            self.paste_asked.emit(data.text() if data is not None and data.hasText() else "")

    def open_sample(self) -> None:
        """Open the sample project, made anew unless it is there already."""
        from annotator.services.sample import SAMPLE_NAME, sample_articles

        path = places.default_projects_dir() / f"{SAMPLE_NAME}{PROJECT_SUFFIX}"
        there = self._session.open(path) if path.exists() else self._session.create(path)
        if there and not self._model.articles() and self._model.can_write:
            try:
                articles = sample_articles()
            except OSError as error:
                self.failed.emit(
                    ReportedError(
                        "The sample articles are missing.",
                        "Nothing was changed.",
                        "Install the program again.",
                        type(error).__name__,
                    )
                )
                return
            self.take(articles)

    def bring_in(self, paths: Iterable[Path], at_once: bool = False) -> None:
        """Read files and folders; a project file among them is opened instead.

        ``at_once`` asks nothing: what can come in does, and what cannot is told.
        """
        everything = list(paths)
        projects = [path for path in everything if path.suffix.lower() == PROJECT_SUFFIX]
        if projects:
            self._session.open(projects[0])
        self._waiting += [path for path in everything if path not in projects]
        self._at_once = bool(self._waiting) and (self._at_once or at_once)
        if not self._work.is_running:
            self._read_waiting()

    def _read_waiting(self) -> None:
        if not self._waiting:
            return
        # Imported here: the first paint of the window must not wait for the readers.
        from annotator.services.reading import read_for_import

        paths, self._waiting = self._waiting, []
        self._read = paths
        known = frozenset(one.text_sha256 for one in self._model.articles().values())
        self._work.start(
            lambda progress, is_stopped: read_for_import(paths, known, progress, is_stopped)
        )

    def _take_reading(self, reading: Reading) -> None:
        at_once, self._at_once = self._at_once, False
        if not (at_once or (reading.is_certain and not reading.skipped)):
            self.sheet_asked.emit(self._read)
            return
        self.take([one.article for one in reading.prepared])
        for refused in reading.refused:
            self.failed.emit(refused.error)
        for words in reading.skipped:
            self.told.emit(words)
        if not reading.prepared and not reading.refused and not reading.skipped:
            self.failed.emit(
                ArticleRefused(
                    "There is nothing to read in it.",
                    "Nothing was imported.",
                    "Text, Markdown and saved web pages can come in.",
                )
            )

    # --- into the project --------------------------------------------------------------------

    def take(self, articles: Sequence[IncomingArticle]) -> bool:
        """Put articles into the open project, or into a new one; whether they are there now."""
        if not articles:
            return True
        if self._model.project is not None and not self._model.can_write:
            self.failed.emit(
                ArticleRefused(
                    "This project is open read-only.",
                    "Nothing was imported.",
                    "Open another project, or try again for writing.",
                )
            )
            return False
        if not self._session.ensure_open():
            return False
        result = self._model.import_articles(articles)
        if result is None:
            return False
        self.told.emit(_words(articles, len(set(result.article_ids)), len(result.known)))
        arrived = list(dict.fromkeys(result.article_ids))
        # The window breathes between the transaction and the laying out of text.
        QTimer.singleShot(0, self, lambda: self.arrived.emit(arrived))
        return True


def paths_in(data: QMimeData) -> list[Path]:
    """The local files and folders that a drop or a clipboard holds."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _words(articles: Sequence[IncomingArticle], count: int, known: int) -> str:
    """What came in, and the encoding it was read in: a person may know better."""
    from annotator.services.reading import encoding_label

    new = count - known
    words = "1 article came in" if new == 1 else f"{new} articles came in"
    files = [one.source for one in articles if one.source.format is not SourceFormat.PASTED]
    encodings = sorted({encoding_label(source.encoding) for source in files})
    if new and encodings:
        words += f", read as {' and '.join(encodings)}"
    if known:
        words += f", {known} was there already" if known == 1 else f", {known} were there already"
    return words
