"""Styles of marks, overlap depth, and finding marks by place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.claim import Claim, ClaimKind, ClaimState, Origin, reading_order
from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.ui.claim_words import accessible_claim_text, claim_tooltip, plain_tooltip
from annotator.ui.icons import icon_pixmap
from annotator.ui.marks import Marks, MarkStyle, mark_style, next_under_pointer
from annotator.ui.offsets import Utf16Map
from annotator.ui.theme import THEME_NAMES, load_theme


def claim(number: int, start: int, end: int, worth: float | None = 0.6) -> Claim:
    return Claim(
        id=number, uuid=str(number), article_id=1, text_id=1, span=Span(start, end), quote="q",
        origin=Origin.REVIEWER if worth is None else Origin.DETECTOR, state=ClaimState.OPEN,
        kinds=(ClaimKind.DATE,), check_worthiness=worth, cues=(), touched=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("worth", "verdict", "style"),
    [
        (0.0, None, MarkStyle.LOW),
        (0.549, None, MarkStyle.LOW),
        (0.55, None, MarkStyle.MIDDLE),
        (0.82, None, MarkStyle.HIGH),
        (None, None, MarkStyle.ADDED),
        (None, Verdict.VERIFIED, MarkStyle.VERIFIED),
        (0.9, Verdict.DISPUTED, MarkStyle.DISPUTED),
        (0.1, Verdict.UNSUPPORTED, MarkStyle.UNSUPPORTED),
    ],
)
def test_style_follows_verdict_then_origin_then_worth(
    worth: float | None, verdict: Verdict | None, style: MarkStyle
) -> None:
    assert mark_style(replace(claim(1, 0, 5, worth), verdict=verdict)) is style


@pytest.mark.parametrize("style", list(MarkStyle))
def test_every_style_has_colours_and_a_glyph(qapp: object, style: MarkStyle) -> None:
    for name in THEME_NAMES:
        theme = load_theme(name)
        ink, tint = theme.colour(style.ink_role), theme.colour(style.tint_role)
        assert ink != tint
        assert not icon_pixmap(style.icon, ink, theme.colour("paper"), 14).isNull()


def test_a_later_claim_draws_its_line_lower_only_where_it_overlaps() -> None:
    marks = Marks(
        [claim(1, 0, 10), claim(2, 5, 20), claim(3, 12, 18), claim(4, 30, 40)], Utf16Map("")
    )
    assert [mark.depth for mark in marks] == [0, 1, 0, 0]


def test_touching_claims_do_not_overlap() -> None:
    assert [mark.depth for mark in Marks([claim(1, 0, 10), claim(2, 10, 20)])] == [0, 0]


def test_positions_are_those_of_the_document() -> None:
    marks = Marks([claim(1, 1, 3)], Utf16Map("😀a😀b"))
    mark = marks.of(1)
    assert mark is not None
    assert (mark.start, mark.end) == (2, 5)


spans = st.tuples(st.integers(0, 60), st.integers(1, 40)).map(lambda p: (p[0], p[0] + p[1]))


@given(st.lists(spans, max_size=12), spans)
def test_overlapping_and_starting_in_agree_with_looking_at_each(
    made: list[tuple[int, int]], place: tuple[int, int]
) -> None:
    claims = sorted((claim(n + 1, *span) for n, span in enumerate(made)), key=reading_order)
    marks = Marks(claims)
    start, end = place
    overlapping = [c.id for c in claims if c.span.start < end and c.span.end > start]
    assert [mark.claim.id for mark in marks.overlapping(start, end)] == overlapping
    starting = [c.id for c in claims if start <= c.span.start < end]
    assert [mark.claim.id for mark in marks.starting_in(start, end)] == starting


def test_restyle_gives_only_what_looks_different() -> None:
    claims = [claim(1, 0, 5), claim(2, 6, 9), claim(3, 10, 12)]
    marks = Marks(claims)
    decided = replace(claims[1], verdict=Verdict.VERIFIED)
    justified = replace(claims[2], justification="because")
    changed = marks.restyle([claims[0], decided, justified])
    assert changed is not None
    assert [(a.style, b.style, b.claim) for a, b in changed] == [
        (MarkStyle.MIDDLE, MarkStyle.VERIFIED, decided)
    ]
    third = marks.of(3)
    assert third is not None
    assert third.claim is justified


@pytest.mark.parametrize(
    "claims",
    [
        [claim(1, 0, 5)],
        [claim(1, 0, 5), claim(3, 6, 9)],
        [claim(1, 0, 5), claim(2, 6, 8)],
    ],
)
def test_restyle_refuses_other_claims_or_spans(claims: list[Claim]) -> None:
    marks = Marks([claim(1, 0, 5), claim(2, 6, 9)])
    assert marks.restyle(claims) is None
    assert [mark.end for mark in marks] == [5, 9]


def test_clicks_on_one_spot_go_from_the_shortest_claim_outwards_and_round() -> None:
    here = list(Marks([claim(1, 0, 50), claim(2, 5, 30), claim(3, 8, 12)]))
    order = []
    current = None
    for _ in range(4):
        mark = next_under_pointer(here, current)
        assert mark is not None
        current = mark.claim.id
        order.append(current)
    assert order == [3, 2, 1, 3]
    assert next_under_pointer([], None) is None


def test_words_for_screen_readers_say_standing_kind_and_quote() -> None:
    one = replace(claim(1, 0, 5, 0.62), quote="built\n in 1998")
    assert accessible_claim_text(one) == ("candidate, check-worthiness 0.62; date: built in 1998")
    decided = replace(one, verdict=Verdict.DISPUTED)
    assert accessible_claim_text(decided).startswith("disputed; date")


def test_tooltips_never_render_article_text() -> None:
    hostile = replace(claim(1, 0, 5), quote='<img src="http://x/y.png"> & <b>bold</b>')
    shown = claim_tooltip(hostile)
    assert "<img" not in shown
    assert "&lt;img" in shown
    assert plain_tooltip("a\n<i>b") == "<p>a<br>&lt;i&gt;b</p>"


def test_long_quotes_are_cut_in_tooltips() -> None:
    assert len(claim_tooltip(replace(claim(1, 0, 5), quote="word " * 500))) < 400
