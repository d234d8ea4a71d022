"""Print the tables of docs/claim-detector.md: seeds, intervals, ablation, reliability, data.

    python packaging/claim_model/measure.py DATA_DIR [--seeds 5]

Everything is measured on sentences that no network was trained on. Intervals are the middle 95 %
of 1,000 resamples of the sentences, each scored by a network of another seed in turn and the
patterns. The calibration is fitted on one half of the held-back sentences and measured on the
other, both ways.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from calibrate import chances, platt
from student import Settings, fit
from train import (
    PATTERN_SHARE,
    Mixture,
    Model,
    TrainingSet,
    examples_of,
    gather,
    patterns_of_examples,
)
from training_data import (
    DEBATES_HELD,
    GRADES,
    NEWS_HELD,
    OWN_NEWS,
    SOURCES,
    SPEECHES,
    WRITTEN,
    file_hash,
    read_rows,
    source_path,
)

from annotator.domain.score_quality import average_precision, calibration_error
from annotator.nlp.static_vectors import load_static_vectors

RESAMPLES = 1_000
SETS = {DEBATES_HELD: 1, NEWS_HELD: 2}
"""The sets measured on, and the least label or grade that counts as positive."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is changed of what ships."""

    mixture: Mixture = field(default_factory=Mixture)
    settings: Settings = field(default_factory=Settings)
    share: float = PATTERN_SHARE
    """How much the patterns count."""


ABLATIONS: dict[str, Recipe] = {
    "all of it": Recipe(),
    "without patterns": Recipe(share=0),
    "patterns alone": Recipe(share=1),
    "without the teacher": Recipe(Mixture(teacher=0, teacher_news=0, unlabelled=0)),
    "without unlabelled sentences": Recipe(Mixture(unlabelled=0)),
    "without graded news sentences": Recipe(Mixture(news=0)),
    "without written news sentences": Recipe(Mixture(written=0)),
    "without our own small events": Recipe(Mixture(own=0)),
    "without machine-written sentences": Recipe(Mixture(machine=0)),
    "without the language model's contexts": Recipe(settings=Settings(use_contexts=False)),
    "without static vectors": Recipe(settings=Settings(use_vectors=False)),
    "without signs": Recipe(settings=Settings(use_signs=False)),
    "without syntactic heads in networks": Recipe(settings=Settings(use_heads=False)),
    "without entity types in networks": Recipe(settings=Settings(use_ent_types=False)),
}


def truth_of(data: TrainingSet, name: str) -> np.ndarray:
    """Which sentences of a set are worth a check."""
    return np.asarray(data.labels[name] >= SETS[name])


def held_out(data: TrainingSet, recipe: Recipe, seeds: int) -> dict[str, list[np.ndarray]]:
    """The log-odds of each set by networks of several seeds, each blended with the patterns."""
    found: dict[str, list[np.ndarray]] = {name: [] for name in SETS}
    examples = examples_of(data, recipe.mixture)
    patterns = patterns_of_examples(examples, recipe.settings)
    for seed in range(seeds if recipe.share < 1 else 1):
        student = fit(examples, seed, recipe.settings, data.sizes, data.vectors)
        model = Model([student], patterns, recipe.share)
        for name in SETS:
            found[name].append(model.log_odds(data.sentences[name]))
    return found


def interval(truth: np.ndarray, by_seed: list[np.ndarray]) -> tuple[float, float]:
    """The middle 95 % of the average precision over resamples and seeds."""
    chance = np.random.default_rng(0)
    values = []
    for turn in range(RESAMPLES):
        chosen = chance.integers(0, len(truth), len(truth))
        odds = by_seed[turn % len(by_seed)]
        values.append(average_precision(truth[chosen].tolist(), odds[chosen].tolist()))
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def print_sources(folder: Path) -> None:
    """The data, their hashes and licences."""
    print("| file | rows | used to | source, licence | SHA-256 |\n|---|---|---|---|---|")
    for name, (use, source) in SOURCES.items():
        count = len(read_rows(folder, name))
        print(
            f"| {name} | {count:,} | {use} | {source} | `{file_hash(source_path(folder, name))}` |"
        )
    speeches = len(gzip.decompress(SPEECHES.read_bytes()).splitlines())
    ours = (
        (SPEECHES, f"{speeches:,}", "State of the Union addresses, public domain (CC0 1.0)"),
        (OWN_NEWS, f"{len(read_rows(folder, OWN_NEWS.name)):,}", "made for this project"),
        (WRITTEN, f"{len(read_rows(folder, WRITTEN.name)):,}", "made for this project"),
        (GRADES, "-", "made for this project"),
    )
    for path, count, source in ours:
        use = "train by the teacher" if path == SPEECHES else "train"
        print(f"| {path.name} | {count} | {use} | {source} | `{file_hash(path)}` |")
    print()


def print_ablation(data: TrainingSet, seeds: int) -> None:
    """What each part is worth."""
    print("| trained | debates AP | news AP |\n|---|---|---|")
    for name, recipe in ABLATIONS.items():
        found = held_out(data, recipe, seeds)
        cells = []
        for held, by_seed in found.items():
            truth = truth_of(data, held).tolist()
            values = [average_precision(truth, odds.tolist()) for odds in by_seed]
            cells.append(f"{np.mean(values):.3f} ± {np.std(values):.3f}")
        print(f"| {name} | {cells[0]} | {cells[1]} |", flush=True)
    print()


def print_quality(data: TrainingSet, found: dict[str, list[np.ndarray]]) -> None:
    """Average precision by seed, of all together, and its interval."""
    print("| set | n | positive | one network (mean, spread) | all together | 95 % interval |")
    print("|---|---|---|---|---|---|")
    for name, by_seed in found.items():
        truth = truth_of(data, name)
        single = [average_precision(truth.tolist(), odds.tolist()) for odds in by_seed]
        together = average_precision(truth.tolist(), np.mean(by_seed, axis=0).tolist())
        low, high = interval(truth, by_seed)
        print(
            f"| {name} | {len(truth):,} | {truth.mean():.2f} | {np.mean(single):.3f}"
            f" ± {np.std(single):.3f} | {together:.3f} | {low:.3f} to {high:.3f} |"
        )
    print()


def print_reliability(data: TrainingSet, found: dict[str, list[np.ndarray]]) -> None:
    """The share of positives by score, with the calibration fitted on the other half."""
    scores, truths = [], []
    for turn in (0, 1):
        fitted: list[list[np.ndarray]] = [[], [], []]
        measured: list[tuple[np.ndarray, np.ndarray]] = []
        for name, by_seed in found.items():
            odds, truth = np.mean(by_seed, axis=0), truth_of(data, name).astype(float)
            half = np.arange(len(odds)) % 2 == turn
            for part, values in zip(
                fitted, (odds[half], truth[half], np.full(half.sum(), 1 / half.sum())), strict=True
            ):
                part.append(values)
            measured.append((odds[~half], truth[~half]))
        slope, shift = platt(*map(np.concatenate, fitted))
        scores += [chances(odds, slope, shift) for odds, _ in measured]
        truths += [truth for _, truth in measured]
    for title, chosen in (("debates", slice(0, None, 2)), ("news", slice(1, None, 2))):
        score, truth = np.concatenate(scores[chosen]), np.concatenate(truths[chosen])
        error = calibration_error((truth > 0).tolist(), score.tolist())
        print(f"{title}: expected calibration error {error:.3f}\n")
        print("| score | sentences | mean score | worth a check |\n|---|---|---|---|")
        for low in np.arange(0, 1, 0.1):
            inside = (score >= low) & (score < low + 0.1)
            if inside.sum():
                print(
                    f"| {low:.1f} to {low + 0.1:.1f} | {inside.sum()} | {score[inside].mean():.2f}"
                    f" | {truth[inside].mean():.2f} |"
                )
        print()


def main(arguments: list[str]) -> int:
    """Print all tables; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--ablation-seeds", type=int, default=2)
    chosen = parser.parse_args(arguments)
    data = gather(chosen.data, load_static_vectors())
    print_sources(chosen.data)
    found = held_out(data, Recipe(), chosen.seeds)
    print_quality(data, found)
    print_reliability(data, found)
    if chosen.ablation_seeds:
        print_ablation(data, chosen.ablation_seeds)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
