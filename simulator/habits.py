"""What a phone does by itself when a message reaches it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator import handoff, inbound
from simulator.messages import Message

if TYPE_CHECKING:
    from simulator.state import State


def tap_if_inclined(state: State, message: Message) -> None:
    """Tap the first button that the phone's habit matches, after its usual delay."""
    habit = state.phones.get(message.phone)
    chosen = next((b for b in message.buttons if habit.tap and re.search(habit.tap, b.payload)), None)
    if chosen is None:
        return
    payload = chosen.payload

    def act() -> None:
        handoff.deliver(state, inbound.tap(state, message, payload))

    state.clock.after(habit.tap_after, act)
