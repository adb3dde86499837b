"""The questionnaire that a contact did last, read where they ask for its total and at no other time."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from helpline.contacts import questionnaire
from helpline.conversation.flows import score
from helpline.conversation.plan import Scored

# An older total is what «last time» tells when the questions are asked again.
TOLD_FOR = timedelta(days=1)


def today(session: Session, contact_id: int, text: str, now: datetime) -> Scored | None:
    """Return what was answered last within a day, None where the text does not ask or nothing was."""
    if not score.asks(text):
        return None
    done = [one for one in questionnaire.last(session, contact_id) if one.at > now - TOLD_FOR]
    latest = max(done, key=lambda one: one.at, default=None)
    return Scored(latest.instrument, latest.answers) if latest is not None else None
