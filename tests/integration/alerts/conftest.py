"""Counsellors who can be reached by everything, and servers outside of Twilio that take what is sent."""

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from helpline.alerts.senders.email import EmailSender
from helpline.alerts.senders.push import PushSender
from helpline.infra.settings import settings
from helpline.outbox import Kind
from processes import tasks
from tests.conftest import free_port
from tests.integration.conftest import FakeTwilio
from tests.integration.world import World

EVERYTHING = "[voice, whatsapp, sms, email, push]"
ROSTER = f"""\
timezone: Asia/Baghdad
counsellors:
  - {{id: zainab, name: زينب, phone: "+9647700000101", email: z@example.org, transports: {EVERYTHING}}}
  - {{id: ahmed, name: أحمد, phone: "+9647700000102", email: a@example.org, transports: {EVERYTHING}}}
  - {{id: huda, name: هدى, phone: "+9647700000103", transports: [voice], supervisor: true}}
shifts:
  - {{days: [sat, sun, mon, tue, wed, thu, fri], from: "00:00", to: "00:00", on_call: [zainab, ahmed]}}
"""


class MailServer:
    """A mail server on loopback that keeps what it takes; `answer` is its answer to a recipient."""

    def __init__(self) -> None:
        self.kept: list[EmailMessage] = []
        self.to: list[str] = []
        self.answer = "250 OK"
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())
        self._controller.start()
        self.url = f"smtp://127.0.0.1:{self._controller.port}"

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _: Any) -> str:
        """Take a recipient, or not."""
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Keep a mail."""
        self.kept.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        self.to += envelope.rcpt_tos
        return "250 OK"

    def stop(self) -> None:
        """Close it."""
        self._controller.stop()


@dataclass
class Webhook:
    """The operator's webhook on loopback; `status` is what it answers."""

    url: str = ""
    status: int = 200
    posted: list[tuple[dict[str, Any], str]] = field(default_factory=list)


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """A mail server that works."""
    server = MailServer()
    yield server
    server.stop()


@pytest.fixture
def hanging() -> Iterator[socket.socket]:
    """A server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    """A webhook that works."""
    hook = Webhook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            hook.posted.append((body, self.headers.get("Authorization", "")))
            self.send_response(hook.status)
            self.send_header("Location", hook.url)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.url = f"http://127.0.0.1:{server.server_address[1]}/alerts"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield hook
    server.shutdown()
    server.server_close()


@pytest.fixture
def everything(
    world: World,
    twilio: FakeTwilio,
    roster_file: Path,
    mail_server: MailServer,
    webhook: Webhook,
    environment: pytest.MonkeyPatch,
) -> World:
    """The helpline with every transport set up; only Twilio is a stand-in."""
    roster_file.write_text(ROSTER, encoding="utf-8")
    for name, value in {
        "SMS_NUMBER": "+15550100005",
        "SMTP_URL": mail_server.url,
        "EMAIL_FROM": "wiyak@example.org",
        "ALERT_PUSH_URL": webhook.url,
        "ALERT_PUSH_TOKEN": "secret",
    }.items():
        environment.setenv(name, value)
    settings.cache_clear()
    senders = dict(tasks.SENDERS) | {Kind.EMAIL: EmailSender(), Kind.PUSH: PushSender()}
    environment.setattr(tasks, "SENDERS", senders)
    return world
