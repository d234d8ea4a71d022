"""Stands in for the one function that ``import spacy`` takes from its command line."""

from __future__ import annotations

from typing import NoReturn


def info(*arguments: object, **options: object) -> NoReturn:
    """spaCy's report of its installation, which a frozen program has none of."""
    raise NotImplementedError("spaCy's command line is not part of Fact Annotator")
