"""Links between articles: what is linked, and what must not change them."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import cast

import pytest

from annotator.domain.link import ProposedLink, Relation
from annotator.domain.span import Span
from annotator.nlp.comparison.article_reading import ArticleReader
from annotator.nlp.comparison.claim_table import ClaimTable, Ints
from annotator.nlp.comparison.combiner import Combiner, Judgement
from annotator.nlp.comparison.compared import ComparedArticle, ComparedClaim, Rest
from annotator.nlp.comparison.comparer import Comparer
from annotator.nlp.detector import Detector
from annotator.nlp.values.moment import Dating
from annotator.nlp.values.parsed_claim import ParsedClaim

WIRE = (
    "A freight train carrying fertiliser derailed near the village of Hallbrook late on Tuesday.",
    "Eleven wagons left the track, the railway operator Norrail said.",
    "Nobody was hurt, but 140 residents were told to leave their homes.",
    "The line between Hallbrook and Port Esker will stay closed until Friday.",
    "Investigators found a cracked rail that had last been inspected in March.",
)
LOCAL = (
    "About 140 people had to leave their houses in Hallbrook after a train accident.",
    "The freight train, loaded with fertiliser, came off the rails on Tuesday evening.",
    "According to Norrail, nine wagons derailed.",
    "A rail with a crack in it had been checked for the last time in March.",
    "Trains to Port Esker are not expected to run before Friday.",
)
REWRITE = (
    "Eleven wagons of a freight train left the track near Hallbrook.",
    "The derailed train carried fertiliser.",
    "140 residents of Hallbrook were told to leave their homes.",
    "The mayor of Hallbrook called the evacuation a success.",
)
OPERA = (
    "The Lindau opera house opens its season with a new staging of a baroque opera.",
    "Soprano Elena Vasquez sings the leading part on eleven evenings.",
    "Tickets cost between 40 and 140 euros.",
)


def article(text_id: int, sentences: Sequence[str], first_id: int | None = None) -> ComparedArticle:
    """An article whose every sentence is a claim; ids are 100 times ``text_id`` and on."""
    claims, start = [], 0
    for number, sentence in enumerate(sentences):
        number += 100 * text_id if first_id is None else first_id
        claims.append(ComparedClaim(number, Span(start, start + len(sentence))))
        start += len(sentence) + 1
    return ComparedArticle(text_id, " ".join(sentences), "", "", "", tuple(claims))


def untold(done: int, total: int) -> None:
    """For tests that do not look at the progress."""


@pytest.fixture(scope="module")
def comparer(detector: Detector) -> Comparer:
    return Comparer(detector.nlp)


def by_pair(links: Sequence[ProposedLink]) -> dict[tuple[int, int], ProposedLink]:
    return {(link.a, link.b): link for link in links}


def test_claims_about_one_fact_are_linked(comparer: Comparer) -> None:
    links = by_pair(comparer.compare([article(1, WIRE), article(2, LOCAL)], untold))
    drawn = {pair for pair, link in links.items() if link.drawn}
    assert {(100, 201), (101, 202), (102, 200), (104, 203)} <= drawn
    assert len(drawn) <= 7


def test_a_different_number_is_a_conflict(comparer: Comparer) -> None:
    links = by_pair(comparer.compare([article(1, WIRE), article(2, LOCAL)], untold))
    link = links[101, 202]
    assert link.relation is Relation.CONFLICT
    assert {(one.a_value, one.b_value) for one in link.differences} == {("Eleven", "nine")}


def test_the_best_three_of_every_claim_are_there_though_not_drawn(comparer: Comparer) -> None:
    links = comparer.compare([article(1, WIRE), article(2, LOCAL)], untold)
    for claim in range(100, 105):
        assert sum(link.a == claim for link in links) >= 1
        undrawn = [link for link in links if link.a == claim and not link.drawn]
        assert all(0 < link.score < 1 for link in undrawn)
    assert any(not link.drawn for link in links)


def test_a_link_of_a_lower_score_is_not_drawn_before_one_of_a_higher(comparer: Comparer) -> None:
    links = comparer.compare([article(1, WIRE), article(2, LOCAL), article(3, REWRITE)], untold)
    least = min(link.score for link in links if link.drawn)
    assert all(link.score < least for link in links if not link.drawn)


def test_links_join_different_articles_and_the_earlier_comes_first(comparer: Comparer) -> None:
    links = comparer.compare([article(3, REWRITE), article(1, WIRE), article(2, LOCAL)], untold)
    order = {3: 0, 1: 1, 2: 2}
    assert links
    for link in links:
        assert order[link.a // 100] < order[link.b // 100]
    assert len(by_pair(links)) == len(links)


def test_swapping_the_articles_swaps_the_sides(comparer: Comparer) -> None:
    there = by_pair(comparer.compare([article(1, WIRE), article(2, LOCAL)], untold))
    back = by_pair(comparer.compare([article(2, LOCAL), article(1, WIRE)], untold))
    assert {(b, a) for a, b in there} == set(back)
    for (a, b), link in there.items():
        other = back[b, a]
        assert other.score == pytest.approx(link.score, abs=2e-4)
        assert other.drawn == link.drawn
        assert other.relation is link.relation
        swapped = {(one.field, one.b, one.a, one.b_value, one.a_value) for one in link.differences}
        found = {(one.field, one.a, one.b, one.a_value, one.b_value) for one in other.differences}
        assert found == swapped


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_unrelated_article_changes_nothing(comparer: Comparer, place: int) -> None:
    desk = [article(1, WIRE), article(2, LOCAL)]
    before = comparer.compare(desk, untold)
    desk.insert(place, article(7, OPERA))
    assert comparer.compare(desk, untold) == before


def test_copies_are_linked_as_near_copies(comparer: Comparer) -> None:
    links = by_pair(comparer.compare([article(1, WIRE), article(2, WIRE)], untold))
    for number in range(len(WIRE)):
        link = links[100 + number, 200 + number]
        assert link.drawn
        assert link.relation is Relation.NEAR_COPY
        rivals = [other.score for (a, b), other in links.items() if a == link.a and b != link.b]
        assert link.score > max(rivals, default=0)


def test_it_gives_the_same_links_again(comparer: Comparer, detector: Detector) -> None:
    desk = [article(1, WIRE), article(2, LOCAL), article(3, REWRITE)]
    links = comparer.compare(desk, untold)
    assert comparer.compare(desk, untold) == links
    assert Comparer(detector.nlp).compare(desk, untold) == links


def test_the_order_of_claims_given_does_not_matter(comparer: Comparer) -> None:
    wire, local = article(1, WIRE), article(2, LOCAL)
    turned = ComparedArticle(1, wire.text, "", "", "", wire.claims[::-1])
    assert comparer.compare([turned, local], untold) == comparer.compare([wire, local], untold)


def test_new_claims_of_a_known_text_are_read(detector: Detector) -> None:
    comparer = Comparer(detector.nlp)
    wire, local = article(1, WIRE), article(2, LOCAL)
    fewer = ComparedArticle(1, wire.text, "", "", "", wire.claims[:2])
    first = comparer.compare([fewer, local], untold)
    assert {link.a for link in first} <= {100, 101}
    assert comparer.compare([wire, local], untold) == Comparer(detector.nlp).compare(
        [wire, local], untold
    )


def test_progress_goes_from_nothing_to_all(comparer: Comparer) -> None:
    told: list[tuple[int, int]] = []
    desk = [article(1, WIRE), article(7, OPERA), article(2, LOCAL)]
    comparer.compare(desk, lambda done, total: told.append((done, total)))
    assert told[0] == (0, 6)
    assert told[-1] == (6, 6)
    assert told == sorted(told)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "🚢🔥" * 50,
        "\ud800 lone",
        "a" * 5_000,
        "שלום עולם",
        "?!… —",
        "x\x01y \u2028 z",
    ],
)
def test_any_text_can_stand_beside_an_article(comparer: Comparer, text: str) -> None:
    claims = (ComparedClaim(900, Span(0, len(text))),) if text else ()
    odd = ComparedArticle(9, text + " ", "", "", "", claims)
    twin = ComparedArticle(10, text + "  ", "", "", "", ())
    before = comparer.compare([article(1, WIRE), article(2, LOCAL)], untold)
    links = comparer.compare([article(1, WIRE), article(2, LOCAL), odd, twin], untold)
    assert [link for link in links if 900 not in (link.a, link.b)] == list(before)


def test_emoji_do_not_shift_differences(comparer: Comparer) -> None:
    marked = tuple(f"🚂 {sentence}" for sentence in LOCAL)
    link = by_pair(comparer.compare([article(1, WIRE), article(2, marked)], untold))[101, 202]
    text = " ".join(marked)
    assert [text[one.b.start : one.b.end] for one in link.differences] == ["nine"]


@pytest.mark.parametrize(
    ("one", "other", "field"),
    [
        ("The museum in Arlo bought 340 of the stolen coins back in 2019.",
         "In 2019 the museum in Arlo bought back 430 of the stolen coins.", "number"),
        ("The Korvo bridge reopened to traffic on 3 May 2021.",
         "On 13 May 2021 the Korvo bridge reopened to traffic.", "date"),
    ],
)  # fmt: skip
def test_two_texts_of_one_claim_are_compared_too(
    comparer: Comparer, one: str, other: str, field: str
) -> None:
    (link,) = comparer.compare([article(1, [one]), article(2, [other])], untold)
    assert link.drawn
    assert link.relation is Relation.CONFLICT
    assert [str(difference.field) for difference in link.differences] == [field]


def test_no_articles_and_one_article_have_no_links(comparer: Comparer) -> None:
    assert comparer.compare([], untold) == ()
    assert comparer.compare([article(1, WIRE)], untold) == ()
    bare = ComparedArticle(2, " ".join(LOCAL), "", "", "", ())
    assert comparer.compare([article(1, WIRE), bare], untold) == ()


def test_thousands_of_claims_in_one_article(comparer: Comparer) -> None:
    many = tuple(WIRE[number % len(WIRE)] for number in range(2_000))
    links = comparer.compare([article(1, many, 10_000), article(2, LOCAL[:2])], untold)
    assert {link.b for link in links} == {200, 201}


def test_claims_that_overlap_or_repeat_are_welcome(comparer: Comparer) -> None:
    local = article(2, LOCAL)
    whole = ComparedClaim(299, Span(0, len(local.text)))
    again = ComparedClaim(298, local.claims[0].span)
    more = ComparedArticle(2, local.text, "", "", "", (*local.claims, whole, again))
    links = by_pair(comparer.compare([article(1, WIRE), more], untold))
    assert links[102, 298].drawn == links[102, 200].drawn
    assert any(299 in pair for pair in links)


def test_persons_with_two_offices_are_told(comparer: Comparer) -> None:
    one = (*WIRE, "Transport minister Ada Lindholm visited Hallbrook on Wednesday.")
    two = (*LOCAL, "Mayor Ada Lindholm visited the village on Wednesday.")
    desk = [article(1, one), article(7, OPERA), article(2, two)]
    (dispute,) = (one for event in comparer.events(desk, untold) for one in event.offices)
    assert dispute.name == "Ada Lindholm"
    texts = {part.text_id: part.text for part in desk}
    words = [texts[named.text_id][named.span.start : named.span.end] for named in dispute.named]
    assert words == ["Transport minister", "Mayor"]


STRIKE = (
    "Pilots of Kestrel Airways walked out at Dunmore airport on Monday.",
    "Sixty flights were cancelled.",
    "The union demands nine percent more pay.",
)
STRIKE_TOLD = (
    "Kestrel Airways cancelled 60 flights at Dunmore airport.",
    "Its pilots went on strike on Monday.",
    "They want a raise of ten percent, the union said.",
)


class Counted(Comparer):
    """A comparer that notes which texts it reads and how many claims it judges at once."""

    def __init__(self, detector: Detector) -> None:
        super().__init__(detector.nlp)
        self.read: list[int] = []
        self.judged: list[int] = []
        claims, judge = self._reader.claims, self._combiner.judge

        def counted_claims(article: ComparedArticle, dating: Dating) -> tuple[ParsedClaim, ...]:
            self.read.append(article.text_id)
            return claims(article, dating)

        def counted_judge(
            table: ClaimTable,
            claims: Sequence[ParsedClaim],
            firsts: Ints,
            seconds: Ints,
            rest: Rest,
        ) -> Judgement:
            self.judged.append(len(table))
            return judge(table, claims, firsts, seconds, rest)

        self._reader = cast(ArticleReader, SimpleNamespace(claims=counted_claims))
        self._combiner = cast(
            Combiner, SimpleNamespace(judge=counted_judge, threshold=self._combiner.threshold)
        )


def test_an_article_that_came_to_one_event_leaves_the_others_unread(detector: Detector) -> None:
    desk = [article(1, WIRE), article(3, STRIKE), article(2, LOCAL), article(4, STRIKE_TOLD)]
    before = {event.text_ids: event for event in Counted(detector).events(desk, untold)}
    assert set(before) == {(1, 2), (3, 4)}
    more = [*desk, article(5, REWRITE), article(7, OPERA)]
    # Another comparer, as after a restart: nothing is remembered.
    counted = Counted(detector)
    found = {event.text_ids: event for event in counted.events(more, untold, set(before))}
    assert set(found) == {(1, 2, 5), (7,)}
    assert counted.read == [1, 2, 5]
    assert counted.judged == [len(WIRE) + len(LOCAL) + len(REWRITE)]
    # Together they are what comparing everything finds.
    everything = {event.text_ids: event for event in Counted(detector).events(more, untold)}
    assert everything == {**found, (3, 4): before[3, 4]}


def test_nothing_is_read_where_nothing_changed(detector: Detector) -> None:
    desk = [article(1, WIRE), article(3, STRIKE), article(2, LOCAL)]
    known = [event.text_ids for event in Counted(detector).events(desk, untold)]
    counted = Counted(detector)
    told: list[tuple[int, int]] = []
    progress = counted.events(desk, lambda done, total: told.append((done, total)), known)
    assert list(progress) == []
    assert (counted.read, counted.judged) == ([], [])
    assert told[-1] == (6, 6)


def test_an_event_that_is_no_longer_one_is_compared(detector: Detector) -> None:
    desk = [article(1, WIRE), article(2, LOCAL)]
    (event,) = Comparer(detector.nlp).events(desk, untold, [(1,), (2,), (2, 1), (1, 2, 3)])
    assert event.text_ids == (1, 2)
    assert event.links == Comparer(detector.nlp).compare(desk, untold)


def test_the_text_of_another_project_with_the_same_number_is_read_anew(detector: Detector) -> None:
    turned = tuple(sentence.replace("Eleven", "Twelve") for sentence in WIRE)
    comparer = Comparer(detector.nlp)
    comparer.compare([article(1, WIRE), article(2, LOCAL)], untold)
    links = by_pair(comparer.compare([article(1, turned), article(2, LOCAL)], untold))
    values = {one.a_value for one in links[101, 202].differences}
    assert values == {"Twelve"}
