"""Overrides made and taken back; whoever does it reads first what that would bring."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from flask import flash, redirect, request, url_for
from sqlalchemy import text
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from console import roster_week
from console.accounts.signed_in import me
from console.language import t
from console.rights import Right, needs
from console.roster_page import name_of, page, read, span
from console.roster_problems import shown
from console.roster_show import Trial, rendered
from console.shown import ZONE
from helpline.alerts import roster
from helpline.alerts.roster import Roster, RosterError, overrides
from helpline.alerts.roster.change import brings
from helpline.alerts.roster.checks import Problem
from helpline.infra import clock
from helpline.infra.database import transaction

# Who means next week and types another year would be on call until then.
LONGEST = timedelta(days=366)
FIELDS = ("from", "to", "first", "second", "reason")
REASON = 200
Answer = Response | tuple[str, int]


class _NotMade(Exception):
    """A change that is not made; rolls back what was tried of it."""

    def __init__(self, why: str, problems: Sequence[Problem] = (), known: Roster | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.problems = shown(known, problems) if known else []
        self.seen = _kinds(problems)


@page.post("/overrides")
@needs(Right.CHANGE_ROSTER)
def add_override() -> Answer:
    """Put people on call for a time; if that brings a problem, only once it was seen."""
    form = {name: request.form.get(name, "").strip() for name in FIELDS}
    try:
        row, known = _add(form, clock.now())
    except _NotMade as no:
        return rendered(Trial(form, no.why, no.problems, no.seen)), 422
    except (RosterError, OSError):
        return rendered(Trial(form, "roster.refused")), 422
    roster.forget()
    names = "، ".join(name_of(known, name) for name in row.on_call)
    flash(t("roster.saved", names=names, span=span(row.starts_at, row.ends_at)))
    return _to_week_of(row.starts_at)


def _add(form: dict[str, str], now: datetime) -> tuple[overrides.RosterOverride, Roster]:
    starts_at, ends_at = _instant(form["from"]), _instant(form["to"])
    people = [name for name in (form["first"], form["second"]) if name]
    if ends_at <= max(starts_at, now):
        raise _NotMade("roster.ends_early")
    if ends_at > now + LONGEST:
        raise _NotMade("roster.too_long")
    if not 0 < len(form["reason"]) <= REASON:
        raise _NotMade("roster.no_reason")
    with transaction() as session:
        before = _locked(session, now)
        _check_people(people, before)
        starts_at = max(starts_at, now)
        if _is_so(before, starts_at, ends_at, people):
            raise _NotMade("roster.already")
        who = me().actor
        row = overrides.add(
            session, before, starts_at, ends_at, people, reason=form["reason"], by=who, now=now
        )
        after = replace(before, overrides=(*before.overrides, row.as_value()))
        _seen_first(brings(before, after, starts_at, ends_at), after)
        return row, after


@page.post("/overrides/<int:which>/remove")
@needs(Right.CHANGE_ROSTER)
def remove_override(which: int) -> Answer:
    """Take an override back; if that brings a problem, only once it was seen."""
    now = clock.now()
    try:
        with transaction() as session:
            before = _locked(session, now)
            row = overrides.remove(session, _known(which), by=me().actor, now=now)
            left = tuple(one for one in before.overrides if one.id != row.id)
            after = replace(before, overrides=left)
            until = min(row.ends_at, now + LONGEST)
            _seen_first(brings(before, after, max(row.starts_at, now), until), after)
    except _NotMade as no:
        return rendered(Trial({}, no.why, no.problems, no.seen, removes=which)), 422
    except (RosterError, OSError):
        flash(t("roster.gone"), "bad")
        return redirect(url_for(".show"), 303)
    roster.forget()
    flash(t("roster.removed"))
    return _to_week_of(max(row.starts_at, now))


def _locked(session: Session, now: datetime) -> Roster:
    """Return the roster as it is from now on; until the transaction ends no other override is made."""
    session.execute(text("LOCK TABLE roster_overrides IN SHARE ROW EXCLUSIVE MODE"))
    return read(session, now).roster


def _seen_first(problems: Sequence[Problem], known: Roster) -> None:
    """Let only those problems pass that whoever asks has been told."""
    told = request.form.get("seen", "").split(",")
    if any(problem.kind not in told for problem in problems):
        raise _NotMade("roster.brings", problems, known)


def _kinds(problems: Iterable[Problem]) -> str:
    return ",".join(sorted({problem.kind for problem in problems}))


def _check_people(people: Sequence[str], known: Roster) -> None:
    if not people or any(known.find(name) is None for name in people):
        raise _NotMade("roster.who")
    if len({*people}) < len(people):
        raise _NotMade("roster.twice")


def _is_so(known: Roster, start: datetime, end: datetime, people: Sequence[str]) -> bool:
    """Say whether overrides have exactly these people on call already, as after a second tap."""
    return all(
        [post.counsellor for post in one.posts] == [*people]
        and all(post.why == "override" for post in one.posts)
        for one in roster.stretches(known, start, end)
    )


def _instant(typed: str) -> datetime:
    """Read a local time from a form."""
    try:
        at = datetime.fromisoformat(typed)
    except ValueError:
        raise _NotMade("roster.bad_time") from None
    if at.tzinfo is not None or not 2000 < at.year < 9000:
        raise _NotMade("roster.bad_time")
    return at.replace(tzinfo=ZONE)


def _known(which: int) -> int:
    if which >= 2**63:
        raise RosterError("no override has such a number")
    return which


def _to_week_of(at: datetime) -> Response:
    first = roster_week.first_day(at.astimezone(ZONE).date())
    return redirect(url_for(".show", week=first.isoformat()), 303)
