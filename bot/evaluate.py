"""Measure understanding on writers that were not trained on: `.venv-rasa/bin/python -m bot.evaluate`.

Each writer in turn is held out, of the encoder, the classifiers and their vocabularies alike; what is
printed is the mean over writers. `--confusions` adds what is taken for what.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack, vstack

from bot.components.risk_model import LEVELS, RiskLine, fit
from bot.components.sentence_vectors import Encoder
from bot.components.words import expand, prepare
from bot.encoder.corpus import SHORT_ANSWERS, Example, risk_lines, topic_questions, utterances
from bot.encoder.train import fit as fit_encoder
from bot.encoder.train import labelled, vocabulary

FEATURES = ("counts", "tfidf", "encoder", "tfidf+encoder", "tfidf+words+encoder")
THRESHOLDS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4)
TESTSET = Path("bot/testset")
# What tells of a wish to die or asks about it, and what tells of a heavy heart.
SUICIDALITY = frozenset(("ask_suicide_info", "worried_about_someone", "do_support_someone"))
DISTRESS = frozenset(
    ("feel_sad", "feel_anxious", "panic_attack", "cant_sleep", "nightmares", "grieving", "angry", "lonely",
     "guilt_shame", "trauma_war", "empty_bored", "stressed_exams", "stressed_money_work", "body_symptoms")
)  # fmt: skip
Encode = Callable[[list[str]], NDArray[np.float32]]


class Answer(NamedTuple):
    """One held-out utterance: its intent, the best guess and how sure that is."""

    intent: str
    guess: str
    confidence: float


def held_out_encoder(writer: str) -> Encode:
    """Train the encoder without a writer and return its encode function."""
    lines, labels = labelled(without_writer=writer)
    pieces = vocabulary(lines)
    table = fit_encoder(lines, labels, pieces)

    def encode(texts: list[str]) -> NDArray[np.float32]:
        rows = []
        for text in texts:
            row = table[[pieces.get(piece, 0) for piece in expand(text).split()] or [0]].mean(axis=0)
            rows.append(row / max(float(np.linalg.norm(row)), 1e-9))
        return np.array(rows, dtype=np.float32)

    return encode


def ngram_rows(kind: str, train: list[str], test: list[str]) -> tuple[Any, Any]:
    """Return sparse features as Rasa's counting or as one of our weighting featurizers makes them."""
    if kind == "counts":
        from sklearn.feature_extraction.text import CountVectorizer

        counter = CountVectorizer(analyzer="char_wb", ngram_range=(1, 4))
        return counter.fit_transform(train), counter.transform(test)
    from rasa.engine.graph import ExecutionContext, GraphSchema
    from rasa.engine.storage.resource import Resource

    from bot.components.ngrams import NgramFeaturizer, WordFeaturizer

    featurizer = WordFeaturizer if kind == "words" else NgramFeaturizer
    context = ExecutionContext(GraphSchema({}), node_name="ngrams")
    blank = featurizer.create({}, None, Resource("ngrams"), context)  # type: ignore[arg-type]
    weights = blank.inverse_frequencies(train)
    filled = featurizer({}, None, Resource("ngrams"), context, weights)  # type: ignore[arg-type]
    return vstack([filled.row(line) for line in train]), vstack([filled.row(line) for line in test])


def answers(kind: str, train: list[Example], test: list[Example], encode: Encode) -> list[Answer]:
    """Train the intent classifier on some features and answer the held-out texts."""
    from sklearn.linear_model import LogisticRegression

    from bot.components.intents import fit as fit_intents

    train_lines, test_lines = [prepare(e.text) for e in train], [prepare(e.text) for e in test]
    parts = []
    for part in kind.split("+"):
        if part == "encoder":
            scale = _encoder_scale()
            parts.append((csr_matrix(encode(train_lines) * scale), csr_matrix(encode(test_lines) * scale)))
        else:
            parts.append(ngram_rows(part, train_lines, test_lines))
    rows = hstack([part for part, _ in parts]).tocsr()
    model = fit_intents(LogisticRegression(), rows, [e.label for e in train])
    odds = model.predict_proba(hstack([part for _, part in parts]).tocsr())
    best = odds.argmax(axis=1)
    return [
        Answer(e.label, str(model.classes_[column]), float(row[column]))
        for e, row, column in zip(test, odds, best, strict=True)
    ]


def _encoder_scale() -> float:
    from bot.components.encoder import SentenceEncoderFeaturizer

    return float(SentenceEncoderFeaturizer.get_default_config()["scale"])


def report_intents(encoders: dict[str, Encode], kinds: tuple[str, ...], confusions: bool) -> None:
    """Print accuracy per writer, and for the last kind what a confidence threshold would cost."""
    everything = utterances()
    extra = utterances(SHORT_ANSWERS.parent, SHORT_ANSWERS.name)
    found: list[Answer] = []
    for kind in kinds:
        found, scores, began = [], [], time.monotonic()
        for writer, encode in encoders.items():
            train = [e for e in everything if e.writer != writer] + extra
            part = answers(kind, train, [e for e in everything if e.writer == writer], encode)
            scores.append(np.mean([a.intent == a.guess for a in part]))
            found += part
        each = " ".join(f"{writer} {score:.3f}" for writer, score in zip(encoders, scores, strict=True))
        print(
            f"intent {kind:14} mean {np.mean(scores):.3f}  {each}  ({time.monotonic() - began:.0f} s)",
            flush=True,
        )
    for threshold in THRESHOLDS:
        kept = [a for a in found if a.confidence >= threshold]
        right = sum(a.intent == a.guess for a in kept)
        lost = sum(a.intent == a.guess for a in found if a.confidence < threshold)
        wrong = len(kept) - right
        shares = [f"{count / len(found):.3f}" for count in (len(kept), right, wrong, lost)]
        print(f"threshold {threshold:.2f}: answers {shares[0]}, right {shares[1]}, wrong {shares[2]}", end="")
        print(f", right but not said {shares[3]}")
    if confusions:
        pairs = Counter((a.intent, a.guess) for a in found if a.intent != a.guess)
        for (intent, guess), count in pairs.most_common(40):
            print(f"  {count:3} {intent} taken for {guess}")


def report_risk(encoders: dict[str, Encode], strengths: tuple[float, ...]) -> None:
    """Print what the second opinion finds and how often it cries wolf, per strength and threshold."""
    lines, calm = risk_lines(), utterances() + utterances(SHORT_ANSWERS.parent, SHORT_ANSWERS.name)
    for strength in strengths:
        truth: list[str] = []
        rows: list[NDArray[np.float32]] = []
        for writer, encode in encoders.items():
            train = [RiskLine(x.text, x.level, x.explicit) for x in lines if x.writer != writer]
            quiet = [e.text for e in calm if e.writer != writer]
            vectors = encode([prepare(t) for t in [x.text for x in train] + quiet])
            model = fit(vectors, train, len(quiet), strength)
            test = [(x.text, x.level) for x in lines if x.writer == writer]
            test += [(e.text, "utterance") for e in calm if e.writer == writer]
            truth += [level for _, level in test]
            rows += [model.probabilities(vector) for vector in encode([prepare(text) for text, _ in test])]
        odds, levels = np.array(rows), np.array(truth)
        danger = odds[:, 2] + odds[:, 3]
        print(
            f"risk, C={strength:g}: "
            + ", ".join(f"{name} {int((levels == name).sum())}" for name in dict.fromkeys(truth))
        )
        for threshold in (0.5, 0.6, 0.7, 0.8, 0.85, 0.87, 0.9, 0.95):
            share = {n: float((danger[levels == n] >= threshold).mean()) for n in (*LEVELS, "utterance")}
            red = {n: float((odds[levels == n, 3] >= threshold).mean()) for n in (*LEVELS, "utterance")}
            print(
                f"  amber at {threshold:.2f}: " + " ".join(f"{n} {v:.3f}" for n, v in share.items())
                + "   red: " + " ".join(f"{n} {v:.3f}" for n, v in red.items())
            )  # fmt: skip


def report_added(model: Path) -> None:
    """Print what the second opinion adds to triage on test files that neither has learnt from."""
    from bot.components.sentence_vectors import load_encoder
    from helpline.triage import Level, assess
    from helpline.triage.learning.reference import tests

    encoder = load_encoder(str(model))
    rows = [RiskLine(x.text, x.level, x.explicit) for x in risk_lines()]
    calm = [e.text for e in utterances() + utterances(SHORT_ANSWERS.parent, SHORT_ANSWERS.name)]
    risk = fit(encoder.encode([prepare(t) for t in [row.text for row in rows] + calm]), rows, len(calm))
    lines = tests()
    odds = np.array([risk.probabilities(v) for v in encoder.encode([prepare(line.text) for line in lines])])
    limits = {key: _risk_setting(key) for key in ("amber_threshold", "red_threshold")}
    second = np.where(odds[:, 2] + odds[:, 3] >= limits["amber_threshold"], Level.AMBER, Level.GREEN)
    second = np.where(odds[:, 3] >= limits["red_threshold"], Level.RED, second)
    first = np.array([assess(line.text).level for line in lines])
    truth = np.array([line.level for line in lines])
    print(f"\nthe second opinion on {len(lines)} test lines (thresholds {limits})")
    heads = ("lines", "triage AMBER+", "second alone", "both", "triage RED", "both RED")
    print(" " * 10 + "".join(f"{head:>15}" for head in heads))
    for level in reversed(Level):
        of = truth == level
        amber = [float((x[of] >= Level.AMBER).mean()) for x in (first, second, np.maximum(first, second))]
        red = [float((x[of] >= Level.RED).mean()) for x in (first, np.maximum(first, second))]
        print(f"{level.name:10}{int(of.sum()):>15}" + "".join(f"{share:>15.3f}" for share in amber + red))


def _risk_setting(key: str) -> float:
    """Return a threshold of the second opinion from config.yml."""
    import yaml

    pipeline = yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))["pipeline"]
    return float(next(part[key] for part in pipeline if part["name"].endswith("RiskClassifier")))


def report_testset(model: Path) -> None:
    """Print how well the assistant understands what authors wrote who saw nothing that it was taught by."""
    from bot.components.sentence_vectors import load_encoder

    encoder = load_encoder(str(model))
    taught = utterances() + utterances(SHORT_ANSWERS.parent, SHORT_ANSWERS.name)
    test = utterances(TESTSET)
    found = answers("tfidf+words+encoder", taught, test, encoder.encode)
    print(f"\nintents, {len(test)} utterances of the test set, taught by {len(taught)}")
    authors = sorted({e.writer for e in test})
    for author in (*authors, "all"):
        part = [a for a, e in zip(found, test, strict=True) if author in (e.writer, "all")]
        right = float(np.mean([a.intent == a.guess for a in part]))
        print(f"  {author:10} accuracy {right:.3f}, macro-F1 {macro_f1(part):.3f}")
    suicidal = [a for a in found if (a.intent in SUICIDALITY) != (a.guess in SUICIDALITY)]
    distress = [a for a in suicidal if a.intent in DISTRESS or a.guess in DISTRESS]
    print(f"  distress taken for suicidality or the reverse: {len(distress)}")
    for (intent, guess), count in Counter(
        (a.intent, a.guess) for a in found if a.intent != a.guess
    ).most_common(30):
        print(f"    {count:3} {intent} taken for {guess}")
    report_topics(encoder)


def report_topics(encoder: Encoder) -> None:
    """Print how often the topic that answers a question is among those found."""
    from bot.components.topic_search import TopicIndex

    questions = topic_questions()
    index = TopicIndex.of(questions, encoder)
    rows = [
        (file.stem, json.loads(line))
        for file in sorted(TESTSET.glob("topics_*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    ranked = [index.rank(prepare(row["text"]), encoder.encode([prepare(row["text"])])[0]) for _, row in rows]
    print(f"\ntopics, {len(rows)} questions of the test set, taught by {len(questions)}")
    for author in (*sorted({name for name, _ in rows}), "all"):
        here = [
            (row["topic"], near)
            for (name, row), near in zip(rows, ranked, strict=True)
            if author in (name, "all")
        ]
        known = [([name for name, _ in near], topic) for topic, near in here if topic]
        first = np.mean([names[0] == topic for names, topic in known])
        third = np.mean([topic in names[:3] for names, topic in known])
        print(f"  {author:16} right first {first:.3f}, among three {third:.3f}")
    for limit in np.arange(-0.2, 0.5, 0.05):
        none = np.mean(
            [near[0][1] < limit for (_, row), near in zip(rows, ranked, strict=True) if not row["topic"]]
        )
        kept = np.mean(
            [near[0][1] >= limit for (_, row), near in zip(rows, ranked, strict=True) if row["topic"]]
        )
        print(f"  nearness {limit:.2f}: {none:.3f} without a topic refused, {kept:.3f} with one answered")


def macro_f1(found: Sequence[Answer]) -> float:
    """Return the mean F1 over the intents that occur."""
    scores = []
    for intent in {a.intent for a in found}:
        hits = sum(a.intent == a.guess == intent for a in found)
        said, meant = sum(a.guess == intent for a in found), sum(a.intent == intent for a in found)
        scores.append(2 * hits / (said + meant))
    return float(np.mean(scores))


def main() -> int:
    """Run the measurements."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--features", nargs="*", default=["tfidf+words+encoder"], choices=FEATURES)
    parser.add_argument("--strengths", nargs="*", type=float, default=[3.0])
    parser.add_argument("--confusions", action="store_true")
    parser.add_argument("--model", type=Path, default=Path("models/encoder"), help="the trained encoder")
    parser.add_argument("--only-testset", action="store_true", help="only what the test set says")
    parser.add_argument("--only-added", action="store_true", help="only what the second opinion adds")
    options = parser.parse_args()
    if options.only_added:
        report_added(options.model)
        return 0
    report_testset(options.model)
    if options.only_testset:
        return 0
    writers = sorted({e.writer for e in utterances()})
    began = time.monotonic()
    encoders = {writer: held_out_encoder(writer) for writer in writers}
    print(f"{len(writers)} encoders trained in {time.monotonic() - began:.0f} s", flush=True)
    report_intents(encoders, tuple(options.features), options.confusions)
    report_risk(encoders, tuple(options.strengths))
    report_added(options.model)
    return 0


if __name__ == "__main__":
    sys.exit(main())
