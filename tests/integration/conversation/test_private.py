"""What is a contact's own, end to end: plan, code word, disguise, erasing."""

from typing import Any

import pytest
from sqlalchemy import inspect, text

from helpline import content
from helpline.alerts.handover import private
from helpline.cases import CaseNote, StoredAssessment
from helpline.cases.follow_up import FollowUp
from helpline.contacts import Contact
from helpline.contacts.erase import DECIDED, FORGOTTEN, STAYS
from helpline.contacts.inbox import Inbox
from helpline.contacts.safety_plan import SafetyPlan
from helpline.conversation import disguise
from helpline.conversation.state import Conversation
from helpline.infra import clock
from helpline.infra.audit import AuditEntry
from helpline.infra.database import engine, lock_contact, transaction
from helpline.triage import Level
from tests.integration.world import AHMED, CONTACT, PASSIVE, RED, SAD, THANKS, WISH, ZAINAB, World
from tests.integration.world import text as said

WORD = "رمانة حامضة"
ANSWERS = ("انام هواية", "اسمع فيروز", "بيت خالتي", "ام علي", "دكتورة سارة", "خالي يشيلها", "دراستي")


def with_a_plan(world: World) -> list[str]:
    world.says("خطة الامان")
    last: list[str] = []
    for answer in ANSWERS:
        last = world.says(answer)
    return last


def with_a_word(world: World) -> list[str]:
    world.says("كلمة سر")
    world.says(WORD)
    return world.says(WORD)


def hidden(world: World) -> None:
    with_a_word(world)
    world.says("محادثة عادية")


def everything_stored() -> str:
    """Return all that the database holds, decrypted as the code would."""
    from helpline.infra.crypto import decrypt

    found = []
    with engine().connect() as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):
                for value in row:
                    if isinstance(value, bytes | memoryview):
                        try:
                            found.append(decrypt(bytes(value)))
                        except Exception:
                            found.append(repr(bytes(value)))
                    else:
                        found.append(str(value))
    return "\n".join(found)


def test_a_plan_is_read_back_and_comes_again_by_its_word(world: World) -> None:
    whole = with_a_plan(world)
    assert all(answer in whole[0] for answer in ANSWERS)

    again = world.says("خطتي")
    assert all(answer in again[0] for answer in ANSWERS) and "«خطر»" in again[0]


def test_what_was_written_before_danger_is_kept_and_gone_on_with(world: World) -> None:
    world.says("خطة الامان")
    world.says("انام هواية")
    world.says(RED)
    world.acknowledges()
    world.says("كلام", ZAINAB)
    world.closes()

    again = world.says("خطة الامان")
    assert said("plan.ask.alone") in again


def test_a_risk_told_in_an_answer_is_asked_about_first(world: World) -> None:
    world.says("خطة الامان")

    assert world.says(WISH) == [said("asq.acuity_first"), said("asq.5")]
    assert world.open_case().level == Level.AMBER


def test_a_plan_done_anew_takes_the_place_of_the_one_before(world: World) -> None:
    with_a_plan(world)
    world.says("خطة الامان")
    for number in range(7):
        world.says(f"جديد {number}")

    again = world.says("خطتي")[0]
    assert "جديد 3" in again and not any(answer in again for answer in ANSWERS)
    assert len(_plans()) == 1


def _plans() -> list[Any]:
    with transaction() as session:
        return list(session.query(SafetyPlan))


def test_a_plan_lies_encrypted(world: World) -> None:
    with_a_plan(world)

    with engine().connect() as connection:
        raw = connection.execute(text("SELECT answers FROM safety_plans")).scalar_one()
    assert "فيروز".encode() not in bytes(raw) and b"\\u0641" not in bytes(raw)


def test_the_counsellor_reads_that_there_is_a_plan_and_its_steps_when_they_ask(world: World) -> None:
    with_a_plan(world)
    world.says(RED)
    first = world.acknowledges()
    assert "خطة امان" in first[0] and "ام علي" not in first[0].split("آخر كلامه")[0]

    steps = world.says("ملخص", ZAINAB)[-1]
    assert all(f"{answer}" in steps for answer in ANSWERS)


def test_the_plan_comes_only_after_the_word_which_holds_for_ten_minutes(world: World) -> None:
    with_a_plan(world)
    with_a_word(world)
    assert ANSWERS[0] in world.says("خطتي")[0]

    world.passes(11 * 60)
    assert world.says("خطتي") == [said("code.ask")]
    assert world.says("غلط") == [said("code.wrong")]
    assert ANSWERS[0] in world.says(WORD)[0]


def test_after_three_wrong_words_none_is_taken_for_an_hour_and_everything_else_is_open(world: World) -> None:
    with_a_plan(world)
    with_a_word(world)
    world.passes(11 * 60)
    world.says("خطتي")
    for word in ("برتقالة", "موزة", "تفاحة"):
        last = world.says(word)
    assert last == [said("code.forgotten")]
    assert world.says("خطتي") == [said("code.later")]
    assert world.says("خطر") == [said("danger.calling")]

    world.acknowledges()
    world.closes()
    world.passes(61 * 60)
    assert said("code.ask") in world.says("خطتي")


def test_the_word_is_nowhere_in_what_is_stored_nor_shown_to_a_counsellor(world: World) -> None:
    with_a_word(world)
    world.passes(11 * 60)
    world.says("كلمة سر")
    world.says("رمانة حامضه")

    assert "رمانة" not in everything_stored()
    world.says(RED)
    assert "رمانة" not in "\n".join(world.acknowledges())


def test_a_disguised_chat_answers_dully_without_a_word_of_the_assistant(world: World) -> None:
    hidden(world)
    dull = {said(f"disguise.dull.{number}") for number in range(1, 9)}

    assert set(world.says(THANKS)) <= dull
    assert set(world.says("منو انتو")) <= dull
    assert set(world.says("خطتي")) <= dull
    world.rasa.down = True
    assert set(world.says("مرحبا")) <= dull


def test_the_code_word_alone_opens_it_again(world: World) -> None:
    hidden(world)

    assert world.says(WORD) == [said("disguise.off")]
    # The assistant begins anew.
    assert world.says(SAD)[-1] == "هلا"
    assert len(set(world.rasa.senders)) == len(world.rasa.senders)


def test_the_code_word_opens_the_chat_although_something_was_written_just_before(world: World) -> None:
    hidden(world)
    world.writes("شلونكم")
    world.writes(WORD)
    world.jobs.run()

    assert world.twilio.texts(CONTACT)[-1] == said("disguise.off")


def test_danger_in_a_disguised_chat_rings_as_ever_and_says_the_state_in_the_shortest_words(
    world: World,
) -> None:
    hidden(world)

    assert world.says(RED) == [said("disguise.calling")]
    assert world.open_case().level == Level.RED and ("zainab", "voice") in world.alerts()
    before = len(world.twilio.texts(CONTACT))
    world.acknowledges()
    assert world.twilio.texts(CONTACT)[before:] == [said("disguise.accepted")]


def test_nobody_who_answers_is_told_truly_in_disguise(world: World) -> None:
    hidden(world)
    world.says(RED)
    for _ in range(12):
        world.passes(60)

    assert said("disguise.nobody_yet") in world.twilio.texts(CONTACT)
    assert said("danger.nobody_yet") not in world.twilio.texts(CONTACT)


def test_an_amber_message_in_disguise_opens_its_case_and_is_only_noted(world: World) -> None:
    hidden(world)

    assert world.says(PASSIVE) == [said("disguise.noted")]
    assert world.open_case().level == Level.AMBER


def test_an_explicit_wish_that_cannot_be_asked_about_is_taken_as_danger(world: World) -> None:
    hidden(world)

    assert world.says(WISH) == [said("disguise.calling")]
    assert world.open_case().level == Level.RED


def test_the_classifier_of_the_assistant_still_raises(world: World) -> None:
    hidden(world)
    world.rasa.wants = [{"helpline": "raise", "level": "RED", "ask_acuity": False}]

    assert world.says(THANKS) == [said("disguise.calling")]
    assert world.open_case().level == Level.RED


def test_the_question_that_was_open_when_the_chat_was_hidden_still_counts_silence(world: World) -> None:
    with_a_word(world)
    world.says(WISH)
    world.says("محادثة عادية")
    world.passes(300)
    # Whoever writes now answers nothing of ours, nor puts it off.
    world.says("لا")
    world.passes(301)

    assert world.open_case().level == Level.RED
    assert world.twilio.texts(CONTACT)[-1] == said("disguise.calling")


def test_a_counsellor_is_told_first_that_the_chat_is_disguised_and_with_every_message(world: World) -> None:
    hidden(world)
    world.says(RED)
    summary = world.acknowledges()[0]
    assert summary.startswith(said("alert.summary.disguised"))

    before = len(world.twilio.texts(ZAINAB))
    world.says("هلا")
    assert "مموهة" in world.twilio.texts(ZAINAB)[before]


def test_a_counsellor_opens_the_chat_of_somebody_who_forgot_the_word(world: World) -> None:
    hidden(world)
    world.says("انسان")
    world.acknowledges()
    before = len(world.twilio.texts(CONTACT))
    told = world.says("افتح المحادثة", ZAINAB)

    assert told == [said("alert.whatsapp.chat_opened", case=world.open_case().id)]
    assert world.twilio.texts(CONTACT)[before:] == [said("disguise.off")]
    assert "chat_opened" in world.history()


def test_hidden_in_danger_without_a_word_it_opens_with_the_end_of_the_case(world: World) -> None:
    world.says(RED)
    assert world.says("محادثة عادية") == [said("disguise.calling")]
    dull = {said(text_id) for text_id in disguise.DULL}
    assert set(world.says("هلو، منو هاي")) <= dull, "told once; whoever has the phone now is shown nothing"
    assert world.says("ساعدوني") == [said("disguise.calling")], "a plea is never met with a dull line"
    world.acknowledges()
    world.closes()

    assert world.contact().disguised_at is None
    assert "هلا" in world.says(SAD)


def test_whoever_is_disguised_is_offered_no_follow_up(world: World) -> None:
    hidden(world)
    world.says(RED)
    world.acknowledges()
    world.closes("11112")

    assert not world.find(FollowUp)
    assert world.twilio.texts(CONTACT)[-1] == said("disguise.closed")


def test_erasing_leaves_nothing_of_what_was_said_and_says_so(world: World) -> None:
    with_a_plan(world)
    with_a_word(world)
    world.rasa.wants = [{"helpline": "governorate", "value": "البصرة"}]
    world.says("اسمي كرار من الزبير")
    world.rasa.wants = ()
    session_before = world.rasa.senders[-1]
    world.says("امسح بياناتي")
    assert world.says("اي") == [said("erase.done")]

    left = everything_stored()
    assert not any(words in left for words in (*ANSWERS, "كرار", "البصرة", "رمانة", "scrypt:"))
    contact = world.contact()
    assert (contact.governorate, contact.code_word, contact.prefers) == (None, None, None)
    assert not _plans()
    assert [entry.action for entry in world.find(AuditEntry) if entry.action == "erased"] == ["erased"]
    # They write again as somebody new, to an assistant that remembers nothing.
    assert world.says(THANKS)[0] == said("welcome.first")
    assert world.rasa.senders[-1] != session_before


def test_during_a_case_erasing_waits_and_is_done_with_its_closing(world: World) -> None:
    with_a_plan(world)
    world.says("انسان")
    world.says("اريد بنية تحچي وياي")
    world.says("امسح بياناتي")
    assert world.says("اي") == [said("erase.later")]
    assert _plans()
    summary = world.acknowledges()[0]
    assert said("alert.summary.erase_asked") in summary
    world.says("سجل يسكن ويا خاله بالكرادة", ZAINAB)
    world.closes("112")

    left = everything_stored()
    assert not any(words in left for words in (*ANSWERS, "بنية تحچي", "الكرادة"))
    assert world.open_case().state == "resolved" and "resolved" in world.history()
    assert not world.find(CaseNote) and not world.find(FollowUp)
    assert world.contact().erase_asked_at is None
    # Danger after it opens a case of its own, and the contact is known and reached.
    world.says(RED)
    assert world.open_case().level == Level.RED and not world.find(Inbox, Inbox.state == "pending")


@pytest.mark.parametrize("held", [False, True])
def test_in_danger_the_wish_to_be_erased_is_noted_beside_the_true_state(world: World, held: bool) -> None:
    world.says(RED)
    if held:
        world.acknowledges()
    told = world.says("امسح بياناتي")

    assert told[-1] == said("erase.later")
    assert len(told) == 1 if held else "911" in told[0]
    assert world.contact().erase_asked_at is not None
    if not held:
        world.acknowledges()
    world.closes()
    assert RED not in everything_stored()


def test_in_danger_the_plan_comes_beside_the_true_state(world: World) -> None:
    with_a_plan(world)
    world.says(RED)

    state, plan = world.says("خطتي")[-2:]
    assert "911" in state and ANSWERS[1] in plan


def test_while_somebody_else_writes_at_the_moment_of_closing_a_job_erases(world: World) -> None:
    world.says("انسان")
    world.says("امسح بياناتي")
    world.says("اي")
    world.acknowledges()
    contact_id = world.contact().id
    with transaction() as other:
        lock_contact(other, contact_id)
        # The job is deferred, and runs when the lock is free again.
        with transaction() as session:
            private.at_the_end(session, session.get_one(Contact, contact_id), clock.now())
        assert [task for _, task, *_ in world.jobs.waiting()].count(private.AFTER_CASE_TASK) == 1
    world.closes("112")

    assert "انسان" not in everything_stored().split("\n")
    assert world.contact().erase_asked_at is None


@pytest.mark.parametrize("no", ["لا", "لا خليها", "بطلت"])
def test_a_no_erases_nothing(world: World, no: str) -> None:
    with_a_plan(world)
    world.says("امسح بياناتي")
    assert world.says(no) == [said("erase.not")]

    assert _plans()


def test_nobody_else_is_erased(world: World) -> None:
    with_a_plan(world)
    world.says("رسالة باقية", AHMED)
    other = "+9647700000502"
    world.says("كلام غيري", other)
    world.says("امسح بياناتي")
    world.says("اي")

    assert "كلام غيري" in everything_stored()
    mine = world.contact().id
    assert not world.find(StoredAssessment, StoredAssessment.contact_id == mine)


def test_every_table_that_leads_to_a_contact_is_decided_upon(database: str) -> None:
    """Somebody who adds a table about contacts decides here what erasing does with it."""
    with engine().connect() as connection:
        schema = inspect(connection)
        refers = {
            table: {key["referred_table"] for key in schema.get_foreign_keys(table)}
            for table in schema.get_table_names()
            if not table.startswith("procrastinate_")
        }
        columns = {column["name"] for column in schema.get_columns("contacts")}
    leads = {"contacts"}
    while more := {table for table, to in refers.items() if to & leads} - leads:
        leads |= more

    assert leads - {"contacts"} - set(DECIDED) == set()
    assert columns == set(FORGOTTEN) | set(STAYS)


def test_how_to_delete_the_chat_is_taught(world: World) -> None:
    assert world.says("مسح المحادثة") == [said("delete_chat.chat"), said("delete_chat.calls")]


def test_after_it_the_assistant_knows_nothing_that_a_hello_could_show(world: World) -> None:
    world.says(THANKS)
    (before,) = world.find(Conversation)
    world.says("مسح المحادثة")

    (after,) = world.find(Conversation)
    assert (after.session != before.session, after.turns) == (True, 1)
    world.says(THANKS)
    assert world.find(Conversation)[0].session == after.session


def test_when_somebody_came_in_the_assistant_begins_anew(world: World) -> None:
    world.says(THANKS)
    (before,) = world.find(Conversation)
    world.says("هسه اجه رجلي")
    assert world.find(Conversation)[0].session != before.session


def test_when_somebody_came_in_at_a_question_it_stays_open(world: World) -> None:
    world.says(WISH)
    (before,) = world.find(Conversation)
    assert world.says("هسه اجه رجلي") == [said("screening.came")]

    (after,) = world.find(Conversation)
    assert after.session != before.session
    assert after.screening is not None and after.silence_due_at is not None


@pytest.mark.parametrize("name", ["safety_plan", "my_plan", "code_word", "hide_chat", "erase", "delete_chat"])
def test_the_assistant_can_begin_each_of_them(world: World, name: str) -> None:
    world.rasa.says = ()
    world.rasa.wants = [{"helpline": "flow", "name": name}]

    assert world.says(THANKS)[-1] != "هلا"


def test_nothing_private_is_in_a_job(world: World) -> None:
    with_a_plan(world)
    with_a_word(world)
    world.writes("خطتي")

    arguments = [one for _, task, one, _ in world.jobs.waiting() if not task.startswith("builtin")]
    assert arguments and all(isinstance(value, int) for one in arguments for value in one.values())


def test_texts_for_the_contact_speak_of_the_word_that_is_obeyed() -> None:
    assert "«خطتي»" in content.text("plan.done")
