"""What somebody asks about their own chat while a question about risk is open or people are rung; pure.

How the chat is deleted, that what is kept be erased, that somebody has just come in: all three are urgent on
a shared phone, and none of them answers the question. Only whole messages that say this and nothing else
count: «my mother has come in unconscious» is an emergency, and «I deleted all and said goodbye» a farewell.
"""

import re
from dataclasses import replace

from helpline import content, screening
from helpline.contacts.inbox import Channel
from helpline.conversation import gate
from helpline.conversation.effects import Forget
from helpline.conversation.flows import erase
from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say
from helpline.outbox.reply import Reply
from helpline.screening import State
from helpline.text import go_on, normalise
from helpline.triage import Level, evidence

# In the conversation's `asked`: the open question waits until they say that it may be shown again.
PAUSED = "paused"
GO_ON, NOT_YET = "paused_on", "paused_off"
_PLEASE = r"(?:و?(?:هسه|رجاء|رجاءا|عفيه|زين|بس|و|اريد|اكدر|اگدر|ممكن|شلون|كيف|كلولي|گولولي|علموني|بسرعه) )*"
_CHAT = r"(?:ال|هال|لل|كل ال|كل هال)?(?:محادثه|محادثات|چات|جات|شات|رسائل|رسايل|مسجات|حچي|حجي|دردشه)"
_FROM_PHONE = r"(?: (?:من|بال|عن|مال) ?\w+| هاي| هذا| كلها| كله| بسرعه| هسه| رجاء)*"
_DELETES = re.compile(rf"{_PLEASE}(?:ا|ن|ت)?(?:مسح|حذف|شيل){_FROM_PHONE} {_CHAT}{_FROM_PHONE}")
_ERASES = re.compile(
    rf"{_PLEASE}(?:امسح|امسحو|امسحوا|امسحي|احذف|احذفو|احذفوا|تمسح|تمسحون|تمسحوا)(?: كل)? "
    rf"(?:بياناتي|معلوماتي){_FROM_PHONE}"
)
_WHO = (
    r"(?:رجلي|زوجي|ابوي|ابويه|بابا|اخوي|اخويه|عمي|عمتي|حماي|حماتي|خالي|خالتي|امي|ماما|اهلي|مرتي|زوجتي|ابني|بنتي|"
    r"احد|واحد|المدير|الضابط|صاحبي)"
)
# «My husband came» may be help; «wait, my husband has come in» is said by whoever has to put the phone away.
_HURRIED = r"(?:هسه|لحظه|اوگف|وگف|اوكف|وكف|يمه)"
_CAME = re.compile(
    rf"(?:{_HURRIED} )+(?:اجه|اجا|اجت|اجوي|دخل|دخلت|رجع|رجعت|وصل|وصلت) {_WHO}(?: هسه| عليه| للغرفه| بالغرفه)?"
    rf"|(?:{_HURRIED} )*اكو (?:احد|ناس) (?:يمي|بالغرفه|بصفي|گدامي|كدامي)"
    rf"|(?:{_HURRIED} )*{_WHO} راح (?:ي|ت)(?:شوف|اخذ) (?:التلفون|تلفوني|الموبايل|موبايلي)"
)


def asks_to_delete(text: str) -> bool:
    """Say whether a message asks how this chat is deleted, and nothing else."""
    return _DELETES.fullmatch(_bare(text)) is not None


def asks_to_erase(text: str) -> bool:
    """Say whether a message asks that what is kept about them be erased, and nothing else."""
    return _ERASES.fullmatch(_bare(text)) is not None


def somebody_came(text: str) -> bool:
    """Say whether a message is that somebody has come near who is not to see the chat, and nothing else."""
    return _CAME.fullmatch(_bare(text)) is not None


def is_about_chat(text: str) -> bool:
    """Say whether a message is one of these three.

    «Now» and «somebody» of it are not those of a wish that was told before: it is judged by itself.
    """
    return somebody_came(text) or asks_to_delete(text) or asks_to_erase(text)


def beside_question(turn: Turn, state: State, again: Reply) -> Plan | None:
    """Return the answer to such a message with the question that stays open, None where it is none.

    Where somebody has come in, the question itself is not shown to them, nor is whatever is written next
    taken for its answer: it may be theirs. At the question about now silence counts as ever.
    """
    found = turn.assessment
    told = any(evidence.names_route(found.reasons, route) for route in found.routes)
    calm = found.level < Level.AMBER and not told
    if turn.channel != Channel.WHATSAPP or turn.button is not None or not calm:
        return None
    if somebody_came(turn.text):
        return Plan(replies=(say(turn, "screening.came"),), screening=state, asked=PAUSED)
    if asks_to_delete(turn.text):
        return Plan(replies=(say(turn, "delete_chat.chat"), again), screening=state, effects=(Forget(),))
    if asks_to_erase(turn.text) and turn.case is not None:
        plan = erase.noted(turn, Plan(screening=state))
        return replace(plan, replies=(*plan.replies, again))
    return None


def beside_gate(turn: Turn) -> Plan | None:
    """Return the same beside the one question before the screening (helpline.conversation.gate).

    Neither is «going on with something else», which would end it. Where somebody has come in, a person hears
    of it at once, as after silence: whoever writes next may be another.
    """
    if turn.channel != Channel.WHATSAPP or turn.button is not None or turn.assessment.level >= Level.AMBER:
        return None
    if somebody_came(turn.text):
        return replace(gate.silent(turn), replies=(say(turn, "screening.came"),), asked=gate.NAME)
    if asks_to_delete(turn.text):
        again = gate.ask(turn)
        chat = say(turn, "delete_chat.chat")
        return replace(again, replies=(chat, *again.replies), effects=(Forget(),))
    return gate.ask(turn) if _is_back(turn.text) else None


def not_overheard(turn: Turn, plan: Plan) -> Plan:
    """Return the plan after which the assistant says back nothing of before, where somebody has come in."""
    came = turn.channel == Channel.WHATSAPP and turn.button is None and somebody_came(turn.text)
    return replace(plan, effects=(*plan.effects, Forget())) if came else plan


def paused(turn: Turn, state: State, again: Reply) -> Plan | None:
    """Return what is said while the question waits; it is shown again where they say that they are back.

    None where it does not wait, and where what is written sounds like risk: that is read as ever. No other
    word shows it, not «اي» and not a wish to stop: a relative would write those as well. Nothing is counted.
    """
    if turn.asked != PAUSED or turn.assessment.level >= Level.AMBER:
        return None
    if turn.button == GO_ON or (turn.button is None and _is_back(turn.text)):
        return Plan(replies=(again,), screening=state)
    wants_none = turn.button == NOT_YET or screening.leaves(turn.text)
    waits = "screening.waits" if wants_none else "screening.paused"
    return Plan(replies=(say(turn, waits),), screening=state, asked=PAUSED)


def keeps_waiting(turn: Turn, plan: Plan) -> bool:
    """Say whether the time for the open question runs on: what somebody else writes gives no more of it."""
    return turn.asked == PAUSED and plan.asked == PAUSED


def _is_back(text: str) -> bool:
    return go_on(text) or _bare(text) in content.TAUGHT["back_again"]


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[،,.!؟?]+", " ", normalise(text)).split())
