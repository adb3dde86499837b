"""The assistant's part of a turn: Rasa's words, and what it asks the helpline to do."""

import re
import uuid
from dataclasses import replace
from typing import Any

from helpline.conversation import (
    address,
    at_the_wheel,
    beside,
    danger,
    disguise,
    doubt,
    flows,
    gate,
    rasa,
    screening_turn,
    their_child,
)
from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say
from helpline.infra.logs import log
from helpline.text import normalise
from helpline.triage import Assessment, Level, evidence

ROUTE_INTENTS = (("gbv", "/domestic_violence"), ("harm_to_others", "/wants_to_harm"))
NOT_SAFE_NOW = "/not_safe_now"
# Whoever fears for their own baby is no angry neighbour.
FEARS_FOR_BABY = "rule:fears_for_own_baby"
AFTER_BIRTH = "/after_birth_thoughts"
# Whoever was touched or forced is told that no story is needed, and of the doctor; no word of a quarrel.
ASSAULTED = "/assaulted"
# The same told by whoever looks after the child.
CHILD_ASSAULTED = "/child_assaulted"
# Of what the route gbv is, this has advice of its own.
BLACKMAIL = "/online_blackmail"
_BLACKMAIL = re.compile(
    r"بتز|(?:نشر|نزل|يدز|تدز|فضح|هدد)\w* (?:\w+ )?(?:ب|ال)?صور|"
    r"صور\w* (?:\w+ ){0,3}\w*(?:نشر|فضح|هدد)|blackmail"
)
# Seconds: it comes before the answer's own time, and a caller waits for both.
MOST_FOR_INTENT = 1.0


def answer(this: Turn, session: uuid.UUID, metadata: dict[str, Any], timeout: float) -> Plan:
    """Return what the assistant says to a turn and asks us to do; the fixed text when it is silent.

    `timeout` in seconds. Raises ValueError for a request that we do not know.
    """
    try:
        pressed = this.button or _intent_of_route(this)
        if pressed is not None:
            said = rasa.press(session, pressed, metadata, timeout)
        else:
            said = rasa.ask(session, this.text, metadata, timeout)
    except rasa.RasaSilent as error:
        log().error("rasa_silent", error=error.__cause__ or error)
        return at_the_wheel.heard(this, Plan(replies=(say(this, "fallback.slow"),)))
    plan = Plan(replies=said.replies)
    for request in said.requests:
        plan = _obey(this, plan, request)
    # Not beside a case: whoever was just asked about death is not greeted as a stranger.
    is_answer = this.case is None and not plan.danger and plan.screening is None
    if this.first and is_answer and not plan.welcomed:
        plan = replace(plan, replies=(say(this, "welcome.first"), *plan.replies), welcomed=True)
    return address.also_asked(this, at_the_wheel.heard(this, plan))


def with_intent(this: Turn, timeout: float) -> Turn:
    """Return the turn with what the assistant takes it for, where somebody in danger writes on calmly.

    A silent assistant changes nothing: the true state is said again.
    """
    if not danger.may_be_answered(this):
        return this
    intent, confidence = _taken_for(this, timeout)
    return replace(this, intent=intent) if confidence >= danger.SURE else this


def without_doubt(this: Turn, timeout: float) -> Turn:
    """Return the turn as a task of the assistant's where triage took one for risk by its letters alone.

    A silent assistant changes nothing: then it is asked about as risk. A first hint is answered as what it
    says.
    """
    if doubt.is_first_hint(this):
        log().info("risk_doubted", intent="first hint")
        return doubt.settled(this)
    if not doubt.may_be_task(this):
        return this
    intent, confidence = _taken_for(this, timeout)
    if not doubt.is_task(this.assessment, intent, confidence):
        return this
    log().info("risk_doubted", intent=intent)
    return doubt.settled(this)


def _taken_for(this: Turn, timeout: float) -> tuple[str, float]:
    """Return what the assistant takes a message for and how sure it is: of nothing, where it is silent."""
    try:
        return rasa.intent(this.text, min(timeout, MOST_FOR_INTENT))
    except rasa.RasaSilent as error:
        log().error("rasa_silent", error=error.__cause__ or error)
        return "", 0.0


def _intent_of_route(this: Turn) -> str | None:
    """Return the assistant's intent for what triage heard: a beating must not be taken for a quarrel.

    Where only the letters look like it, the assistant reads for itself: a quarrel is no beating either.
    Before all of it comes whoever may be watching: words about violence must not light up then.
    """
    found = this.assessment
    if beside.is_watched(this.text, found.routes):
        return NOT_SAFE_NOW
    heard = [
        intent
        for route, intent in ROUTE_INTENTS
        if route in found.routes
        and (found.level >= Level.AMBER or evidence.names_route(found.reasons, route))
    ]
    if heard and _BLACKMAIL.search(normalise(this.text)):
        return BLACKMAIL
    if heard and not evidence.FORCED.isdisjoint(found.reasons):
        return CHILD_ASSAULTED if their_child.is_spoken_of(this.text) else ASSAULTED
    if heard and FEARS_FOR_BABY in found.reasons:
        return AFTER_BIRTH
    return heard[0] if heard else None


def _obey(this: Turn, plan: Plan, request: dict[str, Any]) -> Plan:
    """Carry one request of the assistant into the plan; an unknown one is a fault of ours and raises."""
    kind = request["helpline"]
    if kind == "raise":
        level = Level[request["level"]]
        routes = tuple(request.get("routes", ()))
        raised = Assessment(level, routes, 0.0, ("rule:rasa_risk",), bool(request.get("ask_acuity")))
        if level == Level.RED:
            return danger.answer(this, raised, source="rasa")
        # Its second opinion is one on letters, too.
        letters = replace(this, assessment=replace(raised, reasons=()))
        if gate.is_asked_first(letters):
            return gate.ask(letters)
        return screening_turn.amber(this, raised, source="rasa")
    if kind == "screen":
        return screening_turn.ask_everything(this)
    if kind == "flow":
        if request["name"] == "hide_chat" and not disguise.is_spoken_of(this):
            # A wrong guess would shut somebody out of their own conversation.
            return Plan(replies=(say(this, "private.hide_offer"),))
        name = str(request["name"])
        # `referral:art`: the assistant knows what was spoken of, as a button does.
        begun = replace(this, button=f"{flows.BUTTON}{name}") if ":" in name else this
        return flows.start(begun, name)
    if kind == "person":
        plan = replace(plan, person_wanted=True, reason=request.get("reason", "asked"))
        return _prefers(plan, request["prefers"]) if "prefers" in request else plan
    if kind == "address" and request["value"] in ("neutral", "m", "f"):
        return replace(plan, remember={**plan.remember, kind: request["value"]})
    if kind == "governorate":
        return replace(plan, remember={**plan.remember, kind: str(request["value"])[:40]})
    if kind == "prefers":
        return _prefers(plan, request["value"])
    if kind == "quiet":
        return replace(plan, quiet=True)
    if kind in ("opt_out", "opt_in"):
        return replace(plan, remember={**plan.remember, "opted_out": kind == "opt_out"})
    raise ValueError(f"unknown request {kind!r} of the assistant")


def _prefers(plan: Plan, value: str | None) -> Plan:
    if value not in ("f", "m", None):
        raise ValueError(f"unknown preference {value!r} of the assistant")
    return replace(plan, remember={**plan.remember, "prefers": value})
