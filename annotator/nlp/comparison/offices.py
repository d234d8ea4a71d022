"""Persons whom articles call by different offices, told once instead of in twenty links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.domain.office import OfficeDispute, OfficeNamed
from annotator.nlp.comparison.person_names import may_be_same
from annotator.nlp.comparison.role_conflicts import offices_differ
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.persons import Person
from annotator.nlp.values.roles import Role

_SURNAME = 3
"""A shorter last name is too likely another person's."""


def office_disputes(
    articles: Sequence[tuple[int, Sequence[ParsedClaim]]],
) -> tuple[OfficeDispute, ...]:
    """The persons with different offices in ``articles`` of one group, in order of the articles.

    An article is its text's id and its parsed claims in text order. A person is told of when at
    least one office of one article conflicts with one of another article.
    """
    groups: list[_Named] = []
    for number, (text_id, claims) in enumerate(articles):
        for person in _persons(claims):
            if person.role is None or len(person.names[-1]) < _SURNAME:
                continue
            group = next((one for one in groups if one.is_of(person)), None)
            if group is None:
                group = _Named()
                groups.append(group)
            group.add(number, text_id, person, person.role)
    return tuple(group.dispute() for group in groups if group.is_disputed())


def _persons(claims: Sequence[ParsedClaim]) -> Iterator[Person]:
    """The persons of all sentences of the claims, each mention once."""
    seen = set()
    for claim in claims:
        for person in claim.persons:
            if person.span not in seen:
                seen.add(person.span)
                yield person


class _Named:
    """What the articles of a group call one person."""

    def __init__(self) -> None:
        self._persons: list[Person] = []
        self._roles: list[tuple[int, int, Role]] = []

    def is_of(self, person: Person) -> bool:
        """Whether ``person`` may be the one; every mention so far must fit."""
        return all(may_be_same(person.names, other.names) for other in self._persons)

    def add(self, article: int, text_id: int, person: Person, role: Role) -> None:
        self._persons.append(person)
        known = [(number, _kind(other)) for number, _, other in self._roles]
        if (article, _kind(role)) not in known:
            self._roles.append((article, text_id, role))

    def is_disputed(self) -> bool:
        return any(
            one[0] != two[0] and offices_differ(one[2], two[2])
            for one in self._roles
            for two in self._roles
        )

    def dispute(self) -> OfficeDispute:
        fullest = max(self._persons, key=lambda person: (len(person.names), len(person.words)))
        named = tuple(
            OfficeNamed(text_id, role.words, role.span) for _, text_id, role in self._roles
        )
        return OfficeDispute(fullest.words, named)


def _kind(role: Role) -> tuple[str, frozenset[str], int]:
    return role.group, role.standing, role.rank
