"""The pictures of docs/triage-figures.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib
import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_curve

matplotlib.use("Agg")
from matplotlib import pyplot

IMAGES = Path(__file__).resolve().parents[3] / "docs" / "images"


def roc(truth: NDArray[np.bool_], chances: Mapping[str, NDArray[np.float64]]) -> None:
    """Draw recall against false alarms for each way of judging."""
    figure, axes = pyplot.subplots(figsize=(5.5, 4), dpi=110)
    for name, found in chances.items():
        alarms, recall, _ = roc_curve(truth, found)
        axes.plot(alarms, recall, label=name)
    axes.set(
        xscale="log",
        xlim=(0.002, 1),
        ylim=(0.3, 1),
        xlabel="calm lines flagged",
        ylabel="recall, AMBER or RED",
    )
    axes.grid(alpha=0.3)
    axes.legend(loc="lower right")
    _save(figure, "triage-roc.png")


def calibration(tenths: Sequence[tuple[float, float, int]]) -> None:
    """Draw the true share of risk against the chance that was said."""
    figure, axes = pyplot.subplots(figsize=(4.2, 4), dpi=110)
    axes.plot([0, 1], [0, 1], color="grey", linewidth=0.8)
    axes.plot([said for said, _, _ in tenths], [true for _, true, _ in tenths], marker="o")
    axes.set(
        xlabel="chance of AMBER or RED that was said", ylabel="share that was so", xlim=(0, 1), ylim=(0, 1)
    )
    axes.grid(alpha=0.3)
    _save(figure, "triage-calibration.png")


def curve(points: Sequence[tuple[int, int, float]]) -> None:
    """Draw what more writers bring."""
    figure, axes = pyplot.subplots(figsize=(5, 3.5), dpi=110)
    axes.plot([lines for _, lines, _ in points], [auc for _, _, auc in points], marker="o")
    for writers, lines, auc in points:
        axes.annotate(
            f"{writers} writers", (lines, auc), textcoords="offset points", xytext=(4, -12), fontsize=8
        )
    axes.set(xlabel="lines learnt from", ylabel="AUC, writers held out")
    axes.grid(alpha=0.3)
    _save(figure, "triage-curve.png")


def _save(figure: pyplot.Figure, name: str) -> None:
    figure.tight_layout()
    figure.savefig(IMAGES / name)
    pyplot.close(figure)
