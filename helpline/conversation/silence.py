"""Silence on the acuity question counts as yes: a durable timer (clinical protocol, A5)."""

from datetime import datetime

from sqlalchemy.orm import Session

from helpline.conversation import state
from helpline.infra import jobs

SILENCE_TASK = "conversation.acuity_silence"


def arm_silence(session: Session, conversation: state.Conversation, due_at: datetime) -> None:
    """Wait for an answer until `due_at`; the row is the truth, the job only wakes it."""
    conversation.silence_due_at = due_at
    session.flush()
    defer_silence(session, conversation)


def defer_silence(session: Session, conversation: state.Conversation) -> None:
    """Defer the job that looks at the timer when it is due."""
    jobs.defer(
        session,
        SILENCE_TASK,
        queue=jobs.URGENT,
        priority=jobs.Priority.RED,
        at=conversation.silence_due_at,
        conversation_id=conversation.id,
        version=conversation.silence_version,
    )
