"""Whoever writes learns that something of theirs has moved on, in words that tell nobody else what; pure."""

from dataclasses import replace

from helpline.contacts.inbox import Channel
from helpline.conversation.plan import Plan, Turn
from helpline.conversation.referral_effects import Told
from helpline.conversation.say import say
from helpline.triage import Level


def told(turn: Turn, plan: Plan) -> Plan:
    """Return the plan with the news before its replies, where there are any and nothing weighs more.

    Not in danger, in a screening, with a counsellor, or in the middle of something else.
    """
    if (
        not turn.referrals.news
        or turn.channel != Channel.WHATSAPP
        or any(isinstance(one, Told) for one in plan.effects)
    ):
        return plan
    busy = (
        plan.danger or plan.relay or plan.screening or plan.assessment or plan.flow or plan.asked or turn.flow
    )
    if busy or not plan.replies or turn.assessment.level >= Level.AMBER:
        return plan
    if turn.private.disguised or (turn.case is not None and turn.case.level == Level.RED):
        return plan
    known = turn.referrals
    said = [say(turn, "referral.news")] if any(one.news for one in known.referrals) else []
    said += [say(turn, "referral.news_seat")] if any(one.news for one in known.sessions) else []
    return replace(plan, replies=(*said, *plan.replies), effects=(*plan.effects, Told()))
