"""Print the tables of docs/claim-detector.md: seeds, intervals, ablation, reliability, data.

    python packaging/claim_model/measure.py DATA_DIR [--seeds 5]

Everything is measured on sentences that no network was trained on. Intervals are the middle 95 %
of 1,000 resamples of the sentences, each scored by a network of another seed in turn. The
calibration is fitted on one half of the held-back sentences and measured on the other, both ways.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from calibrate import chances, platt
from student import Settings, fit, log_odds
from train import Mixture, TrainingSet, examples_of, gather
from training_data import DEBATES_HELD, GRADES, NEWS_HELD, OWN_NEWS, SOURCES, file_hash, read_rows

from annotator.domain.score_quality import average_precision, calibration_error
from annotator.nlp.static_vectors import load_static_vectors

RESAMPLES = 1_000
SETS = {DEBATES_HELD: 1, NEWS_HELD: 2}
"""The sets measured on, and the least label or grade that counts as positive."""

ABLATIONS: dict[str, tuple[Mixture, Settings]] = {
    "all of it": (Mixture(), Settings()),
    "without the teacher": (Mixture(teacher=0, teacher_news=0), Settings()),
    "with variants, six epochs": (Mixture(variants=0.5), Settings(epochs=6)),
    "without news sentences": (Mixture(news=0), Settings()),
    "without our own small events": (Mixture(own=0), Settings()),
    "without machine-written sentences": (Mixture(machine=0), Settings()),
    "without static vectors": (Mixture(), Settings(use_vectors=False)),
    "without signs": (Mixture(), Settings(use_signs=False)),
    "without syntactic heads": (Mixture(), Settings(use_heads=False)),
    "without entity types": (Mixture(), Settings(use_ent_types=False)),
}


def truth_of(data: TrainingSet, name: str) -> np.ndarray:
    """Which sentences of a set are worth a check."""
    return np.asarray(data.labels[name] >= SETS[name])


def held_out(
    data: TrainingSet, mixture: Mixture, settings: Settings, seeds: int
) -> dict[str, list[np.ndarray]]:
    """The log-odds of each set by networks of several seeds."""
    found: dict[str, list[np.ndarray]] = {name: [] for name in SETS}
    examples = examples_of(data, mixture)
    for seed in range(seeds):
        student = fit(examples, seed, settings, data.sizes, data.vectors)
        for name in SETS:
            found[name].append(log_odds(student, data.sentences[name]))
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
        print(f"| {name} | {count:,} | {use} | {source} | `{file_hash(folder / name)}` |")
    own = len(read_rows(folder, OWN_NEWS.name))
    print(
        f"| {OWN_NEWS.name} | {own:,} | train | made for this project | `{file_hash(OWN_NEWS)}` |"
    )
    print(f"| {GRADES.name} | - | train | made for this project | `{file_hash(GRADES)}` |\n")


def print_ablation(data: TrainingSet, seeds: int) -> None:
    """What each part is worth."""
    print("| trained | debates AP | news AP |\n|---|---|---|")
    for name, (mixture, settings) in ABLATIONS.items():
        found = held_out(data, mixture, settings, seeds)
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
    data = gather(chosen.data, load_static_vectors(), with_variants=bool(chosen.ablation_seeds))
    print_sources(chosen.data)
    found = held_out(data, Mixture(), Settings(), chosen.seeds)
    print_quality(data, found)
    print_reliability(data, found)
    if chosen.ablation_seeds:
        print_ablation(data, chosen.ablation_seeds)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
