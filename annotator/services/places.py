"""Where the program keeps its files on this machine."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

HOME_VARIABLE = "FACT_ANNOTATOR_HOME"
"""Environment variable: one folder that holds everything, for tests and portable use."""

_NAME = "fact-annotator"


def config_dir() -> Path:
    """The folder of the settings."""
    return _own("config") or Path(platformdirs.user_config_dir(_NAME, appauthor=False))


def data_dir() -> Path:
    """The folder of what the program keeps for itself, such as the sample project."""
    return _own("data") or Path(platformdirs.user_data_dir(_NAME, appauthor=False))


def log_dir() -> Path:
    """The folder of the logs."""
    return _own("logs") or Path(platformdirs.user_log_dir(_NAME, appauthor=False))


def backup_dir() -> Path:
    """The folder of the projects' backups."""
    return _own("backups") or data_dir() / "backups"


def default_projects_dir() -> Path:
    """Where projects are put when nobody says otherwise; a folder the user finds easily."""
    return _own("projects") or Path(platformdirs.user_documents_dir()) / "Fact Annotator"


def settings_path() -> Path:
    """The file of the settings."""
    return config_dir() / "settings.json"


def _own(folder: str) -> Path | None:
    home = os.environ.get(HOME_VARIABLE, "")
    return Path(home).absolute() / folder if home else None
