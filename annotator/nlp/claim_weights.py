"""The weights of the trained scorer, as ``packaging/claim_model/train.py`` writes them.

The file ``resources/nlp/claim_weights.bin``: ``FACLAIM1`` and a line break; one line of JSON with
the SHA-256 of what follows, the labels that rows stand for, the calibration and the threshold; the
words, a line each, in UTF-8; then the arrays in the order and shapes that the header gives, little
endian. Nothing in it is ever run.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotator.assets import asset_path
from annotator.nlp.patterns import BITS

Floats = NDArray[np.float32]

MAGIC = b"FACLAIM1\n"
FORMAT = 2
_HEADER_LIMIT = 65_536
_FILE_LIMIT = 16_000_000
_KINDS = {"int8": "<i1", "float16": "<f2", "float32": "<f4"}
_BYTES = {"int8": 1, "float16": 2, "float32": 4}


class ClaimWeightsDamaged(Exception):
    """The shipped file is not what was trained; says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class ClaimNetwork:
    """One network: what a token is turned into, and what is read off its neighbourhood.

    Attributes:
        words: one row a word, ``width`` long; so are ``tags``, ``deps``, ``ent_types``, ``signs``,
            and ``contexts`` for each column of `TokenTable.contexts`.
        window: ``width`` by four times ``channels``: for the token before, the token itself, the
            token after, and its syntactic head.
        bias: one a channel.
        highest, mean: what the highest and the mean value of a channel add to the log-odds.
        unit: what each sign of the unit, and two measures of its length, add.
        base: the log-odds of nothing at all.
    """

    words: Floats
    tags: Floats
    deps: Floats
    ent_types: Floats
    signs: Floats
    contexts: Floats
    window: Floats
    bias: Floats
    highest: Floats
    mean: Floats
    unit: Floats
    base: float


@dataclass(frozen=True, slots=True)
class PatternWeights:
    """What is added up beside the networks (`annotator.nlp.patterns`).

    Attributes:
        patterns: one a pattern's number.
        unit: what each sign of the unit, and two measures of its length, add.
        base: the log-odds of nothing at all.
        share: how much these log-odds count; those of the networks count the rest.
    """

    patterns: Floats
    unit: Floats
    base: float
    share: float


@dataclass(frozen=True, slots=True)
class ClaimWeights:
    """All that was learned.

    Attributes:
        digest: eight hexadecimal digits that change with the file.
        words, tags, deps, ent_types: what each row of a table stands for; row 0 is the unknown.
        signs: the values of the signs in the order of the ``signs`` rows.
        networks: their log-odds are averaged.
        patterns: weights of single patterns, blended with the networks.
        slope, shift: turn that average into calibrated log-odds (Platt 1999).
        threshold: the check-worthiness from which a sentence counts as worth a check.
        usual: the channel's usual highest value, by network.
    """

    digest: str
    words: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    ent_types: tuple[str, ...]
    signs: tuple[str, ...]
    networks: tuple[ClaimNetwork, ...]
    patterns: PatternWeights
    slope: float
    shift: float
    threshold: float
    usual: tuple[Floats, ...]


def load_claim_weights(path: Path | None = None) -> ClaimWeights:
    """Read and check the shipped file, or that at ``path``.

    Raises:
        ClaimWeightsDamaged: it is cut off, altered, of another format, or no such file at all.
        FileNotFoundError: it is missing.
    """
    path = path or asset_path("resources", "nlp", "claim_weights.bin")
    if path.stat().st_size > _FILE_LIMIT:
        raise ClaimWeightsDamaged(f"{path.name}: far too large")
    data = path.read_bytes()
    end = data.find(b"\n", len(MAGIC), _HEADER_LIMIT)
    if not data.startswith(MAGIC) or end < 0:
        raise ClaimWeightsDamaged(f"{path.name}: not a file of weights")
    body = memoryview(data)[end + 1 :]
    digest = hashlib.sha256(body).hexdigest()
    try:
        header = json.loads(data[len(MAGIC) : end])
        if header["format"] != FORMAT:
            raise ClaimWeightsDamaged(f"{path.name}: format {header['format']} is not known")
        if header["sha256"] != digest:
            raise ClaimWeightsDamaged(f"{path.name}: altered or cut off")
        return _weights(header, body)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise ClaimWeightsDamaged(f"{path.name}: {type(error).__name__}: {error}") from error


def _weights(header: Mapping[str, Any], body: memoryview) -> ClaimWeights:
    size = int(header["word_bytes"])
    words = tuple(bytes(body[:size]).decode("utf-8").split("\n")[:-1])
    arrays: dict[str, NDArray[Any]] = {}
    offset = size
    for name, kind, shape in header["arrays"]:
        count = math.prod(map(int, shape))
        array = np.frombuffer(body, _KINDS[kind], count, offset).reshape(shape)
        offset += count * _BYTES[kind]
        arrays[name] = array.astype(np.float32)
    if offset != len(body):
        raise ValueError("the arrays do not fill the file")
    slope, shift = float(header["slope"]), float(header["shift"])
    threshold = float(header["threshold"])
    if not (math.isfinite(slope) and math.isfinite(shift) and 0 < threshold < 1):
        raise ValueError("the calibration is no calibration")
    labels = [tuple(map(str, header[name])) for name in ("tags", "deps", "ent_types", "signs")]
    rows = [len(words), *map(len, labels)]
    networks = tuple(_network(arrays, f"{n}.", rows) for n in range(int(header["networks"])))
    usual = tuple(arrays[f"{n}.usual"] for n in range(len(networks)))
    if not networks or not all(np.isfinite(array).all() for array in arrays.values()):
        raise ValueError("weights that are no numbers")
    patterns = _patterns(arrays, float(header["share"]), rows[-1] + 2)
    tags, deps, ent_types, signs = labels
    return ClaimWeights(
        digest=str(header["sha256"])[:8],
        words=words,
        tags=tags,
        deps=deps,
        ent_types=ent_types,
        signs=signs,
        networks=networks,
        patterns=patterns,
        slope=slope,
        shift=shift,
        threshold=threshold,
        usual=usual,
    )


def _patterns(arrays: Mapping[str, NDArray[Any]], share: float, measures: int) -> PatternWeights:
    found, unit = arrays["patterns.table"], arrays["patterns.unit"]
    if found.shape != (2**BITS,) or unit.shape != (measures,) or not 0 <= share <= 1:
        raise ValueError("the weights of patterns do not fit")
    return PatternWeights(found, unit, float(arrays["patterns.base"][0]), share)


def _network(arrays: Mapping[str, NDArray[Any]], prefix: str, rows: list[int]) -> ClaimNetwork:
    words = arrays[f"{prefix}words"] * arrays[f"{prefix}scales"][:, None]
    tables = [arrays[prefix + name] for name in ("tags", "deps", "ent_types", "signs")]
    width, channels = words.shape[1], len(arrays[f"{prefix}bias"])
    shapes = [table.shape for table in (words, *tables)]
    contexts = arrays[f"{prefix}contexts"]
    if shapes != [(count, width) for count in rows] or contexts.shape[1:] != (width,):
        raise ValueError("tables and labels do not fit")
    window = arrays[f"{prefix}window"]
    highest, mean, unit, usual = (
        arrays[prefix + name] for name in ("highest", "mean", "unit", "usual")
    )
    if window.shape != (width, 4 * channels) or len(unit) != rows[-1] + 2:
        raise ValueError("tables and window do not fit")
    if not highest.shape == mean.shape == usual.shape == (channels,):
        raise ValueError("window and channels do not fit")
    base = float(arrays[f"{prefix}base"][0])
    tags, deps, ent_types, signs = tables
    bias = arrays[f"{prefix}bias"]
    return ClaimNetwork(
        words, tags, deps, ent_types, signs, contexts, window, bias, highest, mean, unit, base
    )
