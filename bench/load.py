"""Send messages at a given rate, whether or not they are answered; note what the sender saw."""

import asyncio
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle
from typing import Protocol

import httpx
from twilio.request_validator import RequestValidator

from helpline.infra.settings import Settings

# Twilio's own limit for a webhook.
TIMEOUT = 15.0
# A phone waits for the webhook and, where the account has one, for the fallback URL after it.
PHONE_TIMEOUT = 2 * TIMEOUT + 10
IN_FLIGHT = 600


@dataclass(frozen=True, slots=True)
class Planned:
    """One message to come: `at` in seconds from the start; `number` counts a contact's messages."""

    at: float
    phone: str
    number: int
    text: str
    red: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """One message as its sender saw it: when, how late, for how long, answered with what (None: nothing)."""

    sid: str
    phone: str
    number: int
    red: bool
    at: datetime
    late: float
    elapsed: float
    status: int | None

    @property
    def taken(self) -> bool:
        """Say whether the webhook answered with success."""
        return self.status is not None and 200 <= self.status < 300


def plan(
    rate: float,
    seconds: float,
    phones: Sequence[str],
    texts: Sequence[str],
    *,
    red_every: int = 0,
    red_phones: Iterator[str] | None = None,
    red_texts: Sequence[str] = (),
) -> list[Planned]:
    """Return evenly spaced messages: contacts take turns, each numbers its own from 1.

    With `red_every` n, each n-th message is one of danger, from a contact who has not written before.
    """
    planned: list[Planned] = []
    turn, words, danger = cycle(phones), cycle(texts), cycle(red_texts)
    numbers: defaultdict[str, int] = defaultdict(int)
    for index in range(int(rate * seconds)):
        red = red_phones is not None and red_every > 0 and index % red_every == red_every // 2
        phone = next(red_phones if red and red_phones is not None else turn)
        numbers[phone] += 1
        planned.append(
            Planned(index / rate, phone, numbers[phone], next(danger) if red else next(words), red)
        )
    return planned


class Door(Protocol):
    """A way in for a message."""

    async def send(self, client: httpx.AsyncClient, message: Planned) -> tuple[str, int | None]:
        """Send one message; returns its SID ("" if it never got one) and the webhook's status."""


class Webhook:
    """Post to the webhook as Twilio does, signed, on a new connection."""

    def __init__(self, settings: Settings) -> None:
        self._url = f"{settings.public_url}/whatsapp/inbound"
        self._validator = RequestValidator(settings.twilio_auth_token)
        self._fixed = {
            "AccountSid": settings.twilio_account_sid,
            "ApiVersion": "2010-04-01",
            "NumMedia": "0",
            "NumSegments": "1",
            "SmsStatus": "received",
            "To": f"whatsapp:{settings.whatsapp_number}",
        }

    async def send(self, client: httpx.AsyncClient, message: Planned) -> tuple[str, int | None]:
        """See Door."""
        sid = f"SM{uuid.uuid4().hex}"
        form = {
            **self._fixed,
            "MessageSid": sid,
            "SmsMessageSid": sid,
            "From": f"whatsapp:{message.phone}",
            "WaId": message.phone.lstrip("+"),
            "ProfileName": "bench",
            "Body": message.text,
        }
        headers = {"X-Twilio-Signature": self._validator.compute_signature(self._url, form)}
        try:
            response = await client.post(self._url, data=form, headers=headers)
        except httpx.HTTPError:
            return sid, None
        return sid, response.status_code


class Phone:
    """Write on a simulated phone: the simulator keeps the message, as Twilio does, and calls the webhook."""

    def __init__(self, simulator_url: str) -> None:
        self._url = f"{simulator_url}/sim/messages"

    async def send(self, client: httpx.AsyncClient, message: Planned) -> tuple[str, int | None]:
        """See Door."""
        try:
            response = await client.post(
                self._url, json={"from": message.phone, "body": message.text}, timeout=PHONE_TIMEOUT
            )
            answer = response.json()
        except (httpx.HTTPError, ValueError):
            return "", None
        # What a fallback URL answers says nothing of our webhook.
        ours = [one for one in answer.get("deliveries") or () if one.get("purpose") != "message-fallback"]
        return str(answer.get("sid", "")), ours[-1].get("status") if ours else None


async def send_all(
    planned: Sequence[Planned],
    door: Door,
    *,
    red_door: Door | None = None,
    over: Callable[[], bool] = lambda: False,
) -> list[Sent]:
    """Send a plan at its times; a contact's next message waits for the answer to the one before.

    What is left of the plan once `over()` holds is not sent.
    """
    limits = httpx.Limits(max_connections=IN_FLIGHT, max_keepalive_connections=0)
    turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
    async with httpx.AsyncClient(limits=limits, timeout=TIMEOUT, trust_env=False) as client:
        began = time.perf_counter()

        async def one(message: Planned) -> Sent:
            async with turns[message.phone]:
                at, start = datetime.now(UTC), time.perf_counter()
                way = red_door if message.red and red_door is not None else door
                sid, status = await way.send(client, message)
                late = start - began - message.at
                elapsed = time.perf_counter() - start
            return Sent(sid, message.phone, message.number, message.red, at, late, elapsed, status)

        tasks = []
        for message in planned:
            wait = began + message.at - time.perf_counter()
            if wait > 0:
                await asyncio.sleep(wait)
            if over():
                break
            tasks.append(asyncio.create_task(one(message)))
        return list(await asyncio.gather(*tasks))
