"""Call the helpline as Twilio does: signed, form-encoded, 15 seconds, retried once and only to connect."""

from __future__ import annotations

import http.client
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from twilio.request_validator import RequestValidator

from simulator.faults import Faults
from simulator.formats import new_sid
from simulator.settings import Settings

CONNECT_TIMEOUT = 5.0
READ_TIMEOUT = 15.0
TOTAL_TIMEOUT = 15.0
MAX_BODY = 64 * 1024
# Of audio only the beginning is wanted: it says how long the rest is.
HEAD_OF_AUDIO = 4096
REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Delivery:
    """Say what became of one webhook: HTTP status or the error, the time in seconds, the answer."""

    purpose: str
    url: str
    status: int | None
    elapsed: float
    attempts: int
    token: str
    content_type: str
    body: str
    error: str

    @property
    def ok(self) -> bool:
        """Tell whether the helpline answered with success."""
        return self.status is not None and 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Overrides:
    """Hold the connection overrides a URL's fragment may carry (``#rc=2&rp=all``); seconds."""

    connect_timeout: float
    read_timeout: float
    total_timeout: float
    retries: int
    policy: frozenset[str]


class Webhooks:
    """Sign and send webhooks, and remember the latest ones for tests."""

    def __init__(self, settings: Settings, faults: Faults) -> None:
        self._settings = settings
        self._faults = faults
        self._validator = RequestValidator(settings.auth_token)
        self.sent: deque[dict[str, Any]] = deque(maxlen=5000)

    def send(self, purpose: str, url: str, params: Mapping[str, str], method: str = "POST") -> Delivery:
        """Deliver one webhook and return its outcome; never raises for what the far side does."""
        token = new_sid("")
        fault = self._faults.take(f"webhook {purpose}")
        if fault and fault.kind == "lost":
            return self._note(Delivery(purpose, url, None, 0.0, 0, token, "", "", "lost"), params)
        if fault and fault.kind == "slow":
            time.sleep(fault.delay)
        if fault and fault.kind == "twice":
            self._note(self._attempts(purpose, url, params, method, token), params)
        return self._note(self._attempts(purpose, url, params, method, token), params)

    def _attempts(
        self, purpose: str, url: str, params: Mapping[str, str], method: str, token: str
    ) -> Delivery:
        overrides, target = overrides_of(url)
        started = time.monotonic()
        attempt = 0
        while True:
            attempt += 1
            left = overrides.total_timeout - (time.monotonic() - started)
            status, content_type, body, error = self._once(target, params, method, token, overrides, left)
            reason = error or (f"{status // 100}xx" if status else "")
            retry = reason in overrides.policy or ("all" in overrides.policy and reason not in ("", "2xx"))
            if (
                not retry
                or attempt > overrides.retries
                or time.monotonic() - started >= overrides.total_timeout
            ):
                elapsed = time.monotonic() - started
                return Delivery(purpose, target, status, elapsed, attempt, token, content_type, body, error)

    def _once(
        self,
        url: str,
        params: Mapping[str, str],
        method: str,
        token: str,
        overrides: Overrides,
        left: float,
    ) -> tuple[int | None, str, str, str]:
        for _ in range(REDIRECTS):
            if method == "GET":
                url += ("&" if "?" in url else "?") + urlencode(params) if params else ""
                params = {}
            answer = self._exchange(url, params, method, token, overrides, left)
            if answer[0] not in (301, 302, 303, 307, 308) or not answer[3]:
                return answer[0], answer[1], answer[2], "" if answer[0] else answer[3]
            # Twilio follows a redirect with a GET that carries no parameters of its own.
            url, method, params = urljoin(url, answer[3]), "GET", {}
        return None, "", "", "too many redirects"

    def _exchange(
        self,
        url: str,
        params: Mapping[str, str],
        method: str,
        token: str,
        overrides: Overrides,
        left: float,
    ) -> tuple[int | None, str, str, str]:
        """Return status, content type, body and the error or the redirect's target."""
        parts = urlsplit(self._where(url))
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        # A fresh connection each time, as Twilio makes: a kept one that the server has closed meanwhile
        # could not be told from a failure to connect.
        connection = kind(parts.netloc, timeout=max(0.05, min(overrides.connect_timeout, left)))
        headers = {
            "X-Twilio-Signature": self._validator.compute_signature(url, dict(params)),
            "I-Twilio-Idempotency-Token": token,
            "User-Agent": "TwilioProxy/1.1",
            "Accept": "*/*",
            "Connection": "close",
        }
        payload = None
        if method == "POST":
            payload = urlencode(params).encode()
            headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8"
        try:
            connection.connect()
        except OSError:
            return None, "", "", "ct"
        try:
            connection.sock.settimeout(max(0.05, min(overrides.read_timeout, left)))
            path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            connection.request(method, path, payload, headers)
            response = connection.getresponse()
            content_type = response.headers.get("Content-Type", "")
            if content_type.startswith("audio/"):
                # A character a byte, so that the bytes can be had back.
                text = response.read(HEAD_OF_AUDIO).decode("latin-1")
            else:
                text = response.read(MAX_BODY).decode("utf-8", "replace")
            location = response.headers.get("Location", "")
            return response.status, content_type, text, location
        except TimeoutError:
            return None, "", "", "rt"
        except (OSError, http.client.HTTPException) as failure:
            return None, "", "", f"connection broken: {type(failure).__name__}"
        finally:
            connection.close()

    def _where(self, url: str) -> str:
        public, actual = self._settings.public_url, self._settings.connect_url
        return actual + url[len(public) :] if actual and url.startswith(public) else url

    def _note(self, delivery: Delivery, params: Mapping[str, str]) -> Delivery:
        self.sent.append({**asdict(delivery), "params": dict(params)})
        return delivery


def overrides_of(url: str) -> tuple[Overrides, str]:
    """Split a webhook URL into its connection overrides and the URL that is called and signed."""
    base, _, fragment = url.partition("#")
    found = dict(parse_qsl(fragment))

    def seconds(name: str, default: float) -> float:
        return min(int(found[name]), 15000) / 1000 if name in found else default

    return (
        Overrides(
            connect_timeout=seconds("ct", CONNECT_TIMEOUT),
            read_timeout=seconds("rt", READ_TIMEOUT),
            total_timeout=seconds("tt", TOTAL_TIMEOUT),
            retries=min(int(found.get("rc", "1")), 5),
            policy=frozenset(found.get("rp", "ct").split(",")),
        ),
        base,
    )
