"""Somebody writes what the assistant does not speak: a person comes, told in words they read; pure."""

from dataclasses import replace

from helpline.contacts.inbox import Content
from helpline.conversation import danger, language, not_text
from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say
from helpline.triage import Level, evidence

# Of a wish in a language in which nobody can be asked about now.
NOT_ASKED = "rule:not_asked_in_their_language"


def answer(turn: Turn, spoken: str) -> Plan:
    """Bring a person to whoever writes a sentence that the assistant does not understand.

    The screening's questions would not be understood either: what may be risk is read by a person as soon as
    something that nobody has read.
    """
    is_known = spoken in language.LANGUAGES
    known = {"language": spoken} if is_known else {}
    if turn.assessment.level == Level.AMBER and turn.assessment.ask_acuity:
        # A wish said in plain words is asked about now, which they would not understand; what is not answered
        # counts as yes (protocol, A5). Where only letters say so, whether it is danger is asked besides.
        grounds = () if evidence.only_letters(turn.assessment.reasons) else (NOT_ASKED,)
        unasked = replace(turn.assessment, level=Level.RED, reasons=(*grounds, *turn.assessment.reasons))
        plan = replace(danger.answer(replace(turn, language=spoken), unasked), remember=known)
        return plan if is_known else replace(plan, replies=(say(turn, "language.risk"),), asked=None)
    if turn.assessment.level == Level.AMBER:
        told = (say(turn, "language.risk"),)
        return Plan(replies=told, assessment=turn.assessment, reason="failure", remember=known)
    if turn.content == Content.MEDIA and is_known:
        return replace(not_text.answer(turn), remember=known)
    if is_known and not turn.first and waits_for_somebody(turn):
        # The same words after each message would sound like a machine that has left.
        waits = "case.still_waiting" if turn.turns % 2 else "language.kept"
        return Plan(replies=(say(turn, waits),), remember=known)
    # Greeted in Arabic, for a «hello», they were told nothing that they could read.
    welcome = (say(turn, "language.welcome"),) if turn.first or turn.new_language else ()
    return Plan(
        replies=(*welcome, say(turn, "language.person")),
        person_wanted=True,
        reason="not_understood",
        welcomed=turn.first,
        remember=known,
    )


def also_read(turn: Turn, plan: Plan) -> Plan:
    """Return a plan in danger with what more people read before it, where it is in a language of nobody here.

    The true state stays: that it is another language may be a mistake.
    """
    if language.heard(turn.text, turn.channel, turn.assessment) != "other":
        return plan
    return replace(plan, replies=(say(turn, "language.risk"), *plan.replies))


def waits_for_somebody(turn: Turn) -> bool:
    """Say whether a person was called and nobody has the case yet."""
    written = turn.content in (Content.TEXT, Content.SPEECH)
    return written and turn.case is not None and turn.case.nobody_yet
