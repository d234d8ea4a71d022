"""The workflows fit their schema, and every script, command and option in them exists."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import import_module, resources
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

import annotator

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SCHEMA = resources.files("check_jsonschema") / "builtin_schemas" / "vendor"


def workflow(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    return loaded


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in workflow(path)["jobs"].values() for step in job["steps"]]


def commands(path: Path) -> str:
    return "\n".join(step["run"] for step in steps(path) if "run" in step)


def test_both_are_there() -> None:
    assert [path.name for path in WORKFLOWS] == ["release.yml", "test.yml"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_it_fits_the_schema_of_workflows(path: Path) -> None:
    schema = json.loads((SCHEMA / "github-workflows.json").read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(workflow(path))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_their_whole_hash_and_say_which_version_it_is(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert lines
    for line in lines:
        assert re.search(r"uses: actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_may_write_but_the_job_that_publishes(path: Path) -> None:
    content = workflow(path)
    assert content["permissions"] == {"contents": "read"}
    writing = {name for name, job in content["jobs"].items() if "permissions" in job}
    assert writing <= {"publish"}
    assert all("timeout-minutes" in job for job in content["jobs"].values())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_secrets_never_stand_in_a_command(path: Path) -> None:
    # What is put into a command by the workflow's own braces is run, whatever it holds.
    assert "${{" not in commands(path)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_script_that_is_called_exists(path: Path) -> None:
    called = set(re.findall(r"[\w/]+\.py\b", commands(path)))
    assert "start.py" in called or path.name == "release.yml"
    assert called
    for name in called:
        assert (ROOT / name).is_file(), name


def test_each_job_waits_for_jobs_that_exist() -> None:
    for path in WORKFLOWS:
        jobs = workflow(path)["jobs"]
        for job in jobs.values():
            needs = job.get("needs", [])
            assert {needs} if isinstance(needs, str) else set(needs) <= set(jobs)


def test_the_options_of_start_package_exist() -> None:
    used = set(re.findall(r"start\.py package((?: --[\w-]+)*)", commands(ROOT / WORKFLOWS[0])))
    options = {option for words in used for option in words.split()}
    assert options
    text = (ROOT / "packaging" / "package.py").read_text("utf-8")
    for option in options:
        assert f'"{option}"' in text


def test_unsigned_packages_are_announced_and_signing_is_skipped() -> None:
    release = steps(ROOT / ".github" / "workflows" / "release.yml")
    for secret in ("WINDOWS_CERTIFICATE", "MACOS_CERTIFICATE"):
        conditions = [step.get("if", "") for step in release if secret in step.get("if", "")]
        assert f"env.{secret} == ''" in conditions
        assert f"env.{secret} != ''" in conditions


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Any:
    path, known = list(sys.path), set(sys.modules)

    def load(name: str) -> ModuleType:
        monkeypatch.syspath_prepend(str(ROOT / "packaging"))
        return import_module(name)

    yield load
    sys.path[:] = path
    for name in {"release_notes", "collect_release", "identity"} - known:
        sys.modules.pop(name, None)


CHANGELOG = """# Changelog

## [Unreleased]

## [1.2.0] - 2026-01-01
### Added
- This.

## [1.1.0] - 2025-01-01

[1.1.0]: address
"""


def test_the_notes_of_a_release_are_its_part_of_the_changelog(script: Any) -> None:
    notes = script("release_notes").notes
    assert notes(CHANGELOG, "1.2.0") == "### Added\n- This."
    with pytest.raises(LookupError, match="says nothing"):
        notes(CHANGELOG, "1.1.0")
    with pytest.raises(LookupError, match="no section"):
        notes(CHANGELOG, "1.3.0")


def test_a_tag_that_is_not_the_version_is_refused() -> None:
    command = [sys.executable, ROOT / "packaging" / "release_notes.py", "v99.0.0"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert annotator.__version__ in done.stderr


def put(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    sums = subprocess.run(
        [sys.executable, "-c", "import hashlib,sys;[print(hashlib.sha256(open(n,'rb').read())"
         ".hexdigest()+'  '+n) for n in sys.argv[1:]]", *files],
        cwd=folder, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    (folder / "SHA256SUMS").write_text(sums)


def test_the_files_of_all_systems_get_one_list(script: Any, tmp_path: Path) -> None:
    put(tmp_path / "from" / "linux", deb="d", both="b")
    put(tmp_path / "from" / "windows", setup="s", both="b")
    (tmp_path / "from" / "notes").mkdir()
    names = script("collect_release").collect(tmp_path / "from", tmp_path / "to")
    assert names == ["both", "deb", "setup"]
    assert {path.name for path in (tmp_path / "to").iterdir()} == {*names, "SHA256SUMS"}
    assert len((tmp_path / "to" / "SHA256SUMS").read_text().splitlines()) == 3


@pytest.mark.parametrize("harm", ["changed", "added", "lost", "other", "nothing"])
def test_what_is_not_what_was_built_is_refused(script: Any, tmp_path: Path, harm: str) -> None:
    source = tmp_path / "from"
    if harm != "nothing":
        put(source / "linux", deb="d")
    if harm == "changed":
        (source / "linux" / "deb").write_text("evil")
    elif harm == "added":
        (source / "linux" / "more").write_text("m")
    elif harm == "lost":
        (source / "linux" / "deb").unlink()
    elif harm == "other":
        put(source / "windows", deb="another")
    module = script("collect_release")
    with pytest.raises(module.Refused):
        module.collect(source, tmp_path / "to")
    assert not (tmp_path / "to").exists()
