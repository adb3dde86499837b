"""The tables of referrals. What one is about is encrypted: that somebody is a survivor is theirs alone."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, DateTime, ForeignKey, Identity, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.infra.crypto import EncryptedJSON, EncryptedText
from helpline.infra.database import Base
from helpline.referrals.states import State


class Shared(enum.StrEnum):
    """What a contact lets us pass on besides the service and the governorate."""

    NUMBER = "number"
    NUMBER_AND_NEED = "need"
    NOTHING = "nothing"


class Way(enum.StrEnum):
    """How they may be reached about it."""

    WRITE = "write"
    CALL = "call"
    WHEN_THEY_WRITE = "wait"


class Referral(Base):
    """One contact's referral to one kind of service."""

    __tablename__ = "referrals"
    __table_args__ = (Index("referrals_moved", "moved_at", postgresql_where="state <> 'closed'"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)
    # An id of the directory's kinds of service.
    service: Mapped[str] = mapped_column(EncryptedText)
    # {"governorate", "district", "need"}: as they said it.
    about: Mapped[dict[str, Any]] = mapped_column(EncryptedJSON)
    state: Mapped[str] = mapped_column(String(16), default=State.OFFERED)
    # The text they agreed to, "id@version".
    consent: Mapped[str | None] = mapped_column(String(48))
    consented_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    shared: Mapped[str | None] = mapped_column(String(16))
    # With whom, as the team wrote it.
    sent_to: Mapped[str | None] = mapped_column(EncryptedText)
    way: Mapped[str | None] = mapped_column(String(8))
    safe_time: Mapped[str | None] = mapped_column(String(16))
    # Something has changed that the contact was not told.
    news: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    moved_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    # Since it last moved.
    reminded: Mapped[int] = mapped_column(Integer, default=0)
    reminded_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class ReferralEvent(Base):
    """One change of a referral's state, and who made it."""

    __tablename__ = "referral_events"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referrals.id"), index=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    actor: Mapped[str] = mapped_column(String(64))
    before: Mapped[str | None] = mapped_column(String(16))
    after: Mapped[str] = mapped_column(String(16))
    note: Mapped[str | None] = mapped_column(EncryptedText)
