"""The code word: chosen twice, asked for before what is private, never in the way of danger or of talking."""

from dataclasses import replace

from helpline.contacts import code_word
from helpline.contacts.inbox import Channel, Content
from helpline.conversation.effects import CodePassed, CodeRefused, Disguise, SetCode, Unsaid
from helpline.conversation.flows.choice import AFTER_ALL_NOT, asks, said_any
from helpline.conversation.plan import Flow, Plan, Turn
from helpline.conversation.say import say

NAME = "code_word"
MOST_WRONG = 3
CHANGE = "change"
_HIDE = "hide_chat"
_NONE = (*AFTER_ALL_NOT, "لا", "لا خليها", "بلا كلمة", "ما احتاج", "بعدين")


def start(turn: Turn) -> Plan:
    """Return what a code word is and the question for one; whoever has one says it before it is changed."""
    if turn.channel != Channel.WHATSAPP:
        return Plan(replies=(say(turn, "code.written_only"),))
    if turn.private.code is not None:
        return asked_before(turn, CHANGE) or _new(turn, "code.change", "")
    return _new(turn, "code.what", "")


def first(turn: Turn, then: str) -> Plan:
    """Return the question for a first code word, without which `then` cannot be done, in harmless words."""
    return _new(turn, "code.first", then)


def asked_before(turn: Turn, then: str) -> Plan | None:
    """Return the question for the code word that stands before something private, None where it may be shown.

    `then` names the flow that is begun once it was said. Whatever shows what is private calls this first.
    """
    if turn.private.code is None or turn.private.passed:
        return None
    if turn.channel != Channel.WHATSAPP:
        # Not to be said aloud.
        return Plan(replies=(say(turn, "code.not_aloud"),))
    if turn.private.refused:
        return Plan(replies=(say(turn, "code.later"),))
    return Plan(replies=(say(turn, "code.ask"),), flow=_flow("ask", then))


def answered(turn: Turn) -> Plan | None:
    """Take a word; what is too long to be one is about something else, and leaves."""
    assert turn.flow is not None
    if turn.content != Content.TEXT or not code_word.may_be_one(turn.text):
        return None
    stage, then = turn.flow.state["stage"], turn.flow.state["then"]
    if stage == "ask":
        return _said(turn, then)
    if said_any(turn, _NONE):
        return Plan(replies=(say(turn, "code.left"),))
    if asks(turn):
        # Whoever asks what this is, perhaps somebody else with the phone in hand, has not chosen a word.
        return Plan(replies=(say(turn, "code.what_for"),), flow=turn.flow)
    if stage == "again":
        return _repeated(turn, then)
    if not code_word.usable(turn.text):
        return replace(_new(turn, "code.unusable", then), effects=(Unsaid(),))
    return Plan(
        replies=(say(turn, "code.again"),),
        flow=_flow("again", then, made=code_word.made_of(turn.text)),
        effects=(Unsaid(),),
    )


def _said(turn: Turn, then: str) -> Plan:
    assert turn.flow is not None
    if turn.private.code is None or code_word.matches(turn.private.code, turn.text):
        passed = replace(turn, flow=None, private=replace(turn.private, passed=True))
        plan = _new(turn, "code.change", "") if then == CHANGE else _begin(passed, then)
        return replace(plan, effects=(CodePassed(), Unsaid(), *plan.effects))
    wrong = int(turn.flow.state["wrong"]) + 1
    if wrong >= MOST_WRONG:
        return Plan(replies=(say(turn, "code.forgotten"),), effects=(CodeRefused(), Unsaid()))
    return Plan(replies=(say(turn, "code.wrong"),), flow=_flow("ask", then, wrong=wrong), effects=(Unsaid(),))


def _repeated(turn: Turn, then: str) -> Plan:
    assert turn.flow is not None
    made = turn.flow.state["made"]
    if not code_word.matches(made, turn.text):
        return replace(_new(turn, "code.differs", then), effects=(Unsaid(),))
    effects = (SetCode(made), CodePassed(), Unsaid())
    if then == _HIDE:
        return Plan(replies=(say(turn, "disguise.on"),), effects=(*effects, Disguise(on=True)))
    return Plan(replies=(say(turn, "code.set"),), effects=effects)


def _new(turn: Turn, text_id: str, then: str) -> Plan:
    return Plan(replies=(say(turn, text_id),), flow=_flow("new", then))


def _begin(turn: Turn, then: str) -> Plan:
    from helpline.conversation import flows

    return flows.start(turn, then)


def _flow(stage: str, then: str, *, wrong: int = 0, made: str = "") -> Flow:
    return Flow(NAME, {"stage": stage, "then": then, "wrong": wrong, "made": made})
