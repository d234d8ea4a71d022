"""What is computed for many pairs at once is what plain loops over single pairs find."""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pytest

from annotator.assets import asset_path
from annotator.domain.span import Span
from annotator.nlp.comparison import combiner, likeness, masking, surroundings
from annotator.nlp.comparison.alignment import matcher_of_near
from annotator.nlp.comparison.article_reading import ArticleReader
from annotator.nlp.comparison.candidates import candidate_pairs
from annotator.nlp.comparison.claim_table import ClaimTable, Floats, Ints, Part, claim_table
from annotator.nlp.comparison.compared import ComparedArticle, ComparedClaim
from annotator.nlp.comparison.lexicon import Lexicon, load_lexicon
from annotator.nlp.comparison.support import supports
from annotator.nlp.comparison.term_likeness import TermLikeness
from annotator.nlp.comparison.terms import NUMBER_MARK, character_vector
from annotator.nlp.comparison.told_relations import told_relations
from annotator.nlp.detector import Detector
from annotator.nlp.values.moment import Dating
from annotator.nlp.values.parsed_claim import ParsedClaim

pytestmark = pytest.mark.spacy

SAMPLES = asset_path("resources", "samples")
EVENTS = Path(__file__).parents[4] / "packaging" / "link_weights" / "events"
NAMES = ("sample", "cup-final", "dairy-recall")
ABOUT = 1e-5
"""Sums of single-precision numbers differ by so much when they are added in another order."""


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def _sample(detector: Detector) -> Iterator[tuple[str, list[Span]]]:
    for one in json.loads((SAMPLES / "sample.json").read_text("utf-8"))["articles"]:
        text = (SAMPLES / one["file"]).read_text("utf-8")
        yield text, [Span(row[0], row[1]) for row in detector.read(text, one["title"])]


def _marked(name: str) -> Iterator[tuple[str, list[Span]]]:
    """The articles of a file in which each claim stands in braces, behind a name and a colon."""
    whole = (EVENTS / f"{name}.txt").read_text("utf-8")
    for body in re.split(r"^== .*$", whole, flags=re.M)[1:]:
        text, spans, end = "", [], 0
        for match in re.finditer(r"\{[^:{}]+:([^{}]+)\}", body):
            text += body[end : match.start()]
            spans.append(Span(len(text), len(text) + len(match.group(1))))
            text += match.group(1)
            end = match.end()
        yield text + body[end:], spans


@pytest.fixture(scope="module", params=NAMES)
def event(request: pytest.FixtureRequest, detector: Detector) -> list[tuple[ParsedClaim, ...]]:
    """The claims of the articles of an event."""
    articles = _sample(detector) if request.param == "sample" else _marked(request.param)
    reader = ArticleReader(detector.nlp)
    read = []
    for number, (text, spans) in enumerate(articles):
        claims = tuple(ComparedClaim(place, span) for place, span in enumerate(spans))
        read.append(reader.claims(ComparedArticle(number, text, "", "", "", claims), Dating()))
    return read


@pytest.fixture
def table(event: list[tuple[ParsedClaim, ...]], lexicon: Lexicon) -> ClaimTable:
    return claim_table(event, lexicon)


# --- likeness --------------------------------------------------------------------------------


def _term_likeness(table: ClaimTable, lexicon: Lexicon) -> Callable[[int, int], float]:
    """How like two terms are, straight from their definition."""
    words = {number: term for term, number in table.vocabulary.items()}

    def alike(one: int, other: int) -> float:
        left, right = words[one], words[other]
        if one == other:
            return 1.0
        if left.startswith(NUMBER_MARK) or right.startswith(NUMBER_MARK):
            return 0.0
        found = 0.0
        meant = float(table.static[one] @ table.static[other])
        if meant > 0.35:
            found = 0.85 * meant
        spelled = float(character_vector(left) @ character_vector(right))
        if spelled > 0.450_001:
            found = max(found, spelled)
        groups = lexicon.synonyms.get(left, frozenset()) & lexicon.synonyms.get(right, frozenset())
        return min(1.0, max(found, 0.9 if groups else 0.0))

    return alike


class _Plain:
    """Two claims, term by term."""

    def __init__(
        self, table: ClaimTable, alike: Callable[[int, int], float], one: int, other: int
    ) -> None:
        self.sides = [
            [
                (int(term), int(part), self._weight(table, int(term), int(part)))
                for term, part in zip(table.terms[row], table.parts[row], strict=True)
                if term >= 0
            ]
            for row in (one, other)
        ]
        self.alike = alike

    @staticmethod
    def _weight(table: ClaimTable, term: int, part: int) -> float:
        return float(table.weights[term]) * (0.4 if part & Part.REPORTING else 1.0)

    def shares(
        self, own: Callable[[int], object], others: Callable[[int], object], *, equal: bool = False
    ) -> list[tuple[float, float]]:
        """For either side the weight of its ``own`` terms that is found, and all of it."""
        found = []
        for side, opposite in (self.sides, self.sides[::-1]):
            partners = [term for term, part, _ in opposite if others(part)]
            got = sum(
                weight
                * max(
                    (float(term == p) if equal else self.alike(term, p) for p in partners),
                    default=0.0,
                )
                for term, part, weight in side
                if own(part)
            )
            found.append((got, sum(weight for _, part, weight in side if own(part))))
        return found

    def best(self, part: Part) -> float:
        one, other = ([term for term, own, _ in side if own & part] for side in self.sides)
        return max((self.alike(x, y) for x in one for y in other), default=0.0)

    def equal_numbers(self) -> int:
        one, other = ({t for t, own, _ in side if own & Part.NUMBER} for side in self.sides)
        return len(one & other)


def _mean(shares: list[tuple[float, float]]) -> float:
    (one, all_one), (other, all_other) = shares
    return float(np.sqrt(one / max(all_one, 1e-6) * other / max(all_other, 1e-6)))


def _plain_features(plain: _Plain) -> dict[str, float]:
    def inside(part: int) -> int:
        return part & Part.INSIDE

    def word(part: int) -> bool:
        return part & (Part.INSIDE | Part.NUMBER) == Part.INSIDE

    def any_part(_part: int) -> bool:
        return True

    found = {
        "shared": _mean(plain.shares(inside, inside)),
        "shared_mass": float(np.log1p(sum(got for got, _ in plain.shares(inside, inside)) / 2)),
        "exact": _mean(plain.shares(inside, inside, equal=True)),
        "words": _mean(plain.shares(word, word)),
        "sentence": _mean(plain.shares(any_part, any_part)),
        "in_sentence": _mean(plain.shares(inside, any_part)),
        "number_equal": float(min(plain.equal_numbers(), 2)),
    }
    for part in (Part.VERB, Part.SUBJECT, Part.OBJECT, Part.PLACE, Part.COUNTED):
        found[str(part.name).lower()] = plain.best(part)
    for part in (Part.NAME, Part.TIME, Part.GOVERNOR):
        shares = plain.shares(lambda own, p=part: own & p, lambda own, p=part: own & p)  # type: ignore[misc]
        got, whole = (sum(values) for values in zip(*shares, strict=True))
        found[str(part.name).lower()] = got / max(whole, 1e-6)
    return found


def test_likeness_is_that_of_plain_loops(table: ClaimTable, lexicon: Lexicon) -> None:
    firsts, seconds = candidate_pairs(table)
    chosen = np.random.default_rng(3).permutation(len(firsts))[:400]
    rows = likeness.likeness(table, firsts, seconds)[chosen]
    alike = _term_likeness(table, lexicon)
    for row, one, other in zip(rows, firsts[chosen], seconds[chosen], strict=True):
        plain = _plain_features(_Plain(table, alike, int(one), int(other)))
        told = dict(zip(likeness.FEATURES, row.tolist(), strict=True))
        assert {name: told[name] for name in plain} == pytest.approx(plain, abs=ABOUT)


def test_the_order_of_pairs_and_their_batches_change_nothing(
    table: ClaimTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    firsts, seconds = candidate_pairs(table)
    together = likeness.likeness(table, firsts, seconds)
    monkeypatch.setattr(likeness, "_BATCH", 37)
    mixed = np.random.default_rng(5).permutation(len(firsts))
    apart = likeness.likeness(table, firsts[mixed], seconds[mixed])
    assert np.allclose(apart, together[mixed], atol=ABOUT)


def test_terms_are_as_alike_whether_looked_at_beforehand_or_when_asked_for() -> None:
    dice = np.random.default_rng(7)
    static, characters = (dice.normal(size=(30, width)).astype(np.float32) for width in (3, 4))
    static, characters = (
        rows / np.linalg.norm(rows, axis=1, keepdims=True) for rows in (static, characters)
    )
    synonyms = (dice.random((30, 4)) < 0.1).astype(np.float32)
    one, other = dice.integers(-1, 30, (50, 6)), dice.integers(-1, 30, (50, 4))
    known = TermLikeness(static, characters, synonyms).cells(one, other)
    asked = TermLikeness(static, characters, synonyms, most=29).cells(one, other)
    assert len(known.alike) > 100
    for before, now in zip(known[:3], asked[:3], strict=True):
        assert before.tolist() == now.tolist()
    assert np.allclose(known.alike, asked.alike, atol=ABOUT)
    assert (one[known.pairs, known.here] >= 0).all()
    assert (other[known.pairs, known.there] >= 0).all()


# --- what stands around a pair ------------------------------------------------------------------


def _plain_support(
    articles: Ints, firsts: Ints, seconds: Ints, scores: Floats
) -> dict[tuple[int, int], list[float]]:
    near: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for one, other, score in zip(firsts.tolist(), seconds.tolist(), scores.tolist(), strict=True):
        if score >= 0.05:
            near[one].append((score, other))
            near[other].append((score, one))
    found: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)
    for middle, partners in near.items():
        best = sorted(partners, reverse=True)[:40]
        for x, one in best:
            for y, other in best:
                if articles[one] < articles[other]:
                    by_article = found[one, other]
                    article = int(articles[middle])
                    by_article[article] = max(by_article.get(article, 0.0), (x * y) ** 0.5)
    return {pair: sorted(by_article.values())[::-1][:3] for pair, by_article in found.items()}


def _check_support(articles: Ints, firsts: Ints, seconds: Ints, scores: Floats) -> None:
    plain = _plain_support(articles, firsts, seconds, scores)
    of = np.flatnonzero(np.random.default_rng(1).random(len(firsts)) < 0.7)
    best, mean = supports(articles, (firsts, seconds, scores), of)
    third = min(3, max(1, len(set(articles.tolist())) - 2))
    assert any(plain.values())
    for place, most, all_three in zip(of, best, mean, strict=True):
        told = plain.get((int(firsts[place]), int(seconds[place])), [])
        assert most == pytest.approx(told[0] if told else 0.0, abs=ABOUT)
        assert all_three == pytest.approx(sum(told) / third, abs=ABOUT)


def test_support_is_that_of_plain_loops(table: ClaimTable) -> None:
    firsts, seconds = candidate_pairs(table)
    scores = np.random.default_rng(2).random(len(firsts)).astype(np.float32) ** 4
    _check_support(table.articles, firsts, seconds, scores)


def test_a_claim_like_everything_supports_its_best_counterparts_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("annotator.nlp.comparison.support._MIDDLES", 3)
    articles = np.repeat(np.arange(9), 10)
    firsts, seconds = np.nonzero(articles[:, None] < articles[None, :])
    # Some pairs are not listed, and not in order.
    chosen = np.random.default_rng(4).permutation(len(firsts))[:2_500]
    scores = np.random.default_rng(6).random(len(chosen)).astype(np.float32)
    _check_support(articles, firsts[chosen], seconds[chosen], scores)


def test_what_stands_around_some_pairs_is_what_stands_around_all(table: ClaimTable) -> None:
    firsts, seconds = candidate_pairs(table)
    scores = np.random.default_rng(8).random(len(firsts)).astype(np.float32) ** 3
    whole = surroundings.surroundings(table, firsts, seconds, scores)
    some = np.array([5, 0, 77, len(firsts) - 1])
    assert (surroundings.surroundings(table, firsts, seconds, scores, some) == whole[some]).all()


# --- without the words that differ ---------------------------------------------------------------


def test_conflicts_are_masked_alike_some_at_a_time(
    event: list[tuple[ParsedClaim, ...]], table: ClaimTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = [claim for own in event for claim in own]
    firsts, seconds = candidate_pairs(table)
    scores = combiner._scored(
        combiner.load_combiner().first,
        ((likeness.likeness(table, firsts, seconds), likeness.FEATURES),),
    )
    likely = np.flatnonzero(scores > 0.05)
    together = told_relations(table, claims, firsts, seconds, likely)
    assert len(together.conflicts) > 2
    monkeypatch.setattr(masking, "_BATCH", 2)
    apart = told_relations(table, claims, firsts, seconds, likely)
    assert np.allclose(apart.masked, together.masked, atol=ABOUT)


# --- words in order ------------------------------------------------------------------------------


def test_what_is_near_is_what_has_the_ratio() -> None:
    dice = random.Random(9)
    near = 0
    for _ in range(3_000):
        one, two = (dice.choices("abcdef", k=dice.randrange(8)) for _ in range(2))
        if dice.random() < 0.5:
            two = [*one[: dice.randrange(8)], *two[:2]]
        ratio = SequenceMatcher(None, one, two, autojunk=False).ratio() if one and two else 0.0
        matcher = matcher_of_near(one, two, 0.7)
        assert (matcher is not None) == (ratio >= 0.7)
        near += matcher is not None
    assert 100 < near < 2_900
