"""What must be true of all cases after whatever has happened, as the database tells it."""

import itertools
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from helpline import contacts
from helpline.cases import Case, CaseEvent, State, person_since
from helpline.contacts.inbox import Channel, Inbox
from helpline.conversation.state import Conversation
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.outbox import Outbox
from helpline.screening import asks_again, from_json
from helpline.screening import question as question_of
from helpline.triage import Level
from tests.integration.invariants.case_model import HANDED, HELD, Known
from tests.integration.invariants.case_stage import COUNSELLORS

# What the watchdog takes for late: before that a lost job is nobody's finding yet.
LATE = timedelta(seconds=5)
Line = tuple[int, int, str, str, object]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a contact's WhatsApp conversation waits for."""

    question: str | None = None
    offered: frozenset[str] = frozenset()
    silence_due: object = None
    again: bool = False


class Watch:
    """Looks at the database after each step and remembers what it saw before."""

    def __init__(self) -> None:
        self._history: list[Line] = []
        self._levels: dict[int, int] = {}
        self._lowered: dict[int, int] = {}

    def look(self, *, lossy: bool) -> None:
        """Hold the invariants that need nothing but what is stored."""
        with transaction() as session:
            cases = list(session.scalars(select(Case).order_by(Case.id)))
            events = list(session.scalars(select(CaseEvent).order_by(CaseEvent.id)))
        now = clock.now()
        living = [case for case in cases if case.state != State.RESOLVED]
        assert [one for one, many in Counter(case.contact_id for case in living).items() if many > 1] == []
        for case in living:
            # Invariant 2: a timer that lives, or one that the next look finds late.
            assert case.timer is not None and case.timer_due_at is not None, f"case {case.id} has no timer"
            assert case.timer_due_at > now - (LATE if lossy else timedelta(0)), f"case {case.id} is dead"
            # Invariant 4: a holder exactly while it is held or handed back.
            assert (case.acknowledged_by is not None) == (case.state != State.OPEN)
        for case in cases:
            lowered = sum(event.kind == "lowered" for event in events if event.case_id == case.id)
            fell = case.level < self._levels.get(case.id, 0)
            assert not fell or lowered > self._lowered.get(case.id, 0), f"case {case.id} fell"
            assert case.peak >= max(case.level, self._levels.get(case.id, 0))
            self._levels[case.id], self._lowered[case.id] = case.level, lowered
            if case.state == State.RESOLVED and case.peak == Level.RED:
                assert case.outcome is not None, f"case {case.id} was closed without a word"
        self._look_at_history(events)
        for case in cases:
            _look_at_holders(case, [event for event in events if event.case_id == case.id])

    def _look_at_history(self, events: list[CaseEvent]) -> None:
        lines = [(one.id, one.case_id, one.kind, one.actor, one.at) for one in events]
        assert lines[: len(self._history)] == self._history, "history was changed"
        for before, after in itertools.pairwise(events):
            assert before.at <= after.at or before.case_id != after.case_id, "history is out of order"
        self._history = lines


def _look_at_holders(case: Case, events: list[CaseEvent]) -> None:
    holder: str | None = None
    for event in events:
        if event.kind == "acknowledged":
            assert event.actor in COUNSELLORS, f"{event.actor} acknowledged"
            assert holder is None, f"{event.actor} took the case of {holder}"
            holder = event.actor
        elif event.kind in ("acknowledgement_ended", "resolved"):
            assert event.actor == holder
            holder = None
        elif event.kind in ("handed_back", "lowered", "taken_up"):
            assert event.actor == holder, f"{event.kind} by {event.actor}, held by {holder}"
        elif event.kind == "reopened":
            holder = None
    assert holder == (case.acknowledged_by if case.state not in (State.OPEN, State.RESOLVED) else None)


def seen(phones: tuple[str, ...]) -> dict[str, Known]:
    """Return each number's latest case."""
    found = dict.fromkeys(phones, Known())
    with transaction() as session:
        for phone in phones:
            contact = contacts.find(session, phone)
            if contact is None:
                continue
            of_contact = select(Case).where(Case.contact_id == contact.id).order_by(Case.id.desc())
            case = session.scalar(of_contact.limit(1))
            if case is not None:
                held = case.state in (HELD, HANDED)
                found[phone] = Known(
                    str(case.state),
                    Level(case.level),
                    case.acknowledged_by if held else None,
                    case.timer if held else None,
                    case.timer_due_at if held else None,
                    case.id,
                    Level(case.peak),
                    held and case.first_word_at is not None,
                )
    return found


def asked(phone: str) -> Asked:
    """Return what a number's WhatsApp conversation waits for."""
    with transaction() as session:
        contact = contacts.find(session, phone)
        if contact is None:
            return Asked()
        conversation = session.scalar(
            select(Conversation).where(
                Conversation.contact_id == contact.id, Conversation.channel == Channel.WHATSAPP
            )
        )
        if conversation is None or person_since(session, contact.id, conversation.updated_at):
            # What a counsellor has asked since comes first.
            return Asked()
        question, again = conversation.asked, False
        if conversation.screening is not None:
            under_way = from_json(conversation.screening)
            question, again = question_of(under_way), asks_again(under_way)
        offered = frozenset(button["id"] for button in conversation.offered or ())
        return Asked(question, offered, conversation.silence_due_at, again)


def level_heard(phone: str) -> Level:
    """Return what triage made of a number's last message."""
    with transaction() as session:
        contact = contacts.find(session, phone)
        assert contact is not None
        last = select(Inbox.level).where(Inbox.contact_id == contact.id).order_by(Inbox.id.desc())
        return Level(session.scalar(last.limit(1)) or 0)


def answers(phone: str) -> int:
    """Return how many messages were written for a number."""
    with transaction() as session:
        contact = contacts.find(session, phone)
        if contact is None:
            return 0
        return len(session.scalars(select(Outbox.id).where(Outbox.contact_id == contact.id)).all())
