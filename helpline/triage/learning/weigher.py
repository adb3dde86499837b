"""Fit the weigher (helpline/triage/weigher.py) with torch, on what the parts said of unseen writers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from helpline.triage.corpus_file import Line
from helpline.triage.learning.targets import loss_of, targets
from helpline.triage.opinion import COLUMNS
from helpline.triage.weigher import MEAN, WEIGHED, Weigher

HIDDEN = 128
EPOCHS = 20
BATCH = 256
LEARNING_RATE = 2e-3
WEIGHT_DECAY = 1e-2


def fit(what: NDArray[np.float64], lines: Sequence[Line], seed: int = 0) -> Weigher:
    """Train on what was seen of these lines, a row each; the same rows and seed give the same weigher."""
    torch.manual_seed(seed)
    dice = np.random.default_rng(seed)
    mean, spread = what.mean(0), what.std(0) + 1e-6
    rows = torch.from_numpy(((what - mean) / spread).astype(np.float32))
    mean_scores = torch.from_numpy(what[:, MEAN].astype(np.float32))
    levels, questions = targets(lines)
    hidden, last = nn.Linear(rows.shape[1], HIDDEN), nn.Linear(HIDDEN, WEIGHED)
    nn.init.zeros_(last.weight)
    nn.init.zeros_(last.bias)
    layers = nn.Sequential(hidden, nn.ReLU(), last)
    optimiser = torch.optim.AdamW(layers.parameters(), lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    step, steps = 0, EPOCHS * (len(lines) // BATCH + 1)
    for _ in range(EPOCHS):
        order = dice.permutation(len(lines))
        for start in range(0, len(lines), BATCH):
            chosen = order[start : start + BATCH]
            for group in optimiser.param_groups:
                group["lr"] = LEARNING_RATE * (1 - step / steps)
            step += 1
            added = functional.pad(layers(rows[chosen]), (0, COLUMNS - WEIGHED))
            loss = loss_of(mean_scores[chosen] + added, levels[chosen], questions[chosen])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    weight = hidden.weight.detach().numpy().T / spread[:, None]
    return Weigher(
        {
            "hidden_weight": weight,
            "hidden_bias": hidden.bias.detach().numpy() - mean @ weight,
            "last_weight": last.weight.detach().numpy().T,
            "last_bias": last.bias.detach().numpy(),
        }
    )
