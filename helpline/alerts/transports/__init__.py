"""The ways a counsellor is reached, by name; one file each."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from helpline.alerts.alert import Alert
from helpline.alerts.roster import Counsellor
from helpline.alerts.transports import log, voice, whatsapp
from helpline.cases import Case

Transport = Callable[[Session, Alert, Case, Counsellor, datetime], None]

TRANSPORTS: dict[str, Transport] = {"voice": voice.send, "whatsapp": whatsapp.send, "log": log.send}
