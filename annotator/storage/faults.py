"""SQLite's faults in the words of the desk."""

from __future__ import annotations

import sqlite3

from annotator.domain.errors import NotSaved, ProjectUnreadable


def fault_words(error: sqlite3.Error) -> str:
    """SQLite's own words for a fault, without the cell that it may quote."""
    words = str(error).partition(" with text ")[0]
    name = getattr(error, "sqlite_errorname", "")
    return f"{name}: {words}" if name else words


def unreadable(details: str) -> ProjectUnreadable:
    """The message for something in the open project that cannot be read."""
    return ProjectUnreadable(
        "The project file could not be read.",
        "Everything that was saved is still in the file or in its backups.",
        "Check that its disk is there. If it is, the file is damaged: open the newest backup.",
        details,
    )


def not_saved(details: str) -> NotSaved:
    """The message for the person whose act a fault stopped; ``details`` are ``fault_words``."""
    name = details.partition(":")[0]
    if name.startswith("SQLITE_FULL"):
        what, remedy = "The disk is full.", "Free some space and try again."
    elif name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        what = "Another program is writing to the project file."
        remedy = "Wait for it to finish and try again."
    elif name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN")):
        what = "The project file cannot be written."
        remedy = "Check that its folder is still there and that you may write to it."
    elif name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        what = "The project file is damaged."
        remedy = "Close it and open the newest backup."
    else:
        what, remedy = "The project file could not be written.", "Try again."
    return NotSaved(what, "The last act was not saved; everything before it is.", remedy, details)
