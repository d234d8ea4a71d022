"""Faults of the outside world, worded for the person at the desk."""

from __future__ import annotations


class ReportedError(Exception):
    """A fault that is told to a person: what happened, what is safe, and what to do.

    Attributes:
        what: one sentence, what happened, with names but never with article text.
        safe: one sentence, what became of the data ("Nothing was imported.").
        remedy: one sentence, what the person can do; may be empty.
        details: technical text for "Show details"; may be empty, never article text.
    """

    def __init__(self, what: str, safe: str, remedy: str = "", details: str = "") -> None:
        super().__init__(" ".join(part for part in (what, safe, remedy) if part))
        self.what = what
        self.safe = safe
        self.remedy = remedy
        self.details = details


class ArticleRefused(ReportedError):
    """A file or pasted text that cannot become an article."""


class ProjectRefused(ReportedError):
    """A file that cannot be opened, created or migrated as a project."""


class ProjectOutdated(ProjectRefused):
    """A file of an older version that can only be read here, and so is not converted."""


class ProjectReadOnly(ReportedError):
    """An act was asked of a project that this process may only read."""


class ProjectUnreadable(ReportedError):
    """Something in an open project could not be read: the disk failed, or the file is damaged."""


class NotSaved(ReportedError):
    """An operation could not be committed; the project is as it was before."""


class UnknownRecord(ReportedError):
    """An id that the project does not hold."""


class RuleBroken(ReportedError):
    """An act that the rules of the project do not allow, such as a verdict on a dismissed claim."""


class DetectionFailed(ReportedError):
    """The detector could not finish an article."""


class ComparisonFailed(ReportedError):
    """The articles of a project could not be compared."""


class LearningFailed(ReportedError):
    """Nothing could be learned from the decisions of a project."""


class ExportFailed(ReportedError):
    """An export could not be written; an earlier file of that name is untouched."""
