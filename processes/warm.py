"""What a process reads before it takes its first message or call, so that nobody waits for it."""

from collections.abc import Callable

from helpline import content
from helpline.alerts import policy, roster
from helpline.conversation import rasa, whom
from helpline.infra import twilio_rest
from helpline.infra.logs import log
from helpline.triage import assess

# Any words will do: rules and weights are read once by them, and not by eight callers at once.
_WORDS = "سلام عليكم"


def warm() -> None:
    """Read texts, numbers, rules, weights, roster and policies, and make the clients of Rasa and Twilio.

    One that fails hinders no other.
    """
    warm_console()
    _read(lambda: assess(_WORDS), lambda: whom.asked_for(_WORDS), rasa.prepare, twilio_rest.prepare)


def warm_console() -> None:
    """Read what the console shows: texts, numbers, roster and policies, neither rules nor weights."""
    _read(content.all_texts, lambda: content.emergency_number(None), roster.current, policy.current)


def _read(*readers: Callable[[], object]) -> None:
    for read in readers:
        try:
            read()
        except Exception as error:
            # Whoever needs it first says what is wrong; a process that does not start helps nobody.
            log().error("not_read_at_start", error=error)
