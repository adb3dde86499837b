"""How long counsellors were with a contact today, for those with whom a time a day was agreed."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpline.alerts import roster
from helpline.cases import Case, CaseEvent
from helpline.contacts import plan

_SPOKE = "counsellor_spoke"
_ENDS = ("resolved", "handed_back", "acknowledgement_ended")
# A longer pause between two words of a counsellor is no talk.
LONGEST_PAUSE = timedelta(minutes=15)


def time_spent(session: Session, contact_id: int, now: datetime) -> timedelta:
    """Return for how long counsellors have talked with the contact since midnight, in the roster's zone.

    Counted from word to word, so that a case which somebody keeps over night is no long talk.
    """
    local = now.astimezone(roster.current().timezone)
    since = local.replace(hour=0, minute=0, second=0, microsecond=0)
    events = session.execute(
        select(CaseEvent.kind, CaseEvent.at)
        .join(Case, Case.id == CaseEvent.case_id)
        .where(
            Case.contact_id == contact_id,
            CaseEvent.kind.in_((_SPOKE, *_ENDS)),
            CaseEvent.at.between(since, now),
        )
        .order_by(CaseEvent.id)
    ).all()
    spent, last = timedelta(), None
    for kind, at in events:
        if last is not None:
            spent += min(at - last, LONGEST_PAUSE)
        last = at if kind == _SPOKE else None
    return spent + (min(now - last, LONGEST_PAUSE) if last is not None else timedelta())


def minutes_over(session: Session, contact_id: int, now: datetime) -> int | None:
    """Return the minutes that were agreed for today if the contact has had them, else None."""
    agreed = plan.of(session, contact_id, now.astimezone(roster.current().timezone).date())
    if agreed is None or agreed.minutes_a_day is None:
        return None
    over = time_spent(session, contact_id, now) >= timedelta(minutes=agreed.minutes_a_day)
    return agreed.minutes_a_day if over else None
