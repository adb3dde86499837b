"""What a counsellor reads and does with a case they hold, and what the contact is told."""

from sqlalchemy import select

from helpline.alerts.handover.buttons import MOST_PRESSED
from helpline.cases import CaseNote, State
from helpline.cases.transitions import TIMER_TASK
from helpline.infra.database import transaction
from helpline.outbox.row import SEND_TASK
from helpline.triage import Level
from tests.integration.alerts.holding import held
from tests.integration.world import (
    AHMED,
    CONTACT,
    OTHER,
    PASSIVE,
    RED,
    WISH,
    ZAINAB,
    World,
    text,
)


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


def test_a_route_with_a_quicker_policy_begins_it_at_once(world: World) -> None:
    world.says(PASSIVE)
    alerted = len(world.alerts())
    world.says("وابوي يضربني كل يوم بالحزام وعمري 14")

    assert {"child", "gbv"} & set(world.open_case().routes)
    assert "hastened" in world.history()
    assert ("zainab", "voice") in world.alerts()[alerted:]
