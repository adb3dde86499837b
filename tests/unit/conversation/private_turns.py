"""What tests of a contact's own share: the code word, and one message after the other."""

from dataclasses import replace

from helpline.conversation.plan import Plan, Turn
from helpline.conversation.turn import decide

WORD = "رمانة حامضة"


# What a disguised chat must never show, in normalised or plain spelling.
TELLING = ("وياك", "انتحار", "موت", "نفسك", "خطر", "عنف", "مرشد", "ثگيل", "حچينا", "خطتك", "كلمة سر")


def said(plan: Plan) -> str:
    return "\n".join(reply.text for reply in plan.replies)


def goes_on(turn: Turn, plan: Plan, text: str) -> Plan:
    return decide(replace(turn, flow=plan.flow, text=text))
