"""Personal links to a calendar: whoever holds one sees its owner's shifts, without logging in."""

import secrets
from datetime import datetime

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from console.accounts.model import Account
from helpline.infra import crypto
from helpline.infra.database import Base


class RosterLink(Base):
    """One link; the person's calendar program holds the token, the row its keyed hash."""

    __tablename__ = "roster_links"
    __table_args__ = (
        Index("one_roster_link_an_account", "account_id", unique=True, postgresql_where="revoked_at IS NULL"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("console_accounts.id"))
    token: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


def of(session: Session, account_id: int) -> RosterLink | None:
    """Return the link of an account that holds now."""
    wanted = select(RosterLink).where(RosterLink.account_id == account_id, RosterLink.revoked_at.is_(None))
    return session.scalar(wanted)


def make(session: Session, account_id: int, now: datetime) -> str:
    """Make an account's link, which ends the one before; returns its token, which is nowhere kept."""
    # Of two at the same moment the second waits here, and then ends the first.
    session.get(Account, account_id, with_for_update=True)
    revoke(session, account_id, now)
    token = secrets.token_urlsafe(32)
    session.add(RosterLink(account_id=account_id, token=crypto.keyed_hash(token), made_at=now))
    session.flush()
    return token


def revoke(session: Session, account_id: int, now: datetime) -> bool:
    """End an account's link; says whether there was one."""
    ended = session.scalars(
        update(RosterLink)
        .where(RosterLink.account_id == account_id, RosterLink.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(RosterLink.id)
    )
    return bool(ended.all())


def owner(session: Session, token: str) -> Account | None:
    """Return whose link a token is; None if it was revoked, never was, or the account is closed."""
    return session.scalar(
        select(Account)
        .join(RosterLink, RosterLink.account_id == Account.id)
        .where(
            RosterLink.token == crypto.keyed_hash(token),
            RosterLink.revoked_at.is_(None),
            Account.closed_at.is_(None),
        )
    )
