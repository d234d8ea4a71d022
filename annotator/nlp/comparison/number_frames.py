"""One number in two frames: up and down by it, to it and by it, a month and a year."""

from __future__ import annotations

import re

from annotator.domain.span import Span
from annotator.nlp.comparison.alignment import near_stems
from annotator.nlp.comparison.stages import is_slip
from annotator.nlp.comparison.value_setting import accord, setting_of
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.quantity import Dimension, Quantity
from annotator.nlp.values.stems import stems_of
from annotator.nlp.values.units import minus_before
from annotator.nlp.values.word_groups import are_alike

Side = tuple[Span, str]

RISING = stems_of(
    "rise rose risen rising increase increased grow grew grown climb climbed gain gained jump "
    "jumped soar soared surge surged add added raise raised strengthen edge improve swell expand "
    "expanded widen advance advanced lift lifted"
)
"""Stems of verbs and nouns that tell of rising."""

FALLING = stems_of(
    "fall fell fallen falling drop dropped decline declined decrease decreased sink sank sunk slip "
    "slipped lose lost shrink shrank shed cut lower lowered reduce reduced slump slumped plunge "
    "plunged tumble tumbled weaken weakened dip dipped ease eased shorten shortened narrow"
)
"""Stems of verbs and nouns that tell of falling."""

_MORE = frozenset({"more", "higher", "above", "over"})
_LESS = frozenset({"less", "fewer", "lower", "below", "under"})
_PLANS = frozenset({"budget", "plan", "target", "estimate", "forecast", "expectations"})
_FILLING = frozenset({"by", "some", "about", "around", "a", "an", "nearly", "almost", "to", "at",
                      "just", "only", "another", "full", "over", "more", "than"})  # fmt: skip
_MEASURED = frozenset({Dimension.PERCENT, Dimension.POINTS, Dimension.MONEY, Dimension.LENGTH,
                       Dimension.DURATION, Dimension.TEMPERATURE, Dimension.MASS})  # fmt: skip
_REACH = 4

_RATE = re.compile(
    r"(?:a|an|per|each|every)\s(?P<unit>second|minute|hour|day|night|week|month|quarter|year)s?\b|"
    r"(?P<adverb>hourly|daily|weekly|monthly|yearly|annually)\b|"
    r"(?:in all|in total|altogether|(?:spread\s)?(?:over|across)\s(?:the\snext\s|a\s)?"
    r"(?P<count>\d+|two|three|four|five|six|seven|eight|nine|ten)\s(?P<of>years?|months?|budgets?))\b",
    re.I,
)
_ADVERBS = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month",
            "yearly": "year", "annually": "year"}  # fmt: skip
_DAYS = {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "night": 1.0,
         "week": 7.0, "month": 30.4, "quarter": 91.3, "year": 365.25}  # fmt: skip
_IN_ALL = "in all"
_SLACK = 0.06
_RATED = frozenset({Dimension.MONEY, Dimension.COUNT, Dimension.MASS, Dimension.VOLUME})


def framed_apart(
    a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity
) -> tuple[Side, Side] | None:
    """The differing words of two equal numbers that tell different things, or None."""
    if is_step_and_level(one, two):
        if _is_of_change(a, one) or _is_of_change(b, two):
            return None
        return _behind(a, one), _behind(b, two)
    return _ways_apart(a, b, one, two) or _rates_apart(a, b, one, two)


def is_step_and_level(one: Quantity, two: Quantity) -> bool:
    """ "Raised to 21 percent" against "raised by 21 percent"."""
    return (
        {one.slot, two.slot} == {"to", "by"}
        and one.dimension is two.dimension
        and one.dimension in _MEASURED
        and one.stated == two.stated > 0
    )


def is_difference_and_level(a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity) -> bool:
    """ "Built for 350", "62 more than it was built for": how many, and by how many it differs."""
    here, there = _is_difference(a, one), _is_difference(b, two)
    if here == there or one.stated == two.stated or is_slip(one, two):
        return False
    if one.dimension in (Dimension.PERCENT, Dimension.POINTS, Dimension.SHARE):
        return False
    return not (_tells_change(b, two) if here else _tells_change(a, one))


def _is_difference(claim: ParsedClaim, quantity: Quantity) -> bool:
    behind = claim.text[quantity.span.end - claim.span.start :]
    return _DIFFERING.match(behind) is not None


_DIFFERING = re.compile(
    r"\s(?:more|fewer|less|higher|lower|faster|slower|quicker|longer|shorter|earlier|older|"
    r"younger|taller|heavier|lighter|cheaper|dearer|bigger|smaller|warmer|colder)\sthan\b|"
    r"\s(?:faster|slower|quicker)(?=\s?(?:[.,;!?”]|$))|\s(?:short|shy)\sof\b",
    re.I,
)
_DIFFERENCES = stems_of(
    "save saves saved saving gap difference lead cushion margin delay late lag trail ahead behind "
    "beat missed miss differ discrepancy shortfall excess surplus extra additional win won lost "
    "short more fewer less faster slower quicker earlier later longer shorter higher lower"
)


def _tells_change(claim: ParsedClaim, quantity: Quantity) -> bool:
    """Whether a number may be a difference too, by its slot or the words around it."""
    if quantity.slot == "by" or quantity.added:
        return True
    near = [w for w in claim.words if w.inside and abs(w.start - quantity.span.start) < _AROUND]
    return any(w.stem in _DIFFERENCES | RISING | FALLING for w in near)


_AROUND = 40


def _is_of_change(claim: ParsedClaim, quantity: Quantity) -> bool:
    """ "Limits increases to three percent", "5.1 percent more": a step, whatever the slot."""
    before = [word for word in claim.words if word.end <= quantity.span.start][-_REACH:]
    if any(word.tag.startswith("NN") and word.stem in RISING | FALLING for word in before):
        return True
    after = next((word for word in claim.words if word.start >= quantity.span.end), None)
    return after is not None and after.lower in _MORE | _LESS


def _behind(claim: ParsedClaim, quantity: Quantity) -> Side:
    """A number with the "to" or "by" before it."""
    before = [word for word in claim.words if word.end <= quantity.span.start][-_REACH:]
    start = next((w.start for w in reversed(before) if w.lower == quantity.slot), None)
    if start is None:
        return quantity.span, quantity.words
    return _shown(claim, Span(start, quantity.span.end))


def _shown(claim: ParsedClaim, span: Span) -> Side:
    words = [word.text for word in claim.words if word.start < span.end and span.start < word.end]
    return span, " ".join(words)


def _ways_apart(
    a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity
) -> tuple[Side, Side] | None:
    """Up by it and down by it, or up to it and down to it."""
    if {one.slot, two.slot} & {"from", "of"}:
        return None
    here, there = _growth(a, one), _growth(b, two)
    if here is None or there is None:
        here, there = _way(a, one), _way(b, two)
    if here is None or there is None or here[0] == there[0]:
        return None
    subjects = accord(setting_of(a, one.figure).subjects, setting_of(b, two.figure).subjects)
    if subjects <= 0:
        near = near_stems(b, two.span)
        if not any(are_alike(x, y) for x in near_stems(a, one.span) for y in near):
            return None
    return _shown(a, _covering(here[1], one.span)), _shown(b, _covering(there[1], two.span))


def _growth(claim: ParsedClaim, quantity: Quantity) -> tuple[int, Span] | None:
    """1 for "growth was 0.4 percent", -1 for "growth was -0.4 percent"; None for no growth."""
    if quantity.dimension is not Dimension.PERCENT or quantity.slot in ("by", "from"):
        return None
    before = [word for word in claim.words if word.end <= quantity.span.start]
    if not any(word.inside and word.stem == _GROWTH for word in before[-_REACH - _REACH :]):
        return None
    minus = minus_before(claim.text, quantity.span.start - claim.span.start)
    if minus is None:
        return 1, quantity.span
    return -1, Span(minus + claim.span.start, quantity.span.end)


_GROWTH = "growth"


def _covering(one: Span, two: Span) -> Span:
    return Span(min(one.start, two.start), max(one.end, two.end))


def _way(claim: ParsedClaim, quantity: Quantity) -> tuple[int, Span] | None:
    """1 for up and -1 for down, and where that is told; None when it is not."""
    words = claim.words
    first = next((i for i, w in enumerate(words) if w.end > quantity.span.start), len(words))
    last = next((i for i, w in enumerate(words) if w.start >= quantity.span.end), len(words))
    for place in range(first - 1, max(-1, first - 1 - _REACH), -1):
        word = words[place]
        if word.lower in ("up", "down") and _is_close(words, place, first):
            return (1 if word.lower == "up" else -1), Span(word.start, word.end)
        if word.lower in ("over", "under"):
            behind = {other.lower for other in words[place + 1 : first]}
            if behind & _PLANS:
                return (1 if word.lower == "over" else -1), Span(word.start, word.end)
    for word in words[last : last + 2]:
        if not word.text[0].isalnum():
            break
        if word.lower in _MORE | _LESS and _is_compared(words, word):
            return (1 if word.lower in _MORE else -1), Span(word.start, word.end)
    return _verb_way(claim, quantity)


def _is_close(words: tuple[Word, ...], place: int, first: int) -> bool:
    return all(word.lower in _FILLING for word in words[place + 1 : first])


def _is_compared(words: tuple[Word, ...], word: Word) -> bool:
    """ "14 million less than planned", "two percent lower"; not "over three years"."""
    place = next(i for i, other in enumerate(words) if other is word)
    after = words[place + 1] if place + 1 < len(words) else None
    if word.lower in ("over", "under"):
        return after is not None and after.lower in _PLANS
    if after is None or not after.text[0].isalnum():
        return True
    return after.lower == "than"


def _verb_way(claim: ParsedClaim, quantity: Quantity) -> tuple[int, Span] | None:
    if quantity.dimension not in _MEASURED and quantity.slot not in ("to", "by"):
        return None
    if quantity.dimension is Dimension.DURATION and quantity.slot not in ("to", "by"):
        return None
    verb = setting_of(claim, quantity.figure).verb
    if verb not in RISING and verb not in FALLING:
        return None
    words = claim.words
    told = [i for i, word in enumerate(words) if word.inside and word.stem == verb]
    if len(told) != 1 or any(w.head == told[0] and w.dep == "neg" for w in words):
        return None
    word = words[told[0]]
    return (1 if verb in RISING else -1), Span(word.start, word.end)


def _rates_apart(
    a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity
) -> tuple[Side, Side] | None:
    """So much a month and so much a year."""
    if one.dimension not in _RATED or one.dimension is not two.dimension:
        return None
    here, there = _rate(a, one), _rate(b, two)
    if here is None or there is None or here[0] == there[0]:
        return None
    return _shown(a, here[1]), _shown(b, there[1])


def is_one_rate(a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity) -> bool:
    """Whether two numbers that differ are one: 100 a month and 1,200 a year."""
    if one.dimension not in _RATED or one.dimension is not two.dimension:
        return False
    here, there = _rate(a, one), _rate(b, two)
    if here is None or there is None or _IN_ALL in (here[0], there[0]) or here[0] == there[0]:
        return False
    day_one, day_two = one.stated / _DAYS[here[0]], two.stated / _DAYS[there[0]]
    return abs(day_one - day_two) <= _SLACK * max(day_one, day_two)


def _rate(claim: ParsedClaim, quantity: Quantity) -> tuple[str, Span] | None:
    """What time a number is told for, and the span of both."""
    behind = [w for w in claim.words if w.start >= quantity.span.end][: _REACH + _REACH]
    text = " ".join(word.lower for word in behind)
    match = _RATE.search(text)
    if match is None:
        return None
    lead = text[: match.start()].split()
    if len(lead) > 2 or any(
        (not word.isalpha() and word != ",") or word in _BREAKING for word in lead
    ):
        return None
    count = len(match.group().split())
    span = Span(quantity.span.start, behind[len(lead) + count - 1].end)
    unit = match["unit"] or _ADVERBS.get(match["adverb"] or "")
    return unit or _IN_ALL, span


_BREAKING = frozenset({"and", "or", "but", "for", "in", "to", "at", "that", "which", "who"})
