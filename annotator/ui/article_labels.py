"""Labels of articles that stay apart when they are cut at their end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.domain.article import Article
from annotator.ui.isolated_text import one_line

_SHARED_WORDS = 2
_SHARED_LENGTH = 14
_LEAST_REST = 8


def article_labels(articles: Iterable[Article]) -> dict[int, str]:
    """A label for every article, by id, on one line: no two are the same."""
    known = list(articles)
    labels = [one_line(article.label) for article in known]
    full = [
        f"{label}: {one_line(article.metadata.title)}"
        if labels.count(label) > 1 and article.metadata.title not in ("", article.label)
        else label
        for label, article in zip(labels, known, strict=True)
    ]
    numbered = [
        f"{label} ({full[: nth + 1].count(label)})" if full.count(label) > 1 else label
        for nth, label in enumerate(full)
    ]
    return {article.id: label for article, label in zip(known, numbered, strict=True)}


def short_labels(articles: Iterable[Article]) -> dict[int, str]:
    """As `article_labels`, without the beginning that a label shares with another one.

    Articles without an outlet are called by their titles, and those on one event begin alike.
    """
    known = list(articles)
    labels = article_labels(known)
    sources = {article.id: one_line(article.source.name) for article in known}
    named = list(sources.values())
    words = {one: label.split() for one, label in labels.items()}
    short = {}
    for one, own in words.items():
        shared = max((_shared(own, other) for two, other in words.items() if two != one), default=0)
        rest = " ".join(own[shared:])
        long_enough = shared >= _SHARED_WORDS and len(" ".join(own[:shared])) >= _SHARED_LENGTH
        if not long_enough:
            short[one] = labels[one]
        elif len(rest) >= _LEAST_REST:
            short[one] = f"…{rest}"
        else:
            # One title is the other's beginning; their files are told apart more easily.
            short[one] = sources[one] if named.count(sources[one]) == 1 else labels[one]
    return short


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two labels begin with alike."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine.casefold() != theirs.casefold():
            break
        count += 1
    return count
