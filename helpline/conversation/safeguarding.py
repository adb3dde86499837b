"""A child who tells of being harmed brings a person, whatever else the turn leads to; pure."""

from dataclasses import replace

from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say
from helpline.triage import evidence


def heard(turn: Turn, plan: Plan) -> Plan:
    """Return the plan with a person brought, and that said, where a child was harmed and nobody comes yet.

    It does not depend on the assistant: its silence, a question that is open and a conversation that the
    helpline leads are no reason for nobody to hear of it.
    """
    somebody_comes = turn.case is not None or plan.danger or plan.assessment is not None or plan.person_wanted
    if somebody_comes or not evidence.child_harmed(turn.assessment.routes, turn.assessment.reasons):
        return plan
    after = 1 if plan.welcomed else 0
    told = (*plan.replies[:after], say(turn, "child.told"), *plan.replies[after:])
    return replace(plan, replies=told, person_wanted=True, reason="risk")
