"""A simulator and a fake helpline, both real servers on loopback."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser
from twilio.request_validator import RequestValidator

from simulator.app import create_app, serve
from simulator.settings import Counsellor, Settings
from tests.browser import chromium

ACCOUNT = "AC" + "1" * 32
TOKEN = "test-token"
CONTACT = "+9647700000001"
COUNSELLOR = "+9647700000002"
WHATSAPP = "+15550100001"
VOICE = "+15550100002"


class FakeHelpline:
    """Answer webhooks as told per path, and keep every one with its verified signature."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.received: list[dict[str, Any]] = []
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                fake.handle(self, self.rfile.read(int(self.headers["Content-Length"])).decode())

            def do_GET(self) -> None:
                fake.handle(self, "")

            def log_message(self, *args: Any) -> None:
                """Stay quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def handle(self, request: BaseHTTPRequestHandler, body: str) -> None:
        path = urlsplit(request.path).path
        form = dict(parse_qsl(body, keep_blank_values=True))
        signature = request.headers.get("X-Twilio-Signature", "")
        valid = RequestValidator(TOKEN).validate(self.url + request.path, form, signature)
        query = dict(parse_qsl(urlsplit(request.path).query))
        entry = {"path": path, "form": form, "query": query, "valid": valid, "method": request.command}
        entry["token"] = request.headers["I-Twilio-Idempotency-Token"]
        entry["signature"] = signature
        self.received.append(entry)
        answer = self.answers.get(path, (200, "text/plain", ""))
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if callable(answer):
            answer = answer(form)
        if isinstance(answer, str):
            answer = (200, "text/xml", answer)
        status, content_type, text = answer
        request.send_response(status)
        request.send_header("Content-Type", content_type)
        payload = text if isinstance(text, bytes) else text.encode()
        request.send_header("Content-Length", str(len(payload)))
        request.end_headers()
        request.wfile.write(payload)

    def to(self, path: str) -> list[dict[str, str]]:
        """Return the forms posted to a path."""
        return [entry["form"] for entry in self.received if entry["path"] == path]


class Simulator:
    """Hold a running simulator and clients for its REST and control APIs."""

    def __init__(self, settings: Settings) -> None:
        self.app = create_app(settings)
        self.state = self.app.extensions["simulator"]
        self.server = serve(self.app)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.http = httpx.Client(base_url=self.url, timeout=20, verify=False, trust_env=False)
        self.root = f"/2010-04-01/Accounts/{ACCOUNT}"

    def sim(self, path: str, **asked: Any) -> Any:
        """Post to the control API and return its answer."""
        answer = self.http.post(f"/sim/{path}", json=asked)
        assert answer.status_code < 300, answer.text
        return answer.json() if answer.content else None

    def rest(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Call the REST API with the account's credentials."""
        base = "" if path.startswith(("/v1", "/v2")) else self.root
        return self.http.request(method, base + path, auth=(ACCOUNT, TOKEN), **options)

    def send(self, body: str = "أهلا", to: str = CONTACT, **more: Any) -> httpx.Response:
        """Send a WhatsApp message as the helpline does."""
        form = {"To": f"whatsapp:{to}", "From": f"whatsapp:{WHATSAPP}", **more}
        return self.rest("POST", "/Messages.json", data=form | ({"Body": body} if body else {}))

    def call(self, sid: str) -> dict[str, Any]:
        """Return a call as the control API shows it."""
        return self.http.get(f"/sim/calls/{sid}").json()

    def heard(self, sid: str, kind: str = "say") -> list[str]:
        """Return what was heard on a call, of one kind."""
        return [entry["text"] for entry in self.call(sid)["transcript"] if entry["kind"] == kind]


def wait_until(condition: Callable[[], Any], timeout: float = 5.0) -> Any:
    """Return the condition's first true value; fail after ``timeout`` seconds."""
    limit = time.monotonic() + timeout
    while time.monotonic() < limit:
        if found := condition():
            return found
        time.sleep(0.005)
    raise AssertionError("it did not happen in time")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a file; each opens a page of its own."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def eventually() -> Callable[..., Any]:
    """Give tests a way to wait for what happens on other threads."""
    return wait_until


@pytest.fixture
def helpline() -> Iterator[FakeHelpline]:
    """Run a fake helpline for one test."""
    fake = FakeHelpline()
    yield fake
    fake.server.shutdown()
    fake.server.server_close()


@pytest.fixture
def make_simulator(helpline: FakeHelpline) -> Iterator[Callable[..., Simulator]]:
    """Make simulators with changed settings."""
    made: list[Simulator] = []

    def make(**changes: Any) -> Simulator:
        settings = {
            "account_sid": ACCOUNT,
            "auth_token": TOKEN,
            "public_url": helpline.url,
            "whatsapp_number": WHATSAPP,
            "voice_number": VOICE,
            "port": 0,
            "message_url": f"{helpline.url}/whatsapp/inbound",
            "voice_url": f"{helpline.url}/ivr/incoming",
            "voice_status_url": f"{helpline.url}/ivr/status",
            "speed": 40.0,
            "counsellors": (Counsellor("زينب", COUNSELLOR),),
        }
        made.append(Simulator(Settings(**(settings | changes))))
        return made[-1]

    yield make
    for each in made:
        each.http.close()
        each.server.shutdown()
        each.server.server_close()
        each.state.clock.stop()


@pytest.fixture
def simulator(make_simulator: Callable[..., Simulator]) -> Simulator:
    """Run a simulator for one test, forty times as fast as life."""
    return make_simulator()
