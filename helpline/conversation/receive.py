"""Take a message in: stored, triaged and, in danger, made a case in one transaction."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from helpline import cases, contacts, content
from helpline.contacts import media
from helpline.contacts.inbox import Channel, Content, Handling, Inbox, recent_texts
from helpline.conversation import discretion, doubt, language, state
from helpline.infra import jobs
from helpline.infra.database import lock_contact
from helpline.screening import frequency
from helpline.text import normalise
from helpline.triage import Assessment, Level, assess

HANDLE_TASK = "conversation.handle_message"
# Payloads of the buttons «اي، اكو خطر» (ours) and «اكو خطر هسه» (the assistant's).
DANGER_BUTTONS = ("danger_yes", "/danger_now")
# The assistant offers its button to whoever told of violence (domain.yml, utter_danger_now).
BUTTON_ROUTES = {"/danger_now": ("gbv",)}
_DANGER_WORDS = frozenset(normalise(word) for word in content.TAUGHT["danger"])


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message as a channel parsed it. `sid` is unique at the provider; `phone` None is withheld."""

    sid: str
    channel: Channel
    phone: str | None
    content: Content
    text: str = ""
    payload: str | None = None
    media: list[dict[str, str]] = field(default_factory=list)
    location: dict[str, str] | None = None
    call_sid: str | None = None
    contact_id: int | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """What `receive` stored; `new` is False for a message that was known already."""

    inbox_id: int
    contact_id: int
    assessment: Assessment
    new: bool


def triage(text: str, recent: list[str], payload: str | None = None) -> Assessment:
    """Assess a text; the one word that our texts teach for danger is danger, whatever else is known.

    So is the button that says it, however old the message that offered it.
    """
    # The title of a button is our words: what came before it was judged when it came.
    # Answers of a questionnaire, one after the other, are no build-up.
    before = [] if payload is not None else [one for one in recent if _word(one) not in frequency.ANSWERS]
    assessment = assess(text, [] if discretion.is_about_chat(text) else before)
    word = _word(text)
    if assessment.level < Level.RED and (word in _DANGER_WORDS or payload in DANGER_BUTTONS):
        routes = tuple(dict.fromkeys((*assessment.routes, *BUTTON_ROUTES.get(payload or "", ()))))
        return replace(
            assessment, level=Level.RED, routes=routes, reasons=("rule:danger_word", *assessment.reasons)
        )
    return doubt.as_taken_in(assessment, text, payload)


def _word(text: str) -> str:
    return normalise(text).strip(" .!؟«»\"'")


def receive(session: Session, inbound: Inbound, now: datetime, *, defer: bool = True) -> Received:
    """Take one message in.

    1. Find or create the contact and take its lock, which all that changes a contact takes first: two
    messages at once then see each other, and nobody waits for the other in a circle. 2. Triage the message
    with the contact's recent ones and with what we had asked. 3. Store it, once per provider SID, and note
    what came with it. 4. Store the assessment; RED opens or raises the case and schedules its first alert.
    5. Defer its handling. All in the caller's transaction.
    """
    if inbound.contact_id is not None:
        contact = session.get_one(contacts.Contact, inbound.contact_id)
    else:
        contact = contacts.find_or_create(session, inbound.phone, now)
    lock_contact(session, contact.id)
    recent = recent_texts(session, contact.id, now, since=cases.judged_at(session, contact.id))
    assessment = triage(inbound.text, recent, inbound.payload)
    if doubt.may_be_answer(assessment):
        flow = state.open_flow(session, contact.id, inbound.channel, inbound.call_sid, now)
        assessment = doubt.as_answered(assessment, inbound.text, flow)
    tapped = inbound.content == Content.BUTTON and frequency.is_tapped(inbound.text, inbound.payload)
    inbox_id = session.execute(
        insert(Inbox)
        .values(
            provider_sid=inbound.sid,
            contact_id=contact.id,
            channel=inbound.channel,
            content=Content.ANSWER if tapped else inbound.content,
            text=inbound.text,
            payload=inbound.payload,
            location=inbound.location,
            call_sid=inbound.call_sid,
            level=int(assessment.level),
            routes=list(assessment.routes),
            score=assessment.score,
            # All but the letters, which are pieces of what was said.
            reasons=[reason for reason in assessment.reasons if not reason.startswith("ngram:")],
            ask_acuity=assessment.ask_acuity,
            state=Handling.PENDING,
            attempts=0,
            received_at=now,
        )
        .on_conflict_do_nothing(index_elements=["provider_sid"])
        .returning(Inbox.id)
    ).scalar()
    if inbox_id is None:
        known = session.scalars(select(Inbox).where(Inbox.provider_sid == inbound.sid)).one()
        return Received(known.id, known.contact_id, known.assessment, new=False)
    media.note(session, inbox_id, contact.id, inbound.media, now)
    if inbound.channel == Channel.WHATSAPP:
        contact.last_whatsapp_at = now
        spoken = language.heard(inbound.text, inbound.channel, assessment)
        if assessment.level == Level.RED and spoken in language.LANGUAGES:
            # Before anybody is rung: whoever speaks it comes first, and what the contact is told is in it.
            contact.language = spoken
    if assessment.level > Level.GREEN:
        # Only danger opens a case here: the question that AMBER leads to is asked by the conversation,
        # which opens its case with it.
        cases.store_assessment(
            session,
            contact.id,
            assessment,
            source="triage",
            channel=inbound.channel,
            now=now,
            opens=Level.RED,
        )
    if defer:
        defer_handling(session, contact.id, assessment.level)
    return Received(inbox_id, contact.id, assessment, new=True)


def defer_handling(session: Session, contact_id: int, level: Level) -> None:
    """Defer the one job that drains a contact's inbox; only it takes the contact's lock.

    One that waits already, as urgent, is enough: the caller holds the contact's lock, so that job reads the
    inbox only after this message is in it. In a flood a contact's ten messages would else be ten jobs, of
    which nine find nothing and stand before everybody's answers.
    """
    priorities = {Level.RED: jobs.Priority.RED, Level.AMBER: jobs.Priority.AMBER}
    priority = priorities.get(level, jobs.Priority.MESSAGE)
    jobs.defer(
        session,
        HANDLE_TASK,
        lock=f"contact:{contact_id}",
        queueing_lock=f"contact:{contact_id}:{priority}",
        priority=priority,
        contact_id=contact_id,
    )
