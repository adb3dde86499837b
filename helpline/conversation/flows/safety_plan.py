"""Making a safety plan together: one question at a time, each may be skipped, gone back to, or left.

Each answer has been read by triage before it comes here; what was written so far is kept with every step.
"""

from collections.abc import Mapping

from helpline.contacts.code_word import folded
from helpline.contacts.inbox import Content
from helpline.contacts.safety_plan import STEPS
from helpline.content import TAUGHT
from helpline.conversation.effects import FinishPlan, KeepDraft
from helpline.conversation.flows import my_plan
from helpline.conversation.plan import Flow, Plan, Turn
from helpline.conversation.say import say
from helpline.outbox.reply import Reply

NAME = "safety_plan"
# Characters of one answer: the whole plan stays one message that can be read at a bad moment.
LONGEST = 180
_ANSWERS = (Content.TEXT, Content.BUTTON, Content.SPEECH, Content.DIGITS)
_BUTTONS = {"plan_skip": "skip", "plan_back": "back", "plan_leave": "leave"}
_WANTS = frozenset(map(folded, ("اريد", "ابي", "ودي", "محتاج", "محتاجة")))
_PERSON = frozenset(map(folded, ("انسان", "مرشد", "مرشدة", "اخصائي", "اخصائية")))


def start(turn: Turn) -> Plan:
    """Return the first question with what this is, or the one where it was left."""
    draft = turn.private.draft
    if draft is not None and 0 <= draft["at"] < len(STEPS):
        return _ask(turn, draft["at"], draft["answers"], say(turn, "plan.again"))
    return _ask(turn, 0, {}, say(turn, "plan.intro"))


def answered(turn: Turn) -> Plan | None:
    """Take an answer, or the wish to skip, go back or leave; None for what is no answer."""
    assert turn.flow is not None
    at, answers = int(turn.flow.state["at"]), dict(turn.flow.state["answers"])
    if turn.content not in _ANSWERS or _wants_a_person(turn.text):
        return None
    wish = _wish(turn)
    if wish == "leave":
        return Plan(replies=(say(turn, "plan.left"),), effects=(KeepDraft(at, answers),))
    if wish == "back":
        return _ask(turn, max(at - 1, 0), answers)
    if wish == "skip":
        answers.pop(STEPS[at], None)
    else:
        answers[STEPS[at]] = " ".join(turn.text.split())[:LONGEST]
    return _ask(turn, at + 1, answers) if at + 1 < len(STEPS) else _done(turn, answers)


def _ask(turn: Turn, at: int, answers: Mapping[str, str], *before: Reply) -> Plan:
    return Plan(
        replies=(*before, say(turn, f"plan.ask.{STEPS[at]}")),
        flow=Flow(NAME, {"at": at, "answers": dict(answers)}),
        effects=(KeepDraft(at, dict(answers)),),
    )


def _done(turn: Turn, answers: Mapping[str, str]) -> Plan:
    if not answers:
        return Plan(replies=(say(turn, "plan.empty"),), effects=(KeepDraft(0, {}),))
    end = "plan.done" if turn.private.code else "plan.done.no_code"
    return Plan(replies=(*my_plan.shown(turn, answers, ""), say(turn, end)), effects=(FinishPlan(answers),))


def _wish(turn: Turn) -> str | None:
    if turn.button is not None:
        return _BUTTONS.get(turn.button)
    said = folded(turn.text)
    return next(
        (name for name in ("skip", "back", "leave") if said in {folded(word) for word in TAUGHT[name]}), None
    )


def _wants_a_person(text: str) -> bool:
    words = set(folded(text).split())
    return not words.isdisjoint(_WANTS) and not words.isdisjoint(_PERSON)
