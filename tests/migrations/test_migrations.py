"""Project files of every version open, and a conversion that fails leaves them as they were."""

from __future__ import annotations

import gzip
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.assets import asset_path
from annotator.domain.claim import ClaimState
from annotator.domain.errors import ProjectRefused
from annotator.domain.verdict import Verdict
from annotator.services.project import create_project
from annotator.storage import migrations
from annotator.storage.backup import backups_in
from annotator.storage.check import check_project
from annotator.storage.connection import connect
from tests.made_projects import opened, raw
from tests.migrations.make_version_file import version_file

ADD_EMAIL = "ALTER TABLE reviewer ADD COLUMN email TEXT;\n"
NEW_VIEW = "CREATE VIEW reviewer_now AS SELECT id, name FROM reviewer;\n"
SET_2 = "PRAGMA user_version = 2;\n"
SET_3 = "PRAGMA user_version = 3;\n"

AddMigration = Callable[[str, str], None]


@pytest.fixture
def old_project(tmp_path: Path) -> Path:
    """A project that the first version made."""
    path = tmp_path / "Old.fact"
    path.write_bytes(gzip.decompress(version_file(1).read_bytes()))
    return path


@pytest.fixture
def add_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AddMigration:
    """Makes the program one that ships another migration; the folder replaces the shipped one."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    shutil.copy(asset_path("db", "migrations", "0001_initial.sql"), folder)

    def add(name: str, sql: str) -> None:
        (folder / name).write_text(sql, encoding="utf-8")
        migrations._files_in.cache_clear()
        monkeypatch.setattr(migrations, "migration_folder", lambda: folder)

    return add


def _backups(path: Path) -> list[Path]:
    folders = path.parent / "backups"
    if not folders.exists():
        return []
    return [backup.path for folder in folders.iterdir() for backup in backups_in(folder)]


def test_there_is_a_file_of_every_version() -> None:
    for version in range(1, migrations.latest_version() + 1):
        data = gzip.decompress(version_file(version).read_bytes())
        assert int.from_bytes(data[60:64], "big") == version


@pytest.mark.parametrize("version", range(1, migrations.latest_version() + 1))
def test_a_file_of_every_version_opens_with_everything_in_it(tmp_path: Path, version: int) -> None:
    path = tmp_path / "Old.fact"
    path.write_bytes(gzip.decompress(version_file(version).read_bytes()))
    project = opened(path)
    assert project.check().findings == ()
    first, second, third, *others = project.claims()
    assert (first.verdict, first.reviewer) == (Verdict.VERIFIED, "Ida Krause")
    assert first.justification == "The operator's log says so: 40 million l."
    assert first.quote == "The dam held 40 million litres 😱."
    assert second.verdict is Verdict.DISPUTED
    assert (third.verdict, third.state) == (None, ClaimState.DISMISSED)
    assert len(others) == 3
    assert [article.metadata.title for article in project.articles()] == ["Article 1", "Article 2"]
    assert project.view_state() == {"columns": [1, 2]}
    assert len(project.undo_state().undo) == 5
    project.close()
    assert bool(_backups(path)) == (version < migrations.latest_version())


def test_the_schema_file_is_what_the_migrations_make() -> None:
    """If this fails: write ``schema_sql()`` of annotator.storage.migrations to db/schema.sql."""
    assert asset_path("db", "schema.sql").read_text("utf-8") == migrations.schema_sql()


def test_a_new_project_is_what_the_migrations_make(tmp_path: Path) -> None:
    create_project(tmp_path / "New.fact")
    connection = raw(tmp_path / "New.fact")
    assert tuple(migrations.schema_entries(connection)) == migrations.expected_schema()
    assert connection.execute("SELECT name FROM _sqlite_migrations").fetchall() == [
        (file.stem,) for file in migrations.migration_files()
    ]
    connection.close()


@pytest.mark.parametrize("journal", ["wal", "delete"])
def test_an_older_project_is_converted_after_a_verified_backup(
    old_project: Path, add_migration: AddMigration, journal: str
) -> None:
    plain = raw(old_project)
    assert plain.execute(f"PRAGMA journal_mode = {journal}").fetchone() == (journal,)
    before = list(plain.iterdump())
    plain.close()
    add_migration("0002_email.sql", ADD_EMAIL + SET_2)
    project = opened(old_project)
    assert project.check().findings == ()
    assert migrations.user_version(project.database.connection) == 2
    assert next(project.database.rows("SELECT name, email FROM reviewer")) == ("Ida Krause", None)
    project.close()
    (backup,) = _backups(old_project)
    assert backup.name.endswith(".before-version-2.fact")
    assert backup.parent == project.backups
    copy = raw(backup)
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert copy.execute("PRAGMA user_version").fetchone() == (1,)
    assert list(copy.iterdump()) == before
    copy.close()
    again = opened(old_project)
    assert len(again.claims()) == 6
    again.close()
    assert _backups(old_project) == [backup]


FAILING = {
    "wrong SQL": ("0002_bad.sql", ADD_EMAIL + NEW_VIEW + "INSERT INTO nowhere VALUES (1);" + SET_2),
    "guard": ("0002_bad.sql", ADD_EMAIL + "UPDATE reviewer SET email = 'x';" + SET_2),
    "forgotten version": ("0002_bad.sql", ADD_EMAIL),
    "second of two": ("0003_bad.sql", NEW_VIEW + "SELECT * FROM nowhere;" + SET_3),
    "dangling row": (
        "0002_bad.sql",
        "PRAGMA defer_foreign_keys = ON;"
        "CREATE TABLE note (claim_id INTEGER REFERENCES claim (id));"
        "INSERT INTO note VALUES (12345);" + SET_2,
    ),
}


@pytest.mark.parametrize("fault", FAILING)
@pytest.mark.parametrize("journal", ["wal", "delete"])
def test_a_conversion_that_fails_leaves_the_file_as_it_was(
    old_project: Path, add_migration: AddMigration, fault: str, journal: str
) -> None:
    plain = raw(old_project)
    plain.execute(f"PRAGMA journal_mode = {journal}")
    plain.close()
    before = old_project.read_bytes()
    if fault == "second of two":
        add_migration("0002_email.sql", ADD_EMAIL + SET_2)
    add_migration(*FAILING[fault])
    with pytest.raises(ProjectRefused, match="could not be converted"):
        opened(old_project)
    assert old_project.read_bytes() == before
    assert not list(old_project.parent.glob("Old.fact-*"))
    (backup,) = _backups(old_project)
    copy = raw(backup)
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    copy.close()


def test_a_project_that_cannot_be_backed_up_is_not_converted(
    old_project: Path, add_migration: AddMigration
) -> None:
    add_migration("0002_email.sql", ADD_EMAIL + SET_2)
    (old_project.parent / "backups").write_text("a file where the folder should be")
    before = old_project.read_bytes()
    with pytest.raises(ProjectRefused, match="could not be backed up"):
        opened(old_project)
    assert old_project.read_bytes() == before


def test_a_project_with_a_strange_structure_is_not_converted(
    old_project: Path, add_migration: AddMigration
) -> None:
    plain = raw(old_project)
    plain.execute("CREATE TRIGGER spy AFTER INSERT ON claim BEGIN SELECT 1; END")
    plain.close()
    before = old_project.read_bytes()
    add_migration("0002_email.sql", ADD_EMAIL + SET_2)
    with pytest.raises(ProjectRefused, match="structure"):
        opened(old_project)
    assert old_project.read_bytes() == before
    assert _backups(old_project) == []


def test_an_older_project_is_not_converted_for_reading(
    old_project: Path, add_migration: AddMigration
) -> None:
    add_migration("0002_email.sql", ADD_EMAIL + SET_2)
    before = old_project.read_bytes()
    with pytest.raises(ProjectRefused, match="must be converted"):
        opened(old_project, read_only=True)
    assert old_project.read_bytes() == before


def test_a_program_before_the_migration_refuses_the_file(
    old_project: Path, add_migration: AddMigration, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_migration("0002_email.sql", ADD_EMAIL + SET_2)
    opened(old_project).close()
    before = old_project.read_bytes()
    monkeypatch.undo()
    with pytest.raises(ProjectRefused, match=r"version 2; this program knows 1"):
        opened(old_project)
    assert old_project.read_bytes() == before


def test_a_view_over_new_columns_passes_the_check(
    old_project: Path, add_migration: AddMigration
) -> None:
    add_migration("0002_email.sql", ADD_EMAIL + SET_2)
    add_migration("0003_view.sql", NEW_VIEW + SET_3)
    opened(old_project).close()
    database = connect(old_project, read_only=True)
    assert check_project(database).sound
    database.close()


@pytest.mark.parametrize("name", ["0003_gap.sql", "0001_twice.sql", "2_short.sql", "0002-Bad.sql"])
def test_migrations_are_numbered_without_gaps(add_migration: AddMigration, name: str) -> None:
    add_migration(name, SET_2)
    with pytest.raises(ValueError, match="does not fit position"):
        migrations.migration_files()


def test_opening_an_up_to_date_project_does_not_load_the_migration_library(
    old_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(connection: sqlite3.Connection) -> None:
        pytest.fail("migrated a project that is up to date")

    monkeypatch.setattr("annotator.storage.project_file.migrate", refuse)
    opened(old_project).close()
