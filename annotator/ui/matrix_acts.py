"""What a person does with the matrix: verdicts for whole statements, and files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.domain.errors import ReportedError
from annotator.domain.verdict import Verdict
from annotator.services.matrix_export import (
    Matrix,
    matrix_title,
    write_matrix_csv,
    write_matrix_page,
)
from annotator.ui.claim_acts import ClaimActs
from annotator.ui.matrix_page import MatrixPage
from annotator.ui.project_model import ProjectModel

_COMMANDS = {
    "statement_verified": Verdict.VERIFIED,
    "statement_disputed": Verdict.DISPUTED,
    "statement_unsupported": Verdict.UNSUPPORTED,
}


class MatrixActs(QObject):
    """Runs verdicts for whole statements and writes the matrix.

    Signals:
        told: what was written or copied, for the status line.
        failed: the ReportedError that stopped a file from being written.
    """

    told = Signal(str)
    failed = Signal(object)

    def __init__(
        self, page: MatrixPage, model: ProjectModel, acts: ClaimActs, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._page, self._model, self._acts, self._window = page, model, acts, parent
        page.verdict_asked.connect(self.decide)
        page.csv_asked.connect(self._write_csv)
        page.page_asked.connect(self._write_page)
        page.copied.connect(self._tell_copied)

    def run(self, command_id: str) -> bool:
        """Run a command of this kind; False when it is none."""
        writing = {
            "matrix_csv": self._page.write_csv,
            "matrix_page": self._page.write_page,
            "copy_matrix": self._page.copy,
        }
        if command_id in writing:
            writing[command_id]()
            return True
        verdict = _COMMANDS.get(command_id)
        current = self._model.current
        if verdict is None:
            return False
        if current is not None:
            self.decide(self._page.statement_of(current.id), verdict)
        return True

    def decide(self, claim_ids: Iterable[int], verdict: Verdict) -> None:
        """Give all claims of a statement one verdict, in one operation."""
        ids = tuple(claim_ids)
        self._acts.when_named(lambda: self._model.decide_statement(ids, verdict))

    # --- files -------------------------------------------------------------------------------

    def _write_csv(self, matrix: Matrix) -> None:
        self._write(
            "Write the matrix as CSV", "matrix.csv", "CSV (*.csv)", matrix, write_matrix_csv
        )

    def _write_page(self, matrix: Matrix) -> None:
        project = self._model.project
        title = matrix_title(project.name if project else "")
        self._write(
            "Write the matrix as a web page",
            "matrix.html",
            "Web page (*.html)",
            matrix,
            lambda given, path: write_matrix_page(given, title, path),
        )

    def _write(
        self,
        title: str,
        name: str,
        kind: str,
        matrix: Matrix,
        write: Callable[[Matrix, Path], int],
    ) -> None:
        project = self._model.project
        folder = project.path.parent if project else Path.home()
        given, _ = QFileDialog.getSaveFileName(self._window, title, str(folder / name), kind)
        if not given:
            return
        path = Path(given)
        if not path.suffix:
            path = path.with_suffix(Path(name).suffix)
        try:
            count = write(matrix, path)
        except ReportedError as error:
            self.failed.emit(error)
            return
        self.told.emit(f"Wrote {_statements(count)} to {path.name}")

    def _tell_copied(self, count: int) -> None:
        self.told.emit(f"Copied {_statements(count)} as a table")


def _statements(count: int) -> str:
    return "1 statement" if count == 1 else f"{count} statements"
