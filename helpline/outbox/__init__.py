"""What is to be sent, and what became of it."""

from helpline.outbox.row import Kind, Outbox, Sending, enqueue, queued, withdraw, withdraw_state
from helpline.outbox.send import Ambiguous, Refused, Sender, Unavailable, drain, send_one

__all__ = [
    "Ambiguous",
    "Kind",
    "Outbox",
    "Refused",
    "Sender",
    "Sending",
    "Unavailable",
    "drain",
    "enqueue",
    "queued",
    "send_one",
    "withdraw",
    "withdraw_state",
]
