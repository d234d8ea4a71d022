"""What a build is held against: its aims, and what others need."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Aim:
    """One line of the table.

    Attributes:
        name: of the figure, as the self-test and the build call it.
        most: the largest value that is fine, in ``unit``.
        unit: "MB" (1,000,000 bytes) or "s".
        others: what others need for the same.
    """

    name: str
    most: float
    unit: str
    others: str = ""


AIMS = (
    Aim("Debian package", 75, "MB"),
    Aim("installed", 230, "MB", "QualCoder: 2,400 MB of Python environment"),
    Aim("first window", 0.6, "s", "QualCoder: about 20 s by its own README"),
    Aim("first candidates", 3.0, "s"),
    Aim("window memory", 110, "MB"),
    Aim("worker memory", 170, "MB"),
)


def medians(runs: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The middle value of every figure that all ``runs`` have."""
    names = set.intersection(*(set(run) for run in runs)) if runs else set()
    return {name: statistics.median(run[name] for run in runs) for name in names}


def table(figures: Mapping[str, float], aims: Sequence[Aim] = AIMS) -> str:
    """Lines that hold ``figures`` (bytes and seconds by name) against the aims.

    A figure that was not taken is said to be so.
    """
    rows = [("", "measured", "aim", "", "others")]
    for aim in aims:
        value = figures.get(aim.name)
        digits = 1 if aim.unit == "MB" else 2
        if value is None:
            shown, verdict = "not taken", ""
        else:
            shared = value / MB if aim.unit == "MB" else value
            shown = f"{shared:,.{digits}f} {aim.unit}"
            verdict = "met" if shared <= aim.most else "MISSED"
        rows.append((aim.name, shown, f"<= {aim.most:g} {aim.unit}", verdict, aim.others))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def missed(figures: Mapping[str, float], aims: Sequence[Aim] = AIMS) -> list[str]:
    """The names of the aims that were measured and not met."""
    return [
        aim.name
        for aim in aims
        if aim.name in figures and figures[aim.name] / (MB if aim.unit == "MB" else 1) > aim.most
    ]
