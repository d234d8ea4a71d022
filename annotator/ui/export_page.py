"""The export: columns, a true preview, and the file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.domain.claim_filter import ClaimFilter, chosen_claims
from annotator.services.exporting import (
    ExportCancelled,
    ExportCount,
    ExportReport,
    count_claims,
    export_claims,
)
from annotator.ui.background_work import BackgroundWork, Progress
from annotator.ui.export_choice import ExportChoice
from annotator.ui.export_columns import ExportColumns
from annotator.ui.export_footer import ExportFooter, FooterState
from annotator.ui.export_preview import ExportPreview
from annotator.ui.fonts import scaled
from annotator.ui.project_model import ProjectModel
from annotator.ui.sheet_frame import rule
from annotator.ui.theme import Theme

_SUFFIX = ".csv"
_COLUMNS_WIDTH = 288


class ExportPage(QWidget):
    """Chooses columns and claims, shows the rows as they will be written, and writes them.

    ``filter_bar`` holds the choice of claims, articles and format for the bar of the dock.

    Signals:
        exported: the ExportReport of a finished file.
        failed: the ReportedError that stopped an export; a person's own stop is none.
        choice_changed: the chosen columns and whether there is a byte order mark, to remember.
    """

    exported = Signal(object)
    failed = Signal(object)
    choice_changed = Signal(object, bool)

    def __init__(
        self,
        model: ProjectModel,
        theme: Theme,
        columns: Iterable[str] = (),
        bom: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._target: Path | None = None
        self._confirmed: set[Path] = set()
        self._stale = True
        self._count = ExportCount(0, 0, 0)
        self.columns = ExportColumns(columns, theme, self)
        self.preview = ExportPreview(model, theme, self)
        self.filter_bar = ExportChoice(theme, bom)
        self.footer = ExportFooter(theme, self)
        self._work = BackgroundWork(self)
        self._dialog: QFileDialog | None = None
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    def _lay_out(self) -> None:
        title = QLabel("Preview", self)
        title.setProperty("role", "section")
        self._seen = QLabel(self)
        self._seen.setProperty("role", "small")
        head = QWidget(self)
        head.setFixedHeight(scaled(32))
        words = QHBoxLayout(head)
        words.setContentsMargins(16, 0, 12, 0)
        words.setSpacing(8)
        words.addWidget(title)
        words.addWidget(self._seen)
        words.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(head)
        right.addWidget(rule(self))
        right.addWidget(self.preview, 1)
        right.addWidget(rule(self))
        right.addWidget(self.footer)
        upright = QFrame(self)
        upright.setObjectName("upright_rule")
        upright.setFixedWidth(1)
        self._upright = upright
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.columns)
        row.addWidget(upright)
        row.addLayout(right, 1)
        self.setAutoFillBackground(True)

    def _connect(self) -> None:
        model = self._model
        self.columns.columns_changed.connect(self._choose_again)
        self.filter_bar.choice_changed.connect(self._choose_again)
        model.project_changed.connect(self._forget_place)
        for changed in (model.project_changed, model.articles_changed, model.claims_changed):
            changed.connect(self._mark_stale)
        self.preview.rows_shown.connect(self._say_rows)
        self.footer.place_asked.connect(self.choose_place)
        self.footer.export_asked.connect(self.export_now)
        self.footer.cancel_asked.connect(self._work.cancel)
        self.footer.replace_asked.connect(self._replace)
        self.footer.keep_asked.connect(self.refresh)
        self.footer.folder_asked.connect(self._show_folder)
        self._work.progressed.connect(self.footer.show_writing)
        self._work.done.connect(self._finish)
        self._work.failed.connect(self._fail)
        self._work.ended.connect(self._end)

    # What would be written

    @property
    def target(self) -> Path:
        """Where the file will be: where a person said, else beside the project."""
        if self._target is not None:
            return self._target
        project = self._model.project
        if project is None:
            return Path(f"claims{_SUFFIX}")
        return project.path.with_name(project.name + _SUFFIX)

    def choice(self) -> ClaimFilter:
        """The claims that would be written."""
        return self.filter_bar.wanted(self._model.threshold)

    def refresh(self) -> None:
        """Count and preview again."""
        self._stale = False
        articles = self._model.articles()
        self.filter_bar.set_articles(articles.values())
        choice, claims = self.choice(), self._model.all_claims()
        self._count = count_claims(claims, articles, choice)
        columns = self.columns.columns
        rows = chosen_claims(claims, articles, choice) if columns else []
        self.preview.show_rows(rows, columns)
        if not self._work.is_running:
            self.footer.show_ready(self._count, len(columns), self.target)

    def set_target(self, path: Path, confirmed: bool = False) -> None:
        """Write to ``path``; ``confirmed`` when a person has agreed to replace what is there."""
        self._target = path if path.suffix else path.with_name(path.name + _SUFFIX)
        if confirmed:
            self._confirmed.add(self._target)
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        for part in (self.columns, self.preview, self.filter_bar, self.footer):
            part.set_theme(theme)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.colour("panel"))
        self.setPalette(palette)
        ink = theme.colour("rule").name()
        self._upright.setStyleSheet(f"#upright_rule {{ background: {ink}; border: none; }}")

    def set_export_key(self, key: str) -> None:
        """Show the key of the command on the button."""
        self.footer.export.set_key(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the preview more of a narrow page."""
        super().resizeEvent(event)
        self.columns.setFixedWidth(scaled(_COLUMNS_WIDTH if self.width() >= scaled(900) else 240))

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while the page was hidden is taken in now."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _mark_stale(self, _ids: object = None) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _forget_place(self) -> None:
        self._work.cancel()
        self._target = None

    def _choose_again(self, _columns: object = None) -> None:
        self.refresh()
        self.choice_changed.emit(self.columns.columns, self.filter_bar.bom)

    def _say_rows(self, first: int, last: int) -> None:
        total = self._count.rows
        if not last:
            self._seen.setText("nothing to write")
        elif first == 1 and last >= total:
            self._seen.setText("every row, as it will be written")
        else:
            self._seen.setText(f"rows {first:,} to {last:,} of {total:,}, as they will be written")

    # Writing

    def choose_place(self) -> None:
        """Let a person choose folder and name; the dialog asks before it replaces a file."""
        dialog = QFileDialog(self, "Export claims", str(self.target))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["CSV files (*.csv)", "All files (*)"])
        dialog.setDefaultSuffix(_SUFFIX[1:])
        dialog.selectFile(str(self.target))
        dialog.fileSelected.connect(lambda chosen: self.set_target(Path(chosen), confirmed=True))
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        dialog.open()

    def export_now(self) -> None:
        """Write the file; asks first when that would replace one nobody has agreed to replace."""
        if self._work.is_running or self._model.project is None:
            return
        if self._stale:
            self.refresh()
        if not self._count.rows or not self.columns.columns:
            return
        if self.target not in self._confirmed and self.target.exists():
            self.footer.show_asking(self.target)
        else:
            self._write()

    def _replace(self) -> None:
        self._confirmed.add(self.target)
        self._write()

    def _write(self) -> None:
        project = self._model.project
        if project is None:
            return
        path, choice, target = project.path, self.choice(), self.target
        columns, bom, total = self.columns.columns, self.filter_bar.bom, self._count.rows

        def work(progress: Progress, is_cancelled: object) -> ExportReport:
            assert callable(is_cancelled)
            return export_claims(
                path, choice, columns, target, bom, lambda n: progress(n, total), is_cancelled
            )

        self.footer.show_writing(0, total)
        self._work.start(work)

    def _finish(self, report: ExportReport) -> None:
        self._confirmed.add(report.path)
        self.footer.show_written(report.rows, report.path)
        self.exported.emit(report)

    def _fail(self, error: object) -> None:
        if not isinstance(error, ExportCancelled):
            self.failed.emit(error)

    def _end(self) -> None:
        if self.footer.state is FooterState.WRITING:
            self.refresh()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.target.parent)))
