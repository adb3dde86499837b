"""Closing a case: the questions that the phone and WhatsApp ask too, all on one form."""

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from console import case_show
from console.accounts.signed_in import me
from console.case_page import KEPT, Acting, Refused, page, perform
from console.language import t
from console.rights import Right, needs
from helpline.alerts import answer
from helpline.alerts.handover import acts, closing
from helpline.infra import audit


@page.post("/<int:case_id>/close")
@needs(Right.ANSWER_CASES)
def close(case_id: int) -> str | Response | tuple[str, int]:
    """Close the case with its outcome; what was answered stays where something is missing."""
    given = {name: request.form.get(name, "") for name in closing.questions(danger=True, reachable=True)}

    def act(on: Acting) -> str:
        asked = acts.questions(on.session, on.case)
        answers = ""
        while (name := closing.next_question(asked, answers)) is not None:
            if not 1 <= _number(given[name]) <= len(closing.options(name)):
                # Also where the case became RED while the form was open: more is asked then.
                raise Refused("case_close.unanswered")
            answers = closing.extend(asked, answers, _number(given[name]))
        outcome = closing.result(asked, answers)
        answer.resolve(on.session, on.case, on.counsellor, outcome, on.now, tell=False)
        audit.record(on.session, me().actor, "case_closed", on.now, case=on.case.id)
        return t("case_close.closed", case=on.case.id)

    try:
        flash(perform(case_id, act, states=KEPT))
    except Refused as no:
        return case_show.render(case_id, closing=given, refused=no.said), 409
    return redirect(url_for("queue.show"), 303)


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 3 else 0
