"""Measure what each part of the comparison is worth, and write the table into docs/comparison.md.

    python packaging/link_weights/ablation.py EVENT... [--write docs/comparison.md]

Every event is held back from all that judged it, as in ``train.py``. The table stands between the
two lines ``<!-- ablation -->`` and ``<!-- end -->`` of the page.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from train import Study, figures_of, loaded

from annotator.nlp.comparison import likeness, stated_values, surroundings

BEGIN, END = "<!-- ablation -->\n", "<!-- end -->"
COLUMNS = ("mrr", "right_first", "f1", "precision", "recall")

STEPS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("the same words and numbers", ("exact", "number_equal", "number_weight"), ("log_odds",)),
    ("+ character 3- to 5-grams", ("passage",), ()),
    ("+ soft alignment: spelling, static vectors, synonyms",
     ("shared", "shared_mass", "words", "meaning"), ()),
    ("+ the whole sentences", ("in_sentence", "in_sentence_most", "sentence"), ()),
    ("+ who did what: verb, subject, object, place, names, time, governor",
     tuple(name for part in ("verb", "subject", "object", "place", "name", "time", "counted",
                             "governor") for name in (part, f"{part}_miss")), ()),
    ("+ values: numbers with units, dates, clock times, ordinals",
     ("number_none_equal", *stated_values.FEATURES), ()),
    ("+ lengths and places", ("lengths", "shorter", "places"), ()),
    ("+ headlines and openings", ("headlines", "one_headline", "openings"), ()),
    ("+ neighbours", (), ("neighbours_along", "neighbours_across", "neighbours_beside")),
    ("+ support by third articles", (), ("support", "support_mean")),
    ("+ hubness: margins and company", (), ("margin_least", "margin_most", "company")),
    ("+ likeness once more in the second judgement", (), likeness.FEATURES),
)  # fmt: skip


def rows(events: Sequence[Path]) -> Iterator[tuple[str, dict[str, float]]]:
    """The name and the mean figures of each step, over the events that are folders."""
    desks = [desk for desk in loaded(events) if desk.whole]
    gold = {path.name for path in events if path.is_dir()} or {path.stem for path in events}
    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    for name, more_first, more_second in STEPS:
        first, second = first + more_first, second + more_second
        figures = figures_of(Study(desks, first, second).held_back())
        yield (
            name,
            {
                column: float(np.mean([figures[event][column] for event in sorted(gold)]))
                for column in COLUMNS
            },
        )


def main() -> None:
    """Print the table, and put it into the page."""
    assert {name for _, more, _ in STEPS for name in more} == set(likeness.FEATURES)
    assert set(surroundings.FEATURES) <= {name for _, _, more in STEPS for name in more}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", nargs="+", type=Path, help="folders with gold.json, or texts")
    parser.add_argument("--write", type=Path, metavar="PAGE")
    chosen = parser.parse_args()
    lines = ["| what judges | MRR | right first | link F1 | precision | recall |",
             "|---|---|---|---|---|---|"]  # fmt: skip
    for name, figures in rows(chosen.events):
        cells = " | ".join(f"{figures[column]:.3f}" for column in COLUMNS)
        lines.append(f"| {name} | {cells} |")
        print(lines[-1], flush=True)
    if chosen.write:
        page = chosen.write.read_text("utf-8")
        before, rest = page.split(BEGIN, 1)
        table = "\n".join(lines)
        chosen.write.write_text(
            f"{before}{BEGIN}\n{table}\n\n{END}{rest.split(END, 1)[1]}", "utf-8"
        )


if __name__ == "__main__":
    main()
