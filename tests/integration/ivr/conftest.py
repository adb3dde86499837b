"""A caller's telephone: follows the TwiML that the helpline answers, as Twilio would."""

import itertools
import uuid
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from helpline import contacts, content
from helpline.alerts import Alert
from helpline.cases import Case, CaseEvent
from helpline.conversation import rasa
from helpline.conversation.rasa import Answer
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.outbox import Outbox
from helpline.outbox.reply import Button, Reply
from ivr.speakable import speakable
from simulator.twiml import parse, warnings_of
from tests.integration.conftest import SignedClient

CALLER = "+9647700000001"
_sids = itertools.count(1)


class Caller:
    """One call, with the TwiML that it is at."""

    def __init__(self, client: SignedClient, phone: str = CALLER) -> None:
        self._client = client
        self.phone = phone
        self.sid = f"CA{next(_sids):032d}"
        self._last: tuple[str, dict[str, str]] = ("", {})
        self.twiml: Element = Element("Response")

    def post(self, path: str, **form: str) -> TestResponse:
        """Send a webhook of this call."""
        base = {"CallSid": self.sid, "From": self.phone, "CallStatus": "in-progress", "Direction": "inbound"}
        self._last = (path, base | form)
        return self._client.post_signed(path, base | form)

    def _go(self, path: str, **form: str) -> "Caller":
        answer = self.post(path, **form)
        assert answer.status_code == 200, answer.text
        self.twiml = parse(answer.text)
        assert warnings_of(self.twiml) == []
        assert len(answer.text) < 4000
        return self

    def dial(self) -> "Caller":
        """Call the helpline."""
        return self._go("/ivr/incoming")

    def press(self, key: str) -> "Caller":
        """Press a key."""
        return self._go(self._action("dtmf"), Digits=key)

    def say(self, text: str, confidence: str = "0.9") -> "Caller":
        """Say something."""
        return self._go(self._action("speech"), SpeechResult=text, Confidence=confidence)

    def keep_silent(self) -> "Caller":
        """Say and press nothing until the helpline gives up listening."""
        redirect = self.twiml.find("Redirect")
        assert redirect is not None, "nothing follows silence here"
        return self._go(str(redirect.text))

    def fetched(self, query: str = "") -> "Caller":
        """Be redirected by the helpline."""
        return self._go(f"/ivr/wait{query}")

    def room_closes(self) -> "Caller":
        """Be in the counsellor's room until it closes."""
        dial = self.twiml.find("Dial")
        assert dial is not None, "the call is not in a room"
        return self._go(dial.attrib["action"], DialCallStatus="answered")

    def hang_up(self) -> None:
        """End the call."""
        assert self.post("/ivr/status", CallStatus="completed").status_code == 204

    def again(self) -> str:
        """Send the last webhook once more; returns its TwiML."""
        path, form = self._last
        return self._client.post_signed(path, form).text

    def _action(self, way: str) -> str:
        """Return where an answer goes: to the first that listens for it, as the call goes on."""
        listening = self.twiml.findall("Gather")
        assert listening, "nobody listens"
        hears = next((one for one in listening if way in one.attrib["input"]), None)
        assert hears is not None, f"nobody listens for {way}"
        return hears.attrib["action"]

    @property
    def heard(self) -> str:
        """What is being said."""
        return "\n".join(element.text or "" for element in self.twiml.iter("Say"))

    def hears(self, *text_ids: str) -> bool:
        """Whether these content texts are being said."""
        texts = [content.text(one, spoken=True, emergency=content.emergency_number(None)) for one in text_ids]
        return all(text in self.heard or speakable(text) in self.heard for text in texts)

    @property
    def place(self) -> str:
        """Where the next answer goes."""
        return self._action("").split("/")[-1].split("?")[0]

    @property
    def over(self) -> bool:
        """Whether the helpline ends the call."""
        return self.twiml.find("Hangup") is not None

    @property
    def room(self) -> str | None:
        """The room that the caller is brought to."""
        return self.twiml.findtext("Dial/Conference")


class Counsellor:
    """Answers the alert calls of a case."""

    def __init__(self, client: SignedClient) -> None:
        self._client = client
        self.sid = f"CA{next(_sids):032d}"

    def press(self, alert: Alert, key: str) -> Element:
        """Answer an alert call and press a key."""
        return self._post(f"/ivr/alert/{alert.token}/key", Digits=key)

    def goes_on(self, path: str, **form: str) -> Element:
        """Send a webhook of the counsellor's line."""
        return self._post(path, **form)

    def answers(self, twiml: Element, key: str) -> Element:
        """Press a key where the line listens."""
        listening = twiml.find("Gather")
        assert listening is not None, "nobody listens for a key"
        return self._post(listening.attrib["action"], Digits=key)

    def hangs_up(self, alert: Alert) -> None:
        """End the counsellor's line, as the status callback tells it."""
        with transaction() as session:
            token = session.scalar(select(Outbox.token).where(Outbox.alert_id == alert.id)) or uuid.uuid4()
        form = {"CallSid": self.sid, "CallStatus": "completed"}
        assert self._client.post_signed(f"/ivr/placed/{token}", form).status_code == 204

    def _post(self, path: str, **form: str) -> Element:
        base = {"CallSid": self.sid, "CallStatus": "in-progress"}
        answer = self._client.post_signed(path, base | form)
        assert answer.status_code == 200, answer.text
        return fromstring(answer.text)


class Facts:
    """What the database says."""

    def case(self, phone: str = CALLER) -> Case | None:
        """Return the latest case of a number."""
        with transaction() as session:
            contact = contacts.find(session, phone)
            if contact is None:
                return None
            return session.scalar(
                select(Case).where(Case.contact_id == contact.id).order_by(Case.id.desc()).limit(1)
            )

    def only(self, kind: type[Any]) -> list[Any]:
        """Return all rows of a table, oldest first."""
        key = next(iter(kind.__table__.primary_key.columns))
        with transaction() as session:
            return list(session.scalars(select(kind).order_by(key)))

    def history(self) -> list[str]:
        """Return what happened to all cases, in order."""
        return [event.kind for event in self.only(CaseEvent)]

    def rung(self) -> list[Alert]:
        """Return the calls to counsellors."""
        return [alert for alert in self.only(Alert) if alert.transport == "voice"]


class FakeRasa:
    """Answers as told, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[uuid.UUID, str]] = []
        self.answers: Callable[[str], Answer] = lambda text: Answer((Reply("احچيلي اكثر."),), ())

    def post(self, sender: uuid.UUID, message: str, metadata: dict[str, Any], timeout: float) -> Answer:
        """Stand in for the request to Rasa."""
        self.asked.append((sender, message))
        return self.answers(message)

    def offer(self, text: str, *titles: str) -> None:
        """Answer everything with choices."""
        buttons = tuple(Button(f"/choice_{number}", title) for number, title in enumerate(titles))
        self.answers = lambda message: Answer((Reply(text, buttons),), ())

    def request(self, text: str = "", **wanted: str) -> None:
        """Ask the helpline to do something."""
        self.answers = lambda message: Answer((Reply(text),) if text else (), (wanted,))


@pytest.fixture
def caller(client: SignedClient) -> Caller:
    """Somebody with a telephone."""
    return Caller(client)


@pytest.fixture
def withheld(client: SignedClient) -> Caller:
    """Somebody whose telephone sends no number."""
    return Caller(client, "+266696687")


@pytest.fixture
def counsellor(client: SignedClient) -> Counsellor:
    """A counsellor's telephone."""
    return Counsellor(client)


@pytest.fixture
def facts(database: str) -> Facts:
    """The truth."""
    return Facts()


@pytest.fixture(autouse=True)
def assistant(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeRasa]:
    """Rasa, replaced where its request would leave this process."""
    fake = FakeRasa()
    monkeypatch.setattr(rasa, "_post", fake.post)
    return fake


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let time pass: moves the clock forward by seconds."""
    moved = [0.0]
    real = clock.now

    def move(seconds: float) -> None:
        from datetime import timedelta

        moved[0] += seconds
        monkeypatch.setattr(clock, "now", lambda: real() + timedelta(seconds=moved[0]))

    return move
