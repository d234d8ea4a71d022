"""The network in the form it is trained in; `annotator.nlp.trained_scorer` runs it."""

from __future__ import annotations

import copy
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from training_data import Sentence

MEAN_LENGTH = 6
"""As in `annotator.nlp.trained_scorer`."""

CONTEXT_SCALE = 0.3
"""Contexts are louder than the tables are at first: so much of them is taken."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a network is built and trained."""

    width: int = 96
    channels: int = 192
    epochs: int = 3
    rate: float = 3e-3
    batch: int = 64
    drop: float = 0.3
    drop_word: float = 0.1
    decay: float = 1e-4
    averaging: float = 0.998
    use_vectors: bool = True
    use_signs: bool = True
    use_heads: bool = True
    use_ent_types: bool = True
    use_contexts: bool = True


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, what it should score (0 to 1), how much it counts, and whether it is labelled."""

    sentence: Sentence
    target: float
    weight: float
    labelled: bool = True


@dataclass(frozen=True, slots=True)
class Sizes:
    """Rows of the tables: all words, words that are learned themselves, tags, labels, types."""

    words: int
    learned: int
    tags: int
    deps: int
    ent_types: int
    signs: int
    contexts: int


Batch = tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]


def batch_of(sentences: Sequence[Sentence]) -> Batch:
    """Padded arrays of some sentences."""
    longest = max(len(sentence.words) for sentence in sentences)
    count, signs = len(sentences), len(sentences[0].unit_signs)
    rows = np.zeros((4, count, longest), np.int64)
    heads = np.zeros((count, longest), np.int64)
    token_signs = np.zeros((count, longest, signs), np.float32)
    mask = np.zeros((count, longest), np.float32)
    contexts = np.zeros((count, longest, sentences[0].contexts.shape[1]), np.float32)
    for number, one in enumerate(sentences):
        size = len(one.words)
        for kind, column in enumerate((one.words, one.tags, one.deps, one.ent_types)):
            rows[kind, number, :size] = column
        heads[number, :size] = one.heads
        token_signs[number, :size] = one.signs
        mask[number, :size] = 1
        contexts[number, :size] = one.contexts
    units = np.stack([sentence.unit_signs for sentence in sentences])
    lengths = mask.sum(axis=1, keepdims=True)
    arrays = (rows, heads, token_signs, mask, units, lengths, contexts)
    return tuple(map(torch.from_numpy, arrays))  # type: ignore[return-value]


class Student(nn.Module):
    """A window over tokens and their heads, with highest and mean values read off linearly."""

    def __init__(self, settings: Settings, sizes: Sizes, vectors: Tensor) -> None:
        super().__init__()
        self.settings, self.sizes = settings, sizes
        width, channels = settings.width, settings.channels
        self.vectors = vectors
        self.project = nn.Linear(vectors.shape[1], width, bias=False)
        self.learned = nn.Embedding(sizes.learned, width)
        self.tags = nn.Embedding(sizes.tags, width)
        self.deps = nn.Embedding(sizes.deps, width)
        self.ent_types = nn.Embedding(sizes.ent_types, width)
        for table in (self.tags, self.deps, self.ent_types):
            nn.init.normal_(table.weight, std=0.1)
        nn.init.normal_(self.learned.weight, std=0.02)
        self.signs = nn.Linear(sizes.signs, width, bias=False)
        self.contexts = nn.Linear(sizes.contexts, width, bias=False)
        self.window = nn.Linear(4 * width, channels)
        self.drop = nn.Dropout(settings.drop)
        self.out = nn.Linear(2 * channels, 1)
        self.unit = nn.Linear(sizes.signs + 2, 1)
        nn.init.zeros_(self.unit.weight)

    def word_table(self) -> Tensor:
        """The rows of all words."""
        table = self.project(self.vectors) * float(self.settings.use_vectors)
        learned = torch.zeros_like(table)
        learned[: self.sizes.learned] = self.learned.weight
        return table + learned

    def channels(self, batch: Batch) -> Tensor:
        """The value of each channel at each token."""
        rows, heads, signs, mask, _, _, contexts = batch
        words, settings = rows[0], self.settings
        if self.training:
            words = words * (torch.rand(words.shape) > settings.drop_word)
        known = self.tags(rows[1]) + self.deps(rows[2])
        if settings.use_vectors:
            known = known + self.project(self.vectors[words])
        is_learned = (words < self.sizes.learned)[..., None]
        known = known + self.learned(words.clamp(max=self.sizes.learned - 1)) * is_learned
        if settings.use_ent_types:
            known = known + self.ent_types(rows[3])
        if settings.use_signs:
            known = known + self.signs(signs)
        if settings.use_contexts:
            known = known + CONTEXT_SCALE * self.contexts(contexts)
        known = self.drop(known) * mask[..., None]
        nothing = torch.zeros_like(known[:, :1])
        before = torch.cat([nothing, known[:, :-1]], 1)
        after = torch.cat([known[:, 1:], nothing], 1)
        head = torch.gather(known, 1, heads[..., None].expand_as(known))
        head = head * float(settings.use_heads)
        seen = self.window(torch.cat([before, known, after, head], -1))
        return torch.relu(seen) * mask[..., None]

    def forward(self, batch: Batch) -> Tensor:
        """Log-odds of each sentence."""
        channels = self.channels(batch)
        units, lengths = batch[4], batch[5]
        highest = channels.max(1).values
        mean = channels.sum(1) / lengths.clamp(min=MEAN_LENGTH)
        logs = torch.log(lengths)
        if not self.settings.use_signs:
            units = torch.zeros_like(units)
        of_unit = torch.cat([units, logs - 2.5, torch.relu(logs - 3.2)], 1)
        read: Tensor = self.out(self.drop(torch.cat([highest, mean], 1))) + self.unit(of_unit)
        return read[:, 0]


def fit(
    examples: Sequence[Example], seed: int, settings: Settings, sizes: Sizes, vectors: Tensor
) -> Student:
    """Train one network; the same arguments give the same weights."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    chance = random.Random(seed)
    student = Student(settings, sizes, vectors)
    optimizer = torch.optim.AdamW(
        student.parameters(), lr=settings.rate, weight_decay=settings.decay
    )
    size = settings.batch
    steps = settings.epochs * -(-len(examples) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min(1.0, (step + 1) / (0.05 * steps + 1)) * max(0.02, 1 - step / steps),
    )
    average = copy.deepcopy(student)
    student.train()
    for _ in range(settings.epochs):
        order = list(range(len(examples)))
        chance.shuffle(order)
        batches: list[list[int]] = []
        for start in range(0, len(order), 16 * size):
            # Sentences of like length share a batch, so that little of it is padding.
            part = order[start : start + 16 * size]
            part.sort(key=lambda number: len(examples[number].sentence.words))
            batches += [part[k : k + size] for k in range(0, len(part), size)]
        chance.shuffle(batches)
        for numbers in batches:
            chosen = [examples[number] for number in numbers]
            targets = torch.tensor([example.target for example in chosen])
            weights = torch.tensor([example.weight for example in chosen])
            found = student(batch_of([example.sentence for example in chosen]))
            losses = nn.functional.binary_cross_entropy_with_logits(
                found, targets, reduction="none"
            )
            optimizer.zero_grad()
            (losses * weights).mean().backward()
            nn.utils.clip_grad_norm_(student.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            _average(average, student, settings.averaging)
    average.eval()
    return average


@torch.no_grad()
def _average(average: Student, student: Student, share: float) -> None:
    """Move the running average of weights a little to the newest (Polyak and Juditsky 1992)."""
    for mean, new in zip(average.parameters(), student.parameters(), strict=True):
        mean.lerp_(new, 1 - share)


@torch.no_grad()
def log_odds(student: Student, sentences: Sequence[Sentence]) -> NDArray[np.float64]:
    """The log-odds of sentences, in their order."""
    order = sorted(range(len(sentences)), key=lambda number: len(sentences[number].words))
    result = np.zeros(len(sentences))
    for start in range(0, len(order), 128):
        numbers = order[start : start + 128]
        result[numbers] = student(batch_of([sentences[number] for number in numbers])).numpy()
    return result


@torch.no_grad()
def usual_highest(student: Student, sentences: Sequence[Sentence]) -> NDArray[np.float32]:
    """The mean of each channel's highest value over sentences."""
    total = np.zeros(student.settings.channels)
    for start in range(0, len(sentences), 128):
        channels = student.channels(batch_of(sentences[start : start + 128]))
        total += channels.max(1).values.sum(0).numpy()
    return (total / max(1, len(sentences))).astype(np.float32)
