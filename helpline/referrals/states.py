"""Where a referral may stand and what may follow; pure.

Nothing is passed on before `consented`, which only the contact can say; what follows may be withdrawn.
"""

import enum
from collections.abc import Mapping


class State(enum.StrEnum):
    """Where a referral stands."""

    OFFERED = "offered"
    CONSENTED = "consented"
    SENT = "sent"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    SEEN = "seen"
    CLOSED = "closed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


_S = State
NEXT: Mapping[State, frozenset[State]] = {
    _S.OFFERED: frozenset({_S.CONSENTED, _S.DECLINED}),
    _S.CONSENTED: frozenset({_S.SENT, _S.DECLINED, _S.CLOSED, _S.WITHDRAWN}),
    _S.SENT: frozenset({_S.ACCEPTED, _S.WAITING, _S.DECLINED, _S.CLOSED, _S.WITHDRAWN}),
    _S.WAITING: frozenset({_S.ACCEPTED, _S.DECLINED, _S.CLOSED, _S.WITHDRAWN}),
    _S.ACCEPTED: frozenset({_S.SEEN, _S.WAITING, _S.CLOSED, _S.WITHDRAWN}),
    _S.SEEN: frozenset({_S.CLOSED, _S.WITHDRAWN}),
    _S.CLOSED: frozenset(),
    _S.DECLINED: frozenset(),
    _S.WITHDRAWN: frozenset(),
}
ENDED = frozenset(state for state, following in NEXT.items() if not following)
# The contact's own word; nobody says it for them.
THEIRS = frozenset({_S.OFFERED, _S.CONSENTED})
# What somebody of the team has to move on.
WAITS_FOR_TEAM = frozenset({_S.CONSENTED, _S.SENT, _S.WAITING, _S.ACCEPTED})
# What the contact hears of: the rest is the team's own book-keeping, or their own doing.
IS_NEWS = frozenset({_S.SENT, _S.WAITING, _S.ACCEPTED, _S.DECLINED})
