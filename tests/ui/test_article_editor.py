"""Article details: metadata can be corrected, everything about the source only copied."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from annotator.domain.article import ArticleMetadata
from annotator.services.project import open_project
from annotator.ui.article_editor import ArticleEditor, source_facts
from annotator.ui.project_model import ProjectModel
from annotator.ui.theme import THEME_NAMES, Theme, load_theme


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme, ferry_model: ProjectModel) -> ArticleEditor:
    """The editor, showing the first article."""
    made = ArticleEditor(ferry_model, theme)
    qtbot.addWidget(made)
    made.resize(1000, 340)
    made.show()
    made.edit(next(iter(ferry_model.articles())))
    return made


def type_over(field: QLineEdit, words: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, words)


def test_what_is_typed_is_saved_with_enter(
    editor: ArticleEditor, ferry_model: ProjectModel, qtbot: QtBot
) -> None:
    fields = editor.form.fields
    assert (fields["title"].text(), fields["outlet"].text()) == ("Wire story", "Wire")
    type_over(fields["title"], "Nine die")
    type_over(fields["published"], "2026-03-01")
    with qtbot.waitSignal(editor.closed):
        QTest.keyClick(fields["published"], Qt.Key.Key_Return)
    article = next(iter(ferry_model.articles().values()))
    assert article.metadata == ArticleMetadata("Nine die", "Wire", "", "2026-03-01")
    ferry_model.undo()
    article = next(iter(ferry_model.articles().values()))
    assert article.metadata.title == "Wire story"


def test_nothing_changed_is_no_act(
    editor: ArticleEditor, ferry_model: ProjectModel, qtbot: QtBot
) -> None:
    acts = len(ferry_model.undo_state().undo)
    with qtbot.waitSignal(editor.closed):
        editor.act.click()
    assert len(ferry_model.undo_state().undo) == acts


def test_an_article_needs_a_title(editor: ArticleEditor) -> None:
    title = editor.form.fields["title"]
    title.selectAll()
    QTest.keyClick(title, Qt.Key.Key_Delete)
    assert not editor.act.isEnabled()
    assert editor.foot == "An article needs a title."
    QTest.keyClicks(title, "T")
    assert editor.act.isEnabled()


def test_esc_leaves_everything_as_it_was(
    editor: ArticleEditor, ferry_model: ProjectModel, qtbot: QtBot
) -> None:
    type_over(editor.form.fields["title"], "Other")
    with qtbot.waitSignal(editor.closed):
        QTest.keyClick(editor.form.fields["title"], Qt.Key.Key_Escape)
    assert next(iter(ferry_model.articles().values())).metadata.title == "Wire story"


def test_the_source_can_be_copied_but_not_changed(
    editor: ArticleEditor, ferry_model: ProjectModel
) -> None:
    article = next(iter(ferry_model.articles().values()))
    facts = dict(source_facts(article))
    assert facts["SHA-256 of the text"] == article.text_sha256
    assert facts["Encoding"] == "Unicode (UTF-8)"
    shown = {
        field.accessibleName(): field
        for field in editor.findChildren(QLineEdit)
        if field.accessibleName() in facts
    }
    assert {name: field.text() for name, field in shown.items()} == {
        name: value for name, value in facts.items() if value
    }
    assert all(field.isReadOnly() for field in shown.values())
    copy = next(
        button
        for button in editor.findChildren(QPushButton)
        if button.accessibleName() == "Copy: SHA-256 of the text"
    )
    copy.click()
    assert QGuiApplication.clipboard().text() == article.text_sha256


def test_it_follows_an_undo_and_closes_when_the_article_goes(
    editor: ArticleEditor, ferry_model: ProjectModel, qtbot: QtBot
) -> None:
    first = next(iter(ferry_model.articles()))
    ferry_model.edit_article(first, ArticleMetadata("Elsewhere", "Wire"))
    assert editor.form.fields["title"].text() == "Elsewhere"
    with qtbot.waitSignal(editor.closed):
        ferry_model.remove_article(first)
    assert editor.article_id is None


def test_a_read_only_project_can_be_looked_at(
    editor: ArticleEditor, ferry_model: ProjectModel
) -> None:
    project = ferry_model.project
    assert project is not None
    reader = open_project(project.path, "Bo", project.backups, read_only=True)
    ferry_model.set_project(reader)
    editor.edit(next(iter(ferry_model.articles())))
    assert not editor.act.isEnabled()
    assert editor.foot == "This project is open for reading only."
    assert all(field.isReadOnly() for field in editor.form.fields.values())
    reader.close()


@pytest.mark.parametrize("name", THEME_NAMES)
def test_it_takes_every_theme(editor: ArticleEditor, name: str) -> None:
    theme = load_theme(name)
    editor.set_theme(theme)
    assert editor.grab().toImage().pixelColor(3, 60) == theme.colour("panel")


def test_each_fact_stands_in_line_with_its_name_and_its_button(
    editor: ArticleEditor, qtbot: QtBot
) -> None:
    editor.resize(744, 292)
    qtbot.waitUntil(lambda: editor.width() == 744)
    facts = [one for one in editor.findChildren(QLineEdit) if one.isReadOnly()]
    names = {label.text(): label for label in editor.findChildren(QLabel)}
    assert len(facts) == 7
    for fact in facts:
        middle = fact.geometry().center().y()
        assert abs(names[fact.accessibleName()].geometry().center().y() - middle) <= 1
        assert fact.height() >= fact.fontMetrics().height()
        assert fact.text() in fact.toolTip()
