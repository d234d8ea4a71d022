"""What the other articles say: rows, choosing, and how words are cut."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QFontMetrics, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.domain.link import Relation
from annotator.ui.counterparts import ArticleSays
from annotator.ui.fonts import chrome_font, strong
from annotator.ui.other_article_words import fitted_parts, head_words, shown_value
from annotator.ui.other_articles import OtherArticles
from annotator.ui.theme import Theme

ROWS = (
    ArticleSays(
        3, "Głos Wybrzeża", Relation.CONFLICT, 31, "date", "1989",
        "“Sølvi Maren” comes from the year 1989", ((34, 38),),
    ),
    ArticleSays(4, "NewsBurst", Relation.NEAR_COPY, 41, "", "1998", "The ship was built in 1998"),
    ArticleSays(5, "Kvistad Post"),
)  # fmt: skip
ACTIONS = ("level_counterparts", "confirm_link", "reject_link", "no_conflict", "clear_link")


@pytest.fixture
def part(qtbot: QtBot, theme: Theme) -> OtherArticles:
    """The part with three rows, the last one silent."""
    actions = {name: QAction(name) for name in ACTIONS}
    made = OtherArticles(actions, theme)
    made.actions_ = actions  # type: ignore[attr-defined]
    qtbot.addWidget(made)
    made.resize(336, 300)
    made.set_rows(ROWS)
    made.show()
    return made


def test_rows_say_outlet_relation_and_value_to_a_screen_reader(part: OtherArticles) -> None:
    names = [row.accessibleName() for row in part.rows()]
    assert names == [
        "Głos Wybrzeża conflicts: date, 1989",
        "NewsBurst near-copy, 1998",
        "Kvistad Post silent",
    ]
    assert part.rows()[0].accessibleDescription() == ROWS[0].quote


def test_weak_and_decided_links_say_so() -> None:
    weak = ArticleSays(1, "A", Relation.SAME, 2, weak=True)
    decided = ArticleSays(1, "A", Relation.PARTIAL, 2, "a later count", decided="confirmed")
    assert weak.words == "perhaps agrees"
    assert decided.words == "partly: a later count · confirmed"


def test_a_click_chooses_a_counterpart_and_a_silent_row_nothing(
    part: OtherArticles, qtbot: QtBot
) -> None:
    chosen: list[int | None] = []
    part.counterpart_chosen.connect(chosen.append)
    for row in part.rows():
        QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    assert chosen == [31, 41]
    assert part.chosen == 41
    assert part.rows()[2].focusPolicy() is Qt.FocusPolicy.NoFocus


def test_double_click_and_return_open(part: OtherArticles) -> None:
    opened: list[int] = []
    part.counterpart_opened.connect(opened.append)
    QTest.mouseDClick(part.rows()[0], Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    QTest.keyClick(part.rows()[1], Qt.Key.Key_Return)
    assert opened == [31, 41]


def test_a_step_to_the_only_counterpart_shows_it_again(part: OtherArticles) -> None:
    part.set_rows(ROWS[1:])
    chosen: list[int | None] = []
    part.counterpart_chosen.connect(chosen.append)
    assert [part.step(1), part.step(1), part.step(-1)] == [41, 41, 41]
    assert chosen == [41, 41, 41]


def test_stepping_goes_round_both_ways(part: OtherArticles) -> None:
    assert [part.step(1) for _ in range(3)] == [31, 41, 31]
    part.choose(None)
    assert [part.step(-1) for _ in range(3)] == [41, 31, 41]
    part.set_rows(ROWS[2:])
    assert part.step(1) is None


def test_arrows_move_from_row_to_row(part: OtherArticles) -> None:
    part.choose(31)
    QTest.keyClick(part.rows()[0], Qt.Key.Key_Down)
    assert part.chosen == 41
    QTest.keyClick(part.rows()[1], Qt.Key.Key_Down)
    assert part.chosen == 41
    QTest.keyClick(part.rows()[1], Qt.Key.Key_Up)
    assert part.chosen == 31


def test_the_chosen_one_stays_while_it_is_there(part: OtherArticles) -> None:
    part.choose(41)
    part.set_rows(ROWS[1:])
    assert part.chosen == 41
    part.set_rows(ROWS[:1])
    assert part.chosen is None


def test_acts_show_only_where_there_is_a_counterpart(part: OtherArticles) -> None:
    foot = part._foot
    assert foot.isVisible()
    part.set_rows(ROWS[2:], "No other article states this.")
    assert not foot.isVisible()


def _offered(part: OtherArticles) -> list[str]:
    return [name for name, button in part._buttons.items() if button.isVisible()]


@pytest.mark.parametrize(
    ("decided", "done"),
    [
        ("", "clear_link"),
        ("confirmed", "confirm_link"),
        ("not linked", "reject_link"),
        ("not a conflict", "no_conflict"),
    ],
)
def test_what_was_said_already_is_not_offered_again_but_can_be_taken_back(
    part: OtherArticles, decided: str, done: str
) -> None:
    part.set_rows([replace(ROWS[0], decided=decided), ROWS[1]])
    part.choose(31)
    assert _offered(part) == [name for name in ACTIONS[1:] if name != done]
    part.choose(41)
    assert _offered(part) == list(ACTIONS[1:4])


def test_what_a_reviewer_said_is_seen_however_long_the_rest_is(part: OtherArticles) -> None:
    said = replace(ROWS[0], label="Outlet " * 20, quote=ROWS[0].quote + " and more" * 30)

    def end_of_second_line(decided: str) -> QImage:
        part.set_rows([replace(said, decided=decided)])
        image = part.rows()[0].grab().toImage()
        width = QFontMetrics(chrome_font("small")).horizontalAdvance("confirmed")
        return image.copy(image.width() - 16 - width, image.height() // 2, width, 20)

    assert end_of_second_line("confirmed") != end_of_second_line("")
    part.set_rows([replace(said, quote="", emphasis=(), decided="confirmed")])
    alone = part.rows()[0].grab().toImage()
    width = QFontMetrics(chrome_font("small")).horizontalAdvance("confirmed")
    expected = alone.copy(alone.width() - 16 - width, alone.height() // 2, width, 20)
    assert end_of_second_line("confirmed") == expected


@pytest.mark.parametrize("room", [60, 120, 200, 1000])
@pytest.mark.parametrize("place", [0, 40, 90])
def test_differing_words_are_never_cut_while_there_is_room_for_them(
    theme: Theme, room: int, place: int
) -> None:
    words = "x" * 4
    quote = ("and then " * 10)[:place] + words + (" or after that" * 8)
    at = quote.index(words)
    font = chrome_font()
    parts = fitted_parts(quote, ((at, at + 4),), font, room)
    assert (words, True) in [(text.strip("\u2068\u2069"), stressed) for text, stressed in parts]
    width = sum(QFontMetrics(font).horizontalAdvance(text) for text, _ in parts)
    assert width <= room + 8


def test_all_words_that_differ_are_stressed_and_none_is_cut(theme: Theme) -> None:
    font = chrome_font()
    quote = "killing 7 people and injuring 29 others"
    emphasis = ((8, 9), (30, 32))
    parts = fitted_parts(quote, emphasis, font, 2000)
    assert parts == [
        ("killing ", False),
        ("7", True),
        (" people and injuring ", False),
        ("29", True),
        (" others", False),
    ]
    for room in range(60, 300, 7):
        shown = fitted_parts(quote, emphasis, font, room)
        stressed = [words for words, hot in shown if hot]
        assert stressed in (["7"], ["7", "29"])
        assert "".join(words for words, _ in shown).endswith("…") or stressed == ["7", "29"]


def test_an_article_cannot_inject_markup(part: OtherArticles) -> None:
    hostile = ArticleSays(1, "<b>x</b>", Relation.SAME, 2, "", "<img src=x>", "<script>y</script>")
    part.set_rows([hostile])
    tip = part.rows()[0].toolTip()
    assert "<script>" not in tip
    assert "&lt;script&gt;" in tip


def test_a_long_value_gives_way_only_when_the_quote_stresses_it(theme: Theme) -> None:
    metrics = QFontMetrics(chrome_font())
    stressed = ArticleSays(
        1, "A", Relation.CONFLICT, 2, "role", "US President-elect", "x", ((0, 1),)
    )
    plain = ArticleSays(1, "A", Relation.CONFLICT, 2, "role", "US President-elect", "x")
    assert shown_value(stressed, metrics, 60) == ""
    assert "US P" in shown_value(plain, metrics, 60)
    assert "US President-elect" in shown_value(stressed, metrics, 600)


@pytest.mark.parametrize(
    "says",
    [
        ArticleSays(1, "Former President has made waves by reportedly speaking", Relation.PARTIAL,
                    2, "the time is in one only", "", "x"),
        ArticleSays(1, "Kremlin denies the fourth call", Relation.CONFLICT, 2, "ordinal, soft",
                    "fourth", "x", ((0, 1),)),
        ArticleSays(1, "Kremlin denies the fourth call", Relation.CONFLICT, 2, "ordinal, soft",
                    "first since", "x", ((0, 1),)),
    ],
)  # fmt: skip
def test_the_relation_is_told_whole_beside_a_long_name(theme: Theme, says: ArticleSays) -> None:
    heavy, plain = strong(chrome_font()), chrome_font("small")
    room = 336.0 - 43 - 16
    label, words, value = head_words(says, heavy, plain, room)
    assert words.strip("\u2066\u2067\u2068\u2069") == says.relation_words
    assert QFontMetrics(heavy).horizontalAdvance(label) >= 60
    widths = (
        QFontMetrics(heavy).horizontalAdvance(label + value),
        QFontMetrics(plain).horizontalAdvance(words),
    )
    assert sum(widths) <= room
