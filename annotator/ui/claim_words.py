"""Claims in words: for screen readers and tooltips."""

from __future__ import annotations

from html import escape

from annotator.domain.claim import Claim, Origin

_TOOLTIP_QUOTE = 240


def standing_words(claim: Claim) -> str:
    """Where a claim stands, such as "disputed" or "candidate, check-worthiness 0.62"."""
    if claim.verdict is not None:
        return str(claim.verdict.value)
    if claim.origin is Origin.REVIEWER or claim.check_worthiness is None:
        return "candidate, added by a reviewer"
    return f"candidate, check-worthiness {claim.check_worthiness:.2f}"


def accessible_claim_text(claim: Claim) -> str:
    """A claim as a screen reader says it: where it stands, its kinds, then its words."""
    kinds = ", ".join(kind.value for kind in claim.kinds)
    return f"{standing_words(claim)}; {kinds}: {_one_line(claim.quote)}"


def claim_tooltip(claim: Claim, before: str = "") -> str:
    """The tooltip of a claim's glyph or tick, safe whatever the article holds.

    ``before`` stands before the words that say where the claim stands.
    """
    quote = _one_line(claim.quote)
    if len(quote) > _TOOLTIP_QUOTE:
        quote = quote[: _TOOLTIP_QUOTE - 1].rstrip() + "…"
    return plain_tooltip(f"{before}{standing_words(claim)}\n{quote}")


def plain_tooltip(text: str) -> str:
    """``text`` for a tooltip, shown letter by letter.

    Qt guesses whether a tooltip is HTML; text of an article must never decide that.
    """
    lines = "<br>".join(escape(line) for line in text.split("\n"))
    return f"<p>{lines}</p>"


def _one_line(text: str) -> str:
    return " ".join(text.split())
