"""The project model: after any acts, what it says is what the project file says."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Candidate, ClaimKind, DetectorVersion, is_shown
from annotator.domain.errors import ReportedError, RuleBroken
from annotator.domain.history import Act
from annotator.domain.progress import progress_of
from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.services.project import create_project, open_project
from annotator.services.reading import pasted_article
from annotator.ui.project_model import ProjectModel

TEXT = "Nine people died on Friday. The ship was built in 1998. Four boats were lowered at once."
_numbers = itertools.count()


def fresh_model(folder: Path) -> ProjectModel:
    path = folder / f"{next(_numbers)}.fact"
    create_project(path)
    model = ProjectModel(0.5)
    model.set_project(open_project(path, "Ada", folder / "backups"))
    model.import_articles([pasted_article(TEXT), pasted_article(f"{TEXT} The end.")])
    for article in model.articles().values():
        text = model.text(article.id)
        spans = [(quote, text.index(quote)) for quote in ("Nine people", "built in 1998", "Four")]
        model.keep_candidates(
            article.text_id,
            DetectorVersion("rules", "1", "none"),
            [Candidate(Span(start, start + len(quote)), (ClaimKind.EVENT,), worth, ())
             for (quote, start), worth in zip(spans, (0.9, 0.6, 0.3), strict=True)],
        )  # fmt: skip
    return model


def assert_true_to_the_file(model: ProjectModel) -> None:
    project = model.project
    assert project is not None
    assert list(model.articles().values()) == project.articles()
    for article_id in model.articles():
        claims = project.claims(article_id)
        assert model.claims(article_id) == claims
        shown = [claim for claim in claims if is_shown(claim, model.threshold)]
        assert model.shown_claims(article_id) == shown
        assert model.progress(article_id) == progress_of(claims, model.threshold)
        assert all(model.claim(claim.id) == claim for claim in claims)
    everything = [claim for one in model.articles() for claim in project.claims(one)]
    assert model.progress() == progress_of(everything, model.threshold)
    assert model.open_count() == progress_of(everything, 0.0).total


Step = Callable[[ProjectModel, int], object]


def _claim(model: ProjectModel, number: int) -> int:
    claims = model.all_claims()
    return claims[number % len(claims)].id if claims else 0


def _article(model: ProjectModel, number: int) -> int:
    return list(model.articles())[number % len(model.articles())] if model.articles() else 0


STEPS: tuple[Step, ...] = (
    lambda m, n: m.decide(_claim(m, n), list(Verdict)[n % 3]),
    lambda m, n: m.withdraw(_claim(m, n)),
    lambda m, n: m.justify(_claim(m, n), f"because {n}"),
    lambda m, n: m.dismiss(_claim(m, n)),
    lambda m, n: m.bring_back(_claim(m, n)),
    lambda m, n: m.add_claim(_article(m, n), Span(n % 40, n % 40 + 9)),
    lambda m, n: m.trim_claim(_claim(m, n), Span(n % 50, n % 50 + 12)),
    lambda m, n: m.split_claim(_claim(m, n), n % 80),
    lambda m, n: m.merge_claims(_claim(m, n), _claim(m, n + 1)),
    lambda m, n: m.remove_article(_article(m, n)),
    lambda m, n: m.import_articles([pasted_article(f"{TEXT} Number {n % 3}.")]),
    lambda m, n: m.set_threshold((n % 10) / 10),
    lambda m, _: m.undo(),
    lambda m, _: m.redo(),
    lambda m, _: m.undo(),
)


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    acts=st.lists(st.tuples(st.sampled_from(range(len(STEPS))), st.integers(0, 99)), max_size=25)
)
def test_the_model_stays_true_to_the_file(
    acts: list[tuple[int, int]], tmp_path: Path, qapp: QApplication
) -> None:
    model = fresh_model(tmp_path)
    for step, number in acts:
        # Looking first fills what is kept, which each act must then keep in step.
        assert_true_to_the_file(model)
        STEPS[step](model, number)
    assert_true_to_the_file(model)
    project = model.project
    assert project is not None
    project.close()


def test_a_refused_act_is_told_and_changes_nothing(ferry_model: ProjectModel, qtbot: QtBot) -> None:
    claim = ferry_model.all_claims()[0]
    assert ferry_model.dismiss(claim.id)
    dismissed = ferry_model.claim(claim.id)
    with (
        qtbot.waitSignal(ferry_model.act_failed) as failed,
        qtbot.assertNotEmitted(ferry_model.claims_changed),
    ):
        assert not ferry_model.decide(claim.id, Verdict.VERIFIED)
    assert isinstance(failed.args[0], RuleBroken)
    assert ferry_model.claim(claim.id) == dismissed


def test_without_a_project_acts_fail_politely(qapp: QApplication, qtbot: QtBot) -> None:
    model = ProjectModel(0.5)
    with qtbot.waitSignal(model.act_failed) as failed:
        assert not model.undo()
    assert isinstance(failed.args[0], ReportedError)
    assert not model.can_write
    assert model.progress().total == 0


def test_only_the_article_of_a_verdict_is_told_to_have_changed(
    ferry_model: ProjectModel, qtbot: QtBot
) -> None:
    claim = ferry_model.all_claims()[0]
    with (
        qtbot.waitSignal(ferry_model.claims_changed) as changed,
        qtbot.assertNotEmitted(ferry_model.articles_changed),
        qtbot.waitSignal(ferry_model.change_saved) as saved,
    ):
        assert ferry_model.decide(claim.id, Verdict.DISPUTED)
    assert changed.args == [frozenset({claim.article_id})]
    assert saved.args[0].act is Act.DECIDE


def test_the_detector_saves_without_a_word_in_the_status_line(
    ferry_model: ProjectModel, qtbot: QtBot
) -> None:
    article = next(iter(ferry_model.articles().values()))
    with qtbot.assertNotEmitted(ferry_model.change_saved):
        assert ferry_model.keep_candidates(article.text_id, DetectorVersion("r", "2", "m"), [])


def test_a_current_claim_of_a_removed_article_is_none(ferry_model: ProjectModel) -> None:
    claim = ferry_model.all_claims()[0]
    ferry_model.set_current(claim.id)
    assert ferry_model.remove_article(claim.article_id)
    assert ferry_model.current is None


@pytest.mark.parametrize("claim_id", [None, 987_654])
def test_what_is_no_claim_is_no_current_claim(
    ferry_model: ProjectModel, claim_id: int | None
) -> None:
    ferry_model.set_current(ferry_model.all_claims()[0].id)
    ferry_model.set_current(claim_id)
    assert ferry_model.current is None


def test_a_new_name_holds_for_what_follows(ferry_model: ProjectModel) -> None:
    first, second = ferry_model.all_claims()[:2]
    ferry_model.decide(first.id, Verdict.VERIFIED)
    ferry_model.set_reviewer("Bo")
    ferry_model.decide(second.id, Verdict.VERIFIED)
    names = [claim.reviewer for claim in ferry_model.all_claims() if claim.verdict]
    assert names == ["Ada", "Bo"]
