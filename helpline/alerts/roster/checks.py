"""What a supervisor should know about the roster as it stands: `helpline roster check`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any, Literal

from helpline.alerts import policy
from helpline.alerts.policy import FALLBACK, PolicyError
from helpline.alerts.roster.model import DAYS, ONE_DAY, Hours, Post
from helpline.alerts.roster.on_call import Roster, Stretch, assigned, stretches
from helpline.alerts.transports import not_set_up
from helpline.infra.settings import settings

HORIZON = timedelta(days=28)
# When few are awake: who is on call then should speak what contacts do.
NIGHT = Hours(tuple(range(len(DAYS))), time(22), time(6))
# What the phone and WhatsApp bring to a person in that language.
LANGUAGES = ("ar", "ku", "en")
MOST_NAMED = 5
Bounds = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Problem:
    """An error keeps somebody from being reached; a warning is for a person to weigh.

    `kind` and `values` say the same as `says`, for whoever says it in another language.
    """

    level: Literal["error", "warning"]
    says: str
    kind: str = field(default="", compare=False)
    values: Mapping[str, Any] = field(default_factory=dict, compare=False)


def check(roster: Roster, now: datetime, *, production: bool = False) -> list[Problem]:
    """Look at a roster, with its overrides, over the next 28 days."""
    known = list(stretches(roster, now, now + HORIZON))
    found = [
        problem
        for kind, (_, find) in TROUBLES.items()
        for problem in _errors(roster, kind, list(find(roster, known)))
    ]
    found += [*_unknown(roster), *_languages_at_night(roster, now)]
    placeholders = [one.id for one in roster.counsellors if one.placeholder]
    if placeholders:
        names = ", ".join(placeholders)
        level: Literal["error", "warning"] = "error" if production else "warning"
        found.append(Problem(level, f"placeholders: {names}", "placeholder", {"names": names}))
    for name, transport in not_set_up(roster):
        says = f"{name} cannot be reached by {transport}: something is missing for it"
        found.append(Problem("warning", says, "transport", {"name": name, "transport": transport}))
    if production and settings().shift_confirmed_within and not settings().shift_content_sid:
        says = "SHIFT_CONTENT_SID is empty: only who wrote within 24 hours is asked to confirm a shift"
        found.append(Problem("warning", says, "shift_template"))
    if production and settings().test_alert_at and not settings().test_alert_content_sid:
        says = "TEST_ALERT_CONTENT_SID is empty: only who wrote within 24 hours is tested on WhatsApp"
        found.append(Problem("warning", says, "test_template"))
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


def _gaps(_roster: Roster, known: Iterable[Stretch]) -> Iterator[Bounds]:
    return ((one.starts_at, one.ends_at) for one in known if not one.posts)


def _lost(roster: Roster, known: Iterable[Stretch]) -> Iterator[Bounds]:
    transports = policy_transports()
    for one in known:
        if one.posts and not reachable(roster, one.posts, transports):
            yield one.starts_at, one.ends_at


def _doubled(roster: Roster, known: Iterable[Stretch]) -> Iterator[Bounds]:
    for one in known:
        if len(assigned(roster, roster.overrides, one.starts_at)) > len(one.posts):
            yield one.starts_at, one.ends_at


# What is wrong for some time, in words, and what finds it among the roster's stretches.
TROUBLES: dict[str, tuple[str, Callable[[Roster, Iterable[Stretch]], Iterator[Bounds]]]] = {
    "gap": ("nobody is on call", _gaps),
    "unreachable": ("nobody on call can be reached by any step's transport", _lost),
    "doubled": ("one person has two posts", _doubled),
}


def lasting(roster: Roster, kind: str, start: datetime, end: datetime) -> Problem:
    """Return the error that a trouble of a kind is from one instant to another."""
    says = f"{TROUBLES[kind][0]} from {_said(roster, start)} to {_said(roster, end)}"
    return Problem("error", says, kind, {"start": start, "end": end})


def _errors(roster: Roster, kind: str, found: list[Bounds]) -> Iterator[Problem]:
    for bounds in found[:MOST_NAMED]:
        yield lasting(roster, kind, *bounds)
    more = len(found) - MOST_NAMED
    if more > 0:
        says = f"{TROUBLES[kind][0]}: {more} times more in the next {HORIZON.days} days"
        yield Problem("error", says, f"{kind}_more", {"n": more})


def _unknown(roster: Roster) -> Iterator[Problem]:
    # The file is refused where it names somebody who is not there; an override may outlive a counsellor.
    for one in roster.overrides:
        for name in one.on_call:
            if roster.find(name) is None:
                says = f"override {one.id} names {name}, who is not among the counsellors"
                yield Problem("error", says, "unknown", {"id": one.id, "name": name})


def _languages_at_night(roster: Roster, now: datetime) -> Iterator[Problem]:
    missing = silent_nights(roster, _nights(roster, now))
    for language, nights in missing.items():
        if nights:
            yield unspoken(roster, language, nights)


def unspoken(roster: Roster, language: str, nights: list[datetime]) -> Problem:
    """Return the warning that in some nights nobody on call speaks a language."""
    says = f"nobody on call speaks {language} for some or all of {len(nights)} nights"
    values = {"language": language, "n": len(nights), "first": nights[0]}
    return Problem("warning", f"{says}, the first {_said(roster, nights[0])}", "language", values)


def silent_nights(roster: Roster, nights: Iterable[Bounds]) -> dict[str, list[datetime]]:
    """Return for each language the beginnings of those nights in which at some time nobody speaks it."""
    spoken = {language for one in roster.counsellors for language in one.languages}
    missing: dict[str, list[datetime]] = {name: [] for name in (*LANGUAGES, *sorted(spoken - {*LANGUAGES}))}
    for start, end in nights:
        night = list(stretches(roster, start, end))
        for language, found in missing.items():
            # A gap is reported by itself.
            speak = (
                any(language in roster.by_id(post.counsellor).languages for post in one.posts)
                for one in night
                if one.posts
            )
            if not all(speak):
                found.append(start)
    return missing


def _nights(roster: Roster, now: datetime) -> Iterator[Bounds]:
    day = now.astimezone(roster.timezone).date()
    for number in range(HORIZON.days):
        start, end = NIGHT.bounds(day + ONE_DAY * number, roster.timezone)
        if end > now:
            yield max(start, now.astimezone(UTC)), end


def _said(roster: Roster, at: datetime) -> str:
    local = at.astimezone(roster.timezone)
    return f"{DAYS[local.weekday()]} {local:%Y-%m-%d %H:%M}"
