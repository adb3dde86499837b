"""Train the classifier: python -m helpline.triage.train (development environment only: scikit-learn).

1. Leave out one writer at a time, train on the others, keep the opinions on the one left out.
2. Choose the temperature that makes those opinions honest probabilities.
3. Choose thresholds on them: the lowest, so the best recall, that raises no more everyday messages and
   no more hard calm ones than MOST_FALSE_ALARMS allows.
4. Train on everybody and write weights.npz with the corpus' fingerprint.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from helpline.triage import corpus_file, features
from helpline.triage.assessment import Level
from helpline.triage.classifier import QUESTIONS, WEIGHTS, Classifier, Opinion, Thresholds
from helpline.triage.corpus_file import Line
from helpline.triage.matcher import Reading, matcher

STRENGTH = 10.0  # inverse regularisation, chosen by leaving out writers
RARE = 2  # a bucket seen in fewer messages is noise
# Share of calm messages that the classifier may raise to a level: (everyday ones, hard ones).
MOST_FALSE_ALARMS = {Level.RED: (0.004, 0.05), Level.AMBER: (0.012, 0.08)}
_NOT_SUICIDAL = {"gbv", "medical", "harm_to_others", "child"}
_OWN_HAND = ("attempt", "overdose", "poison", "means", "tonight", "farewell", "goodbye", "suicid", "pills")


@dataclass(frozen=True, slots=True)
class Trained:
    """Weights for every bucket; what is zero everywhere is not stored."""

    idf: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def classifier(self, temperature: float, thresholds: Thresholds) -> Classifier:
        """Return a classifier that uses these weights."""
        return Classifier(self.idf, self.weights, self.bias, temperature, thresholds)


def fit(lines: Sequence[Line], questions: Sequence[str] = QUESTIONS) -> Trained:
    """Train on these lines; questions left out get no weights."""
    blocks = [features.counts(matcher().read(line.text)) for line in lines]
    idf = np.zeros(features.SIZE)
    for pair in blocks:
        for found, _ in pair:
            idf[found] += 1
    idf = np.where(idf >= RARE, np.log((1 + len(lines)) / (1 + idf)) + 1, 0.0)
    matrix = _matrix(blocks, idf)
    used = np.flatnonzero(idf)
    columns, bias = [], []
    levels = np.array([line.level for line in lines])
    model = LogisticRegression(C=STRENGTH, max_iter=2000, class_weight="balanced").fit(
        matrix[:, used], levels
    )
    columns += list(model.coef_)
    bias += list(model.intercept_)
    for question in QUESTIONS:
        if question not in questions:
            columns.append(np.zeros(len(used)))
            bias.append(0.0)
            continue
        truth = np.array([answer(line, question) for line in lines])
        one = LogisticRegression(C=STRENGTH, max_iter=2000, class_weight="balanced").fit(
            matrix[:, used], truth
        )
        columns.append(one.coef_[0])
        bias.append(one.intercept_[0])
    weights = np.zeros((features.SIZE, len(columns)), dtype=np.float32)
    weights[used] = np.array(columns, dtype=np.float32).T
    return Trained(idf.astype(np.float32), weights, np.array(bias, dtype=np.float32))


def answer(line: Line, question: str) -> bool:
    """Return a line's true answer to one of QUESTIONS."""
    if question == "suicidal":
        return line.level >= Level.AMBER and not _another_danger(line)
    if question == "explicit":
        return line.explicit and line.level >= Level.AMBER
    return question in line.routes


def _another_danger(line: Line) -> bool:
    """Say whether a RED line is about violence or illness and not about suicide."""
    return (
        line.level == Level.RED
        and bool(_NOT_SUICIDAL & set(line.routes))
        and not line.explicit
        and not any(word in line.theme for word in _OWN_HAND)
    )


def left_out(lines: Sequence[Line]) -> list[Opinion]:
    """Return, for each line, the opinion of a classifier that never saw its writer (temperature 1)."""
    opinions: list[Opinion | None] = [None] * len(lines)
    for writer in sorted({line.writer for line in lines}):
        trained = fit([line for line in lines if line.writer != writer], questions=())
        judge = trained.classifier(1.0, Thresholds(1, 1, 1, 1))
        for i, line in enumerate(lines):
            if line.writer == writer:
                opinions[i] = judge.opinion(unframed(line.text))
    return [o for o in opinions if o is not None]


def calibrate(lines: Sequence[Line], opinions: Sequence[Opinion]) -> float:
    """Return the temperature under which the left-out opinions are most likely."""
    logits = np.log(np.array([o.levels for o in opinions]) + 1e-12)
    truth = np.array([line.level for line in lines])

    def loss(temperature: float) -> float:
        scaled = logits / temperature
        norm = np.log(np.exp(scaled - scaled.max(1, keepdims=True)).sum(1)) + scaled.max(1)
        return float((norm - scaled[np.arange(len(truth)), truth]).mean())

    return float(min(np.linspace(0.2, 3.0, 113), key=loss))


def choose_thresholds(lines: Sequence[Line], opinions: Sequence[Opinion]) -> Thresholds:
    """Return the thresholds for these calibrated, left-out opinions."""
    red = _threshold(lines, [o.red for o in opinions], Level.RED)
    amber = _threshold(lines, [o.risk for o in opinions], Level.AMBER)
    return Thresholds(red, amber, 0.5, 0.5)


def unframed(text: str) -> Reading:
    """Return what the classifier is asked about: the message without the words that benign frames cover."""
    reading = matcher().read(text)
    covered = matcher().find(reading).covered
    return reading.without(covered) if covered else reading


def _threshold(lines: Sequence[Line], scores: Sequence[float], level: Level) -> float:
    """Return the lowest threshold within both budgets of false alarms."""
    calm = [
        (score, line.everyday) for line, score in zip(lines, scores, strict=True) if line.level < Level.AMBER
    ]
    everyday, hard = MOST_FALSE_ALARMS[level]
    return max(
        float(np.quantile([score for score, plain in calm if plain], 1 - everyday)),
        float(np.quantile([score for score, plain in calm if not plain], 1 - hard)),
    )


def _matrix(
    blocks: Sequence[tuple[features.Counts, features.Counts]], idf: NDArray[np.float64]
) -> sparse.csr_matrix:
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


def main() -> None:
    """Train, choose thresholds, write the weights."""
    lines = corpus_file.read()
    raw = left_out(lines)
    temperature = calibrate(lines, raw)
    opinions = [sharpen(o, temperature) for o in raw]
    thresholds = choose_thresholds(lines, opinions)
    trained = fit(lines)
    rows = np.flatnonzero(trained.idf)
    np.savez_compressed(
        WEIGHTS,
        rows=rows.astype(np.uint32),
        idf=trained.idf[rows].astype(np.float16),
        weights=trained.weights[rows].astype(np.float16),
        bias=trained.bias,
        temperature=np.float64(temperature),
        thresholds=np.array([thresholds.red, thresholds.amber, thresholds.blue, thresholds.answer]),
        corpus_sha256=np.array(corpus_file.fingerprint()),
    )
    print(f"{len(lines)} lines, {len(rows)} buckets, temperature {temperature:.2f}, {thresholds}")
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size / 1024:.0f} KiB")


def sharpen(opinion: Opinion, temperature: float) -> Opinion:
    """Return an opinion of temperature 1 at another temperature."""
    powered = np.array(opinion.levels) ** (1 / temperature)
    return Opinion(tuple(float(p) for p in powered / powered.sum()), opinion.answers)


if __name__ == "__main__":
    main()
