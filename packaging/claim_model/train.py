"""Train what ``resources/nlp/claim_weights.bin`` holds, from the data files to the shipped file.

    python packaging/claim_model/train.py DATA_DIR

Needs the packages of ``packaging/claim_model/requirements.txt``, and the repository's root on
PYTHONPATH or as the working folder. The teacher's scores are read from ``teacher_scores.npz``;
``teacher.py`` makes them. Seeds are fixed and one thread is used: the same data and packages give
the same weights. DATA_DIR holds the files named in ``training_data.py``.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import torch
from calibrate import best_threshold, chances, f1, platt
from pattern_fit import PatternModel, fit_patterns
from student import Example, Settings, Sizes, Student, fit, log_odds, usual_highest
from training_data import (
    DEBATES,
    DEBATES_HELD,
    GRADE_TARGETS,
    MACHINE,
    MACHINE_TARGETS,
    NEWS,
    NEWS_HELD,
    OWN_NEWS,
    OWN_TARGETS,
    UNLABELLED,
    WRITTEN,
    Sentence,
    SentenceReader,
    news_grades,
    read_rows,
    teacher_scores,
    text_key,
)
from weights_file import Calibration, Labels, write_weights

from annotator.nlp.signs import Sign
from annotator.nlp.static_vectors import StaticVectors, load_static_vectors
from annotator.nlp.unit_encoding import SPECIAL_WORDS

ROOT = Path(__file__).resolve().parents[2]
WEIGHTS = ROOT / "resources" / "nlp" / "claim_weights.bin"
TEACHER_SCORES = Path(__file__).resolve().parent / "teacher_scores.npz"
NETWORKS = 1
PATTERN_SHARE = 0.5
"""How much the patterns' log-odds count beside the networks'."""

LEAST_SENTENCES = 4
"""A word of so many training sentences gets a row of its own; others have their vector alone."""

SOURCES_OF_EXAMPLES = (DEBATES, NEWS, MACHINE, OWN_NEWS.name, WRITTEN.name, UNLABELLED)


@dataclass(frozen=True, slots=True)
class Mixture:
    """How much the teacher and each source count; the defaults are what ships."""

    teacher: float = 0.8
    teacher_news: float = 0.3
    debates: float = 1.0
    news: float = 3.0
    machine: float = 0.5
    own: float = 0.2
    written: float = 0.5
    unlabelled: float = 0.5


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """All sentences by file, and what the teacher said of them."""

    sentences: dict[str, list[Sentence]]
    labels: dict[str, np.ndarray]
    teacher: dict[str, np.ndarray]
    labels_of_rows: Labels
    sizes: Sizes
    vectors: torch.Tensor


def gather(folder: Path, vectors: StaticVectors) -> TrainingSet:
    """Read, parse and encode everything."""
    reader = SentenceReader()
    grades = news_grades()
    known = teacher_scores(TEACHER_SCORES) if TEACHER_SCORES.exists() else {}
    raw: dict[str, list[Sentence]] = {}
    labels: dict[str, np.ndarray] = {}
    teacher: dict[str, np.ndarray] = {}
    for name in (*SOURCES_OF_EXAMPLES, DEBATES_HELD, NEWS_HELD):
        raw[name], kept = [], []
        for row, features in reader.read(read_rows(folder, name)):
            raw[name].append(reader.sentence(features))
            kept.append(row)
        labels[name] = np.array(
            [grades[row["id"]] if name == NEWS else row.get("cw", row["label"]) for row in kept]
        )
        teacher[name] = np.array([known.get(text_key(row["text"]), np.nan) for row in kept])
        unknown = int(np.isnan(teacher[name]).sum())
        print(f"{name}: {len(kept)}, not scored by the teacher {unknown}", flush=True)
    return _with_vocabulary(raw, labels, teacher, reader, vectors)


def _with_vocabulary(
    raw: dict[str, list[Sentence]],
    labels: dict[str, np.ndarray],
    teacher: dict[str, np.ndarray],
    reader: SentenceReader,
    vectors: StaticVectors,
) -> TrainingSet:
    """Number words, tags and the like as the shipped tables have them."""
    spelled = {number: reader.word(key) for key, number in reader.words.items()}
    counts = Counter(
        spelled[word]
        for name in (DEBATES, NEWS, MACHINE, WRITTEN.name, UNLABELLED)  # no invented names
        for sentence in raw[name]
        for word in sorted(set(sentence.words.tolist()))
    )
    own = sorted(
        word
        for word, count in counts.items()
        if count >= LEAST_SENTENCES and word not in SPECIAL_WORDS and word.strip() == word and word
    )
    words = ["<unknown>", *SPECIAL_WORDS, *own]
    learned, listed = len(words), set(words)
    words += [word for word in vectors.rows if word not in listed]
    rows = {word: row for row, word in enumerate(words)}
    tables = {}
    for kind in ("tags", "deps", "ent_types"):
        names = {number: key for key, number in getattr(reader, kind).items()}
        seen = {names[n] for s in raw[DEBATES] + raw[NEWS] for n in getattr(s, kind).tolist()}
        tables[kind] = (["<unknown>", *sorted(seen)], names)
    renumber = {
        "words": {number: rows.get(word, 0) for number, word in spelled.items()},
        **{
            kind: {n: known.index(name) if name in known else 0 for n, name in names.items()}
            for kind, (known, names) in tables.items()
        },
    }
    sentences = {
        name: [
            Sentence(
                *(
                    np.array([renumber[kind][n] for n in getattr(one, kind).tolist()], np.int64)
                    for kind in ("words", "tags", "deps", "ent_types")
                ),
                one.heads,
                one.signs,
                one.unit_signs,
                one.contexts,
            )
            for one in ones
        ]
        for name, ones in raw.items()
    }
    of_rows = Labels(words, *(tables[kind][0] for kind in tables), [str(sign) for sign in Sign])
    contexts = raw[DEBATES][0].contexts.shape[1]
    counted = (len(tables[kind][0]) for kind in tables)
    sizes = Sizes(len(words), learned, *counted, len(of_rows.signs), contexts)
    matrix = torch.from_numpy(np.stack([vectors.vector(word) for word in words]))
    return TrainingSet(sentences, labels, teacher, of_rows, sizes, matrix)


def examples_of(data: TrainingSet, mixture: Mixture) -> list[Example]:
    """All sentences to learn from, in a fixed order; those without a label come last."""
    # Each source with its targets, its weight and the teacher's share, which has not read our own.
    sources: dict[str, tuple[dict[int, float], float, float]] = {
        DEBATES: ({0: 0.0, 1: 1.0}, mixture.debates, mixture.teacher),
        NEWS: (GRADE_TARGETS, mixture.news, mixture.teacher_news),
        MACHINE: (MACHINE_TARGETS, mixture.machine, mixture.teacher),
        OWN_NEWS.name: (OWN_TARGETS, mixture.own, 0.0),
        WRITTEN.name: (GRADE_TARGETS, mixture.written, 0.0),
        UNLABELLED: ({-1: np.nan}, mixture.unlabelled, 1.0),
    }
    examples: list[Example] = []
    for name, (targets, weight, share) in sources.items():
        hard = np.array([targets[int(label)] for label in data.labels[name]])
        soft = np.where(np.isnan(data.teacher[name]), hard, data.teacher[name])
        mixed = soft if share == 1 else (1 - share) * hard + share * soft
        if weight:
            examples += [
                Example(sentence, float(target), weight, name != UNLABELLED)
                for sentence, target in zip(data.sentences[name], mixed, strict=True)
                if not np.isnan(target)
            ]
    return examples


@dataclass(frozen=True, slots=True)
class Model:
    """Networks and patterns, whose log-odds are blended."""

    students: list[Student]
    patterns: PatternModel
    share: float = PATTERN_SHARE

    def log_odds(self, sentences: list[Sentence]) -> np.ndarray:
        """The blended log-odds of sentences, in their order."""
        of_networks = np.mean([log_odds(student, sentences) for student in self.students], axis=0)
        of_patterns = self.patterns.log_odds(sentences) if self.share else 0.0
        return np.asarray((1 - self.share) * of_networks + self.share * of_patterns)


def patterns_of_examples(examples: list[Example], settings: Settings) -> PatternModel:
    """The weights of patterns, from labelled sentences."""
    labelled = [example for example in examples if example.labelled]
    return fit_patterns(
        [example.sentence for example in labelled],
        np.array([example.target for example in labelled]),
        np.array([example.weight for example in labelled]),
        settings.use_signs,
    )


def calibration_of(data: TrainingSet, model: Model) -> Calibration:
    """Fit on the debates and the news held back from training, both counting the same."""
    sets = {name: model.log_odds(data.sentences[name]) for name in (DEBATES_HELD, NEWS_HELD)}
    truth = {
        DEBATES_HELD: (data.labels[DEBATES_HELD] == 1).astype(float),
        NEWS_HELD: (data.labels[NEWS_HELD] == 2).astype(float),
    }
    weights = {name: np.full(len(odds), 1 / len(odds)) for name, odds in sets.items()}
    joined = [np.concatenate([part[name] for name in sets]) for part in (sets, truth, weights)]
    slope, shift = platt(*joined)
    scores = [chances(odds, slope, shift) for odds in sets.values()]
    threshold = best_threshold(scores, list(truth.values()))
    return Calibration(slope, shift, threshold, model.share)


def main(arguments: list[str]) -> int:
    """Train and write; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--networks", type=int, default=NETWORKS)
    chosen = parser.parse_args(arguments)
    torch.use_deterministic_algorithms(True)
    begin = time.monotonic()
    data = gather(chosen.data, load_static_vectors())
    examples = examples_of(data, Mixture())
    print(f"{len(examples)} sentences, {time.monotonic() - begin:.0f} s", flush=True)
    patterns = patterns_of_examples(examples, Settings())
    print(f"patterns, {time.monotonic() - begin:.0f} s", flush=True)
    students, usual = [], []
    for seed in range(chosen.networks):
        student = fit(examples, seed, Settings(), data.sizes, data.vectors)
        students.append(student)
        usual.append(usual_highest(student, data.sentences[DEBATES] + data.sentences[NEWS]))
        print(f"network {seed}, {time.monotonic() - begin:.0f} s", flush=True)
    model = Model(students, patterns)
    calibration = calibration_of(data, model)
    for name, positive in ((DEBATES_HELD, 1), (NEWS_HELD, 2)):
        odds = model.log_odds(data.sentences[name])
        scores = chances(odds, calibration.slope, calibration.shift)
        truth = (data.labels[name] == positive).astype(float)
        print(name, f"F1 {f1(scores, truth, calibration.threshold):.3f}", calibration, flush=True)
    write_weights(chosen.out, students, usual, patterns, data.labels_of_rows, calibration)
    print(f"{chosen.out.name}: {chosen.out.stat().st_size:,} bytes", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
