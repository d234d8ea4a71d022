"""What the test on a clean system measured, and the table of it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field


@dataclass
class Figures:
    """What was measured, in the order of the table: name to value in the unit of the name."""

    values: dict[str, float] = field(default_factory=dict)
    limits: dict[str, float] = field(default_factory=dict)

    def tell(self, name: str, value: float, limit: float | None = None) -> None:
        """Keep a figure, and the most that it may be."""
        self.values[name] = round(value, 3)
        if limit is not None:
            self.limits[name] = limit


def table(figures: Figures, suite: str) -> str:
    """The figures for people; what is over its limit is marked."""
    width = max((len(name) for name in figures.values), default=0)
    busy = f"{os.getloadavg()[0]:.1f} tasks on {os.cpu_count()} processors"
    lines = [f"Limits are for a quiet machine; this one had {busy}.", ""]
    lines.append(f"{'Debian ' + suite:<{width}}  {'measured':>9}  {'at most':>8}")
    for name, value in figures.values.items():
        limit = figures.limits.get(name)
        shown = f"{value:.2f}" if value < 10 else f"{value:.0f}"
        most = "" if limit is None else f"{limit:g}"
        over = "  OVER" if limit is not None and value > limit else ""
        lines.append(f"{name:<{width}}  {shown:>9}  {most:>8}{over}".rstrip())
    return "\n".join(lines)
