"""The true state of the way to a person, and company until one is there."""

from dataclasses import replace
from typing import Any

from helpline.contacts.inbox import Channel
from helpline.conversation import denial
from helpline.conversation.danger import about
from helpline.conversation.plan import NOBODY_YET_AFTER, Plan, Turn
from helpline.conversation.say import say
from helpline.outbox.reply import Reply
from helpline.triage import Assessment, Level, evidence

# What a case's routes change in the first words of danger, most pressing first.
FIRST = (
    ("medical", "danger.medical"),
    ("third_party", "danger.third_party"),
    ("child", "danger.child"),
    ("gbv", "danger.violence"),
    ("harm_to_others", "danger.harm_to_others"),
)
# What the first words of danger may be about where only letters say so.
_BELIEVED_BY_LETTERS = ("medical", "third_party")
# From this chance of suicidality on letters are believed.
NO_GUESS = 0.9
# Company while nobody has answered; each tells the true state and asks one question about safety.
WHILE_CALLING: tuple[str, ...] = (
    "danger.stay.1",
    "danger.heard.2",
    "danger.stay.2",
    "danger.stay.3",
    "danger.heard.1",
)
# The same where somebody near may be the danger: these ask for nobody to come.
WHILE_CALLING_THE_THREATENED: tuple[str, ...] = ("danger.stay.1", "danger.stay.3", "danger.heard.1")
# The same for whoever writes about somebody else.
WHILE_CALLING_FOR_ANOTHER = ("danger.other.stay.1", "danger.other.stay.2", "danger.other.stay.3")
# The same in English and Kurdish, of which there are fewer; none of them asks for anybody to come.
ELSEWHERE = ("danger.heard.1", "danger.stay.1", "danger.stay.3")
ELSEWHERE_FOR_ANOTHER = ("danger.other.stay.1", "danger.other.stay.3")
# Nobody's words about the ambulance are understood there, so it is named again and again.
ELSEWHERE_FOR_A_BODY = ("danger.heard.1", "danger.medical", "danger.stay.1", "danger.medical")
ELSEWHERE_FOR_ANOTHERS_BODY = ("danger.other.stay.1", "danger.medical")


def answer(turn: Turn, assessment: Assessment, *, source: str = "triage", **more: Any) -> Plan:
    """Say the true state: being called, or nobody yet; each later message is met and repeats it."""
    raised = assessment if assessment.level == Level.RED else None
    plan = Plan(danger=True, assessment=raised, source=source, **more)
    # After the question whether it is danger, what it is about was said by the message before.
    asked = turn.asked == denial.MAYBE and turn.case is not None
    first = _first(turn, assessment, asked)
    if turn.channel == Channel.VOICE:
        # A caller is not asked anything now: they wait on the line, and the call tells them how it stands.
        return replace(plan, replies=(say(turn, f"ivr.{first}"),))
    if (said := about.text_of(turn)) is not None:
        return replace(plan, replies=(say(turn, said),))
    if _is_a_guess(turn, assessment):
        return replace(plan, replies=(say(turn, "danger.maybe"),), asked=denial.MAYBE)
    # The ambulance is named whenever the body is in danger, also when that is said later.
    body = assessment.level == Level.RED and first == "danger.medical"
    if asked or body or is_first(turn):
        return replace(plan, replies=(say(turn, first),))
    return replace(plan, replies=_company(turn))


def is_first(turn: Turn) -> bool:
    """Say whether nothing was said about this danger yet."""
    return turn.case is None or turn.case.level != Level.RED or turn.danger_replies == 0


def _first(turn: Turn, assessment: Assessment, asked: bool) -> str:
    """Return the id of the first words of danger, by what it is about."""
    routes = (*assessment.routes, *(turn.case.routes if asked and turn.case else ()))
    if evidence.only_letters(assessment.reasons) and not asked:
        # What letters alone take for a child's matter or a beating is as often none.
        routes = tuple(
            route
            for route in routes
            if route in _BELIEVED_BY_LETTERS or evidence.names_route(assessment.reasons, route)
        )
    if evidence.names_route(assessment.reasons, "self_harm"):
        # «My gun is beside me and I look at it»: that somebody else is meant is only a guess of the letters.
        routes = tuple(
            one for one in routes if one != "harm_to_others" or evidence.names_route(assessment.reasons, one)
        )
    return next((text for route, text in FIRST if route in routes), "danger.calling")


def _company(turn: Turn) -> tuple[Reply, ...]:
    """Return what meets a message that asks and tells nothing that we know."""
    assert turn.case is not None
    if turn.case.waiting > NOBODY_YET_AFTER and turn.danger_replies % 2 == 0:
        # Every other time: the same words after each message would sound like a machine that has left.
        return (say(turn, "danger.nobody_yet"),)
    if turn.language != "ar":
        elsewhere = _elsewhere(turn)
        return (say(turn, elsewhere[(turn.danger_replies - 1) % len(elsewhere)]),)
    if about.is_about_another(turn):
        others = WHILE_CALLING_FOR_ANOTHER
        return (say(turn, others[(turn.danger_replies - 1) % len(others)]),)
    if turn.danger_replies == 1:
        # Breathing helps against a wave of pain, not against a fist or poison.
        calm = () if set(turn.case.routes) - {"self_harm"} else (say(turn, "danger.calm"),)
        return (say(turn, "danger.heard.1"), *calm)
    texts = WHILE_CALLING_THE_THREATENED if about.is_threatened(turn) else WHILE_CALLING
    return (say(turn, texts[(turn.danger_replies - 2) % len(texts)]),)


def _elsewhere(turn: Turn) -> tuple[str, ...]:
    """Return the company of whoever writes English or Kurdish, of which no word is answered."""
    assert turn.case is not None
    body = "medical" in turn.case.routes
    if about.is_about_another(turn):
        return ELSEWHERE_FOR_ANOTHERS_BODY if body else ELSEWHERE_FOR_ANOTHER
    return ELSEWHERE_FOR_A_BODY if body else ELSEWHERE


def _is_a_guess(turn: Turn, assessment: Assessment) -> bool:
    """Say whether only letters look like danger: people are rung, and whether it is so is asked."""
    return (
        is_first(turn)
        and turn.is_written
        and turn.button is None
        and not turn.private.disguised
        and assessment.level == Level.RED
        and evidence.only_letters(assessment.reasons)
        # With a weapon and a neighbour in it, a rule met what it is about; only its nearness is of letters.
        and not any(evidence.names_route(assessment.reasons, route) for route in assessment.routes)
        and assessment.score < NO_GUESS
    )
