"""What a contact's case must be after each thing that happens: a model small enough to be seen through.

`Known` is a contact's latest case as the model believes it. Each function returns what must be believed
after one event; what depends on more than the model knows (a call's place, a failed message) is left to the
relation `may_become`, which holds for every single step.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from helpline.triage import Level

NONE, OPEN, HELD, HANDED, RESOLVED = "none", "open", "acknowledged", "handed_back", "resolved"
EXPIRES, UNANSWERED, REVIEW = "acknowledgement_expires", "unanswered", "review"
# The default settings: how long a counsellor has for the first word, for an answer, before a review.
WAITS = {
    EXPIRES: timedelta(minutes=5),
    UNANSWERED: timedelta(minutes=3),
    REVIEW: timedelta(minutes=30),
}


@dataclass(frozen=True, slots=True)
class Known:
    """A contact's latest case.

    `timer` and `due` are those of a case that has a holder, None where they are not known; `peak` is the
    highest level it ever had, `spoken` whether its holder has had a word with the contact.
    """

    state: str = NONE
    level: Level = Level.GREEN
    holder: str | None = None
    timer: str | None = None
    due: datetime | None = None
    case: int | None = None
    peak: Level = Level.GREEN
    spoken: bool = False

    @property
    def lives(self) -> bool:
        """Whether the case is not resolved."""
        return self.state in (OPEN, HELD, HANDED)

    def waits(self, timer: str, now: datetime) -> "Known":
        """Arm a held case's timer."""
        return replace(self, timer=timer, due=now + WAITS[timer])


def opened(level: Level) -> Known:
    """A new case."""
    return Known(OPEN, level, peak=level)


def taken_back(known: Known) -> Known:
    """The case goes back into escalation; its level stays."""
    return replace(known, state=OPEN, holder=None, timer=None, due=None, spoken=False)


def heard(known: Known, level: Level, now: datetime) -> Known:
    """Triage, screening or a wish for a person concluded a level: it opens, raises or leaves the case."""
    if not known.lives:
        return opened(level)
    if known.state == HANDED:
        level = max(level, known.level)
        return replace(taken_back(known), level=level, peak=max(level, known.peak))
    if level <= known.level:
        return known
    raised = replace(known, level=level, peak=max(level, known.peak))
    return raised.waits(UNANSWERED, now) if known.state == HELD else raised


def wrote(known: Known, now: datetime) -> Known:
    """The contact of a held case wrote: after a counsellor's word, their time to answer begins."""
    if known.state == HELD and known.timer == REVIEW:
        return known.waits(UNANSWERED, now)
    return known


def acknowledged(known: Known, counsellor: str, now: datetime) -> Known:
    """A counsellor accepted an alert; whoever is late, or second, changes nothing."""
    if known.state != OPEN:
        return known
    return replace(known, state=HELD, holder=counsellor, spoken=False).waits(EXPIRES, now)


def passed_on(known: Known, counsellor: str) -> Known:
    """A counsellor passed an alert on: only its holder gives a case back."""
    return taken_back(known) if known.state == HELD and known.holder == counsellor else known


def spoke(known: Known, counsellor: str, now: datetime) -> Known:
    """A counsellor wrote to or spoke with the contact."""
    if known.state != HELD or known.holder != counsellor:
        return known
    return replace(known.waits(REVIEW, now), spoken=True)


def handed_back(known: Known, counsellor: str, now: datetime) -> Known:
    """A counsellor lets the assistant go on: only the holder, after a word with the contact; danger ends."""
    answered = known.spoken and known.timer != UNANSWERED
    if known.state != HELD or known.holder != counsellor or not answered:
        return known
    return replace(known, state=HANDED, level=min(known.level, Level.AMBER)).waits(REVIEW, now)


def taken_up(known: Known, counsellor: str, now: datetime) -> Known:
    """A counsellor goes on with what they handed back."""
    if known.state != HANDED or known.holder != counsellor:
        return known
    return replace(known, state=HELD).waits(EXPIRES, now)


def owed(known: Known) -> int:
    """Return how many questions closing the case leaves to answer: more where it ever was RED."""
    return 5 if known.peak == Level.RED else 3


def finished(known: Known, counsellor: str, answers: int, of: int) -> Known:
    """A counsellor answered some of so many questions: only the holder finishes it, and only with all."""
    theirs = known.state in (HELD, HANDED) and known.holder == counsellor
    if not theirs or of != owed(known) or answers < of:
        return known
    return replace(known, state=RESOLVED, holder=None, timer=None, due=None)


def later(known: Known, now: datetime, roster: set[str]) -> Known:
    """Time has passed up to `now`, and whatever was due has been done."""
    if known.state not in (HELD, HANDED) or known.due is None or known.due > now:
        return known
    if known.timer == REVIEW and known.holder in roster:
        return known.waits(REVIEW, now)
    return taken_back(known)


def may_become(before: Known, after: Known, actors: set[str]) -> str | None:
    """Say what is wrong with a step between two states; `actors` are the counsellors who acted in it."""
    if before.case is not None and after.case == before.case:
        lowered = after.state == HANDED and before.state == HELD and before.holder in actors and before.spoken
        if after.level < before.level and not lowered:
            return f"the level fell from {before.level.name} to {after.level.name}"
        if after.peak < before.peak:
            return "what was owed at its end was forgotten"
        if before.state == RESOLVED and after.state != RESOLVED:
            return "a resolved case came back"
    elif before.lives and not actors:
        return "a case was put beside an unresolved one"
    if after.state == HELD and after.holder is None:
        return "acknowledged by nobody"
    taken = after.state in (HELD, HANDED) and (before.state, before.holder) != (after.state, after.holder)
    if taken and after.holder not in actors:
        return f"acknowledged by {after.holder}, who did nothing"
    ended = after.state == RESOLVED and before.state != RESOLVED
    if ended and before.holder not in actors:
        return "resolved by nobody who held it"
    return None


def differs(expected: Known, seen: Known, *, timers: bool) -> str | None:
    """Say how what is seen differs from what was expected; `timers` are compared where they are known."""
    if (expected.state, expected.level, expected.holder) != (seen.state, seen.level, seen.holder):
        return f"expected {expected}, saw {seen}"
    if timers and seen.state == HELD and expected.timer not in (None, seen.timer):
        return f"expected the timer {expected.timer}, saw {seen.timer}"
    return None
