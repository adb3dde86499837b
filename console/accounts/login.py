"""Logging in: name and password, then a code of the second factor, which is set up the first time."""

from datetime import datetime, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask import session as cookie
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from console import pages
from console.accounts import passwords, second_factor, sessions
from console.accounts.model import Account, by_name
from console.accounts.signed_in import current
from console.accounts.tries import limited, wrong
from console.language import t
from helpline.alerts import roster
from helpline.infra import audit, clock
from helpline.infra.database import transaction

# From the right password to the code; setting up an app for the first time takes longer than typing one.
HALF_FOR = timedelta(minutes=15)

blueprint = Blueprint("login", __name__)


@blueprint.get("/login")
def form() -> str | Response:
    """Ask for name and password."""
    if current() is not None:
        return redirect(pages.first_page())
    return render_template("accounts/login.html")


@blueprint.post("/login")
@limited
def password() -> str | Response | tuple[str, int]:
    """Take name and password; the same answer for a wrong one and for a name that nobody has."""
    now = clock.now()
    name, typed = request.form.get("name", "")[:64], request.form.get("password", "")
    with transaction() as session:
        account = by_name(session, name)
        fit = passwords.fits(account.password if account else None, typed)
        if account is None or not fit or _left_roster(account):
            wrong()
            if account is not None:
                audit.record(session, account.name, "login_failed", now, step="password")
            return render_template("accounts/login.html", name=name, refused=True), 401
        if passwords.is_old(account.password or ""):
            account.password = passwords.hashed(typed, account.name)
        half_way(account, now)
        if account.totp is None:
            second_factor.propose(account)
            return redirect(url_for(".set_up_form"))
    return redirect(url_for(".code_form"))


def half_way(account: Account, now: datetime) -> None:
    """Remember in this browser that the first half of the login is done."""
    cookie["half"] = {"id": account.id, "name": account.name, "at": now.timestamp()}


def _half(session: Session, now: datetime) -> Account | None:
    """Return who has done the first half a short while ago, locked."""
    half = cookie.get("half")
    if half is None or now.timestamp() - half["at"] > HALF_FOR.total_seconds():
        return None
    account = session.get(Account, half["id"], with_for_update=True)
    usable = account is not None and account.closed_at is None and account.password is not None
    return account if usable else None


def _again() -> Response:
    flash(t("accounts.again"))
    return redirect(url_for("login.form"))


@blueprint.get("/login/code")
def code_form() -> str | Response:
    """Ask for the code."""
    with transaction() as session:
        return render_template("accounts/code.html") if _half(session, clock.now()) else _again()


@blueprint.post("/login/code")
@limited
def code() -> str | Response | tuple[str, int]:
    """Take the code of the second factor, or one for a lost phone, and begin."""
    now = clock.now()
    with transaction() as session:
        account = _half(session, now)
        if account is None:
            return _again()
        if account.totp is None:
            return redirect(url_for(".set_up_form"))
        left = len(account.recovery)
        if not second_factor.fits(account, request.form.get("code", ""), now):
            wrong()
            audit.record(session, account.name, "login_failed", now, step="code")
            return render_template("accounts/code.html", refused=True), 401
        way = "recovery code" if len(account.recovery) < left else "code"
        audit.record(session, account.actor, "logged_in", now, account=account.name, way=way)
        sessions.begin(session, account, now)
        if way == "recovery code":
            flash(t("accounts.recovery_used", left=len(account.recovery)))
    return redirect(_wanted())


@blueprint.get("/login/second-factor")
def set_up_form() -> str | Response:
    """Show what an app needs to make codes."""
    with transaction() as session:
        account = _half(session, clock.now())
        if account is None:
            return _again()
        if account.totp is not None or account.totp_new is None:
            return redirect(url_for(".code_form"))
        return _set_up_page(account)


def _set_up_page(account: Account, *, refused: bool = False) -> str:
    picture, secret = second_factor.qr(account), second_factor.propose(account)
    return render_template("accounts/set_up.html", qr=picture, secret=secret, refused=refused)


@blueprint.post("/login/second-factor")
@limited
def set_up() -> str | Response | tuple[str, int]:
    """Take a first code of the new second factor, begin, and show the recovery codes this once."""
    now = clock.now()
    with transaction() as session:
        account = _half(session, now)
        if account is None:
            return _again()
        if account.totp is not None or account.totp_new is None:
            return redirect(url_for(".code_form"))
        if not second_factor.confirm(account, request.form.get("code", ""), now):
            wrong()
            return _set_up_page(account, refused=True), 401
        codes = second_factor.new_recovery_codes(account)
        audit.record(session, account.actor, "second_factor_set_up", now, account=account.name)
        sessions.begin(session, account, now)
    return render_template("accounts/recovery_codes.html", codes=codes, on=_wanted())


@blueprint.post("/logout")
def out() -> Response:
    """End this session."""
    somebody = current()
    if somebody is not None:
        with transaction() as session:
            sessions.end(session, somebody.account_id, clock.now(), only=somebody.session_id)
            audit.record(session, somebody.actor, "logged_out", clock.now(), account=somebody.name)
    sessions.forget()
    flash(t("accounts.logged_out"))
    return redirect(url_for(".form"))


def _wanted() -> str:
    """Return the page that was asked for before the login, else where this person begins."""
    wanted = str(cookie.pop("next", ""))
    return wanted if wanted.startswith("/") and not wanted.startswith("//") else pages.first_page()


def _left_roster(account: Account) -> bool:
    """Say whether an account is of a counsellor who is on the roster no more."""
    try:
        known = {one.id for one in roster.current().counsellors}
    except (roster.RosterError, OSError):
        # A slip in the file must not shut everybody out.
        return False
    return account.counsellor is not None and account.counsellor not in known


def sent_to_login() -> Response | tuple[str, int, dict[str, str]]:
    """Answer whoever is not logged in: to the login, and afterwards back to what they wanted to see."""
    if request.headers.get("HX-Request"):
        return "", 401, {"HX-Redirect": url_for("login.form")}
    if request.method not in ("GET", "HEAD"):
        flash(t("accounts.again"))
    elif request.endpoint and request.path != "/":
        cookie["next"] = request.full_path.rstrip("?")
    return redirect(url_for("login.form"))
