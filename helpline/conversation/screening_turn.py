"""The screening on its way through a conversation: how it begins, what an answer or silence leads to; pure.

What the questions are and what their answers count for is helpline.screening's; here stands what else may be
said in place of an answer (who asks for a person, to stop, why, or says that somebody came in).
"""

from dataclasses import replace

from helpline import cases, screening
from helpline.contacts.inbox import Channel, Content
from helpline.conversation import (
    danger,
    discretion,
    flows,
    not_text,
    preference,
)
from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say
from helpline.conversation.single_words import is_stop, is_word
from helpline.outbox.reply import Reply
from helpline.screening import Answer, Disposition, State
from helpline.triage import Assessment, Level, evidence


def amber(turn: Turn, assessment: Assessment, *, source: str) -> Plan:
    """Open a case and ask: at once about now where a wish was said, else from the first question."""
    if "third_party" in assessment.routes and not assessment.ask_acuity:
        return Plan(replies=(say(turn, "amber.third_party"),), assessment=assessment, source=source)
    attempt = turn.case is not None and turn.case.past_attempt
    if turn.screened_recently and not assessment.ask_acuity:
        told = say(turn, "amber.told", hours=_hours(attempt))
        return Plan(replies=(told,), assessment=assessment, source=source)
    state = screening.start(
        "acuity_first" if assessment.ask_acuity else "full",
        past_attempt_known=attempt or evidence.past_attempt(assessment.reasons),
        recent_attempt=evidence.recent_attempt(assessment.reasons),
        intent_seen=evidence.intent_seen(assessment.reasons),
    )
    if turn.screened_recently:
        # A new wish is asked about now; the four questions were answered a few hours ago.
        state = replace(state, answered=(1, 2, 3, 4))
    opening = "asq.acuity_first" if assessment.ask_acuity else "screening.intro"
    return Plan(
        replies=(say(turn, opening), question(turn, state)),
        screening=state,
        assessment=assessment,
        source=source,
    )


def ask_everything(turn: Turn) -> Plan:
    """Start the screening because the contact asked for it; no case yet."""
    state = screening.start("full")
    return Plan(replies=(say(turn, "screening.intro"), question(turn, state)), screening=state)


def silent(turn: Turn, state: State) -> Plan:
    """Take silence after a question as the protocol says."""
    return flows.alongside(turn, _step(turn, state, Answer.SILENT))


def answered(turn: Turn, state: State) -> Plan:
    """Take the answer to a screening's question; what nobody has heard or seen yet is unread besides."""
    plan = _waiting(turn, state) or _answer(turn, state)
    if turn.content == Content.MEDIA and plan.assessment is None:
        plan = replace(plan, assessment=not_text.UNREAD, source="media", reason="media")
    return plan


def _waiting(turn: Turn, state: State) -> Plan | None:
    """Return what is said while the question waits; the words for a person and for stopping are obeyed."""
    plan = discretion.paused(turn, state, question(turn, state))
    if plan is None or plan.asked is None:
        return plan
    if is_word(turn, "person") or screening.wants_person(turn.text):
        told = (say(turn, "case.person_told"),)
        return replace(plan, replies=told, person_wanted=True, reason="asked")
    if is_stop(turn):
        return replace(plan, replies=(say(turn, "opt_out.done"),), remember={"opted_out": True})
    return plan


def _answer(turn: Turn, state: State) -> Plan:
    """Return what an answer leads to; nobody is trapped in the questions who asks for a person or to stop.

    An answer counts whatever stands beside it. Without one, whoever wants a person or no more questions is
    asked about now alone, as whoever is silent is: they did not say no.
    """
    answer = screening.understand(turn.button or turn.text, screening.question(state))
    found = turn.assessment
    at_last = screening.question(state) == "asq.5"
    # Only letters beside the no: «لا ما قصدي شي بس تعبانة». About now nothing may be beside it: a wrong no
    # would end the questions for somebody in danger.
    letters = (
        found.level == Level.AMBER and evidence.only_letters(found.reasons) and found.score < danger.NO_GUESS
    )
    unrisky = found.level < Level.AMBER or (letters and not at_last)
    calm = unrisky and turn.content == Content.TEXT and turn.button is None
    denies = screening.begins_with_no(turn.text) or (
        not at_last
        and found.level < Level.AMBER
        and screening.denies_before_but(turn.text, screening.question(state))
    )
    if answer is Answer.UNCLEAR and calm and denies:
        # Read for risk as every message is: what stands beside the no is none.
        answer = Answer.NO
    elif answer is Answer.YES and calm and screening.asks_why(turn.text):
        # The word for death is the question's and not theirs.
        answer = Answer.UNCLEAR
    elif answer is Answer.UNCLEAR and not at_last and _says_it(turn):
        # «I pray that God takes me»: nobody is asked again what they have just said.
        answer = Answer.YES
    person = is_word(turn, "person") or screening.wants_person(turn.text)
    stops = screening.leaves(turn.text) or is_stop(turn)
    if answer is Answer.UNCLEAR and person and at_last:
        again = (say(turn, "case.person_told"), question(turn, state))
        return Plan(replies=again, screening=state, person_wanted=True, reason="asked")
    if turn.stale_button and not person:
        # A button that is not offered any more answers what it stood under, and not this.
        return Plan(replies=(question(turn, state),), screening=state)
    # «There is somebody beside me» begins with a yes, and is none.
    if answer is Answer.UNCLEAR or discretion.somebody_came(turn.text):
        own = discretion.beside_question(turn, state, question(turn, state))
        if own is not None:
            return own
    if answer is Answer.UNCLEAR and (told := preference.told(turn)) is not None:
        # Asking for somebody is no refusal to answer, which would count as yes.
        return Plan(
            replies=(told, question(turn, state)), screening=state, person_wanted=True, reason="asked"
        )
    hurried = (person or stops) and not at_last and answer in (Answer.UNCLEAR, Answer.REFUSED)
    plan = _step(turn, state, Answer.SILENT if hurried else answer)
    if person and not plan.danger:
        replies = (say(turn, "case.person_told"), *plan.replies)
        plan = replace(plan, replies=replies, person_wanted=True, reason="asked")
    elif hurried and plan.screening is not None:
        plan = replace(plan, replies=(say(turn, "screening.last"), *plan.replies))
    if is_stop(turn):
        plan = replace(plan, remember={"opted_out": True})
    return plan


def _says_it(turn: Turn) -> bool:
    """Say whether a rule met a wish of their own in an answer."""
    found = turn.assessment
    return (
        found.level == Level.AMBER
        and not evidence.only_letters(found.reasons)
        and evidence.by_rule(found.reasons)
    )


def _step(turn: Turn, state: State, answer: Answer) -> Plan:
    reasons = turn.assessment.reasons
    known = screening.with_evidence(
        state,
        past_attempt=evidence.past_attempt(reasons),
        recent_attempt=evidence.recent_attempt(reasons),
        intent_seen=evidence.intent_seen(reasons),
    )
    following, outcome = screening.step(known, answer)
    if outcome is None:
        again = "screening.why" if screening.asks_why(turn.text) else "screening.again"
        lead = (say(turn, again),) if screening.asks_again(following) else ()
        return Plan(replies=(*lead, question(turn, following)), screening=following)
    guessed = answer in (Answer.UNCLEAR, Answer.REFUSED, Answer.SILENT)
    grounds = (f"rule:{outcome.reason}", *((cases.NOT_ANSWERED,) if guessed else ()))
    told = Assessment(Level[outcome.level], (), 1.0, grounds, False)
    answers = screening.counted(following)
    if outcome.disposition is Disposition.ACUTE:
        plan = danger.answer(turn, told, source="screening", past_attempt=outcome.past_attempt, screened=True)
        if answer is Answer.SILENT:
            return replace(plan, replies=(say(turn, "screening.stopped_silence"),), answers=answers)
        if guessed and turn.channel == Channel.WHATSAPP and turn.language == "ar":
            # They are told why somebody is called: it was not they who said so.
            return replace(plan, replies=(say(turn, "screening.not_known"),), answers=answers)
        return replace(plan, answers=answers)
    if outcome.disposition is Disposition.NONACUTE:
        return Plan(
            replies=(
                say(turn, "screening.nonacute", hours=_hours(outcome.past_attempt)),
                *_of_self_harm(turn),
            ),
            assessment=told,
            source="screening",
            past_attempt=outcome.past_attempt,
            screened=True,
            answers=answers,
        )
    calm = (say(turn, "screening.negative"), *_of_self_harm(turn))
    return Plan(replies=calm, screened=True, answers=answers)


def _of_self_harm(turn: Turn) -> tuple[Reply, ...]:
    """Return what is said after the questions to whoever told of hurting their body."""
    routes = (*turn.assessment.routes, *(turn.case.routes if turn.case else ()))
    # Told of somebody else, it is not theirs.
    own = "self_harm" in routes and "third_party" not in routes
    return (say(turn, "screening.self_harm"),) if own else ()


def question(turn: Turn, state: State) -> Reply:
    """Return the screening's next question with its answers."""
    return say(turn, screening.question(state))


def _hours(past_attempt: bool) -> int:
    """Hours within which a person is in touch (clinical protocol, node H2)."""
    return 1 if past_attempt else 4
