"""What tells one state of the comparison from another, without loading anything of it."""

from __future__ import annotations

import hashlib
from functools import cache

from annotator.assets import asset_path

RULES = "18"
"""Changes whenever links may change without a change of the files below."""


@cache
def comparer_version() -> str:
    """A short text that changes whenever links may change: the rules and every file they read."""
    digest = hashlib.sha256()
    folder = asset_path("resources", "nlp")
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode())
        # Piece by piece: the window's process asks for this, and needs none of the contents.
        with file.open("rb") as opened:
            digest.update(hashlib.file_digest(opened, "sha256").digest())
    return f"{RULES}+{digest.hexdigest()[:12]}"
