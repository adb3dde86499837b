"""The watchdog asks Twilio how the account, the templates, the sender and the webhooks are."""

import json
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from helpline.alerts.watchdog.finding import Finding
from helpline.alerts.watchdog.report import Reporter
from helpline.alerts.watchdog.twilio_look import LOOK_AGAIN_AFTER, LOOK_EVERY, InBackground, TwilioLook
from helpline.infra import clock
from helpline.infra.settings import settings
from simulator.app import create_app, serve
from simulator.contract import Contract
from simulator.settings import Settings
from tests.conftest import ROOT, clear_caches, free_port, wait_until
from whatsapp import templates

ACCOUNT, TOKEN = "AC" + "0" * 32, "test-token"


class Twilio:
    """A running simulator, and what a test does to its account."""

    def __init__(self) -> None:
        nowhere = f"http://127.0.0.1:{free_port()}"
        self.app = create_app(
            Settings(ACCOUNT, TOKEN, nowhere, port=0, message_url=f"{nowhere}/whatsapp/inbound")
        )
        self.state = self.app.extensions["simulator"]
        self.server = serve(self.app)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def sim(self, path: str, **asked: Any) -> None:
        """Post to the control API."""
        httpx.post(f"{self.url}/sim/{path}", json=asked, timeout=10, trust_env=False).raise_for_status()

    def breaks(self, target: str, kind: str, count: int = 1000, delay: float = 0) -> None:
        """Let requests go wrong."""
        self.sim("faults", target=target, kind=kind, count=count, delay=delay)

    def mends(self) -> None:
        """Let all requests go well again."""
        self.state.faults.clear()

    def asked(self) -> list[dict[str, Any]]:
        """Return the helpline's requests."""
        return list(self.state.requests)


@pytest.fixture
def twilio(database: str, environment: pytest.MonkeyPatch) -> Iterator[Twilio]:
    """Twilio, with the templates that the helpline makes there at its start."""
    made = Twilio()
    environment.setenv("TWILIO_API_URL", made.url)
    clear_caches()
    templates.alert_sid()
    templates.reopen_sid()
    yield made
    made.server.shutdown()
    made.server.server_close()
    made.state.clock.stop()


@pytest.fixture
def looker(twilio: Twilio) -> TwilioLook:
    """The watchdog's looks."""
    return TwilioLook(templates.in_use)


def look(looker: TwilioLook) -> list[Finding]:
    return looker.look(clock.now())


def test_an_account_that_is_well_has_no_findings(looker: TwilioLook) -> None:
    assert look(looker) == []
    assert look(looker) == []
    assert looker.wait == LOOK_EVERY


def test_every_question_fits_twilios_contract(twilio: Twilio, looker: TwilioLook, shared: Any) -> None:
    look(looker)
    papers = [*(shared / "twilio").glob("*.json"), ROOT / "tests" / "contracts" / "twilio_account.json"]
    contract = Contract([json.loads(path.read_text()) for path in papers])
    questions = [one for one in twilio.asked() if one["method"] == "GET"]

    assert len(questions) == 5, "the balance, two templates, the senders, the alerts"
    for one in questions:
        assert contract.problems(one["method"], one["path"], one["query"]) == []
        assert one["status"] == 200


def test_money_that_runs_out_is_told(twilio: Twilio, looker: TwilioLook) -> None:
    twilio.sim("account", balance="12.40")
    assert look(looker) == [Finding("twilio_balance_low", about="under 20 USD")]
    twilio.sim("account", balance="-0.50")
    assert look(looker) == [Finding("twilio_balance_low")]
    twilio.sim("account", balance="200")
    assert look(looker) == []


def test_the_limit_is_a_setting(twilio: Twilio, looker: TwilioLook, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("TWILIO_BALANCE_LOW", "50")
    clear_caches()

    assert look(looker) == [Finding("twilio_balance_low", about="under 50 USD")]


@pytest.mark.parametrize("word", ["paused", "disabled", "rejected", "pending", "unsubmitted"])
def test_a_template_that_whatsapp_does_not_let_through_is_named(
    twilio: Twilio, looker: TwilioLook, word: str
) -> None:
    twilio.sim(f"templates/{templates.alert_sid()}", status=word)
    assert look(looker) == [Finding("template_not_approved", 1, about="ALERT_CONTENT_SID")]
    twilio.sim(f"templates/{templates.reopen_sid()}", status=word)
    assert look(looker) == [
        Finding("template_not_approved", 2, about="ALERT_CONTENT_SID, REOPEN_CONTENT_SID")
    ]

    twilio.sim(f"templates/{templates.alert_sid()}", status="approved")
    twilio.sim(f"templates/{templates.reopen_sid()}", status="approved")
    assert look(looker) == []


def test_a_template_that_is_not_there_is_named(
    twilio: Twilio, looker: TwilioLook, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("SHIFT_CONTENT_SID", "HX" + "9" * 32)
    clear_caches()

    assert look(looker) == [Finding("template_not_approved", 1, about="SHIFT_CONTENT_SID")]


def test_a_sender_that_is_offline_or_thought_ill_of_is_told(twilio: Twilio, looker: TwilioLook) -> None:
    twilio.sim("account", status="OFFLINE", offline_reasons=[{"code": "63020", "message": "x"}])
    assert look(looker) == [Finding("whatsapp_sender_offline")]
    twilio.sim("account", status="ONLINE", offline_reasons=[], quality_rating="LOW")
    assert look(looker) == [Finding("whatsapp_sender_quality_low", about="LOW")]
    twilio.sim("account", quality_rating="MEDIUM")
    assert look(looker) == []
    twilio.sim("account", has_sender=False)
    assert look(looker) == [Finding("whatsapp_sender_offline")]


def test_webhooks_that_failed_are_counted_once(twilio: Twilio, looker: TwilioLook) -> None:
    for _ in range(2):
        twilio.sim("messages", **{"from": "+9647700000501", "body": "هلو"})
    assert look(looker) == [Finding("webhooks_failed", 2)]
    assert look(looker) == []

    twilio.sim("messages", **{"from": "+9647700000501", "body": "هلو"})
    assert look(looker) == [Finding("webhooks_failed", 1)]


def test_webhooks_that_failed_while_twilio_could_not_be_asked_are_not_lost(
    twilio: Twilio, looker: TwilioLook
) -> None:
    now = clock.now()
    assert looker.look(now) == []
    twilio.breaks("GET Alerts", "503")
    twilio.sim("messages", **{"from": "+9647700000501", "body": "هلو"})
    looker.look(now + timedelta(minutes=1))
    twilio.mends()

    assert looker.look(now + timedelta(hours=1)) == [Finding("webhooks_failed", 1)]


@pytest.mark.parametrize("kind", ["500", "503", "429", "drop_connection"])
def test_one_failure_is_nothing_and_three_in_a_row_are_told(
    twilio: Twilio, looker: TwilioLook, kind: str
) -> None:
    twilio.breaks("GET *", kind)
    assert look(looker) == []
    assert look(looker) == []
    assert looker.wait == LOOK_AGAIN_AFTER
    assert look(looker) == [Finding("twilio_unreachable", 4)]
    assert look(looker) == [Finding("twilio_unreachable", 4)]

    twilio.mends()
    assert look(looker) == []
    twilio.breaks("GET *", kind)
    assert look(looker) == [], "the next three count anew"


def test_what_was_found_holds_while_no_answer_comes(twilio: Twilio, looker: TwilioLook) -> None:
    twilio.sim("account", status="OFFLINE")
    look(looker)
    twilio.breaks("GET Channels/Senders", "503")

    assert look(looker) == [Finding("whatsapp_sender_offline")]


@pytest.mark.parametrize(
    ("target", "about"),
    [
        ("GET Balance", "balance"),
        ("GET Content/Sid/ApprovalRequests", "templates"),
        ("GET Channels/Senders", "sender"),
        ("GET Alerts", "webhooks"),
    ],
)
def test_a_question_that_twilio_refuses_is_told_once_and_keeps_no_other(
    twilio: Twilio, looker: TwilioLook, target: str, about: str
) -> None:
    twilio.breaks(target, "403")
    found = look(looker)
    reporter = Reporter()

    assert found == [Finding("twilio_check_refused", about=about)]
    assert reporter.report(found, clock.now()) == found
    assert reporter.report(look(looker), clock.now()) == []
    assert not any(one.stands for one in found)
    twilio.mends()
    assert look(looker) == []


def test_a_wrong_password_is_a_refusal_of_everything(
    twilio: Twilio, looker: TwilioLook, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("TWILIO_AUTH_TOKEN", "another")
    clear_caches()

    assert {one.about for one in look(looker)} == {"balance", "templates", "sender", "webhooks"}
    assert {one.key for one in look(looker)} == {"twilio_check_refused"}


def test_what_an_account_has_not_got_can_be_left_out(
    twilio: Twilio, looker: TwilioLook, environment: pytest.MonkeyPatch
) -> None:
    twilio.sim("account", has_sender=False, balance="-100")
    environment.setenv("TWILIO_CHECKS", "templates, webhooks")
    clear_caches()
    before = len(twilio.asked())

    assert look(looker) == []
    assert {one["path"].split("/")[-1] for one in twilio.asked()[before:]} == {"ApprovalRequests", "Alerts"}


def test_a_check_that_does_not_exist_is_not_believed(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("TWILIO_CHECKS", "balance,sendre")
    settings.cache_clear()

    with pytest.raises(ValueError, match="sendre"):
        settings()


def test_a_twilio_that_hangs_keeps_nobody_waiting(twilio: Twilio, looker: TwilioLook) -> None:
    twilio.sim("account", status="OFFLINE")
    twilio.breaks("GET Balance", "slow", count=1, delay=0.7)
    background = InBackground(looker)
    background.start()
    asked_at = time.monotonic()
    try:
        assert background.findings() == []
        assert time.monotonic() - asked_at < 0.3
        wait_until(background.findings, 10)
        assert background.findings() == [Finding("whatsapp_sender_offline")]
    finally:
        background.stop()


def test_a_look_that_never_ends_is_told(twilio: Twilio, looker: TwilioLook) -> None:
    twilio.breaks("GET Balance", "slow", count=1, delay=0.7)
    background = InBackground(looker, stuck_after=0)
    background.start()
    try:
        assert background.findings() == [Finding("twilio_unreachable")]
    finally:
        background.stop()
