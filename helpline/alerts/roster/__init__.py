"""Who is on call: the roster file, the overrides made since, and what is checked and sent out of them."""

from helpline.alerts.roster.model import (
    DAYS,
    TRANSPORT_NAMES,
    Counsellor,
    Holiday,
    Hours,
    Override,
    Post,
    RosterError,
    Rotation,
    Shift,
)
from helpline.alerts.roster.on_call import Roster, Stretch, gap_within, gaps, gaps_between, stretches
from helpline.alerts.roster.reading import parse
from helpline.alerts.roster.store import base, current, forget, from_file, read

__all__ = [
    "DAYS",
    "TRANSPORT_NAMES",
    "Counsellor",
    "Holiday",
    "Hours",
    "Override",
    "Post",
    "Roster",
    "RosterError",
    "Rotation",
    "Shift",
    "Stretch",
    "base",
    "current",
    "forget",
    "from_file",
    "gap_within",
    "gaps",
    "gaps_between",
    "parse",
    "read",
    "stretches",
]
