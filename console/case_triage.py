"""Saying that triage was wrong about a message, or that it is not to be counted."""

from flask import abort, flash, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from console.accounts.signed_in import me
from console.case_page import back, page, visible
from console.language import t
from console.rights import Right, needs
from helpline.alerts import timeline
from helpline.cases import Case, triage_mark
from helpline.contacts.inbox import Inbox
from helpline.infra import audit, clock
from helpline.infra.database import transaction
from helpline.triage import Level

ROUTES = ("gbv", "child", "medical", "third_party", "harm_to_others", "self_harm")
NOT_COUNTED = "none"


@page.get("/<int:case_id>/triage/<int:message_id>")
@needs(Right.MARK_TRIAGE)
def judge(case_id: int, message_id: int) -> str:
    """Ask how a message should have been judged."""
    with transaction() as session:
        case, message = _found(session, case_id, message_id)
        before = triage_mark.of_messages(session, [message.id], me().actor).get(message.id)
    return render_template(
        "case/triage.html",
        case=case,
        message=message,
        before=before,
        level=before.level if before else message.level,
        chosen=before.routes if before else message.routes,
        agreed=before.agreed if before else False,
        levels=sorted(Level, reverse=True),
        routes=ROUTES,
    )


@page.post("/<int:case_id>/triage/<int:message_id>")
@needs(Right.MARK_TRIAGE)
def mark(case_id: int, message_id: int) -> Response:
    """Keep how it should have been judged."""
    wanted = request.form.get("level", "")
    names = {str(int(one)): one for one in Level}
    if wanted != NOT_COUNTED and wanted not in names:
        abort(404)
    level = names.get(wanted)
    routes = [one for one in ROUTES if one in request.form.getlist("routes")] if level is not None else []
    agreed = request.form.get("agreed") == "yes"
    now = clock.now()
    with transaction() as session:
        case, message = _found(session, case_id, message_id)
        triage_mark.mark(
            session, case.id, message, me().actor, now, level=level, routes=routes, agreed=agreed
        )
        audit.record(session, me().actor, "triage_marked", now, case=case.id, message=message.id)
    flash(t("case_triage.kept"))
    return back(case_id)


def _found(session: Session, case_id: int, message_id: int) -> tuple[Case, Inbox]:
    case = visible(session, case_id)
    message = session.get(Inbox, message_id) if message_id < 2**63 else None
    theirs = message is not None and message.contact_id == case.contact_id
    if message is None or not theirs or not timeline.belongs(case, message.received_at):
        abort(404)
    return case, message
