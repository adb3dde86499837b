"""Triage's errors as counsellors marked them: one after another to work through, and out as a file."""

from flask import Response, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from console.accounts.signed_in import me
from console.language import t
from console.pages import Page
from console.rights import Right
from helpline.alerts.oversight import cli, triage_errors
from helpline.infra import audit, clock
from helpline.infra.database import transaction
from helpline.triage import Level

page = Page(
    "triage_errors",
    __name__,
    right=Right.EXPORT_TRIAGE,
    label="overview_errors.nav",
    entry="work",
    order=75,
    url_prefix="/overview",
)
FURTHEST = 10_000


@page.get("/triage-errors")
def work() -> str:
    """Show what is to be looked at, or what was."""
    done = request.args.get("done") == "1"
    number = min(max(request.args.get("page", 1, int), 1), FURTHEST)
    with transaction() as session:
        errors, more = triage_errors.to_do(session, done=done, page=number)
    return render_template(
        "overview/errors.html", errors=errors, more=more, done=done, page=number, levels=list(Level)
    )


@page.post("/triage-errors/<int:which>")
def look(which: int) -> Answer:
    """Note that one was looked at, and whether its words may leave."""
    release = request.form.get("words") == "release"
    now = clock.now()
    with transaction() as session:
        error = triage_errors.find(session, which)
        if error is None:
            abort(404)
        # What may leave is what was read: a mark that was changed meanwhile is read again.
        changed = release and request.form.get("read") != error.words
        if changed or not triage_errors.work_through(error, me().actor, now, release=release):
            flash(t("overview_errors.stays"), "bad")
            return redirect(url_for(".work"), 303)
        audit.record(session, me().actor, "triage_mark_seen", now, mark=which, released=release)
    flash(t("overview_errors.released" if release else "overview_errors.seen"))
    return redirect(url_for(".work"), 303)


@page.post("/triage-errors.jsonl")
def export() -> Response:
    """Give the file, which is an act: it is in the audit log."""
    with transaction() as session:
        rows = cli.taken(session, me().actor)
    answer = Response("".join(map(cli.line, rows)), mimetype="application/x-ndjson")
    answer.headers["Content-Disposition"] = "attachment; filename=triage-errors.jsonl"
    answer.headers["Cache-Control"] = "no-store"
    return answer
