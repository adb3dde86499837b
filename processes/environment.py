"""The environment that all processes of one copy share: what the operator set, and what is made here."""

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from cryptography.fernet import Fernet

from helpline.infra.settings import Settings

SIMULATED_NUMBERS = {
    "WHATSAPP_NUMBER": "+15550100001",
    "VOICE_NUMBER": "+15550100002",
    "MISSED_CALL_NUMBER": "+15550100003",
    "CALL_BACK_NUMBER": "+15550100004",
    "SMS_NUMBER": "+15550100005",
}


def prepare(given: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for every process; in development what is missing is made and kept in DATA_DIR.

    Raises pydantic's ValidationError naming what production lacks.
    """
    env = dict(given)
    settings = Settings()
    if settings.environment == "production":
        return env
    made = _kept(settings.data_dir)
    for name in ("HELPLINE_ENCRYPTION_KEYS", "HELPLINE_HASH_KEY"):
        env.setdefault(name, made[name])
    if not settings.database_url:
        env["DATABASE_URL"] = (
            f"postgresql://wiyak:{made['postgres_password']}@127.0.0.1:{settings.postgres_port}/wiyak"
        )
    if not settings.redis_url:
        env["REDIS_URL"] = f"redis://:{made['redis_password']}@127.0.0.1:{settings.redis_port}/0"
    if not settings.twilio_account_sid:
        env["TWILIO_ACCOUNT_SID"] = made["TWILIO_ACCOUNT_SID"]
        env["TWILIO_AUTH_TOKEN"] = made["TWILIO_AUTH_TOKEN"]
        env["TWILIO_API_URL"] = f"http://127.0.0.1:{settings.simulator_port}"
        env["PUBLIC_URL"] = settings.public_url
        for name, number in SIMULATED_NUMBERS.items():
            env.setdefault(name, number)
    return env


def _kept(folder: Path) -> dict[str, str]:
    """Return this copy's own secrets, made once; losing the file makes its stored texts unreadable."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "keys.json"
    if path.exists():
        return dict(json.loads(path.read_text()))
    made = {
        "HELPLINE_ENCRYPTION_KEYS": Fernet.generate_key().decode(),
        "HELPLINE_HASH_KEY": secrets.token_hex(32),
        "postgres_password": secrets.token_hex(16),
        "redis_password": secrets.token_hex(16),
        "TWILIO_ACCOUNT_SID": f"AC{secrets.token_hex(16)}",
        "TWILIO_AUTH_TOKEN": secrets.token_hex(16),
    }
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(made, file, indent=1)
    return made
