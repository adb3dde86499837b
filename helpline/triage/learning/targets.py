"""What the network and an encoder are to say of a line, and how wrong they are."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch.nn import functional

from helpline.triage.assessment import Level
from helpline.triage.corpus_file import Line
from helpline.triage.learning.lines import answer
from helpline.triage.opinion import QUESTIONS

# Chosen by leaving out writers.
LEVEL_WEIGHTS = (1.0, 1.0, 1.1, 1.4)
QUESTION_WEIGHT = 2.0
YES_WEIGHT = 4.0
SMOOTHING = 0.05


def targets(lines: Sequence[Line]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the level of each line, and its answer to each of QUESTIONS."""
    levels = torch.tensor([int(line.level) for line in lines])
    answers = torch.tensor([[float(answer(line, question)) for question in QUESTIONS] for line in lines])
    return levels, answers


def loss_of(scores: torch.Tensor, levels: torch.Tensor, answers: torch.Tensor) -> torch.Tensor:
    """Return how wrong scores (levels first, then questions) are."""
    of_levels, of_questions = scores[:, : len(Level)], scores[:, len(Level) :]
    weights = torch.tensor(LEVEL_WEIGHTS, device=scores.device)
    loss = functional.cross_entropy(of_levels, levels, weight=weights, label_smoothing=SMOOTHING)
    yes = torch.tensor(YES_WEIGHT, device=scores.device)
    wrong = functional.binary_cross_entropy_with_logits(of_questions, answers, pos_weight=yes)
    return loss + QUESTION_WEIGHT * wrong
