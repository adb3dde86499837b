"""The roster as an iCalendar file (RFC 5545) that counsellors subscribe to or import."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from helpline.alerts.roster.model import ONE_DAY, POSTS
from helpline.alerts.roster.on_call import Roster, stretches

# Hours that run at either end are shown whole: none but an override's are longer than this.
AROUND = 2 * ONE_DAY


def calendar(
    roster: Roster,
    now: datetime,
    weeks: int,
    counsellor: str | None = None,
    *,
    title: str | None = None,
    summaries: Mapping[str, str] | None = None,
) -> bytes:
    """Return the calendar of one counsellor (by id), or of all, from what runs now to so many weeks ahead.

    An event keeps its UID from one export to the next, so that a calendar program replaces it. `title` and
    `summaries` (of a post) name the calendar and its events otherwise than by who they are of.
    """
    found = Calendar()
    found.add("prodid", "-//Wiyak//Roster//EN")
    found.add("version", "2.0")
    of = f"Wiyak on call: {counsellor}" if counsellor else "Wiyak on call"
    found.add("x-wr-calname", title or of)
    for name, post, start, end in duties(roster, now, now + timedelta(weeks=weeks)):
        if counsellor in (None, name):
            summary = summaries[post] if summaries else f"{roster.by_id(name).name}: on call, {post}"
            found.add_component(_event(roster, name, summary, start, end, now))
    found.add_missing_timezones(first_date=now.date().replace(month=1, day=1))
    return bytes(found.to_ical())


def duties(roster: Roster, now: datetime, end: datetime) -> Iterator[tuple[str, str, datetime, datetime]]:
    """Yield who is at which post from when to when, of what is not over and begins before `end`."""
    first = min([now - AROUND, *(one.starts_at for one in roster.overrides if one.starts_at <= now)])
    last = max([end + AROUND, *(one.ends_at for one in roster.overrides if one.starts_at <= end)])
    open_: dict[tuple[str, str, datetime], tuple[datetime, datetime]] = {}
    done: list[tuple[str, str, datetime, datetime]] = []
    for stretch in stretches(roster, first, last):
        here = {
            (post.counsellor, POSTS[index] if index < len(POSTS) else "further", post.since)
            for index, post in enumerate(stretch.posts)
        }
        for key in [key for key in open_ if key not in here]:
            done.append((key[0], key[1], *open_.pop(key)))
        for key in here:
            since, _ = open_.get(key, (stretch.starts_at, stretch.ends_at))
            open_[key] = (since, stretch.ends_at)
    done += [(name, post, *bounds) for (name, post, _), bounds in open_.items()]
    asked = (one for one in done if one[3] > now and one[2] < end)
    yield from sorted(asked, key=lambda one: (one[2], one[1], one[0]))


def _event(roster: Roster, name: str, summary: str, start: datetime, end: datetime, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{name}-{start.astimezone(UTC):%Y%m%dT%H%M%SZ}@wiyak")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", start.astimezone(roster.timezone))
    event.add("dtend", end.astimezone(roster.timezone))
    event.add("summary", summary)
    return event
