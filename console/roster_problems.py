"""What `helpline roster check` finds, in the words of whoever reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from console.language import chosen, t, texts
from console.roster_page import said
from helpline.alerts.roster import Roster
from helpline.alerts.roster.checks import Problem


@dataclass(frozen=True, slots=True)
class Shown:
    """A problem as it is shown."""

    error: bool
    says: str


def shown(roster: Roster, problems: Iterable[Problem]) -> list[Shown]:
    """Return problems in the language of this request, errors first."""
    every = [Shown(one.level == "error", _says(roster, one)) for one in problems]
    return sorted(every, key=lambda one: not one.error)


def _says(roster: Roster, problem: Problem) -> str:
    if f"roster.problem_{problem.kind}" not in texts(chosen()):
        # A check that is newer than these texts is said as the command says it.
        return problem.says
    values = {name: _value(roster, name, value) for name, value in problem.values.items()}
    return t(f"roster.problem_{problem.kind}", **values)


def _value(roster: Roster, name: str, value: object) -> object:
    if isinstance(value, datetime):
        return said(value)
    if name == "names":
        return "، ".join(_name(roster, one) for one in str(value).split(", "))
    if name == "name":
        return _name(roster, str(value))
    if name in ("language", "transport"):
        key = {"language": f"queue.language_{value}", "transport": f"case_events.transport_{value}"}[name]
        return texts(chosen()).get(key, value)
    return value


def _name(roster: Roster, counsellor: str) -> str:
    found = roster.find(counsellor)
    return found.name if found else counsellor
