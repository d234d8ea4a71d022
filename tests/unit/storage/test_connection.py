"""Connections: pragmas, read-only opening, transactions that hold."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from annotator.domain.errors import (
    NotSaved,
    ProjectReadOnly,
    ProjectRefused,
    ProjectUnreadable,
)
from annotator.services.articles import import_articles
from annotator.services.project import Project, create_project
from annotator.storage import connection as connection_module
from annotator.storage.connection import connect, holds_a_log, now_utc
from tests.made_projects import TEXT, detected_project, incoming, opened, raw, without_guards


def _pragma(connection: sqlite3.Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_writing_connection_has_the_pragmas(project: Project) -> None:
    connection = project.database.connection
    expected = {
        "foreign_keys": 1,
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "trusted_schema": 0,
        "recursive_triggers": 1,
        "cell_size_check": 1,
        "mmap_size": 0,
        "busy_timeout": connection_module.BUSY_TIMEOUT_MS,
        "fullfsync": 1,
    }
    assert {name: _pragma(connection, name) for name in expected} == expected


def test_a_reading_connection_has_the_pragmas_and_cannot_write(project: Project) -> None:
    database = connect(project.path, read_only=True)
    try:
        assert _pragma(database.connection, "foreign_keys") == 1
        assert _pragma(database.connection, "trusted_schema") == 0
        with pytest.raises(ProjectReadOnly), database.transaction():
            pytest.fail("the block of a refused transaction ran")
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            database.connection.execute("DELETE FROM view_state")
    finally:
        database.close()


@pytest.mark.parametrize(
    "name", ["a b.fact", "50 %41 #1?mode=memory.fact", "Süd-Talsperre 水.fact"]
)
def test_any_file_name_is_opened(tmp_path: Path, name: str) -> None:
    made = detected_project(tmp_path)
    made.close()
    path = made.path.rename(tmp_path / name)
    again = opened(path)
    assert len(again.claims()) == 3
    again.close()
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix == ".fact") == [name]


def test_a_project_behind_a_symbolic_link_keeps_its_log_beside_the_file(tmp_path: Path) -> None:
    made = detected_project(tmp_path)
    made.close()
    link = tmp_path / "links" / "Link.fact"
    link.parent.mkdir()
    link.symlink_to(made.path)
    again = opened(link)
    assert made.path.with_name("Dam.fact-wal").exists()
    assert {p.name for p in link.parent.iterdir()} == {"Link.fact"}
    again.close()


def test_reading_while_another_writes_sees_what_is_committed(project: Project) -> None:
    reader = connect(project.path, read_only=True)
    try:
        with project.database.transaction() as writer:
            writer.execute("INSERT INTO view_state VALUES ('a', '1')")
            assert list(reader.rows("SELECT * FROM view_state")) == []
        assert list(reader.rows("SELECT * FROM view_state")) == [("a", "1")]
    finally:
        reader.close()


def test_a_snapshot_does_not_see_later_commits(project: Project) -> None:
    reader = connect(project.path, read_only=True)
    sql = "SELECT count(*) FROM view_state"
    try:
        with reader.snapshot():
            assert next(reader.rows(sql)) == (0,)
            with project.database.transaction() as writer:
                writer.execute("INSERT INTO view_state VALUES ('a', '1')")
            assert next(reader.rows(sql)) == (0,)
        assert next(reader.rows(sql)) == (1,)
        with reader.snapshot(), pytest.raises(RuntimeError), reader.snapshot():
            pytest.fail("two snapshots on one connection")
    finally:
        reader.close()


def test_a_transaction_inside_another_is_refused_and_ends_neither(project: Project) -> None:
    database = project.database
    with database.transaction() as connection:
        connection.execute("INSERT INTO view_state VALUES ('a', '1')")
        with pytest.raises(RuntimeError), database.transaction():
            pytest.fail("the inner block ran")
        connection.execute("INSERT INTO view_state VALUES ('b', '2')")
    assert project.view_state() == {"a": 1, "b": 2}


def test_transactions_of_two_threads_follow_one_another(project: Project) -> None:
    database = project.database
    inside, order = threading.Event(), []

    def second() -> None:
        inside.wait()
        with database.transaction():
            order.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with database.transaction() as connection:
        connection.execute("INSERT INTO view_state VALUES ('a', '1')")
        inside.set()
        thread.join(0.05)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]
    assert project.view_state() == {"a": 1}


class _Interrupted(BaseException):
    pass


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt, _Interrupted])
def test_any_exception_rolls_back_and_passes(project: Project, fault: type[BaseException]) -> None:
    def fail() -> None:
        with project.database.transaction() as connection:
            connection.execute("INSERT INTO view_state VALUES ('a', '1')")
            raise fault

    with pytest.raises(fault):
        fail()
    assert project.view_state() == {}
    assert not project.database.connection.in_transaction


def test_a_transaction_left_open_is_never_committed_with_the_next(project: Project) -> None:
    database = project.database
    database.connection.execute("BEGIN")
    database.connection.execute("INSERT INTO view_state VALUES ('stray', '1')")
    with database.transaction() as connection:
        connection.execute("INSERT INTO view_state VALUES ('a', '1')")
    assert project.view_state() == {"a": 1}


def test_a_closed_connection_is_told_as_a_reported_error(tmp_path: Path) -> None:
    project = detected_project(tmp_path)
    project.close()
    with pytest.raises(ProjectUnreadable):
        project.claims()
    with pytest.raises(NotSaved), project.database.transaction():
        pytest.fail("a closed connection began a transaction")


def test_a_fault_is_told_without_the_words_of_an_article(project: Project, tmp_path: Path) -> None:
    project.close()
    planted = without_guards(project.path)
    planted.execute("PRAGMA ignore_check_constraints = ON")
    planted.execute("UPDATE claim_event SET quote = CAST(x'736563726574ff' AS TEXT) WHERE id = 1")
    planted.close()
    database = connect(project.path, read_only=True)
    try:
        with pytest.raises(ProjectUnreadable) as caught:
            list(database.rows("SELECT quote FROM claim_event"))
    finally:
        database.close()
    assert "UTF-8" in caught.value.details
    assert "secret" not in f"{caught.value}{caught.value.details}"


def test_an_sqlite_that_is_too_old_is_refused(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 37, 2))
    with pytest.raises(ProjectRefused, match="too old"):
        connect(project.path, read_only=True)


def test_closing_does_not_wait_for_a_reader_and_loses_nothing(tmp_path: Path) -> None:
    project = detected_project(tmp_path)
    project.keep_view_state({"a": 1})
    reader = raw(project.path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM claim").fetchone()
    project.keep_view_state({"a": 2})
    project.close()
    assert holds_a_log(project.path)
    reader.close()
    again = opened(project.path)
    assert again.view_state() == {"a": 2}
    again.close()


def test_a_reader_of_a_fresh_project_does_not_make_it_look_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The write-ahead log cannot be begun while somebody reads; all else can."""
    monkeypatch.setattr(connection_module, "BUSY_TIMEOUT_MS", 0)
    path = tmp_path / "A.fact"
    create_project(path)
    reader = raw(path)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM project").fetchone()
    project = opened(path)
    connection = project.database.connection
    assert not project.read_only
    assert _pragma(connection, "journal_mode") == "delete"
    assert _pragma(connection, "synchronous") == 3
    reader.close()
    import_articles(project, [incoming()])
    assert project.check().sound
    project.close()


def test_a_closed_project_is_one_file(tmp_path: Path) -> None:
    project = detected_project(tmp_path)
    project.close()
    assert {p.name for p in tmp_path.iterdir()} == {"Dam.fact", ".Dam.fact.lock"}


def test_times_are_utc_with_milliseconds() -> None:
    assert len(now_utc()) == len("2024-05-04T09:10:11.123Z")
    assert now_utc().endswith("Z")


_OPEN_AND_COUNT = """
import sys
from pathlib import Path
from annotator.services.project import open_project
project = open_project(Path(sys.argv[1]), "Ida", Path(sys.argv[2]))
print(project.read_only, project.writer == "", len(project.claims()), project.check().sound)
project.close()
"""


def _can_mount_read_only() -> bool:
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    tried = subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False)
    return tried.returncode == 0


@pytest.mark.skipif(not _can_mount_read_only(), reason="needs the right to mount")
@pytest.mark.parametrize("closed", [True, False], ids=["closed", "with its log"])
def test_a_project_on_a_read_only_disk_is_read(tmp_path: Path, closed: bool) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    project = detected_project(folder, TEXT)
    if closed:
        project.close()
        listing = {p.name: p.read_bytes() for p in folder.iterdir()}
    script = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'
    command = ["unshare", "-m", "sh", "-c", script, "sh", str(folder), sys.executable, "-c"]
    result = subprocess.run(
        [*command, _OPEN_AND_COUNT, str(folder / "Dam.fact"), str(tmp_path / "backups")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stdout == "True True 3 True\n", result.stderr
    if closed:
        assert listing == {p.name: p.read_bytes() for p in folder.iterdir()}
    else:
        project.close()


def test_without_shared_memory_a_closed_project_is_read_as_it_is(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Stands in for a folder that cannot be written, also where nobody may mount one.
    project.close()
    prepared, tried = connection_module._prepared, []

    def refusing(uri: str) -> sqlite3.Connection:
        tried.append(uri.partition("?")[2])
        if "immutable" not in uri:
            raise sqlite3.OperationalError("unable to open database file")
        return prepared(uri)

    monkeypatch.setattr(connection_module, "_prepared", refusing)
    database = connect(project.path, read_only=True)
    assert len(list(database.rows("SELECT id FROM claim"))) == 6
    database.close()
    assert tried == ["mode=ro", "mode=ro&immutable=1"]
    # With a log, reading the file alone would miss what is committed.
    project.path.with_name("Dam.fact-wal").write_bytes(b"x")
    with pytest.raises(ProjectRefused):
        connect(project.path, read_only=True)
    with pytest.raises(ProjectRefused):
        connect(project.path, read_only=False)
