"""Speaking with the contact: replies, canned ones, the invitation, a call; and notes for the team alone."""

import json

from flask import Response as Answer
from flask import request
from werkzeug.wrappers import Response

from console import case_show
from console.accounts.signed_in import me
from console.case_page import Acting, Refused, back, by_script, done, once, page, perform
from console.language import t
from console.rights import Right, needs
from helpline import cases
from helpline.alerts import counsellor_messages
from helpline.alerts.handover import acts, canned
from helpline.alerts.handover.invite import invite
from helpline.alerts.handover.ring import ring
from helpline.alerts.tell import reply as words_of
from helpline.contacts import Contact
from helpline.infra import audit
from helpline.outbox.reply import Reply

# What WhatsApp carries in a few messages; longer is no message to somebody in need.
LONGEST = 4000


@page.post("/<int:case_id>/reply")
@needs(Right.ANSWER_CASES)
def reply(case_id: int) -> str | Response | tuple[str, int]:
    """Pass words, or a canned reply, to the contact; what is not sent stays in the form."""
    typed = request.form.get("words", "").strip()[:LONGEST]
    chosen = request.form.get("canned", "")

    def act(on: Acting) -> str:
        contact = on.session.get_one(Contact, on.case.contact_id)
        if contact.phone is None:
            raise Refused("case_acts.withheld")
        if contact.last_whatsapp_at is None:
            raise Refused("case_acts.never_wrote")
        if chosen and typed:
            raise Refused("case_acts.one_of_both")
        said = words_of(chosen, contact) if canned.is_known(chosen) else Reply(typed)
        if not said.text:
            raise Refused("case_acts.empty")
        # A second tap while the network is slow must not say it twice.
        if not counsellor_messages.first_seen(on.session, _once(), on.counsellor, on.now):
            return t("case_acts.said")
        acts.say(on.session, on.case, on.counsellor, said, on.now)
        audit.record(on.session, me().actor, "reply_sent", on.now, case=on.case.id, canned=chosen or None)
        return t("case_acts.said")

    try:
        perform(case_id, act)
    except Refused as no:
        if by_script():
            return no.said, 409
        return case_show.render(case_id, words=typed, refused=no.said), 409
    if by_script():
        return Answer(
            status=204, headers={"HX-Trigger": json.dumps({"said": {"form": "reply", "once": once()}})}
        )
    return back(case_id, "latest")


def _once() -> str:
    name = request.form.get("once", "")
    return f"console:{name if name.isalnum() and len(name) == 32 else once()}"


@page.post("/<int:case_id>/invite")
@needs(Right.ANSWER_CASES)
def send_invitation(case_id: int) -> Response:
    """Send the approved template, where free text may not be sent."""

    def act(on: Acting) -> str:
        if not invite(on.session, on.case, on.counsellor.id, on.now):
            raise Refused("case_acts.invited_before")
        audit.record(on.session, me().actor, "contact_invited", on.now, case=on.case.id)
        return t("case_acts.invited")

    return done(case_id, act)


@page.post("/<int:case_id>/note")
@needs(Right.ANSWER_CASES)
def note(case_id: int) -> str | Response | tuple[str, int]:
    """Keep a note for the team; anybody of it may write one."""
    typed = request.form.get("note", "").strip()[:LONGEST]

    def act(on: Acting) -> str:
        if not typed:
            raise Refused("case_acts.empty")
        kept = cases.note(on.session, on.case, me().actor, typed, on.now)
        audit.record(on.session, me().actor, "note_written", on.now, case=on.case.id, note=kept.id)
        return t("case_acts.noted")

    try:
        perform(case_id, act, states=None)
    except Refused as no:
        if by_script():
            return no.said, 409
        return case_show.render(case_id, note=typed, refused=no.said), 409
    if by_script():
        return Answer(
            status=204, headers={"HX-Trigger": json.dumps({"said": {"form": "note", "once": once()}})}
        )
    return back(case_id, "latest")


@page.post("/<int:case_id>/ring")
@needs(Right.ANSWER_CASES)
def call(case_id: int) -> Response:
    """Have the counsellor's own phone rung, and the contact's after their key there."""

    def act(on: Acting) -> str:
        contact = on.session.get_one(Contact, on.case.contact_id)
        if contact.phone is None:
            raise Refused("case_acts.withheld")
        if on.case.waiting_call is not None:
            # Their phone is busy with us, and the counsellor's rings by itself.
            raise Refused("case_acts.on_the_line")
        if not ring(on.session, on.case, on.counsellor, on.now):
            raise Refused("case_acts.ringing_already")
        audit.record(on.session, me().actor, "contact_rung", on.now, case=on.case.id)
        return t("case_acts.ringing")

    return done(case_id, act)
