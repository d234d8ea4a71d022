"""A process that is killed at any moment loses nothing that it acknowledged."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.services import comparing, linking
from annotator.services.project import Project
from annotator.storage import migrations
from tests.made_projects import OTHER_TEXT, TEXT, detected_project, dump, opened, raw

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork")

SEED = 20240504


class Victims:
    """The process of victim.py, whose children are killed."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.victim"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).resolve().parents[2],
        )
        self.random = random.Random(SEED)

    def killed(self, work: str, *arguments: object, most_said: int, wait: float) -> list[str]:
        """Start a child, kill it, and say what it acknowledged.

        It dies after a random number of acknowledgements up to ``most_said``, and a random moment
        of up to ``wait`` seconds later.
        """
        self._start(work, *arguments)
        child, said, gone = 0, [], False
        enough = self.random.randint(0, most_said)
        while not gone and (not child or len(said) < enough):
            child, gone = self._heard(said, child)
        moment = time.perf_counter() + self.random.random() * wait
        while time.perf_counter() < moment:
            pass
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        while not gone:
            child, gone = self._heard(said, child)
        return said

    def _start(self, work: str, *arguments: object) -> None:
        assert self.process.stdin
        self.process.stdin.write("\t".join([work, *map(str, arguments)]) + "\n")
        self.process.stdin.flush()

    def _heard(self, said: list[str], child: int) -> tuple[int, bool]:
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, "the process that forks ended"
        line = line.rstrip("\n")
        if line.startswith("child "):
            return int(line.partition(" ")[2]), False
        if line == "gone":
            return child, True
        said.append(line)
        return child, False


@pytest.fixture(scope="module")
def victims() -> Iterator[Victims]:
    """The process that forks."""
    started = Victims()
    with started.process:
        yield started
        assert started.process.stdin
        started.process.stdin.close()


def _recorded(project: Project) -> set[str]:
    return {
        f"{operation} {claim} {verdict}"
        for operation, claim, verdict in project.database.rows(
            "SELECT operation_id, claim_id, verdict FROM verdict_event"
        )
    }


def _half_written(project: Project) -> list[tuple[int]]:
    return list(
        project.database.rows(
            "SELECT id FROM operation WHERE act = 'decide'"
            " AND (SELECT count(*) FROM verdict_event WHERE operation_id = operation.id) <> 1"
        )
    )


def test_every_acknowledged_verdict_survives_200_deaths(victims: Victims, tmp_path: Path) -> None:
    project = detected_project(tmp_path, TEXT, OTHER_TEXT)
    project.close()
    acknowledged: set[str] = set()
    for _ in range(200):
        said = victims.killed("give_verdicts", project.path, most_said=6, wait=0.004)
        acknowledged.update(said)
        again = opened(project.path)
        assert not again.read_only
        recorded = _recorded(again)
        assert acknowledged <= recorded
        # At most the one that was on its way when death came.
        assert len(recorded - acknowledged) <= 1
        acknowledged = recorded
        assert _half_written(again) == []
        assert again.check().findings == ()
        last = {line.split()[1]: line.split()[2] for line in sorted(recorded, key=_operation)}
        verdicts = {str(c.id): c.verdict.value for c in again.claims() if c.verdict}
        assert verdicts == last
        again.close()
    assert len(acknowledged) > 200


def _operation(line: str) -> int:
    return int(line.split()[0])


def test_nothing_half_made_bears_the_name_of_a_project(victims: Victims, tmp_path: Path) -> None:
    for _ in range(30):
        said = victims.killed("create_projects", tmp_path, most_said=2, wait=0.02)
        made = {path.name for path in tmp_path.glob("*.fact") if not path.name.startswith(".")}
        assert set(said) <= made
        assert len(made - set(said)) <= 1
        for name in made:
            project = opened(tmp_path / name)
            assert project.check().findings == ()
            project.close()
            project.path.unlink()


def test_every_backup_that_bears_a_name_is_whole(victims: Victims, tmp_path: Path) -> None:
    project = detected_project(tmp_path, TEXT, OTHER_TEXT, "The dam held. " * 20_000)
    before = dump(project.database.connection)
    project.close()
    folder = tmp_path / "made"
    for _ in range(25):
        said = victims.killed("make_backups", project.path, folder, most_said=1, wait=0.04)
        made = {path.name for path in folder.glob("*.fact")} if folder.exists() else set()
        assert set(said) <= made
        for name in made:
            copy = raw(folder / name)
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert dump(copy) == before
            copy.close()
            (folder / name).unlink()
    again = opened(project.path)
    assert dump(again.database.connection) == before
    again.close()


def test_an_event_is_kept_whole_or_not_at_all(victims: Victims, tmp_path: Path) -> None:
    project = detected_project(tmp_path, TEXT, OTHER_TEXT, f"{TEXT} Now.", f"{OTHER_TEXT} Now.")
    project.close()
    kept: dict[int, float] = {}
    for _ in range(60):
        said = victims.killed("keep_events", project.path, most_said=5, wait=0.006)
        again = opened(project.path)
        # The last one may have been kept without a word.
        kept.update((int(event), float(score)) for event, score in map(str.split, said))
        stored = _scores_by_event(again)
        assert all(len(links) in (9, 16) and len(set(links)) == 1 for links in stored.values())
        assert len({event for event in kept if kept[event] not in stored[event]}) <= 1
        kept = {event: links[0] for event, links in stored.items()}
        unchanged = comparing.unchanged_events(again, comparing.articles_to_compare(again))
        assert {texts[0] for texts in unchanged} == kept.keys()
        assert again.check().findings == ()
        again.close()
    assert kept.keys() == {1, 3}


def test_an_event_that_is_kept_in_steps_is_told_whole_or_not_at_all(
    victims: Victims, tmp_path: Path
) -> None:
    project = detected_project(tmp_path, TEXT, OTHER_TEXT, f"{TEXT} Now.", f"{OTHER_TEXT} Now.")
    project.close()
    known: set[int] = set()
    cut_short = 0
    for _ in range(60):
        said = victims.killed("keep_events_in_steps", project.path, most_said=20, wait=0.002)
        again = opened(project.path)
        told: dict[int, list[float | None]] = {}
        for link in linking.links(again):
            told.setdefault(1 if link.a <= 6 else 3, []).append(link.score)
        assert all(len(links) in (9, 16) and len(set(links)) == 1 for links in told.values())
        # Of an event that was known before, only the one is gone that was being replaced.
        known |= {int(line.split()[0]) for line in said if line != "step"}
        assert len(known - told.keys()) <= 1
        cut_short += len(known - told.keys())
        known = set(told)
        unchanged = comparing.unchanged_events(again, comparing.articles_to_compare(again))
        assert {texts[0] for texts in unchanged} == known
        assert again.check().findings == ()
        again.close()
    assert cut_short


def _scores_by_event(project: Project) -> dict[int, list[float]]:
    stored: dict[int, list[float]] = {}
    for event, score in project.database.rows(
        "SELECT event, score FROM proposed_link JOIN compared_text ON article_text_id = text_a"
    ):
        stored.setdefault(event, []).append(score)
    return stored


def test_a_conversion_that_is_killed_is_done_or_not(
    victims: Victims, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "migrations"
    folder.mkdir()
    for file in migrations.migration_files():
        shutil.copy(file, folder)
    newest = migrations.latest_version()
    many = "".join(f"CREATE TABLE note_{n} (id INTEGER PRIMARY KEY);\n" for n in range(150))
    (folder / f"{newest + 1:04}_notes.sql").write_text(
        f"{many}PRAGMA user_version = {newest + 1};\n", encoding="utf-8"
    )
    original = detected_project(tmp_path, TEXT, OTHER_TEXT)
    claims = original.claims()
    original.close()
    monkeypatch.setattr(migrations, "migration_folder", lambda: folder)
    versions = set()
    wait = 0.01
    for number in range(40):
        path = tmp_path / f"{number}.fact"
        shutil.copy(original.path, path)
        victims.killed("convert", path, folder, most_said=0, wait=wait)
        connection = raw(path)
        version = migrations.user_version(connection)
        assert tuple(migrations.schema_entries(connection)) == migrations.expected_schema(version)
        connection.close()
        versions.add(version)
        # Homes in on the moment of the commit, however fast the machine is just now.
        wait *= 1.5 if version == newest else 0.7
        converted = opened(path)
        assert migrations.user_version(converted.database.connection) == newest + 1
        assert converted.claims() == claims
        assert converted.check().findings == ()
        converted.close()
    # Death came before the end and after it.
    assert versions == {newest, newest + 1}
