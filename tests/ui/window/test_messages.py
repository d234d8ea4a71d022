"""What the window says about slips, cancelled detections and files whose encoding is a guess."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from annotator.domain.claim import RULE_SCORER, RULE_SCORER_NOTICE, DetectorVersion
from annotator.domain.span import Span
from annotator.ui.eliding_label import ElidingLabel


def test_a_slip_goes_by_itself_with_the_next_act(windows: Any) -> None:
    window = windows.with_articles(1)
    windows.press(window, "j", "1")
    claim = window.model.all_claims()[0]
    assert not window.model.add_claim(claim.article_id, claim.span)
    assert [error.what for error in window.parts.banner.errors] == [
        "These words are a claim already."
    ]
    windows.press(window, "2")
    assert window.parts.banner.errors == ()


def test_a_slip_does_not_follow_into_another_project(windows: Any, tmp_path: Path) -> None:
    window = windows.with_articles(1)
    article_id = next(iter(window.model.articles()))
    assert not window.model.add_claim(article_id, Span(0, 10_000_000))
    assert window.parts.banner.errors
    window.session.create(tmp_path / "other.fact")
    assert window.parts.banner.errors == ()


def test_a_cancelled_detection_says_what_is_left(windows: Any) -> None:
    window = windows.open()
    windows.bring_in(window, 1, 2)
    left: list[int] = []
    window.detection.cancelled.connect(left.append)
    window.parts.status_line.cancel_asked.emit()
    assert left == [2]
    words = "Detection cancelled; 2 articles have no candidates yet"
    labels = window.parts.status_line.findChildren(ElidingLabel)
    assert words in [label.accessibleName() for label in labels]


def test_a_finished_detection_is_not_called_cancelled(windows: Any) -> None:
    window = windows.open()
    windows.bring_in(window, 1, 2)
    left: list[int] = []
    window.detection.cancelled.connect(left.append)
    windows.detect(window)
    window.detection.cancel()
    assert left == []


def test_the_first_files_of_a_session_are_asked_about_when_their_encoding_is_a_guess(
    windows: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    page = tmp_path / "prix.txt"
    page.write_bytes("Le prix est passé à 50 € selon la préfecture de Besançon.".encode("cp1252"))
    window = windows.open()
    window.importing.bring_in([], at_once=True)
    with qtbot.waitSignal(window.importing.sheet_asked):
        window.importing.bring_in([page])
    assert not window.model.articles()


def test_a_menu_shows_a_tick_and_no_icon_for_what_can_be_on(windows: Any) -> None:
    window = windows.open()
    toggles = [action for action in window.actions_.actions.values() if action.isCheckable()]
    assert len(toggles) > 3
    assert not any(action.isIconVisibleInMenu() for action in toggles)


def test_the_window_says_that_it_looks_for_claims_until_it_has_looked(
    windows: Any, qtbot: QtBot
) -> None:
    window = windows.open()
    windows.bring_in(window, 1)
    nothing = window.parts.claim_panel._nothing
    qtbot.waitUntil(lambda: nothing.text() == "Looking for claims…")
    windows.detect(window)
    qtbot.waitUntil(lambda: nothing.text() == "Press J for the first claim.")


def _version(window: Any) -> str:
    detector = window.detection.version
    return detector.version if detector is not None else ""


def test_the_window_says_that_rules_stand_in_once_for_each_project(
    windows: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    window = windows.open()
    banner, told = window.parts.banner, []
    window.detection.rules_stood_in.connect(told.append)
    listener = windows.detections[-1].listener
    listener.on_ready(DetectorVersion(RULE_SCORER, "2", "a model"))
    qtbot.waitUntil(lambda: _version(window) == "2")
    assert told == []
    window.session.create(tmp_path / "one.fact")
    assert told == [RULE_SCORER_NOTICE]
    assert [error.what for error in banner.errors] == [RULE_SCORER_NOTICE]
    assert banner.isVisible()
    banner.close_newest()
    # The worker was started again, still without weights: it was said once already.
    listener.on_ready(DetectorVersion(RULE_SCORER, "3", "a model"))
    qtbot.waitUntil(lambda: _version(window) == "3")
    assert banner.errors == ()
    window.session.create(tmp_path / "two.fact")
    assert [error.what for error in banner.errors] == [RULE_SCORER_NOTICE]


def test_the_window_does_not_speak_of_rules_while_the_trained_scorer_ranks(
    windows: Any, qtbot: QtBot
) -> None:
    window = windows.open()
    listener = windows.detections[-1].listener
    listener.on_ready(DetectorVersion("trained", "9", "a model"))
    qtbot.waitUntil(lambda: _version(window) == "9")
    windows.bring_in(window, 1)
    windows.detect(window)
    assert window.parts.banner.errors == ()


def test_that_a_claim_is_the_first_is_not_said_of_the_next(windows: Any) -> None:
    window = windows.with_articles(1)
    line = window.parts.status_line

    def said() -> str:
        return str(line._saved.accessibleName())

    windows.press(window, "j", "k")
    assert said().startswith("This is the first claim")
    windows.press(window, "j")
    assert said() == ""
    windows.press(window, "k", "k", "1", "j")
    assert said().startswith("Saved"), "what is saved stays in sight"
