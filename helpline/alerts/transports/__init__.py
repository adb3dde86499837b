"""The ways a counsellor is reached, by name; one file each."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from helpline.alerts.alert import Alert
from helpline.alerts.roster import Counsellor, Roster
from helpline.alerts.transports import email, log, push, sms, voice, whatsapp
from helpline.cases import Case

Transport = Callable[[Session, Alert, Case, Counsellor, datetime], None]

TRANSPORTS: dict[str, Transport] = {
    "voice": voice.send,
    "whatsapp": whatsapp.send,
    "sms": sms.send,
    "email": email.send,
    "push": push.send,
    "log": log.send,
}
# Transports that need more than a number in the roster.
_READY: Mapping[str, Callable[[Counsellor], bool]] = {
    "sms": sms.ready,
    "email": email.ready,
    "push": push.ready,
}


def not_set_up(roster: Roster) -> list[tuple[str, str]]:
    """Return the counsellors (by id) and their transports that settings or roster lack something for."""
    return [
        (one.id, name)
        for one in roster.counsellors
        for name in one.transports
        if name in _READY and not _READY[name](one)
    ]
