"""Moments of texts, and the days on which articles were written."""

from __future__ import annotations

from datetime import date

import pytest

from annotator.domain.span import Span
from annotator.nlp.detector import Detector
from annotator.nlp.values.claim_words import words_of
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
     "2026-03-09", (0, 375)),
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
    ("It sank a fortnight ago.", "a fortnight ago", "2026-02-21", "2026-02-27", None),
    ("It sank two years ago.", "two years ago", "2023-09-10", "2024-12-31", None),
    ("It sank the day before yesterday.", "the day before yesterday", "2026-03-08", "2026-03-08",
     None),
    ("It sank overnight.", "overnight", None, None, (1200, 1860)),
    ("It sank at the weekend.", "the weekend", "2026-03-07", "2026-03-08", None),
    ("It sank in May last year.", "May last year", "2025-05-01", "2025-05-31", None),
    ("It sank last November.", "last November", "2025-11-01", "2025-11-30", None),
    ("It will open next November.", "next November", "2026-11-01", "2026-11-30", None),
    ("It will open early next year.", "early next year", "2027-01-01", "2027-05-02", None),
    ("It will open later this year.", "later this year", "2026-03-10", "2026-12-31", None),
    ("It will open by the end of the week.", "the end of the week", "2026-03-13", "2026-03-15",
     None),
    ("It will open before year-end.", "year-end", "2026-12-01", "2026-12-31", None),
    ("It sank in the first half of last year.", "first half of last year", "2025-01-01",
     "2025-06-30", None),
    ("It rose in the fourth quarter.", "fourth quarter", "2025-10-01", "2025-12-31", None),
    ("It dates from the 19th century.", "the 19th century", "1801-01-01", "1900-12-31", None),
    ("It sank in the spring of 2024.", "the spring of 2024", "2024-03-01", "2024-05-31", None),
    ("It sank in the late 1990s.", "1990", "1996-08-31", "1999-12-31", None),
    ("It will open before Christmas.", "Christmas", "2026-12-24", "2026-12-26", None),
]  # fmt: skip

NONE = [
    "She may go.", "They march on.", "In all 2013 people came.", "It cost £1999.",
    "It was not in June.", "The second officer left.", "Room 1998b", "The night porter saw it.",
    "They were named one by one.", "The children were aged from two to ten.",
    "The vote went through by five to three.", "It began with the Winter Games.",
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


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It ran between 2016 and 2019.", ("2016-01-01", "2019-12-31")),
        ("It ran from 2009 to 2014.", ("2009-01-01", "2014-12-31")),
        ("It ran 2014–2016.", ("2014-01-01", "2016-12-31")),
        ("It ran from 3 to 7 March.", ("2026-03-03", "2026-03-07")),
        ("It ran from March 3 to March 7.", ("2026-03-03", "2026-03-07")),
        ("It ran March 3-7, 2024.", ("2024-03-03", "2024-03-07")),
        ("It ran from Wednesday to Friday.", ("2026-03-04", "2026-03-06")),
    ],
)
def test_the_ends_of_a_stretch_know_it(text: str, ends: tuple[str, str]) -> None:
    first, second = moments_of(text, 0, Dating(TUESDAY))
    assert (first.slot, second.slot) == ("from", "until")
    assert first.stretch == second.stretch
    assert first.stretch is not None
    assert tuple(map(str, first.stretch)) == ends


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("It opens no earlier than Monday.", "not before"),
        ("It opens on Monday at the earliest.", "not before"),
        ("It opens no later than Monday.", "by"),
        ("It opens on Monday at the latest.", "by"),
        ("The rate, effective from Monday, is 3 percent.", "from"),
        ("It opens ahead of Monday.", "before"),
        ("They saw it through on Monday.", ""),
        ("He was born in 1971.", "born"),
    ],
)
def test_how_a_time_is_told(text: str, slot: str) -> None:
    (found,) = moments_of(text, 0, Dating(TUESDAY))
    assert found.slot == slot


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The man, who will step down next year, spoke on Monday.", "2026-03-09"),
        ("The man, who stepped down last year, will speak on Monday.", "2026-03-16"),
        ("The trains run again on Saturday.", "2026-03-14"),
        ("The ship runs aground on Monday night.", "2026-03-09"),
        ("The court has cancelled all hearings until Thursday.", "2026-03-12"),
        ("The strike lasted until Friday.", "2026-03-06"),
        ("The line is to be closed on Friday.", "2026-03-13"),
    ],
)
@pytest.mark.spacy
def test_the_verb_tells_whether_a_weekday_lies_ahead(
    detector: Detector, text: str, day: str
) -> None:
    words = words_of(detector.nlp(text), 0, Span(0, len(text)))
    assert day in [str(one.first) for one in moments_of(text, 0, Dating(TUESDAY), words)]


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("It is the first eruption in 37 years.", ("1988-01-01", "1990-12-31")),
        ("It is the worst flood in 40 years.", ("1983-01-01", "1989-12-31")),
        ("She led it for 12 years.", ("2013-01-01", "2015-12-31")),
    ],
)
def test_years_that_last_tell_since_when(words: str, years: tuple[str, str]) -> None:
    quantities = quantities_of(words, 0, (), ())
    (found,) = lasting(words, 0, quantities, Dating(TUESDAY))
    assert (str(found.first), str(found.last)) == years
    # A year that was only worked out from a weekday is no base to count from.
    assert lasting(words, 0, quantities, Dating(TUESDAY, year_read=False)) == []


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
        ("A title\nBy Ann Holm | 3 March 2026 | 14:05 GMT\n\nIt rained.", "", "2026-03-03", 14),
        ("A title\nTue 3 Mar 2026 14.05 GMT\n\nIt rained.", "", "2026-03-03", 12),
        ("A title\nMarch 3, 2026 at 2:05 p.m. EST\n\nIt rained.", "", "2026-03-03", 14),
        ("A title\n2026-03-03\n\nIt rained.", "", "2026-03-03", 12),
        (
            "A title\nPress release, 3 March 2026. For immediate release\n\nIt rained.",
            "",
            "2026-03-03",
            12,
        ),
        ("The Post\n3rd March 2026\n\nA title\n\nIt rained.", "", "2026-03-03", 12),
        ("A title\nWednesday, March 4th\n\nIt rained.", "", "2026-03-04", 12),
    ],
)
def test_an_article_tells_when_it_was_written(
    text: str, published: str, day: str, clock: int
) -> None:
    (dating,) = datings_of([(text, published)])
    assert str(dating.day) == day
    assert dating.stamp is not None
    assert dating.stamp.hour == clock


@pytest.mark.parametrize(
    "text",
    [
        "A title\n\nIt rained on 4 March 2019, and again on Monday.",
        "A title\n\nIn Oslo, 3 March 2019, it rained.",
        "A title\n\nThe law was passed: 3 March 2019 was the day, and it rained.",
        "The battle of 3 March 1999 was lost\n\nIt rained.",
    ],
)
def test_a_day_told_in_a_sentence_is_not_that_of_the_article(text: str) -> None:
    assert datings_of([(text, "")]) == (Dating(),)


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
