"""Train the classifier: python -m helpline.triage.train (development environment only: scikit-learn).

1. Deal the writers into groups; leave out one group at a time, train on the others, keep the opinions on
   the one left out.
2. Choose the temperature that makes those opinions honest probabilities.
3. Choose thresholds on them: the lowest, so the best recall, that raises no more everyday messages and
   no more hard calm ones than MOST_FALSE_ALARMS allows.
4. Train on everybody and write weights.npz with the corpus' fingerprint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
RARE = 3  # a bucket seen in fewer messages is noise
GROUPS = 5  # of writers; one is left out at a time
ANSWER = 0.35  # a route missed is worse than one named too often; above it, two of three are right
# Share of calm messages that the classifier may raise to a level: (everyday ones, hard ones).
MOST_FALSE_ALARMS = {Level.RED: (0.012, 0.06), Level.AMBER: (0.06, 0.18)}
_NOT_SUICIDAL = {"gbv", "medical", "harm_to_others", "child"}
_OWN_HAND = ("attempt", "overdose", "poison", "means", "tonight", "farewell", "goodbye", "suicid", "pills")

Blocks = tuple[features.Counts, features.Counts]


@dataclass(frozen=True, slots=True)
class Taught:
    """A line with its features, as it stands and without the words that benign frames cover."""

    line: Line
    whole: Blocks
    unframed: Reading


@dataclass(frozen=True, slots=True)
class Trained:
    """Weights for every bucket; what is zero everywhere is not stored."""

    idf: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def classifier(self, temperature: float, thresholds: Thresholds) -> Classifier:
        """Return a classifier that uses these weights."""
        return Classifier(self.idf, self.weights, self.bias, temperature, thresholds)


def prepare(lines: Sequence[Line]) -> list[Taught]:
    """Read every line once."""
    taught = []
    for line in lines:
        reading = matcher().read(line.text)
        covered = matcher().find(reading).covered
        left = reading.without(covered) if covered else reading
        taught.append(Taught(line, features.counts(reading), left))
    return taught


def fit(taught: Sequence[Taught]) -> Trained:
    """Train on these lines: one model for the levels, and one for each question."""
    lines = [one.line for one in taught]
    idf = np.zeros(features.SIZE)
    for one in taught:
        for found, _ in one.whole:
            idf[found] += 1
    idf = np.where(idf >= RARE, np.log((1 + len(lines)) / (1 + idf)) + 1, 0.0)
    matrix = _matrix([one.whole for one in taught], idf)
    used = np.flatnonzero(idf)
    matrix = matrix[:, used]
    levels = LogisticRegression(C=STRENGTH, max_iter=200, tol=1e-3, class_weight="balanced")
    levels.fit(matrix, np.array([line.level for line in lines]))
    columns, bias = list(levels.coef_), list(levels.intercept_)
    for question in QUESTIONS:
        one_question = LogisticRegression(C=STRENGTH, solver="liblinear", class_weight="balanced", tol=1e-3)
        one_question.fit(matrix, np.array([answer(line, question) for line in lines]))
        columns.append(one_question.coef_[0])
        bias.append(one_question.intercept_[0])
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


def groups(lines: Sequence[Line]) -> list[frozenset[str]]:
    """Return the writers in GROUPS groups, in alphabetical order dealt round."""
    writers = sorted({line.writer for line in lines})
    return [group for start in range(GROUPS) if (group := frozenset(writers[start::GROUPS]))]


def left_out(taught: Sequence[Taught]) -> Iterator[tuple[list[int], Trained]]:
    """Yield, for each group of writers, the numbers of its lines and what was trained without them."""
    for group in groups([one.line for one in taught]):
        mine = [i for i, one in enumerate(taught) if one.line.writer in group]
        yield mine, fit([one for one in taught if one.line.writer not in group])


def opinions_of(taught: Sequence[Taught], parts: Sequence[tuple[list[int], Trained]]) -> list[Opinion]:
    """Return, for each line, the opinion of a classifier that never saw its writer (temperature 1)."""
    opinions: dict[int, Opinion] = {}
    for mine, trained in parts:
        judge = trained.classifier(1.0, Thresholds(1, 1, 1, 1))
        opinions |= {i: judge.opinion(taught[i].unframed) for i in mine}
    return [opinions[i] for i in range(len(taught))]


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
    return Thresholds(red, amber, 0.5, ANSWER)


def tune(taught: Sequence[Taught], parts: Sequence[tuple[list[int], Trained]]) -> tuple[float, Thresholds]:
    """Return the temperature and the thresholds that the left-out opinions ask for."""
    lines = [one.line for one in taught]
    raw = opinions_of(taught, parts)
    temperature = calibrate(lines, raw)
    return temperature, choose_thresholds(lines, [sharpen(o, temperature) for o in raw])


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


def main() -> None:
    """Train, choose thresholds, write the weights."""
    taught = prepare(corpus_file.read())
    temperature, thresholds = tune(taught, list(left_out(taught)))
    trained = fit(taught)
    rows = np.flatnonzero(trained.idf)
    # A byte a weight: hundreds of them add up in every message, and their rounding cancels out.
    steps = np.abs(trained.weights).max(0) / 127
    np.savez_compressed(
        WEIGHTS,
        rows=rows.astype(np.uint32),
        idf=trained.idf[rows].astype(np.float16),
        weights=np.round(trained.weights[rows] / steps).astype(np.int8),
        steps=steps,
        bias=trained.bias,
        temperature=np.float64(temperature),
        thresholds=np.array([thresholds.red, thresholds.amber, thresholds.blue, thresholds.answer]),
        corpus_sha256=np.array(corpus_file.fingerprint()),
    )
    print(f"{len(taught)} lines, {len(rows)} buckets, temperature {temperature:.2f}, {thresholds}")
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size / 1024:.0f} KiB")


def sharpen(opinion: Opinion, temperature: float) -> Opinion:
    """Return an opinion of temperature 1 at another temperature."""
    powered = np.array(opinion.levels) ** (1 / temperature)
    return Opinion(tuple(float(p) for p in powered / powered.sum()), opinion.answers)


if __name__ == "__main__":
    main()
