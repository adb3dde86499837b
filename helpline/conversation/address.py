"""How somebody wants to be addressed: as their words say it, else asked once, when nothing presses; pure."""

from dataclasses import replace

from helpline.contacts.inbox import Channel, Content
from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say
from helpline.text import own_address
from helpline.triage import Level

BUTTONS = {"address:m": "m", "address:f": "f", "address:any": "neutral"}
# Not with the first words: somebody who has just found the courage to write is met first.
AFTER_TURNS = 3


def as_told(turn: Turn) -> Turn:
    """Return the turn in the address that its own words leave no doubt about.

    Where these contradict what is known, one of the two was wrong or somebody else has the phone: it is
    neutral again, and asked if it never was. Whoever was asked and said that it is all the same is taken at
    their word; while the conversation is disguised somebody else may be writing.
    """
    typed = turn.channel == Channel.WHATSAPP and turn.content == Content.TEXT and turn.button is None
    if not typed or turn.stale_button or turn.private.disguised:
        return turn
    said = own_address.said(turn.text)
    all_the_same = turn.address == "neutral" and turn.address_asked
    if said is None or said == turn.address or all_the_same:
        return turn
    told = said if turn.address == "neutral" else "neutral"
    return replace(turn, address=told, address_told=True)


def kept(turn: Turn, plan: Plan) -> Plan:
    """Return the plan with the address that the turn's words told remembered."""
    if not turn.address_told:
        return plan
    return replace(plan, remember={"address": turn.address, **plan.remember})


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
    asks = plan.screening or plan.flow
    leads_elsewhere = plan.danger or asks or plan.assessment or plan.person_wanted or plan.quiet
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
