"""The classifier's arithmetic is the same everywhere, its weights are safe to load and fresh."""

import zipfile
from pathlib import Path

import numpy as np
import pytest

from helpline.triage import assess, corpus_file, features
from helpline.triage.assess import assess_with
from helpline.triage.assessment import ROUTES, Level
from helpline.triage.classifier import (
    CHOSEN,
    WEIGHTS,
    Classifier,
    classifier,
    load,
    mean_opinion,
    save,
    stretches,
)
from helpline.triage.combine import judged_level
from helpline.triage.linear import Linear
from helpline.triage.matcher import matcher
from helpline.triage.network import CLASS_BUCKETS, LETTER_BUCKETS, Network, letter_buckets
from helpline.triage.opinion import COLUMNS, QUESTIONS, Opinion, Thresholds
from helpline.triage.rules import NEEDS_SUPPORT, RULES
from helpline.triage.weigher import WEIGHED, Weigher, seen


def test_the_weights_belong_to_the_corpus_on_disk() -> None:
    assert classifier().corpus_sha256 == corpus_file.fingerprint(), (
        "the corpus changed after training: run `make weights` and commit weights.npz"
    )


def test_the_fingerprint_changes_with_a_letter_a_name_or_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n", "utf-8")
    first = corpus_file.fingerprint(tmp_path)
    (tmp_path / "a.jsonl").write_text("{} \n", "utf-8")
    second = corpus_file.fingerprint(tmp_path)
    (tmp_path / "a.jsonl").rename(tmp_path / "b.jsonl")
    third = corpus_file.fingerprint(tmp_path)
    (tmp_path / "everyday").mkdir()
    (tmp_path / "everyday" / "b.jsonl").write_text("", "utf-8")
    assert len({first, second, third, corpus_file.fingerprint(tmp_path)}) == 4


def test_buckets_are_the_same_on_every_machine() -> None:
    assert features.buckets("اموت", 2).tolist() == [138418, 217083, 20420]
    assert features.buckets("ab", 3).tolist() == []


def test_the_file_is_small_and_holds_no_pickle() -> None:
    assert WEIGHTS.stat().st_size <= 16 * 1024 * 1024
    with zipfile.ZipFile(WEIGHTS) as stored:
        for name in stored.namelist():
            with stored.open(name) as member:
                np.lib.format.read_array(member, allow_pickle=False)


def _network(dimensions: int = 8, channels: int = 12) -> Network:
    dice = np.random.default_rng(1)

    def some(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return dice.normal(size=shape).astype(np.float32)

    return Network(
        {
            "letters": some(LETTER_BUCKETS, dimensions),
            "classes": some(CLASS_BUCKETS, dimensions),
            "first_weight": some(3 * dimensions, channels),
            "first_bias": some(channels),
            "second_weight": some(3 * channels, channels),
            "second_bias": some(channels),
            "last_weight": some(2 * channels + dimensions, COLUMNS),
            "last_bias": some(COLUMNS),
        }
    )


# What a weigher sees of a message that two parts have read.
SEEN = 42


def _weigher(adds: float = 1.0) -> Weigher:
    """Return a weigher that adds the same to the score of RED, whatever it sees, and little else."""
    dice = np.random.default_rng(3)
    bias = np.zeros(WEIGHED)
    bias[Level.RED] = adds
    return Weigher(
        {
            "hidden_weight": dice.normal(size=(SEEN, 4)),
            "hidden_bias": dice.normal(size=4),
            "last_weight": dice.normal(size=(4, WEIGHED)) * 1e-6,
            "last_bias": bias,
        }
    )


def test_what_is_stored_comes_back_and_thinks_nearly_the_same(tmp_path: Path) -> None:
    before = Classifier(
        _sure_of(Level.BLUE).linear,
        _network(),
        _weigher(),
        0.7,
        Thresholds(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7),
        "abc",
    )
    save(before, tmp_path / "weights.npz")
    after = load(tmp_path / "weights.npz")
    assert (after.temperature, after.thresholds, after.corpus_sha256) == (0.7, before.thresholds, "abc")
    readings = [matcher().read(text) for text in ("تعبت كلش", "شلونك", "")]
    for ours, theirs in zip(before.scores(readings), after.scores(readings), strict=True):
        assert np.abs(ours - theirs).max() < 0.05 * np.abs(ours).max()
    what = np.random.default_rng(2).normal(size=(3, SEEN))
    assert before.weigher and after.weigher
    assert np.allclose(before.weigher.scores(what), after.weigher.scores(what), atol=1e-4)


def test_the_network_reads_order_and_is_not_upset_by_an_empty_or_an_endless_message() -> None:
    network = _network()
    read = matcher().read
    one, other, empty, endless = network.scores(
        [read("ما اريد اموت"), read("اريد ما اموت"), read(""), read("تعبت " * 5000)]
    )
    assert not np.allclose(one, other)
    assert np.isfinite(empty).all()
    assert np.isfinite(endless).all()


def test_a_misspelt_word_shares_most_of_its_letters_with_the_right_one() -> None:
    right, wrong, another = (set(letter_buckets(word)) for word in ("تعبانه", "تعبانة", "سياره"))
    assert len(right & wrong) > 4 * len(right & another)


def test_an_operators_model_that_cannot_be_used_leaves_the_built_in_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(CHOSEN, str(tmp_path))
    classifier.cache_clear()
    try:
        assert classifier().corpus_sha256 == corpus_file.fingerprint()
        assert "built-in" in caplog.text
    finally:
        classifier.cache_clear()


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04broken"])
def test_broken_weights_leave_the_built_in_ones(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "weights.npz").write_bytes(content)
    monkeypatch.setenv(CHOSEN, str(tmp_path))
    classifier.cache_clear()
    try:
        assert assess("اريد اموت").level == Level.AMBER
    finally:
        classifier.cache_clear()


def test_a_classifier_that_fails_leaves_the_rules_and_tells_nobody_what_was_said(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        def scores(self, readings: object) -> object:
            raise RuntimeError("اريد اموت")

    monkeypatch.setattr(classifier(), "other", Broken())
    found = assess("اريد اموت", recent=["تعبت من كلشي"])
    assert found.level == Level.AMBER
    assert "classifier:missing" in found.reasons
    assert "RuntimeError" in caplog.text
    assert "اموت" not in caplog.text


def test_probabilities_add_up() -> None:
    opinion = classifier().opinion(matcher().read("تعبت كلش وما ادري شسوي"))
    assert sum(opinion.levels) == pytest.approx(1.0)
    assert all(0.0 <= p <= 1.0 for p in opinion.answers.values())


def test_without_weights_the_rules_still_work_and_say_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "nothing.npz")
    found = assess_with(None, "اريد اموت")
    assert found.level == Level.AMBER
    assert "classifier:missing" in found.reasons


def _sure_of(level: Level, *answers: str) -> Classifier:
    """Return a classifier that is sure of a level, and where answers are named of these and no others."""
    bias = np.zeros(COLUMNS, dtype=np.float32)
    bias[level] = 9.0
    if answers:
        bias[len(Level) :] = [9.0 if name in answers else -9.0 for name in QUESTIONS]
    nothing = np.zeros(features.SIZE, dtype=np.float32)
    weights = np.zeros((features.SIZE, COLUMNS), dtype=np.float32)
    return Classifier(Linear(nothing, weights, bias), None, None, 1.0, Thresholds(*[0.5] * 7))


def test_the_classifier_raises_a_level_and_never_lowers_one() -> None:
    assert assess_with(_sure_of(Level.RED), "صباح الخير").level == Level.RED
    assert assess_with(_sure_of(Level.GREEN), "بلعت الحبوب كلهن").level == Level.RED


def test_one_word_is_not_raised_to_amber_by_the_classifier() -> None:
    assert assess_with(_sure_of(Level.RED), "صباح").level == Level.BLUE


def test_the_classifier_judges_only_what_no_frame_covers() -> None:
    assert assess_with(_sure_of(Level.RED), "ما اريد اموت").level == Level.GREEN


def test_less_is_needed_after_a_disclosure_and_more_for_politics() -> None:
    opinion = classifier().opinion(matcher().read("تعبت"))
    limits = Thresholds(1.0, opinion.risk * 1.2, 1.0, 0.5, 1.0, 1.0, 1.0)
    assert judged_level(opinion, limits, 9, disclosed=False, public=False) < Level.AMBER
    assert judged_level(opinion, limits, 9, disclosed=True, public=False) == Level.AMBER
    limits = Thresholds(1.0, opinion.risk, 1.0, 0.5, 1.0, 1.0, 1.0)
    assert judged_level(opinion, limits, 9, disclosed=False, public=True) < Level.AMBER


def test_a_half_sentence_of_danger_is_not_outvoted_by_the_story_around_it() -> None:
    story = " ".join(["رحت للسوك واشتريت خضرة وطماطة ورجعت للبيت وطبخت للجهال ونظفت"] * 5)
    danger = "وحضرت الحبوب يم راسي والليلة اخلص من هالدنيا"
    alone = classifier().opinion(matcher().read(danger)).risk
    within = classifier().opinion(matcher().read(f"{story} {danger} {story}")).risk
    assert within > 0.5 * alone
    assert within > classifier().opinion(matcher().read(f"{story} {story}")).risk


def test_a_weak_rule_that_the_rest_speaks_against_is_doubted_and_a_strong_one_never() -> None:
    weak = assess_with(_sure_of(Level.GREEN), "ابروني الذمة")
    assert weak.level == Level.BLUE
    assert "doubted:absolve_me" in weak.reasons
    assert assess_with(_sure_of(Level.GREEN), "ابروني الذمة", ["ما اريد اعيش"]).level >= Level.AMBER
    assert assess_with(None, "ابروني الذمة").level >= Level.AMBER
    assert assess_with(_sure_of(Level.GREEN), "بلعت الحبوب كلهن").level == Level.RED


def test_every_rule_that_needs_support_is_a_rule() -> None:
    assert {rule.id for rule in RULES} >= NEEDS_SUPPORT


def test_what_the_classifier_heard_is_named_in_letters() -> None:
    found = assess_with(_sure_of(Level.RED), "صباح الخير")
    assert found.level == Level.RED
    reading = matcher().read("تعبت من هالدنيا")
    grams = classifier().grams(reading, Level.AMBER)
    assert grams and all(gram in features.letters(reading) for gram in grams)


def test_red_is_not_said_where_a_message_is_more_likely_calm_than_any_risk() -> None:
    limits = Thresholds(
        red=0.2, amber=0.3, blue=0.5, answer=0.25, short_red=0.4, short_amber=0.6, long_amber=0.5
    )
    nothing = dict.fromkeys(QUESTIONS, 0.0)

    assert judged_level(Opinion((0.55, 0.1, 0.08, 0.27), nothing), limits, 9) == Level.AMBER
    assert judged_level(Opinion((0.4, 0.1, 0.2, 0.3), nothing), limits, 9) == Level.RED
    # After a disclosure less is needed; of public affairs, more.
    assert judged_level(Opinion((0.5, 0.1, 0.1, 0.3), nothing), limits, 9, disclosed=True) == Level.RED
    assert judged_level(Opinion((0.3, 0.04, 0.04, 0.62), nothing), limits, 9, public=True) == Level.AMBER


def test_more_is_needed_in_a_short_message() -> None:
    limits = Thresholds(
        red=0.2, amber=0.3, blue=0.5, answer=0.25, short_red=0.4, short_amber=0.6, long_amber=0.5
    )
    nothing = dict.fromkeys(QUESTIONS, 0.0)

    likely = Opinion((0.3, 0.2, 0.2, 0.3), nothing)
    assert judged_level(likely, limits, 7) == Level.RED
    assert judged_level(likely, limits, 6) < Level.AMBER
    assert judged_level(Opinion((0.1, 0.2, 0.35, 0.35), nothing), limits, 6) == Level.AMBER
    assert judged_level(Opinion((0.1, 0.2, 0.2, 0.5), nothing), limits, 6) == Level.RED


def test_more_is_needed_for_a_question_in_a_long_message_and_no_more_for_danger() -> None:
    limits = Thresholds(
        red=0.2, amber=0.3, blue=0.5, answer=0.25, short_red=0.4, short_amber=0.6, long_amber=0.5
    )
    nothing = dict.fromkeys(QUESTIONS, 0.0)

    maybe = Opinion((0.3, 0.3, 0.3, 0.1), nothing)
    assert judged_level(maybe, limits, 13) == Level.AMBER
    assert judged_level(maybe, limits, 14) < Level.AMBER
    assert judged_level(Opinion((0.2, 0.2, 0.3, 0.3), nothing), limits, 14) == Level.RED


def test_what_is_weighed_is_added_to_the_mean_and_no_route_changes() -> None:
    judge = classifier()
    reading = matcher().read("تعبت كلش وما ادري شسوي")
    mean, worse, calmer = (
        judge.tuned(weigher, 1.0, judge.thresholds).opinion(reading)
        for weigher in (None, _weigher(2.0), _weigher(-2.0))
    )
    assert calmer.red < mean.red < worse.red
    assert sum(worse.levels) == pytest.approx(1.0)
    for route in ROUTES:
        assert worse.answers[route] == pytest.approx(mean.answers[route], rel=1e-3, abs=1e-5)


@pytest.mark.parametrize("words", [1, 8, 31, 2000])
def test_what_is_seen_of_any_message_is_finite_and_as_long(words: int) -> None:
    judge = classifier()
    reading = matcher().read("تعبت " * words)
    scores = judge.scores(stretches(reading))
    what = seen(*mean_opinion(scores), scores, reading)
    assert what.shape == (SEEN,)
    assert np.isfinite(what).all()


def test_a_temperature_makes_a_chance_more_modest_and_changes_no_order() -> None:
    judge = classifier()
    reading = matcher().read("ما اريد اعيش بعد")
    hot, cold = (judge.tuned(judge.weigher, t, judge.thresholds).opinion(reading) for t in (2.0, 0.5))
    assert max(hot.levels) < max(cold.levels)
    assert np.argsort(hot.levels).tolist() == np.argsort(cold.levels).tolist()
