"""Operations: one act, one commit; and what a project file keeps of any text."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import __version__
from annotator.domain.article import ArticleMetadata, ArticleState
from annotator.domain.claim import Origin
from annotator.domain.errors import RuleBroken
from annotator.domain.history import Act
from annotator.domain.span import Span, quote_at
from annotator.domain.verdict import Verdict
from annotator.services.project import Project
from annotator.storage.articles import read_article, read_text
from annotator.storage.history import read_operations, read_reviewers
from annotator.storage.operations import operation, storable
from tests.made_projects import REVIEWER, dump, incoming


def test_an_operation_says_who_did_what_when_with_which_program(project: Project) -> None:
    database = project.database
    with operation(database, Act.DECIDE, "Decided", "Bo Lind") as writer:
        writer.set_verdict(1, Verdict.DISPUTED)
    change = writer.change()
    (done,) = read_operations(database, change.operation_id - 1)
    assert (done.act, done.label, done.reviewer, done.at, done.reverses) == (
        Act.DECIDE,
        "Decided",
        "Bo Lind",
        change.at,
        None,
    )
    assert change.claim_ids == {1}
    assert change.article_ids == frozenset()
    assert read_reviewers(database) == ["Bo Lind", REVIEWER]
    row = next(database.rows("SELECT program FROM operation WHERE id = ?", (done.id,)))
    assert row == (__version__,)


def test_a_reviewer_has_one_row_however_often_they_act(project: Project) -> None:
    for name in (" Bo Lind ", "Bo Lind", "Bo\0 Lind"):
        with operation(project.database, Act.WITHDRAW, "Withdrew", name) as writer:
            writer.set_verdict(1, None)
    assert read_reviewers(project.database) == ["Bo Lind", REVIEWER]


def test_a_reviewer_whose_first_act_failed_is_not_remembered(project: Project) -> None:
    def fail() -> None:
        with operation(project.database, Act.WITHDRAW, "Withdrew", "Bo Lind") as writer:
            writer.set_verdict(1, None)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert read_reviewers(project.database) == [REVIEWER]
    with operation(project.database, Act.WITHDRAW, "Withdrew", "Bo Lind") as writer:
        writer.set_verdict(1, None)
    assert project.check().sound


@pytest.mark.parametrize("nobody", ["", "  ", "\0", "\u2003"])
def test_nobody_cannot_act(project: Project, nobody: str) -> None:
    before = dump(project.database.connection)
    with (
        pytest.raises(RuleBroken, match="who acts"),
        operation(project.database, Act.DECIDE, "Decided", nobody),
    ):
        pytest.fail("the block ran")
    assert dump(project.database.connection) == before


def test_a_verdict_on_nothing_is_our_own_fault_and_leaves_nothing(project: Project) -> None:
    before = dump(project.database.connection)
    with (
        pytest.raises(sqlite3.IntegrityError),
        operation(project.database, Act.DECIDE, "Decided", REVIEWER) as writer,
    ):
        writer.set_verdict(12345, Verdict.VERIFIED)
    assert dump(project.database.connection) == before


def test_an_article_is_kept_with_everything_known_about_it(empty: Project) -> None:
    given_article = incoming("Ein Satz.\nملاحظة 😱\u2028 e\u0301\u00a0\ufeff", "Titel")
    with operation(empty.database, Act.IMPORT, "Imported", REVIEWER) as writer:
        article_id = writer.add_article(given_article)
    article = read_article(empty.database, article_id)
    assert article.metadata == given_article.metadata
    assert article.source == given_article.source
    assert article.state is ArticleState.PRESENT
    assert article.length == len(given_article.text)
    assert read_text(empty.database, article.text_id) == given_article.text
    assert article.imported_at == writer.at


@pytest.mark.parametrize("text", ["", "a\0b", "a\ud83db"])
def test_a_text_that_is_not_canonical_is_not_kept(empty: Project, text: str) -> None:
    with (
        pytest.raises(ValueError, match="canonical"),
        operation(empty.database, Act.IMPORT, "Imported", REVIEWER) as writer,
    ):
        writer.add_article(incoming(text))
    assert read_operations(empty.database) == []


def test_names_that_have_no_utf8_form_are_kept_as_well_as_can_be(empty: Project) -> None:
    odd = incoming()
    odd = replace(
        odd,
        metadata=ArticleMetadata("caf\udce9", "\ud83d\ude31", "a\0b", "", ""),
        source=replace(odd.source, name="caf\udce9.txt"),
    )
    with operation(empty.database, Act.IMPORT, "Imported caf\udce9", "Ren\udce9") as writer:
        article_id = writer.add_article(odd)
    article = read_article(empty.database, article_id)
    assert article.metadata == ArticleMetadata("caf\ufffd", "😱", "ab")
    assert article.source.name == "caf\ufffd.txt"
    (done,) = read_operations(empty.database)
    assert (done.label, done.reviewer) == ("Imported caf\ufffd", "Ren\ufffd")


@given(st.text(st.characters()))
def test_what_is_storable_has_a_utf8_form_and_stays(text: str) -> None:
    kept = storable(text)
    kept.encode("utf-8")
    assert "\0" not in kept
    assert storable(kept) == kept
    if "\0" not in text and not any("\ud800" <= c <= "\udfff" for c in text):
        assert kept == text


def test_a_claim_of_a_person_is_touched(project: Project, tmp_path: Path) -> None:
    article = project.articles()[0]
    text = project.text(article)
    span = Span(4, 8)
    with operation(project.database, Act.ADD_CLAIM, "Added", REVIEWER) as writer:
        claim_id = writer.add_claim(article, span, quote_at(text, span), Origin.REVIEWER)
    claim = project.claim(claim_id)
    assert (claim.quote, claim.touched, claim.origin) == (text[4:8], True, Origin.REVIEWER)
    assert (claim.kinds, claim.check_worthiness, claim.cues) == ((), None, ())
    assert writer.change().article_ids == {article.id}
