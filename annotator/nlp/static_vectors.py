"""Small static word vectors: what tells that "vessel" and "ship" mean nearly the same.

They were distilled offline by ``packaging/static_vectors/distil.py``. The file: ``FAVECT1`` and a
line break; one line of JSON (counts, SHA-256 of what follows, source and licence); the words from
frequent to rare, a line each; a float32 scale for each word; a row of int8 for each word. Little
endian.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from annotator.assets import asset_path

Vector = NDArray[np.float32]

_MAGIC = b"FAVECT1\n"
_HEADER_LIMIT = 4_096
_SMOOTHING = 1e-3
"""The a of the weight a / (a + p) (Arora and others 2017, "A simple but tough-to-beat ...")."""


class StaticVectorsDamaged(Exception):
    """The shipped file is not what was distilled; says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class StaticVectors:
    """Vectors of about 20,000 lower-case English words.

    Attributes:
        rows: row numbers by word; a smaller number is a more frequent word.
        matrix: float32, one row a word, each of length one.
        digest: eight hexadecimal digits that change with the file.
    """

    rows: Mapping[str, int]
    matrix: Vector
    digest: str

    @property
    def dimensions(self) -> int:
        """How long a vector is."""
        return int(self.matrix.shape[1])

    def vector(self, word: str) -> Vector:
        """The vector of a lower-case word; zeros when it is unknown."""
        row = self.rows.get(word)
        return self.matrix[row] if row is not None else np.zeros(self.dimensions, np.float32)

    def mean(self, words: Iterable[str], weights: Iterable[float] | None = None) -> Vector:
        """The weighted mean of the words' vectors, of length one; zeros when none is known.

        ``weights`` are as many as ``words``; without them frequent words count less
        (`frequency_weight`).
        """
        words = list(words)
        shares = list(weights) if weights is not None else list(map(self.frequency_weight, words))
        total = np.zeros(self.dimensions, np.float32)
        for word, share in zip(words, shares, strict=True):
            row = self.rows.get(word)
            if row is not None:
                total += np.float32(share) * self.matrix[row]
        length = float(np.linalg.norm(total))
        return total / np.float32(length) if length else total

    def frequency_weight(self, word: str) -> float:
        """a / (a + p), near 0 for "the" and near 1 for rare and unknown words.

        p is estimated from the word's rank by Zipf's law.
        """
        row = self.rows.get(word)
        if row is None:
            return 1.0
        probability = 1 / ((row + 2.7) * (math.log(len(self.rows)) + 0.58))
        return _SMOOTHING / (_SMOOTHING + probability)


def load_static_vectors(path: Path | None = None) -> StaticVectors:
    """Read and check the shipped file, or that at ``path``.

    Raises:
        StaticVectorsDamaged: it is cut off, altered, or no such file at all.
        FileNotFoundError: it is missing.
    """
    path = path or asset_path("resources", "nlp", "static_vectors.bin")
    data = path.read_bytes()
    end = data.find(b"\n", len(_MAGIC), _HEADER_LIMIT)
    if not data.startswith(_MAGIC) or end < 0:
        raise StaticVectorsDamaged(f"{path.name}: not a file of vectors")
    body = memoryview(data)[end + 1 :]
    try:
        header = json.loads(data[len(_MAGIC) : end])
        count, dimensions = int(header["words"]), int(header["dimensions"])
        word_bytes, digest = int(header["word_bytes"]), str(header["sha256"])
    except (ValueError, KeyError, TypeError) as error:
        raise StaticVectorsDamaged(f"{path.name}: an unreadable header") from error
    if hashlib.sha256(body).hexdigest() != digest:
        raise StaticVectorsDamaged(f"{path.name}: altered or cut off")
    words = bytes(body[:word_bytes]).decode("ascii").split("\n")[:-1]
    scales = np.frombuffer(body, "<f4", count, word_bytes)
    cells = np.frombuffer(body, "<i1", count * dimensions, word_bytes + 4 * count)
    matrix = cells.reshape(count, dimensions).astype(np.float32)
    matrix *= scales[:, None]
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    return StaticVectors({word: row for row, word in enumerate(words)}, matrix, digest[:8])
