"""All cases at a glance: what is open and what was closed lately, in one query, without anybody's words."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session

from helpline.cases.case import Case, CaseEvent, State
from helpline.contacts import Contact
from helpline.contacts.inbox import Content, Inbox
from helpline.triage import Level

# What leaves a case without anybody, or makes it RED.
_ALARMING = ("opened", "raised", "reopened", "acknowledgement_ended")
_NO_WORDS = (Content.DIGITS, Content.SILENCE, Content.ANSWER)


@dataclass(frozen=True, slots=True)
class Glance:
    """A case as a list shows it.

    `contact_wrote_at`: the contact's oldest word that no counsellor has answered, None where there is none.
    `alarming_since`: when a RED case last came to need somebody.
    """

    id: int
    level: Level
    routes: tuple[str, ...]
    about: str
    channel: str
    state: State
    counsellor: str | None
    opened_at: datetime
    raised_at: datetime
    acknowledged_at: datetime | None
    last_word_at: datetime | None
    resolved_at: datetime | None
    contact_wrote_at: datetime | None
    alarming_since: datetime | None
    on_the_line: bool
    language: str | None
    prefers: str | None
    disguised: bool

    @property
    def waiting_since(self) -> datetime | None:
        """Since when the contact waits for a person's word; None while nobody waits."""
        if self.state not in (State.OPEN, State.ACKNOWLEDGED):
            return None
        if self.last_word_at is None:
            return self.opened_at
        if self.contact_wrote_at is not None:
            return self.contact_wrote_at
        # A counsellor has spoken and gone, or something new came up since.
        return max(self.raised_at, self.last_word_at) if self.state == State.OPEN else None

    @property
    def order(self) -> tuple[object, ...]:
        """How cases are sorted: the highest risk, then whoever waits longest, then those who do not wait."""
        since = self.waiting_since
        return (-self.level, since is None, since or self.opened_at, self.id)

    def alarms(self, counsellor: str | None) -> bool:
        """Say whether it should be heard by a counsellor: RED, and nobody's, or raised since they took it."""
        if self.level != Level.RED:
            return False
        if self.state == State.OPEN:
            return True
        theirs = self.state == State.ACKNOWLEDGED and self.counsellor is not None
        return theirs and self.counsellor == counsellor and self._raised_since_heard()

    def _raised_since_heard(self) -> bool:
        since = max(one for one in (self.acknowledged_at, self.last_word_at, self.opened_at) if one)
        return self.raised_at > since


def at_a_glance(session: Session, closed_since: datetime) -> list[Glance]:
    """Return every open case, and those closed since a time, in the order of the list."""
    rows = session.execute(
        select(
            Case.id,
            Case.level,
            Case.routes,
            Case.about,
            Case.channel,
            Case.state,
            Case.acknowledged_by,
            Case.opened_at,
            Case.raised_at,
            Case.acknowledged_at,
            Case.last_word_at,
            Case.resolved_at,
            _contact_wrote_at(),
            _alarming_since(),
            Case.waiting_call.is_not(None),
            Contact.language,
            Contact.prefers,
            Contact.disguised_at.is_not(None),
        )
        .join(Contact, Contact.id == Case.contact_id)
        .where(
            or_(
                Case.state != State.RESOLVED,
                (Case.state == State.RESOLVED) & (Case.resolved_at >= closed_since),
            )
        )
    )
    found = [
        Glance(identity, Level(level), tuple(routes), about, channel, State(state), *rest)
        for identity, level, routes, about, channel, state, *rest in rows
    ]
    return sorted(found, key=lambda one: one.order)


def _contact_wrote_at() -> ColumnElement[datetime | None]:
    # What they said to the assistant between a hand-back and new danger was answered.
    since = case(
        (Case.state == State.OPEN, func.greatest(Case.last_word_at, Case.screened_at)),
        else_=Case.last_word_at,
    )
    oldest = (
        select(func.min(Inbox.received_at))
        .where(
            Inbox.contact_id == Case.contact_id, Inbox.received_at > since, Inbox.content.not_in(_NO_WORDS)
        )
        .scalar_subquery()
    )
    spoken = Case.last_word_at.is_not(None) & Case.state.in_((State.OPEN, State.ACKNOWLEDGED))
    return case((spoken, oldest))


def _alarming_since() -> ColumnElement[datetime | None]:
    latest = (
        select(func.max(CaseEvent.at))
        .where(CaseEvent.case_id == Case.id, CaseEvent.kind.in_(_ALARMING))
        .scalar_subquery()
    )
    return case(((Case.level == int(Level.RED)) & (Case.state != State.RESOLVED), latest))
