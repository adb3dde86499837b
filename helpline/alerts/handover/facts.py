"""How a case stands and why, as values: what the summary says, for whoever shows it in another way."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpline.alerts import roster
from helpline.alerts.handover import follow_up
from helpline.alerts.handover.summary import BEFORE_WITHIN, why
from helpline.alerts.whatsapp_window import WINDOW
from helpline.cases import Case
from helpline.cases.follow_up import FollowUp
from helpline.contacts import Contact, plan, questionnaire, safety_plan
from helpline.contacts.plan import ContactPlan
from helpline.contacts.questionnaire import Result


@dataclass(frozen=True, slots=True)
class Facts:
    """A case's head.

    `why`: as `summary.why` names it. `window_until`: until when free text reaches them on WhatsApp, None for
    who never wrote there. `safety_plan`: whether one is made ("made"), begun, or not there (None).
    """

    contact: Contact
    why: tuple[str, ...]
    questionnaires: tuple[Result, ...]
    before: int
    plan: ContactPlan | None
    safety_plan: str | None
    window_until: datetime | None
    follow_up: FollowUp | None

    @property
    def reachable(self) -> bool:
        """Whether there is a number to call or write to."""
        return self.contact.phone is not None

    def window_open(self, now: datetime) -> bool:
        """Say whether free text may be sent now."""
        return self.window_until is not None and self.window_until > now


def facts(session: Session, case: Case, now: datetime) -> Facts:
    """Return what there is to know of a case before its history."""
    contact = session.get_one(Contact, case.contact_id)
    before = session.scalar(
        select(func.count()).where(
            Case.contact_id == contact.id, Case.id != case.id, Case.opened_at > now - BEFORE_WITHIN
        )
    )
    return Facts(
        contact=contact,
        why=tuple(dict.fromkeys(why(session, case))),
        questionnaires=tuple(questionnaire.last(session, contact.id)),
        before=before or 0,
        plan=plan.of(session, contact.id, now.astimezone(roster.current().timezone).date()),
        safety_plan=_safety_plan(session, contact.id),
        window_until=contact.last_whatsapp_at + WINDOW if contact.last_whatsapp_at else None,
        follow_up=follow_up.planned(session, contact.id),
    )


def _safety_plan(session: Session, contact_id: int) -> str | None:
    kept = safety_plan.of(session, contact_id)
    if kept is None:
        return None
    if kept.answers and kept.made_at is not None:
        return "made"
    return "begun" if kept.draft and kept.draft["answers"] else None
