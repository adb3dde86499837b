"""Who I am here: my second factor, my codes for a lost phone, where I am logged in, my password."""

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from console.accounts import passwords, second_factor, sessions
from console.accounts.model import Account
from console.accounts.signed_in import me
from console.accounts.tries import limited, wrong
from console.language import t
from console.pages import Page
from console.rights import Right
from helpline.alerts import roster
from helpline.infra import audit, clock
from helpline.infra.database import transaction

page = Page("me", __name__, right=Right.OWN, label="me.nav", entry="show", order=90, url_prefix="/me")


@page.get("")
def show() -> str:
    """Show it all."""
    with transaction() as session:
        return _page(session, clock.now())


def _page(session: Session, now: datetime, **more: object) -> str:
    account = _mine(session)
    return render_template(
        "me/me.html",
        account=account,
        on_roster=_on_roster(account),
        sessions=sessions.those_of(session, account, now),
        **more,
    )


def _mine(session: Session, *, lock: bool = False) -> Account:
    account = session.get(Account, me().account_id, with_for_update=lock)
    assert account is not None
    return account


def _on_roster(account: Account) -> roster.Counsellor | None:
    try:
        every = roster.current().counsellors
    except (roster.RosterError, OSError):
        return None
    return next((one for one in every if one.id == account.counsellor), None)


def _proved(session: Session, account: Account, now: datetime) -> bool:
    """Say whether the form holds the account's password, which what matters most asks for once more."""
    if passwords.fits(account.password, request.form.get("password", "")):
        return True
    wrong()
    audit.record(session, account.actor, "password_refused", now, account=account.name)
    return False


@page.post("/password")
@limited
def change_password() -> str | Response | tuple[str, int]:
    """Take a new password and end every other session."""
    now = clock.now()
    with transaction() as session:
        account = _mine(session, lock=True)
        if not _proved(session, account, now):
            return _page(session, now, why="me.password_wrong", at="password"), 422
        typed = request.form.get("new", "")
        try:
            new = passwords.hashed(typed, account.name)
        except passwords.TooEasy as easy:
            return _page(session, now, why=str(easy), at="password"), 422
        if typed != request.form.get("again"):
            return _page(session, now, why="accounts.password_differs", at="password"), 422
        account.password = new
        audit.record(session, account.actor, "password_changed", now, account=account.name)
        sessions.end(session, account.id, now)
        sessions.begin(session, account, now)
    flash(t("me.password_changed"))
    return redirect(url_for(".show"))


@page.post("/second-factor")
@limited
def new_factor() -> str | Response | tuple[str, int]:
    """Begin to set up another app; the old one counts until the new one is confirmed."""
    now = clock.now()
    with transaction() as session:
        account = _mine(session, lock=True)
        if not _proved(session, account, now):
            return _page(session, now, why="me.password_wrong", at="factor"), 422
        account.totp_new = None
        second_factor.propose(account)
    return redirect(url_for(".new_factor_form"))


@page.get("/second-factor")
def new_factor_form() -> str | Response:
    """Show what the new app needs."""
    with transaction() as session:
        account = _mine(session)
        if account.totp_new is None:
            return redirect(url_for(".show"))
        return _factor_page(account)


def _factor_page(account: Account, *, refused: bool = False) -> str:
    picture, secret = second_factor.qr(account), second_factor.propose(account)
    return render_template("me/second_factor.html", qr=picture, secret=secret, refused=refused)


@page.post("/second-factor/confirm")
@limited
def confirm_factor() -> str | Response | tuple[str, int]:
    """Take the new app in place of the old one, and end every other session."""
    now = clock.now()
    with transaction() as session:
        account = _mine(session, lock=True)
        if account.totp_new is None:
            return redirect(url_for(".show"))
        if not second_factor.confirm(account, request.form.get("code", ""), now):
            wrong()
            return _factor_page(account, refused=True), 422
        audit.record(session, account.actor, "second_factor_changed", now, account=account.name)
        sessions.end(session, account.id, now)
        sessions.begin(session, account, now)
    flash(t("me.factor_changed"))
    return redirect(url_for(".show"))


@page.post("/recovery-codes")
@limited
def new_codes() -> str | tuple[str, int]:
    """Make new recovery codes, which end the old ones, and show them this once."""
    now = clock.now()
    with transaction() as session:
        account = _mine(session, lock=True)
        if not _proved(session, account, now):
            return _page(session, now, why="me.password_wrong", at="codes"), 422
        codes = second_factor.new_recovery_codes(account)
        audit.record(session, account.actor, "recovery_codes_made", now, account=account.name)
    return render_template("accounts/recovery_codes.html", codes=codes, on=url_for(".show"))


@page.post("/sessions/<int:which>/end")
def end_session(which: int) -> Response:
    """Log one browser out; this one too, if it is this one."""
    now = clock.now()
    with transaction() as session:
        sessions.end(session, me().account_id, now, only=which)
        audit.record(session, me().actor, "session_ended", now, account=me().name, which=which)
    flash(t("me.session_ended"))
    return redirect(url_for(".show"))


@page.post("/sessions/end")
def end_all() -> Response:
    """Log out everywhere, here too."""
    now = clock.now()
    with transaction() as session:
        sessions.end(session, me().account_id, now)
        audit.record(session, me().actor, "logged_out_everywhere", now, account=me().name)
    sessions.forget()
    flash(t("me.out_everywhere"))
    return redirect(url_for("login.form"))
