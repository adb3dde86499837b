"""Making a safety plan together: one question at a time, each may be skipped, gone back to, or left.

What asks back («شنو يعني», «ما اعرف») or only agrees is no answer: the question is explained once.
Each answer has been read by triage before it comes here; what was written so far is kept with every step.
"""

import re
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
from helpline.text import normalise

NAME = "safety_plan"
# Characters of one answer: the whole plan stays one message that can be read at a bad moment.
LONGEST = 180
_ANSWERS = (Content.TEXT, Content.BUTTON, Content.SPEECH, Content.DIGITS)
_BUTTONS = {"plan_skip": "skip", "plan_back": "back", "plan_leave": "leave"}
_WANTS = frozenset(map(folded, ("اريد", "ابي", "ودي", "محتاج", "محتاجة")))
_PERSON = frozenset(map(folded, ("انسان", "مرشد", "مرشدة", "اخصائي", "اخصائية")))
# Whole messages, normalised. The first ask back, know nothing yet, or agree to no question that is one of yes
# and no; the second say that there is nothing of the kind.
_ASKS_BACK = re.compile(
    r"(?:و|والله |بس |لا |ها |زين )*(?:"
    r"شنو|شنو يعني|يعني شنو|شلون|شلون يعني|يعني شلون|ليش|ليش يعني|ها|مثل شنو|مثل|مثلا|مثلا شنو|شنو مثلا|"
    r"شنو (?:اكتب|اجاوب|اگول|اكول|الس[ؤو]ال|تقصد|تقصدون|قصدك|المطلوب)|شكتب|شگول|شكول|هاي شنو|شنو هاي|شنو هذا|"
    r"ما ?ا?فتهم\w*(?: الس[ؤو]ال| شي| عليك)?|ما ?فهم\w*(?: الس[ؤو]ال| شي| عليك)?|مو واضح|"
    r"ما ?اعرف(?: شنو اكتب| شكتب| شنو اگول| شگول| اجاوب)?|مدري|ما ?ادري|"
    r"اي|نعم|ايه|اوك|اوكي|ok|تمام|زين|طيب|يلا|هلو|هلا|شكرا|حاضر|ماشي|نبدي)"
    r"(?: والله| يعني)?[ .!؟?،]*"
)
_NOTHING = re.compile(
    r"(?:والله |اني |هسه )*(?:لا|كلا|ماكو|ما اكو|محد|ولا احد|ماكو احد|ماكو شي|لا شي|ولا شي|ما عندي|معندي|"
    r"ما عندي (?:احد|شي)|ماكو هيچ شي|ماكو غيره)(?: والله| ابد| ابدا)?[ .!،]*"
)


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
        return _next(turn, at, answers)
    said = normalise(turn.text)
    if _ASKS_BACK.fullmatch(said) and not turn.flow.state.get("explained"):
        return _explained(turn, at, answers)
    if _ASKS_BACK.fullmatch(said) or _NOTHING.fullmatch(said):
        answers.pop(STEPS[at], None)
        none = "plan.nothing.reason" if STEPS[at] == "reason" else "plan.nothing"
        return _next(turn, at, answers, say(turn, none))
    answers[STEPS[at]] = " ".join(turn.text.split())[:LONGEST]
    return _next(turn, at, answers)


def _next(turn: Turn, at: int, answers: Mapping[str, str], *before: Reply) -> Plan:
    last = at + 1 == len(STEPS)
    return _done(turn, answers, *before) if last else _ask(turn, at + 1, answers, *before)


def _ask(turn: Turn, at: int, answers: Mapping[str, str], *before: Reply) -> Plan:
    return Plan(
        replies=(*before, say(turn, f"plan.ask.{STEPS[at]}")),
        flow=Flow(NAME, {"at": at, "answers": dict(answers)}),
        effects=(KeepDraft(at, dict(answers)),),
    )


def _explained(turn: Turn, at: int, answers: Mapping[str, str]) -> Plan:
    """Return the same question in other words, with examples."""
    return Plan(
        replies=(say(turn, f"plan.more.{STEPS[at]}"),),
        flow=Flow(NAME, {"at": at, "answers": dict(answers), "explained": True}),
        effects=(KeepDraft(at, dict(answers)),),
    )


def _done(turn: Turn, answers: Mapping[str, str], *before: Reply) -> Plan:
    if not answers:
        return Plan(replies=(*before, say(turn, "plan.empty")), effects=(KeepDraft(0, {}),))
    end = "plan.done" if turn.private.code else "plan.done.no_code"
    replies = (*before, *my_plan.shown(turn, answers, ""), say(turn, end))
    return Plan(replies=replies, effects=(FinishPlan(answers),))


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
