"""Backups: verified, thinned, never a bad one for a good one."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import NotSaved
from annotator.services.project import Project
from annotator.storage import backup as backup_module
from annotator.storage.backup import (
    Backup,
    back_up,
    backup_folder,
    backups_in,
    daily_backup,
    surplus_backups,
)
from annotator.storage.connection import connect
from tests.made_projects import detected_project, dump, opened, raw

NOW = datetime(2024, 5, 4, 12, tzinfo=UTC)


def _old(folder: Path, taken_at: datetime) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{taken_at.strftime('%Y%m%dT%H%M%S%fZ')}.daily.fact"
    path.write_bytes(b"a good backup")
    return path


def test_a_backup_is_the_project_in_one_file(project: Project, tmp_path: Path) -> None:
    project.keep_view_state({"only in the log": 1})
    made = back_up(project.database, tmp_path / "deep" / "backups", reason="before-merge")
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name]
    copy = raw(made.path)
    assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert dump(copy) == dump(project.database.connection)
    copy.close()
    assert backups_in(made.path.parent) == [made]
    assert made.reason == "before-merge"


def test_a_backup_opens_as_a_project(project: Project, tmp_path: Path) -> None:
    made = back_up(project.database, tmp_path / "backups", reason="daily")
    copy = opened(made.path.rename(tmp_path / "Restored.fact"))
    assert copy.check().sound
    assert copy.claims() == project.claims()
    assert copy.file.uuid == project.file.uuid
    copy.close()


def test_a_backup_is_made_while_another_connection_writes(project: Project, tmp_path: Path) -> None:
    reader = connect(project.path, read_only=True)
    with project.database.transaction() as connection:
        connection.execute("INSERT INTO view_state VALUES ('a', '1')")
        made = back_up(reader, tmp_path / "backups", reason="daily")
    reader.close()
    copy = raw(made.path)
    assert copy.execute("SELECT count(*) FROM view_state").fetchone() == (0,)
    copy.close()


def _scribble(path: Path) -> None:
    """Damage the pages of a closed project so that it still opens."""
    data = bytearray(path.read_bytes())
    page = 4096
    connection = raw(path)
    root = connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'claim_event'"
    ).fetchone()[0]
    connection.close()
    start = (root - 1) * page
    data[start + 8 : start + 64] = b"\xff" * 56
    path.write_bytes(data)


def test_a_corrupt_project_gives_no_backup_and_thins_nothing(tmp_path: Path) -> None:
    project = detected_project(tmp_path)
    folder = project.backups
    project.close()
    now = datetime.now(UTC)
    kept = [_old(folder, now - timedelta(days=3, minutes=n)) for n in range(3)]
    _scribble(project.path)
    damaged = opened(project.path)
    with pytest.raises(NotSaved, match="backup could not be made"):
        damaged.back_up_daily()
    damaged.close()
    assert sorted(folder.iterdir()) == sorted(kept)


@pytest.mark.parametrize("fault", [sqlite3.OperationalError("disk full"), OSError("no room")])
def test_a_backup_that_fails_leaves_nothing_and_thins_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    kept = [_old(project.backups, datetime.now(UTC) - timedelta(days=3, minutes=n)) for n in (1, 2)]

    def fail(folder: Path) -> None:
        raise fault

    monkeypatch.setattr(backup_module.Path, "replace", lambda *_: fail(project.backups))
    with pytest.raises(NotSaved) as caught:
        project.back_up_daily()
    assert str(fault) in caught.value.details
    assert sorted(project.backups.iterdir()) == sorted(kept)


def test_a_folder_that_cannot_be_made_is_reported(project: Project, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotSaved):
        back_up(project.database, tmp_path / "file" / "backups", reason="daily")


def test_there_is_one_backup_a_day(project: Project) -> None:
    project.back_up_daily()
    project.back_up_daily()
    assert len(backups_in(project.backups)) == 1


@pytest.mark.parametrize(
    ("age", "due"),
    [
        (timedelta(hours=23), False),
        (timedelta(hours=25), True),
        (timedelta(days=-30), True),  # Made while the clock was a month ahead.
    ],
)
def test_a_backup_is_due_after_a_day(project: Project, age: timedelta, due: bool) -> None:
    _old(project.backups, datetime.now(UTC) - age)
    assert (daily_backup(project.database, project.backups) is not None) == due


def test_a_reader_takes_no_backup(project: Project) -> None:
    reader = opened(project.path, read_only=True)
    reader.back_up_daily()
    reader.close()
    assert not project.backups.exists()


def test_a_daily_backup_thins_and_clears_what_was_never_finished(project: Project) -> None:
    now = datetime.now(UTC)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    later = _old(project.backups, midnight - timedelta(days=4, hours=1))
    earlier = _old(project.backups, midnight - timedelta(days=4, hours=2))
    stale, fresh = (project.backups / f".{n}.daily.fact.{n}.new" for n in (1, 2))
    for path in (stale, fresh):
        path.write_bytes(b"half")
    two_days_ago = (now - timedelta(days=2)).timestamp()
    os.utime(stale, (two_days_ago, two_days_ago))
    project.back_up_daily()
    names = {path.name for path in project.backups.iterdir()}
    assert later.name in names
    assert earlier.name not in names
    assert stale.name not in names
    assert fresh.name in names


def test_other_files_are_no_backups(tmp_path: Path) -> None:
    for name in ("notes.txt", "Mine.fact", "20240504T120000000000Z.daily.fact.bak"):
        (tmp_path / name).write_text("")
    _old(tmp_path, NOW)
    assert [backup.taken_at for backup in backups_in(tmp_path)] == [NOW]
    assert backups_in(tmp_path / "nowhere") == []


def test_the_folder_tells_copies_apart_and_stays_for_one_file(tmp_path: Path) -> None:
    first = backup_folder(tmp_path, "u" * 36, tmp_path / "A.fact")
    assert first == backup_folder(tmp_path, "u" * 36, tmp_path / "x" / ".." / "A.fact")
    assert first != backup_folder(tmp_path, "u" * 36, tmp_path / "B.fact")


def _backups(ages: list[timedelta]) -> list[Backup]:
    return sorted(
        (Backup(Path(f"{n}"), NOW - age, "daily") for n, age in enumerate(ages)),
        key=lambda backup: backup.taken_at,
    )


def test_two_years_of_daily_backups_are_thinned_as_documented() -> None:
    backups = _backups([timedelta(days=n, minutes=7) for n in range(730)])
    surplus = surplus_backups(backups, NOW)
    ages = sorted((NOW - b.taken_at).days for b in backups if b not in surplus)
    days = [age for age in ages if age < 14]
    weeks = [age for age in ages if 14 <= age < 56]
    months = [age for age in ages if age >= 56]
    assert days == list(range(14))
    assert len(weeks) == 7  # Seven calendar weeks touch the six between.
    assert 22 <= len(months) <= 24
    # Of a week its last day is kept, of a month too.
    kept = [b.taken_at for b in backups if b not in surplus]
    for taken_at in kept:
        age = (NOW - taken_at).days
        if age >= 56 + 31:
            assert (taken_at + timedelta(days=1)).month != taken_at.month


ages = st.lists(
    st.integers(min_value=-3 * 24 * 60, max_value=900 * 24 * 60).map(
        lambda m: timedelta(minutes=m)
    ),
    min_size=1,
    max_size=60,
    unique=True,
)


@given(ages)
def test_thinning_keeps_the_newest_the_last_day_and_one_a_month(drawn: list[timedelta]) -> None:
    backups = _backups(drawn)
    surplus = surplus_backups(backups, NOW)
    kept = [backup for backup in backups if backup not in surplus]
    assert backups[-1] in kept
    assert all(NOW - backup.taken_at >= timedelta(days=1) for backup in surplus)
    months = {(b.taken_at.year, b.taken_at.month) for b in backups}
    assert {(b.taken_at.year, b.taken_at.month) for b in kept} == months
    # Thinning again gives up nothing more.
    assert surplus_backups(kept, NOW) == []


@given(ages, st.integers(min_value=0, max_value=400))
def test_thinning_day_after_day_leaves_something_younger_for_everything_given_up(
    drawn: list[timedelta], days: int
) -> None:
    backups = kept = _backups(drawn)
    for day in range(0, days, 9):
        surplus = surplus_backups(kept, NOW + timedelta(days=day))
        kept = [backup for backup in kept if backup not in surplus]
    # Its day's newest, that one's week's newest, that one's month's newest.
    reach = timedelta(days=1 + 7 + 31)
    for backup in backups:
        assert any(timedelta(0) <= k.taken_at - backup.taken_at < reach for k in kept)
