"""Where the simulator listens, which account it plays and which webhooks it calls."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin


@dataclass(frozen=True, slots=True)
class Counsellor:
    """Name a person whose phone the page shows beside the contact's."""

    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Hold one account's configuration; URLs are absolute, numbers E.164."""

    account_sid: str
    auth_token: str
    public_url: str
    whatsapp_number: str = "+15550100001"
    voice_number: str = "+15550100002"
    # Empty: the account has no such number.
    missed_call_number: str = ""
    call_back_number: str = ""
    # What SMS come from: a number or a registered name, and a Messaging Service. Empty: there is none.
    sms_number: str = ""
    messaging_service_sid: str = ""
    host: str = "127.0.0.1"
    port: int = 9800
    api_key: str = ""
    api_secret: str = ""
    message_url: str = ""
    message_fallback_url: str = ""
    voice_url: str = ""
    voice_fallback_url: str = ""
    voice_status_url: str = ""
    # Signatures cover the public URL; behind a proxy the web process itself may listen elsewhere.
    connect_url: str = ""
    speed: float = 1.0
    counsellors: tuple[Counsellor, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """Return the account's own numbers, from which it may call."""
        every = (self.voice_number, self.whatsapp_number, self.missed_call_number, self.call_back_number)
        return tuple(filter(None, every))

    @property
    def api_url(self) -> str:
        """Return the base of this simulator's own REST API, used in media links."""
        return f"http://{self.host}:{self.port}"


def from_env(env: Mapping[str, str] | None = None) -> Settings:
    """Read Settings from the environment; raise ValueError naming what is missing."""
    env = os.environ if env is None else env
    missing = [name for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN") if not env.get(name)]
    if missing:
        raise ValueError(f"set {', '.join(missing)} (any values; the same ones for the helpline and here)")
    public = env.get("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")

    def url(name: str, default: str = "") -> str:
        value = env.get(name, default)
        return urljoin(public + "/", value.lstrip("/")) if value else ""

    return Settings(
        account_sid=env["TWILIO_ACCOUNT_SID"],
        auth_token=env["TWILIO_AUTH_TOKEN"],
        public_url=public,
        whatsapp_number=_number(env.get("WHATSAPP_NUMBER", "")) or "+15550100001",
        voice_number=_number(env.get("VOICE_NUMBER", "")) or "+15550100002",
        missed_call_number=_number(env.get("MISSED_CALL_NUMBER", "")),
        call_back_number=_number(env.get("CALL_BACK_NUMBER", "")),
        sms_number=env.get("SMS_NUMBER", "").strip(),
        messaging_service_sid=env.get("MESSAGING_SERVICE_SID", "").strip(),
        host=env.get("SIMULATOR_HOST", "127.0.0.1"),
        port=int(env.get("SIMULATOR_PORT", "9800")),
        api_key=env.get("TWILIO_API_KEY", ""),
        api_secret=env.get("TWILIO_API_SECRET", ""),
        message_url=url("SIMULATOR_MESSAGE_URL", "/whatsapp/inbound"),
        message_fallback_url=url("SIMULATOR_MESSAGE_FALLBACK_URL"),
        voice_url=url("SIMULATOR_VOICE_URL", "/ivr/incoming"),
        voice_fallback_url=url("SIMULATOR_VOICE_FALLBACK_URL"),
        voice_status_url=url("SIMULATOR_VOICE_STATUS_URL", "/ivr/status"),
        connect_url=env.get("SIMULATOR_CONNECT_URL", "").rstrip("/"),
        speed=float(env.get("SIMULATOR_SPEED", "1")),
        counsellors=_counsellors(env.get("SIMULATOR_COUNSELLORS", "")),
    )


def _number(value: str) -> str:
    return value.removeprefix("whatsapp:").strip()


def _counsellors(value: str) -> tuple[Counsellor, ...]:
    found = []
    for part in filter(None, (piece.strip() for piece in value.split(","))):
        name, _, number = part.partition("=")
        if not number.strip().startswith("+"):
            raise ValueError(f"SIMULATOR_COUNSELLORS: {part!r} is not name=+E164")
        found.append(Counsellor(name.strip(), number.strip()))
    return tuple(found)
