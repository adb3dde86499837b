"""Send one outbox row on WhatsApp; retries are the outbox's business."""

import json
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from sqlalchemy import select

from helpline.alerts.failures import OUTSIDE_WINDOW
from helpline.contacts import Contact, media
from helpline.infra import clock, twilio_rest
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from helpline.outbox import Outbox
from helpline.outbox.reply import Reply
from helpline.outbox.send import Ambiguous, Refused, Unavailable
from helpline.outbox.twilio import attempt
from whatsapp import picture, templates
from whatsapp.render import BODY, render, split
from whatsapp.window import contact_window_open

# How far Twilio's clock and ours may differ when an ambiguous attempt is looked up.
CLOCKS_DIFFER = timedelta(seconds=30)
UNKNOWN_CONTENT = "21655"


class WhatsAppSender:
    """The outbox's sender for kind "whatsapp"."""

    def send(self, row: Outbox) -> str:
        """Make the REST call that carries the row; see the outbox's Sender."""
        try:
            return attempt(lambda: _send(row))
        except (Unavailable, Ambiguous) as error:
            if not picture.is_one(row):
                raise
            # Words wait behind it, and they say all that it shows: it gets this one try.
            raise Refused(error.code) from error

    def find_sent(self, row: Outbox) -> str | None:
        """Look for what an attempt without an answer may have sent; see the outbox's Sender."""
        if picture.is_one(row):
            raise Refused(Ambiguous.code)
        return attempt(lambda: _find(row)) or None


def _send(row: Outbox) -> str:
    form = _message(row)
    if form.get("Body") and len(form["Body"]) > BODY:
        *first, last = split(form["Body"])
        for part in first:
            _post(row, form | {"Body": part})
        form = form | {"Body": last}
    return _post(row, form)


def _post(row: Outbox, form: dict[str, Any]) -> str:
    try:
        return _create(row, form)
    except twilio_rest.TwilioError as error:
        if error.code == UNKNOWN_CONTENT:
            # Deleted at Twilio, or another account's: the next attempt creates it anew.
            templates.forget(form["ContentSid"])
            raise Unavailable(error.code) from error
        raise


def _create(row: Outbox, form: dict[str, Any]) -> str:
    sent = twilio_rest.post(
        twilio_rest.account_url("Messages.json"),
        form={
            "From": f"whatsapp:{settings().whatsapp_number}",
            "To": f"whatsapp:{row.to}",
            "StatusCallback": f"{settings().public_url}/whatsapp/status/{row.token}",
            **form,
        },
    )
    return str(sent["sid"])


def _message(row: Outbox) -> dict[str, str]:
    latest = row.payload.get("not_after")
    if latest is not None and clock.now() > datetime.fromisoformat(latest):
        # What is safe to send at one hour is not at another.
        raise Refused("too_late")
    if (template := row.payload.get("template")) is not None:
        return _by_template(templates.APPROVED[template](), row.payload.get("variables", {}))
    if "media" in row.payload:
        return {"MediaUrl": media.address(row.payload["media"])}
    if not _window_open(row):
        # As Twilio would, minutes later: what follows from it is in helpline.alerts.failures.
        raise Refused(OUTSIDE_WINDOW)
    if picture.is_one(row):
        return {"MediaUrl": picture.address_of(row)}
    rendered = render(Reply.from_json(row.payload))
    if rendered.template is None or rendered.variables is None:
        return {"Body": rendered.body}
    return _by_template(templates.sid_of(rendered.template), rendered.variables)


def _by_template(sid: str, variables: dict[str, str]) -> dict[str, str]:
    return {"ContentSid": sid, "ContentVariables": json.dumps(variables, ensure_ascii=False)}


def _window_open(row: Outbox) -> bool:
    """Say whether free text may go to a contact; a counsellor's window shows itself by error 63016."""
    if row.contact_id is None:
        return True
    with transaction() as session:
        contact = session.get_one(Contact, row.contact_id)
        return contact_window_open(contact, clock.now())


def _find(row: Outbox) -> str:
    words = _last_words(row)
    if not words:
        # An alert, an invitation or a medium has no words to be found by: two are better than none.
        return ""
    listed = twilio_rest.get(
        twilio_rest.account_url("Messages.json"),
        {"To": f"whatsapp:{row.to}", "From": f"whatsapp:{settings().whatsapp_number}", "PageSize": 50},
    )
    since = row.created_at - CLOCKS_DIFFER
    sids = [
        str(message["sid"])
        for message in listed["messages"]
        if _same(message, words) and parsedate_to_datetime(message["date_created"]) > since
    ]
    others = _of_other_rows(row, sids)
    return next((sid for sid in sids if sid not in others), "")


def _last_words(row: Outbox) -> str:
    """Return the text of the last message that the row is sent as, empty where it carries none of ours."""
    if "template" in row.payload or "media" in row.payload:
        return ""
    rendered = render(Reply.from_json(row.payload))
    return rendered.variables["1"] if rendered.variables else split(rendered.body)[-1]


def _same(message: dict[str, Any], words: str) -> bool:
    # A template's message lists its filled-in body, so the words are what can be compared.
    return str(message.get("body") or "").strip() == words.strip()


def _of_other_rows(row: Outbox, sids: list[str]) -> set[str | None]:
    """Return those of the messages that carried another row: the same words are often said twice."""
    others = select(Outbox.provider_sid).where(Outbox.provider_sid.in_(sids), Outbox.id != row.id)
    with transaction() as session:
        return set(session.scalars(others))
