"""Tool tips that show words as they are, whatever the words look like."""

from __future__ import annotations

from html import escape


def plain_tip(words: str) -> str:
    """``words`` for ``setToolTip``, so that Qt never takes an article's words for HTML."""
    if "<" not in words:
        # Qt takes a text for HTML only when there is a tag in it.
        return words
    return "<p>" + escape(words).replace("\n", "<br>") + "</p>"
