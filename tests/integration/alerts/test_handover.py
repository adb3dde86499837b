"""From the assistant to a person and back: what a counsellor reads and does, and what the contact is told."""

from sqlalchemy import select

from helpline import content
from helpline.alerts import roster
from helpline.alerts.handover.buttons import MOST_PRESSED
from helpline.cases import CaseNote, State, Timer
from helpline.cases.outcome import Done, Emergency
from helpline.cases.transitions import TIMER_TASK
from helpline.infra.database import transaction
from helpline.outbox.row import SEND_TASK
from helpline.triage import Level
from tests.integration.world import (
    AHMED,
    CONTACT,
    OTHER,
    PASSIVE,
    RED,
    SAD,
    THANKS,
    WISH,
    ZAINAB,
    World,
    text,
)

HELLO = "هلا بيك، اني زينب"


def held(world: World, words: str = RED) -> int:
    """Let Zainab take the contact's case and say a first word; returns the case's number."""
    world.says(words)
    world.acknowledges()
    world.says(HELLO, ZAINAB)
    return world.open_case().id


def test_the_summary_says_how_it_stands_before_a_word_is_written(world: World) -> None:
    world.says(WISH)
    world.says("اي")
    summary, accepted = world.acknowledges()

    case = world.open_case()
    lines = summary.splitlines()
    assert lines[0].startswith(f"الحالة {case.id}: {text('alert.level.red')}")
    assert text("alert.why.wish") in lines[1]
    assert text("alert.why.screening") in lines[1]
    assert lines[2] == text("alert.summary.screening", answers=f"{text('alert.asq.5')}: اي")
    assert text("alert.summary.reach.whatsapp") in lines
    assert lines[-2:] == [f"« {WISH} »", "« اي »"]
    assert accepted == text("alert.whatsapp.accepted", case=case.id)


def test_what_is_reported_about_somebody_else_says_so(world: World) -> None:
    world.says("اخوي گال راح يقتل نفسه")
    summary = world.acknowledges()[0]
    assert world.open_case().about == "other"
    assert text("alert.summary.about.other") in summary.splitlines()

    world.says(RED)
    assert world.open_case().about == "both"
    assert text("alert.summary.about.both") in world.says("ملخص", ZAINAB)[0]


def test_a_word_alone_is_obeyed_and_never_reaches_the_contact(world: World) -> None:
    case = held(world)
    before = len(world.twilio.texts(CONTACT))

    assert world.says("اوامر", ZAINAB) == [text("alert.whatsapp.commands", case=case)]
    assert world.says("ملخص", ZAINAB)[0].startswith(f"الحالة {case}:")
    assert world.says("ردود", ZAINAB) == [text("alert.whatsapp.canned", case=case)]
    assert world.says("حول", ZAINAB) == [text("alert.whatsapp.over", case=case)]
    assert world.says("انهي", ZAINAB) == [text("closing.done", case=case)]
    assert world.twilio.texts(CONTACT)[before:] == []
    assert world.open_case().state == State.ACKNOWLEDGED


def test_a_note_stays_with_the_team_and_whoever_comes_next_reads_it(world: World) -> None:
    case = held(world)
    before = len(world.twilio.texts(CONTACT))
    assert world.says("سجل عنده طفلين وامه وياه", ZAINAB) == [text("alert.whatsapp.noted", case=case)]
    assert world.says("سجل", ZAINAB) == [text("alert.whatsapp.note_empty")]
    assert world.twilio.texts(CONTACT)[before:] == []

    world.taps(ZAINAB, f"pass_case:{case}")
    world.passes(90)
    summary = world.acknowledges(AHMED, "ahmed")[0]
    assert text("alert.summary.note", name="زينب", words="عنده طفلين وامه وياه") in summary.splitlines()


def test_a_note_that_was_meant_for_the_contact_is_sent_with_a_tap(world: World) -> None:
    held(world)
    world.says("سجل رقم الدكتور من عندي", ZAINAB)
    (button,) = world.offered(ZAINAB)
    told = world.taps(ZAINAB, button)

    assert world.twilio.texts(CONTACT)[-1] == "رقم الدكتور من عندي"
    assert told == [text("alert.whatsapp.note_sent", case=world.open_case().id)]
    assert world.taps(AHMED, button) == [text("alert.whatsapp.no_case")]
    with transaction() as session:
        kept = session.scalars(select(CaseNote)).one()
    assert b"\xd8" not in bytes(world_bytes(kept)), "a note is kept encrypted"


def world_bytes(note: CaseNote) -> bytes:
    """Return a note's words as they lie in the database."""
    with transaction() as session:
        raw = session.connection().exec_driver_sql(f"SELECT text FROM case_notes WHERE id = {note.id}")
        return bytes(raw.scalar_one())


def test_a_canned_reply_reaches_the_contact_and_is_shown_to_its_sender(world: World) -> None:
    case = held(world)
    world.says("ردود", ZAINAB)
    button = next(one for one in world.offered(ZAINAB) if one.endswith("canned.safe"))
    told = world.taps(ZAINAB, button)

    words = text("canned.safe")
    assert world.twilio.texts(CONTACT)[-1] == words
    assert told == [text("alert.whatsapp.canned_sent", case=case, words=words)]
    assert world.taps(ZAINAB, f"say:{case}:danger.calling") == [text("alert.whatsapp.no_case")]


def test_with_two_contacts_nothing_goes_to_the_wrong_one(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    world.says(RED, OTHER)
    world.acknowledges()
    first, second = world.open_case().id, world.open_case(OTHER).id

    for words in ("شلونك", "انهي", "حول", "ردود", "سجل شي"):
        told = world.says(words, ZAINAB)
        assert told == [text("alert.whatsapp.which_case", cases=f"#{second}، #{first}")], words
    before = len(world.twilio.texts(CONTACT))
    world.says(f"#{second} شلونك", ZAINAB)
    assert world.twilio.texts(OTHER)[-1] == "شلونك"
    assert world.says(f"#{first} انهي", ZAINAB) == [text("closing.done", case=first)]
    assert world.says("#999 شلونك", ZAINAB) == [
        text("alert.whatsapp.which_case", cases=f"#{second}، #{first}")
    ]
    assert world.twilio.texts(CONTACT)[before:] == []


def test_a_case_that_was_red_is_closed_only_with_all_that_was_done(world: World) -> None:
    case = held(world)
    assert world.taps(ZAINAB, f"close:{case}:3.111") == [text("closing.done", case=case)]
    assert world.taps(ZAINAB, f"close:{case}:5.1111") == [text("closing.follow_up", case=case)]
    assert world.open_case().state == State.ACKNOWLEDGED

    told = world.closes("2313")
    assert told[-1] == text("alert.whatsapp.resolved", case=case)
    outcome = world.open_case().outcome
    assert outcome is not None
    assert (outcome["done"], outcome["emergency"]) == (Done.NO_DANGER, Emergency.NOT_CONFIRMED)
    assert world.twilio.texts(CONTACT)[-1] == text("case.resolved")


def test_who_could_not_be_reached_is_not_thanked_for_a_talk(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    world.closes("5")

    assert world.twilio.texts(CONTACT)[-1] == text("case.not_reached")


def test_a_case_that_was_raised_between_two_answers_is_asked_the_rest(world: World) -> None:
    world.says(PASSIVE)
    world.acknowledges()
    world.says(HELLO, ZAINAB)
    case = world.open_case().id
    assert world.taps(ZAINAB, f"close:{case}:3.1") == [text("closing.referral", case=case)]
    world.says(RED)

    assert world.taps(ZAINAB, f"close:{case}:3.11")[-1] == text("closing.done", case=case)
    assert world.open_case().state == State.ACKNOWLEDGED


def test_passing_on_by_word_rings_the_next_and_tells_the_contact(world: World) -> None:
    case = held(world)
    world.says("حول", ZAINAB)
    told = world.taps(ZAINAB, f"pass_case:{case}")

    assert told == [text("alert.whatsapp.passed")]
    assert world.twilio.texts(CONTACT)[-1] == text("danger.passed_on")
    assert world.open_case().state == State.OPEN


def test_a_named_colleague_is_alerted_first_and_the_policy_waits_for_them(world: World) -> None:
    case = held(world)
    alerted = len(world.alerts())
    told = world.says("حول أحمد", ZAINAB)

    assert told == [text("alert.whatsapp.handed_to", case=case, name="أحمد")]
    assert world.alerts()[alerted:] == [("ahmed", "voice"), ("ahmed", "whatsapp")]
    world.passes(80)
    assert world.alerts()[alerted + 2 :] == []
    world.passes(15)
    assert world.alerts()[alerted + 2 :] != [], "nobody waits for them for ever"


def test_the_assistant_goes_on_only_when_the_counsellor_says_so_and_knows_of_it(world: World) -> None:
    case = held(world)
    told = world.taps(ZAINAB, f"back:{case}")

    kept = world.open_case()
    assert told == [text("alert.whatsapp.handed_back", case=case)]
    assert world.twilio.texts(CONTACT)[-1] == text("case.back_to_assistant", name="زينب")
    assert (kept.state, kept.acknowledged_by, kept.level) == (State.HANDED_BACK, "zainab", Level.AMBER)
    assert kept.timer == Timer.REVIEW
    assert world.says(THANKS)[-1] == "هلا"
    assert world.rasa.metadata[-1]["after_person"] is True
    assert world.says(SAD) == ["هلا"]


def test_nobody_hands_back_whom_they_have_not_spoken_with(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    case = world.open_case().id

    assert world.taps(ZAINAB, f"back:{case}") == [text("alert.whatsapp.not_spoken_yet", case=case)]
    assert world.open_case().state == State.ACKNOWLEDGED
    assert world.taps(AHMED, f"back:{case}") == [text("alert.whatsapp.no_case")]


def test_danger_after_the_hand_back_rings_whom_the_contact_knows(world: World) -> None:
    case = held(world)
    world.taps(ZAINAB, f"pass_case:{case}")
    world.passes(90)
    world.acknowledges(AHMED, "ahmed")
    world.says("هلا، اني احمد", AHMED)
    world.taps(AHMED, f"back:{case}")
    alerted = len(world.alerts())
    replies = world.says(RED)

    again = world.open_case()
    assert (again.id, again.state, again.level) == (case, State.OPEN, Level.RED)
    assert replies == [text("danger.calling")]
    assert world.alerts()[alerted:] == [("ahmed", "voice"), ("ahmed", "whatsapp")]


def test_a_wish_for_a_person_after_the_hand_back_brings_one(world: World) -> None:
    case = held(world)
    world.taps(ZAINAB, f"back:{case}")
    alerted = len(world.alerts())
    assert world.says("انسان") == [text("case.person_told")]
    assert world.open_case().state == State.OPEN
    assert ("zainab", "whatsapp") in world.alerts()[alerted:]


def test_what_was_handed_back_can_be_taken_up_and_closed_by_whoever_keeps_it(world: World) -> None:
    case = held(world)
    world.taps(ZAINAB, f"back:{case}")
    assert world.taps(AHMED, f"take:{case}") == [text("alert.whatsapp.no_case")]
    assert world.taps(ZAINAB, f"take:{case}") == [text("alert.whatsapp.taken_up", case=case)]
    assert world.twilio.texts(CONTACT)[-1] == text("case.accepted", name="زينب")
    world.says("رجعت وياك", ZAINAB)
    assert world.twilio.texts(CONTACT)[-1] == "رجعت وياك"

    world.taps(ZAINAB, f"back:{case}")
    world.closes()
    assert world.open_case().state == State.RESOLVED


def test_words_for_somebody_who_was_handed_back_reach_nobody(world: World) -> None:
    case = held(world)
    world.taps(ZAINAB, f"back:{case}")
    before = len(world.twilio.texts(CONTACT))

    for words in ("نسيت اگولك شي", "حول", "ردود"):
        assert world.says(words, ZAINAB) == [text("alert.whatsapp.with_assistant", case=case)], words
    assert world.offered(ZAINAB) == [f"take:{case}"]
    assert world.taps(ZAINAB, f"canned:{case}") == [text("alert.whatsapp.with_assistant", case=case)]
    assert world.twilio.texts(CONTACT)[before:] == []


def test_the_words_of_an_alerts_button_bring_the_button_and_take_nothing(world: World) -> None:
    """A tap whose webhook was lost comes back from Twilio's list as words."""
    world.says(RED)
    world.says(RED, OTHER)
    first, second = world.open_case().id, world.open_case(OTHER).id

    assert world.says("استلمها", ZAINAB) == [
        text("alert.whatsapp.press", case=one) for one in (first, second)
    ]
    assert world.open_case().state == world.open_case(OTHER).state == State.OPEN
    world.taps(ZAINAB, world.offered(ZAINAB)[0])
    assert world.open_case(OTHER).acknowledged_by == "zainab"


def test_of_many_that_wait_the_words_of_a_button_bring_the_most_urgent_and_each_once(world: World) -> None:
    """After an outage every lost tap comes back at once: each must not bring every case."""
    phones = [f"+96477000005{number}" for number in range(11, 16)]
    for phone in phones:
        world.says(RED, phone)
    for _ in range(4):
        world.writes("استلمها", ZAINAB)
    before = len(world.twilio.texts(ZAINAB))
    world.jobs.run()

    assert world.twilio.texts(ZAINAB)[before:] == [
        text("alert.whatsapp.press", case=world.open_case(phone).id) for phone in phones[:MOST_PRESSED]
    ]


def test_whoever_is_rung_comes_before_what_counsellors_are_told_besides(world: World) -> None:
    """Where counsellors take many cases at once, what they read about them must not hold an alarm back."""
    world.says(RED)
    world.acknowledges()
    for _ in range(3):
        world.writes("ملخص", ZAINAB)
    world.writes(RED, OTHER)
    world.jobs.run(only=TIMER_TASK)

    rows = {row.id: row for row in world.outbox()}
    waiting = [
        rows[arguments["outbox_id"]] for _, task, arguments, _ in world.jobs.waiting() if task == SEND_TASK
    ]
    told = [row.alert_id is None and row.contact_id is None for row in waiting]
    assert any(told)
    assert not all(told)
    assert told == sorted(told), "alarms and what contacts are told come first"


def test_a_question_of_ours_is_not_answered_by_what_is_said_to_a_counsellor(world: World) -> None:
    world.says(WISH)
    world.acknowledges()
    world.says("هلا بيك، اكو احد يمك؟", ZAINAB)
    world.says("اي")

    assert world.open_case().level == Level.AMBER
    assert world.twilio.texts(ZAINAB)[-1].endswith("\nاي")
    world.passes(700)
    assert world.open_case().level == Level.AMBER


def test_silence_after_a_case_was_closed_is_no_danger(world: World) -> None:
    world.says(WISH)
    world.acknowledges()
    world.closes()
    world.passes(700)

    assert world.open_case().state == State.RESOLVED
    assert world.twilio.texts(CONTACT)[-1] == text("case.resolved")


NIGHT = """\
timezone: Asia/Baghdad
counsellors:
  - {id: zainab, name: زينب, phone: "+9647700000101", transports: [voice, whatsapp]}
  - {id: ahmed, name: أحمد, phone: "+9647700000102", transports: [voice, whatsapp]}
  - {id: huda, name: هدى, phone: "+9647700000103", transports: [voice, whatsapp], supervisor: true}
shifts:
  - {days: [sat, sun, mon, tue, wed, thu, fri], from: "00:00", to: "00:00", on_call: [ahmed]}
"""


def test_next_day_an_open_case_goes_to_its_counsellor_if_on_call_and_else_to_whoever_is(
    world: World, roster_file
) -> None:  # type: ignore[no-untyped-def]
    case = held(world, PASSIVE)
    world.passes(8 * 3600)
    world.says("صباح الخير زينب")
    assert world.twilio.texts(ZAINAB)[-1].endswith("صباح الخير زينب")
    world.says("صباح النور", ZAINAB)

    roster_file.write_text(NIGHT, encoding="utf-8")
    assert [one.id for one in roster.current().on_call(world.time.now())] == ["ahmed"]
    world.says("بعدني صاحي")
    assert world.twilio.texts(ZAINAB)[-1].endswith("بعدني صاحي"), "they are in the middle of a talk"
    world.says("اني وياك", ZAINAB)
    world.passes(2 * 3600)
    alerted = len(world.alerts())
    world.says("صباح الخير")

    assert world.open_case().id == case
    assert world.open_case().state == State.OPEN
    assert world.twilio.texts(CONTACT)[-1] == text("danger.passed_on")
    assert world.twilio.texts(ZAINAB)[-1] == text("alert.whatsapp.went_on", case=case)
    assert {name for name, _ in world.alerts()[alerted:]} == {"ahmed"}


def test_a_route_with_a_quicker_policy_begins_it_at_once(world: World) -> None:
    world.says(PASSIVE)
    alerted = len(world.alerts())
    world.says("وابوي يضربني كل يوم بالحزام وعمري 14")

    assert {"child", "gbv"} & set(world.open_case().routes)
    assert "hastened" in world.history()
    assert ("zainab", "voice") in world.alerts()[alerted:]


def test_every_answer_of_closing_and_every_reason_has_its_words() -> None:
    kinds = ("danger_now", "preparation", "wish", "passive", "care", "others", "indirect", "other_languages")
    for kind in kinds:
        assert content.text(f"alert.why.{kind}")
    for route in ("gbv", "child", "medical", "harm_to_others", "self_harm"):
        assert content.text(f"alert.route.{route}")
