"""Fit the network (helpline/triage/network.py) with torch, on a GPU where there is one.

It learns the levels, the questions and, only to learn better, the writers' themes. Runs of letters and words
are dropped and letters mistyped each time anew, against learning by heart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from helpline.triage.learning.lines import Taught
from helpline.triage.learning.targets import loss_of, targets
from helpline.triage.network import (
    CLASS_BUCKETS,
    LETTER_BUCKETS,
    NOTHING,
    SCALE,
    Network,
    class_buckets,
    letter_buckets,
)
from helpline.triage.opinion import COLUMNS

DIMENSIONS = 128
CHANNELS = 224
EPOCHS = 6
BATCH = 64
LEARNING_RATE = 3e-3
LONGEST = 70  # words of a line
THEMES = 300  # the most common ones, if in as many lines as
LINES_OF_A_THEME = 25
DROPPED_RUNS = 0.3
DROPPED_WORDS = 0.1
MISTYPED = 0.1
THEME_WEIGHT = 0.2
_LETTERS = "ابتجحخدرزسشصطعغفكلمنهوي"

Numbers = NDArray[np.int64]
Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]


class _Learner(nn.Module):
    """The network while it learns."""

    def __init__(self, themes: int) -> None:
        super().__init__()
        self.letters = nn.EmbeddingBag(LETTER_BUCKETS, DIMENSIONS, mode="mean")
        self.classes = nn.EmbeddingBag(CLASS_BUCKETS, DIMENSIONS, mode="sum")
        nn.init.normal_(self.letters.weight, std=0.1)
        nn.init.normal_(self.classes.weight, std=0.03)
        self.first = nn.Conv1d(DIMENSIONS, CHANNELS, 3, padding=1)
        self.second = nn.Conv1d(CHANNELS, CHANNELS, 3, padding=1)
        self.last = nn.Linear(2 * CHANNELS + DIMENSIONS, COLUMNS + themes)

    def forward(self, batch: Batch, dropped_words: float) -> torch.Tensor:
        """Return the scores of levels, questions and themes."""
        runs, run_starts, classes, class_starts, mask = batch
        words = self.letters(runs, run_starts) * SCALE + self.classes(classes, class_starts)
        words = words.view(*mask.shape, -1)
        words = words * (torch.rand(*mask.shape, 1, device=mask.device) > dropped_words)
        there = mask.unsqueeze(-1)
        words = functional.dropout(words, 0.2, self.training) * there
        beside = mask.unsqueeze(1)
        near = functional.relu(self.first(words.transpose(1, 2))) * beside
        wide = ((functional.relu(self.second(near)) + near) * beside).transpose(1, 2)
        count = there.sum(1).clamp(min=1)
        strongest = wide.masked_fill(there == 0, -1e4).max(1).values
        seen = torch.cat([strongest, wide.sum(1) / count, words.sum(1) / count], dim=1)
        return torch.as_tensor(self.last(functional.dropout(seen, 0.4, self.training)))

    def network(self, seen: Numbers) -> Network:
        """Return what was learnt, as numpy reads it; buckets that no word has are made to say nothing."""
        letters = torch.zeros_like(self.letters.weight)
        letters[seen] = self.letters.weight[seen]
        arrays = {"letters": letters, "classes": self.classes.weight}
        for name, layer in (("first", self.first), ("second", self.second)):
            # (out, in, place) -> (place, in) x out: three words side by side
            arrays[f"{name}_weight"] = layer.weight.permute(2, 1, 0).reshape(-1, CHANNELS)
            arrays[f"{name}_bias"] = layer.bias
        arrays["last_weight"] = self.last.weight[:COLUMNS].T
        arrays["last_bias"] = self.last.bias[:COLUMNS]
        return Network({name: tensor.detach().cpu().numpy().copy() for name, tensor in arrays.items()})


class _Rows:
    """Rows of numbers of different lengths, one after the other; row 0 is empty."""

    def __init__(self, rows: Sequence[Sequence[int] | Numbers]) -> None:
        self._counts = np.array([0, *map(len, rows)])
        self._starts = _before(self._counts)
        self._numbers = np.concatenate([np.asarray(row, dtype=np.int64) for row in rows])

    def some(
        self, chosen: Numbers, dice: np.random.Generator, *, at_least_one: bool
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return what is in the rows chosen, but for DROPPED_RUNS of it, and where each row starts.

        at_least_one: a row of which nothing would be left is kept whole.
        """
        counts = self._counts[chosen]
        whose = np.repeat(np.arange(len(chosen)), counts)
        at = np.arange(len(whose)) + np.repeat(self._starts[chosen] - _before(counts), counts)
        kept = dice.random(len(at)) >= DROPPED_RUNS
        if at_least_one:
            kept |= np.bincount(whose, kept, len(chosen))[whose] == 0
        left = np.bincount(whose[kept], minlength=len(chosen))
        return torch.from_numpy(self._numbers[at[kept]]), torch.from_numpy(_before(left))


class _Lines:
    """Lines as the numbers of their words and of the words' classes, from 1 on."""

    def __init__(self, taught: Sequence[Taught], dice: np.random.Generator) -> None:
        words: dict[str, int] = {}
        known: dict[frozenset[str], int] = {}
        self._lines: list[tuple[list[int], list[int]]] = []
        for one in taught:
            keys, classes = _words(one)
            self._lines.append(
                (
                    [words.setdefault(key, len(words) + 1) for key in keys],
                    [known.setdefault(some, len(known) + 1) for some in classes],
                )
            )
        self.lengths = [len(numbers) for numbers, _ in self._lines]
        self._dice = dice
        self._words = list(words)
        self._right = [letter_buckets(word) for word in words]
        self._classes = _Rows([class_buckets(some) for some in known])
        self.seen = np.unique(np.concatenate(self._right))

    def mistype(self) -> None:
        """Make another mistyped spelling of every word; one of two letters stays what it is."""
        wrong = [
            letter_buckets(_mistyped(word, self._dice)) if len(word) > 2 else right
            for word, right in zip(self._words, self._right, strict=True)
        ]
        self._letters = _Rows([*self._right, *wrong])

    def batch(self, chosen: Sequence[int], device: torch.device) -> Batch:
        """Return lines as tensors, some runs, classes and letters dropped or changed."""
        shape = len(chosen), max(self.lengths[i] for i in chosen)
        words, classes = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for row, i in enumerate(chosen):
            words[row, : self.lengths[i]], classes[row, : self.lengths[i]] = self._lines[i]
        there = words > 0
        mistyped = there & (self._dice.random(shape) < MISTYPED)
        words[mistyped] += len(self._words)
        classes[mistyped] = 0  # the lexicon does not know them
        tensors = (
            *self._letters.some(words.ravel(), self._dice, at_least_one=True),
            *self._classes.some(classes.ravel(), self._dice, at_least_one=False),
            torch.from_numpy(there.astype(np.float32)),
        )
        runs, run_starts, kinds, kind_starts, mask = (tensor.to(device) for tensor in tensors)
        return runs, run_starts, kinds, kind_starts, mask


def fit(taught: Sequence[Taught], seed: int) -> Network:
    """Train on these lines; the same lines and seed give the same network on one machine."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(seed)
    dice = np.random.default_rng(seed)
    themes = _themes([one.line.theme for one in taught])
    levels, questions = (tensor.to(device) for tensor in targets([one.line for one in taught]))
    theme = torch.tensor([themes.get(one.line.theme, -100) for one in taught], device=device)
    lines = _Lines(taught, dice)
    learner = _Learner(len(themes))
    learner.to(device)
    optimiser = torch.optim.AdamW(learner.parameters(), lr=LEARNING_RATE, weight_decay=1e-2, fused=True)
    step, steps = 0, EPOCHS * (len(taught) // BATCH + 1)
    learner.train()
    for _ in range(EPOCHS):
        lines.mistype()
        for chosen in _batches(lines.lengths, dice):
            for group in optimiser.param_groups:
                group["lr"] = LEARNING_RATE * min(1.0, (step + 1) / 100) * max(0.0, 1 - step / steps)
            step += 1
            scores = learner(lines.batch(chosen, device), DROPPED_WORDS)
            loss = loss_of(scores[:, :COLUMNS], levels[chosen], questions[chosen])
            if (theme[chosen] >= 0).any():
                loss = loss + THEME_WEIGHT * functional.cross_entropy(scores[:, COLUMNS:], theme[chosen])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return learner.network(lines.seen)


def _words(one: Taught) -> tuple[tuple[str, ...], tuple[frozenset[str], ...]]:
    """Return the words of a line: those that are judged, or all where frames cover every one."""
    reading = one.unframed if one.unframed.keys else one.whole
    if not reading.keys:
        return (NOTHING,), (frozenset(),)
    return reading.keys[:LONGEST], reading.classes[:LONGEST]


def _themes(names: Sequence[str]) -> dict[str, int]:
    """Number the themes that are common enough."""
    common = [name for name, lines in Counter(names).most_common(THEMES) if lines >= LINES_OF_A_THEME]
    return {name: number for number, name in enumerate(common)}


def _batches(lengths: Sequence[int], dice: np.random.Generator) -> Iterator[list[int]]:
    """Yield every line once, lines of like length together, in another order each time."""
    order = dice.permutation(len(lengths)).tolist()
    batches = []
    for start in range(0, len(order), BATCH * 20):
        some = sorted(order[start : start + BATCH * 20], key=lambda i: lengths[i])
        batches += [some[i : i + BATCH] for i in range(0, len(some), BATCH)]
    dice.shuffle(batches)
    yield from batches


def _mistyped(key: str, dice: np.random.Generator) -> str:
    """Return a word with one letter lost, changed, swapped or added."""
    at, how = int(dice.integers(len(key))), dice.random()
    letter = _LETTERS[int(dice.integers(len(_LETTERS)))]
    if how < 0.35:
        return key[:at] + key[at + 1 :]
    if how < 0.6:
        return key[:at] + letter + key[at + 1 :]
    if how < 0.8 and at + 1 < len(key):
        return key[:at] + key[at + 1] + key[at] + key[at + 2 :]
    return key[:at] + letter + key[at:]


def _before(counts: Numbers) -> Numbers:
    """Return how many there are before each."""
    return np.asarray(np.cumsum(counts) - counts)
