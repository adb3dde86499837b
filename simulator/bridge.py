"""Two call legs that hear each other."""

from __future__ import annotations

import time

from simulator.calls import Call, Digits, Speech


class Bridge:
    """Carry words and tones between two legs until either leaves."""

    def __init__(self, one: Call, other: Call) -> None:
        self._legs = (one, other)
        self._over = False
        self._started = time.monotonic()
        self._speed = one.simulated(1.0)

    @property
    def over(self) -> bool:
        """Tell whether the legs have parted."""
        return self._over

    @property
    def seconds(self) -> int:
        """Return for how long they have been connected, in simulated seconds."""
        return round((time.monotonic() - self._started) * self._speed)

    def end(self) -> None:
        """Part the legs."""
        self._over = True
        for leg in self._legs:
            leg.poke()

    def talk(self, leg: Call, star_ends: bool = False, longest: float | None = None) -> None:
        """Pass one leg's words to the other until the bridge is over; ends it on ``*`` if asked to."""
        other = self._legs[1] if leg is self._legs[0] else self._legs[0]
        deadline = None if longest is None else time.monotonic() + leg.real(longest)
        while not self._over:
            left = None if deadline is None else leg.simulated(deadline - time.monotonic())
            if left is not None and left <= 0:
                self.end()
                return
            what = leg.wait(left, until=lambda: self._over)
            if isinstance(what, Speech):
                leg.hear("speech", text=what.text)
                other.hear("voice", text=what.text, by=leg.phone)
            elif isinstance(what, Digits):
                leg.hear("digits", text=what.key)
                if star_ends and what.key == "*":
                    self.end()
                    return
                other.hear("tones", text=what.key)
