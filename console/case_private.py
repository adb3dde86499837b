"""What is closest to a contact: their number, their safety plan, what they sent. Each look is on record."""

import io

from flask import Response as Answer
from flask import abort, render_template, request, send_file
from sqlalchemy import select

from console import case_show
from console.accounts.signed_in import me
from console.case_page import by_script, may_know, page, visible
from console.rights import Right, needs
from helpline.contacts import Contact, safety_plan
from helpline.contacts.media import Medium, Stage
from helpline.contacts.safety_plan import STEPS
from helpline.infra import audit, clock
from helpline.infra.database import transaction

REASONS = ("emergency", "call_failed", "referral", "other")
# What a browser only shows or plays; anything else is a file and never run.
SHOWN = ("audio/", "image/jpeg", "image/png", "image/webp", "video/", "application/pdf")


@page.post("/<int:case_id>/number")
@needs(Right.SEE_NUMBERS)
def number(case_id: int) -> str:
    """Show the whole number for a reason, to whoever holds the case or oversees it."""
    reason = request.form.get("reason", "")
    if reason not in REASONS:
        abort(404)
    with transaction() as session:
        case = visible(session, case_id, lock=True)
        if not may_know(case):
            abort(404)
        phone = session.get_one(Contact, case.contact_id).phone
        audit.record(session, me().actor, "number_shown", clock.now(), case=case.id, reason=reason)
    return _shown(case_id, "case/number.html", number=phone or "")


@page.post("/<int:case_id>/plan")
@needs(Right.ANSWER_CASES)
def plan(case_id: int) -> str:
    """Show the steps of the contact's safety plan, to whoever holds the case or oversees it."""
    with transaction() as session:
        case = visible(session, case_id)
        if not may_know(case):
            abort(404)
        kept = safety_plan.of(session, case.contact_id)
        answers = (kept.answers or (kept.draft or {}).get("answers", {})) if kept is not None else {}
        audit.record(session, me().actor, "safety_plan_read", clock.now(), case=case.id)
    steps = [(step, answers[step]) for step in STEPS if answers.get(step)]
    return _shown(case_id, "case/plan.html", steps=steps)


def _shown(case_id: int, template: str, **values: object) -> str:
    """Put what was asked for into the page: by its script, or with the whole page."""
    if by_script():
        return render_template(template, **values)
    return case_show.render(case_id, shown=render_template(template, **values))


@page.get("/<int:case_id>/media/<uuid:token>")
def medium(case_id: int, token: object) -> Answer:
    """Give out what the contact sent: a voice note, a picture, a message left on the phone."""
    with transaction() as session:
        case = visible(session, case_id)
        found = session.scalar(
            select(Medium).where(
                Medium.token == token, Medium.contact_id == case.contact_id, Medium.stage == Stage.KEPT
            )
        )
        content = found.content if found is not None else None
        if found is None or content is None:
            abort(404)
        # A player asks for the rest in pieces: the first is the look.
        if request.range is None or request.range.ranges[0][0] == 0:
            audit.record(session, me().actor, "medium_opened", clock.now(), case=case.id, medium=found.id)
        shown = found.content_type.startswith(SHOWN)
        kind = found.content_type if shown else "application/octet-stream"
    answer = send_file(
        io.BytesIO(content),
        mimetype=kind.partition(";")[0],
        as_attachment=not shown,
        download_name="file",
        conditional=True,
        etag=False,
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
