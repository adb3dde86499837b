"""The supervisor's first page: everything open, who carries it, and whom to call back."""

from datetime import timedelta

from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from console.accounts.signed_in import me
from console.case_page import name_of
from console.extensions import limiter
from console.language import chosen, t, texts
from console.pages import Page, passive
from console.rights import Right
from helpline.alerts import roster
from helpline.alerts.oversight import debrief
from helpline.alerts.oversight.figures import figures
from helpline.alerts.watchdog import seen
from helpline.cases import State
from helpline.infra import audit, clock
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from helpline.triage import Level

page = Page(
    "overview",
    __name__,
    right=Right.OVERSEE,
    label="overview.nav",
    entry="show",
    order=15,
    url_prefix="/overview",
)
# Of a list that may be long: whoever waits longest.
AT_MOST = 5
STATES = (State.OPEN, State.ACKNOWLEDGED, State.HANDED_BACK)
# The watchdog looks every five seconds.
WATCHDOG_SILENT = timedelta(seconds=60)


@page.get("")
def show() -> str:
    """Show how things stand."""
    with transaction() as session:
        waiting = debrief.to_be_called(session)
    return render_template("overview/overview.html", debriefs=waiting, **_now())


@page.get("/now")
@passive
@limiter.limit("30 per minute")
def now() -> str:
    """Give the part that changes."""
    return render_template("overview/now.html", **_now())


@page.post("/debriefs/<int:which>/called")
def called(which: int) -> Response:
    """Note that a counsellor who wanted to talk was called."""
    at = clock.now()
    with transaction() as session:
        if which >= 2**63 or not debrief.called(session, which, me().actor, at):
            abort(404)
        audit.record(session, me().actor, "debrief_called", at, debrief=which)
    flash(t("overview.called"))
    return redirect(url_for(".show"), 303)


def _now() -> dict[str, object]:
    at = clock.now()
    with transaction() as session:
        known, found = figures(session, at), seen.last(session)
    return {
        "known": known,
        "seen": found,
        "silent": found.at is None or found.at < at - WATCHDOG_SILENT,
        "on_call": _on_call(),
        "levels": [level for level in sorted(Level, reverse=True) if level > Level.GREEN],
        "states": STATES,
        "at_most": AT_MOST,
        "cap": settings().exposure_red_per_week,
    }


def _on_call() -> list[str] | None:
    """Return who is on call, first before second; None where the roster cannot be read."""
    try:
        return [one.name for one in roster.current().on_call(clock.now())]
    except (roster.RosterError, OSError):
        return None


@page.app_template_filter("how_long")
def how_long(length: timedelta | None) -> str:
    """Return a length of time in words."""
    if length is None:
        return t("overview.none")
    seconds = max(0, round(length.total_seconds()))
    if seconds < 60:
        return t("overview.seconds", s=seconds)
    minutes = seconds // 60
    if minutes < 60:
        return t("queue.wait_minutes", m=minutes)
    if minutes < 2880:
        return t("queue.wait_hours", h=minutes // 60, m=minutes % 60)
    return t("queue.wait_days", d=minutes // 1440, h=minutes % 1440 // 60)


@page.app_template_filter("person")
def person(actor: str) -> str:
    """Return what a counsellor is called."""
    return name_of(actor)


@page.app_template_filter("finding")
def finding(key: str) -> str:
    """Return a finding of the watchdog in words, its key where there are none."""
    return texts(chosen()).get(f"overview_findings.{key}", key)
