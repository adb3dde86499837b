"""Settings: all documented, production without placeholders, errors without secrets."""

import re
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import ValidationError

from helpline.infra.settings import ROOT, Settings, env_name

PRODUCTION = {
    "HELPLINE_ENV": "production",
    "DATABASE_URL": "postgresql://u:p@db/wiyak",
    "REDIS_URL": "redis://:p@redis/0",
    "HELPLINE_ENCRYPTION_KEYS": Fernet.generate_key().decode(),
    "HELPLINE_HASH_KEY": "secret-hash-key",
    "TWILIO_ACCOUNT_SID": "AC" + "1" * 32,
    "TWILIO_AUTH_TOKEN": "secret-auth-token",
    "PUBLIC_URL": "https://helpline.example",
    "WHATSAPP_NUMBER": "+15550100001",
    "VOICE_NUMBER": "+15550100002",
    "ALERT_CONTENT_SID": "HX1",
    "REOPEN_CONTENT_SID": "HX2",
    "WATCHDOG_URL": "https://monitor.example",
}


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in Settings.model_fields:
        monkeypatch.delenv(env_name(name), raising=False)
    return monkeypatch


@pytest.fixture
def production(bare: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in PRODUCTION.items():
        bare.setenv(name, value)
    return bare


def test_a_complete_production_is_accepted(production: pytest.MonkeyPatch) -> None:
    assert Settings().environment == "production"
    assert not Settings().simulated


@pytest.mark.parametrize("name", [name for name in PRODUCTION if name not in ("HELPLINE_ENV", "PUBLIC_URL")])
def test_production_refuses_to_start_without(production: pytest.MonkeyPatch, name: str) -> None:
    production.delenv(name)
    with pytest.raises(ValidationError, match=name):
        Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "http://helpline.example"),
        ("PUBLIC_URL", ""),
        ("ALERT_PUSH_URL", "http://push.example"),
        ("HELPLINE_TIME_SCALE", "60"),
        ("TWILIO_API_URL", "http://127.0.0.1:8701"),
        ("HELPLINE_ENCRYPTION_KEYS", "not-a-key"),
        pytest.param("HELPLINE_ENCRYPTION_KEYS", f"{Fernet.generate_key().decode()},short", id="second key"),
    ],
)
def test_production_refuses_what_only_development_may_have(
    production: pytest.MonkeyPatch, name: str, value: str
) -> None:
    production.setenv(name, value)
    with pytest.raises(ValidationError, match=name):
        Settings()


def test_mail_is_as_good_a_way_out_for_the_watchdog_as_a_webhook(production: pytest.MonkeyPatch) -> None:
    production.delenv("WATCHDOG_URL")
    production.setenv("SMTP_URL", "smtp://mail.example:25")
    with pytest.raises(ValidationError, match="SUPERVISOR_EMAIL"):
        Settings()
    production.setenv("SUPERVISOR_EMAIL", "supervisor@example.org")

    assert Settings().supervisor_email == "supervisor@example.org"


def test_an_error_shows_no_secret(production: pytest.MonkeyPatch) -> None:
    production.setenv("PUBLIC_URL", "http://x")
    with pytest.raises(ValidationError) as raised:
        Settings()

    assert "secret" not in str(raised.value)


def test_time_cannot_stand_still_or_run_backwards(bare: pytest.MonkeyPatch) -> None:
    for scale in ("0", "-1"):
        bare.setenv("HELPLINE_TIME_SCALE", scale)
        with pytest.raises(ValidationError):
            Settings()


def test_a_model_for_triage_that_is_not_there_is_refused(bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bare.setenv("HELPLINE_TRIAGE_MODEL", str(tmp_path))
    with pytest.raises(ValidationError, match=r"weights\.npz"):
        Settings()
    (tmp_path / "weights.npz").touch()
    assert Settings().triage_model == tmp_path


def test_ports_follow_the_base_port_and_may_be_set_one_by_one(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("HELPLINE_BASE_PORT", "9000")
    bare.setenv("RASA_PORT", "7777")
    made = Settings()

    assert (made.web_port, made.simulator_port, made.rasa_port, made.redis_port) == (9000, 9001, 7777, 9005)
    assert made.rasa_url == "http://127.0.0.1:7777"


def test_every_setting_says_what_it_does() -> None:
    assert [name for name, field in Settings.model_fields.items() if len(field.description or "") < 15] == []


def test_every_setting_has_a_variable_of_its_own_in_capitals() -> None:
    names = [env_name(name) for name in Settings.model_fields]

    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9_]+", name) for name in names)


def test_the_page_of_settings_is_what_the_code_says() -> None:
    from processes.settings_page import page

    written = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")

    assert written.strip() == page().strip(), "run `helpline settings > docs/settings.md`"
    assert all(f"`{env_name(name)}`" in written for name in Settings.model_fields)
    assert str(ROOT) not in written


def test_no_code_reads_a_variable_that_is_not_a_setting() -> None:
    known = {env_name(name) for name in Settings.model_fields}
    read = {
        name
        for room in ("helpline", "whatsapp", "ivr", "processes")
        for path in (ROOT / room).rglob("*.py")
        for name in re.findall(r"environ(?:\.get)?[\[(]\"([A-Z_]+)\"", path.read_text(encoding="utf-8"))
    }
    # What a machine has anyway, and where reference material for an evaluation lies.
    assert read - known <= {"HOME", "PYENV_ROOT", "WIYAK_SHARED"}
