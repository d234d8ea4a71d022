"""Whatever people do in whatever order: the project is sound, and undo takes back exactly that."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotator.domain.article import Article, ArticleState
from annotator.domain.claim import Candidate, Claim, ClaimKind, ClaimState
from annotator.domain.errors import RuleBroken
from annotator.domain.history import Change
from annotator.domain.learning import Learned, LearnedScore
from annotator.domain.link import Link, LinkDecision, ProposedLink, Relation
from annotator.domain.span import Span, trimmed_span
from annotator.domain.verdict import Verdict
from annotator.services import articles, claim_editing, comparing, learning, linking, review
from annotator.services.candidates import keep_candidates
from annotator.services.project import Project, create_project
from tests.made_projects import DETECTOR, dump, incoming, opened

ALPHABET = "ab .é\u0301😱ש\n"
TEXTS = ("The dam 😱 held.", "It broke. Two\nvillages e\u0301 fell.", "x", "שלום 3 עולם.")

texts = st.sampled_from(TEXTS) | st.text(ALPHABET, min_size=1, max_size=20)
words = st.text(ALPHABET, max_size=6)
shares = st.floats(0, 1)
verdicts = st.sampled_from(list(Verdict))
numbers = st.integers(min_value=0, max_value=1000)

Visible = tuple[list[Article], list[Claim], list[Link], bool]
LinkAct = Callable[[Project, int, int], Change | None]
LINK_ACTS: tuple[LinkAct, ...] = (
    linking.confirm_link,
    linking.reject_link,
    linking.clear_link,
    linking.deny_conflict,
)


def _span(length: int, first: float, second: float) -> Span:
    start, end = sorted((int(first * length), int(second * length)))
    return Span(start, max(end, start + 1))


class AnyActs(RuleBasedStateMachine):
    """A project and everything that can be done to it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="any-acts-")
        path = Path(self.folder.name) / "Any.fact"
        create_project(path)
        # How often the disk confirms is not what this is about.
        self.project = self._fast(opened(path))

    def teardown(self) -> None:
        self.project.close()
        self.folder.cleanup()

    @staticmethod
    def _fast(project: Project) -> Project:
        project.database.connection.execute("PRAGMA synchronous = OFF")
        return project

    def _visible(self) -> Visible:
        """What a person sees; whether the detector keeps off a claim is no part of it."""
        present = self.project.articles()
        ids = {article.id for article in present}
        claims = [
            replace(claim, touched=False)
            for claim in self.project.claims()
            if claim.article_id in ids and claim.state is not ClaimState.REMOVED
        ]
        return present, claims, linking.links(self.project), learning.learns(self.project)

    def _act(self, act: Callable[[], Change | None]) -> None:
        before = self._visible()
        records = dump(self.project.database.connection)
        undo = self.project.undo_state().undo
        try:
            change = act()
        except RuleBroken:
            change = None
        if change is None:
            assert dump(self.project.database.connection) == records
            return
        after = self._visible()
        assert [o.id for o in self.project.undo_state().undo] == [
            *(o.id for o in undo),
            change.operation_id,
        ]
        assert self.project.undo_state().redo == ()
        changed = {c.id for c in after[1]} ^ {c.id for c in before[1]}
        if not change.article_ids:
            assert changed <= change.claim_ids
        taken_back = review.undo(self.project)
        assert taken_back is not None
        assert self._visible() == before
        assert taken_back.claim_ids == change.claim_ids
        again = review.redo(self.project)
        assert again is not None
        assert self._visible() == after

    def _claim(self, number: int) -> Claim | None:
        claims = self.project.claims()
        return claims[number % len(claims)] if claims else None

    def _article(self, number: int) -> Article | None:
        present = self.project.articles()
        return present[number % len(present)] if present else None

    @initialize(text=st.sampled_from(TEXTS))
    def begin(self, text: str) -> None:
        articles.import_articles(self.project, [incoming(text)])

    @rule(some=st.lists(texts, min_size=1, max_size=3))
    def import_articles(self, some: list[str]) -> None:
        def act() -> Change | None:
            return articles.import_articles(self.project, [incoming(text) for text in some]).change

        self._act(act)

    @rule(number=numbers, title=words)
    def edit_article(self, number: int, title: str) -> None:
        article = self._article(number)
        if article:
            metadata = replace(article.metadata, title=title)
            self._act(lambda: articles.edit_article(self.project, article.id, metadata))

    @rule(number=numbers)
    def remove_article(self, number: int) -> None:
        article = self._article(number)
        if article:
            self._act(lambda: articles.remove_article(self.project, article.id))

    @rule(number=numbers, drawn=st.lists(st.tuples(shares, shares, shares), max_size=4))
    def detect(self, number: int, drawn: list[tuple[float, float, float]]) -> None:
        article = self._article(number)
        if article is None:
            return
        text = self.project.text(article)
        candidates = []
        for first, second, worth in drawn:
            raw_span = _span(len(text), first, second)
            span = trimmed_span(text, raw_span.start, raw_span.end)
            if span:
                candidates.append(Candidate(span, (ClaimKind.DATE,), worth, ("drawn",)))
        touched = [claim for claim in self.project.claims() if claim.touched]
        undo = self.project.undo_state()
        keep_candidates(self.project, article.text_id, DETECTOR, candidates)
        assert self.project.claims_by_id(frozenset(c.id for c in touched)) == sorted(
            touched, key=lambda claim: claim.id
        )
        assert self.project.undo_state() == undo

    @rule(number=numbers, verdict=verdicts, reviewer=st.sampled_from(["Ida", "Bo"]))
    def decide(self, number: int, verdict: Verdict, reviewer: str) -> None:
        claim = self._claim(number)
        if claim:
            self.project.reviewer = reviewer
            self._act(lambda: review.decide(self.project, claim.id, verdict))

    @rule(number=numbers)
    def withdraw(self, number: int) -> None:
        claim = self._claim(number)
        if claim:
            self._act(lambda: review.withdraw(self.project, claim.id))

    @rule(number=numbers, justification=words)
    def justify(self, number: int, justification: str) -> None:
        claim = self._claim(number)
        if claim:
            self._act(lambda: review.justify(self.project, claim.id, justification))

    @rule(number=numbers, back=st.booleans())
    def dismiss_or_bring_back(self, number: int, back: bool) -> None:
        claim = self._claim(number)
        act = claim_editing.bring_back if back else claim_editing.dismiss
        if claim:
            self._act(lambda: act(self.project, claim.id))

    @rule(number=numbers, first=shares, second=shares)
    def add_claim(self, number: int, first: float, second: float) -> None:
        article = self._article(number)
        if article:
            span = _span(article.length, first, second)
            self._act(lambda: claim_editing.add_claim(self.project, article.id, span))

    @rule(number=numbers, first=shares, second=shares)
    def trim_claim(self, number: int, first: float, second: float) -> None:
        claim = self._claim(number)
        if claim:
            span = _span(self.project.article(claim.article_id).length, first, second)
            self._act(lambda: claim_editing.trim_claim(self.project, claim.id, span))

    @rule(number=numbers, share=shares)
    def split_claim(self, number: int, share: float) -> None:
        claim = self._claim(number)
        if claim:
            at = claim.span.start + int(share * len(claim.span))
            self._act(lambda: claim_editing.split_claim(self.project, claim.id, at))

    @rule(number=numbers, other=numbers)
    def merge_claims(self, number: int, other: int) -> None:
        one, two = self._claim(number), self._claim(other)
        if one and two:
            self._act(lambda: claim_editing.merge_claims(self.project, one.id, two.id))

    @rule(number=numbers, other=numbers, act=st.sampled_from(LINK_ACTS))
    def say_of_a_link(self, number: int, other: int, act: LinkAct) -> None:
        one, two = self._claim(number), self._claim(other)
        if one and two:
            self._act(lambda: act(self.project, one.id, two.id))

    @rule(some=st.lists(numbers, min_size=1, max_size=4), verdict=verdicts)
    def decide_statement(self, some: list[int], verdict: Verdict) -> None:
        claims = [claim for claim in map(self._claim, some) if claim]
        if claims:
            ids = tuple(claim.id for claim in claims)
            self._act(lambda: review.decide_statement(self.project, ids, verdict))

    @rule(pairs=st.lists(st.tuples(numbers, numbers, shares, st.booleans()), max_size=4))
    def compare(self, pairs: list[tuple[int, int, float, bool]]) -> None:
        proposed = {}
        for number, other, score, drawn in pairs:
            one, two = self._claim(number), self._claim(other)
            if one and two and one.article_id < two.article_id:
                proposed[one.id, two.id] = ProposedLink(
                    one.id, two.id, score, drawn, Relation.SAME, "", ()
                )
        said = self._said()
        undo = self.project.undo_state()
        compared = comparing.articles_to_compare(self.project)
        comparing.keep_links(self.project, compared, tuple(proposed.values()), ())
        assert self._said() == said
        assert self.project.undo_state() == undo

    @rule(on=st.booleans())
    def switch_learning(self, on: bool) -> None:
        self._act(lambda: learning.set_learning(self.project, on))

    @rule(scores=st.lists(st.tuples(numbers, shares), max_size=4), current=numbers)
    def learn(self, scores: list[tuple[int, float]], current: int) -> None:
        found = {}
        for number, worth in scores:
            claim = self._claim(number)
            if claim:
                found[claim.id] = LearnedScore(claim.id, worth)
        unmoved = self._claim(current)
        fixed = [
            claim
            for claim in self.project.claims()
            if claim.touched or (unmoved and claim.id == unmoved.id)
        ]
        undo = self.project.undo_state()
        known = learning.claims_to_learn_from(self.project)
        learning.keep_learned(
            self.project,
            known,
            Learned(10, tuple(found.values())),
            [unmoved.id] if unmoved else [],
        )
        assert self.project.claims_by_id(frozenset(c.id for c in fixed)) == sorted(
            fixed, key=lambda claim: claim.id
        )
        assert self.project.undo_state() == undo

    def _said(self) -> dict[tuple[int, int], tuple[LinkDecision, str]]:
        return {
            (link.a, link.b): (link.decision, link.reviewer)
            for link in linking.links(self.project)
            if link.decision is LinkDecision.CONFIRMED
        }

    @precondition(lambda self: self.project.undo_state().undo)
    @rule()
    def undo(self) -> None:
        before = self._visible()
        assert review.undo(self.project)
        redo = self.project.undo_state().redo[-1]
        after = self._visible()
        assert review.redo(self.project)
        assert self._visible() == before
        assert review.undo(self.project)
        assert self._visible() == after
        assert self.project.undo_state().redo[-1].label == redo.label

    @precondition(lambda self: self.project.undo_state().redo)
    @rule()
    def redo(self) -> None:
        before = self._visible()
        assert review.redo(self.project)
        assert review.undo(self.project)
        assert self._visible() == before
        assert review.redo(self.project)

    @rule(steps=st.integers(1, 8), reopen=st.booleans())
    def far_back_and_forth(self, steps: int, reopen: bool) -> None:
        before = self._visible()
        done = sum(1 for _ in range(steps) if review.undo(self.project))
        if reopen:
            self.reopen()
        for _ in range(done):
            assert review.redo(self.project)
        assert self._visible() == before

    @rule()
    def reopen(self) -> None:
        project = self.project
        before = (self._visible(), project.undo_state(), dump(project.database.connection))
        project.close()
        self.project = self._fast(opened(project.path, project.reviewer))
        connection = self.project.database.connection
        assert before == (self._visible(), self.project.undo_state(), dump(connection))

    @invariant()
    def the_check_is_sound(self) -> None:
        assert self.project.check().findings == ()

    @invariant()
    def every_quote_is_what_stands_there_and_no_claim_is_there_twice(self) -> None:
        taken = set()
        for claim in self.project.claims():
            article = self.project.article(claim.article_id)
            text = self.project.text(article)
            assert text[claim.span.start : claim.span.end] == claim.quote
            assert claim.quote == claim.quote.strip() != ""
            if claim.state is ClaimState.OPEN:
                assert (claim.text_id, claim.span) not in taken
                taken.add((claim.text_id, claim.span))
            assert (claim.verdict is None) == (claim.reviewer == "") == (claim.decided_at == "")
            self.project.claim_history(claim.id)

    @invariant()
    def articles_are_what_was_imported(self) -> None:
        for article in self.project.articles():
            assert article.state is ArticleState.PRESENT
            assert article.metadata.title


TestAnyActs = AnyActs.TestCase
TestAnyActs.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
