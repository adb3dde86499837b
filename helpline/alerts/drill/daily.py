"""Each minute: send the tests that are due, end those that wait in vain, tell the supervisors once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from helpline import content
from helpline.alerts.drill import facts as known
from helpline.alerts.drill.due import LATE_AT_MOST, due, following, latest
from helpline.alerts.drill.model import Drill, DrillDay, DrillState, Why
from helpline.alerts.drill.outcome import ANSWERED_WITHIN
from helpline.alerts.drill.send import send
from helpline.alerts.roster import Roster, store
from helpline.alerts.tell import reply, tell_counsellor
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from helpline.outbox import Outbox, Sending

# Words for a test that somebody could have answered and nobody did.
NO_ANSWER = ("no answer", "no-answer", "no key", "machine")
REPORTED_FOR = timedelta(days=1)


def each_minute() -> None:
    """Do all of it; nothing is done twice by two workers, nor after a restart."""
    now = clock.now()
    roster = store.current()
    with transaction() as session:
        waiting = run(session, roster, now)
    with transaction() as session:
        settle(session, roster, now)
    if not waiting:
        with transaction() as session:
            tell_supervisors(session, roster, now)


def run(session: Session, roster: Roster, now: datetime) -> bool:
    """Send what is due; returns whether somebody is left whose test waits for the end of a case in danger."""
    at = settings().test_alert_time
    if at is None:
        return False
    facts = known.gather(session, now)
    day, due_at = latest(at, roster.timezone, now)
    if now - due_at < LATE_AT_MOST:
        begun = insert(DrillDay).values(day=day, due_at=due_at, began_at=now)
        session.execute(
            begun.on_conflict_do_update(
                index_elements=["day"],
                set_={"due_at": due_at, "began_at": now},
                where=DrillDay.began_at.is_(None),
            )
        )
    for one in due(roster, at, now, facts):
        send(session, roster.by_id(one.counsellor), one.transport, one.day, one.why, now)
    if not facts.busy:
        return False
    later = due(roster, at, now, replace(facts, busy=frozenset()))
    return any(one.why == "daily" and one.counsellor in facts.busy for one in later)


def settle(session: Session, roster: Roster, now: datetime) -> None:
    """End the tests that wait in vain, and take back what must not be sent any more.

    A test that could not be sent at once must not ring in somebody's quiet hours or beside an alert.
    """
    busy = known.busy(session)
    for drill in session.scalars(
        select(Drill).where(Drill.state == DrillState.SENT).order_by(Drill.id)
    ).all():
        one = roster.find(drill.counsellor)
        quiet = one is None or one.is_quiet(now.astimezone(roster.timezone))
        over = drill.sent_at <= now - clock.scaled(ANSWERED_WITHIN)
        unsent = (over or quiet or drill.counsellor in busy) and _taken_back(session, drill)
        # The outbox's row before the test's, as callbacks do; an answer that comes at this moment wins.
        session.refresh(drill, with_for_update=True)
        if drill.state != DrillState.SENT:
            continue
        if unsent and not over:
            drill.end(DrillState.WITHDRAWN, "gave way", now)
        elif unsent:
            drill.end(DrillState.FAILED, "not sent", now)
        elif over:
            silent = drill.transport == "whatsapp" and drill.delivered_at is not None
            drill.end(DrillState.FAILED, "no answer" if silent else "no word", now)


def _taken_back(session: Session, drill: Drill) -> bool:
    taken = session.scalar(
        update(Outbox)
        .where(Outbox.id == drill.outbox_id, Outbox.state == Sending.QUEUED)
        .values(state=Sending.FAILED, error_code="withdrawn")
        .returning(Outbox.id)
    )
    return taken is not None


def tell_supervisors(session: Session, roster: Roster, now: datetime) -> None:
    """Write to the supervisors, in one message, whose tests did not arrive; once all of them are over.

    Who tests by hand looks at the outcome themselves.
    """
    own = Drill.why != Why.HAND
    if session.scalar(select(Drill.id).where(own, Drill.state == DrillState.SENT).limit(1)) is not None:
        return
    lost = session.scalars(
        select(Drill)
        .where(
            own,
            Drill.state == DrillState.FAILED,
            Drill.told_at.is_(None),
            Drill.sent_at > now - REPORTED_FOR,
        )
        .order_by(Drill.id)
        .with_for_update(skip_locked=True)
    ).all()
    lines = _lines(roster, lost)
    for drill in lost:
        drill.told_at = now
    for supervisor in roster.supervisors() if lines else ():
        tell_counsellor(session, supervisor, reply("alert.test.report", summary="\n".join(lines)), now)


def _lines(roster: Roster, lost: Sequence[Drill]) -> list[str]:
    """Return a line for each person and way to miss them, in the order of the roster, without a number."""
    found = []
    for one in roster.counsellors:
        for text_id, silent in (("alert.test.report.silent", True), ("alert.test.report.failed", False)):
            by = [
                content.text(f"alert.test.by.{drill.transport}")
                for drill in lost
                if drill.counsellor == one.id and (drill.outcome in NO_ANSWER) == silent
            ]
            if by:
                found.append(content.text(text_id, name=one.name, channel_words="، ".join(dict.fromkeys(by))))
    return found


def missed(session: Session, roster: Roster, now: datetime) -> DrillDay | None:
    """Return the latest day's test if it did not run although its time is over.

    The first look at an empty table writes down the test that is due next: from that one on each is expected,
    whether or not any worker ever runs.
    """
    at = settings().test_alert_time
    if at is None:
        return None
    if session.scalar(select(DrillDay.day).limit(1)) is None:
        day, due_at = following(at, roster.timezone, now)
        session.execute(insert(DrillDay).values(day=day, due_at=due_at).on_conflict_do_nothing())
        return None
    day, due_at = latest(at, roster.timezone, now)
    expected = session.scalar(select(DrillDay.day).where(DrillDay.day <= day).limit(1)) is not None
    known_day = session.get(DrillDay, day)
    if (
        not expected
        or now - due_at < LATE_AT_MOST
        or (known_day is not None and known_day.began_at is not None)
    ):
        return None
    return known_day or DrillDay(day=day, due_at=due_at)


def told_lately(session: Session, now: datetime) -> list[tuple[datetime, str]]:
    """Return what the supervisors were told within a day: when, and the counsellors' ids with transports."""
    rows = session.scalars(
        select(Drill).where(Drill.told_at > now - REPORTED_FOR).order_by(Drill.told_at, Drill.id)
    )
    told: dict[datetime, list[str]] = {}
    for drill in rows:
        if drill.told_at is not None:
            told.setdefault(drill.told_at, []).append(f"{drill.counsellor} {drill.transport}")
    return [(at, ", ".join(names)) for at, names in told.items()]
