"""A referral and its state, and places in groups: by consent, told safely, withdrawn at any time."""

from helpline.referrals.model import Referral, ReferralEvent, Shared, Way
from helpline.referrals.records import (
    NotAllowed,
    consent,
    decline,
    live,
    move,
    offer,
    refuse_offers,
    stuck,
    withdraw,
)
from helpline.referrals.sessions import (
    GroupSession,
    Registration,
    Seat,
    leave,
    leave_all,
    open_session,
    take_seat,
)
from helpline.referrals.states import ENDED, NEXT, State
from helpline.referrals.view import ReferralView, SeatView, View, view

__all__ = [
    "ENDED",
    "NEXT",
    "GroupSession",
    "NotAllowed",
    "Referral",
    "ReferralEvent",
    "ReferralView",
    "Registration",
    "Seat",
    "SeatView",
    "Shared",
    "State",
    "View",
    "Way",
    "consent",
    "decline",
    "leave",
    "leave_all",
    "live",
    "move",
    "offer",
    "open_session",
    "refuse_offers",
    "stuck",
    "take_seat",
    "view",
    "withdraw",
]
