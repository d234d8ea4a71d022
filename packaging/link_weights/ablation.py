"""Measure what each part of the comparison is worth, and write the table into docs/comparison.md.

    python packaging/link_weights/ablation.py EVENT... [--write docs/comparison.md]

Every event is held back from all that judged it, as in ``train.py``. The table stands between the
two lines ``<!-- ablation -->`` and ``<!-- end -->`` of the page.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from desks import loaded
from figures import figures_of
from study import Features, Study

from annotator.nlp.comparison import likeness, stated_values, told_relations
from annotator.nlp.comparison.combiner import LATER

BEGIN, END = "<!-- ablation -->\n", "<!-- end -->"
COLUMNS = ("mrr", "right_first", "f1", "precision", "recall")

_AROUND = {
    "neighbours": ("neighbours_along", "neighbours_across", "neighbours_beside"),
    "hosts": ("hosted", "host_odds"),
    "support": ("support", "support_mean"),
    "hubness": ("margin_least", "margin_most", "company"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the table: what it adds to the features of each judgement."""

    name: str
    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    third: tuple[str, ...] = ()
    trees: bool = False


STEPS = (
    Step("the same words and numbers", ("exact", "number_equal", "number_weight")),
    Step("+ character 3- to 5-grams", ("passage",)),
    Step("+ soft alignment: spelling, static vectors, synonyms",
         ("shared", "shared_mass", "words", "meaning")),
    Step("+ the whole sentences", ("in_sentence", "in_sentence_most", "sentence")),
    Step("+ who did what: verb, subject, object, place, names, time, governor",
         tuple(name for part in ("verb", "subject", "object", "place", "name", "time", "counted",
                                 "governor") for name in (part, f"{part}_miss"))),
    Step("+ values: numbers with units, dates, clock times, ordinals",
         ("number_none_equal", *stated_values.FEATURES)),
    Step("+ lengths and places", ("lengths", "shorter", "places")),
    Step("+ headlines and openings", ("headlines", "one_headline", "openings")),
    Step("+ neighbours", (), ("log_odds", *_AROUND["neighbours"])),
    Step("+ what governs fragments", (), _AROUND["hosts"]),
    Step("+ support by third articles", (), _AROUND["support"]),
    Step("+ hubness: margins and company", (), _AROUND["hubness"]),
    Step("+ likeness once more in the second judgement", (), likeness.FEATURES),
    Step("+ how the rules relate the two claims", (),
         tuple(name for name in told_relations.FEATURES if name != "masked_gain")),
    Step("+ likeness without the words that conflict", (), ("masked_gain",)),
    Step("+ a third judgement, from the second scores around a pair", (), (), LATER),
    Step("+ boosted trees beside it", trees=True),
)  # fmt: skip


def rows(events: Sequence[Path]) -> Iterator[tuple[str, dict[str, float]]]:
    """The name and the mean figures of each step, over the events that are folders."""
    desks = [desk for desk in loaded(events) if desk.whole]
    gold = {path.name for path in events if path.is_dir()} or {path.stem for path in events}
    features = Features((), (), ())
    for step in STEPS:
        features = Features(
            features.first + step.first,
            features.second + step.second,
            features.third + step.third,
            trees=step.trees,
        )
        figures = figures_of(Study(desks, features).held_back(conflicts=False))
        yield (
            step.name,
            {
                column: float(np.mean([figures[event][column] for event in sorted(gold)]))
                for column in COLUMNS
            },
        )


def main() -> None:
    """Print the table, and put it into the page."""
    assert {name for step in STEPS for name in step.first} == set(likeness.FEATURES)
    assert {name for step in STEPS for name in step.second} == set(LATER)
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
