"""What a contact's private flows write beside their replies, each in the transaction of its message."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from helpline import cases, contacts, referrals
from helpline.contacts import erase, questionnaire, safety_plan
from helpline.contacts.inbox import Channel, forget_handled
from helpline.conversation.state import Conversation


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What was said now is not kept: it was, or was meant to be, a code word."""

    def apply(self, session: Session, contact_id: int, now: datetime) -> None:
        """Write it."""
        forget_handled(session, contact_id, now)


@dataclass(frozen=True, slots=True)
class SetCode:
    """A new code word, as it is kept (helpline.contacts.code_word)."""

    kept: str

    def apply(self, session: Session, contact_id: int, now: datetime) -> None:
        """Write it."""
        contact = session.get_one(contacts.Contact, contact_id)
        contact.code_word, contact.code_refused_at = self.kept, None


@dataclass(frozen=True, slots=True)
class CodePassed:
    """The code word was said in this conversation."""

    def apply(self, session: Session, contact_id: int, now: datetime) -> None:
        """Write it."""
        session.get_one(contacts.Contact, contact_id).code_refused_at = None
        _change(session, contact_id, {"code_passed_at": now})


@dataclass(frozen=True, slots=True)
class CodeRefused:
    """Three wrong words: no more are taken for a while."""

    def apply(self, session: Session, contact_id: int, now: datetime) -> None:
        """Write it."""
        session.get_one(contacts.Contact, contact_id).code_refused_at = now


@dataclass(frozen=True, slots=True)
class Forget:
    """The assistant begins anew: it says back nothing of what was told to whoever writes next."""

    def apply(self, session: Session, contact_id: int, now: datetime) -> None:
        """Write it."""
        _change(session, contact_id, _anew())


@dataclass(frozen=True, slots=True)
class Disguise:
    """The chat is made to look harmless, or is opened again; the assistant begins anew with either."""

    on: bool

    def apply(self, session: Session, contact_id: int, now: datetime) -> None:
        """Write it."""
        session.get_one(contacts.Contact, contact_id).disguised_at = now if self.on else None
        passed = {"code_passed_at": None} if self.on else {}
        _change(session, contact_id, {**_anew(), **passed})


@dataclass(frozen=True, slots=True)
class KeepDraft:
    """How far a safety plan has come."""

    at: int
    answers: Mapping[str, str]

    def apply(self, session: Session, contact_id: int, now: datetime) -> None:
        """Write it."""
        safety_plan.keep_draft(session, contact_id, self.at, self.answers, now)


@dataclass(frozen=True, slots=True)
class FinishPlan:
    """A safety plan that is done."""

    answers: Mapping[str, str]

    def apply(self, session: Session, contact_id: int, now: datetime) -> None:
        """Write it."""
        safety_plan.finish(session, contact_id, self.answers, now)


@dataclass(frozen=True, slots=True)
class Erase:
    """The contact is erased; while a case is open (`only_ask`: in any case) that is noted for its closing."""

    only_ask: bool = False

    def apply(self, session: Session, contact_id: int, now: datetime) -> None:
        """Write it."""
        if self.only_ask or cases.find_open(session, contact_id) is not None:
            erase.ask(session, contact_id, now)
        else:
            referrals.leave_all(session, contact_id, now)
            erase.erase(session, contact_id, now)


@dataclass(frozen=True, slots=True)
class KeepResult:
    """A questionnaire's answers and score, in the place of the last ones."""

    instrument: str
    answers: tuple[int | None, ...]
    score: int | None

    def apply(self, session: Session, contact_id: int, now: datetime) -> None:
        """Write it."""
        questionnaire.keep(session, contact_id, self.instrument, self.answers, self.score, now)


def _anew() -> dict[str, Any]:
    return {"session": uuid.uuid4(), "turns": 0}


def _change(session: Session, contact_id: int, values: Mapping[str, Any]) -> None:
    session.execute(
        update(Conversation)
        .where(
            Conversation.contact_id == contact_id,
            Conversation.channel == Channel.WHATSAPP,
            Conversation.call_sid.is_(None),
        )
        .values(dict(values))
    )
