"""Training: the same data and seed give the same weights; calibration by hand-made cases."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

FOLDER = Path(__file__).resolve().parents[2] / "packaging" / "claim_model"


@pytest.fixture(autouse=True)
def training_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)


def test_platt_finds_the_slope_and_shift_that_labels_were_drawn_with() -> None:
    from calibrate import chances, platt

    log_odds = np.repeat(np.linspace(-3, 3, 25), 400)
    true = chances(log_odds, 0.7, -0.4)
    # In every group of equal log-odds exactly the true share is positive.
    labels = (np.arange(len(log_odds)) % 400 < np.rint(400 * true)).astype(float)
    slope, shift = platt(log_odds, labels, np.full(len(labels), 1 / len(labels)))
    assert slope == pytest.approx(0.7, abs=0.02)
    assert shift == pytest.approx(-0.4, abs=0.02)


def test_the_threshold_is_where_f1_is_best_on_all_sets() -> None:
    from calibrate import best_threshold, f1

    scores = np.linspace(0, 1, 201)
    labels = (scores >= 0.4).astype(float)
    assert best_threshold([scores, scores], [labels, labels]) == pytest.approx(0.4, abs=0.03)
    assert f1(scores, labels, 0.4) == 1


def test_grades_are_for_every_sentence_once_and_0_to_2() -> None:
    lines = (FOLDER / "news_grades.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert len({name for name, _ in rows}) == len(rows) == 679
    assert {grade for _, grade in rows} == {"0", "1", "2"}


def test_written_news_has_grades_0_to_2_and_each_sentence_once() -> None:
    lines = (FOLDER / "written_news.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert {len(row) for row in rows} == {2}
    assert {grade for grade, _ in rows} == {"0", "1", "2"}
    assert len({text for _, text in rows}) == len(rows) > 2000


def test_units_of_our_own_news_stand_there_once_with_a_label_and_no_marks() -> None:
    lines = (FOLDER / "own_news.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert len({row["id"] for row in rows}) == len({row["text"] for row in rows}) == len(rows)
    assert {row["label"] for row in rows} == {0, 1}
    assert not [row for row in rows if set(row["text"]) & {"{", "}"} or not row["text"].strip()]


def test_training_twice_gives_the_same_file_and_the_program_scores_alike(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="only training needs it; see requirements.txt")
    from pattern_fit import fit_patterns
    from student import Example, Settings, Sizes, fit, log_odds, usual_highest
    from training_data import Sentence
    from weights_file import Calibration, Labels, write_weights

    from annotator.nlp.claim_weights import load_claim_weights
    from annotator.nlp.signs import Sign

    chance = np.random.default_rng(5)
    examples = []
    for number in range(60):
        size = int(chance.integers(3, 9))
        words = chance.integers(1, 12, size)
        tags, deps, types = (chance.integers(0, 4, size) for _ in range(3))
        signs = chance.integers(0, 2, (size, len(Sign))).astype(np.float32)
        heads, contexts = chance.integers(0, size, size), chance.normal(size=(size, 7))
        marks = (words, tags, deps, types, heads, signs, signs.max(axis=0))
        sentence = Sentence(*marks, contexts.astype(np.float16))
        examples.append(Example(sentence, float(3 in words), 1.0 + number % 2))
    sizes = Sizes(words=12, learned=8, tags=4, deps=4, ent_types=4, signs=len(Sign), contexts=7)
    vectors = torch.from_numpy(chance.normal(size=(12, 5)).astype(np.float32))
    settings = Settings(width=6, channels=8, epochs=2, batch=8)
    rows = [f"row{number}" for number in range(4)]
    labels = Labels([f"w{n}" for n in range(12)], rows, rows, rows, [str(sign) for sign in Sign])
    sentences = [example.sentence for example in examples]
    targets = np.array([example.target for example in examples])
    files = []
    for turn in range(2):
        student = fit(examples, 3, settings, sizes, vectors)
        usual = usual_highest(student, sentences)
        patterns = fit_patterns(sentences, targets, np.ones(len(targets)))
        path = tmp_path / f"{turn}.bin"
        calibration = Calibration(1.0, 0.0, 0.5, 0.5)
        write_weights(path, [student], [usual], patterns, labels, calibration)
        files.append(path.read_bytes())
        assert np.isfinite(log_odds(student, sentences)).all()
        found = patterns.log_odds(sentences)
        assert found[targets == 1].min() > found[targets == 0].max()
    assert files[0] == files[1]
    weights = load_claim_weights(tmp_path / "0.bin")
    assert weights.networks[0].words.shape == (12, 6)
    assert weights.networks[0].contexts.shape == (7, 6)
    assert weights.patterns.patterns == pytest.approx(patterns.patterns, abs=0.01)
