"""Fit the linear part."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from helpline.triage import features
from helpline.triage.learning.lines import Taught, answer
from helpline.triage.linear import Linear
from helpline.triage.opinion import QUESTIONS

STRENGTH = 10.0  # inverse regularisation, chosen by leaving out writers
STEPS = 100  # of the solver, which need not converge
RARE = 3  # a bucket seen in fewer messages is noise

Blocks = tuple[features.Counts, features.Counts]


def fit(taught: Sequence[Taught]) -> Linear:
    """Train on these lines: one model for the levels, and one for each question."""
    lines = [one.line for one in taught]
    blocks = [features.counts(one.whole) for one in taught]
    idf = np.zeros(features.SIZE)
    for pair in blocks:
        for found, _ in pair:
            idf[found] += 1
    idf = np.where(idf >= RARE, np.log((1 + len(lines)) / (1 + idf)) + 1, 0.0)
    used = np.flatnonzero(idf)
    matrix = _matrix(blocks, idf)[:, used]
    levels = LogisticRegression(C=STRENGTH, max_iter=STEPS, tol=1e-3, class_weight="balanced")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        levels.fit(matrix, np.array([line.level for line in lines]))
    columns, bias = list(levels.coef_), list(levels.intercept_)
    for question in QUESTIONS:
        one_question = LogisticRegression(C=STRENGTH, solver="liblinear", class_weight="balanced", tol=1e-3)
        one_question.fit(matrix, np.array([answer(line, question) for line in lines]))
        columns.append(one_question.coef_[0])
        bias.append(one_question.intercept_[0])
    weights = np.zeros((features.SIZE, len(columns)), dtype=np.float32)
    weights[used] = np.array(columns, dtype=np.float32).T
    return Linear(idf.astype(np.float32), weights, np.array(bias, dtype=np.float32))


def _matrix(blocks: Sequence[Blocks], idf: NDArray[np.float64]) -> sparse.csr_matrix:
    """Return one row a message, each kind of feature of length one."""
    rows, columns, data = [], [], []
    for row, pair in enumerate(blocks):
        for found, times in pair:
            values = times * idf[found]
            length = float(np.sqrt((values * values).sum())) or 1.0
            rows.append(np.full(len(found), row))
            columns.append(found)
            data.append(values / length)
    where = (np.concatenate(rows), np.concatenate(columns))
    return sparse.csr_matrix((np.concatenate(data), where), shape=(len(blocks), features.SIZE))
