"""What commands print: lines for people, one JSON object a line for scripts, faults on stderr."""

from __future__ import annotations

import json
import sys
from typing import Any

from annotator.domain.claim import Claim, DetectorVersion
from annotator.domain.claim_filter import standing_of
from annotator.domain.errors import ReportedError

DONE = 0
FAILED = 1
"""A fault was reported, or ``check`` found something."""

USAGE = 2
PARTLY = 3
"""Some of the files or articles could not be taken; the others were."""

INTERRUPTED = 130


def print_json(value: dict[str, Any]) -> None:
    """One JSON object on one line of standard output, in UTF-8 escapes where needed."""
    print(json.dumps(value, ensure_ascii=not _speaks_utf8()), flush=False)


def print_fault(error: ReportedError) -> None:
    """A fault on standard error: what happened, what is safe, what to do, and the details."""
    print(f"fact-annotator: {error}", file=sys.stderr)
    if error.details:
        print(f"  ({error.details})", file=sys.stderr)


def one_line(text: str, width: int = 90) -> str:
    """``text`` on one line of at most ``width`` characters."""
    words = " ".join(text.split())
    return words if len(words) <= width else words[: width - 1].rstrip() + "…"


def claim_values(claim: Claim) -> dict[str, Any]:
    """A claim for JSON output; offsets in code points of the canonical article text."""
    return {
        "claim_id": claim.uuid,
        "standing": standing_of(claim).value,
        "verdict": claim.verdict.value if claim.verdict else "",
        "justification": claim.justification,
        "reviewer": claim.reviewer,
        "decided_at": claim.decided_at,
        "start": claim.span.start,
        "end": claim.span.end,
        "quote": claim.quote,
        "kinds": [kind.value for kind in claim.kinds],
        "check_worthiness": claim.check_worthiness,
        "cues": list(claim.cues),
        "origin": claim.origin.value,
    }


def _speaks_utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def print_notices(name: str, detector: DetectorVersion, told: set[str]) -> None:
    """Say on the error stream when less than the trained scorer ranked an article's claims.

    ``name`` is what the article is called; what concerns all of them is said once and put into
    ``told``.
    """
    if detector.language_notice:
        print(f"{one_line(name, 500)}: {detector.language_notice}", file=sys.stderr)
    elif detector.scorer_notice and detector.scorer_notice not in told:
        told.add(detector.scorer_notice)
        print(f"fact-annotator: {detector.scorer_notice}", file=sys.stderr)
