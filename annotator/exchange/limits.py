"""How much the readers take in; every cap of the readers is declared here, once."""

from __future__ import annotations

from typing import Final

MAX_TEXT_FILE_BYTES: Final = 20_000_000
"""Largest text or Markdown file, in bytes."""

MAX_HTML_FILE_BYTES: Final = 10_000_000
"""Largest HTML file, in bytes."""

MAX_ARTICLE_LENGTH: Final = 1_000_000
"""Longest article text, in code points of the canonical text (about 160,000 English words)."""

MAX_HTML_ELEMENTS: Final = 50_000
"""Most elements a page may have; a long news page has 2,000 to 10,000."""

SMALL_PAGE_ELEMENTS: Final = 5_000
"""Pages with more elements are read in a process of their own, which can be stopped: the time that
the text extraction takes grows with their square (0.3 s for 5,000 and 40 s for 50,000 at worst)."""

MAX_PAGE_SECONDS: Final = 30.0
"""How long reading such a page may take."""

MAX_HTML_DEPTH: Final = 250
"""Deepest nesting of a page; libxml2 stops at 256 and drops what is below."""

MAX_METADATA_LENGTH: Final = 500
"""Longest title, outlet, author or date taken from a file, in code points; URLs may be 2,000."""

MAX_URL_LENGTH: Final = 2_000
"""Longest URL taken from a file, in code points."""

MAX_FOLDER_DEPTH: Final = 12
"""How many folders below a chosen one are searched for articles."""

MAX_FOLDER_FILES: Final = 1_000
"""Most articles taken from one choice of files and folders."""

MAX_FOLDER_ENTRIES: Final = 100_000
"""Most folder entries looked at in one choice, whatever they are."""

MAX_CSV_FILE_BYTES: Final = 1_000_000_000
"""Largest export that is read back, in bytes; it is held in memory whole."""

MAX_CSV_CELL: Final = 4_000_000
"""Longest cell, in code points, that reading an export back accepts."""

MAX_CSV_ROWS: Final = 1_000_000
"""Most rows that reading an export back accepts."""
