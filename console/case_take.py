"""Whose a case is: taking it, passing it on, handing it back to the assistant and taking it up again."""

from flask import request
from sqlalchemy import select
from werkzeug.wrappers import Response

from console.accounts.signed_in import me
from console.case_page import KEPT, Acting, Refused, done, how_it_stands, page
from console.language import t
from console.rights import Right, needs
from helpline.alerts import answer, roster
from helpline.alerts.alert import Alert, AlertState
from helpline.alerts.answer import Result
from helpline.alerts.handover import acts, private
from helpline.cases import State
from helpline.infra import audit


@page.post("/<int:case_id>/take")
@needs(Right.ANSWER_CASES)
def take(case_id: int) -> Response:
    """Acknowledge: a named person's own click."""

    def act(on: Acting) -> str:
        result = answer.take(on.session, on.case, on.counsellor, on.now)
        if result in (Result.TAKEN, Result.OVER):
            # Also where somebody has left the roster since: nobody's then, and said as it is.
            raise Refused("case_acts.too_late", why=how_it_stands(on.case))
        if result is Result.ACCEPTED:
            audit.record(on.session, me().actor, "case_taken", on.now, case=on.case.id)
        return t("case_acts.yours")

    return done(case_id, act, states=None)


@page.post("/<int:case_id>/pass")
@needs(Right.ANSWER_CASES)
def pass_on(case_id: int) -> Response:
    """Let the next person be alerted, or a colleague who is named."""
    to = request.form.get("to", "")

    def act(on: Acting) -> str:
        if on.case.state == State.OPEN:
            return _pass_alert(on)
        colleague = roster.current().find(to) if to else None
        if to and (colleague is None or colleague.id == on.counsellor.id):
            raise Refused("case_acts.whom")
        if on.case.acknowledged_by != on.counsellor.id or on.case.state not in KEPT:
            raise Refused("case_acts.too_late", why=how_it_stands(on.case))
        if on.case.state == State.HANDED_BACK:
            raise Refused("case_acts.with_assistant")
        audit.record(on.session, me().actor, "case_passed_on", on.now, case=on.case.id, to=to or None)
        if colleague is None:
            acts.pass_case(on.session, on.case, on.counsellor, on.now, tell=False)
            return t("case_acts.passed")
        acts.hand_to(on.session, on.case, on.counsellor, colleague, on.now, tell=False)
        return t("case_acts.passed_to", name=colleague.name)

    return done(case_id, act, states=None)


def _pass_alert(on: Acting) -> str:
    """Answer an alert of theirs with «not me»."""
    mine = on.session.scalar(
        select(Alert)
        .where(
            Alert.case_id == on.case.id,
            Alert.counsellor == on.counsellor.id,
            Alert.state == AlertState.SENT,
        )
        .order_by(Alert.id.desc())
        .limit(1)
    )
    if mine is None:
        raise Refused("case_acts.is_open")
    answer.pass_on(on.session, mine, on.now, via="console")
    audit.record(on.session, me().actor, "case_passed_on", on.now, case=on.case.id, to=None)
    return t("case_acts.passed")


@page.post("/<int:case_id>/assistant")
@needs(Right.ANSWER_CASES)
def to_assistant(case_id: int) -> Response:
    """Let the assistant talk with the contact again."""

    def act(on: Acting) -> str:
        if not acts.hand_back(on.session, on.case, on.counsellor, on.now, tell=False):
            raise Refused("case_acts.not_spoken_yet")
        audit.record(on.session, me().actor, "case_handed_back", on.now, case=on.case.id)
        return t("case_acts.handed_back")

    return done(case_id, act)


@page.post("/<int:case_id>/take-up")
@needs(Right.ANSWER_CASES)
def take_up(case_id: int) -> Response:
    """Go on oneself with a case that the assistant has."""

    def act(on: Acting) -> str:
        acts.take_up(on.session, on.case, on.counsellor, on.now, tell=False)
        audit.record(on.session, me().actor, "case_taken_up", on.now, case=on.case.id)
        return t("case_acts.yours")

    return done(case_id, act, states=(State.HANDED_BACK,))


@page.post("/<int:case_id>/open-chat")
@needs(Right.ANSWER_CASES)
def open_chat(case_id: int) -> Response:
    """Open a disguised chat again."""

    def act(on: Acting) -> str:
        private.open_chat(on.session, on.case, on.counsellor, on.now, tell=False)
        audit.record(on.session, me().actor, "chat_opened", on.now, case=on.case.id)
        return t("case_acts.chat_opened")

    return done(case_id, act, states=KEPT)
