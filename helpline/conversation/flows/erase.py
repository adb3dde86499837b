"""Erasing what is kept about a contact: told, asked once, done (helpline.contacts.erase)."""

from dataclasses import replace

from helpline import screening
from helpline.conversation.effects import Erase
from helpline.conversation.flows.choice import said_any
from helpline.conversation.plan import Flow, Plan, Turn
from helpline.conversation.say import say
from helpline.screening import Answer

NAME = "erase"
_BUTTONS = {"erase_yes": Answer.YES, "erase_no": Answer.NO}
_NO = (
    "خليها",
    "لا خليها",
    "خلوها",
    "لا خلوها",
    "خليهن",
    "لا تمسح",
    "لا تمسحها",
    "لا تمسحوها",
    "عوفها",
    "بطلت",
)


def start(turn: Turn) -> Plan:
    """Return what is erased, what is not and why, and the question."""
    return Plan(replies=(say(turn, "erase.what"), say(turn, "erase.ask")), flow=Flow(NAME, {}))


def noted(turn: Turn, plan: Plan) -> Plan:
    """Return a plan in danger with the wish noted beside it: there is no time for a question now."""
    said = (say(turn, "erase.later"),)
    return replace(plan, replies=(*plan.replies, *said), effects=(*plan.effects, Erase(only_ask=True)))


def answered(turn: Turn) -> Plan | None:
    """Return what the answer leads to; nothing but a clear yes erases anything."""
    answer = _BUTTONS.get(turn.button or "") or screening.understand(turn.text, "follow_up.offer")
    if said_any(turn, _NO):
        answer = Answer.NO
    if answer is Answer.YES:
        done = say(turn, "erase.done" if turn.case is None else "erase.later")
        return Plan(replies=(done,), effects=(Erase(),))
    if answer in (Answer.NO, Answer.REFUSED):
        return Plan(replies=(say(turn, "erase.not"),))
    return None
