"""Joins links with the desk: what is outlined, what stands level, what is said of a link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from annotator.domain.claim import Claim, ClaimState
from annotator.domain.link import Link, Relation
from annotator.domain.office import OfficeDispute, disputes_among
from annotator.ui.article_labels import short_labels
from annotator.ui.article_says import says_of_articles, shown_by_article
from annotator.ui.claim_steps import ClaimSteps
from annotator.ui.counterparts import NO_COUNTERPARTS, ArticleSays
from annotator.ui.desk import MOST_COLUMNS, Desk
from annotator.ui.desk_articles import DeskArticles
from annotator.ui.isolated_text import isolated, shortened
from annotator.ui.level_columns import LevelColumns
from annotator.ui.office_strip import notes_of
from annotator.ui.other_articles import OtherArticles
from annotator.ui.preferences import Preferences
from annotator.ui.project_model import ProjectModel

_MOST_SILENT = MOST_COLUMNS - 1
"""Of so many silent articles each has its row: as many as lie beside the claim on a full desk."""

Named = Callable[[Callable[[], object]], None]
"""Runs an act now, or when the reviewer has said who they are."""


class LinkSource(Protocol):
    """What this part needs of the store of links."""

    def links_of(self, claim_id: int) -> Sequence[Link]:
        """Every link of a claim, drawn or not."""

    @property
    def has_links(self) -> bool:
        """Whether there is any, drawn or not."""

    @property
    def offices(self) -> tuple[OfficeDispute, ...]:
        """The persons whom articles call by different offices."""

    def claims_in_conflict(self) -> frozenset[int]:
        """The claims with a drawn link that conflicts."""

    def confirm(self, a: int, b: int) -> bool:
        """Say that two claims are linked; False when it was not saved."""

    def reject(self, a: int, b: int) -> bool:
        """Say that two claims are not linked."""

    def no_conflict(self, a: int, b: int) -> bool:
        """Say that two linked claims do not conflict."""

    def clear(self, a: int, b: int) -> bool:
        """Take back what was said of a link."""


class CounterpartDesk(QObject):
    """Shows the links of the current claim on the desk and runs the commands on them.

    Signals:
        told: words for the status line.
        chosen_changed: another counterpart is chosen, or none.
    """

    told = Signal(str)
    chosen_changed = Signal()

    def __init__(
        self,
        model: ProjectModel,
        links: LinkSource,
        desk: Desk,
        articles: DeskArticles,
        steps: ClaimSteps,
        panel: OtherArticles,
        preferences: Preferences,
        named: Named,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._links, self._desk = model, links, desk
        self._articles, self._steps, self._panel = articles, steps, panel
        self._preferences, self._named = preferences, named
        self._awaits_partner: int | None = None
        self._shown_for: int | None = None
        self._level = LevelColumns(desk, articles, self)
        panel.counterpart_chosen.connect(self._reveal)
        panel.counterpart_opened.connect(self._open)
        panel.stop_asked.connect(self.stop_waiting)
        model.project_changed.connect(lambda: self._wait_for_partner_of(None))
        model.current_changed.connect(self._follow_current)
        model.claims_changed.connect(lambda _ids: self.refresh())
        model.articles_changed.connect(lambda _ids: self.refresh())
        articles.desk_changed.connect(self.refresh)
        steps.arrived.connect(self._keep_level)
        preferences.changed.connect(lambda _before, _after: self.refresh())

    # --- what is shown -----------------------------------------------------------------------

    @property
    def chosen(self) -> int | None:
        """The counterpart that acts on links go to."""
        return self._panel.chosen

    @property
    def chosen_conflicts(self) -> bool:
        """Whether that one conflicts with the current claim."""
        return self._panel.chosen_conflicts

    def refresh(self) -> None:
        """Show the links of the current claim as they are now, and disputes about offices."""
        self.show_offices()
        claim = self._model.current
        links = self._links.links_of(claim.id) if claim is not None else ()
        shown = shown_by_article(claim, links, self._open_claim) if claim is not None else {}
        self._articles.set_guests(
            {
                article_id: tuple(
                    guest for one in counterparts.relations if (guest := self._open_claim(one))
                )
                for article_id, counterparts in shown.items()
                if counterparts.relations
            }
        )
        for article_id in self._articles.ids:
            column = self._desk.column(article_id)
            if column is not None:
                column.set_counterparts(shown.get(article_id, NO_COUNTERPARTS))
        if claim is None or not self._links.has_links:
            # Without any link the others are not silent: they are not compared yet.
            self._panel.set_rows((), self._note((), 0) if claim is not None else "")
            return
        weak = self._preferences.settings.weak_links
        rows = says_of_articles(claim, links, self._open_claim, self._model.articles(), weak)
        shown_rows = self._few_silent(rows)
        self._panel.set_rows(shown_rows, self._note(links, len(rows) - len(shown_rows)))

    def _few_silent(self, rows: list[ArticleSays]) -> list[ArticleSays]:
        """``rows``; of many silent articles only those on the desk."""
        if sum(row.relation is None for row in rows) <= _MOST_SILENT:
            return rows
        near = set(self._articles.ids)
        return [row for row in rows if row.relation is not None or row.article_id in near]

    def show_offices(self) -> None:
        """Tell above each article of the persons whom others call by another office."""
        articles = self._model.articles()
        short = short_labels(articles.values())
        labels = {article.text_id: short[article.id] for article in articles.values()}
        offices = disputes_among(self._links.offices, labels)
        for article_id in self._articles.ids:
            column = self._desk.column(article_id)
            if column is not None and article_id in articles:
                text_id = articles[article_id].text_id
                column.offices.set_notes(notes_of(offices, text_id, labels))

    def _open_claim(self, claim_id: int) -> Claim | None:
        claim = self._model.claim(claim_id)
        return claim if claim is not None and claim.state is ClaimState.OPEN else None

    def _note(self, links: Sequence[Link], left_out: int) -> str:
        if len(self._model.articles()) < 2:
            return "Add another article about the same event to compare it with."
        if not self._links.has_links:
            return "No links between the articles are known."
        if not any(link.drawn for link in links) and links:
            return "No other article states this."
        if left_out:
            return f"{left_out:,} more articles, not on the desk, are silent."
        return ""

    def _follow_current(self, claim_id: int | None) -> None:
        if claim_id != self._shown_for:
            self._shown_for = claim_id
            self._level.forget()
            self._panel.choose(None)
            self.chosen_changed.emit()
        self.refresh()
        if claim_id is not None and self._awaits_partner not in (None, claim_id):
            self._link_with(claim_id)

    def _keep_level(self, _claim_id: int) -> None:
        if self._preferences.settings.keeps_level:
            self.bring_level(tell=False)

    # --- places ------------------------------------------------------------------------------

    def bring_level(self, *, tell: bool = True) -> None:
        """Scroll all columns so that the counterparts stand beside the current claim."""
        claim = self._model.current
        home = self._desk.column(claim.article_id) if claim is not None else None
        if claim is None or home is None:
            return
        places = self._places(claim)
        if not places:
            if tell:
                self.told.emit("No other article on the desk states this")
            return
        self._level.bring(claim.article_id, {claim.article_id: claim.id, **places})

    def _places(self, claim: Claim) -> dict[int, int]:
        """The first counterpart of each article on the desk, by article id."""
        shown = shown_by_article(claim, self._links.links_of(claim.id), self._open_claim)
        return {
            article_id: next(iter(counterparts.relations))
            for article_id, counterparts in shown.items()
            if counterparts.relations and self._desk.column(article_id) is not None
        }

    def _reveal(self, claim_id: int | None) -> None:
        self.chosen_changed.emit()
        other = None if claim_id is None else self._model.claim(claim_id)
        if other is None:
            return
        if other.article_id not in self._articles.ids:
            self._bring_in(other.article_id)
            self.refresh()
        self._show_beside(other)

    def _bring_in(self, article_id: int) -> None:
        """Put an article on the desk; on a full one, for an article that is silent here."""
        claim, needed = self._model.current, set(self._articles.ids)
        if claim is not None:
            needed = {claim.article_id, *self._places(claim)}
        gone = self._articles.give_way(article_id, needed)
        if gone is None:
            self._articles.add([article_id])
            return
        labels = short_labels(self._model.articles().values())
        come, left = (isolated(shortened(labels[one], 40)) for one in (article_id, gone))
        self.told.emit(f"“{come}” took the place of “{left}” on the desk")

    def _show_beside(self, other: Claim) -> None:
        """Bring a passage into view, and what it is compared with too."""
        column, claim = self._desk.column(other.article_id), self._model.current
        if column is None:
            return
        if claim is not None and self._desk.column(claim.article_id) is not None:
            self._desk.show_together(claim.article_id, other.article_id)
        else:
            self._desk.bring_in(other.article_id)
        column.reveal(other.id)

    def _open(self, claim_id: int) -> None:
        self._steps.go_to(claim_id)

    # --- commands ----------------------------------------------------------------------------

    def run(self, command_id: str) -> bool:
        """Run a command on counterparts; False when it is none."""
        table: dict[str, Callable[[], object]] = {
            "level_counterparts": self.bring_level,
            "next_counterpart": lambda: self._step(1),
            "previous_counterpart": lambda: self._step(-1),
            "next_conflict": lambda: self._step_conflict(1),
            "previous_conflict": lambda: self._step_conflict(-1),
            "confirm_link": lambda: self._act(self._links.confirm),
            "reject_link": lambda: self._act(self._links.reject),
            "no_conflict": lambda: self._act(self._links.no_conflict),
            "clear_link": lambda: self._act(self._links.clear),
            "add_link": self._await_partner,
        }
        if command_id in ("keep_level", "show_weak_links"):
            self._toggle("keeps_level" if command_id == "keep_level" else "weak_links")
            return True
        if command_id not in table:
            return False
        table[command_id]()
        return True

    def _toggle(self, setting: str) -> None:
        value = not getattr(self._preferences.settings, setting)
        self._preferences.change(**{setting: value})
        if setting == "keeps_level" and value:
            self.bring_level(tell=False)

    def _step(self, by: int) -> None:
        if self._panel.step(by) is None:
            self.told.emit("No other article states this")

    def _step_conflict(self, by: int) -> None:
        wanted = self._links.claims_in_conflict()
        order = [
            claim.id
            for _, claims in self._articles.columns_with_claims()
            for claim in claims
            if claim.id in wanted or claim == self._model.current
        ]
        current = self._model.current
        here = order.index(current.id) if current is not None and current.id in order else None
        ahead = [one for one in order if one in wanted]
        if not ahead:
            self.told.emit("No conflict on the desk")
            return
        if here is None or current is None:
            self._go_to_conflict(ahead[0] if by > 0 else ahead[-1])
            return
        turned = (
            order[here + 1 :] + order[:here]
            if by > 0
            else (order[:here][::-1] + order[here + 1 :][::-1])
        )
        found = next((one for one in turned if one in wanted), None)
        if found is None:
            self.told.emit("This is the only conflict on the desk")
        else:
            self._go_to_conflict(found)

    def _go_to_conflict(self, claim_id: int) -> None:
        """Make a claim the current one, beside the first passage on the desk that denies it."""
        self._steps.go_to(claim_id)
        claim = self._model.current
        shown = self._places(claim) if claim is not None and claim.id == claim_id else {}
        denying = {
            link.other(claim_id)
            for link in self._links.links_of(claim_id)
            if link.drawn and link.relation is Relation.CONFLICT
        }
        for other_id in self._panel.counterparts():
            other = self._model.claim(other_id)
            if other is not None and other_id in denying and other_id in shown.values():
                self._show_beside(other)
                return

    def _act(self, act: Callable[[int, int], bool]) -> None:
        claim, other = self._model.current, self._panel.chosen
        if claim is None or other is None:
            return
        a, b = claim.id, other
        # What was saved is told with its time, as of every act.
        self._named(lambda: act(a, b))

    # --- a link by hand ----------------------------------------------------------------------

    def _await_partner(self) -> None:
        claim = self._model.current
        if claim is None:
            return
        self._wait_for_partner_of(claim.id)
        self.told.emit("Click the claim in another article that states the same; Esc stops")

    def _wait_for_partner_of(self, claim_id: int | None) -> None:
        self._awaits_partner = claim_id
        self._panel.set_waiting(claim_id is not None)

    @property
    def awaits_partner(self) -> bool:
        """Whether the next claim that becomes current is linked with the one before."""
        return self._awaits_partner is not None

    def stop_waiting(self) -> None:
        """Link nothing after all."""
        if self._awaits_partner is not None:
            self._wait_for_partner_of(None)
            self.told.emit("Nothing was linked")

    def _link_with(self, claim_id: int) -> None:
        first = self._awaits_partner
        self._wait_for_partner_of(None)
        one = None if first is None else self._model.claim(first)
        other = self._model.claim(claim_id)
        if one is None or other is None or first is None:
            return
        if one.article_id == other.article_id:
            self.told.emit("A link joins claims of two articles")
            return

        def run() -> None:
            if self._links.confirm(one.id, other.id):
                self._steps.go_to(one.id, False)

        self._named(run)
