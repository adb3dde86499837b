"""WhatsApp's 24-hour window for free text."""

from datetime import datetime, timedelta

from helpline.contacts import Contact

WINDOW = timedelta(hours=24)


def contact_window_open(contact: Contact, now: datetime) -> bool:
    """Say whether free text may be sent to a contact."""
    return contact.last_whatsapp_at is not None and contact.last_whatsapp_at > now - WINDOW
