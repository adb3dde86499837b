"""What every step of the state machine has in common: the stage, the model, the look at what came of it."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from helpline.alerts import Alert
from helpline.infra import clock
from helpline.triage import Level
from tests.integration.invariants import case_model as model
from tests.integration.invariants.case_checks import Watch, seen
from tests.integration.invariants.case_model import HELD, Known
from tests.integration.invariants.case_stage import Stage
from tests.integration.world import CONTACT, OTHER

PHONES = (CONTACT, OTHER)
who = st.sampled_from((CONTACT, CONTACT, CONTACT, OTHER))
nth = st.integers(0, 7)
rarely = st.sampled_from((False, False, False, True))


class Machine(RuleBasedStateMachine):
    """Two contacts and three counsellors, before anything has happened."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage, self.world = stage, stage.world
        stage.begin()
        self.watch = Watch()
        self.known = dict.fromkeys(PHONES, Known())
        self.alerts: list[Alert] = []
        self.untrue = 0

    def _did(
        self,
        expected: dict[str, Known | None],
        actors: set[str] | None = None,
        *,
        timers: bool = True,
        elapsed: bool = False,
    ) -> None:
        """Compare what came of a step with the model, and hold what must always be true."""
        now = clock.now()
        found = seen(PHONES)
        for phone in PHONES:
            before, after = self.known[phone], found[phone]
            assert (wrong := model.may_become(before, after, actors or set())) is None, wrong
            predicted = expected.get(phone, before)
            if elapsed and predicted is not None and predicted.due is not None and predicted.due <= now:
                predicted = None
            if predicted is not None:
                compare = timers and not self.stage.faults and self.stage.call is None
                assert (wrong := model.differs(predicted, after, timers=compare)) is None, wrong
            self.known[phone] = after
        self.watch.look(lossy=self.stage.lossy)
        self.alerts = self.world.all_alerts()
        self._look_at_what_was_said()

    def _look_at_what_was_said(self) -> None:
        """Invariant 6: what a contact in danger is told is true when it is sent."""
        new = self.world.twilio.untrue[self.untrue :]
        self.untrue = len(self.world.twilio.untrue)
        assert new == []

    def _heard(self, before: Known, level: Level) -> Known:
        after = model.heard(before, level, clock.now())
        gone = after.state == HELD and after.level > before.level and after.holder not in self.stage.roster
        return model.taken_back(after) if gone else after
