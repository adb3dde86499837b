"""What is told of referrals: the team of what does not move, contacts of what did, each in their hours."""

from helpline.alerts import roster
from helpline.alerts.referrals.remind import remind
from helpline.alerts.referrals.tell import tell
from helpline.infra import clock
from helpline.infra.database import transaction

__all__ = ["each_hour", "remind", "tell"]


def each_hour() -> None:
    """Remind the team and tell contacts; a run that comes twice finds nothing more to say."""
    now = clock.now()
    current = roster.current()
    with transaction() as session:
        remind(session, current, now)
    tell(current, now)
