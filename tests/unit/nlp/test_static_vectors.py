"""The static word vectors that ship, and files that are none."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from annotator.assets import asset_path
from annotator.nlp.static_vectors import (
    StaticVectors,
    StaticVectorsDamaged,
    load_static_vectors,
)


@pytest.fixture(scope="module")
def vectors() -> StaticVectors:
    return load_static_vectors()


def _likeness(vectors: StaticVectors, one: str, other: str) -> float:
    return float(vectors.vector(one) @ vectors.vector(other))


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("ship", "vessel", "council"),
        ("killed", "dead", "cheaper"),
        ("hospital", "clinic", "budget"),
        ("investigation", "inquiry", "stadium"),
    ],
)
def test_words_of_one_meaning_are_nearer(
    vectors: StaticVectors, word: str, near: str, far: str
) -> None:
    assert _likeness(vectors, word, near) > 0.4 > _likeness(vectors, word, far)


def test_rows_have_length_one(vectors: StaticVectors) -> None:
    assert np.allclose(np.linalg.norm(vectors.matrix, axis=1), 1, atol=1e-5)


def test_an_unknown_word_is_zeros(vectors: StaticVectors) -> None:
    assert not vectors.vector("zqxyvw").any()
    assert not vectors.mean(["zqxyvw"]).any()
    assert not vectors.mean([]).any()


def test_a_mean_leans_to_the_rare_word(vectors: StaticVectors) -> None:
    mean = vectors.mean(["the", "ferry"])
    assert float(mean @ vectors.vector("ferry")) > 0.95
    assert float(np.linalg.norm(mean)) == pytest.approx(1, abs=1e-5)


def test_given_weights_count(vectors: StaticVectors) -> None:
    mean = vectors.mean(["the", "ferry"], [1.0, 0.0])
    assert np.allclose(mean, vectors.vector("the"), atol=1e-5)


def test_it_is_small() -> None:
    assert asset_path("resources", "nlp", "static_vectors.bin").stat().st_size <= 3_000_000


def _header_changed(data: bytes, **values: object) -> bytes:
    magic, header, body = data.split(b"\n", 2)
    return b"\n".join((magic, json.dumps({**json.loads(header), **values}).encode(), body))


@pytest.mark.parametrize("damage", ["cut", "altered", "empty", "text", "header", "counts"])
def test_a_damaged_file_is_refused(tmp_path: Path, damage: str) -> None:
    data = asset_path("resources", "nlp", "static_vectors.bin").read_bytes()
    altered = bytearray(data)
    altered[-1] ^= 1
    path = tmp_path / "vectors.bin"
    path.write_bytes(
        {
            "cut": data[:-10],
            "altered": bytes(altered),
            "empty": b"",
            "text": b"words\n" * 5_000,
            "header": data.replace(b'{"', b'["', 1),
            "counts": _header_changed(data, words="many"),
        }[damage]
    )
    with pytest.raises(StaticVectorsDamaged):
        load_static_vectors(path)
