"""Decide what one message leads to, before Rasa is asked; pure apart from reading the content files."""

from dataclasses import replace

from helpline import screening
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
    screening_turn,
)
from helpline.conversation.asks_when import asks_when
from helpline.conversation.flows import score
from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say
from helpline.conversation.single_words import is_stop, is_word
from helpline.screening import Answer
from helpline.triage import Assessment, Level, evidence

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
        return disguise.taken_off(turn, danger.answer, screening_turn.question)
    return preference.heard(turn, _decide(disguise.behind(turn)))


def _decide(turn: Turn) -> Plan:
    if turn.case and turn.case.held and turn.channel == Channel.WHATSAPP:
        return _with_their_own(turn, _listen(turn))
    is_danger = turn.assessment.level == Level.RED or (turn.case and turn.case.level == Level.RED)
    if is_danger and not denial.goes_on(turn):
        plan = denial.heard(turn) or danger.answer(turn, turn.assessment)
        return _with_their_own(turn, foreign.also_read(turn, plan))
    if turn.screening is not None:
        return flows.alongside(turn, screening_turn.answered(turn, turn.screening))
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
        plan = screening_turn.amber(turn, turn.assessment, source="triage")
        # A picture with such words under it is looked at as soon as one without.
        return replace(plan, reason="media") if turn.content == Content.MEDIA else plan
    if (agreed := follow_up.answered(turn)) is not None:
        return agreed
    if turn.content in not_text.KINDS:
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
            return screening_turn.amber(turn, gate.said_yes(), source="screening")
        if answer is Answer.NO:
            return Plan(replies=(say(turn, "screening.gate_no"),), flow=turn.flow)
        # They go on with something else, which is answered; what sounds like risk next is asked about.
        return _decide(gate.no_more(turn))
    if turn.assessment.level == Level.AMBER:
        return screening_turn.amber(turn, turn.assessment, source="triage")
    return _decide(gate.no_more(turn))


def _few_words(turn: Turn) -> Plan:
    """Answer what tells no language, of somebody who is answered in one that the assistant does not speak."""
    if turn.assessment.level >= Level.AMBER:
        return foreign.answer(turn, turn.language)
    if (agreed := follow_up.answered(turn)) is not None:
        return agreed
    if turn.content in not_text.KINDS:
        return not_text.answer(turn)
    return keyword(turn) or foreign.answer(turn, turn.language)


def _listen(turn: Turn) -> Plan:
    """Pass the message to the counsellor, and what it says about danger to their case.

    The question that was open when the counsellor took over was ours: its answer is not lost on the way.
    """
    open_question = replace(turn, case=None, content=Content.TEXT)
    answered = Plan()
    if turn.screening is not None:
        answered = screening_turn.answered(open_question, turn.screening)
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
    if is_word(turn, "my_plan"):
        return replace(plan, replies=(*plan.replies, *flows.my_plan.beside(turn)))
    return flows.erase.noted(turn, plan) if discretion.asks_to_erase(turn.text) else plan


def keyword(turn: Turn) -> Plan | None:
    """Obey the single words that our own texts teach; triage has read them for risk before."""
    if is_word(turn, "person"):
        return Plan(replies=(say(turn, "case.person_told"),), person_wanted=True, reason="asked")
    # In the middle of questions «stop» means the questions.
    leaves = turn.flow is not None and turn.flow.name in _LEFT_BY_STOP and is_word(turn, "leave")
    if is_stop(turn) and not leaves:
        return Plan(replies=(say(turn, "opt_out.done"),), remember={"opted_out": True})
    taught = next((name for name in flows.WORDS if is_word(turn, name)), None)
    return flows.start(turn, flows.WORDS[taught]) if taught is not None else None


def unanswered(turn: Turn) -> Plan:
    """Take silence after whatever question counts it. Raises ValueError where none is open."""
    if turn.screening is None and turn.asked == gate.NAME:
        return gate.silent(turn)
    if turn.screening is None:
        return flows.silent(turn)
    plan = screening_turn.silent(turn, turn.screening)
    if turn.asked == discretion.PAUSED:
        # The same is done; whoever holds the phone now reads nothing of it.
        return replace(plan, replies=(say(turn, "screening.paused_silence"),))
    return plan


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
