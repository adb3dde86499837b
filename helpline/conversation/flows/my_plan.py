"""A contact's safety plan, sent back to them: after the code word, if they have one."""

from collections.abc import Mapping

from helpline.contacts.inbox import Channel
from helpline.contacts.safety_plan import STEPS
from helpline.conversation.flows import code_word
from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say
from helpline.outbox.reply import Reply

NAME = "my_plan"


def start(turn: Turn) -> Plan:
    """Return the plan in their words, or how one is made."""
    asked = code_word.asked_before(turn, NAME)
    if asked is not None:
        return asked
    if turn.private.plan is not None:
        return Plan(
            replies=(*shown(turn, turn.private.plan, turn.private.plan_made), say(turn, "plan.after"))
        )
    return Plan(replies=(say(turn, "plan.begun" if turn.private.draft else "plan.none"),))


def beside(turn: Turn) -> tuple[Reply, ...]:
    """Return the plan to say beside other words, nothing where there is none or a code word guards it."""
    if turn.private.plan is None or code_word.asked_before(turn, NAME) is not None:
        return ()
    return shown(turn, turn.private.plan, turn.private.plan_made)


def answered(turn: Turn) -> Plan | None:
    """Return None: nothing is asked."""
    return None


def shown(turn: Turn, answers: Mapping[str, str], made: str) -> tuple[Reply, ...]:
    """Return a plan to be read, and on the phone to be heard line by line; `made` is the day, "" for today's.

    The words that bring a person stand in every plan, whatever was skipped.
    """
    head = say(turn, "plan.head", when=made) if made else say(turn, "plan.head.new")
    lines = [f"{say(turn, f'plan.label.{step}').text} {answers[step]}" for step in STEPS if answers.get(step)]
    texts = [head.text, *lines, say(turn, "plan.person").text]
    if turn.channel == Channel.VOICE:
        return tuple(Reply(text) for text in texts)
    return (Reply("\n".join(texts)),)
