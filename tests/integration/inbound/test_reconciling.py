"""Messages that Twilio took and could not deliver are found in its list, triaged and answered."""

from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from helpline.alerts import roster
from helpline.contacts.inbox import Inbox
from helpline.infra import twilio_lists, twilio_rest
from helpline.triage import Level
from tests.integration.world import CONTACT, RED, SAD, WISH, World, text
from whatsapp.inbound import Form
from whatsapp.reconcile import reconcile
from whatsapp.webhook import take_in


class Listed:
    """Twilio's list of messages, newest first, in pages."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.messages: list[dict[str, Any]] = []
        self.page = 50

    def add(
        self,
        sid: str,
        body: str,
        *,
        ago: float = 60,
        direction: str = "inbound",
        media: int = 0,
        phone: str = CONTACT,
    ) -> None:
        created = self.world.time.now() - timedelta(seconds=ago)
        self.messages.insert(
            0,
            {
                "sid": sid,
                "body": body,
                "from": f"whatsapp:{phone}",
                "direction": direction,
                "num_media": str(media),
                "uri": f"/Messages/{sid}.json",
                "date_created": format_datetime(created),
            },
        )

    def get(self, url: str, params: Any = None) -> dict[str, Any]:
        start = int(url.rpartition("?page=")[2]) if "?page=" in url else 0
        more = start + self.page < len(self.messages)
        following = f"/2010-04-01/Messages.json?page={start + self.page}" if more else None
        return {"messages": self.messages[start : start + self.page], "next_page_uri": following}


@pytest.fixture
def listed(world: World, monkeypatch: pytest.MonkeyPatch) -> Listed:
    made = Listed(world)
    monkeypatch.setattr(twilio_rest, "get", made.get)
    return made


def test_danger_that_never_reached_the_webhook_is_alerted(world: World, listed: Listed) -> None:
    listed.add("SM1", RED)

    assert reconcile() == 1
    world.jobs.run()
    assert world.open_case().level == Level.RED
    assert world.twilio.texts(CONTACT) == [text("danger.calling")]


def test_what_is_stored_already_is_not_stored_again(world: World, listed: Listed) -> None:
    world.writes(SAD, sid="SM1")
    world.jobs.run()
    listed.add("SM1", SAD)

    assert reconcile() == reconcile() == 0
    assert world.rasa.heard == [SAD]


def test_messages_are_taken_in_their_order_over_all_pages(world: World, listed: Listed) -> None:
    listed.page = 2
    for number in range(5):
        listed.add(f"SM{number}", f"رسالة {number}", ago=60 - number)

    assert reconcile() == 5
    assert [row.text for row in world.find(Inbox)] == [f"رسالة {number}" for number in range(5)]


def test_our_own_messages_and_old_ones_are_left_alone(world: World, listed: Listed) -> None:
    listed.add("SM1", WISH, ago=3600)
    listed.add("SM2", RED, direction="outbound-api")

    assert reconcile() == 0
    assert world.find(Inbox) == []


def test_after_an_outage_the_look_reaches_back_to_the_last_message_that_was_stored(
    world: World, listed: Listed
) -> None:
    world.writes(SAD, sid="SM1")
    world.time.forward(6 * 3600)
    listed.add("SM2", RED, ago=5 * 3600)

    assert reconcile() == 1
    assert world.open_case().level == Level.RED


def test_what_a_look_missed_is_found_by_the_next_though_newer_ones_were_stored_meanwhile(
    world: World, listed: Listed, monkeypatch: pytest.MonkeyPatch
) -> None:
    reconcile()
    listed.add("SM1", RED, ago=0)
    for _ in range(3):
        world.time.forward(1200)
        world.writes(SAD)
        with monkeypatch.context() as down:
            down.setattr(twilio_rest, "get", _unreachable)
            with pytest.raises(twilio_rest.Unknown):
                reconcile()

    assert reconcile() == 1
    assert world.open_case().level == Level.RED


def test_a_list_without_end_is_no_whole_look(
    world: World, listed: Listed, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed.page = 1
    monkeypatch.setattr(twilio_lists, "MOST_PAGES", 2)
    for number in range(3):
        listed.add(f"SM{number}", f"رسالة {number}", ago=60 - number)
    with pytest.raises(twilio_lists.TooLong):
        reconcile()
    assert [row.text for row in world.find(Inbox)] == ["رسالة 1", "رسالة 2"]
    monkeypatch.setattr(twilio_lists, "MOST_PAGES", 3)

    assert reconcile() == 1


def _unreachable(url: str, params: Any = None) -> dict[str, Any]:
    raise twilio_rest.Unknown("ReadTimeout")


def test_a_voice_note_found_in_the_list_is_heard_by_a_person(world: World, listed: Listed) -> None:
    listed.add("SM1", "", media=1)
    reconcile()
    world.jobs.run()

    assert world.open_case().reason == "media"


def test_one_that_cannot_be_taken_in_keeps_back_none_that_came_after_it(
    world: World, listed: Listed, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed.add("SM1", SAD, ago=60)
    listed.add("SM2", RED, ago=50)
    takes = take_in

    def breaks(form: Form) -> bool:
        if form.sid == "SM1":
            raise ValueError("unreadable")
        return takes(form)

    with monkeypatch.context() as broken:
        broken.setattr("whatsapp.reconcile.take_in", breaks)
        with pytest.raises(ValueError, match="unreadable"):
            reconcile()
    assert world.open_case().level == Level.RED
    assert [row.provider_sid for row in world.find(Inbox)] == ["SM2"]
    # The look did not end: the next goes back as far and tries it again.
    assert reconcile() == 1


def test_a_counsellors_message_is_looked_at_once(
    world: World, listed: Listed, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed.add("SM1", "موجود", phone=roster.current().counsellors[0].phone)
    assert reconcile() == 1

    def never(form: Form) -> bool:
        raise AssertionError("it is known")

    monkeypatch.setattr("whatsapp.reconcile.take_in", never)
    assert reconcile() == 0
