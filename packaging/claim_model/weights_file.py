"""Writes trained students as the file that `annotator.nlp.claim_weights` reads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pattern_fit import PatternModel
from student import CONTEXT_SCALE, Student

from annotator.nlp.claim_weights import FORMAT, MAGIC


@dataclass(frozen=True, slots=True)
class Labels:
    """What each row of a table stands for; row 0 is the unknown."""

    words: Sequence[str]
    tags: Sequence[str]
    deps: Sequence[str]
    ent_types: Sequence[str]
    signs: Sequence[str]


@dataclass(frozen=True, slots=True)
class Calibration:
    """From log-odds to check-worthiness, and from when on a sentence is worth a check.

    Attributes:
        share: how much the log-odds of patterns count; the networks' mean counts the rest.
    """

    slope: float
    shift: float
    threshold: float
    share: float


def write_weights(
    path: Path,
    students: Sequence[Student],
    usual: Sequence[NDArray[np.float32]],
    patterns: PatternModel,
    labels: Labels,
    calibration: Calibration,
) -> None:
    """Write the file; the same arguments give the same bytes."""
    arrays: list[tuple[str, NDArray[Any]]] = []
    for number, (student, highest) in enumerate(zip(students, usual, strict=True)):
        arrays += [(f"{number}.{name}", array) for name, array in _arrays(student, highest)]
    arrays += [
        ("patterns.table", patterns.patterns.astype(np.float16)),
        ("patterns.unit", patterns.unit.astype(np.float32)),
        ("patterns.base", np.array([patterns.base], np.float32)),
    ]
    words = "".join(f"{word}\n" for word in labels.words).encode("utf-8")
    body = b"".join([words, *(array.tobytes() for _, array in arrays)])
    header = {
        "format": FORMAT,
        "sha256": hashlib.sha256(body).hexdigest(),
        "word_bytes": len(words),
        "networks": len(students),
        "slope": calibration.slope,
        "shift": calibration.shift,
        "threshold": calibration.threshold,
        "share": calibration.share,
        "tags": list(labels.tags),
        "deps": list(labels.deps),
        "ent_types": list(labels.ent_types),
        "signs": list(labels.signs),
        "arrays": [[name, str(array.dtype), list(array.shape)] for name, array in arrays],
    }
    path.write_bytes(MAGIC + json.dumps(header).encode("utf-8") + b"\n" + body)


def _arrays(student: Student, usual: NDArray[np.float32]) -> list[tuple[str, NDArray[Any]]]:
    settings, channels = student.settings, student.settings.channels
    words = _array(student.word_table())
    scales = np.maximum(np.abs(words).max(axis=1), 1e-9) / 127
    window = _array(student.window.weight)
    parts = [part.T for part in np.split(window, 4, axis=1)]
    parts[3] = parts[3] * np.float32(settings.use_heads)
    out, unit = _array(student.out.weight)[0], _array(student.unit.weight)[0]
    of_signs = np.float32(settings.use_signs)
    unit[: student.sizes.signs] *= of_signs
    base = _array(student.out.bias) + _array(student.unit.bias)
    return [
        ("words", np.rint(words / scales[:, None]).astype(np.int8)),
        ("scales", scales.astype(np.float32)),
        ("tags", _array(student.tags.weight)),
        ("deps", _array(student.deps.weight)),
        ("ent_types", _array(student.ent_types.weight) * np.float32(settings.use_ent_types)),
        ("signs", np.ascontiguousarray(_array(student.signs.weight).T) * of_signs),
        ("contexts", _contexts(student)),
        ("window", np.ascontiguousarray(np.concatenate(parts, axis=1))),
        ("bias", _array(student.window.bias)),
        ("highest", out[:channels].copy()),
        ("mean", out[channels:].copy()),
        ("unit", unit),
        ("base", base),
        ("usual", usual),
    ]


def _contexts(student: Student) -> NDArray[np.float32]:
    scale = np.float32(CONTEXT_SCALE * student.settings.use_contexts)
    return np.ascontiguousarray(_array(student.contexts.weight).T) * scale


def _array(tensor: Any) -> NDArray[np.float32]:
    return np.array(tensor.detach().numpy(), np.float32)
