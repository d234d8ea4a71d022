"""Bringing files in: what was found, corrected where needed, before anything is frozen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from annotator.domain.article import ArticleMetadata, IncomingArticle
from annotator.domain.errors import ArticleRefused, ReportedError
from annotator.services.reading import (
    IN_PROJECT,
    PreparedArticle,
    Reading,
    read_again,
    read_for_import,
    with_metadata,
)
from annotator.ui.background_work import BackgroundWork, Progress
from annotator.ui.fonts import scaled
from annotator.ui.import_details import ImportDetails
from annotator.ui.import_list import ImportEntries, ImportEntry, ImportList
from annotator.ui.project_model import ProjectModel
from annotator.ui.sheet_frame import SheetFrame
from annotator.ui.theme import Theme

_DESK = 6
"""Articles that lie side by side at most."""


class ImportSheet(SheetFrame):
    """The files of an import; Enter brings the ticked ones in.

    Signals:
        articles_accepted: the list of IncomingArticle to bring in.
    """

    articles_accepted = Signal(object)

    def __init__(self, model: ProjectModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Open articles", "Put on the desk", theme, "Enter", parent)
        self._model = model
        self._skipped: tuple[str, ...] = ()
        self._reencoded_row = -1
        self.entries = ImportEntries(self)
        self.list = ImportList(self.entries, theme, self)
        self.list.setMinimumWidth(scaled(160))
        self.list.setMaximumWidth(scaled(344))
        self.details = ImportDetails(self)
        self._reading = BackgroundWork(self)
        self._recoding = BackgroundWork(self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(scaled(120))
        self.stop = QPushButton("Stop reading", self)
        self.stop.setProperty("look", "small")
        self.head_row.addWidget(self._bar)
        self.head_row.addWidget(self.stop)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list, 1)
        right = QVBoxLayout()
        right.addWidget(self.details, 1)
        self._nothing = QLabel("", self)
        self._nothing.setProperty("role", "muted")
        self._nothing.setContentsMargins(16, 12, 16, 12)
        right.addWidget(self._nothing)
        row.addLayout(right, 3)
        self.stop.clicked.connect(self._reading.cancel)
        self._reading.progressed.connect(self._say_progress)
        self._reading.done.connect(self._take_in)
        self._reading.failed.connect(self._say_fault)
        self._reading.ended.connect(self._end_reading)
        self._recoding.done.connect(self._take_recoded)
        self._recoding.failed.connect(self._refuse_recoded)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.entries.dataChanged.connect(self._look)
        self.details.metadata_edited.connect(self._edit)
        self.details.encoding_chosen.connect(self._recode)
        model.project_changed.connect(self._leave)
        self.set_theme(theme)
        self._look()

    def start(self, paths: Iterable[Path]) -> None:
        """Read files and folders; while the sheet is open, they are added to those on it."""
        wanted = tuple(paths)
        known = [article.text_sha256 for article in self._model.articles().values()]

        def work(progress: Progress, is_cancelled: Callable[[], bool]) -> Reading:
            return read_for_import(wanted, known, progress, is_cancelled)

        self._bar.setRange(0, 0)
        self.set_note("Reading…")
        self._reading.start(work)
        self._look()

    @property
    def is_reading(self) -> bool:
        """Whether files are being read."""
        return self._reading.is_running

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        super().set_theme(theme)
        self.list.set_theme(theme)
        self.details.set_theme(theme)
        palette = self.list.palette()
        palette.setColor(self.list.viewport().backgroundRole(), theme.colour("panel"))
        self.list.setPalette(palette)

    def do_act(self) -> None:
        """Hand the ticked articles on."""
        articles = self.entries.taken()
        if articles and not self.is_reading and not self._recoding.is_running:
            self._forget()
            self.articles_accepted.emit(articles)
            self.closed.emit()

    def close_sheet(self) -> None:
        """Stop reading and leave; nothing comes in."""
        self._forget()
        self.closed.emit()

    def _leave(self) -> None:
        if self.entries.rowCount() or self.is_reading:
            self.close_sheet()

    def _forget(self) -> None:
        self._reading.drop()
        self._recoding.drop()
        self._skipped = ()
        self.entries.clear()
        self.details.show_entry(None)

    # Reading

    def _say_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        self.set_note(f"Reading {done:,} of {total:,}")

    def _take_in(self, reading: Reading) -> None:
        first = self.entries.rowCount()
        there = {
            entry.prepared.text_sha256: entry.name
            for entry in self.entries.entries
            if entry.prepared is not None
        }
        self.entries.add(
            [self._with_known(prepared, there) for prepared in reading.prepared], reading.refused
        )
        stopped = ("Reading was stopped; the rest was not looked at.",) if reading.stopped else ()
        self._skipped += (*reading.skipped, *stopped)
        if self.entries.rowCount() > first:
            self.list.setCurrentIndex(self.entries.index(first))

    def _end_reading(self) -> None:
        self._look()
        (self.act if self.act.isEnabled() else self.list).setFocus()

    @staticmethod
    def _with_known(prepared: PreparedArticle, there: dict[str, str]) -> PreparedArticle:
        twin = there.get(prepared.text_sha256)
        return replace(prepared, known=f"same text as {twin}") if twin else prepared

    def _say_fault(self, error: ReportedError) -> None:
        self._skipped += (str(error),)

    def _look(self, *_: object) -> None:
        """Say how things stand, in the words of title, footer and button."""
        reading = self.is_reading
        self._bar.setVisible(reading)
        self.stop.setVisible(reading)
        entries = self.entries.entries
        taken = self.entries.taken()
        refused = sum(entry.prepared is None for entry in entries)
        guessed = sum(
            entry.prepared is not None and entry.taken and not entry.prepared.raw.guess.certain
            for entry in entries
        )
        if not reading:
            words = [f"{len(entries):,} {'file' if len(entries) == 1 else 'files'}"]
            if refused:
                words.append(f"{refused:,} cannot come in")
            if guessed:
                words.append(f"{guessed:,} with a guessed encoding")
            known = sum(bool(e.prepared and e.prepared.known == IN_PROJECT) for e in entries)
            if known:
                words.append(f"{known:,} in the project already")
            self.set_note(" · ".join(words) if entries else "No article was found")
        self.set_foot(" ".join(self._skipped), "warning_ink" if self._skipped else "text_muted")
        self.act.setEnabled(bool(taken) and not reading)
        count = f"{len(taken):,} {'article' if len(taken) == 1 else 'articles'}"
        self.act.set_words(
            f"Put {count} on the desk" if len(taken) <= _DESK else f"Bring in {count}"
        )
        self._nothing.setVisible(not entries)
        self._nothing.setText(
            "" if reading else "Choose files that end in .txt, .md or .html, or a folder of them."
        )

    # One file

    def _current_row(self) -> int:
        return self.list.currentIndex().row()

    def _show_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        entry = self.entries.entries[current.row()] if current.isValid() else None
        self.details.show_entry(entry)

    def _edit(self, metadata: ArticleMetadata) -> None:
        entry = self.entries.entries[self._current_row()]
        if entry.prepared is not None:
            prepared = with_metadata(entry.prepared, metadata)
            self.entries.put(self._current_row(), replace(entry, prepared=prepared, edited=True))

    def _recode(self, encoding: str) -> None:
        row = self._current_row()
        entry = self.entries.entries[row]
        raw = entry.prepared.raw if entry.prepared else entry.refused.raw if entry.refused else None
        if raw is None:
            return
        kept = entry.prepared.article.metadata if entry.edited and entry.prepared else None
        self._reencoded_row = row

        def work(_progress: Progress, _is_cancelled: Callable[[], bool]) -> PreparedArticle:
            return read_again(raw, encoding, kept)

        self._recoding.start(work)

    def _take_recoded(self, prepared: PreparedArticle) -> None:
        row = self._reencoded_row
        entry = self.entries.entries[row]
        prepared = self._known_again(prepared, row)
        self.entries.put(row, replace(entry, prepared=prepared, refused=None, taken=True))
        if row == self._current_row():
            self.details.show_entry(self.entries.entries[row])

    def _known_again(self, prepared: PreparedArticle, row: int) -> PreparedArticle:
        sha256 = prepared.text_sha256
        if any(article.text_sha256 == sha256 for article in self._model.articles().values()):
            return replace(prepared, known=IN_PROJECT)
        others = {
            entry.prepared.text_sha256: entry.name
            for place, entry in enumerate(self.entries.entries)
            if place != row and entry.prepared is not None
        }
        return self._with_known(prepared, others)

    def _refuse_recoded(self, error: ArticleRefused) -> None:
        self.details.show_entry(self.entries.entries[self._reencoded_row])
        self.details.show_fault(str(error))

    def accepted(self) -> list[IncomingArticle]:
        """The articles that Enter would bring in now."""
        return self.entries.taken()

    def entry(self, row: int) -> ImportEntry:
        """One file of the list."""
        return self.entries.entries[row]
