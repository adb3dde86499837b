"""Who may see and do what: one table of roles and rights, and the decorator that asks it.

Whoever lacks a right gets the same 404 as for a page that does not exist.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import abort

from console.accounts.signed_in import current

P = ParamSpec("P")
T = TypeVar("T")


class Role(StrEnum):
    """What somebody is to the helpline; an account has one."""

    COUNSELLOR = "counsellor"
    SUPERVISOR = "supervisor"
    CLINICIAN = "clinician"
    PROGRAMME = "programme"
    AUDITOR = "auditor"


class Right(StrEnum):
    """One thing that may be seen or done."""

    OWN = "own"  # one's own account
    SEE_QUEUE = "see_queue"  # open cases: level, channel, waiting time, language; no word of anybody's
    SEE_CASES = "see_cases"  # one case with what was said
    ANSWER_CASES = "answer_cases"  # acknowledge, reply, ring, refer, pass on, close
    SEE_NUMBERS = "see_numbers"  # a whole number, on request and with a line in the audit log
    SEE_ROSTER = "see_roster"
    CONFIRM_SHIFTS = "confirm_shifts"  # one's own
    CHANGE_ROSTER = "change_roster"  # overrides
    OVERSEE = "oversee"  # all open cases, load, exposure, time to acknowledge
    REVIEW_CASES = "review_cases"  # quality review of closed cases
    MARK_TRIAGE = "mark_triage"  # say that triage was wrong
    EXPORT_TRIAGE = "export_triage"  # those marks, without who they are about
    SEE_CONTENT = "see_content"
    REVIEW_CONTENT = "review_content"  # sign a text as a clinician
    VERIFY_SERVICES = "verify_services"  # hotlines and services, with today's date
    EDIT_CAMPAIGNS = "edit_campaigns"
    SEE_AUDIT = "see_audit"


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.COUNSELLOR: frozenset(
        {
            Right.OWN,
            Right.SEE_QUEUE,
            Right.SEE_CASES,
            Right.ANSWER_CASES,
            Right.SEE_NUMBERS,
            Right.SEE_ROSTER,
            Right.CONFIRM_SHIFTS,
            Right.MARK_TRIAGE,
            Right.SEE_CONTENT,
        }
    ),
    Role.SUPERVISOR: frozenset(
        {
            Right.OWN,
            Right.SEE_QUEUE,
            Right.SEE_CASES,
            Right.ANSWER_CASES,
            Right.SEE_NUMBERS,
            Right.SEE_ROSTER,
            Right.CONFIRM_SHIFTS,
            Right.CHANGE_ROSTER,
            Right.OVERSEE,
            Right.REVIEW_CASES,
            Right.MARK_TRIAGE,
            Right.EXPORT_TRIAGE,
            Right.SEE_CONTENT,
            Right.VERIFY_SERVICES,
        }
    ),
    Role.CLINICIAN: frozenset(
        {
            Right.OWN,
            Right.REVIEW_CASES,
            Right.MARK_TRIAGE,
            Right.EXPORT_TRIAGE,
            Right.SEE_CONTENT,
            Right.REVIEW_CONTENT,
        }
    ),
    Role.PROGRAMME: frozenset(
        {
            Right.OWN,
            Right.SEE_ROSTER,
            Right.SEE_CONTENT,
            Right.VERIFY_SERVICES,
            Right.EDIT_CAMPAIGNS,
        }
    ),
    Role.AUDITOR: frozenset({Right.OWN, Right.SEE_ROSTER, Right.SEE_CONTENT, Right.SEE_AUDIT}),
}


def has(right: Right) -> bool:
    """Say whether whoever asks now is logged in and has a right."""
    somebody = current()
    return somebody is not None and right in RIGHTS[Role(somebody.role)]


def require(right: Right) -> None:
    """Raise NotFound unless whoever asks now has a right."""
    if not has(right):
        abort(404)


def needs(right: Right) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Return a decorator for a view that needs a right beyond its page's."""

    def decorate(view: Callable[P, T]) -> Callable[P, T]:
        @wraps(view)
        def checked(*args: P.args, **kwargs: P.kwargs) -> T:
            require(right)
            return view(*args, **kwargs)

        marked: Any = checked
        # A test lists who may what by these marks.
        marked.needs = (*getattr(view, "needs", ()), right)
        return checked

    return decorate
