"""Accounts and their sessions."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, String, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.infra.crypto import EncryptedText
from helpline.infra.database import Base


class Account(Base):
    """Somebody who may log in; one of role counsellor is a counsellor of the roster.

    `totp_step` is the step of the last code that was taken, so that none is taken twice. `recovery` holds
    keyed hashes of the codes that are left.
    """

    __tablename__ = "console_accounts"
    __table_args__ = (
        Index(
            "one_open_account_a_counsellor", "counsellor", unique=True, postgresql_where="closed_at IS NULL"
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    name: Mapped[str] = mapped_column(String(32), unique=True)
    role: Mapped[str] = mapped_column(String(16))
    counsellor: Mapped[str | None] = mapped_column(String(64))
    language: Mapped[str | None] = mapped_column(String(2))
    password: Mapped[str | None] = mapped_column(String(160))
    totp: Mapped[str | None] = mapped_column(EncryptedText)
    totp_new: Mapped[str | None] = mapped_column(EncryptedText)
    totp_step: Mapped[int | None] = mapped_column(BigInteger)
    recovery: Mapped[list[Any]] = mapped_column(JSONB, default=list)
    invitation: Mapped[str | None] = mapped_column(String(64), unique=True)
    invited_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

    @property
    def actor(self) -> str:
        """How cases and the audit log name them: as the roster does, where they are on it."""
        return self.counsellor or self.name


class LoginSession(Base):
    """One browser that somebody logged in with; the browser holds the token, the row its keyed hash."""

    __tablename__ = "console_sessions"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("console_accounts.id"), index=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    device: Mapped[str] = mapped_column(String(60))
    began_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


def by_name(session: Session, name: str) -> Account | None:
    """Return an account that is not closed by the name typed at the login."""
    wanted = select(Account).where(
        Account.name == name.replace("\0", "").strip().lower(), Account.closed_at.is_(None)
    )
    return session.scalar(wanted)
