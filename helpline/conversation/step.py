"""One turn of a call: the same steps as a message's, taken one by one because its answer is synchronous.

1. `take_in` stores and triages what was said; danger has its case before anything else happens.
2. `think` decides, with the assistant if need be, outside of any transaction.
3. `finish` writes the plan in a transaction that also holds the answer to Twilio: a repeated webhook does
   nothing twice.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpline import cases, screening
from helpline.contacts.inbox import Channel, Inbox
from helpline.conversation import flows, handle, loading, preference, screening_turn, state, turn
from helpline.conversation.loading import Ready
from helpline.conversation.plan import Flow, Plan
from helpline.conversation.receive import Inbound, receive
from helpline.conversation.say import say
from helpline.infra.logs import log
from helpline.outbox.reply import Button, Reply
from helpline.triage import Level

# The taught words that the keys for danger and for a person stand for.
DANGER_WORD = "خطر"
PERSON_WORD = "انسان"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the call's conversation waits for: the choices offered last, and the screening's question.

    `positive` says that an answer of the screening so far counts as yes, or one that led into it.
    `silence_counts` says that not answering is an answer.
    """

    offered: tuple[Button, ...] = ()
    question: str | None = None
    positive: bool = False
    silence_counts: bool = False


def asked(session: Session, call_sid: str) -> Asked:
    """Return what a call's conversation waits for."""
    conversation = session.scalar(select(state.Conversation).where(state.Conversation.call_sid == call_sid))
    if conversation is None:
        return Asked()
    offered = tuple(Button(one["id"], one["title"]) for one in conversation.offered or ())
    flow = Flow(**conversation.flow) if conversation.flow else None
    if conversation.screening is None:
        return Asked(offered, silence_counts=flows.waits(flow))
    under_way = screening.from_json(conversation.screening)
    positive = bool(under_way.positive) or flows.worries(flow)
    return Asked(offered, screening.question(under_way), positive, silence_counts=True)


def take_in(session: Session, inbound: Inbound, now: datetime) -> Ready:
    """Store and triage what was said or pressed; what comes twice is stored once."""
    received = receive(session, inbound, now, defer=False)
    row = session.get_one(Inbox, received.inbox_id)
    return loading.load(session, received.contact_id, [row], now)


def take_silence(session: Session, contact_id: int, call_sid: str, now: datetime) -> Ready:
    """Read a turn in which nothing was said."""
    conversation = state.of(session, contact_id, Channel.VOICE, call_sid, now)
    return loading.load_silent(session, conversation, now)


def think(ready: Ready, timeout: float) -> Plan:
    """Return the plan of a turn; whatever fails in it, the caller hears the fallback and is asked again.

    `timeout` is the assistant's, in seconds. Danger never depends on what may fail here: triage has opened
    its case, and the two keys that reach a person are in the fallback's words.
    """
    try:
        return handle.think(ready, timeout)
    except Exception as error:
        if ready.turn.assessment.level >= Level.AMBER:
            raise
        log().error("turn_failed", contact=ready.contact.id, exc_info=error)
        this = ready.turn
        slow = (say(this, "fallback.slow"),)
        return Plan(replies=slow, screening=this.screening, asked=this.asked, flow=this.flow)


def silence(ready: Ready) -> Plan:
    """Return the plan after silence on the screening's question (protocol: on the acuity question, yes).

    PHQ-9's item on death is another such question. Raises ValueError where none waits for an answer.
    """
    return turn.unanswered(ready.turn)


def unheard(ready: Ready) -> Ready:
    """Return the turn as if its words had not been understood, which a screening asks again for."""
    return replace(ready, turn=replace(ready.turn, text="", button=None))


def screen(ready: Ready) -> Plan:
    """Return the plan that begins the screening's four questions; one that is under way goes on."""
    this = ready.turn
    if this.screening is not None:
        return Plan(replies=(screening_turn.question(this, this.screening),), screening=this.screening)
    return screening_turn.ask_everything(this)


def person(ready: Ready, reason: str) -> Plan:
    """Return the plan of somebody who wants a person; the screening stays where it is."""
    this = ready.turn
    if this.assessment.level == Level.RED or (this.case and this.case.level == Level.RED):
        return turn.decide(this)
    return Plan(person_wanted=True, reason=reason, screening=this.screening, asked=this.asked, flow=this.flow)


def while_waiting(ready: Ready, in_danger: bool) -> Plan:
    """Return the plan of words said while a person is on the way: they answer no question of ours.

    Risk that was not known is, and whom they would rather speak with. `in_danger`: the case was RED before.
    """
    this = ready.turn
    if this.assessment.level == Level.RED and not in_danger:
        return turn.decide(this)
    risk = this.assessment if this.assessment.level == Level.AMBER and not in_danger else None
    waiting = Plan(screening=this.screening, asked=this.asked, flow=this.flow, assessment=risk)
    return preference.remembered(this, waiting)


def asks_for_somebody(ready: Ready) -> bool:
    """Say whether the turn's words ask for a woman or for a man."""
    return preference.told(ready.turn) is not None


def preference_said(plan: Plan) -> str | None:
    """Return the id of the sentence about whom they would rather speak with, None without a wish."""
    return preference.sentence(plan.remember.get("prefers"))


def again(ready: Ready, text_id: str, offered: tuple[Button, ...]) -> Plan:
    """Return a plan that changes nothing and asks for the same once more, with the same choices."""
    this = ready.turn
    words = say(this, text_id)
    reply = Reply(words.text, offered)
    return Plan(replies=(reply,), screening=this.screening, asked=this.asked, flow=this.flow)


def finish(session: Session, ready: Ready, plan: Plan, now: datetime) -> cases.Case | None:
    """Write a plan in the caller's transaction; returns the contact's open case."""
    return handle.apply(session, ready, plan, now)
