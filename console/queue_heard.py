"""Who has heard the alarm of a case: it is not rung again for them until the case needs somebody anew."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import BigInteger, DateTime, ForeignKey, Index, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from console.accounts.signed_in import SignedIn
from helpline.cases import Case, State
from helpline.infra import audit
from helpline.infra.database import Base
from helpline.triage import Level


class Heard(Base):
    """When somebody said last that they have heard the alarm of a case."""

    __tablename__ = "console_heard"
    __table_args__ = (Index("console_heard_by_case", "case_id"),)

    account_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("console_accounts.id"), primary_key=True, autoincrement=False
    )
    case_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("cases.id"), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


def of_open_cases(session: Session) -> dict[tuple[int, int], datetime]:
    """Return when the alarms of open RED cases were heard, by account and case."""
    rows = session.execute(
        select(Heard.account_id, Heard.case_id, Heard.at)
        .join(Case, Case.id == Heard.case_id)
        .where(Case.state != State.RESOLVED, Case.level == int(Level.RED))
    )
    return {(row.account_id, row.case_id): row.at for row in rows}


def heard(session: Session, who: SignedIn, case_ids: Collection[int], now: datetime) -> None:
    """Note that somebody has heard the alarms of cases; what is no open RED case is left out."""
    known = session.scalars(
        select(Case.id)
        .where(Case.id.in_(case_ids), Case.state != State.RESOLVED, Case.level == int(Level.RED))
        .order_by(Case.id)
    ).all()
    for case_id in known:
        values = {"account_id": who.account_id, "case_id": case_id, "at": now}
        session.execute(
            insert(Heard)
            .values(values)
            .on_conflict_do_update(index_elements=["account_id", "case_id"], set_={"at": now})
        )
        audit.record(session, who.actor, "heard", now, case=case_id)
