"""Words that stand in each other's place in two claims that are otherwise alike."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from annotator.domain.link import ConflictLevel, Difference, DifferenceField
from annotator.domain.span import Span
from annotator.nlp.comparison.alignment import matcher_of_near, own_words
from annotator.nlp.comparison.findings import HARD, Findings, differing
from annotator.nlp.comparison.person_names import may_be_same
from annotator.nlp.comparison.telling_words import tells_of_more
from annotator.nlp.values.antonyms import only_looks_denied
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.lands import is_land
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.polarity import LIGHT
from annotator.nlp.values.roles import is_title
from annotator.nlp.values.word_groups import are_alike

ALIKE = 0.7
"""From this likeness on, a word that was replaced is a difference."""

_LONGEST = 4
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE", "LOC", "FAC", "PRODUCT", "EVENT"})
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "anti")
_TAIL = 5
_LEAD = 3

Pair = tuple[tuple[Word, ...], tuple[Word, ...]]


def substitution_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """Names and words of two linked claims that exclude each other in the same place."""
    one, two = own_words(a), own_words(b)
    found = [*_prefixed(one, two), *_compounds(one, two)]
    more = tells_of_more(a) or tells_of_more(b)
    if not more:
        found.extend(_in_one_context(a, b, one, two))
    matcher = None
    if min(len(one), len(two)) >= 4:
        matcher = matcher_of_near([word.stem for word in one], [word.stem for word in two], ALIKE)
    if matcher is not None:
        for left, right in _replaced(matcher, one, two):
            difference = _named_otherwise(left, right, one, two)
            if difference and not more:
                found.append(difference)
    return Findings(tuple(found[:2]))


def _in_one_context(
    a: ParsedClaim, b: ParsedClaim, one: tuple[Word, ...], two: tuple[Word, ...]
) -> Iterator[Difference]:
    """Names before or behind the same two telling words: "the oldest existing Korean gauge"."""
    known_a, known_b = {w.lower for w in a.words}, {w.lower for w in b.words}
    names_a = [i for i, word in enumerate(one) if _may_name(word) and word.lower not in known_b]
    names_b = [j for j, word in enumerate(two) if _may_name(word) and word.lower not in known_a]
    for i in names_a:
        for j in names_b:
            x, y = one[i], two[j]
            before = one[max(0, i - 2) : i], two[max(0, j - 2) : j]
            behind = one[i + 1 : i + 3], two[j + 1 : j + 3]
            if not (_is_one_context(*before) or _is_one_context(*behind)):
                continue
            if _one_kind([x], [y]) and not _are_spellings([x], [y]):
                yield _difference(DifferenceField.NAME, HARD, [x], [y])
                return


def _may_name(word: Word) -> bool:
    if is_title(word):
        return False
    return _is_name(word) or (word.entity == "NORP" and word.text[:1].isupper())


def _is_one_context(one: tuple[Word, ...], two: tuple[Word, ...]) -> bool:
    return (
        len(one) == 2
        and [word.stem for word in one] == [word.stem for word in two]
        and all(word.tag.startswith(_TELLING) and word.stem not in LIGHT for word in one)
    )


_TELLING = ("NN", "VB", "CD", "JJ")


def _replaced(
    matcher: SequenceMatcher[str], one: tuple[Word, ...], two: tuple[Word, ...]
) -> Iterator[Pair]:
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        if kind == "replace" and a2 - a1 <= _LONGEST and b2 - b1 <= _LONGEST:
            yield one[a1:a2], two[b1:b2]


def _named_otherwise(
    left: tuple[Word, ...], right: tuple[Word, ...], one: tuple[Word, ...], two: tuple[Word, ...]
) -> Difference | None:
    """Two names in one place, neither of which the other claim knows."""
    names_a = [word for word in left if _is_name(word) and not is_title(word)]
    names_b = [word for word in right if _is_name(word) and not is_title(word)]
    if not names_a or not names_b:
        return None
    known_a, known_b = {word.lower for word in one}, {word.lower for word in two}
    if any(word.lower in known_b for word in names_a) or any(
        word.lower in known_a for word in names_b
    ):
        return None
    if _are_spellings(names_a, names_b) or not _one_kind(names_a, names_b):
        return None
    place = bool(_PLACES & {names_a[-1].entity, names_b[-1].entity})
    if place and is_land(_lowers(names_a)) != is_land(_lowers(names_b)):
        # A city and the country it lies in are one place.
        return None
    return _difference(
        DifferenceField.PLACE if place else DifferenceField.NAME, HARD, names_a, names_b
    )


def _lowers(words: list[Word]) -> frozenset[str]:
    return frozenset(word.lower for word in words)


def _is_name(word: Word) -> bool:
    if word.entity in ("DATE", "TIME", "CARDINAL", "QUANTITY", "MONEY", "PERCENT", "ORDINAL"):
        return False
    return word.text[:1].isupper() and (word.tag in ("NNP", "NNPS") or word.entity in _NAMES)


def _one_kind(names_a: list[Word], names_b: list[Word]) -> bool:
    one, two = names_a[-1].entity, names_b[-1].entity
    return one == two or not one or not two or {one, two} <= _PLACES | {"ORG", "PERSON"}


def _are_spellings(names_a: list[Word], names_b: list[Word]) -> bool:
    """Spelling variants, initials and abbreviations."""
    if may_be_same((names_a[-1].lower,), (names_b[-1].lower,)):
        return True
    for names, others in ((names_a, names_b), (names_b, names_a)):
        initials = "".join(word.lower[0] for word in names)
        if len(others) == 1 and others[0].lower.replace(".", "") == initials:
            return True
        if len(others) == 1 and len(others[0].lower.strip(".")) == 1:
            return True
    return False


def _prefixed(one: tuple[Word, ...], two: tuple[Word, ...]) -> Iterator[Difference]:
    """ "Possible" and "impossible"."""
    for x in filter(_may_be_prefixed, one):
        for y in filter(_may_be_prefixed, two):
            longer, shorter = (x, y) if len(x.lower) > len(y.lower) else (y, x)
            if len(shorter.lower) < 4 or not longer.lower.endswith(shorter.lower):
                continue
            prefix = longer.lower[: -len(shorter.lower)].rstrip("-")
            if prefix not in _PREFIXES or only_looks_denied(prefix, shorter.stem):
                continue
            if x.tag[:2] == y.tag[:2]:
                both = {word.lower for word in (one if longer is y else two)}
                if longer.lower not in both:
                    yield _difference(DifferenceField.NEGATION, HARD, [x], [y])


def _may_be_prefixed(word: Word) -> bool:
    return word.tag[:2] in ("JJ", "VB", "RB") and len(word.lower) >= 4


def _compounds(one: tuple[Word, ...], two: tuple[Word, ...]) -> Iterator[Difference]:
    """ "Gasworks" and "steelworks" in one place."""
    others = [(j, y) for j, y in enumerate(two) if y.lower[-_TAIL:] in _TAILS]
    for i, x in enumerate(one):
        if not others or x.lower[-_TAIL:] not in _TAILS:
            continue
        for j, y in others:
            if x.lower == y.lower or are_alike(x.stem, y.stem) or not _are_compounds(x, y):
                continue
            known = {word.lower for word in one}, {word.lower for word in two}
            if x.lower in known[1] or y.lower in known[0] or not _same_place(one, i, two, j):
                continue
            yield _difference(DifferenceField.OTHER, HARD, [x], [y])


def _are_compounds(x: Word, y: Word) -> bool:
    """ "Gasworks" and "steelworks": one tail, two heads."""
    if not (x.tag.startswith("NN") and y.tag.startswith("NN")):
        return False
    size = 0
    while size < min(len(x.lower), len(y.lower)) and x.lower[-1 - size] == y.lower[-1 - size]:
        size += 1
    return (
        size >= _TAIL
        and min(len(x.lower), len(y.lower)) - size >= _LEAD
        and x.lower[-_TAIL:] in (_TAILS)
    )


_TAILS = frozenset({"works", "house", "board", "bound", "field", "yards", "court", "ships",
                    "wards", "stone", "trees", "ports", "fires", "bases"})  # fmt: skip


def _same_place(one: tuple[Word, ...], i: int, two: tuple[Word, ...], j: int) -> bool:
    """Whether the words before or behind two words are the same."""
    before = [w.lower for w in one[max(0, i - 2) : i]], [w.lower for w in two[max(0, j - 2) : j]]
    behind = [w.lower for w in one[i + 1 : i + 3]], [w.lower for w in two[j + 1 : j + 3]]
    if len(before[0]) > 1 and before[0] == before[1]:
        return True
    if behind[0] and behind[0] == behind[1]:
        return True
    # At the end of a claim only one word may stand behind.
    last = behind[0][:1] == behind[1][:1] and 1 in (len(behind[0]), len(behind[1]))
    telling = {w.stem for w in one if w.tag.startswith(("NN", "VB"))} & {
        w.stem for w in two if w.tag.startswith(("NN", "VB"))
    }
    if last and behind[0] and len(telling) >= 2:
        return True
    return bool(
        before[0] and before[1] and before[0][-1] == before[1][-1] and len(telling) >= 2
    ) or (len(telling) >= 2 and bool(_are_compounds(one[i], two[j])))


def _difference(
    field: DifferenceField, level: ConflictLevel, left: list[Word], right: list[Word]
) -> Difference:
    return differing(
        field,
        level,
        (Span(left[0].start, left[-1].end), " ".join(word.text for word in left)),
        (Span(right[0].start, right[-1].end), " ".join(word.text for word in right)),
    )
