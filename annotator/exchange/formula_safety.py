"""Keeping spreadsheets from running a cell of article text as a formula, and undoing it exactly."""

from __future__ import annotations

import re
from typing import Final

MARK: Final = "'"
"""What is put before a cell that a spreadsheet could take for a formula."""

FORMULA_STARTS: Final = "=+-@＝＋－＠"
"""Characters that begin a formula in Excel or LibreOffice, with their full-width forms."""

CONTROL_STARTS: Final = "\t\r\n"
"""Characters that make a spreadsheet look at what follows them, so they count as well."""

# White space and invisible marks before the sign are passed over, in case a spreadsheet does too.
# A run of marks before it counts as well: only so can exactly the added one be taken off again.
_RISKY: Final = re.compile(
    f"{MARK}*(?:[{CONTROL_STARTS}]|[\\s\ufeff\u200b\u2060]*[{re.escape(FORMULA_STARTS)}])"
)
_starts_risky = _RISKY.match

SAFE_STARTS: Final = frozenset(
    chr(code) for code in range(33, 0x3000) if not _starts_risky(chr(code)) and chr(code).isalnum()
)
"""Letters and digits that no cell to be escaped begins with: the quick way past the pattern."""


def needs_escape(cell: str) -> bool:
    """Whether a spreadsheet could take ``cell`` for a formula, or for one already escaped."""
    return _starts_risky(cell) is not None


def escape(cell: str) -> str:
    """``cell`` with one apostrophe before it if it needs one; `unescape` gives it back exactly."""
    return MARK + cell if _starts_risky(cell) is not None else cell


def unescape(cell: str) -> str:
    """What `escape` was given."""
    return cell[1:] if cell[:1] == MARK and _starts_risky(cell, 1) is not None else cell
