"""What the watchdog finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must not be. `key` names it across looks; `count` says how many.

    One that is `about` something to come, or about one person's act, is told once for each such thing; one
    that is not stands until it is mended, is told again and again, and silences the heartbeat.
    """

    key: str
    count: int = 1
    about: str = ""

    @property
    def name(self) -> str:
        """What it is told once as."""
        return f"{self.key}: {self.about}" if self.about else self.key

    @property
    def stands(self) -> bool:
        """Whether something is wrong now, with the helpline itself."""
        return not self.about
