"""Train the weights of the comparison from gold events.

    python packaging/link_weights/train.py EVENT... --write resources/nlp/link_weights.json

An event is a folder with ``gold.json``, or a text as in ``packaging/link_weights/events``.

Needs the packages of ``packaging/link_weights/requirements.txt``, and the repository's root on
PYTHONPATH. Prints figures in which each event was held back from all that judged it: its weights,
its thresholds, and the scores that the later models learned from. Seeds are fixed and one thread
is used: the same data and packages give the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path

from desks import loaded
from figures import SHIPPED_THRESHOLD, figures_of, least_sure, printed
from grow_trees import tree_values
from study import Study

from annotator.nlp.comparison.combiner import Blended, Logistic

_NUMBERS = re.compile(r"\[\s+(-?[\d.][^\[\]{}\"]*?)\s+\]")


def model_values(model: Logistic) -> dict[str, object]:
    """A model for JSON, rounded so that the file stays readable."""
    return {
        "features": list(model.names),
        "means": [round(float(value), 5) for value in model.means],
        "scales": [round(float(value), 5) for value in model.scales],
        "weights": [round(float(value), 5) for value in model.weights],
        "bias": round(model.bias, 5),
    }


def blended_values(model: Logistic | Blended) -> dict[str, object]:
    """Both halves of a judgement for JSON."""
    assert isinstance(model, Blended)
    return {"logistic": model_values(model.logistic), "boosted": tree_values(model.trees)}


def readable(values: object) -> str:
    """JSON with every list of numbers on one line."""
    text = json.dumps(values, indent=1)
    return _NUMBERS.sub(lambda found: f"[{' '.join(found.group(1).split())}]", text)


def data_digest(folders: Sequence[Path]) -> str:
    """SHA-256 of all labels."""
    digest = hashlib.sha256()
    for folder in folders:
        digest.update((folder / "gold.json" if folder.is_dir() else folder).read_bytes())
    return digest.hexdigest()


def main() -> None:
    """Print the figures and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", nargs="+", type=Path, help="folders with gold.json, or texts")
    parser.add_argument("--write", type=Path)
    chosen = parser.parse_args()
    study = Study(loaded(chosen.events))
    judgements = study.held_back()
    figures = figures_of(judgements)
    kinds = {name: judged.desk.kind for name, judged in judgements.items()}
    for kind in sorted(set(kinds.values())):
        printed({name: row for name, row in figures.items() if kinds[name] == kind}, kind)
    if not chosen.write:
        return
    values = {
        "provenance": {
            "made_by": "packaging/link_weights/train.py",
            "data": "fictional events written for this project, free to use",
            "events": study.events,
            "data_sha256": data_digest(chosen.events),
            "held_back": {
                event: {key: round(value, 4) for key, value in row.items()}
                for event, row in sorted(figures.items())
            },
        },
        "first": model_values(study.first()),
        "second": model_values(study.second()),
        "third": blended_values(study.third()),
        "conflict": blended_values(study.conflict()),
        "threshold": SHIPPED_THRESHOLD,
        "sure_of_conflict": least_sure(list(judgements.values())),
    }
    chosen.write.write_text(readable(values) + "\n", "utf-8")


if __name__ == "__main__":
    main()
