"""Whether the counsellors can be reached: what became of their latest alerts."""

from helpline.alerts.reach.history import Attempt, Fate, Reach, by_transport, unreachable
from helpline.alerts.reach.stored import latest

__all__ = ["Attempt", "Fate", "Reach", "by_transport", "latest", "unreachable"]
