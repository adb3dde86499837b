"""Look at Twilio's own side: the account's balance, WhatsApp's approvals, the sender, failed webhooks."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from helpline.alerts.watchdog import twilio_answers
from helpline.alerts.watchdog.finding import Finding
from helpline.infra import clock, twilio_rest
from helpline.infra.logs import log
from helpline.infra.settings import settings
from helpline.infra.twilio_rest import NotSent, TwilioError, Unknown

LOOK_EVERY = 300.0
# Whether Twilio is away for longer is soon known.
LOOK_AGAIN_AFTER = 60.0
FAILURES_BEFORE_TOLD = 3
# Longer than a look and the wait before it take: what was found before must not pass for the truth.
STUCK_AFTER = 900.0
# Twilio writes down an error some time after it happened; what was seen before is not counted again.
WRITTEN_WITHIN = timedelta(minutes=15)
MOST_ON_A_PAGE = 1000
NOT_FOUND = 404
# What passes by itself: too many requests, and Twilio's own trouble.
PASSING = (408, 429)
SERVER_ERROR = 500

Templates = Callable[[], Mapping[str, str]]


class TwilioLook:
    """Asks Twilio and remembers what was found; one for a watchdog's life, used by one thread.

    `templates` returns the SIDs of the approved templates in use by the names of their settings.
    """

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._asks: Mapping[str, Callable[[datetime], list[Finding]]] = {
            "balance": self._balance,
            "templates": self._approvals,
            "sender": self._sender,
            "webhooks": self._webhooks,
        }
        self._found: dict[str, list[Finding]] = {}
        self._failures: Counter[str] = Counter()
        self._webhooks_asked_at: datetime | None = None
        self._webhooks_seen: frozenset[str] = frozenset()

    def look(self, now: datetime) -> list[Finding]:
        """Make every check that is wanted (TWILIO_CHECKS); returns what is wrong, and never raises.

        Where no answer comes, what was found before holds until one does.
        """
        for name in settings().checks_of_twilio:
            self._check(name, now)
        found = [one for name in settings().checks_of_twilio for one in self._found.get(name, ())]
        away = sum(count >= FAILURES_BEFORE_TOLD for count in self._failures.values())
        return [*found, Finding("twilio_unreachable", away)] if away else found

    @property
    def wait(self) -> float:
        """Seconds until the next look."""
        return LOOK_AGAIN_AFTER if any(self._failures.values()) else LOOK_EVERY

    def _check(self, name: str, now: datetime) -> None:
        try:
            found = self._asks[name](now)
        except Exception as error:
            if _passes(error):
                self._failures[name] += 1
                log().warning("twilio_check_failed", where=name, error=error, attempt=self._failures[name])
                return
            # Refused, or answered with what is not in its contract: asking again does not help.
            log().error("twilio_check_refused", where=name, code=getattr(error, "code", None), exc_info=error)
            found = [Finding("twilio_check_refused", about=name)]
        self._failures[name] = 0
        self._found[name] = found

    def _balance(self, _now: datetime) -> list[Finding]:
        answer = twilio_rest.get(twilio_rest.account_url("Balance.json"))
        return twilio_answers.balance(answer, settings().twilio_balance_low)

    def _approvals(self, _now: datetime) -> list[Finding]:
        words = {name: _approval(sid) for name, sid in self._templates().items()}
        for name, word in words.items():
            if word != twilio_answers.APPROVED:
                log().error("template_not_approved", where=name, state=word)
        return twilio_answers.templates(words)

    def _sender(self, _now: datetime) -> list[Finding]:
        asked = {"Channel": "whatsapp", "PageSize": MOST_ON_A_PAGE}
        answer = twilio_rest.get(twilio_rest.messaging_url("Channels/Senders"), asked)
        one = twilio_answers.find_sender(answer, settings().whatsapp_number)
        found = twilio_answers.sender(one)
        if found:
            why = [str(reason.get("code")) for reason in (one or {}).get("offline_reasons") or ()]
            state = (one or {}).get("status", "missing")
            log().error("whatsapp_sender", finding=found[0].key, state=state, code=",".join(why))
        return found

    def _webhooks(self, now: datetime) -> list[Finding]:
        since = (self._webhooks_asked_at or now) - WRITTEN_WITHIN
        asked = {
            "LogLevel": "error",
            "StartDate": f"{since:%Y-%m-%dT%H:%M:%SZ}",
            "PageSize": MOST_ON_A_PAGE,
        }
        failed = twilio_answers.failed_webhooks(twilio_rest.get(twilio_rest.monitor_url("Alerts"), asked))
        new = {sid: code for sid, code in failed.items() if sid not in self._webhooks_seen}
        self._webhooks_asked_at, self._webhooks_seen = now, frozenset(failed)
        if not new:
            return []
        log().error("webhooks_failed", count=len(new), code=",".join(sorted(set(new.values()))))
        return [Finding("webhooks_failed", len(new))]


class InBackground:
    """Runs the looks in a thread of their own, so that Twilio keeps no look at the database waiting.

    A look that is not over `stuck_after` seconds after the last one was counts as Twilio not answering.
    """

    def __init__(self, looker: TwilioLook, stuck_after: float = STUCK_AFTER) -> None:
        self._looker = looker
        self._stuck_after = stuck_after
        self._found: tuple[Finding, ...] = ()
        self._looked_at = time.monotonic()
        self._stopped = threading.Event()
        # A daemon: the process must not wait for Twilio when it is stopped.
        self._thread = threading.Thread(target=self._run, name="twilio-look", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more; a request under way is not waited for."""
        self._stopped.set()

    def findings(self) -> list[Finding]:
        """Return what the latest look found, at once."""
        found = list(self._found)
        if time.monotonic() - self._looked_at <= self._stuck_after:
            return found
        return [*(one for one in found if one.key != "twilio_unreachable"), Finding("twilio_unreachable")]

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._found = tuple(self._looker.look(clock.now()))
            self._looked_at = time.monotonic()
            self._stopped.wait(self._looker.wait)


def _approval(sid: str) -> str:
    try:
        answer = twilio_rest.get(twilio_rest.content_url(f"Content/{sid}/ApprovalRequests"))
    except TwilioError as error:
        if error.status == NOT_FOUND:
            return "missing"
        raise
    return twilio_answers.approval(answer)


def _passes(error: Exception) -> bool:
    if isinstance(error, TwilioError):
        return error.status in PASSING or error.status >= SERVER_ERROR
    return isinstance(error, NotSent | Unknown)
