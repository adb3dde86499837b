"""What a supervisor should know about the roster as it stands: `helpline roster check`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Literal

from helpline.alerts import policy
from helpline.alerts.policy import FALLBACK, PolicyError
from helpline.alerts.roster.model import DAYS, ONE_DAY, Hours, Post
from helpline.alerts.roster.on_call import Roster, assigned, gaps_between, stretches
from helpline.alerts.transports import not_set_up
from helpline.infra.settings import settings

HORIZON = timedelta(days=28)
# When few are awake: who is on call then should speak what contacts do.
NIGHT = Hours(tuple(range(len(DAYS))), time(22), time(6))
# What the phone and WhatsApp bring to a person in that language.
LANGUAGES = ("ar", "ku", "en")
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """An error keeps somebody from being reached; a warning is for a person to weigh."""

    level: Literal["error", "warning"]
    says: str


def check(roster: Roster, now: datetime, *, production: bool = False) -> list[Problem]:
    """Look at a roster, with its overrides, over the next 28 days."""
    found = [
        *_errors("nobody is on call", _times(roster, _gaps(roster, now))),
        *_errors("nobody on call can be reached by any step's transport", _times(roster, _lost(roster, now))),
        *_errors("one person has two posts", _times(roster, _doubled(roster, now))),
        *(Problem("error", says) for says in _unknown(roster)),
        *(Problem("warning", says) for says in _languages_at_night(roster, now)),
    ]
    placeholders = [one.id for one in roster.counsellors if one.placeholder]
    if placeholders:
        says = f"placeholders: {', '.join(placeholders)}"
        found.append(Problem("error" if production else "warning", says))
    for name, transport in not_set_up(roster):
        found.append(
            Problem("warning", f"{name} cannot be reached by {transport}: something is missing for it")
        )
    if production and settings().shift_confirmed_within and not settings().shift_content_sid:
        says = "SHIFT_CONTENT_SID is empty: only who wrote within 24 hours is asked to confirm a shift"
        found.append(Problem("warning", says))
    if production and settings().test_alert_at and not settings().test_alert_content_sid:
        says = "TEST_ALERT_CONTENT_SID is empty: only who wrote within 24 hours is tested on WhatsApp"
        found.append(Problem("warning", says))
    return found


def policy_transports() -> frozenset[str]:
    """Return the transports that any policy's step uses."""
    try:
        policies = policy.current().by_name.values()
    except (PolicyError, OSError):
        return frozenset(FALLBACK[0].by)
    return frozenset(name for steps in policies for step in steps for name in step.by)


def reachable(roster: Roster, posts: Iterable[Post], transports: frozenset[str]) -> bool:
    """Say whether at least one of the people has a transport that some step uses."""
    return any(transports & set(roster.by_id(post.counsellor).transports) for post in posts)


def _gaps(roster: Roster, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    return ((one.starts_at, one.ends_at) for one in gaps_between(roster, now, now + HORIZON))


def _lost(roster: Roster, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    transports = policy_transports()
    for one in stretches(roster, now, now + HORIZON):
        if one.posts and not reachable(roster, one.posts, transports):
            yield one.starts_at, one.ends_at


def _doubled(roster: Roster, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    for one in stretches(roster, now, now + HORIZON):
        if len(assigned(roster, roster.overrides, one.starts_at)) > len(one.posts):
            yield one.starts_at, one.ends_at


def _unknown(roster: Roster) -> Iterator[str]:
    # The file is refused where it names somebody who is not there; an override may outlive a counsellor.
    for one in roster.overrides:
        for name in one.on_call:
            if roster.find(name) is None:
                yield f"override {one.id} names {name}, who is not among the counsellors"


def _languages_at_night(roster: Roster, now: datetime) -> Iterator[str]:
    spoken = {language for one in roster.counsellors for language in one.languages}
    missing: dict[str, list[datetime]] = {name: [] for name in (*LANGUAGES, *sorted(spoken - {*LANGUAGES}))}
    for start, end in _nights(roster, now):
        night = list(stretches(roster, start, end))
        for language, nights in missing.items():
            # A gap is reported by itself.
            speak = (
                any(language in roster.by_id(post.counsellor).languages for post in one.posts)
                for one in night
                if one.posts
            )
            if not all(speak):
                nights.append(start)
    for language, nights in missing.items():
        if nights:
            says = f"nobody on call speaks {language} for some or all of {len(nights)} nights"
            yield f"{says}, the first {_said(roster, nights[0])}"


def _nights(roster: Roster, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    day = now.astimezone(roster.timezone).date()
    for number in range(HORIZON.days):
        start, end = NIGHT.bounds(day + ONE_DAY * number, roster.timezone)
        if end > now:
            yield max(start, now.astimezone(UTC)), end


def _times(roster: Roster, found: Iterable[tuple[datetime, datetime]]) -> list[str]:
    return [f"{_said(roster, start)} to {_said(roster, end)}" for start, end in found]


def _errors(what: str, times: list[str]) -> Iterator[Problem]:
    for one in times[:MOST_NAMED]:
        yield Problem("error", f"{what} from {one}")
    if len(times) > MOST_NAMED:
        yield Problem(
            "error", f"{what}: {len(times) - MOST_NAMED} times more in the next {HORIZON.days} days"
        )


def _said(roster: Roster, at: datetime) -> str:
    local = at.astimezone(roster.timezone)
    return f"{DAYS[local.weekday()]} {local:%Y-%m-%d %H:%M}"
