"""Anything that people, time and failures can do to a case, in any order, on the real code and database.

A pure model (`case_model`) says what the case must be wherever that is determined; `case_checks` says what
must be true of every case after every step. CHAOS_LONG=1 looks much longer, each time elsewhere.
"""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from helpline.infra import clock, twilio_rest
from processes import tasks
from tests.integration.conftest import SignedClient
from tests.integration.invariants.case_rules_calling import Calling
from tests.integration.invariants.case_rules_failing import Failing
from tests.integration.invariants.case_rules_helping import Helping
from tests.integration.invariants.case_rules_writing import Writing
from tests.integration.invariants.case_stage import Queue, Stage, Ticking, WatchedTwilio, states_told
from tests.integration.world import FakeMedia, FakeRasa, World, patch_rasa

LONG = bool(os.environ.get("CHAOS_LONG"))


class CaseMachine(Writing, Calling, Helping, Failing):
    """Everything that can happen between two contacts and three counsellors."""


@pytest.fixture
def stage(
    roster_file: Path, client: SignedClient, database: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stage]:
    """The helpline and everybody around it."""
    time, rasa, media, twilio = Ticking(), FakeRasa(), FakeMedia(), WatchedTwilio(states_told())
    monkeypatch.setattr(clock, "now", time.now)
    monkeypatch.setattr(tasks, "SENDERS", dict.fromkeys(tasks.SENDERS, twilio))
    monkeypatch.setattr(twilio_rest, "download", media.download)
    monkeypatch.setattr(twilio_rest, "delete", media.delete)
    patch_rasa(monkeypatch, rasa)
    with psycopg.connect(database, autocommit=True) as connection:
        queue = Queue(connection)
        yield Stage(World(client, queue, twilio, rasa, time, media), twilio, time, queue, roster_file)


@pytest.mark.timeout(14400 if LONG else 600)
def test_whatever_happens_no_case_is_lost_lowered_or_lied_about(stage: Stage) -> None:
    run_state_machine_as_test(
        partial(CaseMachine, stage),
        settings=settings(
            derandomize=not LONG,
            database=None,
            deadline=None,
            max_examples=300 if LONG else 12,
            stateful_step_count=50 if LONG else 25,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
        ),
    )
