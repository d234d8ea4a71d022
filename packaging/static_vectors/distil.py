"""Distil the small static word vectors that ship from a sentence encoder.

Run with a Python that has torch and sentence-transformers, which the program itself never needs:

    python packaging/static_vectors/distil.py MODEL_FOLDER resources/nlp/static_vectors.bin

MODEL_FOLDER holds all-MiniLM-L6-v2 (Apache-2.0). The same model gives the same file, byte for byte.

The words are the whole words of the model's own vocabulary, which is sorted from frequent to rare.
Each is encoded on its own; the vectors are centred, turned onto their principal axes, cut, and
scaled to length one (model2vec, https://github.com/MinishLab/model2vec, without its weights: the
program weighs words itself). The file's form is told in annotator/nlp/static_vectors.py.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import SentenceTransformer

DIMENSIONS = 112
MAGIC = b"FAVECT1\n"


def whole_words(vocabulary: Path) -> list[str]:
    """Lower-case words of two letters and more, in the vocabulary's order."""
    entries = vocabulary.read_text("utf-8").split("\n")
    return [entry for entry in entries if len(entry) > 1 and entry.isascii() and entry.isalpha()]


def principal(rows: np.ndarray, dimensions: int) -> np.ndarray:
    """The rows, centred, on their first principal axes; signs fixed so that runs agree."""
    centred = rows - rows.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    axes = vectors[:, ::-1][:, :dimensions]
    strongest = np.abs(axes).argmax(axis=0)
    axes = axes * np.sign(axes[strongest, np.arange(dimensions)])
    return centred @ axes


def main() -> None:
    """Write the file and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("target", type=Path)
    chosen = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    words = whole_words(chosen.model / "vocab.txt")
    encoder = SentenceTransformer(str(chosen.model), device="cpu")
    encoded = encoder.encode(words, batch_size=256, normalize_embeddings=True)
    reduced = principal(np.asarray(encoded, dtype=np.float64), DIMENSIONS)
    reduced /= np.linalg.norm(reduced, axis=1, keepdims=True)
    scales = np.abs(reduced).max(axis=1) / 127
    cells = np.rint(reduced / scales[:, None]).astype("<i1")
    body = "\n".join(words).encode() + b"\n" + scales.astype("<f4").tobytes() + cells.tobytes()
    weights = (chosen.model / "model.safetensors").read_bytes()
    header = {
        "words": len(words),
        "dimensions": DIMENSIONS,
        "word_bytes": len("\n".join(words).encode()) + 1,
        "sha256": hashlib.sha256(body).hexdigest(),
        "source": "sentence-transformers/all-MiniLM-L6-v2",
        "source_licence": "Apache-2.0",
        "source_sha256": hashlib.sha256(weights).hexdigest(),
        "made_by": "packaging/static_vectors/distil.py",
    }
    line = json.dumps(header, sort_keys=True).encode() + b"\n"
    chosen.target.write_bytes(MAGIC + line + body)
    print(f"{len(words)} words, {len(MAGIC + line + body) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
