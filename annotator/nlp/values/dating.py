"""When articles were written: from their metadata, their dateline, or each other."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.nlp.values.moment import Dating


def datings_of(articles: Sequence[tuple[str, str]]) -> tuple[Dating, ...]:
    """When each article was written; ``articles`` are pairs of text and ISO date ("" unknown).

    What one does not say (the year, the day) is taken from the others of the group.
    """
    return tuple(Dating() for _ in articles)
