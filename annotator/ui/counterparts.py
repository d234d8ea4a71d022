"""What the desk shows of the links of the current claim, and how a relation is drawn and said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.domain.link import Relation
from annotator.domain.span import Span

SILENT_WORD = "silent"
ANOTHER_ROW_WORDS = "other row"
SILENT_ICON = "relation-silent"
SILENT_INK = "relation_absent"
CONFIRMED_WORDS = "confirmed"
REJECTED_WORDS = "not linked"
NO_CONFLICT_WORDS = "not a conflict"
THROUGH_WORDS = "linked through another article, not compared with this one"
THROUGH_ICON = "relation-through"
THROUGH_INK = "text_muted"

RELATION_WORDS: Mapping[Relation, str] = {
    Relation.SAME: "agrees",
    Relation.NEAR_COPY: "near-copy",
    Relation.PARTIAL: "partly",
    Relation.CONFLICT: "conflicts",
}
"""What one article does to the claim of another, in words that fit beside its name."""

RELATION_ICONS: Mapping[Relation, str] = {
    Relation.SAME: "relation-same",
    Relation.NEAR_COPY: "relation-near-copy",
    Relation.PARTIAL: "relation-partial",
    Relation.CONFLICT: "relation-conflict",
}

RELATION_INKS: Mapping[Relation, str] = {
    Relation.SAME: "relation_same",
    Relation.NEAR_COPY: "relation_near_copy",
    Relation.PARTIAL: "relation_same",
    Relation.CONFLICT: "relation_conflict",
}
"""Colour roles of the glyphs."""


@dataclass(frozen=True, slots=True)
class ShownCounterparts:
    """What one column shows of the links of the current claim.

    Attributes:
        relations: by the id of the claim that is a counterpart in this column.
        differences: the words of this article that conflict, as code points; in the column of the
            current claim those of its own words.
    """

    relations: Mapping[int, Relation] = field(default_factory=dict)
    differences: tuple[Span, ...] = ()


NO_COUNTERPARTS = ShownCounterparts()


@dataclass(frozen=True, slots=True)
class ArticleSays:
    """What one other article says about the current claim, or one of the passages it says it in.

    Attributes:
        relation: None for an article that is silent.
        claim_id: the counterpart; None for a silent article.
        detail: words beside the relation ("date", "a later count"); may be empty.
        value: the shortest words that tell this article's version ("1989"); may be empty.
        quote: the counterpart's words, on one line.
        emphasis: half-open ranges of ``quote`` (code points) that hold the differing words.
        weak: the link is below the threshold and shows only on request.
        decided: what a reviewer said of the link, such as ``CONFIRMED_WORDS``, or empty.
    """

    article_id: int
    label: str
    relation: Relation | None = None
    claim_id: int | None = None
    detail: str = ""
    value: str = ""
    quote: str = ""
    emphasis: tuple[tuple[int, int], ...] = ()
    weak: bool = False
    decided: str = ""

    @property
    def relation_words(self) -> str:
        """The relation in words, with its detail."""
        if self.relation is None:
            return SILENT_WORD
        words = RELATION_WORDS[self.relation]
        if self.weak:
            words = f"perhaps {words}"
        return f"{words}: {self.detail}" if self.detail else words

    @property
    def words(self) -> str:
        """The relation in words, with its detail and what a reviewer said of it."""
        return " · ".join(filter(None, (self.relation_words, self.decided)))
