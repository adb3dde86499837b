"""What counsellors do."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from helpline.alerts import Alert
from helpline.cases import Case
from helpline.contacts import Contact
from helpline.infra import clock
from helpline.infra.database import transaction
from tests.integration.invariants import case_model as model
from tests.integration.invariants.case_machine import PHONES, Machine, nth, rarely, who
from tests.integration.invariants.case_model import HANDED, HELD
from tests.integration.invariants.case_stage import COUNSELLORS

names = st.sampled_from(tuple(COUNSELLORS))


class Helping(Machine):
    """Accepting, passing on, writing, ringing, finishing, leaving."""

    @precondition(lambda self: bool(self.alerts))
    @rule(which=nth, key=st.booleans(), twice=rarely)
    def accepts(self, which: int, key: bool, twice: bool) -> None:
        """A counsellor accepts an alert, whatever has become of it, perhaps twice."""
        alert = self._alert(which)
        for _ in range(2 if twice else 1):
            self._accept(alert, key)
        self.stage.settle()
        phone, name = self._phone_of(alert), alert.counsellor
        expected = {}
        if phone is not None and self._is_meant(alert):
            there = name in self.stage.roster
            expected[phone] = (
                model.acknowledged(self.known[phone], name, clock.now()) if there else self.known[phone]
            )
        self._did(expected, {name} if name in self.stage.roster else set())

    @precondition(lambda self: len({alert.counsellor for alert in self.alerts}) > 1)
    @rule(which=nth, key=st.booleans(), other_key=st.booleans())
    def two_accept_at_once(self, which: int, key: bool, other_key: bool) -> None:
        """One accepts while another's acceptance is half done: both found the case open, the second has it.

        As real threads would, but with the same winner each time.
        """
        one = self._alert(which)
        others = [
            alert
            for alert in self.alerts
            if alert.case_id == one.case_id and alert.counsellor != one.counsellor
        ]
        if not others or not {one.counsellor, others[-1].counsellor} <= self.stage.roster:
            return
        second = others[-1]
        # Two keys of one waiting caller's case come one after the other: each takes the call's lock.
        other_key = other_key and not (key and self.stage.call is not None)
        self.stage.between_two(lambda: self._accept(one, key), lambda: self._accept(second, other_key))
        self.stage.settle()
        phone = self._phone_of(one)
        meant = phone is not None and self._is_meant(one)
        expected = (
            {phone: model.acknowledged(self.known[phone], second.counsellor, clock.now())}
            if phone is not None and meant
            else {}
        )
        self._did(expected, {one.counsellor, second.counsellor})

    @precondition(lambda self: bool(self.alerts))
    @rule(which=nth, key=st.booleans())
    def passes_on(self, which: int, key: bool) -> None:
        """A counsellor passes an alert on, or gives back what they hold."""
        alert = self._alert(which)
        by_button = not key or alert.transport != "voice"
        if by_button:
            self._tap(alert.counsellor, f"pass:{alert.token}")
        else:
            self.stage.key(alert, "2")
        self.stage.settle()
        phone, name = self._phone_of(alert), alert.counsellor
        obeyed = name in self.stage.roster or not by_button
        if phone is None or not self._is_meant(alert) or not obeyed:
            return self._did({})
        return self._did({phone: model.passed_on(self.known[phone], name)})

    @precondition(lambda self: self._somebody_holds())
    @rule(phone=who)
    def counsellor_writes(self, phone: str) -> None:
        """The holder writes to the contact."""
        phone, name = self._held(phone)
        self.world.writes("شلونك هسه", COUNSELLORS[name])
        self.stage.settle()
        alone = [one.holder for one in self.known.values()].count(name) == 1
        heard = alone and name in self.stage.roster
        self._did({phone: model.spoke(self.known[phone], name, clock.now())} if heard else {})

    @precondition(lambda self: self._somebody_keeps())
    @rule(phone=who, name=st.none() | names, answers=st.integers(0, 5), of=st.sampled_from((None, 3, 5)))
    def somebody_finishes(self, phone: str, name: str | None, answers: int, of: int | None) -> None:
        """The holder, or somebody else, answers some of the questions of closing, perhaps those of before."""
        phone, holder = self._kept(phone)
        name, of = name or holder, of or model.owed(self.known[phone])
        answers = min(answers, of)
        case = self.known[phone].case
        self._tap(name, f"close:{case}:{of}.{'1' * answers}" if answers else f"resolve:{case}")
        self.stage.settle()
        there = name in self.stage.roster
        expected = model.finished(self.known[phone], name, answers, of) if there else self.known[phone]
        self._did({phone: expected}, {name} if there else set())

    @precondition(lambda self: self._somebody_keeps())
    @rule(phone=who, name=st.none() | names, again=st.booleans())
    def somebody_hands_back(self, phone: str, name: str | None, again: bool) -> None:
        """The holder, or somebody else, leaves the contact to the assistant, or goes on with them."""
        phone, holder = self._kept(phone)
        name = name or holder
        known, now = self.known[phone], clock.now()
        self._tap(name, f"{'take' if again else 'back'}:{known.case}")
        self.stage.settle()
        there = name in self.stage.roster
        does = model.taken_up if again else model.handed_back
        expected = does(known, name, now) if there else known
        # Who waits on the line is not handed back; the model does not know who does.
        unsure = not again and self.stage.call is not None
        self._did({phone: None if unsure else expected}, {name} if there else set())

    @precondition(
        lambda self: any(one.state == HELD for one in self.known.values()) and self._rung() is not None
    )
    @rule(key=st.sampled_from("12"), reached=st.booleans())
    def counsellor_line(self, key: str, reached: bool) -> None:
        """On their own line the holder finishes the case, or rings the contact who answers or does not."""
        alert = self._rung()
        assert alert is not None
        phone, name = self._phone_of(alert), alert.counsellor
        assert phone is not None
        there = name in self.stage.roster
        expected = self.known[phone]
        answer = self.stage.key(alert, key, "counsellor")
        assert answer is not None or not there, "the counsellor's line failed"
        if key == "2":
            status = "completed" if reached else "no-answer"
            self.stage.key(alert, "", "counsellor", DialCallStatus=status)
            expected = model.spoke(expected, name, clock.now()) if reached else expected
        else:
            of = model.owed(expected)
            for given in range(of):
                self.stage.key(alert, "1", "counsellor", then="close", answers=f"{of}.{'1' * given}")
            expected = model.finished(expected, name, of, of) if there else expected
        self.stage.settle()
        self._did({phone: expected}, {name} if key == "1" else set())

    @precondition(lambda self: bool(self.stage.legs))
    @rule()
    def counsellor_leaves_the_room(self) -> None:
        """A counsellor hangs up on, or is cut off from, the room."""
        leg = next(iter(self.stage.legs))
        phone = self._phone_of(self.stage.legs[leg])
        self.stage.leg_ends(leg)
        self._called({phone: None} if phone else {})

    @rule(name=st.sampled_from(("zainab", "ahmed")))
    def roster_changes(self, name: str) -> None:
        """A counsellor leaves the roster, whatever they hold, or comes back to it."""
        self.stage.roster ^= {name}
        self.stage.write_roster()

    def _alert(self, which: int) -> Alert:
        return self.alerts[-1 - which % len(self.alerts)]

    def _rung(self) -> Alert | None:
        held = {one.case: one.holder for one in self.known.values() if one.state == HELD}
        rung = [
            alert
            for alert in self.alerts
            if alert.transport == "voice" and held.get(alert.case_id) == alert.counsellor
        ]
        return rung[-1] if rung else None

    def _held(self, phone: str) -> tuple[str, str]:
        if self.known[phone].state != HELD:
            phone = next(one for one in PHONES if self.known[one].state == HELD)
        holder = self.known[phone].holder
        assert holder is not None
        return phone, holder

    def _kept(self, phone: str) -> tuple[str, str]:
        if self.known[phone].state not in (HELD, HANDED):
            phone = next(one for one in PHONES if self.known[one].state in (HELD, HANDED))
        holder = self.known[phone].holder
        assert holder is not None
        return phone, holder

    def _accept(self, alert: Alert, key: bool) -> bool:
        if key and alert.transport == "voice":
            return self.stage.key(alert, "1") is not None
        return self._tap(alert.counsellor, f"ack:{alert.token}")

    def _tap(self, name: str, payload: str) -> bool:
        form = {"ButtonPayload": payload, "ButtonText": "زر"}
        return bool(self.world.writes("زر", COUNSELLORS[name], **form).status_code == 200)

    def _is_meant(self, alert: Alert) -> bool:
        """Whether the alert is for the latest case of its contact."""
        return any(one.case == alert.case_id for one in self.known.values())

    def _phone_of(self, alert: Alert) -> str | None:
        with transaction() as session:
            case = session.get_one(Case, alert.case_id)
            phone = session.get_one(Contact, case.contact_id).phone
        return phone if phone in PHONES else None

    def _somebody_holds(self) -> bool:
        return any(one.state == HELD for one in self.known.values())

    def _somebody_keeps(self) -> bool:
        return any(one.state in (HELD, HANDED) for one in self.known.values())
