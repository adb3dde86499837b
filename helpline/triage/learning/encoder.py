"""Fine-tune any encoder that sentence-transformers can load, for the levels and the questions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from torch import nn

from helpline.triage.encoder import Encoder, line
from helpline.triage.learning.lines import Taught
from helpline.triage.learning.targets import loss_of, targets
from helpline.triage.opinion import COLUMNS

EPOCHS = 3
BATCH = 32
LEARNING_RATE = 3e-5
HEAD_LEARNING_RATE = 1e-3


def fit(taught: Sequence[Taught], name: str, folder: Path, seed: int = 0) -> Encoder:
    """Fine-tune the encoder of that name or folder, save it to a folder, and return it with its scores.

    On a GPU where there is one.
    """
    torch.manual_seed(seed)
    dice = np.random.default_rng(seed)
    model = SentenceTransformer(name)
    head = nn.Linear(len(model.encode(["."])[0]), COLUMNS, device=model.device)
    texts = [line(one.unframed if one.unframed.keys else one.whole) for one in taught]
    levels, questions = (tensor.to(model.device) for tensor in targets([one.line for one in taught]))
    optimiser = torch.optim.AdamW(
        [
            {"params": list(model.parameters()), "lr": LEARNING_RATE},
            {"params": list(head.parameters()), "lr": HEAD_LEARNING_RATE},
        ],
        weight_decay=1e-2,
    )
    steps = EPOCHS * (len(texts) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda at: min(1.0, (at + 1) / (0.1 * steps)) * max(0.0, 1 - at / steps)
    )
    model.train()
    for _ in range(EPOCHS):
        order = dice.permutation(len(texts)).tolist()
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            tokens = {
                key: value.to(model.device) if isinstance(value, torch.Tensor) else value
                for key, value in model.preprocess([texts[i] for i in chosen]).items()
            }
            scores = head(model(tokens)["sentence_embedding"])
            loss = loss_of(scores, levels[chosen], questions[chosen])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    model.eval()
    model.save(str(folder), create_model_card=False)
    weights = head.weight.detach().cpu().numpy().T.astype(np.float32)
    return Encoder(model, weights, head.bias.detach().cpu().numpy().astype(np.float32))
