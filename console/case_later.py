"""What comes after: a follow-up at a time that is safe, by the contact's own word."""

from flask import request
from werkzeug.wrappers import Response

from console.accounts.signed_in import me
from console.case_page import KEPT, Acting, Refused, apart, done, page
from console.language import t
from console.rights import Right, needs
from console.shown import when
from helpline.alerts.handover import follow_up
from helpline.cases.follow_up import SafeTime
from helpline.infra import audit

DAYS = (1, 3, 7)


@page.post("/<int:case_id>/follow-up")
@needs(Right.ANSWER_CASES)
def plan_follow_up(case_id: int) -> Response:
    """Plan a follow-up that the contact has agreed to."""
    days, part = request.form.get("days", ""), request.form.get("part", "")

    def act(on: Acting) -> str:
        if request.form.get("agreed") != "yes":
            raise Refused("case_acts.not_agreed")
        if days not in map(str, DAYS) or part not in list(SafeTime):
            raise Refused("case_acts.when")
        row = follow_up.plan(on.session, on.case, int(days), SafeTime(part), on.now)
        if row is None:
            raise Refused("case_acts.no_follow_up")
        audit.record(on.session, me().actor, "follow_up_planned", on.now, case=on.case.id, days=int(days))
        assert row.due_at is not None
        return t("case_acts.follow_up_at", at=apart(when(row.due_at)))

    return done(case_id, act, states=KEPT, contact_first=True)


@page.post("/<int:case_id>/follow-up/cancel")
@needs(Right.ANSWER_CASES)
def cancel_follow_up(case_id: int) -> Response:
    """Take a planned follow-up back."""

    def act(on: Acting) -> str:
        follow_up.cancel(on.session, on.case.contact_id, on.now)
        audit.record(on.session, me().actor, "follow_up_cancelled", on.now, case=on.case.id)
        return t("case_acts.follow_up_cancelled")

    return done(case_id, act, states=KEPT, contact_first=True)
