"""What the later judgements and the conflict decision see, and what they decide."""

from __future__ import annotations

import numpy as np
import pytest

from annotator.domain.link import ConflictLevel, Difference, DifferenceField, Relation
from annotator.domain.span import Span
from annotator.nlp.comparison import conflict_features, told_relations
from annotator.nlp.comparison.article_reading import ArticleReader
from annotator.nlp.comparison.candidates import candidate_pairs
from annotator.nlp.comparison.claim_table import ClaimTable, Floats, claim_table
from annotator.nlp.comparison.combiner import Combiner, Judgement, load_combiner
from annotator.nlp.comparison.compared import ComparedArticle, ComparedClaim
from annotator.nlp.comparison.lexicon import Lexicon, load_lexicon
from annotator.nlp.comparison.likeness import FEATURES, likeness
from annotator.nlp.comparison.masking import masked_likeness
from annotator.nlp.comparison.relation import Relating
from annotator.nlp.comparison.told_relations import ToldRelations
from annotator.nlp.detector import Detector
from annotator.nlp.values.moment import Dating
from annotator.nlp.values.parsed_claim import ParsedClaim

DESK = (
    (
        "The ferry hit a reef near Torvik.",
        "Nine sailors drowned when the ferry sank.",
        "The captain was arrested on Monday.",
    ),
    (
        "A reef near Torvik was struck by the ferry.",
        "Twelve sailors drowned when the ferry sank.",
        "The tickets cost forty crowns.",
    ),
    (
        "The ferry struck a reef near Torvik.",
        "Nine sailors drowned as the ferry went down.",
        "Police arrested the captain on Monday.",
    ),
)
NINE, TWELVE, NINE_AGAIN = 1, 4, 7
"""The rows of the claims about the sailors."""


class Read:
    """Articles whose sentences are claims, as a table with all pairs."""

    def __init__(self, detector: Detector, lexicon: Lexicon) -> None:
        reader = ArticleReader(detector.nlp)
        groups = []
        for text_id, sentences in enumerate(DESK):
            spans, start = [], 0
            for sentence in sentences:
                spans.append(Span(start, start + len(sentence)))
                start += len(sentence) + 1
            claims = tuple(ComparedClaim(number, span) for number, span in enumerate(spans))
            article = ComparedArticle(text_id, " ".join(sentences), "", "", "", claims)
            groups.append(reader.claims(article, Dating()))
        self.claims: list[ParsedClaim] = [claim for group in groups for claim in group]
        self.table: ClaimTable = claim_table(groups, lexicon)
        self.firsts, self.seconds = candidate_pairs(self.table)

    def place(self, one: int, other: int) -> int:
        """The place of the pair of two rows among all pairs."""
        return int(np.flatnonzero((self.firsts == one) & (self.seconds == other))[0])

    def told(self) -> ToldRelations:
        """How all pairs relate."""
        places = np.arange(len(self.firsts))
        return told_relations.told_relations(
            self.table, self.claims, self.firsts, self.seconds, places
        )


@pytest.fixture(scope="module")
def read(detector: Detector) -> Read:
    return Read(detector, load_lexicon())


@pytest.fixture(scope="module")
def combiner() -> Combiner:
    return load_combiner()


@pytest.fixture(scope="module")
def judgement(read: Read, combiner: Combiner) -> Judgement:
    return combiner.judge(read.table, read.claims, read.firsts, read.seconds)


def _span_of(claim: ParsedClaim, words: str) -> Span:
    start = claim.span.start + claim.text.index(words)
    return Span(start, start + len(words))


def test_two_claims_are_more_alike_without_the_words_that_differ(read: Read) -> None:
    nine, twelve = read.claims[NINE], read.claims[TWELVE]
    hidden = [([_span_of(nine, "Nine")], [_span_of(twelve, "Twelve")])]
    plain = likeness(read.table, np.array([NINE]), np.array([TWELVE]))
    masked = masked_likeness(read.table, read.claims, [(NINE, TWELVE)], hidden)
    shared, missed = FEATURES.index("shared"), FEATURES.index("number_none_equal")
    assert masked[0, shared] == pytest.approx(1)
    assert plain[0, shared] < masked[0, shared]
    assert (plain[0, missed], masked[0, missed]) == (1, 0)


def test_without_anything_hidden_likeness_stays_as_it_is(read: Read) -> None:
    pairs = [(NINE, TWELVE), (NINE, NINE_AGAIN)]
    plain = likeness(read.table, np.array([NINE, NINE]), np.array([TWELVE, NINE_AGAIN]))
    assert np.allclose(masked_likeness(read.table, read.claims, pairs, [([], [])] * 2), plain)
    assert masked_likeness(read.table, read.claims, [], []).shape == (0, len(FEATURES))


def test_conflicts_are_found_among_what_is_told(read: Read) -> None:
    told = read.told()
    assert read.place(NINE, TWELVE) in told.conflicting
    assert read.place(NINE, NINE_AGAIN) not in told.conflicting
    assert len(told.masked) == len(told.conflicts)


def test_what_is_told_can_be_narrowed_to_some_pairs(read: Read) -> None:
    told = read.told()
    kept = np.zeros(len(read.firsts), np.bool_)
    kept[[read.place(NINE, TWELVE), read.place(NINE, NINE_AGAIN), 0]] = True
    some = told.among(kept)
    assert list(some.places) == list(np.flatnonzero(kept))
    assert list(some.conflicting) == [read.place(NINE, TWELVE)]
    whole = list(told.conflicting).index(read.place(NINE, TWELVE))
    assert np.array_equal(some.masked, told.masked[[whole]])
    assert np.array_equal(some.rows, told.rows[kept])


def test_relations_become_features_of_related_pairs_only(read: Read) -> None:
    told = read.told()
    kept = np.zeros(len(read.firsts), np.bool_)
    conflict, agreeing = read.place(NINE, TWELVE), read.place(NINE, NINE_AGAIN)
    kept[[conflict, agreeing]] = True
    before = np.full(len(kept), 0.5, np.float32)
    rows = told_relations.relation_features(before, told.among(kept), np.array([0.9], np.float32))
    column = {name: rows[:, place] for place, name in enumerate(told_relations.FEATURES)}
    assert not rows[~kept].any()
    assert column["conflict"][conflict] == column["hard"][conflict] == 1
    assert column["masked_gain"][conflict] == pytest.approx(np.log(9), abs=0.01)
    assert column["agreeing"][agreeing] >= 1
    assert column["conflict"][agreeing] == column["masked_gain"][agreeing] == 0


def _conflict(field: DifferenceField = DifferenceField.NUMBER) -> Relating:
    difference = Difference(field, ConflictLevel.HARD, Span(0, 2), Span(0, 2), "9", "12")
    return Relating(Relation.CONFLICT, "", (difference,))


def _features(
    read: Read, pairs: dict[tuple[int, int], Relating], scores: dict[tuple[int, int], float]
) -> dict[str, float]:
    """The features of the one conflict among ``pairs``, whose last scores are given."""
    places = sorted(read.place(*pair) for pair in pairs)
    by_place = {read.place(*pair): found for pair, found in pairs.items()}
    relatings = tuple(by_place[place] for place in places)
    conflicts = [
        number for number, found in enumerate(relatings) if found.relation is Relation.CONFLICT
    ]
    told = ToldRelations(
        np.array(places, np.int64),
        relatings,
        np.array(conflicts, np.int64),
        np.zeros((len(conflicts), len(FEATURES)), np.float32),
        np.zeros((len(places), len(told_relations.FEATURES)), np.float32),
    )
    last: Floats = np.full(len(read.firsts), 0.01, np.float32)
    for pair, score in scores.items():
        last[read.place(*pair)] = score
    masked = np.full(len(conflicts), 0.9, np.float32)
    rows = conflict_features.conflict_features(
        read.table, read.firsts, read.seconds, told, (last, last, masked)
    )
    found = conflicts.index(places.index(read.place(NINE, TWELVE)))
    return dict(zip(conflict_features.FEATURES, map(float, rows[found]), strict=True))


AGREES = Relating(Relation.SAME, "", (), agreeing=1)


def test_a_partner_that_agrees_elsewhere_is_seen(read: Read) -> None:
    alone = _features(read, {(NINE, TWELVE): _conflict()}, {(NINE, TWELVE): 0.8})
    assert alone["agreeing_elsewhere"] == 0
    pairs = {(NINE, TWELVE): _conflict(), (NINE, TWELVE + 1): AGREES}
    seen = _features(read, pairs, {(NINE, TWELVE): 0.8, (NINE, TWELVE + 1): 0.7})
    assert seen["agreeing_elsewhere"] == pytest.approx(0.7)
    assert seen["agreeing_elsewhere_both"] == 0


def test_a_third_article_that_takes_sides_is_seen(read: Read) -> None:
    pairs = {
        (NINE, TWELVE): _conflict(),
        (NINE, NINE_AGAIN): AGREES,
        (TWELVE, NINE_AGAIN): _conflict(),
    }
    seen = _features(read, pairs, dict.fromkeys(pairs, 0.64))
    assert seen["third_takes_sides"] == pytest.approx(0.64)
    assert seen["third_takes_both_sides"] == seen["third_agrees"] == 0
    # Both ends agree with one claim: then they hardly conflict.
    pairs[TWELVE, NINE_AGAIN] = AGREES
    seen = _features(read, pairs, dict.fromkeys(pairs, 0.64))
    assert seen["third_agrees"] == pytest.approx(0.64)
    assert seen["third_takes_sides"] == 0


def test_nothing_told_has_no_rows(read: Read) -> None:
    told = read.told().among(np.zeros(len(read.firsts), np.bool_))
    scores = np.zeros(len(read.firsts), np.float32)
    rows = conflict_features.conflict_features(
        read.table, read.firsts, read.seconds, told, (scores, scores, scores[:0])
    )
    assert rows.shape == (0, len(conflict_features.FEATURES))


def test_a_conflict_about_one_fact_is_sure(read: Read, judgement: Judgement) -> None:
    sure = set(judgement.told.conflicting[judgement.sure])
    assert read.place(NINE, TWELVE) in sure
    assert read.place(TWELVE, NINE_AGAIN) in sure


def test_a_sure_conflict_is_drawn(read: Read, combiner: Combiner, judgement: Judgement) -> None:
    pairs = judgement.told.conflicting[judgement.sure]
    assert len(pairs)
    assert (judgement.scores[pairs] >= combiner.threshold).all()
    assert (judgement.scores[pairs] >= judgement.chances[judgement.sure]).all()


def test_claims_without_pairs_are_judged_too(detector: Detector, combiner: Combiner) -> None:
    lexicon = load_lexicon()
    article = ComparedArticle(1, DESK[0][0], "", "", "", (ComparedClaim(1, Span(0, 33)),))
    claims = ArticleReader(detector.nlp).claims(article, Dating())
    table = claim_table([claims], lexicon)
    none = np.zeros(0, np.int64)
    found = combiner.judge(table, claims, none, none)
    assert len(found.scores) == len(found.told.places) == len(found.chances) == 0
