"""What the program remembers for a person between two starts."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from annotator.domain.errors import ReportedError

RECENT_LIMIT = 12
"""How many recent projects are remembered."""

_Read = Callable[[Any], Any]


def _text(limit: int = 4096) -> _Read:
    def read(value: Any) -> str:
        if not isinstance(value, str) or len(value) > limit:
            raise ValueError("not a text")
        return value

    return read


def _one_of(*allowed: str) -> _Read:
    def read(value: Any) -> str:
        if value not in allowed:
            raise ValueError("not one of the choices")
        return str(value)

    return read


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("not true or false")
    return value


def _whole(least: int, most: int) -> _Read:
    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError("not a whole number in range")
        return value

    return read


def _share(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError("not a number from 0 to 1")
    return float(value)


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(part, str) for part in value):
        raise ValueError("not a list of texts")
    return tuple(value)


def _keys(value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise ValueError("not a table")
    return {command: _texts(keys) for command, keys in value.items()}


def _setting(default: Any, read: _Read) -> Any:
    if isinstance(default, dict):
        return field(default_factory=dict, metadata={"read": read})
    return field(default=default, metadata={"read": read})


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, declared once with its default and what a file may say.

    Attributes:
        theme: "system" follows the desktop.
        article_zoom: per cent of the article text's normal size.
        article_face: "serif" or "sans".
        density: "comfortable" or "compact" rows and lines.
        reviewer_name: who gives the verdicts; empty until asked.
        keeps_level: whether counterparts come to the height of the claim that becomes current.
        weak_links: whether links below the threshold show in the claim panel.
        goes_on: whether a verdict moves on to the next unreviewed claim.
        sensitivity: 0 to 1; 1 shows every candidate, 0 only the certain ones.
        csv_bom: whether a CSV starts with a byte order mark, for Excel.
        csv_columns: the columns of an export, in order; empty means the usual ones.
        keys: for each remapped command its keys, in Qt's portable form; no keys is allowed.
        recent_projects: absolute paths, newest first.
        last_project: the project that opens at the next start, or empty.
        window_geometry, window_state: the window system's own bytes, as base64.
        articles_shown, claims_shown, panel_shown: which parts of the window are open.
        unknown: what a newer version wrote; kept as it is.
    """

    theme: str = _setting("system", _one_of("system", "light", "dark", "high_contrast"))
    article_zoom: int = _setting(100, _whole(50, 300))
    article_face: str = _setting("serif", _one_of("serif", "sans"))
    density: str = _setting("comfortable", _one_of("comfortable", "compact"))
    reviewer_name: str = _setting("", _text(200))
    goes_on: bool = _setting(True, _flag)
    keeps_level: bool = _setting(True, _flag)
    weak_links: bool = _setting(False, _flag)
    sensitivity: float = _setting(0.75, _share)
    csv_bom: bool = _setting(False, _flag)
    csv_columns: tuple[str, ...] = _setting((), _texts)
    keys: Mapping[str, tuple[str, ...]] = _setting({}, _keys)
    recent_projects: tuple[str, ...] = _setting((), _texts)
    last_project: str = _setting("", _text())
    window_geometry: str = _setting("", _text(100_000))
    window_state: str = _setting("", _text(100_000))
    articles_shown: bool = _setting(True, _flag)
    claims_shown: bool = _setting(True, _flag)
    panel_shown: bool = _setting(True, _flag)
    unknown: Mapping[str, Any] = field(default_factory=dict)

    @property
    def threshold(self) -> float:
        """The least check-worthiness (0 to 1) of a candidate that shows at this sensitivity."""
        return round(1.0 - self.sensitivity, 4)


def with_recent_project(settings: Settings, path: str) -> Settings:
    """The settings after ``path`` was opened: it is the last project and the newest recent one."""
    others = tuple(known for known in settings.recent_projects if known != path)
    return replace(settings, last_project=path, recent_projects=(path, *others)[:RECENT_LIMIT])


def without_recent_project(settings: Settings, path: str) -> Settings:
    """The settings after ``path`` was taken off the list, because it is gone or unwanted."""
    return replace(
        settings,
        recent_projects=tuple(known for known in settings.recent_projects if known != path),
        last_project="" if settings.last_project == path else settings.last_project,
    )


def settings_from_json(values: Mapping[str, Any]) -> Settings:
    """Settings from parsed JSON: a wrong value gives way to its default, unknown keys are kept."""
    known: dict[str, Any] = {}
    names = set()
    for setting in fields(Settings):
        read = setting.metadata.get("read")
        if read is None:
            continue
        names.add(setting.name)
        if setting.name in values:
            try:
                known[setting.name] = read(values[setting.name])
            except ValueError:
                continue
    unknown = {key: value for key, value in values.items() if key not in names}
    return Settings(**known, unknown=unknown)


def settings_to_json(settings: Settings) -> dict[str, Any]:
    """The JSON form of the settings: what differs from the defaults, and what was unknown."""
    default = Settings()
    values: dict[str, Any] = dict(settings.unknown)
    for setting in fields(Settings):
        value = getattr(settings, setting.name)
        if "read" in setting.metadata and value != getattr(default, setting.name):
            values[setting.name] = value
    return values


def read_settings(path: Path) -> tuple[Settings, ReportedError | None]:
    """The settings in the file at ``path``, and what to tell the user if it was damaged.

    A missing file means the defaults. A damaged one is set aside as ``NAME.broken``.
    """
    try:
        values = json.loads(path.read_bytes().decode("utf-8-sig"))
        if not isinstance(values, dict):
            raise ValueError("the file does not hold a table")
    except FileNotFoundError:
        return Settings(), None
    except OSError as error:
        return Settings(), ReportedError(
            "The settings could not be read.",
            "The program runs with its usual settings; projects are not affected.",
            "Check the rights of the settings folder.",
            f"{path}: {error.strerror or error}",
        )
    except (ValueError, RecursionError) as error:
        return Settings(), _set_aside(path, error)
    return settings_from_json(values), None


def _set_aside(path: Path, error: Exception) -> ReportedError:
    broken = path.with_name(path.name + ".broken")
    try:
        path.replace(broken)
        safe = f"It was set aside as {broken.name}; projects are not affected."
    except OSError:
        safe = "It was left where it is; projects are not affected."
    return ReportedError(
        "The file with the settings is damaged.",
        safe,
        "The program runs with its usual settings.",
        f"{path}: {type(error).__name__}",
    )


def write_settings(path: Path, settings: Settings) -> None:
    """Put the settings into the file at ``path``: whole or not at all.

    Raises:
        ReportedError: the file could not be written; the earlier one is untouched.
    """
    # Plain ASCII: a path may hold a lone surrogate, which UTF-8 cannot carry.
    content = json.dumps(settings_to_json(settings), indent=1).encode("ascii") + b"\n"
    written: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=path.name + ".", dir=path.parent)
        written = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        written.replace(path)
    except OSError as error:
        if written is not None:
            written.unlink(missing_ok=True)
        raise ReportedError(
            "The settings could not be saved.",
            "They hold until the program ends; projects are not affected.",
            "Check the free space and the rights of the settings folder.",
            f"{path}: {error.strerror or error}",
        ) from error
