"""Cry out through ways that do not run through Twilio."""

import smtplib
from collections.abc import Iterable
from datetime import datetime, timedelta
from email.message import EmailMessage
from urllib.parse import urlsplit

import httpx

from helpline.alerts.watchdog.overdue import Finding
from helpline.infra.logs import log
from helpline.infra.settings import settings

# A finding that stays is repeated so that nobody believes it gone.
REPEAT_AFTER = timedelta(minutes=10)


class Reporter:
    """Remembers what was reported when; one for a watchdog's life."""

    def __init__(self) -> None:
        self._last: dict[str, datetime] = {}

    def report(self, findings: Iterable[Finding], now: datetime) -> list[Finding]:
        """Log all findings and send out those that are new or due again; returns these."""
        current = list(findings)
        news = [
            one for one in current if one.key not in self._last or now - self._last[one.key] > REPEAT_AFTER
        ]
        gone = set(self._last) - {one.key for one in current}
        for key in gone:
            del self._last[key]
            log().info("finding_over", finding=key)
        for one in current:
            log().error("finding", finding=one.key, count=one.count)
        if news and send_out(news):
            self._last.update({one.key: now for one in news})
        return news


def send_out(findings: list[Finding]) -> bool:
    """Tell the operator's webhook and the supervisor's mail; returns whether every configured way worked."""
    ways = []
    if settings().watchdog_url:
        ways.append(_post)
    if settings().smtp_url and settings().supervisor_email:
        ways.append(_mail)
    worked = True
    for way in ways:
        try:
            way(findings)
        except (httpx.HTTPError, OSError, smtplib.SMTPException) as error:
            # One way that is down must not keep the other from being tried; it is tried again next look.
            log().error("report_failed", where=way.__name__, error=error)
            worked = False
    return worked


def heartbeat() -> None:
    """Tell the outside monitor that all is well; its silence is the alarm."""
    if not settings().heartbeat_url:
        return
    try:
        httpx.get(settings().heartbeat_url, timeout=5).raise_for_status()
    except httpx.HTTPError as error:
        log().error("heartbeat_failed", error=error)


def _post(findings: list[Finding]) -> None:
    body = {"source": "wiyak", "findings": [{"key": one.key, "count": one.count} for one in findings]}
    httpx.post(settings().watchdog_url, json=body, timeout=5).raise_for_status()


def _mail(findings: list[Finding]) -> None:
    parts = urlsplit(settings().smtp_url)
    message = EmailMessage()
    message["From"] = settings().supervisor_email
    message["To"] = settings().supervisor_email
    message["Subject"] = f"Wiyak: {', '.join(one.key for one in findings)}"
    message.set_content("\n".join(f"{one.key}: {one.count}" for one in findings))
    with smtplib.SMTP(parts.hostname or "localhost", parts.port or 25, timeout=10) as server:
        if parts.username:
            server.starttls()
            server.login(parts.username, parts.password or "")
        server.send_message(message)
