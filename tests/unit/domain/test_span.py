"""Spans and quotes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import RuleBroken
from annotator.domain.span import Span, quote_at, trimmed_span

spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda t: Span(t[0], t[0] + t[1]))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 3), (4, 3), (-1, 2), (-3, -1)])
def test_a_span_is_never_empty_reversed_or_negative(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


@given(spans, spans)
def test_overlap_is_what_sets_of_offsets_share(one: Span, other: Span) -> None:
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.shared(other) == other.shared(one) == len(shared)
    assert one.overlaps(other) is other.overlaps(one) is bool(shared)


@given(spans)
def test_length_counts_code_points(span: Span) -> None:
    assert len(span) == len(range(span.start, span.end))


def test_spans_sort_in_reading_order() -> None:
    assert sorted([Span(5, 6), Span(0, 9), Span(0, 3)]) == [Span(0, 3), Span(0, 9), Span(5, 6)]


@given(st.text(min_size=1, max_size=200), st.data())
def test_a_quote_and_its_surroundings_lie_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = quote_at(text, Span(start, end))
    assert quote.exact == text[start:end]
    assert text[:start].endswith(quote.prefix)
    assert text[end:].startswith(quote.suffix)
    assert len(quote.prefix) == min(32, start)
    assert len(quote.suffix) == min(32, len(text) - end)


def test_a_quote_counts_code_points_not_bytes_or_units() -> None:
    assert quote_at("😱😱 two 😱", Span(3, 6)).exact == "two"


def test_no_quote_lies_outside_the_text() -> None:
    assert quote_at("abc", Span(0, 3)).exact == "abc"
    with pytest.raises(RuleBroken) as refusal:
        quote_at("abc", Span(0, 4))
    assert "abc" not in str(refusal.value)
    assert refusal.value.safe == "Nothing was changed."


@given(st.text("a \n\u00a0\u2028é😱", max_size=12), st.integers(-3, 15), st.integers(-3, 15))
def test_a_trimmed_span_loses_white_space_alone(text: str, start: int, end: int) -> None:
    inside = text[max(0, start) : max(0, end)]
    span = trimmed_span(text, start, end)
    if span is None:
        assert not inside.strip()
    else:
        assert text[span.start : span.end] == inside.strip()
        assert max(0, start) <= span.start < span.end <= min(len(text), end)
