"""Whichever statement of whichever act fails, the project is as before or as after it."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.errors import NotSaved, ProjectUnreadable, ReportedError
from annotator.domain.learning import Learned, LearnedScore
from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.services import articles, claim_editing, comparing, learning, linking, review
from annotator.services.candidates import keep_candidates
from annotator.services.comparing import articles_to_compare
from annotator.services.project import Project
from tests.made_projects import (
    DETECTOR,
    OTHER_TEXT,
    TEXT,
    detected_project,
    dump,
    incoming,
    opened,
    proposed_links,
    raw,
    sentences,
)


class FailingConnection:
    """A connection whose statement number ``at`` fails, before or after it is carried out."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.left = 0
        self.error: sqlite3.Error | None = None
        self.afterwards = False
        self.statement = ""
        self.rollback_fails = False

    def arm(self, at: int, error: sqlite3.Error, *, afterwards: bool = False) -> None:
        self.left, self.error, self.afterwards, self.statement = at, error, afterwards, ""

    def _run(self, carry_out: Callable[..., Any], sql: str, *parameters: Any) -> Any:
        self.left -= 1
        fails = self.left == 0 and self.error is not None
        if fails:
            self.statement = sql
        if fails and not self.afterwards:
            raise self.error  # type: ignore[misc]
        result = carry_out(sql, *parameters)
        if fails:
            # SQLite resets a statement that fails; the traceback must not keep it running.
            result.close()
            raise self.error  # type: ignore[misc]
        return result

    def execute(self, sql: str, *parameters: Any) -> Any:
        return self._run(self.connection.execute, sql, *parameters)

    def executemany(self, sql: str, *parameters: Any) -> Any:
        return self._run(self.connection.executemany, sql, *parameters)

    def rollback(self) -> None:
        if self.rollback_fails:
            raise _fault("SQLITE_IOERR", "disk I/O error")
        self.connection.rollback()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)


def _fault(name: str, words: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(words)
    error.sqlite_errorname = name
    return error


FAULTS = {
    "disk failed": (_fault("SQLITE_IOERR_WRITE", "disk I/O error"), "could not be written"),
    "disk full": (_fault("SQLITE_FULL", "database or disk is full"), "The disk is full"),
}

ACTS: dict[str, Callable[[Project], object]] = {
    "import": lambda p: articles.import_articles(p, [incoming("A.", "1"), incoming("B.", "2")]),
    "import a removed one": lambda p: articles.import_articles(p, [incoming("Removed.")]),
    "edit article": lambda p: articles.edit_article(
        p, 1, replace(p.article(1).metadata, title="Another")
    ),
    "remove article": lambda p: articles.remove_article(p, 1),
    "detect": lambda p: keep_candidates(p, 1, DETECTOR, sentences(TEXT, 0.1)[1:]),
    "decide": lambda p: review.decide(p, 4, Verdict.VERIFIED),
    "decide as a new reviewer": lambda p: review.decide(p, 1, Verdict.VERIFIED),
    "withdraw": lambda p: review.withdraw(p, 2),
    "justify": lambda p: review.justify(p, 4, "Because."),
    "dismiss": lambda p: claim_editing.dismiss(p, 4),
    "bring back": lambda p: claim_editing.bring_back(p, 3),
    "add": lambda p: claim_editing.add_claim(p, 2, Span(4, 8)),
    "add a dismissed one": lambda p: claim_editing.add_claim(p, 1, p.claim(3).span),
    "trim": lambda p: claim_editing.trim_claim(p, 4, Span(4, 8)),
    "split": lambda p: claim_editing.split_claim(p, 4, 9),
    "merge": lambda p: claim_editing.merge_claims(p, 1, 2),
    "confirm link": lambda p: linking.confirm_link(p, 1, 5),
    "reject link": lambda p: linking.reject_link(p, 2, 4),
    "clear link": lambda p: linking.clear_link(p, 2, 6),
    "not a conflict": lambda p: linking.deny_conflict(p, 2, 5),
    "decide statement": lambda p: review.decide_statement(p, (1, 4), Verdict.VERIFIED),
    "keep links": lambda p: comparing.keep_links(
        p, articles_to_compare(p), proposed_links()[:2], ()
    ),
    "learn": lambda p: learning.set_learning(p, True),
    "keep what was learned": lambda p: learning.keep_learned(
        p, learning.claims_to_learn_from(p), Learned(11, (LearnedScore(4, 0.4),)), (5,)
    ),
    "undo": review.undo,
    "redo": review.redo,
    "view state": lambda p: p.keep_view_state({"a": 1, "b": 2}),
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed project in which every act has something to do."""
    project = detected_project(tmp_path_factory.mktemp("failing"), TEXT, OTHER_TEXT, "Removed.")
    articles.remove_article(project, 3)
    review.decide(project, 2, Verdict.DISPUTED)
    claim_editing.dismiss(project, 3)
    comparing.keep_links(project, articles_to_compare(project), proposed_links(), ())
    linking.confirm_link(project, 2, 6)
    known = learning.claims_to_learn_from(project)
    scores = (LearnedScore(4, 0.2), LearnedScore(5, 0.3))
    learning.keep_learned(project, known, Learned(10, scores))
    review.justify(project, 1, "Because.")
    review.justify(project, 1, "Because of this.")
    review.undo(project)
    project.close()
    return project.path


@pytest.fixture
def project(prepared: Path, tmp_path: Path) -> Iterator[Project]:
    """A fresh copy of it, with a connection that can fail."""
    path = tmp_path / "Dam.fact"
    shutil.copy(prepared, path)
    copy = opened(path)
    yield copy
    copy.close()


def _failing(project: Project, name: str) -> FailingConnection:
    if name == "decide as a new reviewer":
        project.reviewer = "Bo Lind"
    # How often the disk confirms is not what this is about.
    project.database.connection.execute("PRAGMA synchronous = OFF")
    failing = FailingConnection(project.database.connection)
    project.database.connection = failing  # type: ignore[assignment]
    return failing


def _outcome(project: Project, name: str) -> ReportedError | None:
    """What is told to the person when the act fails."""
    # Each time the same statements, also those that read a text.
    project._texts.clear()
    try:
        ACTS[name](project)
    except ReportedError as told:
        return told
    return None


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", ACTS)
def test_any_statement_may_fail(project: Project, name: str, fault: str) -> None:
    """Statement 1 fails, then 2, and so on until the act needs no more; then it succeeds."""
    failing = _failing(project, name)
    error, words = FAULTS[fault]
    other = raw(project.path)
    before = dump(other)
    state = project.undo_state()
    statements = []
    while True:
        failing.arm(len(statements) + 1, error)
        told = _outcome(project, name)
        if told is None:
            break
        statements.append(failing.statement)
        if failing.statement.startswith("SELECT"):
            assert isinstance(told, NotSaved | ProjectUnreadable)
        else:
            assert isinstance(told, NotSaved)
            assert words in told.what
        assert not project.database.connection.in_transaction
        assert dump(other) == before
        failing.arm(0, error)
        assert project.undo_state() == state
        assert project.check().sound
    assert statements[-1] == "COMMIT"
    assert "BEGIN IMMEDIATE" in statements
    assert failing.statement == ""
    failing.arm(0, error)
    _assert_done_and_lasting(project, failing, other, before)


@pytest.mark.parametrize("name", ACTS)
def test_any_statement_may_fail_although_it_was_carried_out(project: Project, name: str) -> None:
    failing = _failing(project, name)
    error, _ = FAULTS["disk failed"]
    other = raw(project.path)
    before = dump(other)
    at = 0
    while dump(other) == before:
        at += 1
        failing.arm(at, error, afterwards=True)
        assert _outcome(project, name) is not None
        assert not project.database.connection.in_transaction
        failing.arm(0, error)
        assert project.check().sound
    # Only the last one makes it lasting.
    failing.arm(at, error, afterwards=True)
    assert at > 2
    failing.arm(0, error)
    _assert_done_and_lasting(project, failing, other, before)


def test_a_rollback_that_fails_too_lets_nothing_half_done_through(project: Project) -> None:
    failing = _failing(project, "merge")
    error, _ = FAULTS["disk failed"]
    other = raw(project.path)
    before = dump(other)
    failing.arm(12, error)
    failing.rollback_fails = True
    assert isinstance(_outcome(project, "merge"), NotSaved)
    assert project.database.connection.in_transaction
    assert dump(other) == before
    # As long as it fails nothing is written.
    assert isinstance(_outcome(project, "decide"), NotSaved)
    assert dump(other) == before
    failing.rollback_fails = False
    assert _outcome(project, "decide") is None
    assert project.claim(4).verdict is Verdict.VERIFIED
    assert len(project.claim_history(1)) == 4
    _assert_done_and_lasting(project, failing, other, before)


def _assert_done_and_lasting(
    project: Project, failing: FailingConnection, other: sqlite3.Connection, before: list[str]
) -> None:
    after = dump(other)
    other.close()
    assert after != before
    assert project.check().sound
    again = opened_again(project, failing)
    assert dump(again.database.connection) == after
    again.close()


def opened_again(project: Project, failing: FailingConnection) -> Project:
    """The project after a restart."""
    project.database.connection = failing.connection
    project.close()
    return opened(project.path)


@pytest.mark.parametrize("name", ACTS)
def test_a_locked_file_is_told_and_the_act_succeeds_later(project: Project, name: str) -> None:
    if name == "decide as a new reviewer":
        project.reviewer = "Bo Lind"
    project.database.connection.execute("PRAGMA busy_timeout = 10")
    before = dump(project.database.connection)
    other = raw(project.path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(NotSaved, match="Another program is writing"):
        ACTS[name](project)
    other.execute("ROLLBACK")
    other.close()
    assert dump(project.database.connection) == before
    ACTS[name](project)
    assert dump(project.database.connection) != before


@pytest.mark.parametrize("name", ACTS)
def test_a_file_that_became_read_only_is_told(project: Project, name: str) -> None:
    # SQLite's own switch: to root no file is read-only, and a mounted disk with an open file
    # cannot be made so.
    if name == "decide as a new reviewer":
        project.reviewer = "Bo Lind"
    connection = project.database.connection
    before = dump(connection)
    connection.execute("PRAGMA query_only = ON")
    with pytest.raises(NotSaved, match="cannot be written"):
        ACTS[name](project)
    connection.execute("PRAGMA query_only = OFF")
    assert dump(connection) == before
    ACTS[name](project)
    assert dump(connection) != before


def test_a_file_without_room_to_grow_keeps_everything_before(project: Project) -> None:
    connection = project.database.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    before = dump(connection)
    large = incoming("The dam held. " * 50_000, "Large")
    with pytest.raises(NotSaved, match="The disk is full"):
        articles.import_articles(project, [large])
    assert dump(connection) == before
    assert project.check().sound
    # Something small may still fit; whatever is acknowledged is there.
    given = 0
    for verdict in (Verdict.VERIFIED, Verdict.DISPUTED) * 400:
        try:
            review.decide(project, 4, verdict)
        except NotSaved:
            break
        given += 1
    else:
        pytest.fail("the file grew beyond its limit")
    assert len(project.claim_history(4)) == 1 + given
    connection.execute("PRAGMA max_page_count = 1000000")
    articles.import_articles(project, [large])
    assert project.check().sound


FILL = """
import sys
from pathlib import Path
from annotator.domain.errors import NotSaved
from annotator.domain.verdict import Verdict
from annotator.services import articles, review
from tests.made_projects import detected_project, incoming, opened
folder = Path(sys.argv[1])
project = detected_project(folder)
given = 0
try:
    while True:
        review.justify(project, 1, f"Because of {given}. " + "x" * 5_000)
        given += 1
except NotSaved as told:
    print("full" in told.what)
print(len(project.claim_history(1)) - 1 == given > 10)
try:
    articles.import_articles(project, [incoming("Large. " * 500_000)])
except NotSaved as told:
    print("full" in told.what)
print(project.check().sound)
project.close()
again = opened(project.path)
print(again.check().sound, len(again.claim_history(1)) - 1 == given)
try:
    again.back_up_daily()
except NotSaved as told:
    print("backup" in told.what, again.backups.exists() and list(again.backups.iterdir()))
"""


def _can_mount() -> bool:
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    tried = subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False)
    return tried.returncode == 0


@pytest.mark.skipif(not _can_mount(), reason="needs the right to mount")
def test_a_full_disk_keeps_everything_before(tmp_path: Path) -> None:
    script = 'mount -t tmpfs -o size=2m tmpfs "$1" && shift && exec "$@"'
    command = ["unshare", "-m", "sh", "-c", script, "sh", str(tmp_path), sys.executable, "-c"]
    result = subprocess.run(
        [*command, FILL, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert result.stdout.splitlines() == [
        "True",
        "True",
        "True",
        "True",
        "True True",
        "True []",
    ], result.stderr
