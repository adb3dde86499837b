"""WhatsApp allows free text only within 24 hours of a person's last message to us."""

from datetime import datetime, timedelta

from helpline.alerts.alert import CounsellorWindow

WINDOW = timedelta(hours=24)


def is_open(window: CounsellorWindow | None, now: datetime) -> bool:
    """Say whether free text may be sent to a counsellor."""
    return window is not None and window.last_whatsapp_at > now - WINDOW
