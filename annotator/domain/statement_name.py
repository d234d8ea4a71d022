"""What a statement is called, and where its passages say it: the words its articles share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from annotator.domain.claim import Claim
from annotator.domain.statement import Statement

LONGEST_NAME = 48
"""In characters; what is longer is cut on screen anyway."""
_LEAST_WORDS = 2
_CHARACTER_COST = 0.025
"""Telling words that a character counts for: of a long name little is seen in the matrix."""
_PAUSE_COST = 6
"""Characters that a comma counts for: words without one read better as a name."""
_SHORT_LEAD = 16
"""Characters before the telling part that may as well be shown."""
_NAME_WEIGHT = 0.6
"""Names of persons and places stand in many statements and tell less than what happened."""
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    rf"|\b(?:\d{{1,2}} )?(?:{_MONTHS})\b(?: \d{{1,2}}\b)?(?:,? (?:19|20)\d\d\b)?"
)
_NO_QUOTATION_MARKS = str.maketrans("", "", '"“”„«»')
_WORD = re.compile(r"[^\W_](?:[\w'’.,-]*[^\W_])?")
_LONGEST_LIMIT = 12
_LIMITS = re.compile(
    r"\b(?:as|at (?:least|most)|up to|(?:more|less|fewer) than|over|under|about|around|nearly"
    r"|almost|no|not|only) $",
    re.IGNORECASE,
)
"""Words that change what is said right after them: a name or part does not begin behind them."""
_FUNCTION_WORDS = frozenset(
    """
    a about after again against all along already also although am among an and any are as at
    be because been before being both but by can could did do does during each even ever few
    fewer for from had has have having he her here him his how however i if in into is it its itself
    just least less may me might more most must my no nor not of off on one only onto or other our
    out over own per said say says she should since so some still such than that the their them
    then there these they this those though through to too toward towards under until up upon
    us very was we were what when where whether which while who whom whose why will with
    within without would yet you your
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class _Word:
    """One telling word: its place in the quote, what it is compared by, and its weight."""

    start: int
    end: int
    key: str
    weight: float


def statement_name(statement: Statement) -> str:
    """A short run of words that holds most of what the articles have in common.

    On one line, at most ``LONGEST_NAME`` characters; the whole headline, longer than that perhaps,
    where the articles share fewer than two telling words or only one article speaks.
    """
    quotes = [" ".join(claim.quote.split()) for claim in statement.claims]
    if statement.coverage < 2:
        return " ".join(statement.headline.quote.split())
    words = [_telling_words(quote) for quote in quotes]
    shared = _shared(statement, words)
    best: tuple[float, int, int, str] | None = None
    for nth, (quote, there) in enumerate(zip(quotes, words, strict=True)):
        found = _best_run(quote, [word for word in there if word.key in shared])
        if found is not None:
            weight, run = found
            candidate = (-_worth(weight, run), _length(run), nth, run)
            best = candidate if best is None else min(best, candidate)
    if best is None:
        return " ".join(statement.headline.quote.split())
    # A run may hold one quotation mark of a pair.
    name = best[3].translate(_NO_QUOTATION_MARKS)
    return name[:1].upper() + name[1:]


def telling_part(statement: Statement, claim: Claim) -> str:
    """A passage of a statement from where it says what other articles say too, on one line.

    Cut words at its beginning are marked by an ellipsis; the whole passage where it says so from
    the beginning, or shares fewer than two telling words.
    """
    quote = " ".join(claim.quote.split())
    if statement.coverage < 2:
        return quote
    quotes = [" ".join(one.quote.split()) for one in statement.claims]
    shared = _shared(statement, [_telling_words(one) for one in quotes])
    found = _best_run(quote, [word for word in _telling_words(quote) if word.key in shared])
    start = quote.find(found[1]) if found is not None else 0
    return f"…{quote[start:]}" if start > _SHORT_LEAD else quote


@lru_cache(maxsize=20_000)
def _telling_words(quote: str) -> tuple[_Word, ...]:
    words = []
    dates = [date.span() for date in _DATE.finditer(quote)]
    for found in _WORD.finditer(quote):
        key = _key(found.group())
        # When it was does not tell what a statement is about.
        in_date = any(start <= found.start() < end for start, end in dates)
        if key not in _FUNCTION_WORDS and not in_date:
            weight = _NAME_WEIGHT if found.group()[:1].isupper() else 1.0
            words.append(_Word(found.start(), found.end(), key, weight))
    return tuple(words)


def _key(word: str) -> str:
    folded = word.casefold().replace("’", "'").removesuffix("'s")
    return folded[:-1] if len(folded) > 4 and folded.endswith("s") else folded


def _shared(statement: Statement, words: Sequence[Sequence[_Word]]) -> frozenset[str]:
    """The telling words that at least two articles use."""
    by_article: dict[int, set[str]] = {}
    for claim, there in zip(statement.claims, words, strict=True):
        by_article.setdefault(claim.article_id, set()).update(word.key for word in there)
    counts = Counter(key for keys in by_article.values() for key in keys)
    return frozenset(key for key, count in counts.items() if count > 1)


def _best_run(quote: str, places: Sequence[_Word]) -> tuple[float, str] | None:
    """The run with the heaviest shared words, and how heavy they are; None without two of them."""
    best: tuple[float, float, int, int] | None = None
    for nth, first in enumerate(places):
        known: set[str] = set()
        weight = 0.0
        start = _start_with_limits(quote, first.start)
        for last in places[nth:]:
            if last.end - start > LONGEST_NAME:
                break
            if last.key in known:
                continue
            known.add(last.key)
            weight += last.weight
            if len(known) >= _LEAST_WORDS:
                words = quote[start : last.end]
                run = (-_worth(weight, words), -weight, start, last.end)
                best = run if best is None else min(best, run)
    if best is None:
        return None
    return -best[1], quote[best[2] : best[3]]


def _start_with_limits(quote: str, start: int) -> int:
    """Where the words before ``start`` begin that limit what follows them; ``start`` without."""
    while (before := _LIMITS.search(quote, max(0, start - _LONGEST_LIMIT), start)) is not None:
        start = before.start()
    return start


def _worth(weight: float, words: str) -> float:
    return weight - _CHARACTER_COST * _length(words)


def _length(words: str) -> int:
    return len(words) + _PAUSE_COST * sum(map(words.count, ",;:"))
