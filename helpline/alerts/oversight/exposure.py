"""How many cases in danger each counsellor took lately, and who has had more than is good for them."""

from datetime import datetime, timedelta

from sqlalchemy import func, literal_column, select
from sqlalchemy.orm import Session, aliased

from helpline.cases import Case, CaseEvent
from helpline.infra.settings import settings
from helpline.triage import Level

DAY, WEEK = timedelta(days=1), timedelta(days=7)


def red_cases(session: Session, within: timedelta, at: datetime) -> dict[str, int]:
    """Return how many cases that were RED by an instant each counsellor took within a time before it.

    A case counts once, however often it was taken. Histories are only added to, so that the answer for an
    instant never changes.
    """
    took, danger = aliased(CaseEvent), aliased(CaseEvent)
    was_red = (
        select(danger.id)
        .where(
            danger.case_id == took.case_id,
            danger.kind.in_(("opened", "raised", "reopened")),
            danger.detail["level"].as_string() == Level.RED.name,
            danger.at < at,
        )
        .exists()
    )
    rows = session.execute(
        select(took.actor, func.count(took.case_id.distinct()))
        .join(Case, Case.id == took.case_id)
        .where(
            # A constant and not a parameter: the partial index is found by it.
            took.kind == literal_column("'acknowledged'"),
            took.at > at - within,
            took.at < at,
            Case.peak == int(Level.RED),
            was_red,
        )
        .group_by(took.actor)
    )
    return {row[0]: row[1] for row in rows}


def above(session: Session, at: datetime) -> dict[str, int]:
    """Return who took more RED cases than EXPOSURE_RED_PER_WEEK in the week before an instant: how many."""
    cap = settings().exposure_red_per_week
    return {name: count for name, count in red_cases(session, WEEK, at).items() if count > cap}
