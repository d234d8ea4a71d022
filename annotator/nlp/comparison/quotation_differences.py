"""Comparing the wording of quotations of two linked claims by alignment."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from annotator.domain.link import ConflictLevel, Difference, DifferenceField
from annotator.domain.span import Span
from annotator.nlp.comparison.findings import HARD, SOFT, Findings, differing
from annotator.nlp.comparison.stance_differences import are_kindred
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.polarity import LIGHT, NEGATIONS

LEAST_ALIKE = 0.6
"""Below this two quotations are two sayings, or a translation."""

CLOSE = 0.6
"""Below this a quotation was retold or translated, and other words may mean the same."""

NEAR_COPIES = 0.75
"""From this on another word in a quotation was changed, not translated."""

_MOST_CHANGES = 2
"""A quotation with more changed places was retold or translated; only its sense counts."""

_TELLING = ("NN", "VB", "JJ", "CD", "MD")
_SOFTENING = frozenset({"believe", "think", "hope", "may", "might", "could", "perhaps",
                        "probably", "possibly", "almost", "some", "nearly", "if", "only", "few",
                        "seem", "seems", "would", "should", "likely", "apparently",
                        "principle"})  # fmt: skip
_TURNING = frozenset({"but", "or", "yet", "although", "though", "however", "except", "unless",
                      "provided", "if", "until", "only", "than"})  # fmt: skip
_TURNING_TWO = frozenset({("as", "far"), ("as", "long"), ("so", "far"), ("for", "now"),
                          ("at", "least"), ("in", "principle"), ("even", "if"),
                          ("even", "though")})  # fmt: skip
_JOINING = frozenset({"and", "but", "or", "because", "while", "so"})

Words = tuple[Word, ...]
_Block = tuple[int, int, int, int]


def quotation_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """What the wording of two linked claims' quotations says of each other."""
    best: tuple[float, Words, Words, list[_Block]] | None = None
    for quotation in a.quotations:
        for other in b.quotations:
            here, there = quotation.words[:_MOST_WORDS], other.words[:_MOST_WORDS]
            if _most_shared(here, there) < LEAST_ALIKE:
                continue
            share, blocks = _aligned_either_way(here, there)
            if best is None or share > best[0]:
                best = (share, here, there, blocks)
    if best is None or best[0] < LEAST_ALIKE:
        return Findings()
    _, one, two, blocks = best
    denied = _denied((a, one), (b, two), blocks)
    return Findings(tuple(_changes(one, two, blocks, denied=denied)), 1)


_MOST_WORDS = 80
"""Words of a quotation that are aligned, which takes time that grows with their square."""


def _most_shared(one: Words, two: Words) -> float:
    """At least the share of the shorter quotation that stands in the other."""
    stems = {word.stem for word in two}
    held = sum(word.stem in stems for word in one)
    return held / min(len(one), len(two))


def _aligned_either_way(one: Words, two: Words) -> tuple[float, list[_Block]]:
    """`_aligned`, with the same choice among equal alignments whichever quotation comes first."""
    if [word.stem for word in one] <= [word.stem for word in two]:
        return _aligned(one, two)
    share, blocks = _aligned(two, one)
    return share, [(a1, a2, b1, b2) for b1, b2, a1, a2 in blocks]


_SMALL_WORD = 0.6
_NEXT = 0.3


def _aligned(one: Words, two: Words) -> tuple[float, list[_Block]]:
    """The share of the shorter quotation that stands in the other in order, and what does not.

    The alignment is the one with the most telling words, as many of them as may be side by side;
    longest runs first, as `difflib` has it, would part "not against football, but against lorries"
    and "against football" at the wrong "against".
    """
    rows, columns = len(one), len(two)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    met = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        weight = 1.0 if one[i].tag.startswith(_TELLING) else _SMALL_WORD
        own, below = best[i], best[i + 1]
        for j in range(columns - 1, -1, -1):
            if one[i].stem == two[j].stem:
                following = met[i + 1][j + 1]
                met[i][j] = weight + max(below[j + 1], following + _NEXT if following else 0.0)
            own[j] = max(met[i][j], below[j], own[j + 1])
    blocks, size = [], 0
    i = j = left = right = 0
    while True:
        ended = i == rows or j == columns or best[i][j] <= 0.0
        if ended:
            i, j = rows, columns
        if ended or best[i][j] == met[i][j]:
            if (left, right) != (i, j):
                blocks.append((left, i, right, j))
            if ended:
                return size / min(rows, columns), blocks
            size += 1
            i, j = i + 1, j + 1
            left, right = i, j
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _changes(one: Words, two: Words, blocks: Sequence[_Block], *, denied: bool) -> list[Difference]:
    closeness = _closeness(one, two, blocks)
    stems_one, stems_two = {word.stem for word in one}, {word.stem for word in two}
    hard, soft = [], []
    for block in blocks:
        a1, a2, b1, b2 = block
        # Words that stand elsewhere in the other quotation were only moved.
        left = tuple(word for word in one[a1:a2] if word.stem not in stems_two or _denies(word))
        right = tuple(word for word in two[b1:b2] if word.stem not in stems_one or _denies(word))
        if not left and not right:
            continue
        at_end = (a1 == 0 and b1 == 0) or (a2 == len(one) and b2 == len(two))
        if denied and bool(_negations(left)) != bool(_negations(right)):
            hard.append(_difference(HARD, (one, left, a1), (two, right, b1)))
        elif at_end and not (left and right):
            cut = _cut(one, a1, a2) if left else _cut(two, b1, b2)
            if cut and _holds_news(cut, stems_two if left else stems_one):
                # What is missing at an end says nothing of the words that are left.
                sides = (one, cut if left else left, a1), (two, right if left else cut, b1)
                soft.append(_difference(SOFT, *sides))
        elif closeness >= CLOSE and _tells(left, right, near_copies=closeness >= NEAR_COPIES):
            soft.append(_difference(SOFT, (one, left, a1), (two, right, b1)))
    return hard + (soft if len(soft) <= _MOST_CHANGES else [])


_ORDERING = frozenset({"even", "then", "first", "now", "so", "also"})


def _holds_news(cut: Words, elsewhere: set[str]) -> bool:
    """Whether words that are missing at an end do not all stand elsewhere in what is left."""
    telling = [
        word for word in cut if _is_telling(word) or (word.tag == "RB" and word.stem not in LIGHT)
    ]
    return not telling or any(
        word.stem not in elsewhere for word in telling if word.lower not in _TURNING | _ORDERING
    )


def _closeness(one: Words, two: Words, blocks: Sequence[_Block]) -> float:
    """The share of words that two quotations have in common, but for what is cut at an end."""
    sizes = [len(one), len(two)]
    other = [0, 0]
    for a1, a2, b1, b2 in blocks:
        at_end = (a1 == 0 and b1 == 0) or (a2 == len(one) and b2 == len(two))
        if at_end and not (a2 > a1 and b2 > b1):
            sizes = [sizes[0] - (a2 - a1), sizes[1] - (b2 - b1)]
        else:
            other = [other[0] + a2 - a1, other[1] + b2 - b1]
    return 1 - sum(other) / max(1, sum(sizes))


def _difference(
    level: ConflictLevel, a: tuple[Words, Words, int], b: tuple[Words, Words, int]
) -> Difference:
    """The changed words of both sides; where there are none, those around the place."""
    shown = [words or all_words[max(0, at - 1) : at + 1] for all_words, words, at in (a, b)]
    sides = [
        (Span(words[0].start, words[-1].end), " ".join(word.text for word in words))
        for words in shown
    ]
    return differing(DifferenceField.QUOTE, level, sides[0], sides[1])


_Quoted = tuple[ParsedClaim, Words]


def _denied(a: _Quoted, b: _Quoted, blocks: Sequence[_Block]) -> bool:
    """Whether one quotation denies what the other says: an odd number of negations parts them.

    Those in clauses that only one of the two quotations has do not count, nor those of one word:
    "we do not know if it ends", "if it ends, we know not".
    """
    (_, one), (_, two) = a, b
    first, last = (0, 0), (len(one), len(two))
    for a1, a2, b1, b2 in blocks:
        if a1 == 0 and b1 == 0:
            first = _clause_begin(one, a2), _clause_begin(two, b2)
        if a2 == len(one) and b2 == len(two):
            last = _clause_end(one, a1), _clause_end(two, b1)
    here = _negated(a[0], one[first[0] : last[0]])
    there = _negated(b[0], two[first[1] : last[1]])
    if len(here) % 2 == len(there) % 2:
        return False
    everywhere = set(_negated(*a)) & set(_negated(*b))
    return len([w for w in here if w not in everywhere]) % 2 != (
        len([w for w in there if w not in everywhere]) % 2
    )


def _negated(claim: ParsedClaim, words: Words) -> list[str]:
    """The stems of what is negated among words of a claim."""
    return [claim.words[word.head].stem for word in _negations(words)]


def _clause_begin(words: Words, at: int) -> int:
    """Where the clause begins that goes on at ``at``: behind a mark or a joining word."""
    while at > 0 and not _are_parted(words[at - 1], words[at]) and at < len(words):
        if words[at - 1].lower in _JOINING:
            break
        at -= 1
    return at


def _clause_end(words: Words, at: int) -> int:
    while 0 < at < len(words) and not _are_parted(words[at - 1], words[at]):
        if words[at].lower in _JOINING:
            break
        at += 1
    return at


def _are_parted(before: Word, behind: Word) -> bool:
    """Whether a punctuation mark stands between two words."""
    return behind.start - before.end > 1


_MERELY = frozenset({"just", "only", "merely", "simply"})
_CLAUSE_WORDS = 3
_ADDED = 3
_KEPT = 5
_WHOLE_CLAUSE = 7
"""A further clause of so many words was worth saying; "and it will" only rounds off the rest."""
_MOST_CUT = 4


def _cut(words: Words, first: int, end: int) -> Words:
    """What of the words from ``first`` on qualified the rest, or ().

    It is an added "but ...", "as far as ..." or "and not ...", a "not ..., but" in front, a
    softening word in the same clause, a long further clause, or most of the sentence: "we do not
    know" is not "we do not know yet who made a mistake".
    """
    if first == 0:
        turned = end > 0 and words[end - 1].lower == "but"
        whole = 0 < end < len(words) and _are_parted(words[end - 1], words[end])
        whole = whole and any(word.lower in _MERELY for word in words[:end])
        denied = (turned or whole) and _negations(words[:end])
        if denied or _turns(words[:end]):
            return words[:end]
        begin = _clause_begin(words, end) if end < len(words) else end
        return words[begin:end] if _softens(words[begin:end]) else ()
    for place in range(first, min(end, first + _CLAUSE_WORDS)):
        if _turns(words[place:end]):
            return words[place:end]
    cut = words[first:end]
    if len(cut) >= _ADDED and cut[0].lower == "and" and _negations(cut):
        return cut
    if len(cut) >= _WHOLE_CLAUSE and cut[0].lower == "and" and _has_verb(cut):
        said = {word.stem for word in words[:first]}
        # "We owe an answer, and we owe it quickly" says little more than its first half.
        return cut if any(_is_telling(w) and w.stem not in said for w in cut) else ()
    if first <= _KEPT and len(cut) >= _MOST_CUT and cut[0].lower != "and":
        return cut
    tail = words[first : max(first, min(end, _clause_end(words, first)))]
    return tail if _softens(tail) else ()


def _has_verb(words: Words) -> bool:
    return any(word.tag.startswith(("VB", "MD")) for word in words)


def _turns(words: Words) -> bool:
    """Whether words begin with "but", "unless" or the like."""
    pair = tuple(word.lower for word in words[:2])
    return pair[:1] != () and (pair[0] in _TURNING or pair in _TURNING_TWO)


def _softens(words: Words) -> bool:
    one_of = any(word.lower == "one" and behind.lower == "of" for word, behind in pairwise(words))
    return one_of or any(word.lower in _SOFTENING for word in words)


def _tells(left: Words, right: Words, *, near_copies: bool) -> bool:
    """Whether words in place of others change what is said.

    Translations of one saying differ in many words; only of near-copies does one other word tell.
    """
    if _softens(left) != _softens(right) or _lessens(left, right):
        return True
    one, two = ([word for word in side if _is_telling(word)] for side in (left, right))
    if not near_copies or len(one) != 1 or len(two) != 1:
        return False
    return one[0].tag[:2] == two[0].tag[:2] and not are_kindred(one[0].stem, two[0].stem)


def _lessens(left: Words, right: Words) -> bool:
    """ "A small reason" against "a reason"."""
    lowers = [[word.lower for word in side] for side in (left, right)]
    return min(map(len, lowers)) == 0 and set(lowers[0] + lowers[1]) & _SMALL != set()


_SMALL = frozenset({"small", "little", "slight", "modest", "minor", "partial", "limited",
                    "temporary", "narrow", "tiny"})  # fmt: skip
_NOW = frozenset({"today", "yesterday", "tonight", "now"})


def _is_telling(word: Word) -> bool:
    telling = word.tag.startswith(_TELLING) and word.lower[:1].isalnum() and not _denies(word)
    return telling and word.stem not in LIGHT and word.lower not in _NOW


def _negations(words: Words) -> list[Word]:
    return [word for word in words if _denies(word)]


def _denies(word: Word) -> bool:
    return word.lower in NEGATIONS
