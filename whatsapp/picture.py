"""An outbox row that is a topic's picture: the words that belong to it are the row behind it."""

from helpline import cases
from helpline.contacts import Contact
from helpline.infra.database import transaction
from helpline.outbox import Outbox
from helpline.outbox.send import Refused
from helpline.triage import Level
from whatsapp import cards

NOT_SHOWN = "not_shown"
NO_PICTURE = "no_picture"


def is_one(row: Outbox) -> bool:
    """Say whether a row is a picture."""
    return bool(row.payload.get("image"))


def address_of(row: Outbox) -> str:
    """Return where Twilio fetches it. Raises Refused where it is not there, or must not be shown any more."""
    if not _may_be_shown(row):
        raise Refused(NOT_SHOWN)
    address = cards.address(row.payload["image"])
    if address is None:
        raise Refused(NO_PICTURE)
    return address


def _may_be_shown(row: Outbox) -> bool:
    """Say whether the contact is one to show pictures to: not in danger, nor behind a disguised chat."""
    if row.contact_id is None:
        return True
    with transaction() as session:
        contact = session.get_one(Contact, row.contact_id)
        case = cases.find_open(session, row.contact_id)
        return contact.disguised_at is None and (case is None or case.level < Level.RED)
