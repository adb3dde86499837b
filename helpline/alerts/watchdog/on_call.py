"""What is wrong with who is on call, now and in the hours ahead."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from helpline.alerts import roster
from helpline.alerts.roster import Roster, RosterError, Stretch, confirm, stretches
from helpline.alerts.roster.checks import policy_transports, reachable
from helpline.alerts.watchdog.finding import Finding

# Long enough to find somebody, and the last moment to ring them; each is told once a gap.
AHEAD = (("1h", timedelta(hours=1)), ("24h", timedelta(hours=24)))


def roster_now(now: datetime) -> Iterator[Finding]:
    """Report a roster that cannot be read, and nobody on call (or to be reached) now or within a day."""
    try:
        who = roster.read()
    except (RosterError, OSError):
        yield Finding("roster_unreadable")
        return
    transports = policy_transports()
    before = ""
    for stretch in stretches(who, now, now + AHEAD[-1][1]):
        wrong = _wrong(who, stretch, transports)
        if wrong and stretch.starts_at <= now:
            yield Finding(f"roster_{wrong}")
        elif wrong and wrong != before:
            ahead = next(name for name, within in AHEAD if stretch.starts_at <= now + within)
            yield Finding(f"roster_{wrong}_{ahead}", about=said(who, stretch.starts_at))
        before = wrong


def _wrong(who: Roster, stretch: Stretch, transports: frozenset[str]) -> str:
    if not stretch.posts:
        return "gap"
    return "" if reachable(who, stretch.posts, transports) else "unreachable"


def unconfirmed(session: Session, now: datetime) -> Iterator[Finding]:
    """Report who has not said in time that they are there; once for each shift."""
    try:
        who = roster.current()
    except (RosterError, OSError):
        return
    for row in confirm.unconfirmed(session, who, now):
        yield Finding("shift_unconfirmed", about=f"{row.counsellor}, {said(who, row.starts_at)}")


def said(who: Roster, at: datetime) -> str:
    """Return an instant as staff read it, in the roster's time."""
    return f"{at.astimezone(who.timezone):%Y-%m-%d %H:%M}"
