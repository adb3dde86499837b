"""Where a conversation stands; the truth that outlives Rasa and Redis."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, Integer, Select, String, select
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.infra.crypto import EncryptedJSON, EncryptedText
from helpline.infra.database import Base

# A Rasa tracker is rewritten whole each turn, so a session of it is kept short; what must be
# remembered lives here and on the contact, and travels in the metadata.
TURNS_A_SESSION = 40
SESSION_EXPIRES_AFTER = timedelta(hours=1)
# So long a question of a flow is what the next message answers, where something hangs on that.
ANSWERED_WITHIN = timedelta(minutes=15)


class Conversation(Base):
    """A contact's WhatsApp conversation, or one call."""

    __tablename__ = "conversations"
    __table_args__ = (
        Index(
            "one_conversation_a_channel",
            "contact_id",
            "channel",
            unique=True,
            postgresql_where="call_sid IS NULL",
        ),
        Index("conversations_silent", "silence_due_at", postgresql_where="silence_due_at IS NOT NULL"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"))
    channel: Mapped[str] = mapped_column(String(16))
    call_sid: Mapped[str | None] = mapped_column(String(64), unique=True)
    # Rasa's sender: opaque, and new for each session of at most TURNS_A_SESSION turns.
    session: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), default=uuid.uuid4)
    turns: Mapped[int] = mapped_column(Integer, default=0)
    screening: Mapped[str | None] = mapped_column(EncryptedText)
    # A question of ours that waits for an answer outside a screening, e.g. after a voice note.
    asked: Mapped[str | None] = mapped_column(String(32))
    # A conversation that the helpline leads itself: {"name": …, "state": …} (helpline.conversation.flows).
    flow: Mapped[dict[str, Any] | None] = mapped_column(EncryptedJSON)
    # The buttons offered last, so that a typed number or a tap is understood and nothing else is.
    offered: Mapped[list[dict[str, str]] | None] = mapped_column(EncryptedJSON)
    # They said their code word here.
    code_passed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    danger_replies: Mapped[int] = mapped_column(Integer, default=0)
    silence_due_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    silence_version: Mapped[int] = mapped_column(Integer, default=0)
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


def open_flow(
    session: Session, contact_id: int, channel: str, call_sid: str | None, now: datetime
) -> dict[str, Any] | None:
    """Return the flow whose question was asked just now in a conversation, None without one."""
    conversation = session.scalar(_query(contact_id, channel, call_sid))
    if conversation is None or not conversation.flow or conversation.updated_at < now - ANSWERED_WITHIN:
        return None
    return conversation.flow


def of(session: Session, contact_id: int, channel: str, call_sid: str | None, now: datetime) -> Conversation:
    """Return the conversation, made if new, with a fresh Rasa session if the last one is used up."""
    conversation = session.scalar(_query(contact_id, channel, call_sid).with_for_update())
    if conversation is None:
        conversation = Conversation(
            contact_id=contact_id,
            channel=channel,
            call_sid=call_sid,
            updated_at=now,
            session=uuid.uuid4(),
            turns=0,
            danger_replies=0,
            silence_version=0,
        )
        session.add(conversation)
        session.flush()
    elif conversation.turns >= TURNS_A_SESSION or conversation.updated_at < now - SESSION_EXPIRES_AFTER:
        conversation.session = uuid.uuid4()
        conversation.turns = 0
    return conversation


def _query(contact_id: int, channel: str, call_sid: str | None) -> Select[Conversation]:
    query = select(Conversation).where(Conversation.channel == channel)
    if call_sid is None:
        return query.where(Conversation.contact_id == contact_id, Conversation.call_sid.is_(None))
    return query.where(Conversation.call_sid == call_sid)
