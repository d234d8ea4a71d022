"""Project files of every version open, and a conversion that fails leaves them as they were."""

from __future__ import annotations

import gzip
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.assets import asset_path
from annotator.cli.entry import run
from annotator.domain.claim import ClaimState
from annotator.domain.errors import ProjectRefused
from annotator.domain.link import LinkDecision
from annotator.domain.verdict import Verdict
from annotator.services import comparing, learning, linking
from annotator.services.project import create_project
from annotator.storage import migrations
from annotator.storage.backup import backups_in
from annotator.storage.check import check_project
from annotator.storage.connection import connect
from tests.made_projects import opened, raw
from tests.migrations.make_version_file import version_file

ADD_EMAIL = "ALTER TABLE reviewer ADD COLUMN email TEXT;\n"
NEW_VIEW = "CREATE VIEW reviewer_now AS SELECT id, name FROM reviewer;\n"
NEWEST = migrations.latest_version()
SET_NEXT = f"PRAGMA user_version = {NEWEST + 1};\n"
SET_AFTER = f"PRAGMA user_version = {NEWEST + 2};\n"
NEXT, AFTER = f"{NEWEST + 1:04}", f"{NEWEST + 2:04}"

AddMigration = Callable[[str, str], None]


@pytest.fixture
def old_project(tmp_path: Path) -> Path:
    """A project that is up to date, before the migrations that a test adds."""
    path = tmp_path / "Old.fact"
    path.write_bytes(gzip.decompress(version_file(NEWEST).read_bytes()))
    return path


@pytest.fixture
def add_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AddMigration:
    """Makes the program one that ships another migration; the folder replaces the shipped one."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    for file in migrations.migration_files():
        shutil.copy(file, folder)

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
    assert len(project.undo_state().undo) == {1: 5, 2: 6}.get(version, 7)
    assert learning.learns(project) is (version > 2)
    said = [link.decision for link in linking.links(project) if link.reviewer]
    assert said == ([] if version == 1 else [LinkDecision.CONFIRMED])
    project.close()
    assert bool(_backups(path)) == (version < migrations.latest_version())


def test_links_that_were_proposed_before_events_are_kept_until_they_are_compared_again(
    tmp_path: Path,
) -> None:
    path = tmp_path / "Old.fact"
    path.write_bytes(gzip.decompress(version_file(3).read_bytes()))
    connection = raw(path)
    connection.execute(f"INSERT INTO compared_text VALUES (1, '5', '{'0' * 64}')")
    connection.execute("INSERT INTO proposed_link VALUES (1, 4, .9, 1, 'same', 'x', '[]')")
    connection.execute("INSERT INTO proposed_link VALUES (2, 6, .2, 0, 'partial', '', '[]')")
    connection.close()
    project = opened(path)
    assert project.check().findings == ()
    found = {(one.a, one.b): (one.score, one.reason) for one in linking.links(project)}
    assert found == {(1, 4): (0.9, "x"), (2, 6): (0.2, "")}
    articles = comparing.articles_to_compare(project)
    assert comparing.unchanged_events(project, articles) == frozenset()
    comparing.keep_links(project, articles, (), ())
    assert [(one.a, one.b) for one in linking.links(project)] == [(1, 4)], "the one by hand"
    assert comparing.is_compared(project, articles)
    project.close()


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
    add_migration(f"{NEXT}_email.sql", ADD_EMAIL + SET_NEXT)
    project = opened(old_project)
    assert project.check().findings == ()
    assert migrations.user_version(project.database.connection) == NEWEST + 1
    assert next(project.database.rows("SELECT name, email FROM reviewer")) == ("Ida Krause", None)
    project.close()
    (backup,) = _backups(old_project)
    assert backup.name.endswith(f".before-version-{NEWEST + 1}.fact")
    assert backup.parent == project.backups
    copy = raw(backup)
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert copy.execute("PRAGMA user_version").fetchone() == (NEWEST,)
    assert list(copy.iterdump()) == before
    copy.close()
    again = opened(old_project)
    assert len(again.claims()) == 6
    again.close()
    assert _backups(old_project) == [backup]


FAILING = {
    "wrong SQL": (
        f"{NEXT}_bad.sql",
        ADD_EMAIL + NEW_VIEW + "INSERT INTO nowhere VALUES (1);" + SET_NEXT,
    ),
    "guard": (f"{NEXT}_bad.sql", ADD_EMAIL + "UPDATE reviewer SET email = 'x';" + SET_NEXT),
    "forgotten version": (f"{NEXT}_bad.sql", ADD_EMAIL),
    "second of two": (f"{AFTER}_bad.sql", NEW_VIEW + "SELECT * FROM nowhere;" + SET_AFTER),
    "dangling row": (
        f"{NEXT}_bad.sql",
        "PRAGMA defer_foreign_keys = ON;"
        "CREATE TABLE note (claim_id INTEGER REFERENCES claim (id));"
        "INSERT INTO note VALUES (12345);" + SET_NEXT,
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
        add_migration(f"{NEXT}_email.sql", ADD_EMAIL + SET_NEXT)
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
    add_migration(f"{NEXT}_email.sql", ADD_EMAIL + SET_NEXT)
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
    add_migration(f"{NEXT}_email.sql", ADD_EMAIL + SET_NEXT)
    with pytest.raises(ProjectRefused, match="structure"):
        opened(old_project)
    assert old_project.read_bytes() == before
    assert _backups(old_project) == []


def test_an_older_project_is_not_converted_for_reading(
    old_project: Path, add_migration: AddMigration
) -> None:
    add_migration(f"{NEXT}_email.sql", ADD_EMAIL + SET_NEXT)
    before = old_project.read_bytes()
    with pytest.raises(ProjectRefused, match="must be converted"):
        opened(old_project, read_only=True)
    assert old_project.read_bytes() == before


def test_a_command_that_only_reads_names_how_an_older_project_is_converted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "Old.fact"
    path.write_bytes(gzip.decompress(version_file(2).read_bytes()))
    before = path.read_bytes()
    assert run(["claims", str(path)]) != 0
    told = capsys.readouterr().err
    assert f"Run “fact-annotator compare {path}”, or open it in the window" in told
    assert "The file was not changed." in told
    assert path.read_bytes() == before
    opened(path).close()
    assert run(["claims", str(path)]) == 0


def test_a_program_before_the_migration_refuses_the_file(
    old_project: Path, add_migration: AddMigration, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_migration(f"{NEXT}_email.sql", ADD_EMAIL + SET_NEXT)
    opened(old_project).close()
    before = old_project.read_bytes()
    monkeypatch.undo()
    with pytest.raises(ProjectRefused, match=rf"version {NEWEST + 1}; this program knows {NEWEST}"):
        opened(old_project)
    assert old_project.read_bytes() == before


def test_a_view_over_new_columns_passes_the_check(
    old_project: Path, add_migration: AddMigration
) -> None:
    add_migration(f"{NEXT}_email.sql", ADD_EMAIL + SET_NEXT)
    add_migration(f"{AFTER}_view.sql", NEW_VIEW + SET_AFTER)
    opened(old_project).close()
    database = connect(old_project, read_only=True)
    assert check_project(database).sound
    database.close()


@pytest.mark.parametrize(
    "name", [f"{AFTER}_gap.sql", "0001_twice.sql", "3_short.sql", f"{NEXT}-Bad.sql"]
)
def test_migrations_are_numbered_without_gaps(add_migration: AddMigration, name: str) -> None:
    add_migration(name, SET_NEXT)
    with pytest.raises(ValueError, match="does not fit position"):
        migrations.migration_files()


def test_opening_an_up_to_date_project_does_not_load_the_migration_library(
    old_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(connection: sqlite3.Connection) -> None:
        pytest.fail("migrated a project that is up to date")

    monkeypatch.setattr("annotator.storage.project_file.migrate", refuse)
    opened(old_project).close()
