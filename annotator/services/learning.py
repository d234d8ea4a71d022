"""Learning from the desk: the switch, what is learned from, and keeping what was learned."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import cache

from annotator.assets import asset_path
from annotator.domain.history import Act, Change
from annotator.domain.learning import Learned, LearningClaim, LearningState, learning_state_of
from annotator.services.project import Project
from annotator.storage.learning import (
    LearnedFrom,
    is_learning,
    newest_candidates,
    read_check_worthiness,
    read_learned_from,
    read_learning_claims,
    store_learned,
    touched_claims,
)
from annotator.storage.operations import operation

MOST_CLAIMS = 20_000
"""In a larger project nothing is learned: reading all claims would hold the window up too long."""

_RULES = "2"
"""Changes whenever the same decisions may lead to other scores."""


@cache
def learner_version() -> str:
    """A short text that changes whenever learned scores may change."""
    vectors = asset_path("resources", "nlp", "static_vectors.bin")
    try:
        digest = hashlib.sha256(vectors.read_bytes()).hexdigest()[:12]
    except OSError:
        digest = "none"
    return f"{_RULES}+{digest}"


def set_learning(project: Project, learns: bool) -> Change | None:
    """Let a project rank its candidates by its own decisions, or no longer; None when it is so.

    Raises:
        RuleBroken, ProjectReadOnly, NotSaved: nothing was changed.
    """
    if is_learning(project.database) is learns:
        return None
    act, label = (
        (Act.LEARN, "Learn from my decisions")
        if learns
        else (Act.STOP_LEARNING, "Stop learning from my decisions")
    )
    with operation(project.database, act, label, project.reviewer) as writer:
        writer.set_learning(learns)
    return writer.change()


def learns(project: Project) -> bool:
    """Whether a project ranks its candidates by its own decisions."""
    return is_learning(project.database)


def learning_state(project: Project) -> LearningState:
    """Whether a project learns, from how many decisions it could, and from how many it did."""
    said = (one.claim.worth_it for one in read_learning_claims(project.database))
    return learning_state_of(
        (one for one in said if one is not None),
        learns=is_learning(project.database),
        learned_from=learned_count(project),
    )


def learned_count(project: Project) -> int:
    """How many decisions the stored scores were learned from; 0 before any."""
    learned = read_learned_from(project.database)
    return learned.decisions if learned is not None else 0


def claims_to_learn_from(project: Project) -> tuple[LearningClaim, ...]:
    """Every claim of the project as the learning would see it now; none in too large a project."""
    claims = tuple(one.claim for one in read_learning_claims(project.database))
    return claims if len(claims) <= MOST_CLAIMS else ()


def digest_of(claims: Sequence[LearningClaim]) -> str:
    """SHA-256 (hexadecimal) of all that learned scores depend on."""
    whole = [
        [one.id, one.text, one.check_worthiness, one.worth_it, one.touched, one.kinds]
        for one in claims
    ]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()


def is_learned(project: Project, claims: Sequence[LearningClaim]) -> bool:
    """Whether the stored scores came from just these claims and decisions."""
    learned = read_learned_from(project.database)
    wanted = (learner_version(), digest_of(claims))
    return learned is not None and (learned.learner, learned.digest) == wanted


def check_worthiness(project: Project) -> dict[int, float]:
    """What every candidate of a project is worth as it stands, by claim id."""
    return read_check_worthiness(project.database)


def keep_learned(
    project: Project,
    claims: Sequence[LearningClaim],
    learned: Learned,
    unmoved: Iterable[int] = (),
) -> None:
    """Make what was learned from ``claims`` the project's.

    A claim that a person touched keeps the place it has, and so do those ``unmoved``.

    Raises:
        ProjectReadOnly, NotSaved: what was there stands.
    """
    shown = {one.id for one in claims}
    store_learned(
        project.database,
        LearnedFrom(learner_version(), digest_of(claims), learned.decisions),
        (one for one in learned.scores if one.claim_id in shown),
        newest_candidates(project.database),
        touched_claims(project.database) | set(unmoved),
    )
