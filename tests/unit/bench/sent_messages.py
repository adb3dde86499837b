"""Messages and fates written by hand, for the tests of what is made of them."""

from datetime import UTC, datetime, timedelta

from bench.ledger import Account, Fate
from bench.load import Sent

START = datetime(2025, 3, 1, 12, tzinfo=UTC)


def at(seconds: float) -> datetime:
    """Return an instant of the test."""
    return START + timedelta(seconds=seconds)


def sent(
    number: int,
    *,
    phone: str = "+9647700001000",
    red: bool = False,
    when: float = 0,
    status: int | None = 200,
) -> Sent:
    """Return a message as its sender saw it; its SID is the phone's last digits and its number."""
    return Sent(f"SM{phone[-4:]}-{number}", phone, number, red, at(when), 0.0, 0.01, status)


def fate(
    inbox_id: int,
    *,
    handled: float | None = 1,
    replied: tuple[float, float] | None = (2, 2),
    case_id: int | None = None,
    alerted: float | None = None,
    received: float = 0,
) -> Fate:
    """Return what became of a message; times in seconds of the test."""
    return Fate(
        inbox_id,
        "pending" if handled is None else "handled",
        at(received),
        None if handled is None else at(handled),
        1,
        0 if replied is None else 1,
        None if replied is None else at(replied[0]),
        None if replied is None else at(replied[1]),
        case_id,
        None if alerted is None else at(alerted),
    )


def account_of(*pairs: tuple[Sent, Fate | None]) -> Account:
    """Return the account of messages; None: not stored."""
    return Account(
        tuple(one for one, _ in pairs), {one.sid: found for one, found in pairs if found is not None}
    )
