from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import ReportedError
from annotator.services import places
from annotator.services.settings import (
    RECENT_LIMIT,
    Settings,
    read_settings,
    settings_from_json,
    settings_to_json,
    with_recent_project,
    without_recent_project,
    write_settings,
)


def test_a_missing_file_means_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.json") == (Settings(), None)


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    settings = Settings(
        theme="dark",
        article_zoom=120,
        reviewer_name="M. Krause",
        sensitivity=0.8,
        csv_columns=("quote", "verdict"),
        keys={"next_claim": ("G", "Down"), "dismiss": ()},
        recent_projects=("/a.fact", "/b\udcff.fact"),
        window_geometry="AAEC",
    )

    write_settings(path, settings)

    assert read_settings(path) == (settings, None)
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


def test_unknown_keys_survive_a_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "dark", "of_a_newer_version": {"deep": [1, 2]}}')

    settings, trouble = read_settings(path)
    write_settings(path, settings)

    assert trouble is None
    assert settings.theme == "dark"
    assert json.loads(path.read_text())["of_a_newer_version"] == {"deep": [1, 2]}


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("theme", "purple"),
        ("theme", 3),
        ("article_zoom", "big"),
        ("article_zoom", 10_000),
        ("article_zoom", True),
        ("sensitivity", 1.5),
        ("sensitivity", float("nan")),
        ("sensitivity", 10**400),
        ("csv_bom", 1),
        ("csv_columns", "quote"),
        ("csv_columns", [1]),
        ("keys", []),
        ("keys", {"undo": "Ctrl+Z"}),
        ("recent_projects", None),
        ("reviewer_name", ["a"]),
    ],
)
def test_a_wrong_value_gives_way_to_its_default_and_spares_the_others(key: str, wrong: Any) -> None:
    settings = settings_from_json({"density": "compact", key: wrong})

    assert getattr(settings, key) == getattr(Settings(), key)
    assert settings.density == "compact"


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[1]", b"\xff\xfe\x00", b'"x"', b"[" * 100_000, b'{"a": 1'],
)
def test_a_damaged_file_is_set_aside_and_reported(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)

    settings, trouble = read_settings(path)

    assert settings == Settings()
    assert trouble is not None
    assert "settings.json.broken" in trouble.safe
    assert not path.exists()
    assert (tmp_path / "settings.json.broken").read_bytes() == content


def test_a_folder_in_the_place_of_the_file_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.mkdir()

    settings, trouble = read_settings(path)

    assert settings == Settings()
    assert trouble is not None


def test_a_failed_write_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.json"
    write_settings(path, Settings(theme="dark"))

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ReportedError, match="could not be saved"):
        write_settings(path, Settings(theme="light"))

    assert read_settings(path)[0].theme == "dark"
    assert [file.name for file in tmp_path.iterdir()] == ["settings.json"]


def test_only_what_differs_from_the_defaults_is_written() -> None:
    assert settings_to_json(Settings(density="compact")) == {"density": "compact"}


def test_every_setting_knows_how_to_read_itself() -> None:
    for setting in fields(Settings):
        assert setting.name == "unknown" or callable(setting.metadata["read"]), setting.name


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
_names = st.sampled_from([setting.name for setting in fields(Settings)]) | st.text(max_size=5)


@given(st.dictionaries(_names, _json, max_size=6))
def test_any_json_makes_settings_that_read_back_the_same(values: dict[str, Any]) -> None:
    settings = settings_from_json(values)
    again = settings_from_json(json.loads(json.dumps(settings_to_json(settings))))

    assert repr(again) == repr(settings)


def test_recent_projects_are_newest_first_without_doubles() -> None:
    settings = Settings()
    for number in range(RECENT_LIMIT + 3):
        settings = with_recent_project(settings, f"/{number}.fact")
    settings = with_recent_project(settings, "/5.fact")

    assert settings.recent_projects[:2] == ("/5.fact", f"/{RECENT_LIMIT + 2}.fact")
    assert len(settings.recent_projects) == len(set(settings.recent_projects)) == RECENT_LIMIT
    assert settings.last_project == "/5.fact"


def test_a_forgotten_project_is_not_opened_at_the_next_start() -> None:
    settings = with_recent_project(with_recent_project(Settings(), "/a.fact"), "/b.fact")

    assert without_recent_project(settings, "/b.fact").last_project == ""
    assert without_recent_project(settings, "/a.fact").last_project == "/b.fact"
    assert without_recent_project(settings, "/a.fact").recent_projects == ("/b.fact",)


def test_more_sensitivity_is_a_lower_threshold() -> None:
    assert Settings(sensitivity=0.8).threshold == pytest.approx(0.2)
    assert Settings(sensitivity=1.0).threshold == 0.0


def test_one_folder_can_hold_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(places.HOME_VARIABLE, str(tmp_path))

    folders = {
        places.config_dir(),
        places.data_dir(),
        places.log_dir(),
        places.backup_dir(),
        places.default_projects_dir(),
    }

    assert len(folders) == 5
    assert all(folder.parent == tmp_path for folder in folders)
    assert places.settings_path() == tmp_path / "config" / "settings.json"


def test_without_it_the_system_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(places.HOME_VARIABLE)

    assert places.config_dir().is_absolute()
    assert "fact-annotator" in str(places.config_dir())
    assert places.default_projects_dir().name == "Fact Annotator"
    assert places.backup_dir().parent == places.data_dir()
