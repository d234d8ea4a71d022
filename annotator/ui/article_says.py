"""Puts together what the other articles say about a claim, from its links."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.link import (
    ConflictLevel,
    Difference,
    DifferenceField,
    Link,
    LinkDecision,
    Relation,
    level_of,
)
from annotator.domain.span import Span
from annotator.domain.statement_cells import WORST_FIRST
from annotator.ui.article_labels import short_labels
from annotator.ui.counterparts import (
    CONFIRMED_WORDS,
    NO_CONFLICT_WORDS,
    REJECTED_WORDS,
    ArticleSays,
    ShownCounterparts,
)

_LONGEST_VALUE = 48

FindClaim = Callable[[int], Claim | None]


def own_side(link: Link, claim_id: int, difference: Difference) -> tuple[Span, str]:
    """The differing words of the claim ``claim_id`` and their value."""
    if claim_id == link.a:
        return difference.a, difference.a_value
    return difference.b, difference.b_value


def _order(link: Link) -> tuple[int, bool, bool, float]:
    hard = level_of(link.differences) is ConflictLevel.HARD
    office = all(one.field is DifferenceField.ROLE for one in link.differences)
    return WORST_FIRST.index(link.relation), not hard, office, -link.strength


def sorted_links(links: Iterable[Link]) -> list[Link]:
    """Conflicts first, hard ones before soft ones, those in offices alone after the others.

    Then near-copies, agreeing, partial links.
    """
    return sorted(links, key=_order)


def says_of_articles(
    claim: Claim,
    links: Sequence[Link],
    find: FindClaim,
    articles: Mapping[int, Article],
    weak: bool = False,
) -> list[ArticleSays]:
    """What each article says of ``claim``: one row, more when it conflicts in several ways.

    Articles that are silent come last. Where a reviewer rejected every link to an article, its
    best weaker match takes their place.

    Args:
        links: all links of the claim; those that are not drawn, and further passages of an
            article that already has its row, show only when ``weak``, rejected ones last.
        find: gives a claim by its id.
        articles: those of the project, by id.
    """
    drawn = sorted_links(link for link in links if link.drawn)
    told = _told_values(claim, drawn)
    labels = short_labels(articles.values())
    found = [row for link in drawn if (row := _row(claim, link, find, labels, told))]
    rows, more = _told_once(found)
    undrawn = sorted((link for link in links if not link.drawn), key=_weaker_order)
    weaker = [row for link in undrawn if (row := _row(claim, link, find, labels, ()))]
    rows += _in_place_of_rejected(weaker, {row.article_id for row in rows})
    speaking = {row.article_id for row in rows}
    rest = [*more, *(row for row in weaker if row not in rows)] if weak else []
    silent = [
        ArticleSays(article.id, labels[article.id])
        for article in articles.values()
        if article.id not in speaking and article.id != claim.article_id
    ]
    return [*rows, *rest, *silent]


def _weaker_order(link: Link) -> tuple[bool, float]:
    return link.decision is LinkDecision.REJECTED, -(link.score or 0.0)


def _in_place_of_rejected(
    weaker: Sequence[ArticleSays], speaking: Collection[int]
) -> list[ArticleSays]:
    """For each article that is silent only because a reviewer said so, its best other match."""
    rejected = {row.article_id for row in weaker if row.decided == REJECTED_WORDS}
    best: dict[int, ArticleSays] = {}
    for row in weaker:
        if row.article_id in rejected - set(speaking) and row.decided != REJECTED_WORDS:
            best.setdefault(row.article_id, row)
    return list(best.values())


def _told_once(rows: Sequence[ArticleSays]) -> tuple[list[ArticleSays], list[ArticleSays]]:
    """The rows that tell something new of their article, and the others."""
    kept: list[ArticleSays] = []
    more: list[ArticleSays] = []
    said: set[tuple[int, str, str]] = set()
    seen: set[int] = set()
    for row in rows:
        conflict = row.relation is Relation.CONFLICT
        key = (row.article_id, row.detail, row.value.casefold())
        if row.article_id in seen and (not conflict or key in said) and not row.decided:
            more.append(row)
        else:
            kept.append(row)
        seen.add(row.article_id)
        said.add(key)
    return kept, more


def _told_values(claim: Claim, links: Sequence[Link]) -> tuple[str, ...]:
    """The claim's own words that somebody contradicts, as they are written in it."""
    words = []
    for link in links:
        for difference in link.differences:
            span, _ = own_side(link, claim.id, difference)
            inside = claim.quote[max(0, span.start - claim.span.start) :]
            word = inside[: len(span)].strip()
            if word and len(word) <= _LONGEST_VALUE and word not in words:
                words.append(word)
    return tuple(words)


def _row(
    claim: Claim,
    link: Link,
    find: FindClaim,
    labels: Mapping[int, str],
    told: tuple[str, ...],
) -> ArticleSays | None:
    other = find(link.other(claim.id))
    if other is None or other.article_id not in labels:
        return None
    detail, value, emphasis = link.reason, "", []
    if link.relation is Relation.CONFLICT and link.differences:
        fields = dict.fromkeys(difference.field.value for difference in link.differences)
        detail = ", ".join(fields)
        if level_of(link.differences) is ConflictLevel.SOFT:
            detail += ", soft"
        value = own_side(link, other.id, link.differences[0])[1]
        for difference in link.differences:
            span, _ = own_side(link, other.id, difference)
            place = _inside(other, span)
            if place is not None:
                emphasis.append(place)
    else:
        for word in told:
            at = other.quote.casefold().find(word.casefold())
            if at >= 0 and len(other.quote.casefold()) == len(other.quote):
                value = other.quote[at : at + len(word)]
                emphasis.append((at, at + len(word)))
                break
    decided = ""
    if link.decision is LinkDecision.REJECTED:
        decided = REJECTED_WORDS
    elif link.no_conflict:
        decided = NO_CONFLICT_WORDS
    elif link.decision is LinkDecision.CONFIRMED:
        decided = CONFIRMED_WORDS
    return ArticleSays(
        other.article_id,
        labels[other.article_id],
        link.relation,
        other.id,
        detail,
        value,
        other.quote,
        tuple(sorted(emphasis)),
        not link.drawn,
        decided,
    )


def _inside(claim: Claim, span: Span) -> tuple[int, int] | None:
    # Differing words may go on in the next claim, as a date does behind its day of the week.
    start = max(0, span.start - claim.span.start)
    end = min(span.end - claim.span.start, len(claim.quote))
    return (start, end) if start < end else None


def shown_by_article(
    claim: Claim, links: Iterable[Link], find: FindClaim
) -> dict[int, ShownCounterparts]:
    """What each column shows of the drawn links of ``claim``, by article id; its own included."""
    relations: dict[int, dict[int, Relation]] = {}
    words: dict[int, list[Span]] = {}
    for link in sorted_links(link for link in links if link.drawn):
        other = find(link.other(claim.id))
        if other is None:
            continue
        relations.setdefault(other.article_id, {})[other.id] = link.relation
        if link.relation is not Relation.CONFLICT:
            continue
        for difference in link.differences:
            words.setdefault(claim.article_id, []).append(own_side(link, claim.id, difference)[0])
            words.setdefault(other.article_id, []).append(own_side(link, other.id, difference)[0])
    return {
        article_id: ShownCounterparts(
            relations.get(article_id, {}), _joined(words.get(article_id, []))
        )
        for article_id in relations.keys() | words.keys()
    }


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order; those that overlap become one, so that no box lies in another."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
