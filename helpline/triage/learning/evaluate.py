"""Say how good triage is: make evaluate. Prints its tables and writes docs/triage-figures.md with plots.

Three kinds of figures, none on a line that was trained on. Writers held out (and themes): rules and a
classifier that never saw the writer. Independent test files, and the shared folder where there is one: rules
and the committed weights. Beside them in the same run: keywords, n-grams of letters with logistic regression
as most published work has them, the rules alone, each part of the classifier alone.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from helpline.text import normalise
from helpline.triage import corpus_file
from helpline.triage.assess import assess, assess_with
from helpline.triage.assessment import Assessment, Level
from helpline.triage.classifier import mean_opinion
from helpline.triage.combine import judged_level
from helpline.triage.corpus_file import Line
from helpline.triage.learning import folds, plots, reference, tables
from helpline.triage.learning.folds import Fold
from helpline.triage.learning.lines import Taught, groups, prepare
from helpline.triage.learning.tables import Judged
from helpline.triage.learning.train import Scores, opinions, scores_of, tune, weighers
from helpline.triage.opinion import Opinion, Thresholds
from helpline.triage.weigher import Weigher

PAGE = folds.ROOT / "docs" / "triage-figures.md"
WRITERS_OF_THE_CURVE = (4, 8, 16, 32)

# The plainest words, as a list of keywords would have them: a baseline.
KEYWORDS = (
    "انتحر",
    "انتحار",
    "اموت",
    "اقتل نفسي",
    "اكتل نفسي",
    "ما اريد اعيش",
    "مااريد اعيش",
    "اخلص من حياتي",
    "موت",
)


@dataclass(frozen=True, slots=True)
class Scored:
    """How likely AMBER or RED each line is, by each way of judging, writers held out."""

    truth: NDArray[np.bool_]
    calm_everyday: NDArray[np.bool_]
    chances: dict[str, NDArray[np.float64]]


def by_keywords(lines: Sequence[Line]) -> list[Judged]:
    """Return every line as a list of keywords would judge it."""
    words = [normalise(word) for word in KEYWORDS]
    found = [any(word in normalise(line.text) for word in words) for line in lines]
    return [
        (line, _plain(Level.AMBER if hit else Level.GREEN)) for line, hit in zip(lines, found, strict=True)
    ]


def by_ngrams(known: Sequence[Line], unseen: Sequence[Line]) -> NDArray[np.float64]:
    """Return how likely AMBER or RED n-grams of letters find unseen lines: the published baseline."""
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True)
    model = LogisticRegression(solver="liblinear", class_weight="balanced")
    truth = [line.level >= Level.AMBER for line in known]
    model.fit(vectors.fit_transform([normalise(line.text) for line in known]), truth)
    chances: NDArray[np.float64] = model.predict_proba(
        vectors.transform([normalise(line.text) for line in unseen])
    )[:, 1]
    return chances


def held_out(
    taught: Sequence[Taught],
    left_out: Sequence[Fold],
    weigher_of: Callable[[int], Weigher],
    limits: tuple[float, Thresholds],
) -> list[Judged]:
    """Return every left-out line as judged by the rules and a classifier that never saw its writer."""
    return [
        (taught[i].line, assess_with(judge.tuned(weigher_of(i), *limits), taught[i].line.text))
        for mine, judge in left_out
        for i in mine
    ]


def alone(taught: Sequence[Taught], found: Mapping[int, Opinion], limits: Thresholds) -> list[Judged]:
    """Return the same by the classifier without the rules."""
    return [
        (taught[i].line, _plain(judged_level(opinion, limits, len(taught[i].unframed.keys))))
        for i, opinion in found.items()
    ]


def scored(
    taught: Sequence[Taught],
    left_out: Sequence[Fold],
    scores: Mapping[int, Scores],
    weighed: Mapping[int, Opinion],
) -> Scored:
    """Return how likely risk is by the n-grams, by each part, by the mean of both, and by both weighed."""
    order = [i for mine, _ in left_out for i in mine]
    lines = [one.line for one in taught]
    chances: dict[str, list[float]] = {
        name: [] for name in ("n-grams", "linear part", "network", "their mean", "both weighed")
    }
    for mine, _ in left_out:
        out = set(mine)
        known = [line for i, line in enumerate(lines) if i not in out]
        chances["n-grams"] += list(by_ngrams(known, [lines[i] for i in mine]))
        for i in mine:
            linear, network = scores[i]
            for name, parts in (
                ("linear part", [linear]),
                ("network", [network]),
                ("their mean", [linear, network]),
            ):
                chances[name].append(mean_opinion(parts)[0].risk)
            chances["both weighed"].append(weighed[i].risk)
    return Scored(
        np.array([lines[i].level >= Level.AMBER for i in order]),
        np.array([lines[i].everyday and lines[i].level < Level.AMBER for i in order]),
        {name: np.array(found) for name, found in chances.items()},
    )


def at_the_same_alarms(found: Scored, everyday: float = 0.02) -> str:
    """Return recall of AMBER or RED where each way flags the same share of everyday lines."""
    rows = []
    for name, chances in found.chances.items():
        limit = float(np.quantile(chances[found.calm_everyday], 1 - everyday))
        recall = tables.share((chances[found.truth] >= limit).tolist())
        rows.append([name, f"{roc_auc_score(found.truth, chances):.4f}", str(recall)])
    return tables.table(["", "AUC", f"recall where {everyday:.0%} of everyday lines are flagged"], rows)


def curve(taught: Sequence[Taught]) -> list[tuple[int, int, float]]:
    """Return writers, lines and AUC on one group of writers, taught by more and more of the others."""
    lines = [one.line for one in taught]
    test = groups(lines)[0]
    others = sorted({line.writer for line in lines} - test)
    # Spread over the alphabet, so that no kind of writer comes first.
    mixed = [name for start in range(7) for name in others[start::7]]
    unseen = [one for one in taught if one.line.writer in test and not one.line.duel]
    truth = [one.line.level >= Level.AMBER for one in unseen]
    found = []
    for count in [*(c for c in WRITERS_OF_THE_CURVE if c < len(mixed)), len(mixed)]:
        chosen = frozenset(mixed[:count])
        judge = folds.only(taught, chosen)
        chances = [judge.opinion(one.unframed).risk for one in unseen]
        found.append(
            (count, sum(line.writer in chosen for line in lines), float(roc_auc_score(truth, chances)))
        )
    return found


def by_category(judged: Sequence[Judged]) -> str:
    """Return what the lines of each category of the test files come out as."""
    rows = []
    for name in dict.fromkeys(line.theme for line, _ in judged):
        found = [a.level for line, a in judged if line.theme == name]
        shares = [
            str(tables.share(level >= least for level in found))
            for least in (Level.RED, Level.AMBER, Level.BLUE)
        ]
        rows.append([name, str(len(found)), *shares])
    return tables.table(["category", "lines", "RED", "AMBER+", "BLUE+"], rows)


def of_the_shared_folder() -> str:
    """Return what the shared folder's texts come out as, with the committed weights."""
    folder = reference.shared_folder()
    if folder is None:
        return (
            "Skipped: ordinary posts, questions to doctors, expressions (no shared folder; set WIYAK_SHARED)."
        )
    texts = reference.shared(folder)
    rows = []
    for name, found in (
        ("ordinary Iraqi posts", texts.posts),
        ("questions to doctors, suicidality", texts.suicidal_questions),
        ("questions to doctors, distress", texts.distressed_questions),
    ):
        levels = [assess(text).level for text in found]
        shares = [str(tables.share(level >= least for level in levels)) for least in (Level.AMBER, Level.RED)]
        rows.append([name, str(len(found)), *shares])
    posts = tables.table(["what", "texts", "AMBER+", "RED"], rows)
    rows = []
    for category, (least, most) in reference.EXPECTED.items():
        right = [least <= assess(text).level <= most for text in texts.expressions[category]]
        rows.append([category, f"{least.name} to {most.name}", str(len(right)), str(tables.share(right))])
    return f"{posts}\n\n{tables.table(['expressions', 'expected', 'texts', 'as expected'], rows)}"


def calibration(judged: Sequence[tuple[Line, Opinion]]) -> list[tuple[float, float, int]]:
    """Return, for tenths of the chance of risk, its mean, the true share, and how many lines."""
    chances = np.array([opinion.risk for _, opinion in judged])
    truth = np.array([line.level >= Level.AMBER for line, _ in judged])
    tenths = np.minimum((chances * 10).astype(int), 9)
    return [
        (float(chances[tenths == t].mean()), float(truth[tenths == t].mean()), int((tenths == t).sum()))
        for t in range(10)
        if (tenths == t).any()
    ]


def report(say: Callable[[str], None], quick: bool) -> None:
    """Measure everything and say it, part by part, as markdown.

    `quick` leaves out what needs more classifiers than the committed weights did: the curve and the themes.
    """
    lines = corpus_file.read()
    natural = [line for line in lines if not line.duel]
    taught = prepare(lines)
    left_out = folds.left_out(taught)
    scores = scores_of(taught, left_out)
    unseen, weigher = weighers(taught, scores)
    limits = tune(taught, scores, unseen)
    weighed = opinions(taught, scores, unseen, limits[0])
    whole = held_out(taught, left_out, lambda i: unseen[i], limits)
    say(
        f"# Triage in figures\n\nWritten by `make evaluate`; what it means stands in triage.md. "
        f"{len(lines)} lines of {len({line.writer for line in lines})} writers; Wilson's 95% intervals.\n\n"
        f"## Writers held out\n{limits[1]}, temperature {limits[0]:.2f}, chosen on these lines together."
    )
    ways = {
        "keywords": by_keywords(natural),
        "rules alone": [(line, assess_with(None, line.text)) for line in natural],
        "classifier alone": alone(taught, weighed, limits[1]),
        "both": whole,
    }
    heads = ["", *(name for name, _, _ in tables.COLUMNS)]
    say(tables.table(heads, [[name, *map(str, tables.levels(judged))] for name, judged in ways.items()]))
    say(f"### By script\n{tables.by(whole, lambda line: line.script, 'script')}")
    say(f"### By writer\n{tables.by(whole, lambda line: line.writer, 'writer')}")
    say(f"### Routes\n{tables.by_route(whole)}")
    duels = held_out(taught, folds.left_out(taught, duels=True), lambda _: weigher, limits)
    say(f"### Written against an earlier classifier\n{tables.by(duels, lambda line: line.writer, 'writer')}")
    found = scored(taught, left_out, scores, weighed)
    say(f"### Against others at the same alarms\n{at_the_same_alarms(found)}\n\n![](images/triage-roc.png)")
    plots.roc(found.truth, found.chances)
    plots.calibration(calibration([(taught[i].line, opinion) for i, opinion in weighed.items()]))
    say("### Is its chance of risk honest?\n![](images/triage-calibration.png)")
    if quick:
        say("Not measured in this run: what more writers bring, and themes held out.")
    else:
        _what_teaches(say, taught, weigher, limits)
    tests = reference.tests()
    judged = [(line, assess(line.text)) for line in tests]
    say(
        "## Independent test files, committed weights\n"
        + tables.table(
            heads, [[name, *map(str, tables.levels(made))] for name, made in _test_ways(tests, lines)]
        )
        + f"\n\n{by_category(judged)}\n\n{tables.by(judged, lambda line: line.script, 'script')}"
        + f"\n\n{tables.by(judged, lambda line: line.writer, 'author')}\n\n{tables.by_route(judged)}"
    )
    say(f"## The shared folder, committed weights\n{of_the_shared_folder()}")


def _what_teaches(
    say: Callable[[str], None],
    taught: Sequence[Taught],
    weigher: Weigher,
    limits: tuple[float, Thresholds],
) -> None:
    """Say what more writers bring, and what becomes of themes that were never taught."""
    learnt = curve(taught)
    plots.curve(learnt)
    rows = [[str(writers), str(count), f"{auc:.4f}"] for writers, count, auc in learnt]
    table = tables.table(["writers", "lines", "AUC"], rows)
    say(f"### What more writers bring\n{table}\n\n![](images/triage-curve.png)")
    by_theme = folds.left_out(taught, by="theme", most=1)
    say(
        "## Themes held out\nOne theme in three, whoever wrote it.\n\n"
        + tables.by(held_out(taught, by_theme, lambda _: weigher, limits), lambda line: line.script, "script")
    )


def _test_ways(tests: Sequence[Line], lines: Sequence[Line]) -> list[tuple[str, list[Judged]]]:
    """Return the test lines as judged in each way, the n-grams with as many false alarms as ours."""
    ours = [(line, assess(line.text)) for line in tests]
    chances = by_ngrams(lines, tests)
    calm = np.array([line.level < Level.AMBER for line in tests])
    flagged = np.mean([a.level >= Level.AMBER for line, a in ours if line.level < Level.AMBER])
    limit = float(np.quantile(chances[calm], 1 - float(flagged)))
    ngrams = [
        (line, _plain(Level.AMBER if c >= limit else Level.GREEN))
        for line, c in zip(tests, chances, strict=True)
    ]
    return [
        ("keywords", by_keywords(tests)),
        ("n-grams", ngrams),
        ("rules alone", [(line, assess_with(None, line.text)) for line in tests]),
        ("both", ours),
    ]


def _plain(level: Level) -> Assessment:
    """Return an assessment that says no more than a level."""
    return Assessment(level, (), 0.0, (), False)


def main() -> int:
    """Print the report and write its page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="no curve and no themes: they train for an hour")
    options = parser.parse_args()
    parts: list[str] = []

    def say(part: str) -> None:
        print(part, flush=True)
        parts.append(part)

    report(say, options.quick)
    PAGE.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
