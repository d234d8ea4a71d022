"""The three verdicts."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What a reviewer found out about a claim.

    ``UNSUPPORTED`` means looked and found no adequate evidence either way; it does not mean false.
    """

    VERIFIED = "verified"
    DISPUTED = "disputed"
    UNSUPPORTED = "unsupported"
