"""What tests of the window share: a theme, fonts, and articles with claims for the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.domain.article import (
    Article,
    ArticleMetadata,
    ArticleSource,
    ArticleState,
    SourceFormat,
)
from annotator.domain.claim import (
    Candidate,
    Claim,
    ClaimKind,
    ClaimState,
    DetectorVersion,
    Origin,
    reading_order,
)
from annotator.domain.span import Span
from annotator.domain.text import text_direction
from annotator.domain.verdict import Verdict
from annotator.exchange.article_reader import article_from_paste
from annotator.services.project import create_project, open_project
from annotator.ui.article_column import ArticleColumn
from annotator.ui.article_view import ArticleView
from annotator.ui.fonts import register_fonts, set_chrome_font
from annotator.ui.project_model import ProjectModel
from annotator.ui.theme import Theme, load_theme
from tests.ui.counterpart_room import Room, made_room


@pytest.fixture(scope="session", autouse=True)
def _clipboard_is_left_empty(qapp: QApplication) -> Iterator[None]:
    """Clear the clipboard at the end: off screen, Qt would free what is on it after Python ended.

    Freeing a value that was made in Python then crashes, and a run without a failure counts as one.
    """
    yield
    qapp.clipboard().clear()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light theme, with the shipped fonts at hand."""
    register_fonts()
    return load_theme("light")


@pytest.fixture
def chrome(qapp: QApplication, theme: Theme) -> Iterator[Theme]:
    """The light theme, and the chrome's own font, by which widths are chosen."""
    before = qapp.font()
    set_chrome_font(qapp)
    yield theme
    qapp.setFont(before)


class DeskMaterial:
    """Makes articles and claims about a ferry; in ``text``, claims nest and spread far down."""

    text = (
        "Ferry runs aground 😀 off Torskholm\n\n"
        "The coast guard said on Friday that 213 people were aboard. The Sølvi Maren was built in "
        "1998 and refitted in 2016.\n\n"
        + "\n\n".join(
            f"Paragraph {n}: the vessel passed inspection number {n} in June, the operator said, "
            "and nobody was killed in the two earlier accidents on the same route."
            for n in range(1, 31)
        )
    )
    hebrew = (
        "האונייה עלתה על שרטון.\n\nהחברה אמרה כי האונייה Sølvi Maren נבנתה בשנת 1998 ושופצה ב-2016."
    )

    def article(
        self, number: int = 1, text: str | None = None, title: str = "Ferry runs aground"
    ) -> Article:
        text = self.text if text is None else text
        source = ArticleSource("ferry.txt", SourceFormat.TEXT, "utf-8", "", len(text))
        metadata = ArticleMetadata(title, outlet=f"Outlet {number}", published="2024-10-10")
        return Article(
            number, f"u{number}", number, metadata, source, ArticleState.PRESENT, "",
            len(text), text_direction(text), "",
        )  # fmt: skip

    def claim(
        self,
        number: int,
        quote: str,
        verdict: Verdict | None = None,
        worth: float | None = 0.6,
        text: str | None = None,
    ) -> Claim:
        start = (self.text if text is None else text).index(quote)
        origin = Origin.REVIEWER if worth is None else Origin.DETECTOR
        return Claim(
            number, f"c{number}", 1, 1, Span(start, start + len(quote)), quote, origin,
            ClaimState.OPEN, (ClaimKind.DATE,), worth, (), False, verdict,
        )  # fmt: skip

    def claims(self) -> list[Claim]:
        """Five claims in reading order: 2 holds 3, and 4 and 5 are far down."""
        made = (
            self.claim(1, "213 people were aboard", Verdict.VERIFIED),
            self.claim(2, "The Sølvi Maren was built in 1998 and refitted in 2016"),
            self.claim(3, "built in 1998", Verdict.DISPUTED),
            self.claim(4, "inspection number 15 in June", Verdict.UNSUPPORTED),
            self.claim(5, "inspection number 28 in June", worth=None),
        )
        return sorted(made, key=reading_order)


@pytest.fixture
def material() -> DeskMaterial:
    """Articles and claims for the desk."""
    return DeskMaterial()


@pytest.fixture
def make_view(qtbot: QtBot, theme: Theme) -> Callable[..., ArticleView]:
    """Makes a visible view of a text: text, direction, width and height in px."""

    def make(text: str, direction: str = "ltr", width: int = 420, height: int = 400) -> ArticleView:
        view = ArticleView(theme)
        qtbot.addWidget(view)
        view.resize(width, height)
        view.show()
        view.set_text(text, "rtl" if direction == "rtl" else "ltr")
        return view

    return make


@pytest.fixture
def make_column(qtbot: QtBot, theme: Theme, material: DeskMaterial) -> Callable[..., ArticleColumn]:
    """Makes a visible column of article 1: its text and its width in px."""

    def make(text: str | None = None, width: int = 420) -> ArticleColumn:
        column = ArticleColumn(theme)
        qtbot.addWidget(column)
        column.resize(width, 560)
        column.show()
        text = material.text if text is None else text
        column.set_article(material.article(1, text), text)
        return column

    return make


@pytest.fixture
def ferry_model(tmp_path: Path, qapp: QApplication) -> Iterator[ProjectModel]:
    """A real project of two articles with six candidates, written by Ada, open in a model.

    In reading order: "Nine died" 0.9, "213 people were aboard" 0.7 and "built in 1998" 0.4 in
    the first article (outlet Wire), "Ten died" 0.95, "=SUM costs 40 crowns" 0.6 and "it sank" 0.3
    in the second (outlet Post). The threshold is 0.5.
    """
    path = tmp_path / "ferry.fact"
    create_project(path)
    project = open_project(path, "Ada", tmp_path / "backups")
    model = ProjectModel(0.5)
    model.set_project(project)
    texts = {
        "Wire": "Nine died, and 213 people were aboard. The ship was built in 1998.",
        "Post": "Ten died. The =SUM costs 40 crowns, and it sank.",
    }
    model.import_articles(
        [article_from_paste(text, ArticleMetadata(f"{outlet} story", outlet))
         for outlet, text in texts.items()]
    )  # fmt: skip
    found: dict[str, list[tuple[str, ClaimKind, float]]] = {
        "Wire": [
            ("Nine died", ClaimKind.QUANTITY, 0.9),
            ("213 people were aboard", ClaimKind.QUANTITY, 0.7),
            ("built in 1998", ClaimKind.DATE, 0.4),
        ],
        "Post": [
            ("Ten died", ClaimKind.QUANTITY, 0.95),
            ("=SUM costs 40 crowns", ClaimKind.COMPARISON, 0.6),
            ("it sank", ClaimKind.EVENT, 0.3),
        ],
    }
    for article in model.articles().values():
        text = model.text(article.id)
        candidates = [
            Candidate(Span(text.index(q), text.index(q) + len(q)), (kind,), worth, ("a cue",))
            for q, kind, worth in found[article.metadata.outlet]
        ]
        detector = DetectorVersion("rules", "1", "model")
        assert model.keep_candidates(article.text_id, detector, candidates)
    yield model
    project.close()


@pytest.fixture
def room(ferry_model: ProjectModel, qtbot: QtBot, theme: Theme, tmp_path: Path) -> Room:
    """The two articles of ``ferry_model`` on a desk, with links in memory."""
    return made_room(ferry_model, qtbot, theme, tmp_path)
