"""Settings, read from the environment once, on first use."""

import re
from datetime import time
from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from pydantic import AliasChoices, Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[2]
TWILIO_CHECKS = ("balance", "templates", "sender", "webhooks")


def _env(name: str) -> AliasChoices:
    return AliasChoices(name)


class Settings(BaseSettings):
    """Everything an operator can set; docs/settings.md is generated from these descriptions.

    A process reads its settings once. Secrets have no default outside development.
    """

    # An error must name what is wrong without showing the secrets beside it.
    model_config = SettingsConfigDict(
        env_file=None, extra="ignore", populate_by_name=True, hide_input_in_errors=True
    )

    environment: Literal["development", "production"] = Field(
        "development",
        validation_alias=_env("HELPLINE_ENV"),
        description="`production` refuses placeholders (roster numbers, generated keys, the simulator) "
        "and closes the development endpoints.",
    )
    data_dir: Path = Field(
        ROOT / "var",
        validation_alias=_env("HELPLINE_DATA_DIR"),
        description="Where the embedded PostgreSQL, logs, generated keys and the process files live.",
    )
    models_dir: Path = Field(
        ROOT / "models",
        validation_alias=_env("HELPLINE_MODELS_DIR"),
        description="Where the trained sentence encoder and Rasa model are kept.",
    )
    triage_model: Path | None = Field(
        None,
        validation_alias=_env("HELPLINE_TRIAGE_MODEL"),
        description="A folder that `make weights ENCODER=…` made: triage uses that encoder beside its "
        "rules. The library sentence-transformers must be installed. Empty: the built-in classifier.",
    )
    database_url: str = Field(
        "",
        validation_alias=_env("DATABASE_URL"),
        description="PostgreSQL, as postgresql://user:password@host:port/name. Empty: the embedded server.",
    )
    redis_url: str = Field(
        "",
        validation_alias=_env("REDIS_URL"),
        description="Redis, as redis://:password@host:port/0. Empty: the embedded server. "
        "It must not be persisted to disk: it holds conversation trackers.",
    )
    encryption_keys: str = Field(
        "",
        validation_alias=_env("HELPLINE_ENCRYPTION_KEYS"),
        description="Fernet keys, comma separated; the first encrypts, all decrypt (rotation). "
        "Protects phone numbers and message texts at rest.",
    )
    hash_key: str = Field(
        "",
        validation_alias=_env("HELPLINE_HASH_KEY"),
        description="Secret for the keyed hash by which a phone number is looked up. Never rotate it alone: "
        "known contacts would not be recognised.",
    )
    base_port: int = Field(
        8700,
        validation_alias=_env("HELPLINE_BASE_PORT"),
        description="First of the consecutive loopback ports used when the single ports below are 0: web, "
        "simulator, actions, rasa, postgres, redis, console. Give a second copy another base.",
    )
    web_port: int = Field(0, validation_alias=_env("WEB_PORT"), description="Webhooks. 0: base port.")
    simulator_port: int = Field(
        0,
        validation_alias=_env("SIMULATOR_PORT"),
        description="The stand-in for Twilio, development only. 0: base port + 1.",
    )
    actions_port: int = Field(
        0,
        validation_alias=_env("ACTIONS_PORT"),
        description="Rasa's action server. 0: base port + 2.",
    )
    rasa_port: int = Field(
        0,
        validation_alias=_env("RASA_PORT"),
        description="Rasa's server, loopback only. 0: base port + 3.",
    )
    postgres_port: int = Field(
        0,
        validation_alias=_env("POSTGRES_PORT"),
        description="The embedded PostgreSQL. 0: base port + 4.",
    )
    redis_port: int = Field(
        0,
        validation_alias=_env("REDIS_PORT"),
        description="The embedded Redis. 0: base port + 5.",
    )
    console_port: int = Field(
        0,
        validation_alias=_env("HELPLINE_CONSOLE_PORT"),
        description="The counsellors' console, loopback only: a proxy with TLS stands before it. "
        "0: base port + 6.",
    )
    console_url: str = Field(
        "",
        validation_alias=_env("CONSOLE_URL"),
        description="Where people open the console, https in production: invitations begin with it. Empty "
        "in development: loopback, the console's port.",
    )
    console_threads: int = Field(
        96,
        gt=0,
        validation_alias=_env("CONSOLE_THREADS"),
        description="Threads of the console. The live pages of one browser hold one together, those of all "
        "browsers at most three quarters; whoever finds no place looks every 15 seconds instead.",
    )
    console_idle_after: float = Field(
        1800,
        gt=0,
        validation_alias=_env("CONSOLE_IDLE_AFTER"),
        description="Seconds without use after which somebody is logged out of the console.",
    )
    console_shift: float = Field(
        43200,
        ge=0,
        validation_alias=_env("CONSOLE_SHIFT"),
        description="Seconds from logging in for which a counsellor is not logged out for being idle.",
    )
    web_processes: int = Field(
        2, validation_alias=_env("WEB_PROCESSES"), description="Processes that answer webhooks."
    )
    web_threads: int = Field(
        16, validation_alias=_env("WEB_THREADS"), description="Threads of each that answer webhooks."
    )
    worker_threads: int = Field(
        12,
        validation_alias=_env("WORKER_THREADS"),
        description="Messages one worker process handles at a time.",
    )
    worker_processes: int = Field(
        1, validation_alias=_env("WORKER_PROCESSES"), description="Worker processes for messages."
    )
    urgent_threads: int = Field(
        8,
        validation_alias=_env("URGENT_THREADS"),
        description="Alerts, timers and sends in danger handled at a time, apart from all other work.",
    )
    log_level: str = Field(
        "INFO", validation_alias=_env("HELPLINE_LOG_LEVEL"), description="DEBUG, INFO, WARNING or ERROR."
    )

    twilio_account_sid: str = Field(
        "",
        validation_alias=_env("TWILIO_ACCOUNT_SID"),
        description="Twilio account. Empty: the simulator stands in for Twilio.",
    )
    twilio_auth_token: str = Field(
        "",
        validation_alias=_env("TWILIO_AUTH_TOKEN"),
        description="Signs Twilio's webhooks and authenticates our requests.",
    )
    twilio_api_url: str = Field(
        "",
        validation_alias=_env("TWILIO_API_URL"),
        description="Base address for Twilio's REST calls. Empty: Twilio's own, or the simulator.",
    )
    public_url: str = Field(
        "",
        validation_alias=_env("PUBLIC_URL"),
        description="The address under which Twilio reaches the web process, as configured there; signatures "
        "are computed over it. Empty: loopback, for the simulator.",
    )
    whatsapp_number: str = Field(
        "",
        validation_alias=_env("WHATSAPP_NUMBER"),
        description="The helpline's WhatsApp sender in E.164, without the whatsapp: prefix.",
    )
    voice_number: str = Field(
        "",
        validation_alias=_env("VOICE_NUMBER"),
        description="The helpline's phone number in E.164; alerts and call-backs come from it.",
    )
    call_back_number: str = Field(
        "",
        validation_alias=_env("CALL_BACK_NUMBER"),
        description="The number in E.164 that call-backs to contacts show; one that nobody knows as the "
        "helpline's protects whoever shares a phone. Empty: VOICE_NUMBER.",
    )
    call_back_prefixes: str = Field(
        "+964",
        validation_alias=_env("CALL_BACK_PREFIXES"),
        description="Prefixes, comma separated, that are called back by themselves; no prefix holds back a "
        "call to somebody in danger.",
    )
    call_backs_a_day: int = Field(
        300,
        ge=0,
        validation_alias=_env("CALL_BACKS_A_DAY"),
        description="Automatic call-backs in 24 hours before no more are made and the supervisor is told; "
        "those to people in danger are neither counted nor held back.",
    )
    missed_call_number: str = Field(
        "",
        validation_alias=_env("MISSED_CALL_NUMBER"),
        description="A second number in E.164 whose calls are refused, so that they cost nothing, and "
        "called back. Its webhooks are those of VOICE_NUMBER. Empty: there is none.",
    )
    sms_number: str = Field(
        "",
        validation_alias=_env("SMS_NUMBER"),
        description="What alerts by SMS come from: a number in E.164, or a sender name that is registered "
        "for the country. Empty: alerts go by MESSAGING_SERVICE_SID, or not by SMS.",
    )
    messaging_service_sid: str = Field(
        "",
        validation_alias=_env("MESSAGING_SERVICE_SID"),
        description="A Twilio Messaging Service (MG…) that chooses the sender of alerts by SMS; it goes "
        "before SMS_NUMBER.",
    )
    alert_content_sid: str = Field(
        "",
        validation_alias=_env("ALERT_CONTENT_SID"),
        description="Approved template for an alert to a counsellor: variables 1 level, 2 channel, 3 case; "
        "quick replies with payloads ack:{{4}} and pass:{{4}}. Empty: created at start in the simulator.",
    )
    reopen_content_sid: str = Field(
        "",
        validation_alias=_env("REOPEN_CONTENT_SID"),
        description="Approved template that invites a contact to write again when the 24-hour window is "
        "closed. Empty: created at start in the simulator.",
    )
    shift_content_sid: str = Field(
        "",
        validation_alias=_env("SHIFT_CONTENT_SID"),
        description="Approved template that asks a counsellor at the start of a shift to say that they are "
        "there: variable 1 the end of the shift; quick reply with payload present:{{2}}. Empty: created at "
        "start in the simulator; in production only counsellors who wrote within 24 hours are asked.",
    )
    voice_name: str = Field(
        "Polly.Hala-Neural",
        validation_alias=_env("VOICE_NAME"),
        description="Twilio voice for prompts that have no recording.",
    )
    voice_language: str = Field(
        "ar-AE", validation_alias=_env("VOICE_LANGUAGE"), description="Language of that voice."
    )
    voice_name_english: str = Field(
        "Polly.Joanna-Neural",
        validation_alias=_env("VOICE_NAME_ENGLISH"),
        description="Twilio voice for English prompts that have no recording.",
    )
    voice_language_english: str = Field(
        "en-US",
        validation_alias=_env("VOICE_LANGUAGE_ENGLISH"),
        description="Language of the English voice.",
    )
    recordings_dir: str = Field(
        "",
        validation_alias=_env("RECORDINGS_DIR"),
        description="Where recorded prompts are kept (`helpline prompts import`); the web process plays them "
        "from there. Empty: `recordings` in the data folder.",
    )
    speech_language: str = Field(
        "ar-IQ", validation_alias=_env("SPEECH_LANGUAGE"), description="Language for speech recognition."
    )

    rasa_url: str = Field(
        "", validation_alias=_env("RASA_URL"), description="Rasa's server. Empty: loopback, Rasa's port."
    )
    rasa_timeout: float = Field(
        6.0,
        validation_alias=_env("RASA_TIMEOUT"),
        description="Seconds a WhatsApp message waits for Rasa before the fallback text.",
    )
    rasa_call_timeout: float = Field(
        2.5,
        validation_alias=_env("RASA_CALL_TIMEOUT"),
        description="Seconds a step of a call waits for Rasa before the spoken fallback.",
    )
    roster_file: Path = Field(
        ROOT / "config" / "roster.yml",
        validation_alias=_env("ROSTER_FILE"),
        description="Counsellors, supervisor, weekly shifts, rotations and holidays.",
    )
    policy_file: Path = Field(
        ROOT / "config" / "escalation.yml",
        validation_alias=_env("POLICY_FILE"),
        description="Who is alerted, by what transport, after how long.",
    )
    shift_confirmed_within: float = Field(
        900,
        ge=0,
        validation_alias=_env("SHIFT_CONFIRMED_WITHIN"),
        description="Seconds a counsellor has at the start of a shift to say that they are there before the "
        "supervisor is told. 0: nobody is asked.",
    )
    test_alert_at: str = Field(
        "11:00",
        validation_alias=_env("TEST_ALERT_AT"),
        description="Local time (HH:MM, the roster's time zone) at which everybody on call gets the daily "
        "test alert by each of their transports. Empty: there are no test alerts but those sent by hand.",
    )
    test_alert_content_sid: str = Field(
        "",
        validation_alias=_env("TEST_ALERT_CONTENT_SID"),
        description="Approved template of the test alert: no variables in its text; quick reply with "
        "payload test:{{1}}. Empty: created at start in the simulator; in production only counsellors who "
        "wrote within 24 hours are tested on WhatsApp.",
    )
    follow_up_content_sid: str = Field(
        "",
        validation_alias=_env("FOLLOW_UP_CONTENT_SID"),
        description="Approved template that asks a contact how they are some days after a case, "
        "without variables. Empty: created at start in the simulator; in production a counsellor is asked to "
        "be in touch.",
    )
    acuity_silence_after: float = Field(
        600,
        validation_alias=_env("ACUITY_SILENCE_AFTER"),
        description="Seconds without an answer to the acuity question on WhatsApp that count as yes.",
    )
    acknowledgement_expires_after: float = Field(
        300,
        validation_alias=_env("ACKNOWLEDGEMENT_EXPIRES_AFTER"),
        description="Seconds an acknowledged case waits for the counsellor's first word before it escalates "
        "again.",
    )
    unanswered_after: float = Field(
        180,
        validation_alias=_env("UNANSWERED_AFTER"),
        description="Seconds a contact waits for the answer of the counsellor who has the case before alerts "
        "go out again.",
    )
    review_after: float = Field(
        1800,
        validation_alias=_env("REVIEW_AFTER"),
        description="Seconds of quiet in an acknowledged case before its counsellor is asked to resolve or "
        "go on.",
    )
    exposure_red_per_week: int = Field(
        7,
        gt=0,
        validation_alias=_env("EXPOSURE_RED_PER_WEEK"),
        description="RED cases in seven days above which the supervisor is told of a counsellor, and others "
        "on call who fit as well are asked before them. Nobody is left out for it, and nobody waits longer.",
    )
    referral_stuck_after: float = Field(
        86400,
        gt=0,
        validation_alias=_env("REFERRAL_STUCK_AFTER"),
        description="Seconds after which the supervisors are reminded of a referral that has not moved.",
    )
    referral_reminders: int = Field(
        3,
        ge=0,
        validation_alias=_env("REFERRAL_REMINDERS"),
        description="How often at most they are reminded of one referral until it moves.",
    )
    time_scale: float = Field(
        1.0,
        gt=0,
        validation_alias=_env("HELPLINE_TIME_SCALE"),
        description="Divides every waiting time of policies and timers; for drills and tests only, 1 in "
        "production.",
    )

    watchdog_url: str = Field(
        "",
        validation_alias=_env("WATCHDOG_URL"),
        description="Where the watchdog posts its findings as JSON: a way out that does not run through "
        "Twilio.",
    )
    heartbeat_url: str = Field(
        "",
        validation_alias=_env("HEARTBEAT_URL"),
        description="An outside monitor's address, requested every minute while all is well; its silence "
        "is the alarm.",
    )
    twilio_checks: str = Field(
        ",".join(TWILIO_CHECKS),
        validation_alias=_env("TWILIO_CHECKS"),
        description="What the watchdog asks Twilio every five minutes, comma separated; what the account "
        "cannot answer is left out: `balance` for one that is invoiced or a subaccount, `sender` for the "
        "sandbox. Empty: nothing.",
    )
    twilio_balance_low: float = Field(
        20,
        gt=0,
        validation_alias=_env("TWILIO_BALANCE_LOW"),
        description="The balance, in the account's currency, under which the watchdog cries out; once more "
        "at half and at a quarter of it.",
    )
    smtp_url: str = Field(
        "",
        validation_alias=_env("SMTP_URL"),
        description="smtp://user:password@host:port, or smtps:// where encryption begins with the "
        "connection: for the watchdog's mail to the supervisor and for alerts by mail.",
    )
    email_from: str = Field(
        "",
        validation_alias=_env("EMAIL_FROM"),
        description="The address that the helpline's mail comes from. Empty: SUPERVISOR_EMAIL.",
    )
    supervisor_email: str = Field(
        "", validation_alias=_env("SUPERVISOR_EMAIL"), description="Who gets the watchdog's mail."
    )

    alert_push_url: str = Field(
        "",
        validation_alias=_env("ALERT_PUSH_URL"),
        description="Where alerts by the transport `push` are posted as JSON, e.g. a bridge to ntfy, Gotify "
        "or Matrix: a way to counsellors that does not run through Twilio.",
    )
    alert_push_token: str = Field(
        "",
        validation_alias=_env("ALERT_PUSH_TOKEN"),
        description="Sent to ALERT_PUSH_URL as a bearer token. Empty: none.",
    )

    @field_validator("test_alert_at")
    @classmethod
    def _is_a_time(cls, value: str) -> str:
        if value and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value) is None:
            raise ValueError("TEST_ALERT_AT is a time such as 11:00, or empty")
        return value

    @model_validator(mode="after")
    def _fill(self) -> "Settings":
        names = ("web", "simulator", "actions", "rasa", "postgres", "redis", "console")
        for offset, name in enumerate(names):
            if getattr(self, f"{name}_port") == 0:
                setattr(self, f"{name}_port", self.base_port + offset)
        self.rasa_url = self.rasa_url or f"http://127.0.0.1:{self.rasa_port}"
        self.public_url = (self.public_url or f"http://127.0.0.1:{self.web_port}").rstrip("/")
        if not self.console_url and self.environment == "development":
            self.console_url = f"http://127.0.0.1:{self.console_port}"
        self.console_url = self.console_url.rstrip("/")
        if self.triage_model and not (self.triage_model / "weights.npz").is_file():
            raise ValueError(f"HELPLINE_TRIAGE_MODEL names {self.triage_model}, which holds no weights.npz")
        if unknown := set(self.checks_of_twilio) - set(TWILIO_CHECKS):
            raise ValueError(f"TWILIO_CHECKS names {', '.join(sorted(unknown))}: there is no such check")
        if self.environment == "production":
            self._refuse_placeholders()
        return self

    def _refuse_placeholders(self) -> None:
        required = (
            "database_url",
            "redis_url",
            "encryption_keys",
            "hash_key",
            "twilio_account_sid",
            "twilio_auth_token",
            "whatsapp_number",
            "voice_number",
            "alert_content_sid",
            "reopen_content_sid",
        )
        missing = [env_name(name) for name in required if not getattr(self, name)]
        if missing:
            raise ValueError(f"production needs: {', '.join(missing)}")
        if urlsplit(self.public_url).scheme != "https":
            raise ValueError("production needs PUBLIC_URL with https")
        if self.console_url and urlsplit(self.console_url).scheme != "https":
            raise ValueError("production needs CONSOLE_URL with https")
        if self.time_scale != 1:
            raise ValueError("HELPLINE_TIME_SCALE must be 1 in production")
        if self.twilio_api_url and urlsplit(self.twilio_api_url).scheme != "https":
            raise ValueError("production needs Twilio itself: TWILIO_API_URL is empty or https")
        if not self.watchdog_url and not (self.smtp_url and self.supervisor_email):
            raise ValueError(
                "production needs a way for the watchdog to cry out: WATCHDOG_URL, or SMTP_URL and "
                "SUPERVISOR_EMAIL"
            )
        if self.alert_push_url and urlsplit(self.alert_push_url).scheme != "https":
            raise ValueError("production needs ALERT_PUSH_URL with https")
        for key in self.encryption_keys.split(","):
            try:
                Fernet(key.strip())
            except ValueError as error:
                raise ValueError("HELPLINE_ENCRYPTION_KEYS holds something that is no Fernet key") from error

    @property
    def test_alert_time(self) -> time | None:
        """The local time of the daily test alert, None where there is none."""
        return time.fromisoformat(self.test_alert_at) if self.test_alert_at else None

    @property
    def recordings_folder(self) -> Path:
        """Where recorded prompts are kept."""
        return Path(self.recordings_dir) if self.recordings_dir else self.data_dir / "recordings"

    @property
    def cards_folder(self) -> Path:
        """Where the topics' pictures are."""
        return self.data_dir / "cards"

    @property
    def checks_of_twilio(self) -> tuple[str, ...]:
        """What the watchdog asks Twilio."""
        return tuple(name.strip() for name in self.twilio_checks.split(",") if name.strip())

    @property
    def simulated(self) -> bool:
        """Whether the simulator stands in for Twilio."""
        return self.environment == "development" and self.twilio_api_url.startswith("http://127.0.0.1")


def env_name(field: str) -> str:
    """Return the environment variable of a setting."""
    alias = Settings.model_fields[field].validation_alias
    assert isinstance(alias, AliasChoices)
    return str(alias.choices[0])


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return this process's settings; raises ValidationError with the names that are wrong."""
    return Settings()
