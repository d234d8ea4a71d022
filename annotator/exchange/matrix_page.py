"""The matrix as one HTML page that stands alone: no scripts, nothing loaded, all text escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class PageCell:
    """One cell of the page, all plain text.

    Attributes:
        relation: how the article relates to the reference ("conflicts", "silent", …).
        words: the telling words, shown large.
        quote: the whole passage.
        verdict: of the first passage, or "".
        conflict: whether the cell is marked.
        rtl: whether the passage runs from right to left.
    """

    relation: str
    words: str = ""
    quote: str = ""
    verdict: str = ""
    conflict: bool = False
    rtl: bool = False


_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 32px; color: #1b1d1f; background: #fff; }
h1 { font-size: 22px; margin: 0 0 4px; }
p { color: #565a5f; margin: 0 0 20px; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #dededa; padding: 8px 10px; vertical-align: top; text-align: left; }
thead th { background: #f1f1ee; position: sticky; top: 0; }
tbody th { font-weight: 600; max-width: 18em; }
td.conflict { background: #fdede6; }
td.conflict .words { font-weight: 600; color: #a92c08; }
.relation, .verdict { color: #565a5f; font-size: 12px; }
q { display: block; margin-top: 4px; font-family: Georgia, serif; quotes: none; }
@media print { body { margin: 0; } thead th { position: static; } }
""".strip()


def matrix_page(
    title: str,
    note: str,
    articles: Sequence[str],
    rows: Sequence[tuple[str, Sequence[PageCell]]],
) -> str:
    """The page as text; rows are a statement's words and a cell for each article."""
    head = "".join(f'<th scope="col">{_text(label)}</th>' for label in articles)
    body = "\n".join(
        f'<tr><th scope="row" dir="auto">{_text(words)}</th>{"".join(map(_cell, cells))}</tr>'
        for words, cells in rows
    )
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


def _cell(cell: PageCell) -> str:
    marked = ' class="conflict"' if cell.conflict else ""
    parts = [f'<div class="relation">{_text(cell.relation)}</div>']
    if cell.words:
        parts.append(f'<div class="words" dir="auto">{_text(cell.words)}</div>')
    if cell.quote and cell.quote != cell.words:
        direction = "rtl" if cell.rtl else "ltr"
        parts.append(f'<q dir="{direction}">{_text(cell.quote)}</q>')
    if cell.verdict:
        parts.append(f'<div class="verdict">{_text(cell.verdict)}</div>')
    return f"<td{marked}>{''.join(parts)}</td>"


def _text(words: str) -> str:
    # Half surrogates have no UTF-8 form; controls have no place in HTML.
    clean = words.encode("utf-8", "replace").decode("utf-8")
    return escape("".join(" " if ord(one) < 32 else one for one in clean))
