"""Which claims are paired where an event has more articles than every pair could be judged of."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

from annotator.domain.span import Span
from annotator.nlp.comparison.candidates import candidate_pairs
from annotator.nlp.comparison.claim_table import ClaimTable, claim_table
from annotator.nlp.comparison.lexicon import Lexicon, load_lexicon
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.moment import Dating
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.stems import stem

FACTS = ("ferry struck granite reef", "captain denied drinking whisky", "cargo holds bananas")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def claim(text: str) -> ParsedClaim:
    """A claim of plain nouns."""
    words, start = [], 0
    for word in text.split():
        end = start + len(word)
        words.append(Word(word, word, stem(word), "NN", "dep", 0, "", start, end, True))
        start = end + 1
    return ParsedClaim(Span(0, len(text)), text, tuple(words), Dating())


def desk(articles: int, lexicon: Lexicon) -> ClaimTable:
    """So many articles that all state `FACTS` in the same words."""
    own = [claim(text) for text in FACTS]
    return claim_table([own] * articles, lexicon)


def partners(table: ClaimTable) -> dict[int, set[int]]:
    firsts, seconds = candidate_pairs(table, all_pairs=1)
    met: dict[int, set[int]] = defaultdict(set)
    for one, other in zip(firsts.tolist(), seconds.tolist(), strict=True):
        met[one].add(other)
        met[other].add(one)
    return met


@pytest.mark.parametrize("articles", [390, 430, 900])
def test_a_fact_in_however_many_articles_brings_its_claims_together(
    lexicon: Lexicon, articles: int
) -> None:
    table = desk(articles, lexicon)
    met = partners(table)
    assert met.keys() == set(range(len(table)))
    for row, others in met.items():
        assert len(others) >= 15
        assert {other % len(FACTS) for other in others} == {row % len(FACTS)}
        assert row not in others


def test_the_pairs_of_a_claim_do_not_grow_with_the_articles(lexicon: Lexicon) -> None:
    counts = [len(candidate_pairs(desk(n, lexicon), all_pairs=1)[0]) / n for n in (450, 900)]
    assert counts[1] == pytest.approx(counts[0], rel=0.05)


def test_a_few_rare_words_are_not_all_that_brings_a_claim_to_others(lexicon: Lexicon) -> None:
    # Two articles share an odd word; their claims still meet the others of the fact.
    own = [claim(text) for text in FACTS]
    odd = [claim("ferry struck granite reef zyglot"), *own[1:]]
    table = claim_table([odd, *([own] * 450), odd], lexicon)
    met = partners(table)
    last = 451 * len(FACTS)
    assert last in met[0]
    assert len(met[0] - {last}) >= 14
    assert np.all(np.array(sorted(met[0])) % len(FACTS) == 0)
