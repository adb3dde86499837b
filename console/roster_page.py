"""What the views of the roster share: the page, the roster with the overrides of a time, times in words."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from console.accounts.signed_in import me
from console.language import t
from console.pages import Page
from console.rights import Right
from console.shown import ZONE
from helpline.alerts import roster
from helpline.alerts.roster import Counsellor, Roster, overrides
from helpline.infra.logs import log

page = Page(
    "roster",
    __name__,
    right=Right.SEE_ROSTER,
    label="roster.nav",
    entry="show",
    order=20,
    url_prefix="/roster",
)


@dataclass(frozen=True, slots=True)
class Read:
    """The roster; `stale` where its file cannot be read and the last good one is used."""

    roster: Roster
    stale: bool


def read(session: Session, since: datetime) -> Read:
    """Return the roster with every override that holds at an instant or later.

    Raises RosterError or OSError where no roster could be read yet.
    """
    try:
        found, stale = roster.base(), False
    except (roster.RosterError, OSError):
        found, stale = roster.current(), True
        log().warning("roster_shown_stale")
    return Read(replace(found, overrides=overrides.since(session, since)), stale)


def mine(known: Roster) -> Counsellor | None:
    """Return whoever asks as the roster knows them, None if it does not."""
    return known.find(me().counsellor)


def name_of(known: Roster, actor: str) -> str:
    """Return what the roster calls somebody, else what the audit log does."""
    found = known.find(actor)
    return found.name if found else actor


def day_name(day: date) -> str:
    """Return a day with its weekday."""
    return f"{t(f'roster.day_{day.weekday()}')} {whole(day.isoformat())}"


def said(at: datetime) -> str:
    """Return an instant in the helpline's time, with its weekday."""
    local = at.astimezone(ZONE)
    return f"{t(f'roster.day_{local.weekday()}')} {whole(f'{local:%Y-%m-%d %H:%M}')}"


def span(start: datetime, end: datetime) -> str:
    """Return from when to when, as short as it stays clear."""
    since, until = start.astimezone(ZONE), end.astimezone(ZONE)
    if since.date() == until.date():
        return f"{day_name(since.date())} {whole(f'{since:%H:%M}–{until:%H:%M}')}"
    later = said(end)
    if until.date() - since.date() == timedelta(days=1):
        later = f"{t(f'roster.day_{until.weekday()}')} {whole(f'{until:%H:%M}')}"
    return t("roster.shift", start=said(start), end=later)


def whole(words: str) -> str:
    """Return digits that keep their order in a sentence from the right, and stay on one line."""
    words = words.replace("-", "\u2011").replace(" ", "\u00a0").replace("–", "\u2060–\u2060")
    return f"\u2066{words}\u2069"
