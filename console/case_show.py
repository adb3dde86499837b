"""The page of a case, and the part of it that changes while it is open."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Response, abort, render_template, request
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session

from console import language
from console.accounts.signed_in import me
from console.case_lines import Line, lines, why_words
from console.case_page import (
    counsellor,
    holds,
    how_it_stands,
    may_know,
    may_see,
    name_of,
    once,
    page,
    visible,
)
from console.extensions import limiter
from console.pages import passive
from console.rights import Right, has
from helpline import content
from helpline.alerts import roster, timeline
from helpline.alerts.alert import Alert, AlertState
from helpline.alerts.handover import acts, canned, closing
from helpline.alerts.handover.facts import Facts, facts
from helpline.alerts.handover.invite import invited_at
from helpline.cases import Case, State, triage_mark
from helpline.infra import clock, live, presence
from helpline.infra.database import transaction

# What a page has seen that shows nothing but that its case is closed.
OVER = "over"


@dataclass(frozen=True, slots=True)
class View:
    """A case as one person sees it.

    `mode`: what they can do: "open" (take it), "mine", "assistant" (theirs, and the assistant talks),
    "theirs" (somebody else's), "over", "none" (they are on no roster).
    """

    at: datetime
    case: Case
    facts: Facts
    why: tuple[str, ...]
    mode: str
    with_whom: str
    alerted: bool
    invited: datetime | None
    others: tuple[str, ...]
    lines: Sequence[Line]
    older: str | None

    @property
    def window_open(self) -> bool:
        """Whether free text reaches the contact on WhatsApp now."""
        return self.facts.window_open(self.at)

    @property
    def invitation(self) -> str:
        """What the approved template says to the contact."""
        return content.text("window.reopen")

    @property
    def can_write(self) -> bool:
        """Whether a reply would be taken."""
        return self.mode == "mine" and self.facts.reachable and self.facts.window_until is not None

    @property
    def tag(self) -> str:
        """A name of all that the live part shows, the same until something of it changes."""
        return _tag((self.head, self.acts, self.writing, [one.version for one in self.lines]))

    @property
    def head(self) -> str:
        """A name of what the head shows."""
        known, contact = self.facts, self.facts.contact
        shown = (
            *(self.case.level, self.case.state, self.with_whom, self.case.waiting_call, self.case.about),
            *(self.why, self.case.screening, known.before, known.safety_plan, self.window_open, self.others),
            *(contact.disguised_at, contact.prefers, contact.language, contact.safe_time),
            *(contact.governorate, contact.erase_asked_at, known.window_until),
            *(known.follow_up and known.follow_up.due_at, known.plan and known.plan.text),
            *(one.at for one in known.questionnaires),
        )
        return _tag(shown)

    @property
    def acts(self) -> str:
        """A name of what can be done."""
        return _tag((self.mode, self.alerted, self.facts.contact.disguised_at, self.with_whom))

    @property
    def writing(self) -> str:
        """A name of what is said beside the form for a reply."""
        return _tag((self.mode, self.window_open, self.facts.window_until, self.invited, self.can_write))


def _tag(shown: object) -> str:
    return hashlib.sha256(repr((shown, language.chosen())).encode()).hexdigest()[:12]


@page.get("/<int:case_id>")
def show(case_id: int) -> str:
    """Show the case."""
    return render(case_id)


@page.get("/<int:case_id>/now")
@passive
@limiter.limit("120 per minute")
def now(case_id: int) -> str | Response:
    """Give the part that changes; nothing while it is as the page has it."""
    seen = request.args.get("seen")
    with transaction() as session:
        if (over := _just_closed(session, case_id)) is not None:
            return Response(status=204) if seen == OVER else render_template("case/over.html", said=over)
        view = _view(session, visible(session, case_id))
    if seen == view.tag:
        return Response(status=204)
    return render_template("case/now.html", view=view)


def _just_closed(session: Session, case_id: int) -> str | None:
    """Say to whoever had a case open and may see it no more that it is closed, for an hour."""
    case = session.get(Case, case_id) if case_id < 2**63 else None
    if case is None or case.resolved_at is None or case.resolved_at < clock.now() - timedelta(hours=1):
        return None
    return None if may_see(session, case) else how_it_stands(case)


@page.get("/<int:case_id>/before")
def before(case_id: int) -> str:
    """Show what was before an entry."""
    with transaction() as session:
        case = visible(session, case_id)
        try:
            found = timeline.page(session, case, request.args.get("key", ""))
        except (ValueError, OverflowError, OSError):
            abort(404)
        shown = _lines(session, found)
    return render_template("case/before.html", case=case, lines=shown, older=found.older)


def render(
    case_id: int,
    *,
    words: str = "",
    note: str = "",
    shown: str = "",
    refused: str = "",
    closing: Mapping[str, str] | None = None,
) -> str:
    """Return the case's page. What was typed and not taken stays in it; `refused` says why not."""
    with transaction() as session:
        case = visible(session, case_id)
        view = _view(session, case)
        asked = acts.questions(session, case)
    return render_template(
        "case/case.html",
        view=view,
        words=words,
        note=note,
        shown=Markup(shown),
        refused=refused,
        chosen=closing,
        questions=_questions(asked),
        canned=canned.titles(),
        colleagues=_colleagues(),
        once=once(),
        may_know=may_know(case),
    )


def _questions(asked: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return each question with its answers, as the names of their texts."""
    return [(name, [one.split(".")[-1] for one in closing.options(name)]) for name in asked]


def _colleagues() -> list[tuple[str, str, bool]]:
    """Return whom a case can be passed to, those on call first: id, name, whether on call."""
    try:
        who = roster.current()
    except (roster.RosterError, OSError):
        return []
    on_call = {one.id for one in who.on_call(clock.now())}
    others = [(one.id, one.name, one.id in on_call) for one in who.counsellors if one.id != me().counsellor]
    return sorted(others, key=lambda one: (not one[2], one[1]))


def _view(session: Session, case: Case) -> View:
    now = clock.now()
    known = facts(session, case, now)
    found = timeline.page(session, case)
    return View(
        at=now,
        case=case,
        facts=known,
        why=why_words(known.why),
        mode=_mode(case),
        with_whom=name_of(case.acknowledged_by) if case.acknowledged_by else "",
        alerted=case.state == State.OPEN and _alerted(session, case),
        invited=invited_at(session, case.contact_id, now) if not known.window_open(now) else None,
        others=_others(session, case, now),
        lines=_lines(session, found),
        older=found.older,
    )


def _lines(session: Session, found: timeline.Page) -> list[Line]:
    messages = [int(one.id) for one in found.entries if one.kind is timeline.Kind.MESSAGE]
    marks = triage_mark.of_messages(session, messages, me().actor) if messages else {}
    return lines(found.entries, marks)


def _mode(case: Case) -> str:
    if case.state == State.RESOLVED:
        return "over"
    if not has(Right.ANSWER_CASES) or counsellor() is None:
        return "none"
    if case.state == State.OPEN:
        return "open"
    if not holds(case):
        return "theirs"
    return "mine" if case.state == State.ACKNOWLEDGED else "assistant"


def _alerted(session: Session, case: Case) -> bool:
    mine = Alert.case_id == case.id, Alert.counsellor == me().counsellor, Alert.state == AlertState.SENT
    return session.scalar(select(Alert.id).where(*mine).limit(1)) is not None


def _others(session: Session, case: Case, now: datetime) -> tuple[str, ...]:
    """Mark that whoever asks has the case open, and return who else has."""
    what = f"case:{case.id}"
    if presence.look(what, me().actor, now):
        # Whoever has it open already sees them at once.
        live.publish(session, "looking", case.id)
    return tuple(name_of(one) for one in presence.others(what, me().actor, now))
