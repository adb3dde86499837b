"""The watchdog's ways out: each told once, again after ten minutes, none stopped by another."""

import ssl
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import httpx
import pytest

from helpline.alerts.watchdog import report
from helpline.alerts.watchdog.finding import Finding
from helpline.alerts.watchdog.report import Reporter
from helpline.infra import mail
from tests.conftest import clear_caches

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)


class Outside:
    """The operator's webhook and the supervisor's mail server."""

    def __init__(self) -> None:
        self.posted: list[list[str]] = []
        self.mailed: list[str] = []
        self.post_error: Exception | None = None
        self.mail_error: Exception | None = None

    def post(self, url: str, json: Any = None, timeout: float = 0) -> httpx.Response:
        if self.post_error:
            raise self.post_error
        self.posted.append([finding["key"] for finding in json["findings"]])
        return httpx.Response(200, request=httpx.Request("POST", url))

    def smtp(self, host: str, port: int, timeout: float = 0) -> "Outside":
        if self.mail_error:
            raise self.mail_error
        return self

    def __enter__(self) -> "Outside":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def starttls(self, context: ssl.SSLContext) -> None:
        assert context.verify_mode is ssl.CERT_REQUIRED
        self.mailed.append("tls")

    def login(self, user: str, password: str) -> None:
        self.mailed.append(f"login {user}")

    def send_message(self, message: EmailMessage) -> None:
        self.mailed.append(message.get_content().strip())


@pytest.fixture
def outside(environment: pytest.MonkeyPatch) -> Outside:
    fake = Outside()
    environment.setenv("WATCHDOG_URL", "https://monitor.example")
    environment.setenv("SMTP_URL", "smtp://mail.example:25")
    environment.setenv("SUPERVISOR_EMAIL", "supervisor@example.org")
    environment.setattr(report.httpx, "post", fake.post)
    environment.setattr(mail.smtplib, "SMTP", fake.smtp)
    clear_caches()
    return fake


def minutes(number: float) -> datetime:
    return NOW + timedelta(minutes=number)


def test_a_finding_is_told_once_by_every_way(outside: Outside) -> None:
    reporter = Reporter()
    for second in range(0, 60, 5):
        reporter.report([Finding("late_timers", 2)], NOW + timedelta(seconds=second))

    assert outside.posted == [["late_timers"]]
    assert outside.mailed == ["late_timers: 2"]


def test_a_finding_that_stays_is_told_again_after_ten_minutes(outside: Outside) -> None:
    reporter = Reporter()
    for minute in (0, 5, 10, 10.1, 15, 20.2):
        reporter.report([Finding("roster_gap")], minutes(minute))

    assert len(outside.posted) == 3


def test_a_finding_that_went_and_came_back_is_told_again(outside: Outside) -> None:
    reporter = Reporter()
    reporter.report([Finding("late_timers")], minutes(0))
    reporter.report([], minutes(1))
    reporter.report([Finding("late_timers")], minutes(2))

    assert len(outside.posted) == 2


def test_a_new_finding_does_not_repeat_the_old_ones(outside: Outside) -> None:
    reporter = Reporter()
    reporter.report([Finding("a")], minutes(0))
    reporter.report([Finding("a"), Finding("b")], minutes(1))

    assert outside.posted == [["a"], ["b"]]


@pytest.mark.parametrize(
    "error",
    [httpx.ConnectError("x"), httpx.InvalidURL("x"), ValueError("x"), OSError("x"), RuntimeError("x")],
)
def test_a_way_that_fails_keeps_no_other_from_being_used_and_is_tried_at_each_look(
    outside: Outside, error: Exception
) -> None:
    reporter = Reporter()
    outside.post_error = error
    for second in (0, 5, 10):
        reporter.report([Finding("late_timers")], NOW + timedelta(seconds=second))
    assert outside.mailed == ["late_timers: 1"]
    assert outside.posted == []
    outside.post_error = None
    reporter.report([Finding("late_timers")], NOW + timedelta(seconds=15))

    assert outside.posted == [["late_timers"]]
    assert outside.mailed == ["late_timers: 1"]


def test_mail_that_fails_keeps_the_webhook(outside: Outside) -> None:
    outside.mail_error = OSError("x")
    Reporter().report([Finding("late_timers")], NOW)

    assert outside.posted == [["late_timers"]]


def test_a_mail_server_with_a_password_is_spoken_to_encrypted(
    outside: Outside, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("SMTP_URL", "smtp://user:secret@mail.example:587")
    clear_caches()
    Reporter().report([Finding("a")], NOW)

    assert outside.mailed == ["tls", "login user", "a: 1"]


def test_without_any_way_out_the_findings_are_still_returned(environment: pytest.MonkeyPatch) -> None:
    reporter = Reporter()

    assert reporter.report([Finding("a")], NOW) == [Finding("a")]
    assert reporter.report([Finding("a")], minutes(1)) == []


@pytest.mark.parametrize("error", [httpx.ConnectError("x"), httpx.InvalidURL("x")])
def test_a_monitor_that_cannot_be_reached_does_not_end_the_watchdog(
    environment: pytest.MonkeyPatch, error: Exception
) -> None:
    asked = []

    def get(url: str, timeout: float) -> httpx.Response:
        asked.append(url)
        raise error

    environment.setenv("HEARTBEAT_URL", "https://monitor.example/beat")
    environment.setattr(report.httpx, "get", get)
    clear_caches()
    report.heartbeat()

    assert asked == ["https://monitor.example/beat"]


def test_what_is_about_something_to_come_is_told_once_for_each_such_thing(outside: Outside) -> None:
    reporter = Reporter()
    for minute in (0, 11, 22):
        reporter.report([Finding("roster_gap_24h", about="2026-01-06 08:00")], minutes(minute))
    reporter.report([Finding("roster_gap_24h", about="2026-01-06 20:00")], minutes(33))

    assert outside.posted == [["roster_gap_24h"], ["roster_gap_24h"]]
    assert outside.mailed == ["roster_gap_24h: 2026-01-06 08:00", "roster_gap_24h: 2026-01-06 20:00"]
