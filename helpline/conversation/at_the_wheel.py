"""Somebody who drank and is about to drive, or whose friend is, hears at once that the car stays; pure.

It depends on no classifier and changes nothing that the turn leads to: where danger was heard, a question is
asked or a person comes, one sentence goes with that.
"""

import re
from dataclasses import replace

from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say
from helpline.text import normalise
from helpline.triage import Level, evidence

_DRINKS = re.compile(
    r"\b(?:سكران|سكرانه|سكرانين|سكارى|مخمور|مخموره|ثملان|محشش|محششه|مكبسل|مكبسله)\b"
    r"|\b(?:و)?(?:شارب|شاربه|شاربين|شربان|شربت|شربنا|شرب|ضارب)\b"
    r"(?! (?:ال)?(?:ماي|مي|چاي|جاي|گهوه|قهوه|كهوه|عصير|دوا|دواء|علاج|حبايه|حبه|حليب|لبن|شوربه|نرگيله|جگاره))"
)
_VEHICLE = r"(?:بال|ب)?(?:سياره|سيارتي|سيارته|ماطور|ماطوري|ماطورسكل|دراجه|دراجتي|لوري|ستوته)"
_DRIVES = re.compile(
    rf"\b(?:و|ل|دا|د)?[اين]سو[قگك]\b|\bو?(?:سايق|سايقه|سايقين)\b|\bورا (?:السكان|الستيرن)\b"
    rf"|\b(?:و|ل)?[اين](?:رجع|طلع|روح|رد|مشي|ركب|وصل)(?: \w+){{0,2}} {_VEHICLE}\b"
)
# What did happen, what is not so, and what nobody means to do.
_NOT_NOW = re.compile(
    r"\b(?:[چجك]ان|[چجك]انت|[چجك]انو|مات|ماتت|توفى|صدم\w*|دعم\w*|انگلب\w*|حادث)\b"
    r"|\bو?(?:مو|ما|ابد|بلا ما) (?:\w+ )?(?:سكران\w*|شارب\w*|شرب\w*|محشش\w*)\b"
    r"|\bو?(?:ما|لا|مو) (?:راح )?[اين]سو[قگك]\b"
)
# What triage may hear in it; anything else that it hears has an answer of its own.
_OF_A_FRIEND = frozenset(("third_party",))


def is_about_to_drive(text: str) -> bool:
    """Say whether a message tells that somebody drank and is going to drive, or drives."""
    said = normalise(text)
    return bool(_DRINKS.search(said) and _DRIVES.search(said)) and _NOT_NOW.search(said) is None


def heard(turn: Turn, plan: Plan) -> Plan:
    """Return the plan with that said: in place of an answer that leads nowhere else, else beside it.

    Nothing keeps whoever has swallowed something from the way to a doctor.
    """
    if plan.relay or not plan.replies or turn.button is not None or not is_about_to_drive(turn.text):
        return plan
    if evidence.names_route(turn.assessment.reasons, "medical"):
        return plan
    busy = plan.danger or plan.assessment or plan.screening or plan.asked or plan.flow or plan.person_wanted
    alone = turn.assessment.level < Level.AMBER and _OF_A_FRIEND.issuperset(turn.assessment.routes)
    if alone and not busy:
        welcome = plan.replies[:1] if plan.welcomed else ()
        return replace(plan, replies=(*welcome, say(turn, "wheel.not_now")))
    # What has buttons stays last: they are what is seen and taken.
    at = len(plan.replies) - bool(plan.replies[-1].buttons)
    return replace(plan, replies=(*plan.replies[:at], say(turn, "wheel.beside"), *plan.replies[at:]))
