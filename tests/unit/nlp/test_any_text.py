"""Any text at all can be read: spans stay true and nothing crashes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.claim import ClaimKind
from annotator.nlp.detector import Detector
from annotator.nlp.protocol import CandidateRow, candidates_from

pytestmark = pytest.mark.spacy

_WORDS = st.sampled_from(
    ["Eleven", "people", "died", "on", "Friday", ",", ".", "“", "”", '"', "(", ")", "said", "Oslo",
     "and", "when", "which", "he", "was", "adding that", "according to", "its highest since",
     ":", "5,000", "€", "—", "\n\n", "\u2028", "\u00a0", "\u200f", "\u202e", "é", "e\u0301",
     "😀", "👩‍👩‍👧", "ماتوا", "人民", "\x00", "\x85", "\ufeff", "\ud83d", "?", "…", "’s"]
)  # fmt: skip
_TEXTS = st.one_of(
    st.text(max_size=120), st.lists(st.tuples(_WORDS, st.sampled_from(["", " "]))).map(
        lambda pairs: "".join(word + gap for word, gap in pairs)
    )
)  # fmt: skip


def check(text: str, rows: tuple[CandidateRow, ...]) -> None:
    """Every promise about candidates that holds for any text."""
    before = 0
    for start, end, kinds, score, cues in rows:
        assert before <= start < end <= len(text)
        before = end
        quote = text[start:end]
        assert quote == quote.strip()
        assert quote[-1] not in ",;:"
        assert kinds
        assert 0 <= score <= 1
        assert len(cues) <= 3
    assert len(candidates_from(rows)) == len(rows)


@settings(max_examples=80, deadline=None)
@given(text=_TEXTS)
def test_spans_of_any_text_are_true(detector: Detector, text: str) -> None:
    check(text, detector.read(text))


@pytest.mark.parametrize(
    "text",
    ["", " \n\t\u2028 ", "\x00\x01\xff" * 2_000, "x" * 1_000_000, "😀" * 20_000, "." * 50_000,
     "a-b/" * 5_000, "人民" * 10_000, "\ud800" * 100, "\n" * 100_000, "((((" * 5_000],
    ids=["empty", "white", "binary", "giant word", "emoji", "dots", "infixes", "chinese",
         "surrogates", "newlines", "brackets"],
)  # fmt: skip
def test_texts_that_are_no_articles_do_no_harm(detector: Detector, text: str) -> None:
    check(text, detector.read(text))


def test_progress_goes_from_nothing_to_all(detector: Detector) -> None:
    text = "Eleven people died in Oslo on Friday.\n\n" * 200
    told: list[tuple[int, int]] = []
    rows = detector.read(text, "", lambda done, total: told.append((done, total)))
    assert told[0] == (0, len(text))
    assert told == sorted(told)
    assert told[-1][0] == len(text.rstrip())
    assert [text[start:end] for start, end, *_ in rows] == [
        "Eleven people died in Oslo on Friday"
    ] * 200


def test_reading_leaves_nothing_in_the_vocabulary(detector: Detector) -> None:
    strings = detector.nlp.vocab.strings
    detector.read("Warm up.")
    before = len(strings)
    detector.read("Zxqvkon Brymblefex met Quxolaan Vrethi in Plomdorf.")
    assert len(strings) == before


def test_rows_become_domain_values() -> None:
    (candidate,) = candidates_from([(3, 9, ("quantity", "event"), 0.5, ("states a figure: 3",))])
    assert (candidate.span.start, candidate.span.end) == (3, 9)
    assert candidate.kinds == (ClaimKind.QUANTITY, ClaimKind.EVENT)
