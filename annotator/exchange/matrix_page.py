"""The matrix as one HTML page that stands alone: no scripts, nothing loaded, all text escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

Passage: TypeAlias = tuple[tuple[str, bool], ...]
"""The words of a passage in parts, each with whether it differs from another article's."""


@dataclass(frozen=True, slots=True)
class PageCell:
    """One cell of the page, all plain text.

    Attributes:
        relation: how the article relates to the reference ("conflicts", "silent", …).
        words: the telling words, shown large; "" where only the passages tell.
        passages: what the article says, the telling passage first.
        verdict: of the passages, or "".
        conflict: whether the cell is marked.
        rtl: whether the passages run from right to left.
    """

    relation: str
    words: str = ""
    passages: tuple[Passage, ...] = ()
    verdict: str = ""
    conflict: bool = False
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class PageRow:
    """One statement: its name, in what its articles conflict ("" in nothing), and its cells."""

    name: str
    conflicts: str
    cells: tuple[PageCell, ...]


_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 32px; color: #1b1d1f; background: #fff; }
h1 { font-size: 22px; margin: 0 0 4px; }
p { color: #565a5f; margin: 0 0 20px; max-width: 60em; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #dededa; padding: 8px 10px; vertical-align: top; text-align: left; }
th, td { min-width: 8em; overflow-wrap: break-word; }
thead th { background: #f1f1ee; position: sticky; top: 0; }
tbody th { font-weight: 600; max-width: 18em; }
td.conflict { background: #fdede6; }
.words { font-weight: 600; }
td.conflict .words { color: #a92c08; }
.relation, .conflicts, .verdict { color: #565a5f; font-size: 12px; font-weight: 400; }
.passage { margin-top: 4px; font-family: Georgia, serif; }
mark { background: #fbcfbd; color: inherit; }
@media (prefers-color-scheme: dark) {
  body { color: #e8e8e4; background: #1b1d1f; }
  p, .relation, .conflicts, .verdict { color: #a9adb2; }
  th, td { border-color: #3a3e42; }
  thead th { background: #26292c; }
  td.conflict { background: #3d1f15; }
  td.conflict .words { color: #ff9b78; }
  mark { background: #7a3218; }
}
@media print {
  body { margin: 0; color: #000; background: #fff; }
  thead th { position: static; }
  tr { break-inside: avoid; }
  mark { text-decoration: underline; }
}
""".strip()


def matrix_page(
    title: str,
    note: str,
    articles: Sequence[str],
    rows: Sequence[PageRow],
) -> str:
    """The page as text; each row has a cell for each article."""
    head = "".join(f'<th scope="col">{_text(label)}</th>' for label in articles)
    body = "\n".join(map(_row, rows))
    return (
        "<!DOCTYPE html>\n"
        '<html lang="en"><head><meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
        " style-src 'unsafe-inline'\">\n"
        f"<title>{_text(title)}</title>\n<style>\n{_STYLE}\n</style></head>\n"
        f"<body><h1>{_text(title)}</h1>\n<p>{_text(note)}</p>\n"
        f'<table><thead><tr><th scope="col">Statement</th>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody></table></body></html>\n"
    )


def _row(row: PageRow) -> str:
    told = f'<div class="conflicts">{_text(row.conflicts)}</div>' if row.conflicts else ""
    name = f'<th scope="row"><div dir="auto">{_text(row.name)}</div>{told}</th>'
    return f"<tr>{name}{''.join(map(_cell, row.cells))}</tr>"


def _cell(cell: PageCell) -> str:
    marked = ' class="conflict"' if cell.conflict else ""
    parts = [f'<div class="relation">{_text(cell.relation)}</div>']
    if cell.words:
        parts.append(f'<div class="words" dir="auto">{_text(cell.words)}</div>')
    direction = "rtl" if cell.rtl else "ltr"
    parts += [
        f'<div class="passage" dir="{direction}">{_passage(one)}</div>' for one in cell.passages
    ]
    if cell.verdict:
        parts.append(f'<div class="verdict">{_text(cell.verdict)}</div>')
    return f"<td{marked}>{''.join(parts)}</td>"


def _passage(passage: Passage) -> str:
    return "".join(
        f"<mark>{_text(words)}</mark>" if differs else _text(words) for words, differs in passage
    )


def _text(words: str) -> str:
    # Half surrogates have no UTF-8 form; controls have no place in HTML.
    clean = words.encode("utf-8", "replace").decode("utf-8")
    return escape("".join(" " if ord(one) < 32 else one for one in clean))
