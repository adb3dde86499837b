"""One case: who may see it, and the frame in which every act on it happens."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import abort, flash, redirect, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from console.accounts.signed_in import me
from console.language import t
from console.pages import Page
from console.rights import Right, has
from console.shown import when
from helpline.alerts import roster
from helpline.alerts.roster import Counsellor
from helpline.cases import Case, CaseEvent, State
from helpline.infra import clock
from helpline.infra.database import lock_contact, transaction

page = Page("case", __name__, right=Right.SEE_CASES, url_prefix="/case")
HELD = (State.ACKNOWLEDGED,)
KEPT = (State.ACKNOWLEDGED, State.HANDED_BACK)


class Refused(Exception):
    """An act that does not happen; `said` is why, in words for whoever wanted it."""

    def __init__(self, key: str, **values: object) -> None:
        self.said = t(key, **values)
        super().__init__(key)


@dataclass(frozen=True, slots=True)
class Acting:
    """A counsellor at work on a locked case."""

    session: Session
    case: Case
    counsellor: Counsellor
    now: datetime


Act = Callable[[Acting], str]


def visible(session: Session, case_id: int, *, lock: bool = False) -> Case:
    """Return a case that whoever asks may see, else raise NotFound.

    An open case may become anybody's. One that is closed is seen by who had it, and by supervisors.
    """
    known = case_id < 2**63
    case = session.get(Case, case_id, with_for_update=lock, populate_existing=lock) if known else None
    if case is None or not may_see(session, case):
        abort(404)
    return case


def may_see(session: Session, case: Case) -> bool:
    """Say whether whoever asks may see a case; see `visible`."""
    if case.state != State.RESOLVED or has(Right.OVERSEE):
        return True
    mine = select(CaseEvent.id).where(
        CaseEvent.case_id == case.id, CaseEvent.kind == "acknowledged", CaseEvent.actor == me().actor
    )
    return session.scalar(mine.limit(1)) is not None


def counsellor() -> Counsellor | None:
    """Return whoever asks as the roster knows them, None if it does not."""
    try:
        return roster.current().find(me().counsellor)
    except (roster.RosterError, OSError):
        return None


def holds(case: Case) -> bool:
    """Say whether a case is that of whoever asks."""
    return case.state in KEPT and case.acknowledged_by is not None and case.acknowledged_by == me().counsellor


def may_know(case: Case) -> bool:
    """Say whether whoever asks may see what is closest to the contact: their plan, their number."""
    return holds(case) or has(Right.OVERSEE)


@page.app_template_filter("apart")
def apart(words: str) -> str:
    """Return words that keep their own direction inside a sentence of the other."""
    return f"\u2068{words}\u2069"


def name_of(actor: str | None) -> str:
    """Return what somebody is called: the roster's name, the assistant, the contact."""
    if actor in ("bot", "watchdog"):
        return t("case_events.who_bot")
    if actor == "contact":
        return t("case_events.who_contact")
    try:
        known = roster.current().find(actor)
    except (roster.RosterError, OSError):
        known = None
    return known.name if known else actor or ""


def how_it_stands(case: Case) -> str:
    """Say with whom a case is, for somebody who wanted to do something with it and cannot."""
    if case.state == State.RESOLVED:
        return t("case_acts.is_over", at=apart(when(case.resolved_at)) if case.resolved_at else "")
    if case.state == State.OPEN:
        return t("case_acts.is_open")
    if holds(case):
        return t("case_acts.with_assistant")
    at = apart(when(case.acknowledged_at)) if case.acknowledged_at else ""
    return t("case_acts.taken", name=name_of(case.acknowledged_by), at=at)


class _Gone(Refused):
    """The case is not theirs any more, or not as the page had it."""

    def __init__(self, case: Case) -> None:
        Exception.__init__(self, case.state)
        self.said = how_it_stands(case)


def perform(
    case_id: int, act: Act, *, states: tuple[State, ...] | None = HELD, contact_first: bool = False
) -> str:
    """Do something with a case in one transaction; returns what to say. Raises Refused, NotFound.

    `states`: it must be theirs and stand so; None leaves that to the act. `contact_first`: the contact's lock
    is taken before the case's, as everywhere.
    """
    who = counsellor()
    with transaction() as session:
        if contact_first:
            lock_contact(session, visible(session, case_id).contact_id)
        case = visible(session, case_id, lock=True)
        if who is None:
            raise Refused("case_acts.not_on_roster")
        if states is not None and not (holds(case) and case.state in states):
            raise _Gone(case)
        return act(Acting(session, case, who, clock.now()))


def back(case_id: int, at: str = "") -> Response:
    """Send the browser back to the case."""
    return redirect(url_for(".show", case_id=case_id, _anchor=at or None), 303)


def done(
    case_id: int, act: Act, *, states: tuple[State, ...] | None = HELD, contact_first: bool = False
) -> Response:
    """Do something with a case, and say on its page what came of it."""
    try:
        flash(perform(case_id, act, states=states, contact_first=contact_first))
    except Refused as no:
        flash(no.said, "bad")
    return back(case_id)


def once() -> str:
    """Return a name for a form, by which it is obeyed once."""
    return uuid.uuid4().hex


def by_script() -> bool:
    """Say whether the page's script asks, which puts the answer into the page itself."""
    return "HX-Request" in request.headers
