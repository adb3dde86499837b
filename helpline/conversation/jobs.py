"""The conversation's jobs. A job may run twice: each step proceeds only if nobody took it before."""

import uuid
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from helpline import alerts, cases, contacts
from helpline.contacts.inbox import Channel, Handling, Inbox, pending
from helpline.conversation import disguise, handle, loading, state, turn
from helpline.infra import clock
from helpline.infra.database import lock_contact, transaction
from helpline.infra.logs import log
from helpline.infra.settings import settings
from helpline.outbox import Kind, enqueue
from helpline.outbox.reply import Reply
from helpline.triage import Assessment, Level

# After so many tries a message is answered with the fixed text and a person is told.
MAX_ATTEMPTS = 3
# Words wait so long for the picture before them to arrive, which Twilio fetches first; then they go without.
PICTURE_AHEAD = timedelta(seconds=4)


def handle_message(contact_id: int) -> None:
    """Drain a contact's WhatsApp inbox, oldest first; never retries or sleeps under the lock."""
    while True:
        now = clock.now()
        with transaction() as session:
            lock_contact(session, contact_id)
            rows = pending(session, contact_id, Channel.WHATSAPP)
            if not rows:
                return
            if session.get_one(contacts.Contact, contact_id).disguised_at is not None:
                # One at a time, so that the word that opens the chat stands alone.
                rows = rows[:1]
            session.execute(
                update(Inbox)
                .where(Inbox.id.in_([row.id for row in rows]))
                .values(attempts=Inbox.attempts + 1)
            )
        # Counted in a transaction of its own: what fails below must not take the count back with it.
        if max(row.attempts for row in rows) >= MAX_ATTEMPTS:
            _give_to_a_person(contact_id, [row.id for row in rows])
            continue
        with transaction() as session:
            lock_contact(session, contact_id)
            ready = loading.load(session, contact_id, rows, now)
        plan = handle.think(ready, settings().rasa_timeout)
        now = clock.now()
        with suppress(handle.Moved), transaction() as session:
            case = handle.apply(session, ready, plan, now)
            send(session, contact_id, plan.replies, now, case if plan.danger else None)


def send(
    session: Session, contact_id: int, replies: tuple[Reply, ...], now: datetime, danger: cases.Case | None
) -> None:
    """Put replies in a contact's outbox, in order; those of danger go the urgent way."""
    contact = session.get_one(contacts.Contact, contact_id)
    if contact.phone is None:
        raise ValueError(f"contact {contact_id} has no number to write to")
    shows = danger is None and contact.disguised_at is None
    for reply, after_picture in (message for one in replies for message in _messages(one, shows)):
        enqueue(
            session,
            Kind.WHATSAPP,
            contact.phone,
            reply.to_json(),
            now=now,
            urgent=danger is not None,
            lane=f"contact:{contact_id}",
            contact_id=contact_id,
            case_id=danger.id if danger else None,
            not_before=now + PICTURE_AHEAD if after_picture else None,
        )


def _messages(reply: Reply, shows: bool) -> tuple[tuple[Reply, bool], ...]:
    """Return a reply's picture, where one is shown, and its words, each with whether a picture is before it.

    They are two messages, so that the words need no picture.
    """
    words = replace(reply, image=None)
    if reply.image is None or not shows:
        return ((words, False),)
    return ((Reply("", image=reply.image), False), (words, True))


def _give_to_a_person(contact_id: int, inbox_ids: list[int]) -> None:
    """Answer a message that could not be handled with the fixed text, and open a case for it."""
    now = clock.now()
    log().error("message_given_to_person", contact=contact_id, count=len(inbox_ids))
    with transaction() as session:
        session.execute(
            update(Inbox)
            .where(Inbox.id.in_(inbox_ids), Inbox.state == Handling.PENDING)
            .values(state=Handling.FAILED, handled_at=now)
        )
        # Whatever of its state may have been the stumbling block must not be one for the next message.
        session.execute(
            update(state.Conversation)
            .where(state.Conversation.contact_id == contact_id, state.Conversation.call_sid.is_(None))
            .values(session=uuid.uuid4(), turns=0, screening=None, asked=None, flow=None, offered=None)
        )
        unread = Assessment(Level.AMBER, (), 0.0, ("rule:not_handled",), False)
        cases.store_assessment(
            session, contact_id, unread, source="failure", channel=Channel.WHATSAPP, now=now, reason="failure"
        )
        contact = session.get_one(contacts.Contact, contact_id)
        send(session, contact_id, (alerts.reply("fallback.safety", contact),), now, None)


def acuity_silence(conversation_id: int, version: int) -> None:
    """Take silence as an answer, if the question is still that and its time is over.

    The acuity question counts as yes; PHQ-9's item on death leads into the screening.
    """
    now = clock.now()
    with transaction() as session:
        contact_id = session.scalar(
            select(state.Conversation.contact_id).where(state.Conversation.id == conversation_id)
        )
        if contact_id is None:
            return
        # The contact's lock before the row's, as everybody takes them.
        lock_contact(session, contact_id)
        conversation = session.get_one(state.Conversation, conversation_id, with_for_update=True)
        if (
            conversation.silence_version != version
            or conversation.silence_due_at is None
            or conversation.silence_due_at > now
            or (conversation.screening is None and conversation.flow is None and conversation.asked is None)
        ):
            return
        judged_at = cases.judged_at(session, contact_id)
        if judged_at is not None and judged_at > conversation.updated_at:
            # A counsellor has judged since how it stands with them.
            conversation.silence_due_at = None
            return
        ready = loading.load_silent(session, conversation, now)
        plan = disguise.worn(ready.turn, turn.unanswered(ready.turn))
        if ready.turn.case is not None and ready.turn.case.held:
            # Their counsellor is rung for the raised case; the bot does not speak between the two.
            plan = replace(plan, replies=(), danger=False)
        case = handle.apply(session, ready, plan, now)
        send(session, contact_id, plan.replies, now, case if plan.danger else None)
