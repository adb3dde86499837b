"""What a contact sent that is not words, brought to the counsellor who holds their case."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from helpline import cases, contacts, content
from helpline.alerts import roster
from helpline.alerts.roster import Counsellor
from helpline.alerts.tell import reply, say_to_contact, tell_counsellor
from helpline.cases import Case, State
from helpline.contacts import media
from helpline.contacts.inbox import RECENT_WITHIN, Content, Inbox
from helpline.contacts.media import Medium, Stage
from helpline.outbox import Kind, enqueue

# As many as somebody who takes over can take in; the rest is in the inbox.
MOST_AT_ONCE = 10


def words(session: Session, rows: Sequence[Inbox]) -> list[str]:
    """Return each message as a counsellor reads it: its text, and the names of what else it held."""
    found = media.of_messages(session, [row.id for row in rows])
    lines = []
    for row in rows:
        named = [f"[{_named(medium)}]" for medium in found if medium.inbox_id == row.id]
        if row.location:
            place = "، ".join(
                [f"{row.location.get('latitude')}, {row.location.get('longitude')}"]
                + [row.location[name] for name in ("label", "address") if name in row.location]
            )
            named.append(f"[{content.text('alert.medium.location', place=place)}]")
        if row.content in (Content.STICKER, Content.EMPTY):
            named.append(f"[{content.text(f'alert.medium.{row.content}')}]")
        lines.append("\n".join([*([row.text] if row.text.strip() else []), *named]))
    return lines


def _named(medium: Medium) -> str:
    name = content.text(f"alert.medium.{medium.kind}")
    if medium.stage == Stage.KEPT:
        return name
    return content.text(f"alert.medium.{medium.stage}", medium=name)


def forward(session: Session, case: Case, counsellor: Counsellor, medium: Medium, now: datetime) -> None:
    """Send a medium to a counsellor, in order with what else is written to them."""
    enqueue(
        session,
        Kind.WHATSAPP,
        counsellor.phone,
        {"media": str(medium.token), "kind": medium.kind, "counsellor": counsellor.id},
        now=now,
        urgent=True,
        lane=f"counsellor:{counsellor.id}",
        case_id=case.id,
    )


def forward_kept(session: Session, case: Case, counsellor: Counsellor, now: datetime) -> None:
    """Send a counsellor who takes a case what its contact sent lately; what still comes follows by itself."""
    since = case.opened_at - RECENT_WITHIN
    for medium in media.kept_since(session, case.contact_id, since, MOST_AT_ONCE):
        forward(session, case, counsellor, medium, now)


def arrived(session: Session, medium: Medium, now: datetime) -> None:
    """Pass a medium that is now kept here to whoever holds the contact's case.

    The case is locked: whoever acknowledges at the same moment either finds the medium kept, or is found
    here as its holder.
    """
    held = _held(session, medium)
    if held is not None:
        forward(session, *held, medium, now)


def lost(session: Session, medium: Medium, now: datetime) -> None:
    """Say that a medium is not to be had: to the holder of the case, to the contact where nobody holds it."""
    case = cases.find_open(session, medium.contact_id, for_update=True)
    if case is not None:
        cases.record(session, case, "medium_lost", "bot", now, what=medium.kind)
    if case is not None and (held := _held(session, medium)) is not None:
        name = content.text(f"alert.medium.{medium.kind}")
        said = reply("alert.whatsapp.media_lost", case=case.id, medium=name)
        tell_counsellor(session, held[1], said, now, case.id)
        return
    contact = session.get_one(contacts.Contact, medium.contact_id)
    say_to_contact(session, contact, case, reply("media.lost", contact), now)


def _held(session: Session, medium: Medium) -> tuple[Case, Counsellor] | None:
    case = cases.find_open(session, medium.contact_id, for_update=True)
    if case is None or case.state != State.ACKNOWLEDGED:
        return None
    counsellor = roster.current().find(case.acknowledged_by)
    return (case, counsellor) if counsellor is not None else None
