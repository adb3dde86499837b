"""Text in, risk out. Pure: rules and weights are loaded on first use and kept, nothing else is touched."""

from helpline.triage.assess import assess
from helpline.triage.assessment import ROUTES, Assessment, Level

__all__ = ["ROUTES", "Assessment", "Level", "assess"]
