"""Sessions kept in the database, so that they can be seen and ended from elsewhere."""

import secrets
from datetime import datetime, timedelta

from flask import current_app, request
from flask import session as cookie
from flask_login import login_user, logout_user
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from console.accounts.model import Account, LoginSession
from console.accounts.signed_in import SignedIn, current
from helpline.infra import clock, crypto
from helpline.infra.database import transaction
from helpline.infra.settings import settings

# However much it is used, and so that a lost phone is shut out the next day.
AT_MOST = timedelta(hours=24)
# «Seen» is written once in so long, not with every request.
SEEN_EVERY = timedelta(seconds=60)
KEPT = timedelta(days=30)
SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux")
# Edge and Opera call themselves Chrome too, and all of them Safari.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}


def holds(one: LoginSession, role: str, now: datetime) -> bool:
    """Say whether a session is good: in use, or a counsellor's within the shift, and not a day old."""
    if one.ended_at is not None or now - one.began_at > AT_MOST:
        return False
    if now - one.seen_at <= timedelta(seconds=settings().console_idle_after):
        return True
    return role == "counsellor" and now - one.began_at <= timedelta(seconds=settings().console_shift)


def begin(session: Session, account: Account, now: datetime) -> None:
    """Log an account in with this browser."""
    token = secrets.token_urlsafe(32)
    old = delete(LoginSession).where(
        LoginSession.account_id == account.id, LoginSession.began_at < now - KEPT
    )
    session.execute(old)
    one = LoginSession(
        account_id=account.id,
        token=crypto.keyed_hash(token),
        device=_device(request.user_agent.string),
        began_at=now,
        seen_at=now,
    )
    session.add(one)
    session.flush()
    # What the browser held before must not go on: neither a half login nor somebody's older session.
    back = cookie.get("next")
    cookie.clear()
    if back:
        cookie["next"] = back
    cookie.permanent = True
    login_user(_signed_in(account, one, token))


def end(session: Session, account_id: int, now: datetime, *, only: int | None = None) -> None:
    """End an account's sessions, or `only` one of them by its id."""
    ended = update(LoginSession).where(LoginSession.account_id == account_id, LoginSession.ended_at.is_(None))
    session.execute((ended.where(LoginSession.id == only) if only else ended).values(ended_at=now))


def forget() -> None:
    """Take everything of a login out of this browser."""
    logout_user()
    cookie.clear()


def those_of(session: Session, account: Account, now: datetime) -> list[LoginSession]:
    """Return an account's sessions that are good, the latest used first."""
    every = session.scalars(
        select(LoginSession)
        .where(LoginSession.account_id == account.id, LoginSession.ended_at.is_(None))
        .order_by(LoginSession.seen_at.desc())
    )
    return [one for one in every if holds(one, account.role, now)]


def load(token: str) -> SignedIn | None:
    """Return whoever a cookie's token stands for, None once their session or account has ended."""
    now = clock.now()
    with transaction() as session:
        found = session.execute(
            select(LoginSession, Account)
            .join(Account, Account.id == LoginSession.account_id)
            .where(LoginSession.token == crypto.keyed_hash(token), Account.closed_at.is_(None))
        ).one_or_none()
        if found is None or not holds(found[0], found[1].role, now):
            return None
        one, account = found
        if now - one.seen_at > SEEN_EVERY and not _asked_by_itself():
            one.seen_at = now
        return _signed_in(account, one, token)


def remember_language(language: str) -> None:
    """Keep the language that whoever asks has chosen, if they are logged in."""
    somebody = current()
    if somebody is None:
        return
    with transaction() as session:
        session.execute(update(Account).where(Account.id == somebody.account_id).values(language=language))


def _asked_by_itself() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return bool(getattr(view, "passive", False))


def _signed_in(account: Account, one: LoginSession, token: str) -> SignedIn:
    return SignedIn(
        account_id=account.id,
        name=account.name,
        actor=account.actor,
        role=account.role,
        counsellor=account.counsellor,
        language=account.language,
        session_id=one.id,
        token=token,
        began_at=one.began_at,
    )


def _device(agent: str) -> str:
    """Return a browser's name and system, by which somebody knows their own again."""
    browser = next((name for mark, name in BROWSERS.items() if mark in agent), "")
    system = next((name for name in SYSTEMS if name in agent), "")
    return " · ".join(part for part in (browser, system) if part) or "?"
