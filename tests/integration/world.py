"""The helpline in one process, as a test speaks to it: a contact, counsellors, a clock, a faked Rasa."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select

from helpline import contacts, content
from helpline.alerts import Alert
from helpline.alerts.watchdog.finding import Finding
from helpline.alerts.watchdog.overdue import look
from helpline.cases import Case, CaseEvent
from helpline.conversation import rasa
from helpline.conversation.rasa import Answer, RasaSilent
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.twilio_rest import TooLarge
from helpline.outbox import Outbox
from helpline.outbox.reply import Button, Reply

CONTACT = "+9647700000501"
OTHER = "+9647700000502"
ZAINAB, AHMED, HUDA = "+9647700000101", "+9647700000102", "+9647700000103"

# Words whose level these tests rely on; what triage makes of words is tested in its own room.
RED = "هسه راح اقتل نفسي"
WISH = "اريد انتحر"
PASSIVE = "اتمنى انام وما اكعد"
SAD = "ضايج كلش"
THANKS = "شكرا"

ROSTER = """\
timezone: Asia/Baghdad
counsellors:
  - {id: zainab, name: زينب, phone: "+9647700000101", transports: [voice, whatsapp]}
  - {id: ahmed, name: أحمد, phone: "+9647700000102", transports: [voice, whatsapp]}
  - {id: huda, name: هدى, phone: "+9647700000103", transports: [voice, whatsapp], supervisor: true}
shifts:
  - {days: [sat, sun, mon, tue, wed, thu, fri], from: "00:00", to: "00:00", on_call: [zainab, ahmed]}
"""

_numbers = count(1)


class Clock:
    """The wall clock, which a test moves on instead of waiting."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        """Return the time that the helpline sees."""
        return datetime.now(UTC) + self.ahead

    def forward(self, seconds: float) -> None:
        """Let time pass."""
        self.ahead += timedelta(seconds=seconds)


@dataclass
class FakeRasa:
    """Says what a test wants and remembers what it was asked; takes the place of the one call to Rasa."""

    says: Sequence[Reply] = (Reply("هلا"),)
    wants: Sequence[dict[str, Any]] = ()
    down: bool = False
    heard: list[str] = field(default_factory=list)
    metadata: list[dict[str, Any]] = field(default_factory=list)
    senders: list[uuid.UUID] = field(default_factory=list)
    before: Any = None

    def post(self, sender: uuid.UUID, message: str, metadata: dict[str, Any], timeout: float) -> Answer:
        """Answer as `helpline.conversation.rasa._post` does."""
        self.heard.append(message)
        self.metadata.append(metadata)
        self.senders.append(sender)
        if self.before is not None:
            self.before()
        if self.down:
            raise RasaSilent("ConnectError")
        return Answer(tuple(self.says), tuple(self.wants))

    def offer(self, text: str, *buttons: tuple[str, str]) -> None:
        """Say a text with buttons, each an id and a title."""
        self.says = [Reply(text, tuple(Button(*button) for button in buttons))]


@dataclass
class FakeMedia:
    """Holds the media that Twilio would; takes the place of the two calls that fetch and delete them."""

    holds: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    fail: Exception | None = None

    def download(self, url: str, *, at_most: int) -> tuple[str, bytes]:
        """Give a medium out as `twilio_rest.download` does."""
        if self.fail is not None:
            raise self.fail
        content_type, content = self.holds.get(url, ("audio/ogg", b"OggS"))
        if len(content) > at_most:
            raise TooLarge
        return content_type, content

    def delete(self, url: str) -> None:
        """Delete a medium as `twilio_rest.delete` does."""
        if self.fail is not None:
            raise self.fail
        self.deleted.append(url)


class World:
    """Everything around one helpline that a test acts through and looks at."""

    def __init__(
        self, client: Any, jobs: Any, twilio: Any, rasa_: FakeRasa, time: Clock, media: FakeMedia
    ) -> None:
        self.client, self.jobs, self.twilio, self.rasa, self.time = client, jobs, twilio, rasa_, time
        self.media = media

    def writes(self, text: str, phone: str = CONTACT, *, sid: str | None = None, **form: str) -> Any:
        """Deliver a message to the webhook; nothing has been handled yet."""
        sid = sid or f"SM{next(_numbers):032d}"
        return self.client.post_signed(
            "/whatsapp/inbound",
            {"MessageSid": sid, "From": f"whatsapp:{phone}", "Body": text, "NumMedia": "0", **form},
        )

    def says(self, text: str, phone: str = CONTACT, **form: str) -> list[str]:
        """Deliver a message, run all due jobs; returns what was written to that number since."""
        before = len(self.twilio.texts(phone))
        answered = self.writes(text, phone, **form)
        assert answered.status_code == 200
        self.jobs.run()
        return self.twilio.texts(phone)[before:]

    def sends_voice_note(self, phone: str = CONTACT, caption: str = "") -> list[str]:
        """Deliver a voice note and run all due jobs; returns what was answered."""
        url = "https://api.twilio.test/Media/ME1"
        return self.says(caption, phone, NumMedia="1", MediaUrl0=url, MediaContentType0="audio/ogg")

    def taps(self, phone: str, payload: str, title: str = "زر") -> list[str]:
        """Tap a button; returns what was written to that number since."""
        return self.says(title, phone, ButtonPayload=payload, ButtonText=title)

    def acknowledges(self, phone: str = ZAINAB, name: str = "zainab") -> list[str]:
        """Let a counsellor tap «I have it» on their latest alert."""
        return self.taps(phone, f"ack:{self.alert(name).token}")

    def closes(self, choose: str = "", phone: str = ZAINAB, of: str = CONTACT) -> list[str]:
        """Let a counsellor close a case with the answers of these numbers, else the first of each question's.

        Returns what was written to the counsellor since.
        """
        before = len(self.twilio.texts(phone))
        self.taps(phone, f"resolve:{self.open_case(of).id}")
        for asked in range(10):
            answers = [one for one in self.offered(phone) if one.startswith("close:")]
            if not answers:
                break
            self.taps(phone, answers[int(choose[asked : asked + 1] or 1) - 1])
        return self.twilio.texts(phone)[before:]

    def offered(self, phone: str) -> list[str]:
        """Return the ids of the buttons under the last message to a number."""
        last = [row for row in self.twilio.sent if row.to == phone and row.kind == "whatsapp"][-1]
        return [button["id"] for button in last.payload.get("buttons", ())]

    def passes(self, seconds: float) -> None:
        """Let time pass and run what is due then."""
        self.time.forward(seconds)
        self.jobs.run()

    def case(self, phone: str = CONTACT) -> Case | None:
        """Return a contact's latest case."""
        with transaction() as session:
            contact = contacts.find(session, phone)
            if contact is None:
                return None
            of_contact = select(Case).where(Case.contact_id == contact.id)
            return session.scalar(of_contact.order_by(Case.id.desc()).limit(1))

    def open_case(self, phone: str = CONTACT) -> Case:
        """Return a contact's latest case, which must exist."""
        case = self.case(phone)
        assert case is not None
        return case

    def contact(self, phone: str = CONTACT) -> contacts.Contact:
        """Return a contact, who must be known."""
        with transaction() as session:
            contact = contacts.find(session, phone)
        assert contact is not None
        return contact

    def alerts(self) -> list[tuple[str, str]]:
        """Return who was alerted and by what, in order."""
        return [(alert.counsellor, alert.transport) for alert in self.all_alerts()]

    def all_alerts(self) -> list[Alert]:
        """Return the rows of all alerts, oldest first."""
        with transaction() as session:
            return list(session.scalars(select(Alert).order_by(Alert.id)))

    def alert(self, counsellor: str) -> Alert:
        """Return a counsellor's latest alert."""
        return [alert for alert in self.all_alerts() if alert.counsellor == counsellor][-1]

    def history(self, phone: str = CONTACT) -> list[str]:
        """Return what happened to a contact's latest case, oldest first."""
        case = self.open_case(phone)
        with transaction() as session:
            events = select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(CaseEvent.id)
            return [event.kind for event in session.scalars(events)]

    def outbox(self) -> list[Outbox]:
        """Return all outbox rows, oldest first."""
        with transaction() as session:
            return list(session.scalars(select(Outbox).order_by(Outbox.id)))

    def watchdog(self) -> list[Finding]:
        """Let the watchdog look once; returns its findings."""
        with transaction() as session:
            return list(look(session, clock.now()))

    def find(self, table: Any, *conditions: Any) -> list[Any]:
        """Return a table's rows, oldest first."""
        with transaction() as session:
            return list(session.scalars(select(table).where(*conditions).order_by(table.id)))


def text(text_id: str, **values: Any) -> str:
    """Return a content text as a contact of unknown region reads it."""
    return content.text(text_id, emergency=content.emergency_number(None), **values)


def patch_rasa(monkeypatch: pytest.MonkeyPatch, fake: FakeRasa) -> None:
    """Put the fake in the place of the one call to Rasa."""
    monkeypatch.setattr(rasa, "_post", fake.post)
