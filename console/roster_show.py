"""The roster's page: a week, my shifts, and for supervisors who is there, what is wrong, what was changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from urllib.parse import urlencode

from flask import render_template, request, url_for
from sqlalchemy.orm import Session

from console import roster_links, roster_week
from console.accounts.signed_in import me
from console.rights import Right, has
from console.roster_page import Read, day_name, mine, name_of, page, read, said, span, whole
from console.roster_problems import Shown, shown
from console.shown import ZONE
from helpline.alerts.roster import RosterError, Stretch
from helpline.alerts.roster.calendar import duties
from helpline.alerts.roster.checks import HORIZON, check
from helpline.alerts.roster.confirm import presence, unconfirmed
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.settings import settings

MOST_SHIFTS = 8


@dataclass(frozen=True, slots=True)
class Trial:
    """A change that was not made: its form as it was sent, and why not."""

    form: Mapping[str, str] = field(default_factory=dict)
    why: str = ""
    # What it would bring, and the kinds of that: whoever sends it again has seen them.
    problems: Sequence[Shown] = ()
    seen: str = ""
    # The override that was to be taken back; None where one was to be made.
    removes: int | None = None


@page.get("")
def show() -> str:
    """Show a week; a gap's link fills in the form for an override."""
    form = {name: request.args.get(name, "")[:32] for name in ("from", "to")}
    return rendered(Trial(form) if form["from"] else None)


def rendered(trial: Trial | None = None) -> str:
    """Return the page, with a change that was not made."""
    now = clock.now()
    first = roster_week.chosen(request.args.get("week", ""), now.astimezone(ZONE).date())
    with transaction() as session:
        try:
            known = read(session, min(now, datetime.combine(first, time(), ZONE)))
        except (RosterError, OSError):
            return render_template("roster/unreadable.html")
        return render_template(
            "roster/roster.html",
            week=roster_week.week(known.roster, first, now),
            stale=known.stale,
            trial=trial or Trial(),
            now=now,
            day_name=day_name,
            said=said,
            span=span,
            whole=whole,
            fills=lambda gap: _fills(gap, first, now),
            **_of_now(session, known, now),
        )


def _of_now(session: Session, known: Read, now: datetime) -> dict[str, object]:
    """Return what does not depend on the week that is looked at, for those who may see it."""
    left = tuple(one for one in known.roster.overrides if one.ends_at > now)
    current = replace(known.roster, overrides=left)
    found: dict[str, object] = {}
    who = mine(current)
    present = presence(session, current, now)
    if who is not None and has(Right.CONFIRM_SHIFTS):
        found["here"] = next((one for one in present if one.post.counsellor == who.id), None)
        shifts = [one for one in duties(current, now, now + HORIZON) if one[0] == who.id]
        found["shifts"] = shifts[:MOST_SHIFTS]
        found["link"] = roster_links.of(session, me().account_id)
    if has(Right.CHANGE_ROSTER):
        found["present"] = present
        found["late"] = {row.id for row in unconfirmed(session, current, now)}
        found["problems"] = shown(
            current, check(current, now, production=settings().environment == "production")
        )
        found["overrides"] = left
        found["people"] = current.counsellors
    found["name_of"] = lambda actor: name_of(current, actor)
    found["on_roster"] = who is not None and has(Right.CONFIRM_SHIFTS)
    return found


def _fills(gap: Stretch, week: date, now: datetime) -> str:
    """Return the address of the page with the form for an override filled in for a gap."""
    times = {"from": _typed(max(gap.starts_at, now)), "to": _typed(gap.ends_at, ceil=True)}
    return f"{url_for('.show', week=week.isoformat())}&{urlencode(times)}#change"


def _typed(at: datetime, *, ceil: bool = False) -> str:
    """Return an instant as a form's field for a local time holds it."""
    local = at.astimezone(ZONE)
    if ceil and (local.second or local.microsecond):
        local += roster_week.MINUTE
    return f"{local:%Y-%m-%dT%H:%M}"
