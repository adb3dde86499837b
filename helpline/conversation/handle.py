"""From a turn that was read (loading.py) to replies: decide, ask Rasa if need be, write it all at once."""

from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from helpline import alerts, cases, contacts, screening
from helpline.alerts.handover import follow_up
from helpline.cases.follow_up import offered
from helpline.contacts.inbox import Channel, Handling, Inbox
from helpline.conversation import (
    address,
    assistant,
    at_the_wheel,
    denial,
    discretion,
    disguise,
    flows,
    gate,
    language,
    news,
    safeguarding,
    silence,
    state,
    turn,
)
from helpline.conversation.loading import Ready
from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say
from helpline.infra import clock, live
from helpline.infra.database import lock_contact
from helpline.infra.settings import settings
from helpline.triage import Assessment, Level


class Moved(Exception):
    """The case changed hands since the turn was read."""


def think(ready: Ready, timeout: float) -> Plan:
    """Return the plan of a turn, with Rasa's words where it leaves them to the assistant."""
    # Of several messages joined only the highest one's reasons are known.
    this = assistant.without_doubt(ready.turn, timeout) if len(ready.rows) == 1 else ready.turn
    plan = turn.decide(assistant.with_intent(this, timeout))
    if plan.ask_rasa:
        plan = assistant.answer(this, ready.rasa_session, ready.metadata, timeout)
    else:
        plan = at_the_wheel.heard(this, plan)
    if denial.goes_on(this) and not plan.danger and plan.asked is None:
        plan = replace(plan, asked=denial.NAME)
    plan = address.kept(this, safeguarding.heard(this, discretion.not_overheard(this, plan)))
    plan = disguise.worn(this, news.told(this, plan))
    if plan.person_wanted and plan.reason == "asked" and _has_had_their_time(this, plan):
        later = disguise.worn(this, Plan(replies=(say(this, "case.later_today"),)))
        return replace(plan, person_wanted=False, replies=later.replies)
    return plan


def _has_had_their_time(this: Turn, plan: Plan) -> bool:
    """Say whether a wish for a person, and nothing but that wish, waits until tomorrow.

    What is danger or may be goes its own way, as does what a screening or an open case is about; a caller is
    put through.
    """
    if not this.time_is_over or this.channel != Channel.WHATSAPP:
        return False
    at_risk = this.assessment.level >= Level.AMBER or cases.PRESSING.intersection(this.assessment.routes)
    return not (at_risk or plan.danger or plan.assessment or plan.screening or this.screening or this.case)


def apply(session: Session, ready: Ready, plan: Plan, now: datetime) -> cases.Case | None:
    """Write a plan: the messages handled, the conversation's state, the case. Returns the open case.

    Raises Moved when a counsellor took or left the case while the message was being thought about: it
    then belongs to somebody else, and is to be read again.
    """
    contact_id = ready.contact.id
    lock_contact(session, contact_id)
    _refuse_if_moved(session, ready)
    session.execute(
        update(Inbox)
        .where(Inbox.id.in_([row.id for row in ready.rows]), Inbox.state == Handling.PENDING)
        .values(state=Handling.HANDLED, handled_at=now)
    )
    contact = session.get_one(contacts.Contact, contact_id)
    if contact.language in language.LANGUAGES and ready.turn.language == "ar":
        # They write Arabic after all; a call of theirs opens in it again.
        contact.language = "ar"
    for name, value in plan.remember.items():
        setattr(contact, name, value)
    if plan.welcomed:
        contact.greeted_at = now
    for effect in plan.effects:
        effect.apply(session, contact_id, now)
    case = _apply_case(session, ready, plan, now)
    if plan.follow_up is not None and (offer := offered(session, contact_id, for_update=True)) is not None:
        follow_up.take(session, offer, plan.follow_up, now)
    conversation = session.get_one(state.Conversation, ready.conversation_id)
    conversation.turns += 1
    conversation.updated_at = now
    conversation.screening = screening.to_json(plan.screening) if plan.screening else None
    conversation.asked = plan.asked
    conversation.flow = asdict(plan.flow) if plan.flow else None
    last_buttons = plan.replies[-1].buttons if plan.replies else ()
    conversation.offered = [{"id": button.id, "title": button.title} for button in last_buttons] or None
    conversation.danger_replies = ready.turn.danger_replies + 1 if plan.danger else 0
    if not (disguise.keeps_waiting(ready.turn, plan) or discretion.keeps_waiting(ready.turn, plan)):
        _arm_silence(session, conversation, plan, now)
    return case


def _refuse_if_moved(session: Session, ready: Ready) -> None:
    if ready.turn.channel != Channel.WHATSAPP:
        return
    case = cases.find_open(session, ready.contact.id, for_update=True)
    held = case is not None and case.state == cases.State.ACKNOWLEDGED
    if held != (ready.turn.case is not None and ready.turn.case.held):
        raise Moved


def _apply_case(session: Session, ready: Ready, plan: Plan, now: datetime) -> cases.Case | None:
    contact_id, channel = ready.contact.id, ready.turn.channel
    # Triage's own RED opened its case when the message came in; a counsellor may have closed it, or handed it
    # back, before the message was read: then it is a new danger.
    case = cases.find_open(session, contact_id, for_update=True)
    alive = case is not None and case.level == Level.RED and case.state != cases.State.HANDED_BACK
    known = plan.source == "triage" and plan.danger and alive
    if plan.assessment is not None and not known:
        cases.store_assessment(
            session,
            contact_id,
            plan.assessment,
            source=plan.source,
            channel=channel,
            now=now,
            reason=plan.reason,
        )
    if plan.person_wanted:
        # What they spoke of with it, such as violence, decides how soon somebody is rung.
        routes = ready.turn.assessment.routes
        wanted = Assessment(Level.BLUE, routes, 0.0, ("rule:person_wanted",), False)
        cases.store_assessment(
            session,
            contact_id,
            wanted,
            source="contact",
            channel=channel,
            now=now,
            opens=Level.BLUE,
            reason=plan.reason,
        )
    if plan.assessment is not None or plan.person_wanted:
        case = cases.find_open(session, contact_id, for_update=True)
    if case is None:
        return None
    # Heard in passing, in the middle of a screening or beside a level that opens nothing.
    cases.add_routes(session, case, ready.turn.assessment.routes, now)
    if plan.screened:
        case.screened_at = now
        case.screening = plan.answers or case.screening
        cases.record(session, case, "screened", "bot", now, past_attempt=plan.past_attempt)
    if plan.past_attempt:
        cases.note_past_attempt(session, case, now)
    if plan.relay:
        alerts.relay_to_counsellor(session, case, ready.rows, now)
        cases.contact_wrote(session, case, now)
    live.publish(session, "message", case.id)
    return case


def _arm_silence(session: Session, conversation: state.Conversation, plan: Plan, now: datetime) -> None:
    conversation.silence_version += 1
    conversation.silence_due_at = None
    about_now = plan.screening is not None and screening.question(plan.screening) == "asq.5"
    waits = about_now or (plan.screening is None and (flows.waits(plan.flow) or plan.asked == gate.NAME))
    if conversation.channel != Channel.WHATSAPP or not waits:
        return
    silence.arm_silence(session, conversation, now + clock.scaled(settings().acuity_silence_after))
