"""Calling somebody back by itself: three attempts, and nothing is told before it is safe to talk.

Whoever answers a contact's phone may be somebody else. The call says neither who calls nor why until the key
that says it is safe; then it goes on like any call of the contact, into the case that waits for them.
"""

import enum
import uuid
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, Integer, String, func, select, text
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline import cases
from helpline.cases import Case, State
from helpline.contacts import Contact
from helpline.infra import clock, jobs
from helpline.infra.database import Base, lock_contact, transaction
from helpline.infra.logs import log
from helpline.infra.settings import settings
from helpline.outbox import Kind, enqueue
from helpline.triage import Level

CALL_BACK_TASK = "phone.call_back"
# Seconds after the first attempt was due (protocol, H1: 0, 5 and 15 minutes).
ATTEMPTS_AFTER = (0, 300, 900)
# Seconds: a ring, the question, and a status that comes late.
OUTCOME_WITHIN = 180
# A day, so that one number cannot use up what all others may need.
MOST_OF_ONE_CONTACT = 6
LATE = timedelta(seconds=10)
LIVE = "state IN ('due', 'calling')"


class Stage(enum.StrEnum):
    """Where a call-back is."""

    DUE = "due"
    CALLING = "calling"
    REACHED = "reached"
    GIVEN_UP = "given_up"
    # Somebody spoke with them meanwhile, or their case is over.
    OVER = "over"
    # They asked not to be called again.
    DECLINED = "declined"


class CallBack(Base):
    """A call that the helpline owes a contact; a contact has one at a time.

    `danger` is true for a contact in danger: their call is never held back by a prefix or the day's budget.
    """

    __tablename__ = "call_backs"
    __table_args__ = (
        Index("one_call_back_a_contact", "contact_id", unique=True, postgresql_where=LIVE),
        Index("call_backs_created", "created_at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    token: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), default=uuid.uuid4, unique=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"))
    danger: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(16), default=Stage.DUE)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    first_due_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    due_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


def owe(session: Session, contact: Contact, now: datetime, due_at: datetime, *, danger: bool) -> bool:
    """Plan a contact's call-back; returns whether one is planned.

    One that is under way stays as it is, except that danger brings it forward. A call that is not about
    danger goes only to allowed prefixes and within the day's budget: a stranger could otherwise make the
    helpline ring expensive numbers all night.
    """
    if contact.phone is None:
        return False
    lock_contact(session, contact.id)
    known = live(session, contact.id)
    if known is not None:
        known.danger = known.danger or danger
        if danger and known.state == Stage.DUE and due_at < known.due_at:
            known.first_due_at = known.due_at = due_at
            _wake(session, known)
        return True
    if not danger and not _allowed(session, contact, contact.phone, now):
        return False
    row = CallBack(
        contact_id=contact.id,
        danger=danger,
        state=Stage.DUE,
        attempts=0,
        first_due_at=due_at,
        due_at=due_at,
        created_at=now,
    )
    session.add(row)
    _wake(session, row)
    return True


def live(session: Session, contact_id: int) -> CallBack | None:
    """Return the contact's call-back that is still to come or under way, locked."""
    return session.scalar(
        select(CallBack)
        .where(CallBack.contact_id == contact_id, CallBack.state.in_((Stage.DUE, Stage.CALLING)))
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def by_token(session: Session, token: uuid.UUID) -> CallBack | None:
    """Return the call-back of a webhook's address, locked."""
    return session.scalar(select(CallBack).where(CallBack.token == token).with_for_update())


def attempt(call_back_id: int, attempts: int) -> None:
    """Place the next call of a call-back, unless it was placed or has lost its reason meanwhile."""
    now = clock.now()
    with transaction() as session:
        row = session.get(CallBack, call_back_id, with_for_update=True)
        if row is None or row.state != Stage.DUE or row.attempts != attempts:
            return
        contact = session.get_one(Contact, row.contact_id)
        case = cases.find_open(session, contact.id, for_update=True)
        if contact.phone is None or _spoken_with(case, row):
            row.state = Stage.OVER
            return
        row.state = Stage.CALLING
        row.attempts += 1
        row.due_at = now + clock.scaled(OUTCOME_WITHIN)
        if case is not None:
            cases.record(session, case, "calling_back", "bot", now, attempt=row.attempts)
        enqueue(session, Kind.CALL, contact.phone, {"call_back": str(row.token)}, now=now, urgent=row.danger)


def not_reached(session: Session, row: CallBack, now: datetime, *, why: str) -> None:
    """Plan the next attempt after one that did not reach the contact, or give up after the last."""
    if row.state != Stage.CALLING:
        return
    case = cases.find_open(session, row.contact_id, for_update=True)
    if case is not None:
        cases.record(session, case, "call_back_missed", "bot", now, attempt=row.attempts, why=why)
    if row.attempts >= len(ATTEMPTS_AFTER):
        row.state = Stage.GIVEN_UP
        return
    row.state = Stage.DUE
    row.due_at = max(row.first_due_at + clock.scaled(ATTEMPTS_AFTER[row.attempts]), now)
    _wake(session, row)


def late_call_backs(session: Session, now: datetime) -> int:
    """Wake call-backs whose job or outcome was lost; returns how many."""
    late = session.scalars(
        select(CallBack)
        .where(CallBack.state.in_((Stage.DUE, Stage.CALLING)), CallBack.due_at < now - LATE)
        .with_for_update(skip_locked=True)
    ).all()
    for row in late:
        if row.state == Stage.CALLING:
            not_reached(session, row, now, why="no outcome")
        else:
            _wake(session, row)
    return len(late)


def call_back_budget_used(session: Session, now: datetime) -> int:
    """Return how many call-backs that are not about danger the last day brought, 0 within the budget."""
    made = _made_today(session, now)
    return made if made >= settings().call_backs_a_day else 0


def _allowed(session: Session, contact: Contact, phone: str, now: datetime) -> bool:
    prefixes = tuple(one.strip() for one in settings().call_back_prefixes.split(",") if one.strip())
    if not phone.startswith(prefixes):
        log().warning("call_back_refused", state="prefix")
        return False
    # Two at once must not both be the last of the day.
    session.execute(text("SELECT pg_advisory_xact_lock(3, 0)"))
    if _made_today(session, now) >= settings().call_backs_a_day:
        log().error("call_back_refused", state="budget")
        return False
    if _made_today(session, now, contact.id) >= MOST_OF_ONE_CONTACT:
        log().warning("call_back_refused", contact=contact.id, state="too many")
        return False
    return True


def _made_today(session: Session, now: datetime, contact_id: int | None = None) -> int:
    made = select(func.count()).where(
        CallBack.created_at > now - timedelta(days=1), CallBack.danger.is_(False)
    )
    if contact_id is not None:
        made = made.where(CallBack.contact_id == contact_id)
    return session.scalar(made) or 0


def _spoken_with(case: Case | None, row: CallBack) -> bool:
    """Say whether a counsellor has spoken with them since the call was owed, or nothing is owed any more."""
    if case is None:
        return row.danger
    spoke = case.first_word_at is not None and case.first_word_at > row.created_at
    return spoke and case.state == State.ACKNOWLEDGED


def _wake(session: Session, row: CallBack) -> None:
    session.flush()
    jobs.defer(
        session,
        CALL_BACK_TASK,
        queue=jobs.URGENT,
        priority=jobs.Priority.RED if row.danger else jobs.Priority.AMBER,
        at=row.due_at if row.due_at > clock.now() else None,
        call_back_id=row.id,
        attempts=row.attempts,
    )


def is_danger(case: Case | None) -> bool:
    """Say whether an open case is about danger now."""
    return case is not None and case.level == Level.RED
