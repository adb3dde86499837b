"""What WhatsApp is really asked to send, seen where the request would leave."""

import json
from collections.abc import Callable
from email.utils import format_datetime
from typing import Any

import pytest
from sqlalchemy import update

from helpline.contacts import Contact
from helpline.infra import clock, twilio_rest
from helpline.infra.database import transaction
from helpline.infra.twilio_rest import NotSent, TwilioError, Unknown
from helpline.outbox import Ambiguous, Kind, Outbox, Refused, Unavailable, enqueue
from helpline.outbox.reply import Button, Reply
from tests.integration.world import CONTACT, THANKS, World
from whatsapp.sender import WhatsAppSender


class Api:
    """Twilio's REST API as far as the sender uses it."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.contents: list[dict[str, Any]] = []
        self.fail: Callable[[], None] = lambda: None

    def post(self, url: str, *, form: Any = None, body: Any = None) -> dict[str, Any]:
        self.fail()
        if body is not None:
            self.contents.append(body)
            return {"sid": f"HX{len(self.contents):032d}"}
        sid = f"MM{len(self.messages):032d}"
        said = form.get("Body") or json.loads(form["ContentVariables"]).get("1", "")
        created = format_datetime(clock.now())
        self.messages.append({"sid": sid, "body": said, "date_created": created, "form": form})
        return {"sid": sid}

    def get(self, url: str, params: Any = None) -> dict[str, Any]:
        self.fail()
        return {"messages": list(reversed(self.messages))}

    @property
    def forms(self) -> list[dict[str, Any]]:
        return [message["form"] for message in self.messages]


@pytest.fixture
def api(world: World, monkeypatch: pytest.MonkeyPatch) -> Api:
    fake = Api()
    monkeypatch.setattr(twilio_rest, "post", fake.post)
    monkeypatch.setattr(twilio_rest, "get", fake.get)
    world.says(THANKS)
    return fake


def put(world: World, reply: Reply | dict[str, Any], *, contact: bool = True) -> Outbox:
    payload = reply.to_json() if isinstance(reply, Reply) else reply
    with transaction() as session:
        return enqueue(
            session,
            Kind.WHATSAPP,
            CONTACT,
            payload,
            now=clock.now(),
            contact_id=world.contact().id if contact else None,
        )


def test_plain_words_go_as_they_are_with_a_callback_that_names_no_row(world: World, api: Api) -> None:
    row = put(world, Reply("هلا"))
    WhatsAppSender().send(row)

    (form,) = api.forms
    assert (form["Body"], form["To"]) == ("هلا", f"whatsapp:{CONTACT}")
    assert form["StatusCallback"] == f"https://wiyak.test/whatsapp/status/{row.token}"


def test_buttons_go_by_a_template_that_is_made_once(world: World, api: Api) -> None:
    for words in ("اول", "ثاني"):
        WhatsAppSender().send(put(world, Reply(words, (Button("yes", "نعم"), Button("no", "لا")))))

    assert len(api.contents) == 1
    first, second = api.forms
    assert first["ContentSid"] == second["ContentSid"]
    assert json.loads(second["ContentVariables"]) == {"1": "ثاني", "2": "yes", "3": "no"}


def test_a_long_text_goes_in_parts_and_loses_no_word(world: World, api: Api) -> None:
    words = " ".join(f"كلمة{number}" for number in range(600))
    WhatsAppSender().send(put(world, Reply(words)))

    parts = [form["Body"] for form in api.forms]
    assert len(parts) > 1
    assert all(len(part) <= 1600 for part in parts)
    assert " ".join(parts).split() == words.split()


def test_free_text_outside_of_the_window_is_refused_before_twilio_is_asked(world: World, api: Api) -> None:
    with transaction() as session:
        session.execute(update(Contact).values(last_whatsapp_at=None))
    with pytest.raises(Refused, match="63016"):
        WhatsAppSender().send(put(world, Reply("هلا")))
    WhatsAppSender().send(put(world, {"template": "reopen"}))

    (form,) = api.forms
    assert "ContentSid" in form


def test_the_start_of_a_shift_goes_by_a_template_whose_button_names_it(world: World, api: Api) -> None:
    row = put(world, {"template": "shift", "variables": {"1": "08:00", "2": "7"}}, contact=False)
    WhatsAppSender().send(row)

    (types,) = [content["types"] for content in api.contents if content.get("friendly_name") == "wiyak_shift"]
    (button,) = types["twilio/quick-reply"]["actions"]
    assert (button["title"], button["id"]) == ("اني موجود", "present:{{2}}")
    assert "{{1}}" in types["twilio/quick-reply"]["body"]
    assert json.loads(api.forms[-1]["ContentVariables"]) == {"1": "08:00", "2": "7"}


def test_a_sent_message_is_found_by_its_words(world: World, api: Api) -> None:
    row = put(world, Reply("هلا بيك"))
    sid = WhatsAppSender().send(row)
    row.claimed_at = clock.now()

    assert WhatsAppSender().find_sent(row) == sid


@pytest.mark.parametrize("buttons", [(), (Button("yes", "نعم"),)])
def test_a_split_or_interactive_message_is_found_too(
    world: World, api: Api, buttons: tuple[Button, ...]
) -> None:
    words = "كلمة " * (200 if buttons else 700)
    row = put(world, Reply(words, buttons))
    sid = WhatsAppSender().send(row)
    row.claimed_at = clock.now()

    assert WhatsAppSender().find_sent(row) == sid


def test_the_same_words_of_an_earlier_message_are_not_taken_for_this_one(world: World, api: Api) -> None:
    first, second = put(world, Reply("اني وياك")), put(world, Reply("اني وياك"))
    sid = WhatsAppSender().send(first)
    with transaction() as session:
        session.execute(update(Outbox).where(Outbox.id == first.id).values(provider_sid=sid))
    second.claimed_at = clock.now()

    assert WhatsAppSender().find_sent(second) is None


def test_words_that_only_begin_alike_are_not_the_same(world: World, api: Api) -> None:
    WhatsAppSender().send(put(world, Reply("تمام، هسه تروح لغيرك")))
    row = put(world, Reply("تمام"))
    row.claimed_at = clock.now()

    assert WhatsAppSender().find_sent(row) is None


@pytest.mark.parametrize(
    ("error", "becomes"),
    [
        (TwilioError(429, "20429"), Unavailable),
        (TwilioError(401, "20003"), Unavailable),
        (TwilioError(500, "20500"), Ambiguous),
        (TwilioError(503, "20503"), Ambiguous),
        (TwilioError(400, "21211"), Refused),
        (TwilioError(404, "20404"), Refused),
        (NotSent("ConnectError"), Unavailable),
        (Unknown("ReadTimeout"), Ambiguous),
    ],
)
def test_twilios_failures_are_sorted(
    world: World, api: Api, error: Exception, becomes: type[Exception]
) -> None:
    def fail() -> None:
        raise error

    row = put(world, Reply("هلا"))
    api.fail = fail
    with pytest.raises(becomes):
        WhatsAppSender().send(row)
