"""What somebody asks about their own chat while a question about risk is open or people are rung; pure.

How the chat is deleted, that what is kept be erased, that somebody has just come in: all three are urgent on
a shared phone, and none of them answers the question.
"""

import re
from dataclasses import replace

from helpline.contacts.inbox import Channel
from helpline.conversation.flows import erase
from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say
from helpline.outbox.reply import Reply
from helpline.screening import State
from helpline.text import normalise

_CHAT = r"(?:ال|هال|لل|هذا ال|هاي ال)?(?:محادثه|چات|جات|شات|رسائل|رسايل|مسجات|حچي|حجي|دردشه)"
_WHO = (
    r"(?:رجلي|زوجي|ابوي|ابويه|بابا|اخوي|اخويه|عمي|عمتي|حماي|حماتي|خالي|خالتي|امي|ماما|اهلي|مرتي|زوجتي|ابني|بنتي|"
    r"احد|واحد|المدير|الضابط|صاحبي)"
)
_DELETES = re.compile(rf"\b(?:ا|ن|ت)?(?:مسح|حذف|شيل)\w*(?: كل)? {_CHAT}\b")
_ERASES = re.compile(r"\b(?:ا|ت)?مسح\w*(?: كل)? (?:بياناتي|معلوماتي|اسمي|رقمي)\b")
# «My husband came» may be help; «now my husband has come in» is said by whoever has to put the phone away.
_FIRST = r"^(?:هسه |لحظه |اوگف |وگف |يمه |بس )*"
_CAME = re.compile(
    rf"{_FIRST}(?:اجه|اجا|اجت|اجوي|دخل|دخلت|رجع|رجعت|وصل|وصلت) (?:هسه )?{_WHO}\b"
    rf"|{_FIRST}(?:اكو|صار) (?:احد|ناس|واحد) (?:يمي|بالغرفه|بصفي|گدامي|وياي)\b"
    rf"|{_FIRST}{_WHO} (?:راح )?(?:د?ي|د?ت)(?:دخل|جي|جيني|شوف التلفون|شوف تلفوني|اخذ التلفون|اخذ تلفوني)\b"
)
_MOST_WORDS = 9


def asks_to_delete(text: str) -> bool:
    """Say whether a message asks how this chat is deleted."""
    return bool(_DELETES.search(normalise(text)))


def asks_to_erase(text: str) -> bool:
    """Say whether a message asks that what is kept about them be erased."""
    return bool(_ERASES.search(normalise(text)))


def somebody_came(text: str) -> bool:
    """Say whether somebody has come near who is not to see the chat."""
    said = normalise(text)
    return len(said.split()) <= _MOST_WORDS and bool(_CAME.search(said))


def beside_question(turn: Turn, state: State, again: Reply) -> Plan | None:
    """Return the answer to such a message with the question that stays open, None where it is none.

    Where somebody has come in, the question itself is not shown to them: it is asked again with the next
    message. At the one about now silence counts as ever.
    """
    if turn.channel != Channel.WHATSAPP or turn.button is not None:
        return None
    if somebody_came(turn.text):
        return Plan(replies=(say(turn, "screening.came"),), screening=state)
    if asks_to_delete(turn.text):
        return Plan(replies=(say(turn, "delete_chat.chat"), again), screening=state)
    if asks_to_erase(turn.text) and turn.case is not None:
        plan = erase.noted(turn, Plan(screening=state))
        return replace(plan, replies=(*plan.replies, again))
    return None
