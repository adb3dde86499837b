"""The ASQ's order, its scoring, and what no sequence of answers may ever do."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.screening import (
    Answer,
    Disposition,
    Outcome,
    State,
    asks_again,
    from_json,
    question,
    start,
    step,
    to_json,
    with_evidence,
)

YES, NO, REFUSED, SILENT, UNCLEAR = Answer.YES, Answer.NO, Answer.REFUSED, Answer.SILENT, Answer.UNCLEAR
ACUTE, NONACUTE, NEGATIVE = Disposition.ACUTE, Disposition.NONACUTE, Disposition.NEGATIVE


def play(state: State, *answers: Answer) -> tuple[list[str], Outcome | None]:
    """Return the questions asked, in order, and the outcome; a question or answer after the end raises."""
    asked, outcome = [], None
    for answer in answers:
        asked.append(question(state))
        state, outcome = step(state, answer)
    return asked, outcome


def result(kind: str, *answers: Answer, **flags: bool) -> Disposition | None:
    outcome = play(start(kind, **flags), *answers)[1]
    return outcome.disposition if outcome else None


def test_four_times_no_ends_negative_without_the_acuity_question() -> None:
    asked, outcome = play(start("full"), NO, NO, NO, NO)
    assert asked == ["asq.1", "asq.2", "asq.3", "asq.4"]
    assert outcome == Outcome(NEGATIVE)
    assert (outcome.level, outcome.call_back_within) == ("GREEN", None)


@pytest.mark.parametrize("at", [0, 1, 2, 3])
@pytest.mark.parametrize("positive", [YES, REFUSED])
def test_one_yes_or_refusal_leads_through_all_four_to_the_acuity_question(at: int, positive: Answer) -> None:
    answers = [NO] * 4
    answers[at] = positive
    asked, outcome = play(start("full"), *answers, NO)
    assert asked == ["asq.1", "asq.2", "asq.3", "asq.4", "asq.5"]
    assert outcome is not None and outcome.disposition is NONACUTE and outcome.level == "AMBER"


@pytest.mark.parametrize("answer", [YES, REFUSED, SILENT])
def test_anything_but_a_no_to_the_acuity_question_is_acute(answer: Answer) -> None:
    assert result("full", YES, NO, NO, NO, answer) is ACUTE
    assert result("acuity_first", answer) is ACUTE


def test_unclear_is_asked_again_once_and_then_counts_as_yes() -> None:
    state, outcome = step(start("acuity_first"), UNCLEAR)
    assert outcome is None and asks_again(state) and question(state) == "asq.5"
    assert step(state, UNCLEAR)[1] is not None
    assert result("acuity_first", UNCLEAR, UNCLEAR) is ACUTE
    assert result("full", UNCLEAR, UNCLEAR, NO, NO, NO, NO) is NONACUTE
    assert result("full", UNCLEAR, NO, NO, NO, NO) is NEGATIVE


def test_the_second_chance_is_there_for_each_question() -> None:
    state = start("full")
    for number in (1, 2, 3, 4):
        assert question(state) == f"asq.{number}"
        state, _ = step(state, UNCLEAR)
        assert asks_again(state)
        state, _ = step(state, YES)
        assert not asks_again(state)


def test_silence_at_one_of_the_four_goes_straight_to_the_acuity_question() -> None:
    asked, outcome = play(start("full"), NO, SILENT, SILENT)
    assert asked == ["asq.1", "asq.2", "asq.5"]
    assert outcome is not None and outcome.disposition is ACUTE


def test_an_explicit_wish_asks_about_now_first_and_never_twice() -> None:
    asked, outcome = play(start("acuity_first"), NO, NO, NO, NO, NO)
    assert asked == ["asq.5", "asq.1", "asq.2", "asq.3", "asq.4"]
    assert outcome is not None and outcome.disposition is NONACUTE


def test_silence_after_acuity_was_answered_ends_nonacute() -> None:
    assert result("acuity_first", NO, NO, SILENT) is NONACUTE


def test_a_past_attempt_shortens_the_call_back_to_an_hour() -> None:
    told = play(start("full"), NO, NO, NO, YES, NO)[1]
    refused = play(start("full"), NO, NO, NO, REFUSED, NO)[1]
    none = play(start("full"), YES, NO, NO, NO, NO)[1]
    assert told and refused and none
    assert told.call_back_within is not None and told.call_back_within.total_seconds() == 3600
    assert refused.call_back_within == told.call_back_within
    assert none.call_back_within is not None and none.call_back_within.total_seconds() == 4 * 3600
    assert told.reason == "asq:nonacute:past_attempt"


def test_a_past_attempt_told_before_is_not_asked_for_again_and_counts() -> None:
    asked, outcome = play(start("full", past_attempt_known=True), NO, NO, NO, NO)
    assert asked == ["asq.1", "asq.2", "asq.3", "asq.5"]
    assert outcome is not None and outcome.disposition is NONACUTE and outcome.past_attempt


@pytest.mark.parametrize("flag", ["recent_attempt", "intent_seen"])
def test_columbia_makes_a_no_about_now_acute(flag: str) -> None:
    evidence = {flag: True}
    assert result("acuity_first", NO, **evidence) is ACUTE
    left = 3 if flag == "recent_attempt" else 4
    outcome = play(start("full", **evidence), *[NO] * left, NO)[1]
    assert outcome is not None and outcome.disposition is ACUTE and not outcome.acuity_yes
    assert outcome.reason.startswith("asq:columbia")


def test_evidence_that_comes_in_on_the_way_is_not_lost() -> None:
    state, _ = step(start("acuity_first"), NO)
    state, outcome = step(with_evidence(state, recent_attempt=True), NO)
    assert outcome is not None and outcome.disposition is ACUTE
    state = start("full")
    for _ in range(3):
        state, _ = step(state, NO)
    assert question(state) == "asq.4"
    state, outcome = step(with_evidence(state, past_attempt=True), NO)
    assert outcome is None and question(state) == "asq.5"


def test_a_finished_screening_takes_no_more_answers() -> None:
    state, outcome = step(start("acuity_first"), YES)
    assert outcome is not None
    with pytest.raises(ValueError, match="over"):
        step(state, NO)
    with pytest.raises(ValueError, match="over"):
        question(state)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="kind"):
        start("short")


def test_a_state_of_another_version_is_refused() -> None:
    stored = json.loads(to_json(start("full")))
    with pytest.raises(ValueError, match="version"):
        from_json(json.dumps({**stored, "version": 99}))


KINDS = st.sampled_from(["full", "acuity_first"])
FLAGS = st.fixed_dictionaries(
    {name: st.booleans() for name in ("past_attempt_known", "recent_attempt", "intent_seen")}
)
ANSWERS = st.lists(st.sampled_from(list(Answer)), min_size=12, max_size=12)


@given(KINDS, FLAGS, ANSWERS)
def test_every_sequence_ends_within_twelve_steps_and_survives_storage(
    kind: str, flags: dict[str, bool], answers: list[Answer]
) -> None:
    state, outcome = start(kind, **flags), None
    for answer in answers:
        state, outcome = step(from_json(to_json(state)), answer)
        assert from_json(to_json(state)) == state
        if outcome:
            break
    assert outcome is not None and state.current is None


@given(KINDS, FLAGS, ANSWERS)
def test_no_sequence_loses_a_yes(kind: str, flags: dict[str, bool], answers: list[Answer]) -> None:
    state, outcome, heard = start(kind, **flags), None, []
    while outcome is None:
        answer = answers[len(heard)]
        heard.append((question(state), asks_again(state), answer))
        state, outcome = step(state, answer)
    counts = {q for q, again, a in heard if a in (YES, REFUSED, SILENT) or (a is UNCLEAR and again)}
    if counts or any(flags.values()) or kind == "acuity_first":
        assert outcome.disposition is not NEGATIVE
    if "asq.5" in counts:
        assert outcome.disposition is ACUTE
    if outcome.disposition is NEGATIVE:
        assert [a for _, _, a in heard if a is not UNCLEAR] == [NO] * 4
    if outcome.disposition is NONACUTE:
        assert ("asq.5", NO) in {(q, a) for q, _, a in heard}
        assert not flags["recent_attempt"] and not flags["intent_seen"]
    asked = [q for q, again, _ in heard if not again]
    assert len(asked) == len(set(asked)), "a question was asked twice"
