"""A name for a statement: the few words that its articles have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from annotator.domain.statement import Statement

LONGEST_NAME = 48
"""In characters; what is longer is cut on screen anyway."""
_LEAST_WORDS = 2
_PAUSE_COST = 6
"""Characters that a comma counts for: words without one read better as a name."""
_NAME_WEIGHT = 0.6
"""Names of persons and places stand in many statements and tell less than what happened."""
_WORD = re.compile(r"[^\W_](?:[\w'’.,-]*[^\W_])?")
_FUNCTION_WORDS = frozenset(
    """
    a about after all also although am an and any are as at be because been before being both
    but by can could did do does during each few for from had has have having he her here him
    his how however i if in into is it its itself may me might more most must my no nor not of
    off on one only or other our out over own said say says she should so some still such than
    that the their them then there these they this those though through to too under until up
    us was we were what when where whether which while who whom whose why will with would you
    your
    """.split()  # noqa: SIM905
)


def statement_name(statement: Statement) -> str:
    """The shortest run of words that holds most of what the articles have in common.

    On one line, at most ``LONGEST_NAME`` characters; the whole headline, longer than that perhaps,
    where the articles share fewer than two telling words or only one article speaks.
    """
    quotes = [" ".join(claim.quote.split()) for claim in statement.claims]
    shared = _shared(statement, quotes)
    best: tuple[float, int, int, str] | None = None
    for nth, quote in enumerate(quotes):
        found = _best_run(quote, shared)
        if found is not None:
            weight, words = found
            candidate = (-weight, _length(words), nth, words)
            best = candidate if best is None else min(best, candidate)
    if best is None:
        return " ".join(statement.headline.quote.split())
    words = best[3]
    return words[:1].upper() + words[1:]


def _key(word: str) -> str:
    folded = word.casefold().replace("’", "'").removesuffix("'s")
    return folded[:-1] if len(folded) > 4 and folded.endswith("s") else folded


def _shared(statement: Statement, quotes: Sequence[str]) -> frozenset[str]:
    """The telling words that at least two articles use."""
    by_article: dict[int, set[str]] = {}
    for claim, quote in zip(statement.claims, quotes, strict=True):
        words = by_article.setdefault(claim.article_id, set())
        words.update(_key(found.group()) for found in _WORD.finditer(quote))
    counts = Counter(word for words in by_article.values() for word in words)
    return frozenset(
        word for word, count in counts.items() if count > 1 and word not in _FUNCTION_WORDS
    )


def _best_run(quote: str, shared: frozenset[str]) -> tuple[float, str] | None:
    """The run with the heaviest shared words, and how heavy they are; None without two of them."""
    places = [found for found in _WORD.finditer(quote) if _key(found.group()) in shared]
    best: tuple[float, int, int, int] | None = None
    for nth, first in enumerate(places):
        weights: dict[str, float] = {}
        for last in places[nth:]:
            if last.end() - first.start() > LONGEST_NAME:
                break
            weights.setdefault(_key(last.group()), _weight(last))
            if len(weights) >= _LEAST_WORDS:
                run = (
                    -sum(weights.values()),
                    _length(quote[first.start() : last.end()]),
                    first.start(),
                    last.end(),
                )
                best = run if best is None else min(best, run)
    if best is None:
        return None
    return -best[0], quote[best[2] : best[3]]


def _length(words: str) -> int:
    return len(words) + _PAUSE_COST * sum(words.count(sign) for sign in ",;:")


def _weight(found: re.Match[str]) -> float:
    named = found.group()[:1].isupper()
    return _NAME_WEIGHT if named else 1.0
