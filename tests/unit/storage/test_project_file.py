"""Creating, opening and closing project files that may be anything."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.domain.errors import ProjectReadOnly, ProjectRefused
from annotator.services.project import Project, create_project, open_project
from annotator.storage import atomic_rename, project_file
from annotator.storage.backup import backups_in
from annotator.storage.connection import log_path
from annotator.storage.migrations import latest_version
from tests.made_projects import detected_project, empty_project, opened, raw


def _listing(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and not path.name.endswith(".lock")
    }


def test_a_new_project_is_one_file_with_its_own_uuid(tmp_path: Path) -> None:
    create_project(tmp_path / "new" / "folder" / "A.fact")
    create_project(tmp_path / "B.fact")
    assert _listing(tmp_path / "new" / "folder").keys() == {"A.fact"}
    first, second = opened(tmp_path / "new" / "folder" / "A.fact"), opened(tmp_path / "B.fact")
    assert first.file.uuid != second.file.uuid
    assert first.check().sound
    first.close()
    second.close()


@pytest.mark.parametrize("links", [True, False])
def test_nothing_is_replaced_by_a_new_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    path = tmp_path / "A.fact"
    path.write_text("precious")
    with pytest.raises(ProjectRefused, match="is there already"):
        create_project(path)
    # Somebody is faster between the look and the rename.
    path.unlink()
    write = project_file._write_empty_project

    def write_slowly(new: Path) -> None:
        write(new)
        path.write_text("precious")

    def no_links(*_: object) -> None:
        raise PermissionError("this file system has no links")

    monkeypatch.setattr(project_file, "_write_empty_project", write_slowly)
    if not links:
        monkeypatch.setattr(atomic_rename.os, "link", no_links)
    with pytest.raises(ProjectRefused, match="is there already"):
        create_project(path)
    assert _listing(tmp_path) == {"A.fact": b"precious"}


def test_a_project_is_made_where_files_have_one_name_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError("this file system has no links")

    monkeypatch.setattr(atomic_rename.os, "link", no_links)
    create_project(tmp_path / "A.fact")
    assert _listing(tmp_path).keys() == {"A.fact"}


def test_a_folder_that_is_a_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ProjectRefused, match="could not be created"):
        create_project(tmp_path / "file" / "A.fact")


def test_what_a_killed_creation_left_does_not_get_into_the_next(tmp_path: Path) -> None:
    left = tmp_path / f".A.fact.{os.getpid()}.new"
    left.write_bytes(b"half a project")
    left.with_name(left.name + "-journal").write_bytes(b"\xd9\xd5\x05\xf9 half a journal")
    create_project(tmp_path / "A.fact")
    assert _listing(tmp_path).keys() == {"A.fact"}
    project = opened(tmp_path / "A.fact")
    assert project.check().sound
    project.close()


def test_the_log_of_a_project_that_was_deleted_does_not_get_into_the_next(tmp_path: Path) -> None:
    """SQLite would play it into the new file: the deleted project would come back in its place."""
    path = _killed_project(tmp_path)
    log = log_path(path).read_bytes()
    path.unlink()
    create_project(path)
    project = opened(path)
    assert project.articles() == []
    assert project.check().sound
    project.close()
    assert [old.read_bytes() for old in tmp_path.glob("Dam.fact-wal.*.old")] == [log]


def test_a_project_deleted_under_an_open_window_is_not_made_anew(project: Project) -> None:
    project.path.unlink()
    with pytest.raises(ProjectRefused, match="is open in"):
        create_project(project.path)
    assert not project.path.exists()


def _killed_project(folder: Path) -> Path:
    """A project whose process was killed: what it did last is only in the log."""
    script = (
        "import os, sys; from pathlib import Path; from tests.made_projects import *\n"
        "detected_project(Path(sys.argv[1])); os.kill(os.getpid(), 9)"
    )
    root = Path(__file__).parents[3]
    subprocess.run([sys.executable, "-c", script, str(folder)], cwd=root, check=False)
    path = folder / "Dam.fact"
    assert log_path(path).stat().st_size > 0
    return path


def test_a_creation_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (id)")
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(project_file, "migrate", fail)
    with pytest.raises(ProjectRefused, match="could not be created"):
        create_project(tmp_path / "A.fact")
    assert _listing(tmp_path) == {}


def test_another_programs_database_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "other.fact"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmark (url)")
    connection.commit()
    connection.close()
    before = _listing(tmp_path)
    with pytest.raises(ProjectRefused, match="not a Fact Annotator project"):
        opened(path)
    assert _listing(tmp_path) == before


@pytest.mark.parametrize("version", [latest_version() + 1, 2**31 - 1])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_newer_project_is_refused_and_stays_byte_identical(
    tmp_path: Path, version: int, read_only: bool
) -> None:
    project = detected_project(tmp_path)
    project.close()
    connection = raw(project.path)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute("CREATE TABLE of_the_future (id)")
    connection.close()
    before = _listing(tmp_path)
    with pytest.raises(ProjectRefused, match="newer Fact Annotator") as caught:
        opened(project.path, read_only=read_only)
    assert f"version {version}" in caught.value.what
    assert _listing(tmp_path) == before


def test_a_newer_version_that_only_the_log_knows_is_refused_too(tmp_path: Path) -> None:
    project = detected_project(tmp_path)
    project.close()
    script = (
        "import os, sqlite3, sys; connection = sqlite3.connect(sys.argv[1], isolation_level=None);"
        f"connection.execute('PRAGMA user_version = {latest_version() + 1}'); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, str(project.path)], check=True)
    before = _listing(tmp_path)
    assert before["Dam.fact-wal"]
    with pytest.raises(ProjectRefused, match="newer Fact Annotator"):
        opened(project.path)
    after = _listing(tmp_path)
    for name in ("Dam.fact", "Dam.fact-wal"):
        assert after[name] == before[name]


SMUGGLED = {
    "trigger": "CREATE TRIGGER spy AFTER INSERT ON verdict_event BEGIN SELECT 1; END",
    "view": "CREATE VIEW spy AS SELECT * FROM claim",
    "table": "CREATE TABLE spy (id)",
    "index": "CREATE INDEX spy ON claim (origin)",
    "trigger named like bookkeeping": "CREATE TRIGGER _sqlite_migrations AFTER INSERT ON"
    " verdict_event BEGIN DELETE FROM view_state; END",
    "trigger on the bookkeeping": "CREATE TRIGGER spy AFTER INSERT ON _sqlite_migrations"
    " BEGIN SELECT 1; END",
    "another view": "DROP VIEW claim_now; CREATE VIEW claim_now AS SELECT * FROM claim",
    "no guard": "DROP TRIGGER verdict_event_is_not_updated",
    "column": "ALTER TABLE reviewer ADD COLUMN email TEXT",
}


@pytest.mark.parametrize("sql", SMUGGLED.values(), ids=SMUGGLED)
@pytest.mark.parametrize("journal", ["wal", "delete"])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_structure_that_is_not_ours_is_refused_untouched(
    tmp_path: Path, sql: str, journal: str, read_only: bool
) -> None:
    project = empty_project(tmp_path)
    project.close()
    connection = raw(project.path)
    connection.executescript(sql)
    connection.execute(f"PRAGMA journal_mode = {journal}")
    connection.close()
    before = project.path.read_bytes()
    with pytest.raises(ProjectRefused, match="structure"):
        opened(project.path, read_only=read_only)
    assert project.path.read_bytes() == before
    # The lock was let go.
    connection = raw(project.path)
    connection.close()
    with pytest.raises(ProjectRefused, match="structure"):
        opened(project.path)


def test_statistics_of_the_query_planner_are_no_reason_to_refuse(project: Project) -> None:
    project.close()
    connection = raw(project.path)
    connection.execute("ANALYZE")
    connection.close()
    again = opened(project.path)
    assert again.check().sound
    again.close()


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _scribbled(data: bytes) -> bytes:
    return data[:100] + b"\xff" * 4000 + data[4100:]


@pytest.mark.parametrize("damage", [_cut, _scribbled])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_damaged_project_is_refused_untouched(
    tmp_path: Path, damage: object, read_only: bool
) -> None:
    assert callable(damage)
    project = detected_project(tmp_path)
    project.close()
    project.path.write_bytes(damage(project.path.read_bytes()))
    before = project.path.read_bytes()
    with pytest.raises(ProjectRefused):
        opened(project.path, read_only=read_only).claims()
    assert project.path.read_bytes() == before


def test_a_project_without_its_row_is_refused(tmp_path: Path) -> None:
    project = empty_project(tmp_path)
    project.close()
    connection = raw(project.path)
    guard = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE name = 'project_is_not_deleted'"
    ).fetchone()[0]
    connection.executescript(f"DROP TRIGGER project_is_not_deleted; DELETE FROM project; {guard};")
    connection.close()
    with pytest.raises(ProjectRefused, match="damaged"):
        opened(project.path)


def test_a_second_window_reads_and_knows_who_writes(project: Project) -> None:
    second = opened(project.path, "Bo Lind")
    assert second.read_only
    assert f"process {os.getpid()}" in second.writer
    assert len(second.claims()) == 6
    with pytest.raises(ProjectReadOnly), second.database.transaction():
        pytest.fail("two writers")
    second.close()
    assert not project.read_only
    project.keep_view_state({"a": 1})
    assert project.writer == ""


def test_the_next_window_writes_when_the_first_is_closed(tmp_path: Path) -> None:
    first = empty_project(tmp_path)
    first.close()
    second = opened(first.path)
    assert not second.read_only
    second.close()


def test_the_lock_is_let_go_even_when_closing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = empty_project(tmp_path)
    close = first.database.close

    def fail() -> None:
        close()
        raise OSError("the disk went away")

    monkeypatch.setattr(first.database, "close", fail)
    with pytest.raises(OSError, match="went away"):
        first.close()
    second = opened(first.path)
    assert not second.read_only
    second.close()


def test_a_backup_is_only_read_so_that_no_work_is_thinned_away(project: Project) -> None:
    project.back_up_daily()
    backup = backups_in(project.backups)[0].path
    before = backup.read_bytes()
    found = open_project(backup, "Ida", project.backups.parent)
    assert found.read_only
    assert found.writer == ""
    assert len(found.claims()) == len(project.claims())
    found.close()
    assert backup.read_bytes() == before


def test_backups_of_a_copy_lie_apart(project: Project, tmp_path: Path) -> None:
    project.close()
    copy_path = tmp_path / "Copy.fact"
    copy_path.write_bytes(project.path.read_bytes())
    copy = opened(copy_path)
    assert copy.file.uuid == project.file.uuid
    assert copy.backups != project.backups
    assert copy.backups.name.startswith(copy.file.uuid)
    copy.close()
