"""The page behind an invitation: whoever was invited sets a password."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from console.accounts import passwords, second_factor, sessions
from console.accounts.invitations import invited
from console.accounts.login import half_way
from console.accounts.tries import limited, wrong
from helpline.infra import audit, clock
from helpline.infra.database import transaction

blueprint = Blueprint("welcome", __name__)


@blueprint.get("/invitation/<token>")
def form(token: str) -> str:
    """Ask for a password; 404 for a link that was used or is too old."""
    with transaction() as session:
        account = invited(session, token, clock.now())
        if account is None:
            abort(404)
        return render_template("accounts/welcome.html", name=account.name)


@blueprint.post("/invitation/<token>")
@limited
def password(token: str) -> str | Response | tuple[str, int]:
    """Take the password, use the invitation up, and go on to the second factor."""
    now = clock.now()
    typed = request.form.get("password", "")
    with transaction() as session:
        account = invited(session, token, now)
        if account is None:
            wrong()
            abort(404)
        why = None
        try:
            new = passwords.hashed(typed, account.name)
        except passwords.TooEasy as easy:
            why = str(easy)
        else:
            why = None if typed == request.form.get("again") else "accounts.password_differs"
        if why is not None:
            return render_template("accounts/welcome.html", name=account.name, why=why), 422
        account.password, account.invitation, account.invited_until = new, None, None
        second_factor.propose(account)
        audit.record(session, account.actor, "password_set", now, account=account.name)
        sessions.forget()
        half_way(account, now)
    return redirect(url_for("login.set_up_form"))
