"""The test alert with real senders, a real web server and the simulator in Twilio's place."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from werkzeug.serving import make_server

from helpline import content
from helpline.alerts import Alert
from helpline.alerts.drill import daily
from helpline.cases import Case
from helpline.infra.database import transaction
from simulator.app import create_app, serve
from simulator.settings import Settings
from tests.conftest import TEST_ENVIRONMENT, wait_until
from tests.integration.alerts.conftest import ROSTER, MailServer, Webhook
from tests.integration.alerts.drilling import drills, go_to, outcomes, switch_on
from tests.integration.conftest import Jobs, SignedClient, web
from tests.integration.world import ZAINAB, Clock

SMS_NUMBER = "+15550100005"
ALONE = ROSTER.replace("on_call: [zainab, ahmed]", "on_call: [zainab]")


class Phones:
    """The simulator with the counsellors' phones, and the helpline's worker beside it."""

    def __init__(self, simulator: Any, url: str, jobs: Jobs) -> None:
        self.state, self._jobs = simulator, jobs
        self._http = httpx.Client(base_url=url, trust_env=False)

    def behave(self, **habits: Any) -> None:
        """Change how Zainab's phone behaves."""
        self.state.phones.change(ZAINAB, {"after": 0.2, "tap_after": 0.2, **habits})

    def test(self) -> None:
        """Let the worker's minute pass."""
        daily.each_minute()
        self._jobs.run()

    def becomes(self, transport: str, state: str, outcome: str) -> None:
        """Wait for what becomes of a test."""
        wait_until(lambda: outcomes().get(transport) == (state, outcome), 15)

    def messages(self, channel: str) -> list[dict[str, Any]]:
        """Return what was written to Zainab on "whatsapp" or by "sms"."""
        found = self._http.get("/sim/messages", params={"number": ZAINAB}).json()["messages"]
        return [one for one in found if one["channel"] == channel and one["direction"] != "inbound"]

    def heard(self) -> list[str]:
        """Return what was said on the calls to Zainab."""
        calls = self._http.get("/sim/calls", params={"number": ZAINAB}).json()["calls"]
        return [entry["text"] for call in calls for entry in call["transcript"] if entry["kind"] == "say"]


@pytest.fixture
def served(client: SignedClient) -> Iterator[str]:
    """The web process's application on a port of its own; returns its address."""
    server = make_server("127.0.0.1", 0, web(), threaded=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def phones(
    roster_file: Path,
    served: str,
    jobs: Jobs,
    time: Clock,
    mail_server: MailServer,
    webhook: Webhook,
    environment: pytest.MonkeyPatch,
) -> Iterator[Phones]:
    """Zainab on call at eleven, with all five transports."""
    roster_file.write_text(ALONE, encoding="utf-8")
    app = create_app(
        Settings(
            account_sid=TEST_ENVIRONMENT["TWILIO_ACCOUNT_SID"],
            auth_token=TEST_ENVIRONMENT["TWILIO_AUTH_TOKEN"],
            public_url=served,
            sms_number=SMS_NUMBER,
            message_url=f"{served}/whatsapp/inbound",
            voice_url=f"{served}/ivr/incoming",
            port=0,
            speed=40.0,
        )
    )
    server = serve(app)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    for name, value in {
        "PUBLIC_URL": served,
        "TWILIO_API_URL": url,
        "SMS_NUMBER": SMS_NUMBER,
        "SMTP_URL": mail_server.url,
        "EMAIL_FROM": "wiyak@example.org",
        "ALERT_PUSH_URL": webhook.url,
    }.items():
        environment.setenv(name, value)
    switch_on(environment)
    go_to(time, "11:00")
    yield Phones(app.extensions["simulator"], url, jobs)
    server.shutdown()
    server.server_close()
    app.extensions["simulator"].clock.stop()


def untouched() -> bool:
    """Say whether no case and no alert came of it."""
    with transaction() as session:
        return not session.query(Case).count() and not session.query(Alert).count()


def test_all_five_arrive_and_say_first_that_they_are_a_test(
    phones: Phones, mail_server: MailServer, webhook: Webhook
) -> None:
    phones.behave(answer="human", press="1", tap="^test:")
    phones.test()

    phones.becomes("voice", "arrived", "key")
    phones.becomes("whatsapp", "arrived", "button")
    phones.becomes("sms", "arrived", "delivered")
    assert outcomes()["email"] == outcomes()["push"] == ("arrived", "delivered")
    phones._jobs.run()
    wait_until(lambda: len(phones.messages("whatsapp")) == 2)
    asked, thanked = (one["body"] for one in phones.messages("whatsapp"))
    (sms,) = (one["body"] for one in phones.messages("sms"))
    (mail,) = mail_server.kept
    ((posted, _),) = webhook.posted
    assert thanked == content.text("alert.test.thanks")
    assert phones.heard() == [
        content.text(one, spoken=True) for one in ("alert.test.voice", "alert.test.thanks")
    ]
    for said in (asked, sms, str(mail["Subject"]), mail.get_content(), posted["text"], phones.heard()[0]):
        assert "فحص" in " ".join(said.split()[:2]) and "ماكو حالة" in said
    assert posted["level"] == "TEST" and "case" not in posted
    assert posted["alert"] == str(drills()["push"].token)
    assert untouched()


@pytest.mark.parametrize(
    ("habit", "outcome"),
    [
        ({"answer": "machine"}, "machine"),
        ({"answer": "human"}, "no key"),
        ({"answer": "human", "press": "77"}, "no key"),
        ({"answer": "decline"}, "busy"),
        ({"answer": "ring"}, "no-answer"),
    ],
)
def test_a_call_that_nobody_answers_with_the_key_has_not_arrived(
    phones: Phones, habit: dict[str, str], outcome: str
) -> None:
    phones.behave(**habit)
    phones.test()

    phones.becomes("voice", "failed", outcome)
    assert untouched()


def test_a_message_that_cannot_be_delivered_keeps_its_code(phones: Phones) -> None:
    phones.behave(messages="undelivered", error_code=63024, answer="decline")
    phones.test()

    phones.becomes("whatsapp", "failed", "not delivered")
    phones.becomes("sms", "failed", "not delivered")
    assert drills()["whatsapp"].error_code == "63024"
    assert untouched()


def test_a_message_on_the_phone_without_its_button_is_no_answer(phones: Phones, time: Clock) -> None:
    phones.behave(answer="decline", messages="read")
    phones.test()
    wait_until(lambda: drills()["whatsapp"].delivered_at is not None)
    assert outcomes()["whatsapp"] == ("sent", None)

    time.forward(31 * 60)
    phones.test()
    assert outcomes()["whatsapp"] == ("failed", "no answer")


def test_a_mail_and_a_push_that_are_refused_have_failed(
    phones: Phones, mail_server: MailServer, webhook: Webhook
) -> None:
    mail_server.answer, webhook.status = "550 no such user", 404
    phones.behave(answer="decline")
    phones.test()

    assert (outcomes()["email"], drills()["email"].error_code) == (("failed", "not delivered"), "550")
    assert (outcomes()["push"], drills()["push"].error_code) == (("failed", "not delivered"), "404")


def test_the_call_is_short(phones: Phones) -> None:
    """A line that is busy with a test is soon free again."""
    phones.behave(answer="human")
    phones.test()
    phones.becomes("voice", "failed", "no key")

    assert phones.heard() == [content.text("alert.test.voice", spoken=True)] * 2
