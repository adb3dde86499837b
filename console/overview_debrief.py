"""After danger: how are you, and do you want to talk? Asked on one's own page and below the queue."""

from flask import abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from console.accounts.signed_in import me
from console.language import t
from console.pages import Page, first_page
from console.rights import Right, has
from helpline.alerts.oversight import debrief
from helpline.alerts.oversight.debrief import Answer
from helpline.infra import audit, clock
from helpline.infra.database import transaction

page = Page("debrief", __name__, right=Right.OWN, url_prefix="/debrief")


@page.post("")
def answer() -> Response:
    """Keep what somebody says of themselves."""
    said = request.form.get("answer", "")
    who = me().counsellor
    if who is None or said not in set(Answer):
        abort(404)
    now = clock.now()
    with transaction() as session:
        if debrief.is_due(session, who, now):
            debrief.answer(session, who, Answer(said), now)
            # What they said is theirs; that they were asked is enough for the log.
            audit.record(session, me().actor, "debrief_answered", now)
    flash(t(f"overview_debrief.said_{said}"))
    back = url_for("queue.show") if request.form.get("on") == "queue" else url_for("me.show")
    return redirect(back if has(Right.SEE_QUEUE) else first_page(), 303)


def state() -> str:
    """Say what whoever asks is to see: "ask", "called_soon" or nothing."""
    who = me().counsellor
    if who is None:
        return ""
    with transaction() as session:
        if debrief.is_due(session, who, clock.now()):
            return "ask"
        return "called_soon" if debrief.waits(session, who) else ""


# Read only where a page shows it.
page.app_context_processor(lambda: {"debrief_state": state})
