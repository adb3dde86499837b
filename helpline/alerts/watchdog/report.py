"""Cry out through ways that do not run through Twilio."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import httpx

from helpline.alerts.watchdog.finding import Finding
from helpline.infra import mail
from helpline.infra.logs import log
from helpline.infra.settings import settings

# A finding that stays is repeated so that nobody believes it gone.
REPEAT_AFTER = timedelta(minutes=10)

Way = Callable[[list[Finding]], None]


class Reporter:
    """Remembers what was reported by which way and when; one for a watchdog's life."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._told: dict[tuple[str, str], datetime] = {}

    def report(self, findings: Iterable[Finding], now: datetime) -> list[Finding]:
        """Log all findings and send them out, by each way what it has not told of late; returns the new."""
        current = list(findings)
        names = {one.name for one in current}
        for name in self._seen - names:
            log().info("finding_over", finding=name.partition(":")[0])
        news = [one for one in current if one.name not in self._seen]
        for one in current:
            if one.stands or one in news:
                log().error("finding", finding=one.key, count=one.count)
        self._seen = names
        self._told = {(way, name): at for (way, name), at in self._told.items() if name in names}
        for name, way in ways().items():
            due = [one for one in current if self._is_due(name, one, now)]
            if due and _sent(name, way, due):
                self._told.update({(name, one.name): now for one in due})
        return news

    def _is_due(self, way: str, finding: Finding, now: datetime) -> bool:
        last = self._told.get((way, finding.name))
        return last is None or (finding.stands and now - last > REPEAT_AFTER)


def ways() -> dict[str, Way]:
    """Return the configured ways out by name: the operator's webhook and the supervisor's mail."""
    found: dict[str, Way] = {}
    if settings().watchdog_url:
        found["webhook"] = _post
    if settings().smtp_url and settings().supervisor_email:
        found["mail"] = _mail
    return found


def _sent(name: str, way: Way, findings: list[Finding]) -> bool:
    try:
        way(findings)
    except Exception as error:
        # Whatever is wrong with one way, the other is tried; this one is tried again at the next look.
        log().error("report_failed", where=name, error=error)
        return False
    return True


def heartbeat() -> None:
    """Tell the outside monitor that all is well; its silence is the alarm."""
    if not settings().heartbeat_url:
        return
    try:
        httpx.get(settings().heartbeat_url, timeout=5).raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        log().error("heartbeat_failed", error=error)


def _post(findings: list[Finding]) -> None:
    told = [
        {"key": one.key, "count": one.count, **({"about": one.about} if one.about else {})}
        for one in findings
    ]
    body = {"source": "wiyak", "findings": told}
    httpx.post(settings().watchdog_url, json=body, timeout=5).raise_for_status()


def _mail(findings: list[Finding]) -> None:
    mail.send(
        settings().supervisor_email,
        f"Wiyak: {', '.join(one.key for one in findings)}",
        "\n".join(f"{one.key}: {one.about or one.count}" for one in findings),
    )
