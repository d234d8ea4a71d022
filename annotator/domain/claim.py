"""Claims, and the candidates that a detector proposes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.span import Span
from annotator.domain.verdict import Verdict


class ClaimKind(StrEnum):
    """What sort of fact a claim states; a claim may have several."""

    QUANTITY = "quantity"
    DATE = "date"
    ORDINAL = "ordinal"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    EVENT = "event"
    COMPARISON = "comparison"
    CAUSAL = "causal"
    LAW = "law"
    PREDICTION = "prediction"
    OTHER = "other"


class Origin(StrEnum):
    """Who proposed a claim."""

    DETECTOR = "detector"
    REVIEWER = "reviewer"


class ClaimState(StrEnum):
    """Whether a claim stands.

    ``DISMISSED``: a reviewer said "not a claim". ``REMOVED``: it went by a merge, by undoing the
    act that made it, or because a later detection no longer proposes it.
    """

    OPEN = "open"
    DISMISSED = "dismissed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim as the detector proposes it.

    Attributes:
        span: code points of the canonical article text.
        kinds: most telling first; at least one.
        check_worthiness: 0 to 1.
        cues: the readable reasons for the score, most telling first, such as
            "states a figure: 50,000 troops".
    """

    span: Span
    kinds: tuple[ClaimKind, ...]
    check_worthiness: float
    cues: tuple[str, ...]


RULES_ONLY = "rules only: "
"""How `DetectorVersion.model` begins when no language model read the article; the name of the
article's language follows."""


RULE_SCORER = "rules"
"""`DetectorVersion.name` when the trained scorer's weights were missing or damaged."""

RULE_SCORER_NOTICE = (
    "The trained scorer is missing or damaged; candidates are ranked by fixed rules."
)
"""What a person is told then."""


def rules_only_words(language: str) -> str:
    """What is said of an article that no language model could read; "" for "" (any other)."""
    if not language:
        return ""
    named = f" ({language})" if language[:1].isupper() else ""
    return f"Not English{named}: marked by rules only"


@dataclass(frozen=True, slots=True)
class DetectorVersion:
    """What proposed a set of candidates: the detector, its version, and its language model."""

    name: str
    version: str
    model: str

    @property
    def rules_only_language(self) -> str:
        """The language of an article that no model could read; "" if a model read it."""
        return self.model.removeprefix(RULES_ONLY) if self.model.startswith(RULES_ONLY) else ""

    @property
    def scorer_notice(self) -> str:
        """`RULE_SCORER_NOTICE` when fixed rules stand in for the trained scorer; else "".

        An article that is not English never meets that scorer (`language_notice`).
        """
        missing = self.name == RULE_SCORER and not self.rules_only_language
        return RULE_SCORER_NOTICE if missing else ""

    @property
    def language_notice(self) -> str:
        """`rules_only_words` of the article that this read."""
        return rules_only_words(self.rules_only_language)


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as it stands now.

    Attributes:
        id: its number inside this project file; ``uuid`` is its name everywhere else.
        text_id: the version of the article text that ``span`` lies in.
        check_worthiness: None for a claim that a reviewer added.
        touched: whether a person ever acted on it; the detector leaves such a claim alone.
        kept: whether an act of a person on it stands, so that it shows whatever its score; an act
            that was taken back keeps nothing.
        reviewer, decided_at: of the verdict that stands; empty without one. UTC, ISO 8601.
    """

    id: int
    uuid: str
    article_id: int
    text_id: int
    span: Span
    quote: str
    origin: Origin
    state: ClaimState
    kinds: tuple[ClaimKind, ...]
    check_worthiness: float | None
    cues: tuple[str, ...]
    touched: bool
    verdict: Verdict | None = None
    justification: str = ""
    reviewer: str = ""
    decided_at: str = ""
    kept: bool = False


def is_shown(claim: Claim, threshold: float) -> bool:
    """Whether a claim is on the desk at this sensitivity.

    A claim that an act of a person keeps always is, unless it was dismissed or removed; another
    candidate needs a check-worthiness of at least ``threshold`` (0 to 1).
    """
    if claim.state is not ClaimState.OPEN:
        return False
    if claim.kept or claim.check_worthiness is None:
        return True
    return claim.check_worthiness >= threshold


def reading_order(claim: Claim) -> tuple[int, int, int]:
    """Sort key inside one article: by start, longer claims first, then by age."""
    return claim.span.start, -claim.span.end, claim.id
