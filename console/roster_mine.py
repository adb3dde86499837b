"""One's own shifts: saying that one is there, and a link to them for a calendar."""

from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from console import roster_links
from console.accounts.signed_in import me
from console.language import t
from console.rights import Right, needs
from console.roster_page import mine, page, read, said
from helpline.alerts.roster import RosterError
from helpline.alerts.roster.confirm import by_page, presence
from helpline.infra import audit, clock
from helpline.infra.database import transaction
from helpline.infra.settings import settings


@page.post("/confirm")
@needs(Right.CONFIRM_SHIFTS)
def confirm() -> Response:
    """Note that whoever asks is there for the shift that they have now."""
    now = clock.now()
    try:
        with transaction() as session:
            known = read(session, now).roster
            who = mine(known)
            every = presence(session, known, now) if who else []
            here = next((one for one in every if who and one.post.counsellor == who.id), None)
            if here is not None and by_page(session, here, now):
                since = here.post.since.isoformat()
                audit.record(session, me().actor, "shift_confirmed", now, starts_at=since)
    except (RosterError, OSError):
        here = None
    if here is None:
        flash(t("roster.not_due"), "bad")
    else:
        flash(t("roster.confirmed", end=said(here.ends_at)))
    return redirect(url_for(".show"), 303)


@page.post("/link")
@needs(Right.CONFIRM_SHIFTS)
def make_link() -> str:
    """Make a link to one's calendar, which ends the one before, and show it this once."""
    if me().counsellor is None:
        abort(404)
    now = clock.now()
    with transaction() as session:
        token = roster_links.make(session, me().account_id, now)
        audit.record(session, me().actor, "roster_link_made", now, account=me().name)
    path = url_for("calendar.shifts", token=token)
    base = settings().console_url
    link = f"{base.rstrip('/')}{path}" if base else url_for("calendar.shifts", token=token, _external=True)
    return render_template("roster/link.html", link=link)


@page.post("/link/revoke")
@needs(Right.CONFIRM_SHIFTS)
def revoke_link() -> Response:
    """End the link to one's calendar at once."""
    now = clock.now()
    with transaction() as session:
        if roster_links.revoke(session, me().account_id, now):
            audit.record(session, me().actor, "roster_link_revoked", now, account=me().name)
    flash(t("roster.link_revoked"))
    return redirect(url_for(".show"), 303)
