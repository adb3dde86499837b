"""Making and moving referrals. The caller holds the contact's lock; every change leaves its line."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from helpline.infra import audit
from helpline.referrals.model import Referral, ReferralEvent, Shared, Way
from helpline.referrals.states import ENDED, IS_NEWS, NEXT, THEIRS, WAITS_FOR_TEAM, State

CONTACT = "contact"


class NotAllowed(ValueError):
    """A state that does not follow, or that is not theirs to say who said it."""


def live(session: Session, contact_id: int) -> list[Referral]:
    """Return a contact's referrals that have not ended, oldest first."""
    rows = select(Referral).where(Referral.contact_id == contact_id, Referral.state.not_in(ENDED))
    return list(session.scalars(rows.order_by(Referral.id)))


def offer(session: Session, contact_id: int, service: str, now: datetime) -> Referral:
    """Return the offered referral to a kind of service, made if there is none."""
    known = [one for one in live(session, contact_id) if one.service == service]
    offered = next((one for one in known if one.state == State.OFFERED), None)
    if offered is not None:
        return offered
    row = Referral(
        contact_id=contact_id,
        service=service,
        about={},
        state=State.OFFERED,
        news=False,
        created_at=now,
        moved_at=now,
        reminded=0,
    )
    session.add(row)
    session.flush()
    _happened(session, row, None, CONTACT, now)
    return row


def consent(
    session: Session,
    row: Referral,
    now: datetime,
    *,
    text: str,
    shared: Shared,
    way: Way,
    safe_time: str | None,
    about: dict[str, str | None],
) -> None:
    """Take the contact's consent: to which text ("id@version"), what is shared, how they are reached.

    `about` holds "governorate", "district" and "need". Raises NotAllowed for one that is not offered.
    """
    row.consent, row.consented_at = text, now
    row.shared, row.way, row.safe_time = shared, way, safe_time
    # What they did not let us pass on is not kept either.
    row.about = {
        name: value for name, value in about.items() if name != "need" or shared is Shared.NUMBER_AND_NEED
    }
    _to(session, row, State.CONSENTED, CONTACT, now)


def refuse_offers(session: Session, contact_id: int, now: datetime) -> None:
    """Decline what a contact was offered and does not want."""
    for row in live(session, contact_id):
        if row.state == State.OFFERED:
            _to(session, row, State.DECLINED, CONTACT, now)


def decline(session: Session, row: Referral, actor: str, now: datetime) -> None:
    """Decline a referral. Raises NotAllowed for one that has been seen or has ended."""
    _to(session, row, State.DECLINED, actor, now)


def withdraw(session: Session, row: Referral, now: datetime) -> None:
    """Withdraw a referral at the contact's word; one that has ended stays as it is."""
    if State(row.state) in ENDED:
        return
    _to(session, row, State.DECLINED if row.state == State.OFFERED else State.WITHDRAWN, CONTACT, now)


def move(
    session: Session, row: Referral, state: State, actor: str, now: datetime, *, to: str = "", note: str = ""
) -> None:
    """Move a referral on, as a named member of the team. `to`: with whom it was shared, needed for `sent`.

    Raises NotAllowed for a state that does not follow, that only the contact can say, or one without `to`.
    """
    if state in THEIRS:
        raise NotAllowed(f"only the contact can say {state}")
    if state is State.SENT and not to.strip():
        raise NotAllowed("sent needs --to: with whom it was shared")
    if state is State.SENT:
        row.sent_to = to.strip()
    before = row.state
    _to(session, row, state, actor, now, note=note)
    row.news = state in IS_NEWS
    audit.record(session, actor, "referral_moved", now, referral=row.id, before=before, after=str(state))


def stuck(session: Session, now: datetime, after: timedelta, at_most: int) -> Sequence[Referral]:
    """Return what the team is to be reminded of: new, or not moved for so long; each at most so often."""
    new = and_(Referral.state == State.CONSENTED, Referral.reminded == 0)
    old = and_(
        Referral.moved_at <= now - after,
        or_(Referral.reminded_at.is_(None), Referral.reminded_at <= now - after),
    )
    return session.scalars(
        select(Referral)
        .where(Referral.state.in_(WAITS_FOR_TEAM), Referral.reminded < at_most, or_(new, old))
        .order_by(Referral.id)
        .with_for_update(skip_locked=True)
    ).all()


def _to(session: Session, row: Referral, state: State, actor: str, now: datetime, *, note: str = "") -> None:
    before = State(row.state)
    if state not in NEXT[before]:
        raise NotAllowed(f"{state} does not follow {before}")
    row.state, row.moved_at = state, now
    row.reminded, row.reminded_at, row.news = 0, None, False
    _happened(session, row, before, actor, now, note)


def _happened(
    session: Session, row: Referral, before: State | None, actor: str, now: datetime, note: str = ""
) -> None:
    session.add(
        ReferralEvent(
            referral_id=row.id, at=now, actor=actor, before=before, after=row.state, note=note or None
        )
    )
