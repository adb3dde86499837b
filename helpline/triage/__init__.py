"""Text in, risk out. Pure: rules and weights are loaded on first use and kept, nothing else is touched."""

from helpline.triage.assess import assess
from helpline.triage.assessment import ROUTES, Assessment, Level
from helpline.triage.everyday_english import english_share

__all__ = ["ROUTES", "Assessment", "Level", "assess", "english_share"]
