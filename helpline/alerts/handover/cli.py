"""`helpline plan`: what is agreed about a contact who is often in touch, by a case of theirs."""

import argparse
from datetime import date, timedelta

from sqlalchemy.orm import Session

from helpline.alerts import roster
from helpline.cases import Case
from helpline.contacts.plan import ContactPlan, of
from helpline.infra import audit, clock
from helpline.infra.database import transaction

# A plan is looked at again at least this often.
LONGEST = timedelta(days=90)


def main(arguments: list[str]) -> int:
    """Set, show or end a plan; returns the exit status."""
    asked = _parser().parse_args(arguments)
    today = clock.now().astimezone(roster.current().timezone).date()
    with transaction() as session:
        case = session.get(Case, asked.case)
        if case is None:
            print(f"there is no case {asked.case}")
            return 1
        if asked.end:
            return _end(session, case, asked.by)
        if asked.text:
            return _set(session, case, asked, today)
        return _show(session, case, today)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="helpline plan", description=__doc__)
    parser.add_argument("case", type=int, help="number of any case of the contact")
    parser.add_argument("--text", help="what is agreed: how counsellors speak with them, in Arabic")
    parser.add_argument("--minutes", type=int, help="minutes a day with a counsellor; danger has none")
    parser.add_argument("--until", type=date.fromisoformat, help="last day, at most 90 days away")
    parser.add_argument("--by", default="supervisor", help="who decided it")
    parser.add_argument("--end", action="store_true", help="end the plan")
    return parser


def _set(session: Session, case: Case, asked: argparse.Namespace, today: date) -> int:
    if asked.until is None or not today <= asked.until <= today + LONGEST:
        print(f"--until is a day from {today} to {today + LONGEST}: a plan is looked at again")
        return 2
    if asked.minutes is not None and asked.minutes < 1:
        print("--minutes is at least 1: a plan shortens, it does not shut out")
        return 2
    session.merge(
        ContactPlan(
            contact_id=case.contact_id,
            text=asked.text,
            minutes_a_day=asked.minutes,
            until=asked.until,
            author=asked.by,
            set_at=clock.now(),
        )
    )
    detail = {"case": case.id, "minutes": asked.minutes, "until": str(asked.until)}
    audit.record(session, asked.by, "plan_set", clock.now(), **detail)
    print(f"case {case.id}: the plan holds until {asked.until}")
    return 0


def _end(session: Session, case: Case, by: str) -> int:
    plan = session.get(ContactPlan, case.contact_id)
    if plan is None:
        print(f"case {case.id}: there is no plan")
        return 1
    session.delete(plan)
    audit.record(session, by, "plan_ended", clock.now(), case=case.id)
    print(f"case {case.id}: the plan is over")
    return 0


def _show(session: Session, case: Case, today: date) -> int:
    plan = of(session, case.contact_id, today)
    if plan is None:
        print(f"case {case.id}: there is no plan")
        return 1
    limit = f"{plan.minutes_a_day} minutes a day" if plan.minutes_a_day else "no limit"
    print(f"case {case.id}: {limit} until {plan.until}, by {plan.author}\n{plan.text}")
    return 0
