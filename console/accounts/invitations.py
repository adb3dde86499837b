"""Invitations: the only way to an account, and back into one whose password or phone is lost."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from console import roster_links
from console.accounts import sessions
from console.accounts.model import Account
from helpline.alerts import roster
from helpline.infra import audit, crypto

GOOD_FOR = timedelta(hours=24)
ROLES = ("counsellor", "supervisor", "clinician", "programme", "auditor")
NAME = r"[a-z][a-z0-9._-]{1,31}"


class CannotInvite(ValueError):
    """Somebody who cannot be invited so; the message says why."""


def invite(session: Session, name: str, role: str, counsellor: str | None, *, by: str, now: datetime) -> str:
    """Make an account, or one anew whose password, second factor and sessions end; returns the link's token.

    Raises CannotInvite.
    """
    _check(session, name, role, counsellor)
    account = session.scalar(select(Account).where(Account.name == name).with_for_update())
    if account is None:
        account = Account(name=name, created_at=now, recovery=[])
        session.add(account)
    token = secrets.token_urlsafe(24)
    account.role, account.counsellor, account.closed_at = role, counsellor, None
    account.password = account.totp = account.totp_new = account.totp_step = None
    account.recovery = []
    account.invitation, account.invited_until = crypto.keyed_hash(token), now + GOOD_FOR
    session.flush()
    sessions.end(session, account.id, now)
    roster_links.revoke(session, account.id, now)
    audit.record(session, by, "account_invited", now, account=name, role=role, counsellor=counsellor)
    return token


def _check(session: Session, name: str, role: str, counsellor: str | None) -> None:
    known = {one.id for one in roster.current().counsellors}
    if role == "counsellor" and counsellor is None:
        raise CannotInvite("an account of role counsellor needs --counsellor with their id in the roster")
    if counsellor is not None and role not in ("counsellor", "supervisor"):
        raise CannotInvite("only a counsellor or a supervisor is on the roster")
    if counsellor is not None and counsellor not in known:
        raise CannotInvite(f"the roster has no counsellor {counsellor}")
    if name in known and name != counsellor:
        raise CannotInvite(f"{name} is somebody on the roster: give --counsellor {name}, or another name")
    if counsellor is not None and session.scalar(
        select(Account.id).where(
            Account.counsellor == counsellor, Account.name != name, Account.closed_at.is_(None)
        )
    ):
        raise CannotInvite(f"{counsellor} has another account already")


def invited(session: Session, token: str, now: datetime) -> Account | None:
    """Return whom an invitation is for, locked; None if it was used, is a day old, or never was."""
    return session.scalar(
        select(Account)
        .where(
            Account.invitation == crypto.keyed_hash(token),
            Account.invited_until > now,
            Account.closed_at.is_(None),
        )
        .with_for_update()
    )


def close(session: Session, name: str, *, by: str, now: datetime) -> bool:
    """Shut somebody out at once; says whether there was such an account."""
    account = session.scalar(select(Account).where(Account.name == name, Account.closed_at.is_(None)))
    if account is None:
        return False
    account.closed_at = now
    account.invitation = account.password = account.totp = account.totp_new = None
    account.recovery = []
    sessions.end(session, account.id, now)
    roster_links.revoke(session, account.id, now)
    audit.record(session, by, "account_closed", now, account=name)
    return True
