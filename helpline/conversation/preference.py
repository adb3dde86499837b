"""Take whom a contact would rather speak with into a turn's plan; pure apart from the content files."""

from dataclasses import replace

from helpline.contacts.inbox import Channel
from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say
from helpline.conversation.whom import Whom, asked_for
from helpline.outbox.reply import Reply

_NAMES = {Whom.WOMAN: "woman", Whom.MAN: "man"}


def heard(turn: Turn, plan: Plan) -> Plan:
    """Return the plan with the wish in it, if the turn has one: remembered, answered, a person called.

    While a counsellor holds the case nothing is said: the words go to them. Danger keeps its own words, with
    one sentence more.
    """
    if "prefers" in plan.remember:
        # Where a conversation that the helpline leads has taken the wish itself, it calls nobody.
        return plan
    whom = _whom(turn)
    plan = remembered(turn, plan)
    if whom is None or plan.relay or "prefers" not in plan.remember:
        return plan
    if whom is Whom.ANYBODY:
        heard_it = (say(turn, "person.anybody"),)
        return replace(plan, replies=heard_it, ask_rasa=False) if plan.ask_rasa else plan
    if plan.danger or plan.assessment is not None or plan.follow_up is not None:
        return replace(plan, replies=_also(turn, plan.replies, whom))
    if plan.person_wanted:
        # In a screening it has been told with the question.
        return plan if turn.screening is not None else replace(plan, replies=_also(turn, plan.replies, whom))
    if plan.screening is not None:
        return replace(plan, replies=_also(turn, plan.replies, whom), person_wanted=True, reason="asked")
    told = (*plan.replies, say(turn, f"person.{_NAMES[whom]}.told"))
    new = turn.first and turn.channel == Channel.WHATSAPP
    welcome = (say(turn, "welcome.first"),) if new else ()
    return replace(
        plan,
        replies=(*welcome, *told),
        person_wanted=True,
        reason="asked",
        ask_rasa=False,
        welcomed=plan.welcomed or new,
    )


def remembered(turn: Turn, plan: Plan) -> Plan:
    """Return the plan with the wish of the turn's words kept for the contact, and nothing said of it."""
    whom = _whom(turn)
    if whom is None or (whom is Whom.ANYBODY and turn.prefers is None):
        return plan
    return replace(plan, remember={**plan.remember, "prefers": whom.prefers})


def told(turn: Turn) -> Reply | None:
    """Return what is said to whoever asks for a woman or a man, None where the turn's words do not."""
    whom = _whom(turn)
    return say(turn, f"person.{_NAMES[whom]}.told") if whom in _NAMES else None


def sentence(prefers: str | None) -> str | None:
    """Return the id of the one sentence that goes with other words, None without a wish ("f", "m")."""
    return {"f": "person.woman.try", "m": "person.man.try"}.get(prefers or "")


def _whom(turn: Turn) -> Whom | None:
    # A button's title is our own words.
    return asked_for(turn.text) if turn.button is None else None


def _also(turn: Turn, replies: tuple[Reply, ...], whom: Whom) -> tuple[Reply, ...]:
    """Return the replies with the sentence in the first one; on the phone after it, as texts are recorded."""
    more = say(turn, f"person.{_NAMES[whom]}.try")
    if turn.channel == Channel.VOICE or not replies:
        return (*replies[:1], more, *replies[1:])
    first = replies[0]
    return (replace(first, text=f"{first.text} {more.text}"), *replies[1:])
