"""Triage's errors as counsellors marked them: a list to work through, and a file that may leave the house.

Of a message the file holds its verdicts and never who, when to the day, or which case. Its words are in it
only where the contact agreed, a reader let them go as they stand there, and nothing speaks against it
(docs/decisions/0013).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpline.cases import Case, State
from helpline.cases.triage_mark import TriageMark
from helpline.contacts import Contact
from helpline.contacts.inbox import Inbox
from helpline.content.deidentify import deidentify
from helpline.triage import Level

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Error:
    """One mark. `words` are the message's without who they are, "" once erased.

    `stays` is why they stay here, "" if they may go.
    """

    mark: TriageMark
    channel: str
    words: str
    reasons: tuple[str, ...]
    contact_id: int
    stays: str

    @property
    def leaves(self) -> bool:
        """Whether its words are in the file."""
        return self.mark.released and not self.stays


def to_do(session: Session, *, done: bool = False, page: int = 1) -> tuple[Sequence[Error], bool]:
    """Return a page of the marks that nobody has worked through, newest first, and whether there are more.

    `done`: those that somebody has.
    """
    looked = TriageMark.looked_at.is_not(None) if done else TriageMark.looked_at.is_(None)
    query = _query().where(looked).order_by(TriageMark.id.desc())
    rows = session.execute(query.limit(A_PAGE + 1).offset((max(page, 1) - 1) * A_PAGE)).all()
    return [_error(*row) for row in rows[:A_PAGE]], len(rows) > A_PAGE


def find(session: Session, mark_id: int) -> Error | None:
    """Return one mark, its row locked."""
    query = _query().where(TriageMark.id == mark_id).with_for_update(of=TriageMark)
    row = session.execute(query).first() if mark_id < 2**63 else None
    return _error(*row) if row is not None else None


def work_through(error: Error, by: str, now: datetime, *, release: bool) -> bool:
    """Note that somebody has looked at a mark, and whether its words may go; False where they may not.

    The caller holds the mark's row lock.
    """
    if release and error.stays:
        return False
    error.mark.looked_by, error.mark.looked_at, error.mark.released = by, now, release
    return True


def export(session: Session) -> Iterator[dict[str, Any]]:
    """Yield every mark as it may leave; a contact is a number that means nothing outside this file."""
    numbers: dict[int, int] = {}
    for row in session.execute(_query().order_by(TriageMark.id)):
        one = _error(*row)
        mark = one.mark
        yield {
            "contact": numbers.setdefault(one.contact_id, len(numbers) + 1),
            "month": f"{mark.at:%Y-%m}",
            "channel": one.channel,
            "was": {"level": Level(mark.was_level).name, "routes": mark.was_routes},
            "should": {"level": Level(mark.level).name, "routes": mark.routes}
            if mark.level is not None
            else None,
            "rules": list(one.reasons),
            "words": one.words if one.leaves else None,
        }


def _query() -> Any:
    return (
        select(TriageMark, Inbox, Case, Contact)
        .join(Inbox, Inbox.id == TriageMark.inbox_id)
        .join(Case, Case.id == TriageMark.case_id)
        .join(Contact, Contact.id == Case.contact_id)
    )


def _error(mark: TriageMark, message: Inbox, case: Case, contact: Contact) -> Error:
    return Error(
        mark=mark,
        channel=message.channel,
        words=deidentify(message.text),
        reasons=tuple(message.reasons),
        contact_id=contact.id,
        stays=_stays(mark, message, case, contact),
    )


def _stays(mark: TriageMark, message: Inbox, case: Case, contact: Contact) -> str:
    """Say why a message's words do not leave, "" if nothing speaks against it."""
    if not message.text:
        return "erased"
    if not mark.agreed:
        return "not_agreed"
    if "child" in {*case.routes, *mark.routes, *mark.was_routes}:
        return "child"
    if contact.disguised_at is not None or contact.erase_asked_at is not None:
        return "withdrawn"
    return "open" if case.state != State.RESOLVED else ""
