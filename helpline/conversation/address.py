"""How somebody wants to be addressed: asked once, when talk has begun and nothing presses; pure."""

from dataclasses import replace

from helpline.contacts.inbox import Channel
from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say
from helpline.triage import Level

BUTTONS = {"address:m": "m", "address:f": "f", "address:any": "neutral"}
# Not with the first words: somebody who has just found the courage to write is met first.
AFTER_TURNS = 3


def answered(turn: Turn) -> Plan | None:
    """Return what a tap on one of the answers leads to, None for anything else."""
    if turn.button not in BUTTONS:
        return None
    address = BUTTONS[turn.button]
    return Plan(
        replies=(say(replace(turn, address=address), "address.noted"),), remember={"address": address}
    )


def also_asked(turn: Turn, plan: Plan) -> Plan:
    """Return the assistant's plan with our question behind it, where it is time for it."""
    leads_elsewhere = plan.danger or plan.screening or plan.flow or plan.assessment or plan.person_wanted
    quiet = turn.assessment.level < Level.AMBER and not turn.assessment.routes and turn.case is None
    known = turn.address != "neutral" or turn.address_asked or plan.remember.get("address")
    elsewhere = turn.channel != Channel.WHATSAPP or turn.language != "ar" or turn.private.disguised
    if elsewhere or known or leads_elsewhere or turn.follow_up or not quiet:
        return plan
    if turn.turns < AFTER_TURNS or not plan.replies:
        return plan
    if plan.replies[-1].buttons:
        # Its buttons are what they see last; a second set would hide them.
        return plan
    return replace(
        plan,
        replies=(*plan.replies, say(turn, "address.ask")),
        remember={**plan.remember, "address_asked": True},
    )
