"""A chat that looks harmless to whoever takes up the phone (docs/decisions/0011-disguised-chat.md); pure.

While it does, every message is triaged and decided as ever, and only what is written back is other: dull
lines about the house, and where danger or a wish for a person was heard, the shortest true words. The
contact's code word, sent alone, opens it again. On the phone there is nothing to disguise.
"""

import re
import zlib
from collections.abc import Callable
from dataclasses import replace

from helpline import content
from helpline.contacts import code_word
from helpline.contacts.code_word import folded
from helpline.contacts.inbox import Channel
from helpline.conversation import gate
from helpline.conversation.effects import CodePassed, Disguise, Unsaid
from helpline.conversation.plan import NOBODY_YET_AFTER, Plan, Turn
from helpline.conversation.say import say
from helpline.outbox.reply import Reply
from helpline.screening import State
from helpline.text import normalise, words
from helpline.triage import Assessment, Level

_WORDS = frozenset(folded(word) for word in content.TAUGHT["hide_chat"])
_HIDES = re.compile(
    r"خفي|خفا|محادث|[چجش]ات|يبين شي|تبين عادي|(?:حچي|حجي|كلام|شي) عادي|خلي\w* عادي|سوي\w* عادي|جاي احد|"
    r"غيري? الموضوع|معلومات عامه|كلامنا|hide|chat"
)
_GREETS = re.compile(
    r"(?:(?:هلو|هلا|هاي|الو|مرحبا|سلام|سلام عليكم|السلام عليكم|شلونك|شلونكم|شلونج|صباح الخير|مساء الخير|"
    r"اوكي|شكرا|تمام|منو|منو هذا|منو هاي|منو هذوله|منو انتو|منو انت|منو وياي|شنو هذا|شنو هاي|شنو هالرقم|"
    r"ورده|وردة)(?: |$))+"
)
DULL = tuple(f"disguise.dull.{number}" for number in range(1, 9))
# The acuity question cannot be asked here, and a question that is not answered counts as yes (protocol, A5).
NOT_ASKED = "rule:not_asked_in_disguise"
LEFT = "rule:screening_left"
Decide = Callable[[Turn], Plan]


def _is_on(turn: Turn) -> bool:
    return turn.private.disguised and turn.channel == Channel.WHATSAPP


def is_wanted(turn: Turn) -> bool:
    """Say whether a message is the word that disguises the chat, or has it on a line: it cannot wait."""
    on_whatsapp = turn.channel == Channel.WHATSAPP and not turn.private.disguised
    return on_whatsapp and any(folded(line) in _WORDS for line in turn.text.split("\n"))


def is_spoken_of(turn: Turn) -> bool:
    """Say whether the words themselves speak of hiding, so that it is no guess of the assistant's."""
    return turn.button is not None or bool(_HIDES.search(normalise(turn.text)))


def is_lifted(turn: Turn) -> bool:
    """Say whether a message is the word that opens a disguised chat."""
    code = turn.private.code
    return _is_on(turn) and code is not None and code_word.matches(code, turn.text)


def behind(turn: Turn) -> Turn:
    """Return the turn as it is decided while the chat is disguised: it answers no question of ours.

    Whoever writes may not be who was asked.
    """
    if not _is_on(turn):
        return turn
    return replace(turn, screening=None, asked=None, flow=None, follow_up=None, first=False)


def put_on(turn: Turn, decide: Decide | None) -> Plan:
    """Return the plan that disguises the chat, whatever else is under way.

    Without a code word one is asked for first, in harmless words: what nothing opens again would lock them
    out. Where a person is on the way or with them it is done at once, for that person can open it. Without
    `decide` there is nothing in the message besides the wish.
    """
    private = replace(turn.private, disguised=True)
    hidden = replace(turn, private=private)
    risky = turn.assessment.level >= Level.AMBER
    begun = turn.case is None and _was_asked_about_death(turn)
    if turn.private.code is None and turn.case is None and not risky and not begun:
        from helpline.conversation.flows import code_word as flow

        return flow.first(turn, "hide_chat")
    plan = Plan(replies=(say(turn, "disguise.on"),), screening=turn.screening)
    if begun:
        # Left in a hurry at a question whose silence counts, or after a yes: a person hears of it.
        left = Assessment(Level.AMBER, (), 1.0, (LEFT,), False)
        plan = replace(plan, assessment=left, source="screening", reason="risk")
    elif decide is not None and (risky or (turn.case and (turn.case.held or turn.case.level == Level.RED))):
        plan = worn(hidden, decide(behind(hidden)))
    return replace(plan, effects=(*plan.effects, Disguise(on=True)))


def _was_asked_about_death(turn: Turn) -> bool:
    from helpline.conversation import flows

    waits = turn.flow is not None and flows.waits(turn.flow)
    return waits or (turn.screening is not None and bool(turn.screening.positive))


def taken_off(
    turn: Turn, danger: Callable[[Turn, Assessment], Plan], question: Callable[[Turn, State], Reply]
) -> Plan:
    """Return the plan that opens the chat: what was open before is said or asked again in plain words."""
    opened = replace(turn, private=replace(turn.private, disguised=False))
    plan = Plan()
    if turn.case and turn.case.level == Level.RED and not turn.case.held:
        plan = danger(opened, turn.assessment)
    elif turn.screening is not None:
        plan = Plan(replies=(question(opened, turn.screening),))
    elif turn.asked == gate.NAME:
        plan = gate.ask(replace(opened, first=False))
    said = (say(opened, "disguise.off"), *plan.replies)
    return replace(
        plan,
        replies=said,
        screening=turn.screening,
        effects=(Disguise(on=False), CodePassed(), Unsaid()),
    )


def worn(turn: Turn, plan: Plan) -> Plan:
    """Return the plan as the disguise lets it be seen: all that it does for safety, none of its words."""
    if not _is_on(turn) or any(isinstance(effect, Disguise) for effect in plan.effects):
        return plan
    if plan.assessment is not None and plan.assessment.ask_acuity and not plan.danger:
        reasons = (NOT_ASKED, *plan.assessment.reasons)
        plan = replace(
            plan, assessment=replace(plan.assessment, level=Level.RED, reasons=reasons), danger=True
        )
    return replace(
        plan,
        replies=_words(turn, plan),
        screening=plan.screening if plan.screened else turn.screening,
        asked=turn.asked,
        flow=None,
        effects=(),
        follow_up=None,
        welcomed=False,
        ask_rasa=plan.ask_rasa,
        remember={name: value for name, value in plan.remember.items() if name == "opted_out"},
    )


def keeps_waiting(turn: Turn, plan: Plan) -> bool:
    """Say whether the time for an open question runs on: behind the disguise it is not asked again."""
    return _is_on(turn) and plan.screening is not None and plan.screening == turn.screening


def _words(turn: Turn, plan: Plan) -> tuple[Reply, ...]:
    if plan.relay or not (plan.replies or plan.danger):
        return ()
    if plan.danger:
        told = turn.case is not None and turn.case.level == Level.RED and turn.danger_replies > 0
        waits = told and turn.case is not None and turn.case.waiting > NOBODY_YET_AFTER
        nobody = waits and turn.danger_replies % 2 == 0
        if told and not nobody and _GREETS.fullmatch(" ".join(words(normalise(turn.text)))):
            # Told once: who else has taken up the phone and writes «hello» is not shown it again.
            return (_dull(turn),)
        return (_plain(turn, "disguise.nobody_yet" if nobody else "disguise.calling"),)
    if plan.assessment is not None or plan.person_wanted:
        return (_plain(turn, "disguise.noted"),)
    return (_dull(turn),)


def _dull(turn: Turn) -> Reply:
    """Return a line about the house: the same words get the same one, as a machine would answer."""
    return _plain(turn, DULL[zlib.crc32(turn.text.encode()) % len(DULL)])


def _plain(turn: Turn, text_id: str) -> Reply:
    return replace(say(turn, text_id), buttons=())
