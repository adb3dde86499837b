"""Read a roster file; whatever cannot be is refused with what is wrong."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from helpline.alerts.roster.model import (
    DAYS,
    POSTS,
    TRANSPORT_NAMES,
    Counsellor,
    Holiday,
    Hours,
    RosterError,
    Rotation,
    Shift,
)
from helpline.alerts.roster.on_call import Roster

_E164 = re.compile(r"\+[1-9]\d{6,14}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_QUIET = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)")
_EVERY_DAY = tuple(range(7))
# A key that is misspelt would be a rule that nobody follows.
_KEYS = {"timezone", "counsellors", "shifts", "rotations", "holidays"}


def parse(data: dict[str, Any]) -> Roster:
    """Read a roster; raises RosterError with what is wrong."""
    try:
        if unknown := set(data) - _KEYS:
            raise RosterError(f"roster: unknown part {', '.join(sorted(map(str, unknown)))}")
        roster = Roster(
            ZoneInfo(data["timezone"]),
            tuple(_counsellor(one) for one in data["counsellors"]),
            tuple(_shift(one) for one in data["shifts"]),
            tuple(_rotation(one) for one in data.get("rotations") or ()),
            tuple(_holiday(one) for one in data.get("holidays") or ()),
        )
    except RosterError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RosterError(f"roster: {error!r}") from error
    _check(roster)
    return roster


def _counsellor(one: dict[str, Any]) -> Counsellor:
    return Counsellor(
        id=one["id"],
        name=one["name"],
        phone=one["phone"],
        gender=one.get("gender", ""),
        languages=tuple(one.get("languages") or ()),
        transports=tuple(one["transports"]),
        supervisor=bool(one.get("supervisor")),
        placeholder=bool(one.get("placeholder")),
        email=one.get("email") or "",
        governorates=tuple(one.get("governorates") or ()),
        quiet=tuple(_quiet(one["id"], text) for text in _list(one.get("quiet_hours"))),
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _quiet(name: str, text: Any) -> Hours:
    match = _QUIET.fullmatch(str(text))
    if match is None or match[1] == match[2]:
        raise RosterError(f'{name}: quiet_hours are written "23:00-07:00"')
    return Hours(_EVERY_DAY, time.fromisoformat(match[1]), time.fromisoformat(match[2]))


def _days(one: dict[str, Any]) -> tuple[int, ...]:
    return tuple(DAYS.index(day) for day in one["days"])


def _shift(one: dict[str, Any], days: tuple[int, ...] | None = None) -> Shift:
    return Shift(
        _days(one) if days is None else days,
        time.fromisoformat(one["from"]),
        time.fromisoformat(one["to"]),
        tuple(one["on_call"]),
    )


def _rotation(one: dict[str, Any]) -> Rotation:
    if one["post"] not in POSTS or one["every"] not in ("day", "week"):
        raise RosterError("a rotation is for the post first or second, and changes every day or week")
    return Rotation(
        _days(one) if "days" in one else _EVERY_DAY,
        time.fromisoformat(one.get("from", "00:00")),
        time.fromisoformat(one.get("to", one.get("from", "00:00"))),
        one["post"],
        one["every"],
        _date(one["starts"]),
        tuple(one["people"]),
    )


def _holiday(one: dict[str, Any]) -> Holiday:
    if bool(one.get("on_call")) == bool(one.get("shifts")):
        raise RosterError("a holiday has either its own on_call or its own shifts")
    return Holiday(
        _date(one["date"]),
        tuple(one.get("on_call") or ()),
        tuple(_shift(shift, _EVERY_DAY) for shift in one.get("shifts") or ()),
    )


def _date(value: Any) -> date:
    # YAML reads 2026-03-21 as a day by itself, and as a text when it is quoted.
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return date.fromisoformat(value)


def _check(roster: Roster) -> None:
    ids = [one.id for one in roster.counsellors]
    _unique(ids, "two counsellors have the id")
    _unique([one.phone for one in roster.counsellors], "two counsellors have the number of")
    _unique([one.day.isoformat() for one in roster.holidays], "two holidays are on")
    for one in roster.counsellors:
        _check_counsellor(one)
    if not roster.supervisors():
        raise RosterError("nobody is supervisor")
    for shift in (*roster.shifts, *(shift for one in roster.holidays for shift in one.shifts)):
        check_names(shift.on_call, ids, "a shift")
    for rotation in roster.rotations:
        # Who takes two turns in a row is named twice.
        check_names(tuple(dict.fromkeys(rotation.people)), ids, "a rotation")
    for holiday in roster.holidays:
        if holiday.on_call:
            check_names(holiday.on_call, ids, "a holiday")


def _check_counsellor(one: Counsellor) -> None:
    if not one.transports or not set(one.transports) <= set(TRANSPORT_NAMES):
        raise RosterError(f"{one.id} needs transports out of {', '.join(TRANSPORT_NAMES)}")
    if _E164.fullmatch(one.phone) is None:
        raise RosterError(f"{one.id} needs a phone in E.164 (+ and digits only)")
    if one.email and _EMAIL.fullmatch(one.email) is None:
        raise RosterError(f"{one.id} has an e-mail address that is none")


def check_names(names: Sequence[str], known: Iterable[str], what: str) -> None:
    """Hold that somebody is named, each once and each among the counsellors; raises RosterError."""
    known = set(known)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise RosterError(f"{what} names {unknown[0]}, who is not among the counsellors")
    if not names:
        raise RosterError(f"{what} has nobody on call")
    _unique(list(names), f"{what} names twice")


def _unique(values: Sequence[str], sentence: str) -> None:
    for index, value in enumerate(values):
        if value in values[:index]:
            raise RosterError(
                f"{sentence} {value if not value.startswith('+') else 'entry ' + str(index + 1)}"
            )
