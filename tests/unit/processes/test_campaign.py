"""`helpline campaign` hands out texts that can be passed on as they are, or refuses."""

from collections.abc import Iterator

import pytest
from cryptography.fernet import Fernet

from helpline.infra.settings import settings
from processes.cli import main

NUMBERS = ("WHATSAPP_NUMBER", "VOICE_NUMBER", "MISSED_CALL_NUMBER")
PRODUCTION = {
    "HELPLINE_ENV": "production",
    "DATABASE_URL": "postgresql://u:p@db/wiyak",
    "REDIS_URL": "redis://:p@redis/0",
    "HELPLINE_ENCRYPTION_KEYS": Fernet.generate_key().decode(),
    "HELPLINE_HASH_KEY": "secret-hash-key",
    "TWILIO_ACCOUNT_SID": "AC" + "1" * 32,
    "TWILIO_AUTH_TOKEN": "secret-auth-token",
    "PUBLIC_URL": "https://helpline.example",
    "WHATSAPP_NUMBER": "+9647700000001",
    "VOICE_NUMBER": "+9647700000002",
    "ALERT_CONTENT_SID": "HX1",
    "REOPEN_CONTENT_SID": "HX2",
    "WATCHDOG_URL": "https://monitor.example",
}


@pytest.fixture(autouse=True)
def _fresh_settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in NUMBERS:
        monkeypatch.delenv(name, raising=False)
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_the_list_says_when_each_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["campaign", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) >= 12
    assert any(line.startswith("asking") and "10 September" in line for line in lines)


def test_one_form_alone_is_what_can_be_passed_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WHATSAPP_NUMBER", "+9647700000001")
    monkeypatch.setenv("VOICE_NUMBER", "+9647700000002")
    assert main(["campaign", "show", "exams", "--form", "sms"]) == 0
    out, notes = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert "07700000001" in out and "07700000002" in out and "{" not in out
    assert "no clinician has signed version 1" in notes and "not set" not in notes


def test_a_whole_campaign_comes_with_its_lengths(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["campaign", "show", "exams"]) == 0
    out, notes = capsys.readouterr()
    for heading in ("== post, ", "== sms.1, ", " of 70 characters", "== spoken, about ", "== card"):
        assert heading in out
    assert "(رقم الواتساب)" in out
    assert "WHATSAPP_NUMBER is not set" in notes and "VOICE_NUMBER is not set" in notes


def test_no_number_that_the_simulator_made_up_is_handed_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["campaign", "show", "free"]) == 0
    assert "555" not in capsys.readouterr().out


def test_what_has_no_number_in_production_is_refused_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in PRODUCTION.items():
        monkeypatch.setenv(name, value)
    assert main(["campaign", "show", "displaced"]) == 1
    out, notes = capsys.readouterr()
    assert out == "" and "Refused: MISSED_CALL_NUMBER is not set" in notes
    # What needs none of it is there.
    assert main(["campaign", "show", "displaced", "--form", "card"]) == 0
    assert "07700000001" in capsys.readouterr().out


def test_a_campaign_that_does_not_exist_is_said_with_those_that_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["campaign", "show", "snow"]) == 1
    assert "no campaign snow: who_we_are, exams" in capsys.readouterr().err
