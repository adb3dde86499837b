"""Callers who do anything at all: nobody finds a dead end, a loop, an error or a dead line.

Each seed is a row of calls of random keys, words, silences, counsellors and hang-ups; what was said and done
decides what must be true of the case afterwards.
"""

import random
from collections.abc import Callable
from datetime import timedelta
from xml.etree.ElementTree import Element

import pytest

from helpline import contacts, content
from helpline.cases import Case, State
from helpline.conversation import step as conversation
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.triage import Level
from ivr import call_back, steps
from ivr.call_back import CallBack, Stage
from ivr.skills import SKILLS
from tests.integration.conftest import FakeTwilio, Jobs, SignedClient
from tests.integration.ivr.conftest import Caller, Counsellor, Facts, FakeRasa

KEYS = "0123456789*#"
CALM = ("هلو", "شلونكم", "اريد اعرف وين اكو مركز", "عندي امتحان باچر", "رقم ثلاثة", "شكرا")
SAD = ("ضايج كلش وما اكدر انام", "زوجي يضربني من سنين", "مليت من هالحياة وما اريد اعيش", "احس محد يحس بيه")
DANGER = ("راح انهي حياتي هسه", "بلعت كل الحبوب قبل شوية", "واكف على الحافة وراح اذب روحي")
NOISE = ("ممم", "ا ا ا", "؟", "bla bla", "ه" * 400, "١٢٣", "/restart", "<Say>")
STEPS_A_CALL = 25
# The helpline ends a call only after saying one of these.
LAST_WORDS = (
    "ivr.goodbye",
    "ivr.callback.recorded",
    "ivr.person.callback",
    "ivr.person.withheld_end",
)
DEAD_LINE = 5


class Walk:
    """A caller who acts at random, and what was seen on the way."""

    def __init__(self, client: SignedClient, dice: random.Random, *, keys_only: bool = False) -> None:
        self.dice, self.keys_only = dice, keys_only
        number = f"+96477{dice.randrange(10**8):08d}" if dice.random() < 0.9 else "anonymous"
        self.caller = Caller(client, number)
        self.counsellor = Counsellor(client)
        self.places: set[str] = set()
        self.skills: set[str] = set()
        self.steps = 0

    def go(self, act: Callable[[], object]) -> None:
        """Do one thing and look at the answer."""
        act()
        self.steps += 1
        self.look()

    def look(self) -> None:
        """Hold that the caller hears something, can go on, and is never left on a dead line."""
        twiml, caller = self.caller.twiml, self.caller
        tags = [one.tag for one in twiml]
        assert tags, "nothing at all"
        last = tags[-1]
        assert last in ("Redirect", "Hangup", "Dial"), tags
        if last == "Hangup":
            said = [f"{one}{language}" for one in LAST_WORDS for language in ("", ".en", ".ku")]
            known = [one for one in said if one in content.all_texts()]
            assert any(caller.hears(one) for one in known), f"ended after: {caller.heard}"
        else:
            assert caller.heard
        assert longest_quiet(twiml) <= DEAD_LINE
        if (gather := twiml.find("Gather")) is not None:
            self.places.add(caller.place)
            if "skill=" in gather.attrib["action"]:
                self.skills.add(gather.attrib["action"].split("skill=")[1])
        if (record := twiml.find("Record")) is not None:
            self.places.add(record.attrib["action"].split("/")[-1])

    def act(self) -> Callable[[], object]:
        """Choose what happens next."""
        caller, dice, twiml = self.caller, self.dice, self.caller.twiml
        if (record := twiml.find("Record")) is not None:
            form = {"RecordingDuration": str(dice.randrange(20)), "RecordingUrl": "https://x.test/RE1"}
            return lambda: caller._go(record.attrib["action"], **form)
        if twiml.find("Dial") is not None:
            return caller.room_closes
        if dice.random() < 0.15:
            return caller.keep_silent
        listening = twiml.find("Gather")
        assert listening is not None
        speech = "speech" in listening.attrib["input"] and not self.keys_only
        if speech and dice.random() < 0.4:
            words = dice.choice(dice.choice((CALM, CALM, SAD, NOISE, DANGER)))
            confidence = dice.choice(("0.95", "0.9", "0.3", "0.1", "0", "x"))
            return lambda: caller.say(words, confidence)
        if caller.place == "nobody":
            return lambda: caller.press(dice.choice("4" + KEYS))
        if caller.place == "consent":
            return lambda: caller.press(dice.choice("44*"))
        return lambda: caller.press(dice.choice(KEYS))

    def counsellor_acts(self, facts: Facts) -> None:
        """Let whoever is rung answer and press a key."""
        rung = [alert for alert in facts.rung() if alert.state == "sent"]
        if rung:
            self.counsellor.press(self.dice.choice(rung), self.dice.choice("1123"))


def longest_quiet(twiml: Element) -> int:
    """Return the longest time in seconds in which the caller hears nothing."""
    longest = here = 0
    for one in twiml.iter():
        if one.tag == "Say" or one.tag == "Play":
            here = 0
        elif one.tag == "Pause":
            here += int(one.attrib["length"])
        longest = max(longest, here)
    listening = [int(one.attrib["timeout"]) for one in twiml.iter("Gather")]
    return max([longest, *listening])


def open_case(facts: Facts, walk: Walk) -> Case | None:
    """Return the open case of the walk's caller."""
    with transaction() as session:
        from helpline import cases
        from ivr.call import Call

        call = session.get(Call, walk.caller.sid)
        assert call is not None
        return cases.find_open(session, call.contact_id)


def check_after(facts: Facts, walk: Walk, was: Level | None, question: str | None, positive: bool) -> None:
    """Hold that hanging up left the case as the protocol says."""
    case = open_case(facts, walk)
    if question == "asq.5":
        assert case is not None, "hung up on the question about now"
        assert case.level == Level.RED
    if question is not None and positive:
        assert case is not None
        assert case.level >= Level.AMBER
    if was is None:
        return
    assert case is not None, "the case has gone with the caller"
    assert case.level >= was
    assert case.timer is not None
    assert case.waiting_call is None or case.waiting_call != walk.caller.sid
    if case.level == Level.RED and case.state == State.OPEN and walk.caller.phone != "anonymous":
        owed = [row for row in facts.only(CallBack) if row.contact_id == case.contact_id]
        spoke = "counsellor_spoke" in facts.history()
        assert owed or spoke, "nobody will call them back"


@pytest.mark.parametrize("seed", range(10))
def test_whatever_callers_do_they_are_led_on_and_nobody_in_danger_is_lost(
    client: SignedClient, facts: Facts, jobs: Jobs, twilio: FakeTwilio, assistant: FakeRasa, seed: int
) -> None:
    dice = random.Random(seed)
    assistant.offer("سمعتك. شنو الاقرب الك؟", "تمرين", "خدمات", "شي ثاني")
    total = 0
    while total < 200:
        walk = Walk(client, dice)
        walk.go(walk.caller.dial)
        for _ in range(dice.randrange(1, STEPS_A_CALL)):
            if walk.caller.over:
                break
            walk.go(walk.act())
            if dice.random() < 0.1:
                jobs.run("alerts.case_timer")
                walk.counsellor_acts(facts)
                walk.go(walk.caller.fetched)
        with transaction() as session:
            asked = conversation.asked(session, walk.caller.sid)
        before = open_case(facts, walk)
        walk.caller.hang_up()
        check_after(facts, walk, before.risk if before else None, asked.question, asked.positive)
        total += walk.steps


@pytest.mark.timeout(300)
def test_every_place_and_skill_is_reached_by_keys_alone(
    client: SignedClient, facts: Facts, jobs: Jobs, assistant: FakeRasa
) -> None:
    dice = random.Random(1)
    assistant.offer("شنو الاقرب؟", "تمرين", "خدمات")
    places: set[str] = set()
    skills: set[str] = set()
    # The rest is behind a conversation with a counsellor, which no key alone brings about.
    reachable = set(steps.KEYS) - {"after", "after_talk"}
    # Nobody answers for minutes before this one is reached: not left to chance.
    patient = Walk(client, dice, keys_only=True)
    patient.go(patient.caller.dial)
    patient.go(lambda: patient.caller.press("1"))
    while patient.caller.place != "nobody":
        patient.go(patient.caller.keep_silent)
    for _ in range(2):
        patient.go(lambda: patient.caller.press("4"))
    places |= patient.places
    for number in range(120):
        if places == reachable and len(skills) == len(SKILLS):
            break
        walk = Walk(client, dice, keys_only=True)
        if number % 6 == 0:
            with transaction() as session:
                known = contacts.find_or_create(session, walk.caller.phone, clock.now())
                known.language = "en"
        walk.go(walk.caller.dial)
        for _ in range(2 * STEPS_A_CALL):
            if walk.caller.over:
                break
            walk.go(walk.act())
        places |= walk.places
        skills |= walk.skills

    assert places == reachable
    assert skills == {skill.name for skill in SKILLS}


@pytest.mark.parametrize("way", ["", "2", "3", "32", "4", "5", "52", "7", "8", "0", "1"])
def test_silence_from_any_place_leads_to_a_person_or_a_call_back_and_never_to_a_loop(
    client: SignedClient, facts: Facts, assistant: FakeRasa, way: str
) -> None:
    caller = Caller(client).dial()
    for key in way:
        caller.press(key)
    for _ in range(60):
        if caller.over:
            break
        caller.keep_silent()
        if caller.place in ("waiting", "nobody"):
            break

    case = facts.case()
    assert case is not None
    assert case.waiting_call == caller.sid or case.call_back_due_at is not None


def test_a_withheld_caller_who_stays_silent_in_danger_is_never_hung_up_on(
    withheld: Caller, facts: Facts
) -> None:
    withheld.dial().press("1")
    for _ in range(60):
        withheld.keep_silent()
        assert not withheld.over


def test_time_runs_on_and_a_call_back_is_owed_once(client: SignedClient, facts: Facts) -> None:
    first = Caller(client)
    first.dial().press("1").hang_up()
    again = Caller(client)
    again.dial().hang_up()

    live = [row for row in facts.only(CallBack) if row.state in (Stage.DUE, Stage.CALLING)]
    assert len(live) == 1
    assert live[0].due_at < clock.now() + timedelta(minutes=6)
    assert content.text("ivr.opening", spoken=True) not in again.heard
    assert call_back.MOST_OF_ONE_CONTACT > 0
