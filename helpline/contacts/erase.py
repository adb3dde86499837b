"""Erasing a contact: what goes, table by table, and what stays.

Their words and ours to them, their plan, code word and preferences, follow-ups, and what counsellors noted
about them go. What stays holds no words: their number, so that whoever writes again in danger is known and
reached; that a case was, and how it went; the audit's lines. An open case needs what was said, so that it is
erased with its closing.

Tables are named and not imported: they belong to rooms above this one. `DECIDED` names every table that leads
to a contact; a test reads the schema and fails for a table that is not in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from helpline.contacts.contact import Contact
from helpline.infra import audit
from helpline.infra.crypto import encrypt

_OF_CONTACT = "contact_id = :contact"
_OF_CASES = "case_id IN (SELECT id FROM cases WHERE contact_id = :contact)"
_ENDED_CALLS = "call_sid IN (SELECT call_sid FROM calls WHERE contact_id = :contact AND ended_at IS NOT NULL)"


@dataclass(frozen=True, slots=True)
class Delete:
    """The rows go."""

    where: str = _OF_CONTACT


@dataclass(frozen=True, slots=True)
class Blank:
    """The rows stay without their words: columns and the SQL that replaces each."""

    columns: Mapping[str, str]
    where: str = _OF_CONTACT


@dataclass(frozen=True, slots=True)
class Keep:
    """The rows stay as they are."""

    why: str


@dataclass(frozen=True, slots=True)
class Steps:
    """Several of these, in order."""

    steps: tuple[Delete | Blank, ...] = field(default=())


# In this order: what refers to another row before that row.
DECIDED: Mapping[str, Delete | Blank | Keep | Steps] = {
    "safety_plans": Delete(),
    "questionnaire_results": Delete(),
    "contact_plans": Delete(),
    "referral_events": Delete("referral_id IN (SELECT id FROM referrals WHERE contact_id = :contact)"),
    "referrals": Delete(),
    "registrations": Delete(),
    "group_sessions": Keep("a session is nobody's"),
    "case_notes": Delete(_OF_CASES),
    # The provider's copy may still have to be deleted, for which the row is needed: it keeps no content, and
    # "kept" is the stage in which nothing is fetched any more.
    "media": Steps(
        (
            Delete(f"{_OF_CONTACT} AND removed_at IS NOT NULL"),
            Blank({"content": "NULL", "stage": "'kept'"}),
        )
    ),
    # The provider's id stays: without it Twilio's list would bring the message back (whatsapp/reconcile.py).
    "inbox": Blank(
        {
            "text": ":nothing",
            "payload": "NULL",
            "location": "NULL",
            "level": "0",
            "routes": "'[]'",
            "score": "0",
            "reasons": "'[]'",
        },
        f"{_OF_CONTACT} AND state <> 'pending'",
    ),
    # What was written to them, and what was passed on to counsellors. What is under way arrives first.
    "outbox": Blank(
        {"payload": ":empty"},
        f"({_OF_CONTACT} OR {_OF_CASES}) AND state NOT IN ('queued', 'sending')",
    ),
    "call_steps": Delete(_ENDED_CALLS),
    # A new session: the assistant's own memory of the old one cannot be reached by it, and expires in a day.
    "conversations": Blank(
        {
            "session": "gen_random_uuid()",
            "turns": "0",
            "screening": "NULL",
            "asked": "NULL",
            "flow": "NULL",
            "offered": "NULL",
            "code_passed_at": "NULL",
            "silence_due_at": "NULL",
            "silence_version": "silence_version + 1",
        }
    ),
    "follow_ups": Steps(
        (
            Blank(
                {"stage": "'cancelled'", "ended_at": ":now"},
                f"{_OF_CONTACT} AND stage IN ('asked', 'when', 'agreed')",
            ),
            # The hour told when the phone is theirs alone.
            Blank({"due_at": "NULL"}),
        )
    ),
    "assessments": Delete(f"{_OF_CONTACT} AND case_id IS NULL"),
    "cases": Blank({"screening": "NULL"}),
    # A verdict about our triage; the message that it is about is blanked, and its words never leave.
    "triage_marks": Blank({"agreed": "false", "released": "false"}, _OF_CASES),
    # What somebody noted about how a case went may say what was said.
    "case_reviews": Blank({"note": "NULL"}, _OF_CASES),
    "console_heard": Keep("that a counsellor heard of a case; holds no words"),
    "case_events": Keep("that a case was and how it went; holds no words"),
    "alerts": Keep("who was reached when; holds no words"),
    "test_alerts": Keep("drills are about no contact"),
    "calls": Keep("that a call was; holds no words"),
    "call_backs": Keep("that a call was owed; holds no words"),
}

# The contact's own columns. Whoever stopped follow-ups does not get them again by being erased.
FORGOTTEN: Mapping[str, str] = {
    "address": "'neutral'",
    "address_asked": "false",
    "governorate": "NULL",
    "language": "NULL",
    "prefers": "NULL",
    "safe_time": "NULL",
    "code_word": "NULL",
    "code_refused_at": "NULL",
    "disguised_at": "NULL",
    "erase_asked_at": "NULL",
    "greeted_at": "NULL",
}
STAYS = ("id", "public_id", "phone_hash", "phone", "opted_out", "last_whatsapp_at", "created_at")


def ask(session: Session, contact_id: int, now: datetime) -> None:
    """Note that a contact wants to be erased when their case is closed."""
    session.get_one(Contact, contact_id).erase_asked_at = now
    audit.record(session, "contact", "erase_asked", now, contact=contact_id)


def erase(session: Session, contact_id: int, now: datetime) -> None:
    """Erase a contact in the session's transaction; the caller holds the contact's lock."""
    session.flush()
    values = {
        "contact": contact_id,
        "now": now,
        "nothing": encrypt(""),
        "empty": encrypt("{}"),
    }
    for table, decision in DECIDED.items():
        steps = decision.steps if isinstance(decision, Steps) else (decision,)
        for step in steps:
            if not isinstance(step, Keep):
                _run(session, table, step, values)
    _run(session, "contacts", Blank(FORGOTTEN, "id = :contact"), values)
    audit.record(session, "contact", "erased", now, contact=contact_id)
    # Whatever the session has read of them is not so any more.
    session.flush()
    session.expire_all()


def _run(session: Session, table: str, step: Delete | Blank, values: Mapping[str, Any]) -> None:
    if isinstance(step, Delete):
        statement = f"DELETE FROM {table} WHERE {step.where}"
    else:
        changes = ", ".join(f"{column} = {value}" for column, value in step.columns.items())
        statement = f"UPDATE {table} SET {changes} WHERE {step.where}"
    used = {name: value for name, value in values.items() if f":{name}" in statement}
    session.execute(text(statement), used)
