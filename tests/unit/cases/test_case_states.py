"""What a case is, seen without a database."""

from helpline.cases import Case, State, Timer
from helpline.cases.transitions import PROMISED, RAISED_TASK, TIMER_TASK
from helpline.triage import Level
from processes.tasks import TASKS


def test_the_level_of_a_case_is_triages() -> None:
    assert Case(level=3).risk is Level.RED


def test_every_job_that_a_case_defers_has_somebody_who_does_it() -> None:
    assert {TIMER_TASK, RAISED_TASK} <= set(TASKS)


def test_the_index_of_the_one_open_case_leaves_out_resolved_ones_only() -> None:
    index = next(one for one in Case.__table__.indexes if one.name == "one_open_case_a_contact")

    assert index.unique
    assert str(index.dialect_options["postgresql"]["where"]) == f"state <> '{State.RESOLVED}'"


def test_names_of_states_and_timers_fit_their_columns() -> None:
    assert max(map(len, State)) <= 16
    assert max(map(len, Timer)) <= 32
    assert max(map(len, PROMISED)) <= 40
