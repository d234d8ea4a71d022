"""What a column draws for the links of the current claim: outlines, words, chips and boxes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from annotator.assets import asset_path
from annotator.domain.link import Relation
from annotator.ui.article_column import ArticleColumn
from annotator.ui.counterparts import (
    NO_COUNTERPARTS,
    RELATION_ICONS,
    RELATION_INKS,
    RELATION_WORDS,
    SILENT_ICON,
    ShownCounterparts,
)
from annotator.ui.theme import THEME_NAMES, load_theme

Material = Any
Make = Callable[..., ArticleColumn]
TEXT = "The ship was built in 1989, they said.\n\nNobody was killed. It sank.\n\nThe end."


def colours(image: QImage, rect: QRect) -> set[str]:
    rect = rect.intersected(image.rect())
    return {
        image.pixelColor(x, y).name()
        for x in range(rect.left(), rect.right() + 1)
        for y in range(rect.top(), rect.bottom() + 1)
    }


@pytest.fixture
def column(make_column: Make, material: Material) -> ArticleColumn:
    """A column with three claims, of which the first and second are counterparts."""
    made = make_column(TEXT, width=600)
    made.set_claims(
        [
            material.claim(1, "built in 1989", text=TEXT),
            material.claim(2, "Nobody was killed", text=TEXT),
            material.claim(3, "It sank", text=TEXT),
        ]
    )
    return made


def shown(material: Material) -> ShownCounterparts:
    relations = {1: Relation.CONFLICT, 2: Relation.SAME}
    return ShownCounterparts(relations, (material.claim(9, "1989", text=TEXT).span,))


@pytest.mark.parametrize("name", THEME_NAMES)
def test_differing_words_are_filled_in_every_theme(
    column: ArticleColumn, material: Material, name: str
) -> None:
    theme = load_theme(name)
    column.set_theme(theme)
    mark = column.view.marks.of(1)
    assert mark is not None
    fill = theme.colour("difference_fill").name()
    before = column.view.viewport().grab().toImage()
    column.set_counterparts(shown(material))
    after = column.view.viewport().grab().toImage()
    rect = column.view.mark_rect(mark)
    assert fill in colours(after, rect)
    assert before.copy(rect) != after.copy(rect)


def test_outlines_and_fills_go_when_another_claim_is_current(
    column: ArticleColumn, material: Material
) -> None:
    bare = column.grab().toImage()
    column.set_counterparts(shown(material))
    assert column.grab().toImage() != bare
    column.set_counterparts(NO_COUNTERPARTS)
    assert column.grab().toImage() == bare


def test_another_text_forgets_counterparts(column: ArticleColumn, material: Material) -> None:
    column.set_counterparts(shown(material))
    column.set_article(material.article(7, "Other words."), "Other words.")
    assert column.view.counterparts == NO_COUNTERPARTS


def test_lane_has_a_chip_per_row_filled_for_a_conflict(
    column: ArticleColumn, material: Material
) -> None:
    column.set_counterparts(shown(material))
    conflict, agreeing = list(column.lane.rows())
    assert (conflict.relation, agreeing.relation) == (Relation.CONFLICT, Relation.SAME)
    image = column.lane.grab().toImage()
    ink = column.view.theme.colour("relation_conflict").name()

    def filled(y: float) -> int:
        return sum(image.pixelColor(3, row).name() == ink for row in range(int(y) - 8, int(y) + 8))

    assert filled(conflict.y) > 6
    assert filled(agreeing.y) == 0


def test_chip_takes_the_place_of_the_second_glyph(
    column: ArticleColumn, material: Material
) -> None:
    assert [len(row.glyphs) for row in column.lane.rows()] == [1, 2]
    column.set_counterparts(shown(material))
    _, crowded = list(column.lane.rows())
    assert [glyph.mark.claim.id for glyph in crowded.glyphs] == [2]


def test_row_of_the_current_claim_has_its_triangle_and_no_chip(
    column: ArticleColumn, material: Material
) -> None:
    column.set_counterparts(shown(material))
    column.set_current(2)
    rows = list(column.lane.rows())
    assert rows[1].holds_current
    assert rows[1].relation is None


def test_ruler_boxes_the_counterpart_that_stands_level(
    column: ArticleColumn, material: Material
) -> None:
    before = column.ruler.grab().toImage()
    column.set_counterparts(shown(material))
    after = column.ruler.grab().toImage()
    changed = []
    for claim_id in shown(material).relations:
        y = column.ruler.tick_y(claim_id)
        assert y is not None
        box = QRect(0, max(0, y - 5), column.ruler.width(), 10)
        changed.append(before.copy(box) != after.copy(box))
    assert changed[0]
    assert not all(changed)


def test_same_counterparts_again_change_nothing(column: ArticleColumn, material: Material) -> None:
    assert column.view.set_counterparts(shown(material))
    assert not column.view.set_counterparts(shown(material))


def test_every_relation_has_a_word_an_ink_and_an_icon() -> None:
    theme = load_theme("light")
    for relation in Relation:
        assert RELATION_WORDS[relation]
        theme.colour(RELATION_INKS[relation])
    for icon in (*RELATION_ICONS.values(), SILENT_ICON):
        assert Path(asset_path("resources", "icons", f"{icon}.svg")).is_file()
