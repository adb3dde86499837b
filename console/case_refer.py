"""Out of the directory: what there is near the contact, sent to them, or a referral that they agree to."""

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from console.accounts.signed_in import me
from console.case_page import KEPT, Acting, Refused, done, holds, page, visible
from console.language import t
from console.rights import Right, needs
from console.shown import ZONE
from helpline import content, referrals
from helpline.alerts.handover import acts
from helpline.alerts.tell import reply as words_of
from helpline.cases.follow_up import SafeTime
from helpline.contacts import Contact
from helpline.content import directory
from helpline.content.directory import tell
from helpline.infra import audit, clock
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from helpline.outbox.reply import Reply
from helpline.referrals import Shared, Way

CONSENT = "referral.consent"
LONGEST_NEED = 300


@page.get("/<int:case_id>/refer")
@needs(Right.ANSWER_CASES)
def refer_form(case_id: int) -> str | Response:
    """Show the directory's kinds and, for one and a governorate, what there is."""
    with transaction() as session:
        case = visible(session, case_id)
        contact = session.get_one(Contact, case.contact_id)
        if not holds(case):
            return redirect(url_for(".show", case_id=case_id))
        theirs = referrals.view(session, contact.id, clock.now(), ZONE).referrals
    service, governorate = _chosen(contact)
    return render_template(
        "case/refer.html",
        case_id=case_id,
        types=directory.all_services().types.values(),
        places=directory.all_services().places,
        service=service,
        governorate=governorate,
        found=_places(service, governorate) if service and governorate else (None, False),
        consent=words_of(CONSENT, service=_name(service)).text if service else None,
        contact=contact,
        theirs=[(_name(one.service), one.state) for one in theirs],
        shared=list(Shared),
        ways=list(Way),
        parts=list(SafeTime),
    )


@page.post("/<int:case_id>/places")
@needs(Right.ANSWER_CASES)
def send_places(case_id: int) -> Response:
    """Write to the contact what there is of a kind of service near them."""

    def act(on: Acting) -> str:
        contact = on.session.get_one(Contact, on.case.contact_id)
        service, governorate = _chosen(contact)
        if service is None or governorate is None:
            raise Refused("case_refer.choose")
        if contact.phone is None or contact.last_whatsapp_at is None:
            raise Refused("case_acts.never_wrote")
        words, any_ = _places(service, governorate)
        if not any_:
            raise Refused("case_refer.nothing")
        acts.say(on.session, on.case, on.counsellor, Reply(words), on.now)
        audit.record(on.session, me().actor, "places_sent", on.now, case=on.case.id)
        return t("case_acts.said")

    return done(case_id, act)


@page.post("/<int:case_id>/refer")
@needs(Right.ANSWER_CASES)
def refer(case_id: int) -> Response:
    """Note a referral that the contact has agreed to, in words that were read to them."""
    form = request.form

    def act(on: Acting) -> str:
        contact = on.session.get_one(Contact, on.case.contact_id)
        service, governorate = _chosen(contact)
        if service is None:
            raise Refused("case_refer.choose")
        if form.get("agreed") != "yes":
            raise Refused("case_acts.not_agreed")
        shared, way, part = form.get("shared", ""), form.get("way", ""), form.get("part", "")
        if shared not in list(Shared) or way not in list(Way):
            raise Refused("case_refer.choose")
        if way != Way.WHEN_THEY_WRITE and part not in list(SafeTime):
            raise Refused("case_acts.when")
        row = referrals.offer(on.session, contact.id, service, on.now)
        about: dict[str, str | None] = {
            "governorate": governorate,
            "district": None,
            "need": form.get("need", "").strip()[:LONGEST_NEED] or None,
        }
        referrals.consent(
            on.session,
            row,
            on.now,
            text=f"{CONSENT}@{content.all_texts()[CONSENT].version}",
            shared=Shared(shared),
            way=Way(way),
            safe_time=part if way != Way.WHEN_THEY_WRITE else None,
            about=about,
        )
        audit.record(on.session, me().actor, "referral_made", on.now, case=on.case.id, referral=row.id)
        return t("case_refer.made", number=row.id)

    return done(case_id, act, states=KEPT, contact_first=True)


def _chosen(contact: Contact) -> tuple[str | None, str | None]:
    """Return the kind of service that was chosen, and the governorate, theirs if none was."""
    known = directory.all_services()
    service = request.values.get("service", "")
    governorate = request.values.get("governorate") or contact.governorate or ""
    return (service if service in known.types else None, governorate if governorate in known.places else None)


def _places(service: str, governorate: str) -> tuple[str, bool]:
    """Return what there is in words, and whether there is anything."""
    known = directory.all_services()
    query = directory.Query(types=(service,), governorate=governorate)
    examples = settings().environment != "production"
    found = directory.search(query, known, placeholders=examples)
    words = tell.places(found, query, known, clock.now().astimezone(ZONE).date(), spoken=False)
    return words, bool(found.found)


def _name(service: str | None) -> str:
    kind: Any = directory.all_services().types.get(service or "")
    return str(kind.name) if kind else ""
