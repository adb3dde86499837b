"""The supervisors are told of referrals that wait for the team: by number, in working hours, not for ever."""

from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from helpline import referrals
from helpline.alerts.roster import Roster
from helpline.alerts.tell import reply, tell_counsellor
from helpline.infra.settings import settings

# Nobody passes a referral on at night; danger has its own way.
FROM, UNTIL = time(9), time(17)


def remind(session: Session, roster: Roster, now: datetime) -> list[int]:
    """Tell the supervisors once of all that is new or has not moved; returns the referrals' ids."""
    if not FROM <= now.astimezone(roster.timezone).time() < UNTIL:
        return []
    after = timedelta(seconds=settings().referral_stuck_after)
    rows = referrals.stuck(session, now, after, settings().referral_reminders)
    if not rows:
        return []
    numbers = "، ".join(f"#{row.id}" for row in rows)
    for supervisor in roster.supervisors():
        said = reply("alert.referral.waiting", count=len(rows), cases=numbers)
        tell_counsellor(session, supervisor, said, now)
    for row in rows:
        row.reminded += 1
        row.reminded_at = now
    return [row.id for row in rows]
