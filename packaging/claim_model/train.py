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
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import torch
from calibrate import best_threshold, chances, f1, platt
from spacy.tokens import Doc
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
    Sentence,
    SentenceReader,
    news_grades,
    read_rows,
    teacher_scores,
    text_key,
)
from variants import Source, variants_of
from weights_file import Calibration, Labels, write_weights

from annotator.nlp.signs import Sign
from annotator.nlp.static_vectors import StaticVectors, load_static_vectors
from annotator.nlp.unit_encoding import SPECIAL_WORDS

ROOT = Path(__file__).resolve().parents[2]
WEIGHTS = ROOT / "resources" / "nlp" / "claim_weights.bin"
TEACHER_SCORES = Path(__file__).resolve().parent / "teacher_scores.npz"
NETWORKS = 3
LEAST_SENTENCES = 4
"""A word of so many training sentences gets a row of its own; others have their vector alone."""

VARIANT_SEED = 7


@dataclass(frozen=True, slots=True)
class Mixture:
    """How much the teacher and each source count; the defaults are what ships."""

    teacher: float = 0.8
    teacher_news: float = 0.3
    debates: float = 1.0
    news: float = 3.0
    machine: float = 0.5
    own: float = 0.4
    variants: float = 0.0


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """All sentences by file, the variants, and what the teacher said of them."""

    sentences: dict[str, list[Sentence]]
    labels: dict[str, np.ndarray]
    teacher: dict[str, np.ndarray]
    labels_of_rows: Labels
    sizes: Sizes
    vectors: torch.Tensor
    keys: dict[str, list[int]]


def parsed_sources(
    folder: Path, reader: SentenceReader, vectors: StaticVectors, *, with_variants: bool
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, list[Doc]]]:
    """The rows of each file, and the parses of its texts and of the variants."""
    names = (DEBATES, NEWS, MACHINE, OWN_NEWS.name, DEBATES_HELD, NEWS_HELD)
    rows = {name: read_rows(folder, name) for name in names}
    docs = {name: reader.parse([row["text"] for row in rows[name]]) for name in rows}
    sources = [
        Source(docs[DEBATES], 1, 1, (0.15, 0.4)),
        Source(docs[NEWS], 10, 6, (0.1, 0.5)),
        Source(docs[MACHINE], 4, 6, (0.1, 0.5)),
    ]
    swapped = variants_of(sources, reader, vectors, VARIANT_SEED) if with_variants else ()
    docs["variants"] = list(swapped)
    return rows, docs


def gather(folder: Path, vectors: StaticVectors, *, with_variants: bool) -> TrainingSet:
    """Read, parse and encode everything."""
    reader = SentenceReader()
    rows, docs = parsed_sources(folder, reader, vectors, with_variants=with_variants)
    labels = {name: np.array([row["label"] for row in rows[name]]) for name in rows}
    grades = news_grades()
    labels[NEWS] = np.array([grades[row["id"]] for row in rows[NEWS]])
    labels[NEWS_HELD] = np.array([row["cw"] for row in rows[NEWS_HELD]])
    raw: dict[str, list[Sentence]] = {}
    kept: dict[str, list[int]] = {}
    for name, parsed in docs.items():
        found = [reader.features(doc) for doc in parsed]
        kept[name] = [number for number, one in enumerate(found) if one is not None]
        raw[name] = [reader.sentence(one) for one in found if one is not None]
        if name in labels:
            labels[name] = labels[name][kept[name]]
    teacher, keys = {}, {}
    known = teacher_scores(TEACHER_SCORES) if TEACHER_SCORES.exists() else {}
    for name in (DEBATES, NEWS, MACHINE, OWN_NEWS.name, "variants"):
        keys[name] = [text_key(docs[name][number].text) for number in kept[name]]
        teacher[name] = np.array([known.get(key, np.nan) for key in keys[name]])
        unknown = int(np.isnan(teacher[name]).sum())
        print(f"{name}: {len(keys[name])}, not scored by the teacher {unknown}", flush=True)
    return _with_vocabulary(raw, labels, (teacher, keys), reader, vectors)


def _with_vocabulary(
    raw: dict[str, list[Sentence]],
    labels: dict[str, np.ndarray],
    of_teacher: tuple[dict[str, np.ndarray], dict[str, list[int]]],
    reader: SentenceReader,
    vectors: StaticVectors,
) -> TrainingSet:
    """Number words, tags and the like as the shipped tables have them."""
    spelled = {number: reader.word(key) for key, number in reader.words.items()}
    counts = Counter(
        spelled[word]
        for name in (DEBATES, NEWS, MACHINE)  # our own events are full of invented words
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
            )
            for one in ones
        ]
        for name, ones in raw.items()
    }
    of_rows = Labels(words, *(tables[kind][0] for kind in tables), [str(sign) for sign in Sign])
    sizes = Sizes(
        len(words), learned, *(len(tables[kind][0]) for kind in tables), len(of_rows.signs)
    )
    matrix = torch.from_numpy(np.stack([vectors.vector(word) for word in words]))
    teacher, keys = of_teacher
    return TrainingSet(sentences, labels, teacher, of_rows, sizes, matrix, keys)


def examples_of(data: TrainingSet, mixture: Mixture) -> list[Example]:
    """All sentences to learn from, in a fixed order."""
    targets = {
        DEBATES: data.labels[DEBATES].astype(float),
        NEWS: np.array([GRADE_TARGETS[int(grade)] for grade in data.labels[NEWS]]),
        MACHINE: np.array([MACHINE_TARGETS[int(label)] for label in data.labels[MACHINE]]),
        OWN_NEWS.name: np.array([OWN_TARGETS[int(one)] for one in data.labels[OWN_NEWS.name]]),
    }
    # Each source with its weight and the teacher's share, which has not read our own.
    counts = {
        DEBATES: (mixture.debates, mixture.teacher),
        NEWS: (mixture.news, mixture.teacher_news),
        MACHINE: (mixture.machine, mixture.teacher),
        OWN_NEWS.name: (mixture.own, 0.0),
    }
    examples: list[Example] = []
    for name, hard in targets.items():
        soft = np.where(np.isnan(data.teacher[name]), hard, data.teacher[name])
        weight, share = counts[name]
        mixed = (1 - share) * hard + share * soft
        if weight:
            examples += [
                Example(sentence, float(target), weight)
                for sentence, target in zip(data.sentences[name], mixed, strict=True)
            ]
    if mixture.variants:
        examples += [
            Example(sentence, float(target), mixture.variants)
            for sentence, target in zip(
                data.sentences["variants"], data.teacher["variants"], strict=True
            )
            if not np.isnan(target)
        ]
    return examples


def calibration_of(data: TrainingSet, students: list[Student]) -> Calibration:
    """Fit on the debates and the news held back from training, both counting the same."""
    sets = {
        name: _mean_log_odds(students, data.sentences[name]) for name in (DEBATES_HELD, NEWS_HELD)
    }
    truth = {
        DEBATES_HELD: (data.labels[DEBATES_HELD] == 1).astype(float),
        NEWS_HELD: (data.labels[NEWS_HELD] == 2).astype(float),
    }
    weights = {name: np.full(len(odds), 1 / len(odds)) for name, odds in sets.items()}
    joined = [np.concatenate([part[name] for name in sets]) for part in (sets, truth, weights)]
    slope, shift = platt(*joined)
    scores = [chances(odds, slope, shift) for odds in sets.values()]
    return Calibration(slope, shift, best_threshold(scores, list(truth.values())))


def _mean_log_odds(students: list[Student], sentences: list[Sentence]) -> np.ndarray:
    return np.asarray(np.mean([log_odds(student, sentences) for student in students], axis=0))


def main(arguments: list[str]) -> int:
    """Train and write; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--networks", type=int, default=NETWORKS)
    chosen = parser.parse_args(arguments)
    torch.use_deterministic_algorithms(True)
    begin = time.monotonic()
    data = gather(chosen.data, load_static_vectors(), with_variants=bool(Mixture().variants))
    examples = examples_of(data, Mixture())
    print(f"{len(examples)} sentences, {time.monotonic() - begin:.0f} s", flush=True)
    students, usual = [], []
    for seed in range(chosen.networks):
        student = fit(examples, seed, Settings(), data.sizes, data.vectors)
        students.append(student)
        usual.append(usual_highest(student, data.sentences[DEBATES] + data.sentences[NEWS]))
        print(f"network {seed}, {time.monotonic() - begin:.0f} s", flush=True)
    calibration = calibration_of(data, students)
    for name, positive in ((DEBATES_HELD, 1), (NEWS_HELD, 2)):
        odds = _mean_log_odds(students, data.sentences[name])
        scores = chances(odds, calibration.slope, calibration.shift)
        truth = (data.labels[name] == positive).astype(float)
        print(name, f"F1 {f1(scores, truth, calibration.threshold):.3f}", calibration, flush=True)
    write_weights(chosen.out, students, usual, data.labels_of_rows, calibration)
    print(f"{chosen.out.name}: {chosen.out.stat().st_size:,} bytes", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
