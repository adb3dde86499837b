"""Somebody on the phone: follows TwiML as Twilio does, and notes how long each step's answer took."""

import asyncio
import time
import uuid
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx
from twilio.request_validator import RequestValidator

from helpline.infra.settings import Settings

KEYS = "0123456789*#"
ENDS = ("Hangup", "Reject", "Dial", "Enqueue", "Record", "Leave")


@dataclass(frozen=True, slots=True)
class Next:
    """Where TwiML leads: a Gather's action, a Redirect's target, or nowhere (None)."""

    url: str | None
    gathers: bool = False
    hears: str = ""


def follow(twiml: str, at: str) -> Next:
    """Return where a document leads from the address it came from; raises ElementTree.ParseError."""
    for verb in ElementTree.fromstring(twiml):
        if verb.tag == "Gather":
            return Next(urljoin(at, verb.get("action", "")), True, verb.get("input", "dtmf"))
        if verb.tag == "Redirect":
            return Next(urljoin(at, (verb.text or "").strip()))
        if verb.tag in ENDS:
            return Next(None)
    return Next(None)


@dataclass(frozen=True, slots=True)
class Answered:
    """One step's answer: where in the call, seconds it took, HTTP status (None: none).

    `asks`: the assistant is asked in it, as far as a caller can tell.
    """

    place: str
    elapsed: float
    status: int | None
    asks: bool = False


class Caller:
    """One call; `inputs` are said or, if digits, pressed, one a step."""

    def __init__(self, settings: Settings, phone: str, inputs: Sequence[str], pause: float) -> None:
        self._validator = RequestValidator(settings.twilio_auth_token)
        self._entry = f"{settings.public_url}/ivr/incoming"
        self._over = f"{settings.public_url}/ivr/status"
        self._inputs, self._pause = list(inputs), pause
        self._form = {
            "AccountSid": settings.twilio_account_sid,
            "ApiVersion": "2010-04-01",
            "CallSid": f"CA{uuid.uuid4().hex}",
            "Called": settings.voice_number,
            "Caller": phone,
            "Direction": "inbound",
            "From": phone,
            "To": settings.voice_number,
        }
        self.steps: list[Answered] = []

    async def call(self, client: httpx.AsyncClient) -> None:
        """Dial, answer each question, hang up."""
        url, form = self._entry, {"CallStatus": "ringing"}
        while True:
            body = await self._step(client, url, form)
            if body is None:
                break
            leads = follow(body, url)
            if leads.url is None or (leads.gathers and not self._inputs):
                break
            url, form = leads.url, {"CallStatus": "in-progress"}
            if leads.gathers:
                await asyncio.sleep(self._pause)
                form |= self._said(self._inputs.pop(0), leads.hears)
        await self._post(client, self._over, {"CallStatus": "completed", "CallDuration": "30"})

    def _said(self, said: str, hears: str) -> dict[str, str]:
        pressed = said in KEYS
        if pressed or "speech" not in hears:
            return {"Digits": said if pressed else "1"}
        return {"SpeechResult": said, "Confidence": "0.9"}

    async def _step(self, client: httpx.AsyncClient, url: str, form: dict[str, str]) -> str | None:
        start = time.perf_counter()
        response = await self._post(client, url, form)
        elapsed, place = time.perf_counter() - start, urlsplit(url).path.rsplit("/", 1)[-1]
        asks = place == "talk" or (place != "waiting" and "SpeechResult" in form)
        status = response.status_code if response is not None else None
        self.steps.append(Answered(place, elapsed, status, asks))
        return response.text if response is not None and response.is_success else None

    async def _post(self, client: httpx.AsyncClient, url: str, form: dict[str, str]) -> httpx.Response | None:
        whole = {**self._form, **form}
        headers = {"X-Twilio-Signature": self._validator.compute_signature(url, whole)}
        try:
            return await client.post(url, data=whole, headers=headers)
        except httpx.HTTPError:
            return None
