"""Erasing what is kept of somebody, end to end; and how they delete the chat on their own phone."""

import pytest
from sqlalchemy import inspect

from helpline.alerts.handover import private
from helpline.cases import CaseNote, StoredAssessment
from helpline.cases.follow_up import FollowUp
from helpline.contacts import Contact
from helpline.contacts.erase import DECIDED, FORGOTTEN, STAYS
from helpline.contacts.inbox import Inbox
from helpline.conversation.state import Conversation
from helpline.infra import clock
from helpline.infra.audit import AuditEntry
from helpline.infra.database import engine, lock_contact, transaction
from helpline.triage import Level
from tests.integration.conversation.private_things import (
    ANSWERS,
    everything_stored,
    plans,
    with_a_plan,
    with_a_word,
)
from tests.integration.world import AHMED, RED, THANKS, ZAINAB, World
from tests.integration.world import text as said


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
    assert not plans()
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
    assert plans()
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

    assert plans()


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
