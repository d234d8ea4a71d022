"""Labels of articles that stay apart when they are cut at their end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from annotator.domain.article import Article
from annotator.ui.isolated_text import one_line

_SHARED_WORDS = 2
_SHARED_LENGTH = 14
_LEAST_REST = 8


def article_labels(articles: Iterable[Article]) -> dict[int, str]:
    """A label for every article, by id, on one line: no two are the same."""
    known = list(articles)
    labels = [one_line(article.label) for article in known]
    counts = Counter(labels)
    full = [
        f"{label}: {one_line(article.metadata.title)}"
        if counts[label] > 1 and article.metadata.title not in ("", article.label)
        else label
        for label, article in zip(labels, known, strict=True)
    ]
    counts, so_far = Counter(full), Counter[str]()
    numbered = []
    for label in full:
        so_far[label] += 1
        numbered.append(f"{label} ({so_far[label]})" if counts[label] > 1 else label)
    return {article.id: label for article, label in zip(known, numbered, strict=True)}


def short_labels(articles: Iterable[Article]) -> dict[int, str]:
    """As `article_labels`, without the beginning that a label shares with another one.

    Articles without an outlet are called by their titles, and those on one event begin alike.
    """
    known = list(articles)
    labels = article_labels(known)
    sources = {article.id: one_line(article.source.name) for article in known}
    named = Counter(sources.values())
    words = {one: label.split() for one, label in labels.items()}
    folded = {one: label.casefold().split() for one, label in labels.items()}
    shared_words = _shared_beginnings(folded)
    short = {}
    for one, own in words.items():
        shared = shared_words[one]
        rest = " ".join(own[shared:])
        long_enough = shared >= _SHARED_WORDS and len(" ".join(own[:shared])) >= _SHARED_LENGTH
        if not long_enough:
            short[one] = labels[one]
        elif len(rest) >= _LEAST_REST:
            short[one] = f"…{rest}"
        else:
            # One title is the other's beginning; their files are told apart more easily.
            short[one] = sources[one] if named[sources[one]] == 1 else labels[one]
    return short


def _shared_beginnings(words: Mapping[int, list[str]]) -> dict[int, int]:
    """How many words each label begins with that some other one begins with too."""
    # In order of the words, no label shares more with another than with its neighbours.
    ordered = sorted(words, key=lambda one: words[one])
    shared = dict.fromkeys(ordered, 0)
    for one, other in pairwise(ordered):
        count = _shared(words[one], words[other])
        shared[one], shared[other] = max(shared[one], count), count
    return shared


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two labels begin with alike."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
