"""Decide what one message leads to, before Rasa is asked; pure apart from reading the content files."""

from dataclasses import replace

from helpline import cases, content, screening
from helpline.contacts.inbox import Channel, Content
from helpline.conversation import (
    address,
    danger,
    denial,
    discretion,
    disguise,
    flows,
    follow_up,
    foreign,
    gate,
    language,
    not_text,
    preference,
)
from helpline.conversation.asks_when import asks_when
from helpline.conversation.flows import score
from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say
from helpline.outbox.reply import Reply
from helpline.screening import Answer, Disposition, State
from helpline.text import normalise
from helpline.triage import Assessment, Level, evidence

# Beside our own word, those that carriers and WhatsApp teach.
_STOP_WORDS = (*content.TAUGHT["stop_elsewhere"], "end", "quit", "cancel", "الغاء")
_LEFT_BY_STOP = ("safety_plan", "phq9", "who5", "referral", "registration")


def decide(turn: Turn) -> Plan:
    """Return the plan of a turn; the first of these that applies.

    1. A counsellor holds the case: their conversation, the bot only listens for danger. 2. Danger: the
    true state of the way to a person. 3. A screening is under way: its next question. 4. We asked about
    danger: the answer. 5. Another language: a person. 6. Suicidality: screening. 7. Something that is not
    text. 8. Words that are obeyed. 9. A conversation that the helpline leads itself. 10. The assistant.
    Whoever asks for a woman or a man is heard in each of them.
    """
    if disguise.is_wanted(turn):
        return disguise.put_on(turn, _decide)
    if disguise.is_lifted(turn):
        return disguise.taken_off(turn, danger.answer, question)
    return preference.heard(turn, _decide(disguise.behind(turn)))


def _decide(turn: Turn) -> Plan:
    if turn.case and turn.case.held and turn.channel == Channel.WHATSAPP:
        return _with_their_own(turn, _listen(turn))
    is_danger = turn.assessment.level == Level.RED or (turn.case and turn.case.level == Level.RED)
    if is_danger and not denial.goes_on(turn):
        plan = denial.heard(turn) or danger.answer(turn, turn.assessment)
        return _with_their_own(turn, foreign.also_read(turn, plan))
    if turn.screening is not None:
        return flows.alongside(turn, _answered(turn, turn.screening))
    if turn.asked == "danger":
        return _danger_answer(turn)
    if turn.asked == gate.NAME:
        return _gate_answer(turn)
    if foreign.waits_for_somebody(turn) and asks_when(turn.text):
        return Plan(replies=(say(turn, "case.still_waiting"),))
    spoken = language.heard(turn.text, turn.channel, turn.assessment)
    if spoken is not None:
        return foreign.answer(turn, spoken)
    if turn.channel == Channel.WHATSAPP and turn.language in language.LANGUAGES:
        return _few_words(turn)
    if turn.assessment.level == Level.AMBER and gate.is_asked_first(turn):
        return gate.ask(turn)
    if turn.assessment.level == Level.AMBER and not _was_told_enough(turn):
        plan = amber(turn, turn.assessment, source="triage")
        # A picture with such words under it is looked at as soon as one without.
        return replace(plan, reason="media") if turn.content == Content.MEDIA else plan
    if (agreed := follow_up.answered(turn)) is not None:
        return agreed
    if turn.content in (Content.MEDIA, Content.LOCATION, Content.STICKER, Content.EMPTY):
        return not_text.answer(turn)
    own = keyword(turn) or address.answered(turn) or flows.answered(turn) or score.told_again(turn)
    return own or Plan(ask_rasa=True)


def _was_told_enough(turn: Turn) -> bool:
    """Say whether only letters look like risk, soon after the four questions: it is answered as it is."""
    letters = evidence.only_letters(turn.assessment.reasons) and not turn.assessment.ask_acuity
    return turn.is_typed and turn.screened_recently and letters


def _gate_answer(turn: Turn) -> Plan:
    """Take the answer to the one question before the screening (helpline.conversation.gate)."""
    if (own := discretion.beside_gate(turn)) is not None:
        return own
    if turn.content in (Content.TEXT, Content.BUTTON) and turn.assessment.level < Level.AMBER:
        if screening.asks_why(turn.text):
            again = gate.ask(turn)
            return replace(again, replies=(say(turn, "screening.why"), *again.replies))
        answer = gate.answer(turn)
        if answer in (Answer.YES, Answer.REFUSED):
            return amber(turn, gate.said_yes(), source="screening")
        if answer is Answer.NO:
            return Plan(replies=(say(turn, "screening.gate_no"),), flow=turn.flow)
        # They go on with something else, which is answered; what sounds like risk next is asked about.
        return _decide(gate.no_more(turn))
    if turn.assessment.level == Level.AMBER:
        return amber(turn, turn.assessment, source="triage")
    return _decide(gate.no_more(turn))


def _few_words(turn: Turn) -> Plan:
    """Answer what tells no language, of somebody who is answered in one that the assistant does not speak."""
    if turn.assessment.level >= Level.AMBER:
        return foreign.answer(turn, turn.language)
    if (agreed := follow_up.answered(turn)) is not None:
        return agreed
    if turn.content in (Content.MEDIA, Content.LOCATION, Content.STICKER, Content.EMPTY):
        return not_text.answer(turn)
    return keyword(turn) or foreign.answer(turn, turn.language)


def _listen(turn: Turn) -> Plan:
    """Pass the message to the counsellor, and what it says about danger to their case.

    The question that was open when the counsellor took over was ours: its answer is not lost on the way.
    """
    open_question = replace(turn, case=None, content=Content.TEXT)
    answered = Plan()
    if turn.screening is not None:
        answered = _answered(open_question, turn.screening)
    elif turn.asked == "danger":
        answered = _danger_answer(open_question)
    said = turn.assessment if turn.assessment.level == Level.AMBER else None
    heard = answered.assessment or said
    return Plan(
        relay=True,
        # Triage's own RED raised the case when the message came in.
        assessment=heard,
        source=answered.source if answered.assessment else "triage",
        past_attempt=answered.past_attempt,
        answers=answered.answers,
        screened=answered.screened,
    )


def _with_their_own(turn: Turn, plan: Plan) -> Plan:
    """Return the plan of somebody who is in danger, or with a person, with what they ask for of their own.

    A safety plan is made for a moment such as this. It comes beside the true state, never in its place.
    """
    if _is_word(turn, "my_plan"):
        return replace(plan, replies=(*plan.replies, *flows.my_plan.beside(turn)))
    return flows.erase.noted(turn, plan) if discretion.asks_to_erase(turn.text) else plan


def _is_word(turn: Turn, name: str, *others: str) -> bool:
    word = normalise(turn.text).strip(" .!؟«»\"'")
    return word in {normalise(one) for one in (*content.TAUGHT[name], *others)}


def keyword(turn: Turn) -> Plan | None:
    """Obey the single words that our own texts teach; triage has read them for risk before."""
    if _is_word(turn, "person"):
        return Plan(replies=(say(turn, "case.person_told"),), person_wanted=True, reason="asked")
    # In the middle of questions «stop» means the questions.
    leaves = turn.flow is not None and turn.flow.name in _LEFT_BY_STOP and _is_word(turn, "leave")
    if _is_word(turn, "stop", *_STOP_WORDS) and not leaves:
        return Plan(replies=(say(turn, "opt_out.done"),), remember={"opted_out": True})
    taught = next((name for name in flows.WORDS if _is_word(turn, name)), None)
    return flows.start(turn, flows.WORDS[taught]) if taught is not None else None


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


def unanswered(turn: Turn) -> Plan:
    """Take silence after whatever question counts it. Raises ValueError where none is open."""
    if turn.screening is None and turn.asked == gate.NAME:
        return gate.silent(turn)
    if turn.screening is None:
        return flows.silent(turn)
    plan = silent(turn, turn.screening)
    if turn.asked == discretion.PAUSED:
        # The same is done; whoever holds the phone now reads nothing of it.
        return replace(plan, replies=(say(turn, "screening.paused_silence"),))
    return plan


def _answered(turn: Turn, state: State) -> Plan:
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
    if _is_word(turn, "person") or screening.wants_person(turn.text):
        told = (say(turn, "case.person_told"),)
        return replace(plan, replies=told, person_wanted=True, reason="asked")
    if _is_word(turn, "stop", *_STOP_WORDS):
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
    person = _is_word(turn, "person") or screening.wants_person(turn.text)
    stops = screening.leaves(turn.text) or _is_word(turn, "stop", *_STOP_WORDS)
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
    if _is_word(turn, "stop", *_STOP_WORDS):
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


def _danger_answer(turn: Turn) -> Plan:
    if turn.button == "danger_yes":
        answer = Answer.YES
    elif turn.button == "danger_no":
        answer = Answer.NO
    else:
        answer = screening.understand(turn.text)
    if answer in (Answer.YES, Answer.REFUSED):
        told = Assessment(Level.RED, (), 1.0, ("rule:said_in_danger",), False)
        return danger.answer(turn, told, source="screening")
    if answer == Answer.NO and turn.assessment.level < Level.AMBER:
        return Plan(replies=(say(turn, "media.safe"),))
    return _decide(replace(turn, asked=None))


def question(turn: Turn, state: State) -> Reply:
    """Return the screening's next question with its answers."""
    return say(turn, screening.question(state))


def _hours(past_attempt: bool) -> int:
    """Hours within which a person is in touch (clinical protocol, node H2)."""
    return 1 if past_attempt else 4
