"""Moments of texts, and the days on which articles were written."""

from __future__ import annotations

from datetime import date

import pytest

from annotator.nlp.values.dating import datings_of
from annotator.nlp.values.moment import Dating
from annotator.nlp.values.moments import lasting, moments_of
from annotator.nlp.values.quantities import quantities_of
from annotator.nlp.values.quantity import Dimension

TUESDAY = date(2026, 3, 10)

# (text, words, first day, last day, minutes)
MOMENTS = [
    ("It sank on 9 March 2026.", "9 March 2026", "2026-03-09", "2026-03-09", None),
    ("It sank on March 9.", "March 9", "2026-03-09", "2026-03-09", None),
    ("It sank on the 9th of March.", "9th of March", "2026-03-09", "2026-03-09", None),
    ("Halmov, 9. 3. 2026", "9. 3. 2026", "2026-03-09", "2026-03-09", None),
    ("2026-03-09: it sank.", "2026-03-09", "2026-03-09", "2026-03-09", None),
    ("It sank on Monday.", "on Monday", "2026-03-09", "2026-03-09", None),
    ("It will sail on Monday.", "on Monday", "2026-03-16", "2026-03-16", None),
    ("It sank last Tuesday.", "last Tuesday", "2026-03-03", "2026-03-03", None),
    ("It sank yesterday.", "yesterday", "2026-03-09", "2026-03-09", None),
    ("It sank three days ago.", "three days ago", "2026-03-07", "2026-03-07", None),
    ("It sank last night.", "last night", "2026-03-09", "2026-03-09", (1020, 1800)),
    ("It sank late on Monday.", "late on Monday", "2026-03-09", "2026-03-09", (1080, 1440)),
    ("It sank in the early hours of Monday.", "early hours of Monday", "2026-03-09",
     "2026-03-09", (0, 360)),
    ("It sank in the night from Sunday to Monday.", "night from Sunday to Monday",
     "2026-03-08", "2026-03-08", (1080, 1920)),
    ("It sank at 11:40 p.m.", "11:40 p.m.", None, None, (1420, 1421)),
    ("It sank at 23:42.", "23:42", None, None, (1422, 1423)),
    ("It sank at 23.40 o’clock.", "23.40 o’clock", None, None, (1420, 1421)),
    ("It sank shortly after midnight.", "shortly after midnight", None, None, (0, 60)),
    ("It sank just after 2am.", "just after 2am", None, None, (120, 180)),
    ("It opens on Friday at 10 a.m.", "on Friday at 10 a.m.", "2026-03-06", "2026-03-06",
     (600, 601)),
    ("It sank in June.", "June", "2025-06-01", "2025-06-30", None),
    ("It will open in June.", "June", "2026-06-01", "2026-06-30", None),
    ("It was built in 1998.", "1998", "1998-01-01", "1998-12-31", None),
    ("In September 2024 it sank.", "September 2024", "2024-09-01", "2024-09-30", None),
    ("In September of the previous year it sank.", "September of the previous year",
     "2025-09-01", "2025-09-30", None),
    ("By the second quarter of 2027.", "second quarter of 2027", "2027-04-01", "2027-06-30", None),
    ("At the end of March it sank.", "the end of March", "2026-03-21", "2026-03-31", None),
    ("It sank last month.", "last month", "2026-02-01", "2026-02-28", None),
    ("It sank last year.", "last year", "2025-01-01", "2025-12-31", None),
    ("It sank this summer.", "this summer", "2026-06-01", "2026-08-31", None),
    ("It starts with the 2028–29 season.", "the 2028–29 season", "2028-07-01", "2029-06-30", None),
    ("It sank in the 1990s.", "1990", "1990-01-01", "1999-12-31", None),
    ("It opens in seven weeks’ time.", "in seven weeks’ time", "2026-04-25", "2026-05-01", None),
]  # fmt: skip

NONE = [
    "She may go.", "They march on.", "In all 2013 people came.", "It cost £1999.",
    "It was not in June.", "The second officer left.", "Room 1998b",
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "first", "last", "minutes"), MOMENTS)
def test_moment(
    text: str, words: str, first: str | None, last: str | None, minutes: tuple[int, int] | None
) -> None:
    (found,) = moments_of(text, 50, Dating(TUESDAY))
    assert found.words == words
    assert text[found.span.start - 50 : found.span.end - 50] == words
    assert (found.first and str(found.first)) == first
    assert (found.last and str(found.last)) == last
    assert found.minutes == minutes


@pytest.mark.parametrize("text", NONE)
def test_no_moment(text: str) -> None:
    assert moments_of(text, 0, Dating(TUESDAY)) == ()


def test_without_a_day_weekdays_stay_weekdays() -> None:
    (found,) = moments_of("It sank on Friday.", 0, Dating())
    assert (found.first, found.weekday) == (None, 4)


@pytest.mark.parametrize(
    ("text", "published", "day", "clock"),
    [
        ("A title\n\nMARENDAL, March 9 (MPA) — Thieves broke in.", "2026-03-09", "2026-03-09", 12),
        ("A title\n\nOSLO, 5 February 2025 — It rained.", "", "2025-02-05", 12),
        ("A title\nUpdated Saturday, 11 October, 09:15\n\nIt rained.", "", "2025-10-11", 9),
        ("A title\nBy A B\nTuesday 17 June 2025\n\nIt rained.", "", "2025-06-17", 12),
        ("A title\nUpdated 6 February 2025, 08:10\n\nIt rained.", "", "2025-02-06", 8),
    ],
)
def test_an_article_tells_when_it_was_written(
    text: str, published: str, day: str, clock: int
) -> None:
    (dating,) = datings_of([(text, published)])
    assert str(dating.day) == day
    assert dating.stamp is not None
    assert dating.stamp.hour == clock


def test_articles_of_a_group_lend_each_other_the_year() -> None:
    wire = "A title\n\nOSLO, Oct 10 (CW) —\n\nIt rained."
    local = "A title\nUpdated Saturday, 11 October, 2014, 09:15\n\nIt rained."
    first, second, third = datings_of([(wire, ""), (local, ""), ("It rained on Friday.", "")])
    assert str(first.day) == "2014-10-10"
    assert second.sure
    assert str(third.day) == "2014-10-11"
    assert not third.sure
    assert third.stamp is not None
    assert str(third.stamp.date()) == "2014-10-10"


def test_nothing_tells_when_an_article_was_written() -> None:
    assert datings_of([("It rained.", "not a date")]) == (Dating(),)


@pytest.mark.parametrize("published", ["0001-01-01", "0001-01-01T00:00:00Z", "9999-12-31"])
def test_a_date_that_stands_for_none_is_none(published: str) -> None:
    text = "It sank on Monday, last year and last month; it will sail next Sunday."
    (dating,) = datings_of([(text, published)])
    assert dating == Dating()
    assert all(moment.first is None for moment in moments_of(text, 0, dating))


def test_no_year_lies_before_the_calendar() -> None:
    quantity = quantities_of("It stood for 2,025 years.", 0, (), ())
    assert [one.dimension for one in quantity] == [Dimension.DURATION]
    assert lasting("It stood for 2,025 years.", 0, quantity, Dating(TUESDAY)) == []
