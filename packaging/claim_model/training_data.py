"""The labelled sentences, their hashes and licences, and the arrays they are turned into."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from annotator.nlp.claim_detector import ClaimDetector
from annotator.nlp.claim_features import ClaimFeatures
from annotator.nlp.pipeline import load_pipeline
from annotator.nlp.signs import BIT, Sign
from annotator.nlp.token_signs import TokenSigns
from annotator.nlp.unit_encoding import SPECIAL_WORDS, Vocabulary, encoded
from annotator.nlp.whole_text import whole_text_features

HERE = Path(__file__).resolve().parent
GRADES = HERE / "news_grades.tsv"
OWN_NEWS = HERE / "own_news.jsonl"
WRITTEN = HERE / "written_news.tsv"
SPEECHES = HERE / "speeches.txt.gz"

DEBATES, DEBATES_HELD = "claimbuster_train.jsonl", "claimbuster_dev.jsonl"
NEWS, NEWS_HELD = "news_unlabelled.jsonl", "news_dev_silver.jsonl"
MACHINE = "factcheck_bench_sent.jsonl"
PAIRS = ("vitaminc_dev.jsonl", "wikifactcheck_pairs.jsonl", "superpal_mn_dev.jsonl")
UNLABELLED = "unlabelled"
"""The speeches and the sentences of `PAIRS`, which the teacher alone has judged."""

SOURCES = {
    DEBATES: ("train", "ClaimBuster (Arslan and others 2020), CC BY 4.0"),
    DEBATES_HELD: ("calibrate, measure", "ClaimBuster, later debates, CC BY 4.0"),
    NEWS: ("train", "Wikinews, CC BY 2.5; UD English PUD, CC BY-SA 3.0"),
    NEWS_HELD: ("calibrate, measure", "Wikinews, CC BY 2.5; UD English PUD, CC BY-SA 3.0"),
    MACHINE: ("train", "Factcheck-GPT (Wang and others 2023), Apache-2.0"),
    PAIRS[0]: ("train by the teacher", "VitaminC (Schuster and others 2021), CC BY-SA 3.0"),
    PAIRS[1]: ("train by the teacher", "WikiFactCheck pairs of the CANNOT data, CC BY-SA 4.0"),
    PAIRS[2]: ("train by the teacher", "SuperPAL (Ernst and others 2021), Apache-2.0"),
}
"""What each file is used for, and whose it is."""

GRADE_TARGETS = {0: 0.0, 1: 0.3, 2: 1.0}
"""What a news sentence counts as: no claim, a minor one, one worth a check."""

MACHINE_TARGETS = {0: 0.1, 1: 0.7}
"""Nearly all of these sentences are labelled 1, so the label says less."""

OWN_TARGETS = {0: 0.1, 1: 0.8}
"""Whoever marked these claims marked minor ones too."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as arrays, one entry a token: numbers of a `Names` until a vocabulary is chosen.

    Attributes:
        heads: positions inside the sentence.
        signs: one row a token, one column a sign, 0 or 1.
        unit_signs: 0 or 1 for each sign.
        contexts: what the language model read at each token; zeros at masked names.
    """

    words: Ints
    tags: Ints
    deps: Ints
    ent_types: Ints
    heads: Ints
    signs: NDArray[np.float32]
    unit_signs: NDArray[np.float32]
    contexts: NDArray[np.float16]


class Names(dict[Any, int]):
    """Numbers whatever it is asked for, from 1 up."""

    def get(self, key: Any, default: Any = None) -> int:
        """The number of ``key``, a new one the first time."""
        del default
        return self.setdefault(key, len(self) + 1)


class SentenceReader:
    """Turns parsed texts into `Sentence` values with one numbering."""

    def __init__(self) -> None:
        self.nlp: Language = load_pipeline()[0]
        detector = self.nlp.get_pipe("claim_detector")
        assert isinstance(detector, ClaimDetector)
        self.token_signs: TokenSigns = detector.token_signs
        self.words, self.tags, self.deps, self.ent_types = Names(), Names(), Names(), Names()
        self._vocabulary = Vocabulary(
            self.words,
            {word: self.words.get(word) for word in SPECIAL_WORDS},
            self.tags,
            self.deps,
            self.ent_types,
        )

    def parse(self, texts: Sequence[str]) -> list[Doc]:
        """The parses of ``texts``, as the program's pipeline makes them."""
        with self.nlp.select_pipes(disable=["claim_detector"]):
            return list(self.nlp.pipe(texts, batch_size=128))

    def read(
        self, rows: Sequence[dict[str, Any]]
    ) -> Iterator[tuple[dict[str, Any], ClaimFeatures]]:
        """Each row with what its text shows, but for texts that could be no claim."""
        with self.nlp.select_pipes(disable=["claim_detector"]):
            docs = self.nlp.pipe([row["text"] for row in rows], batch_size=128)
            for row, doc in zip(rows, docs, strict=True):
                features = self.features(doc)
                if features is not None:
                    yield row, features

    def features(self, doc: Doc) -> ClaimFeatures | None:
        """The features of a text read as one sentence; None when it could be no claim."""
        return whole_text_features(doc, doc.text, self.token_signs)

    def sentence(self, features: ClaimFeatures) -> Sentence:
        """The arrays of one sentence."""
        width = features.table.contexts.shape[1]
        tokens = encoded([features], self._vocabulary, width)
        places = [BIT[sign].bit_length() - 1 for sign in Sign]
        return Sentence(
            tokens.words,
            tokens.tags,
            tokens.deps,
            tokens.ent_types,
            tokens.heads,
            ((tokens.signs[:, None] >> np.array(places)) & 1).astype(np.float32),
            ((tokens.unit_signs[0] >> np.array(places)) & 1).astype(np.float32),
            tokens.contexts.astype(np.float16),
        )

    def word(self, key: Any) -> str:
        """The word that a key of ``self.words`` stands for."""
        return key if isinstance(key, str) else str(self.nlp.vocab.strings[key])


def source_path(folder: Path, name: str) -> Path:
    """Where a file lies: in ``folder`` or in a folder beside it; our own beside this module."""
    for path in (HERE / name, folder / name, *sorted(folder.resolve().parent.glob(f"*/{name}"))):
        if path.exists():
            return path
    raise FileNotFoundError(name)


def read_rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """The rows of one file."""
    if name == WRITTEN.name:
        lines = WRITTEN.read_text(encoding="utf-8").splitlines()
        pairs = [line.split("\t", 1) for line in lines if line and not line.startswith("#")]
        return [{"text": text, "label": int(grade)} for grade, text in pairs]
    if name == UNLABELLED:
        return [{"text": text, "label": -1} for text in unlabelled_texts(folder)]
    lines = source_path(folder, name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def unlabelled_texts(folder: Path) -> list[str]:
    """The sentences of speeches and of `PAIRS`, each once, in a fixed order."""
    texts = gzip.decompress(SPEECHES.read_bytes()).decode("utf-8").splitlines()
    for name in PAIRS:
        for row in read_rows(folder, name):
            # What SuperPAL calls "a" is no whole sentence; the sentence stands beside it.
            texts += [" ".join(row.get(f"{side}_sent", row[side]).split()) for side in "ab"]
    return list(dict.fromkeys(text for text in texts if text))


def news_grades() -> dict[str, int]:
    """The grade (0, 1, 2) of each news sentence, by its id."""
    lines = GRADES.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: int(grade) for name, grade in pairs}


def file_hash(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def text_key(text: str) -> int:
    """Eight bytes of a text's SHA-256, by which its cached teacher score is found."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "replace")).digest()[:8], "little")


def teacher_scores(path: Path) -> dict[int, float]:
    """The teacher's chance (0 to 1) that a text is check-worthy, by `text_key`."""
    with np.load(path, allow_pickle=False) as cache:
        chances = 1 / (1 + np.exp(-cache["log_odds"].astype(np.float64)))
        return dict(zip(cache["keys"].tolist(), chances.tolist(), strict=True))


def write_teacher_scores(path: Path, texts: Sequence[str], log_odds: NDArray[np.float32]) -> None:
    """Write what `teacher_scores` reads."""
    keys = np.array([text_key(text) for text in texts], np.uint64)
    _, first = np.unique(keys, return_index=True)
    np.savez_compressed(path, keys=keys[first], log_odds=log_odds[first].astype(np.float16))
