"""Train the classifier: make weights, or python -m helpline.triage.learning.train in Rasa's environment.

1. Deal the writers into groups; leave out one group at a time, train on the others, keep the scores of
   the one left out.
2. Teach on those scores what weighs the parts; for the next steps one that did not see the writer either.
3. Choose the temperature that makes the opinion honest.
4. Choose thresholds on it: the lowest, so the best recall, that raises no more everyday messages and
   no more hard calm ones than MOST_FALSE_ALARMS allows; for short and for long messages the highest
   that misses no larger share of their danger than MISSED allows.
5. Train on everybody and write weights.npz with the corpus' fingerprint.

With --encoder, any sentence encoder takes the network's place; --out is then a folder of one's own. Only one
group is left out, for what weighs, temperature and thresholds: an encoder takes long to train.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from helpline.triage import classifier as stored
from helpline.triage import corpus_file
from helpline.triage.assessment import Level
from helpline.triage.classifier import Classifier, stretches
from helpline.triage.corpus_file import Line
from helpline.triage.learning import folds, linear, weigher
from helpline.triage.learning.folds import Fold
from helpline.triage.learning.lines import Taught, groups, prepare
from helpline.triage.opinion import LONG, SHORT, Opinion, Thresholds
from helpline.triage.weigher import Weigher, seen

BLUE = 0.5
# A route missed is worse than one named too often.
ANSWER = 0.25
# Share of calm messages that the classifier may raise to a level: (everyday ones, hard ones). Of real posts
# it raises a third of that (docs/triage.md). Recall of RED comes first, then of AMBER, then false alarms.
MOST_FALSE_ALARMS = {Level.RED: (0.045, 0.062), Level.AMBER: (0.07, 0.09)}

# How many times the share of risk may be missed in short and in long messages that is missed of those
# between. A calm message of few words is the commonest there is, in the middle of any talk; a long one has
# more in it to sound like risk, and what is risk in it is mostly said in so many words, which the rules know.
# Of danger now the least more is let go.
MISSED = {"short_red": 1.4, "short_amber": 1.5, "long_amber": 1.8}

Scores = list[NDArray[np.float64]]  # of each part


def scores_of(taught: Sequence[Taught], left_out: Sequence[Fold]) -> dict[int, Scores]:
    """Return the scores for each left-out line and its stretches, by parts that never saw its writer."""
    return {i: judge.scores(stretches(taught[i].unframed)) for mine, judge in left_out for i in mine}


def seen_of(taught: Sequence[Taught], scores: Mapping[int, Scores]) -> dict[int, NDArray[np.float64]]:
    """Return what the weigher sees of each left-out line."""
    return {i: seen(*stored.mean_opinion(parts), parts, taught[i].unframed) for i, parts in scores.items()}


def weighers(taught: Sequence[Taught], scores: Mapping[int, Scores]) -> tuple[dict[int, Weigher], Weigher]:
    """Return, for each left-out line, a weigher that its writer did not teach, and one that all taught."""
    rows = seen_of(taught, scores)

    def fit(chosen: Sequence[int]) -> Weigher:
        return weigher.fit(np.array([rows[i] for i in chosen]), [taught[i].line for i in chosen])

    unseen: dict[int, Weigher] = {}
    for group in groups([taught[i].line for i in rows]):
        judge = fit([i for i in rows if taught[i].line.writer not in group])
        unseen |= {i: judge for i in rows if taught[i].line.writer in group}
    return unseen, fit(list(rows))


def opinions(
    taught: Sequence[Taught], scores: Mapping[int, Scores], unseen: Mapping[int, Weigher], temperature: float
) -> dict[int, Opinion]:
    """Return the opinion of each left-out line, by parts and a weigher that never saw its writer."""
    return {
        i: stored.conclude(parts, taught[i].unframed, unseen[i], temperature) for i, parts in scores.items()
    }


def tune(
    taught: Sequence[Taught], scores: Mapping[int, Scores], unseen: Mapping[int, Weigher]
) -> tuple[float, Thresholds]:
    """Return the temperature and the thresholds that the left-out opinions ask for."""
    lines = [taught[i].line for i in scores]
    words = [len(taught[i].unframed.keys) for i in scores]
    temperature = calibrate(lines, list(opinions(taught, scores, unseen, 1.0).values()))
    honest = list(opinions(taught, scores, unseen, temperature).values())
    return temperature, choose_thresholds(lines, honest, words)


def calibrate(lines: Sequence[Line], found: Sequence[Opinion]) -> float:
    """Return the temperature under which the left-out opinions are most likely."""
    logits = np.log(np.array([opinion.levels for opinion in found]) + 1e-12)
    truth = np.array([line.level for line in lines])

    def loss(temperature: float) -> float:
        scaled = logits / temperature
        norm = np.log(np.exp(scaled - scaled.max(1, keepdims=True)).sum(1)) + scaled.max(1)
        return float((norm - scaled[np.arange(len(truth)), truth]).mean())

    return float(min(np.linspace(0.2, 3.0, 113), key=loss))


def choose_thresholds(lines: Sequence[Line], found: Sequence[Opinion], words: Sequence[int]) -> Thresholds:
    """Return the thresholds for these calibrated, left-out opinions of messages of so many words."""
    scores = {Level.RED: [o.red for o in found], Level.AMBER: [o.risk for o in found]}
    red, amber = (_threshold(lines, scores[level], level) for level in (Level.RED, Level.AMBER))
    of_length = {
        name: _of_length(lines, scores[level], words, level, limit, MISSED[name], fits)
        for name, level, limit, fits in (
            ("short_red", Level.RED, red, lambda length: length <= SHORT),
            ("short_amber", Level.AMBER, amber, lambda length: length <= SHORT),
            ("long_amber", Level.AMBER, amber, lambda length: length >= LONG),
        )
    }
    return Thresholds(red, amber, BLUE, ANSWER, **of_length)


def _of_length(
    lines: Sequence[Line],
    scores: Sequence[float],
    words: Sequence[int],
    level: Level,
    limit: float,
    times: float,
    fits: Callable[[int], bool],
) -> float:
    """Return the highest threshold by which messages of a length are missed no more than so many times.

    Compared with those of middle length, at their own threshold `limit`, under which it never is.
    """
    of_level = [
        (score, length)
        for line, score, length in zip(lines, scores, words, strict=True)
        if line.level >= level
    ]
    middle = [score for score, length in of_level if SHORT < length < LONG]
    these = [score for score, length in of_level if fits(length)]
    if not middle or not these:
        return limit
    missed = times * sum(score < limit for score in middle) / len(middle)
    return max(limit, float(np.quantile(these, min(1.0, missed))))


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


def built_in(taught: Sequence[Taught]) -> Classifier:
    """Return the classifier that is committed: linear part and network."""
    scores = scores_of(taught, folds.left_out(taught))
    return _tuned(folds.everybody(taught), taught, scores)


def with_encoder(taught: Sequence[Taught], name: str, folder: Path) -> Classifier:
    """Return one with an encoder in the network's place, the encoder saved under the folder."""
    from helpline.triage.learning import encoder  # sentence-transformers takes seconds to import

    out = groups([one.line for one in taught])[0]
    mine = [i for i, one in enumerate(taught) if one.line.writer in out and not one.line.duel]
    others = [one for one in taught if one.line.writer not in out]
    trial = Classifier(linear.fit(others), encoder.fit(others, name, folder / "trial"))
    scores = scores_of(taught, [(mine, trial)])
    whole = Classifier(linear.fit(taught), encoder.fit(taught, name, folder / stored.ENCODER))
    return _tuned(whole, taught, scores)


def _tuned(judge: Classifier, taught: Sequence[Taught], scores: Mapping[int, Scores]) -> Classifier:
    """Return a classifier with what the left-out scores teach."""
    unseen, everybody = weighers(taught, scores)
    return judge.tuned(everybody, *tune(taught, scores, unseen))


def main() -> int:
    """Train, choose thresholds, write the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--encoder", help="name or folder of a sentence-transformers model")
    parser.add_argument("--out", type=Path, default=stored.WEIGHTS.parent, help="folder for weights.npz")
    options = parser.parse_args()
    if options.encoder and options.out == stored.WEIGHTS.parent:
        parser.error("--encoder needs --out: the built-in classifier must load without a library of its own")
    taught = prepare(corpus_file.read())
    if options.encoder:
        judge = with_encoder(taught, options.encoder, options.out)
    else:
        judge = built_in(taught)
    judge.corpus_sha256 = corpus_file.fingerprint()
    path = options.out / stored.WEIGHTS.name
    stored.save(judge, path)
    print(f"{len(taught)} lines, temperature {judge.temperature:.2f}, {judge.thresholds}")
    print(f"{path}: {path.stat().st_size / 1024:.0f} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
