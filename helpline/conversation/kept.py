"""What there is of a contact beside their messages, asked in one statement: mostly nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, bindparam, exists, select
from sqlalchemy.orm import Session

from helpline.cases.follow_up import FollowUp, Stage
from helpline.contacts.plan import ContactPlan
from helpline.contacts.safety_plan import SafetyPlan
from helpline.referrals import GroupSession, Referral

_CONTACT = bindparam("contact", type_=BigInteger)
# Made once: every turn asks it.
_KEPT = select(
    exists().where(FollowUp.contact_id == _CONTACT, FollowUp.stage.in_((Stage.ASKED, Stage.WHEN))),
    exists().where(SafetyPlan.contact_id == _CONTACT),
    exists().where(Referral.contact_id == _CONTACT),
    exists().where(GroupSession.closed_at.is_(None), GroupSession.starts_at > bindparam("now")),
    exists().where(ContactPlan.contact_id == _CONTACT),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether there is an offer of a follow-up, a safety plan, a referral, an agreed plan of theirs.

    `session`: whether any session is to come.
    """

    offer: bool
    safety_plan: bool
    referral: bool
    session: bool
    agreed: bool


def kept(session: Session, contact_id: int, now: datetime) -> Kept:
    """Ask what there is, so that only that is read."""
    return Kept(*session.execute(_KEPT, {"contact": contact_id, "now": now}).one())
