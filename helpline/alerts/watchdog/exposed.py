"""Counsellors who have had more cases in danger of late than is good for them."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from helpline.alerts.oversight import exposure
from helpline.alerts.watchdog.finding import Finding


def counsellor_exposed(session: Session, now: datetime) -> Iterator[Finding]:
    """Tell once of each counsellor above EXPOSURE_RED_PER_WEEK; it ends when their week has grown quieter."""
    for name in sorted(exposure.above(session, now)):
        yield Finding("counsellor_exposed", about=name)
